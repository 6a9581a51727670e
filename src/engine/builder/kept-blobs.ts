import { digestOf, type Digest, type Image } from '../oci';
import type { Builder } from './builder';

/** `{}`, the config of all attestations. */
const emptyConfig = digestOf(new TextEncoder().encode('{}'));

/**
 * Which of an image's blobs a builder keeps in the content store when the image itself is gone: the layers of
 * results in its cache, and of images that its history tells of the manifest and what that needs. Source: BuildKit
 * cache/refs.go, solver/llbsolver/history.go (leases).
 */
export function keptBlobs(builder: Builder, image: Image): ReadonlySet<Digest> {
  const kept = new Set<Digest>();
  for (const { snapshot } of builder.cache.steps) {
    for (const { digest } of snapshot.imageLayers ?? (snapshot.packed === undefined ? [] : [snapshot.packed]))
      kept.add(digest);
  }
  if (builder.history.some(({ imageId }) => imageId === image.id)) {
    kept.add(image.manifestDescriptor.digest);
    kept.add(image.manifest.config.digest);
    kept.add(emptyConfig);
  }
  return kept;
}
