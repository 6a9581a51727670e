import { formatPlatform, hostArchitectures, hostPlatform, type Platform } from '../../dockerfile';
import { familiarString, seenFrom, type Image, type PlatformImage } from '../../oci';
import { notFound } from '../errors';
import { describeReference, type FoundImage } from './find';

/**
 * The image as the wanted platform sees it (undefined: as this machine does). Throws where it is not for that.
 * Source: moby, daemon/containerd/image.go, errPlatformNotFound.
 */
export function imageFor(found: FoundImage, wanted: Platform | undefined): Image {
  const { image, reference } = found;
  if (wanted === undefined) return image;
  const seen = seenFrom(image, (one) => isForPlatform(one, wanted));
  if (seen !== undefined) return seen;
  const name = reference === undefined ? image.id : describeReference(familiarString(reference));
  throw notFound(
    `image with reference ${name} was found but does not provide the specified platform (${formatPlatform(wanted)})`,
  );
}

/** Whether an image is one for this platform; one without a variant is any variant's. */
export function isForPlatform({ config }: PlatformImage, { os, architecture, variant }: Platform): boolean {
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
