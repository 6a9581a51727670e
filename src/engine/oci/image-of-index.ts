import { isAttestation } from './attestation';
import type { Descriptor, Platform } from './descriptor';
import { digestOf, type Digest } from './digest';
import type { Image } from './image';
import { parseIndex, parseManifest } from './manifest';
import { isIndexType } from './media-types';

/** The images that an index names, of several platforms, without what is attached to them. */
export function platformManifests(index: Uint8Array): readonly Descriptor[] {
  return parseIndex(index).manifests.filter((descriptor) => !isAttestation(descriptor));
}

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

/** What a machine has of such an image once it has pulled it: without the documents of the other manifests. */
export function withOwnDocuments(image: Image): Image {
  const { target, manifestDescriptor, documents } = image;
  const index = documents.get(target.digest);
  if (index === undefined || !isIndexType(target.mediaType)) return image;
  const { digest: own } = manifestDescriptor;
  const others = parseIndex(index).manifests.filter(
    ({ digest, annotations }) => digest !== own && annotations?.['vnd.docker.reference.digest'] !== own,
  );
  const dropped = new Set(others.flatMap(({ digest }) => [digest, ...blobsOf(documents.get(digest))]));
  for (const kept of [own, ...blobsOf(documents.get(own))]) dropped.delete(kept);
  return { ...image, documents: new Map([...documents].filter(([digest]) => !dropped.has(digest))) };
}

function blobsOf(manifest: Uint8Array | undefined): readonly Digest[] {
  if (manifest === undefined) return [];
  const { config, layers } = parseManifest(manifest);
  return [config, ...layers].map(({ digest }) => digest);
}
