import { isAttestation } from './attestation';
import type { Descriptor } from './descriptor';
import type { Digest } from './digest';
import type { Image } from './image';
import { parseIndex, parseManifest } from './manifest';
import { isIndexType } from './media-types';

/** The images that an index names, of several platforms, without what is attached to them. */
export function platformManifests(index: Uint8Array): readonly Descriptor[] {
  return parseIndex(index).manifests.filter((descriptor) => !isAttestation(descriptor));
}

/** What a machine has of an image of several platforms once it has pulled it: without the documents of the other manifests. */
export function withOwnDocuments(image: Image): Image {
  const { others: _, ...seen } = image;
  const { target, manifestDescriptor, documents } = image;
  const index = documents.get(target.digest);
  if (index === undefined || !isIndexType(target.mediaType)) return seen;
  const { digest: own } = manifestDescriptor;
  const notOurs = parseIndex(index).manifests.filter(
    ({ digest, annotations }) => digest !== own && annotations?.['vnd.docker.reference.digest'] !== own,
  );
  const dropped = new Set(notOurs.flatMap(({ digest }) => [digest, ...blobsOf(documents.get(digest))]));
  for (const kept of [own, ...blobsOf(documents.get(own))]) dropped.delete(kept);
  return { ...seen, documents: new Map([...documents].filter(([digest]) => !dropped.has(digest))) };
}

function blobsOf(manifest: Uint8Array | undefined): readonly Digest[] {
  if (manifest === undefined) return [];
  const { config, layers } = parseManifest(manifest);
  return [config, ...layers].map(({ digest }) => digest);
}
