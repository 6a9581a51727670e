import { chainIds, type Digest, type Image } from '../../oci';
import { sizeOfContainer } from '../containers/changes';
import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';
import { describeImage, type ListedImage } from '../images/list';
import { contentBytes } from '../images/content';
import { usersOf } from '../volumes/find';
import { volumeSizeBytes } from '../volumes/list';
import type { Volume } from '../volumes/volume';

/** How much the daemon's objects take on its disk, in bytes. */
export interface DiskUsage {
  readonly images: readonly (ListedImage & { readonly sharedBytes: number })[];
  /** Of all images, what they share counted once. */
  readonly imagesBytes: number;
  readonly containers: readonly { readonly container: Container; readonly rwBytes: number }[];
  readonly volumes: readonly {
    readonly volume: Volume;
    readonly sizeBytes: number;
    readonly users: number;
  }[];
}

/** `GET /system/df`. Source: moby, daemon/disk_usage.go and containerd ImageService.ImageDiskUsage. */
export function diskUsage(daemon: Daemon): DiskUsage {
  const { images } = daemon.images;
  const uses = new Map<Digest, { readonly bytes: number; count: number }>();
  for (const image of images) {
    for (const [chainId, bytes] of unpackedStack(image)) {
      const known = uses.get(chainId);
      if (known === undefined) uses.set(chainId, { bytes, count: 1 });
      else known.count += 1;
    }
  }
  const sharedBytes = (image: Image): number =>
    unpackedStack(image).reduce(
      (sum, [chainId, bytes]) => sum + ((uses.get(chainId)?.count ?? 0) > 1 ? bytes : 0),
      0,
    );
  const unpackedBytes = [...uses.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    images: images.map((image) => ({
      ...describeImage(daemon, image),
      sharedBytes: sharedBytes(image),
    })),
    imagesBytes: contentBytes(daemon.images) + unpackedBytes,
    containers: [...daemon.containers.values()].map((container) => ({
      container,
      rwBytes: sizeOfContainer(container).rwBytes,
    })),
    volumes: [...daemon.volumes.values()].map((volume) => ({
      volume,
      sizeBytes: volumeSizeBytes(daemon, volume),
      users: usersOf(daemon, volume).length,
    })),
  };
}

/** An image's layers as they lie unpacked: what is in a layer depends on those below it. */
function unpackedStack({ layers }: Image): readonly (readonly [Digest, number])[] {
  const chain = chainIds(layers.map(({ diffId }) => diffId));
  return layers.map(({ diffId, unpackedBytes }, index) => [chain[index] ?? diffId, unpackedBytes]);
}
