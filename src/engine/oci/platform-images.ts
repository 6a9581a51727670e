// An image of several platforms: one index, and behind it a manifest for each.
import type { Image, PlatformImage } from './image';
import type { Layer } from './layer';
import { parseIndex } from './manifest';

/** What of an image is here, platform by platform, in the order of its index. */
export function platformImages(image: Image): readonly PlatformImage[] {
  const { others = [], target, documents } = image;
  if (others.length === 0) return [image];
  const index = documents.get(target.digest);
  const order = index === undefined ? [] : parseIndex(index).manifests.map(({ digest }) => digest);
  const place = ({ manifestDescriptor }: PlatformImage): number => order.indexOf(manifestDescriptor.digest);
  return [image, ...others].sort((a, b) => place(a) - place(b));
}

/** All layers that are here, whatever platform they are for. */
export function allLayers(image: Pick<Image, 'layers' | 'others'>): readonly Layer[] {
  const { layers, others = [] } = image;
  return [...layers, ...others.flatMap((other) => other.layers)];
}

/** The same image as another platform sees it: the first that passes; undefined where none does. */
export function seenFrom(image: Image, passes: (platform: PlatformImage) => boolean): Image | undefined {
  if (passes(image)) return image;
  const { others = [], manifestDescriptor, manifest, config, layers } = image;
  const found = others.find(passes);
  if (found === undefined) return undefined;
  const rest = others.filter((other) => other !== found);
  return { ...image, ...found, others: [{ manifestDescriptor, manifest, config, layers }, ...rest] };
}
