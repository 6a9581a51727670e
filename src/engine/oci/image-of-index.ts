import type { Platform } from './descriptor';
import { digestOf } from './digest';
import type { Image } from './image';
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
  const source = sources.find(({ manifestDescriptor }) => manifestDescriptor.digest === entry?.digest);
  if (entry === undefined || source === undefined) return undefined;
  const target = { mediaType, digest: digestOf(bytes), size: bytes.length };
  const documents = new Map(sources.flatMap((one) => [...one.documents]));
  return {
    ...source,
    id: target.digest,
    target,
    manifestDescriptor: entry,
    documents: documents.set(target.digest, bytes),
  };
}
