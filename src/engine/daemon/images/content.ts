import type { Digest, Image } from '../../oci';
import { allLayers, isIndexType, parseIndex, parseManifest } from '../../oci';
import type { ImageStore } from './store';

/** The blobs of an image that are here, as a walk from its target comes by them. */
export function blobsOf(image: Image): ReadonlyMap<Digest, number> {
  const { target, documents } = image;
  const sizes = new Map<Digest, number>(allLayers(image).map(({ digest, sizeBytes }) => [digest, sizeBytes]));
  for (const [digest, bytes] of documents) sizes.set(digest, bytes.length);
  const walked = new Map<Digest, number>();
  const add = (digest: Digest): void => {
    const size = sizes.get(digest);
    if (size !== undefined) walked.set(digest, size);
  };
  const addManifest = (digest: Digest): void => {
    add(digest);
    const bytes = documents.get(digest);
    if (bytes === undefined) return;
    const { config, layers: parts } = parseManifest(bytes);
    for (const part of [config, ...parts]) add(part.digest);
  };
  const index = documents.get(target.digest);
  if (index === undefined || !isIndexType(target.mediaType)) addManifest(target.digest);
  else {
    add(target.digest);
    for (const { digest } of parseIndex(index).manifests) addManifest(digest);
  }
  return walked;
}

/** All blobs in the content store, each once. */
export function contentSizes(images: ImageStore): ReadonlyMap<Digest, number> {
  const seen = new Map<Digest, number>();
  for (const image of images.images) {
    const { documents } = image;
    for (const { digest, sizeBytes } of allLayers(image)) seen.set(digest, sizeBytes);
    for (const [digest, bytes] of documents) seen.set(digest, bytes.length);
  }
  return seen;
}

export function contentBytes(images: ImageStore): number {
  return [...contentSizes(images).values()].reduce((sum, size) => sum + size, 0);
}
