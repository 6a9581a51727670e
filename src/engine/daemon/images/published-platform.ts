import { formatPlatform, hostPlatform } from '../../dockerfile';
import { isStated, type Image } from '../../oci';

/**
 * What to say where an image is wanted for a platform that its real index has, or may have: this simulated machine has
 * published images for its own platform only. undefined: the image was made here, and its index tells the truth.
 */
export function missingPlatform({ target, documents }: Image, wanted: string): string | undefined {
  const index = documents.get(target.digest);
  if (index === undefined || !isStated(index, target.digest)) return undefined;
  return `${wanted} is not modelled here: of published images this simulated machine has ${formatPlatform(hostPlatform)} only`;
}
