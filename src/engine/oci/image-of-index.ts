import type { Descriptor, Platform } from './descriptor';
import { digestOf } from './digest';
import type { Image, PlatformImage } from './image';
import { platformManifests } from './own-documents';

/**
 * The image that a name of an index leads to: of the manifests in the index, the one for a platform, or the first.
 * `sources` are the images whose manifests it names; what is in their documents is in its own. Undefined where none of
 * the manifests is in a source.
 */
export function imageOfIndex(
  { mediaType, bytes }: { readonly mediaType: string; readonly bytes: Uint8Array },
  sources: readonly Image[],
  platform: Platform,
): Image | undefined {
  const entries = platformManifests(bytes);
  const entry =
    entries.find(
      (one) => one.platform?.os === platform.os && one.platform.architecture === platform.architecture,
    ) ?? entries[0];
  const source = entry && sources.find((one) => isOf(one, entry));
  if (entry === undefined || source === undefined) return undefined;
  const target = { mediaType, digest: digestOf(bytes), size: bytes.length };
  const documents = new Map(sources.flatMap((one) => [...one.documents]));
  const others = entries.flatMap((other): PlatformImage[] => {
    const from = other === entry ? undefined : sources.find((one) => isOf(one, other));
    if (from === undefined) return [];
    const { manifest, config, layers } = from;
    return [{ manifestDescriptor: other, manifest, config, layers }];
  });
  return {
    ...source,
    id: target.digest,
    target,
    manifestDescriptor: entry,
    documents: documents.set(target.digest, bytes),
    others,
  };
}

function isOf({ manifestDescriptor }: Image, { digest }: Descriptor): boolean {
  return manifestDescriptor.digest === digest;
}
