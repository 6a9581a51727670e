import { formatPlatform, hostArchitectures, hostPlatform, type Platform } from '../../dockerfile';
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

const hostVariant = 'v3';

/** What Docker says of an image that is not for this host, where no platform was asked for. Source: moby, daemon/create.go. */
export function foreignPlatformWarning({ config }: Image): readonly string[] {
  const { os, architecture, variant = '' } = config;
  if (os === hostPlatform.os && hostArchitectures.includes(architecture)) return [];
  const image = formatPlatform({ os, architecture, variant, osVersion: '' });
  const host = formatPlatform({ ...hostPlatform, variant: hostVariant });
  return [
    `The requested image's platform (${image}) does not match the detected host platform (${host}) and no specific platform was requested`,
  ];
}
