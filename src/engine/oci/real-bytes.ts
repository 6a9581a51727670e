import type { Digest } from './digest';
import { createImage, type Image } from './image';
import type { Layer } from './layer';
import { exactLayer } from './pack-layer';
import { isStated } from './stated-digest';

/** Whether every digest of the image is of bytes that are here, so that others can check it. */
export function hasRealBytes({ layers, documents }: Image): boolean {
  return (
    layers.every(({ blob }) => blob !== undefined) &&
    [...documents].every(([digest, bytes]) => !isStated(bytes, digest))
  );
}

/**
 * The image with all of its bytes made, for a real Docker: described layers and stand-in documents become real
 * ones. Its digests are then its own, no longer the published ones. `made` holds the layers that were made, for
 * images that share them.
 */
export function withRealBytes(
  { config: { diffIds: _, ...config }, layers }: Image,
  made = new Map<Digest, Layer>(),
): Image {
  const real = layers.map((layer): Layer => {
    if (layer.blob !== undefined) return layer;
    const exact = made.get(layer.digest) ?? exactLayer(layer.changes);
    made.set(layer.digest, exact);
    return exact;
  });
  return createImage({ config, layers: real, writer: 'engine' });
}
