import { formatPlatform, type Platform } from '../../dockerfile';
import { familiarString, type Image } from '../../oci';
import { notFound } from '../errors';
import { describeReference, type FoundImage } from './find';

/**
 * Throws where the image is not one for the wanted platform: an image here is of one platform.
 * Source: moby, daemon/containerd/image.go, errPlatformNotFound.
 */
export function checkPlatform(found: FoundImage, wanted: Platform | undefined): void {
  if (wanted === undefined || isForPlatform(found.image, wanted)) return;
  const { image, reference } = found;
  const name = reference === undefined ? image.id : describeReference(familiarString(reference));
  throw notFound(
    `image with reference ${name} was found but does not provide the specified platform (${formatPlatform(wanted)})`,
  );
}

/** Whether an image is one for this platform; one without a variant is any variant's. */
export function isForPlatform({ config }: Image, { os, architecture, variant }: Platform): boolean {
  return (
    config.os === os &&
    config.architecture === architecture &&
    (variant === '' || (config.variant ?? '') === variant)
  );
}
