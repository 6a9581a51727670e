// An image of several platforms: one index, and behind it a manifest for each.
import { attestations, type Image, type ImageAnnotations, type PlatformImage } from './image';
import type { Descriptor, Platform } from './descriptor';
import { digestOf, type Digest } from './digest';
import type { Layer } from './layer';
import { formatIndex, parseIndex } from './manifest';
import { isIndexType, mediaTypes } from './media-types';

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

/**
 * One image of images for one platform each: an index of their manifests, and behind those of what is attached to
 * them. The first for `host`, or else the first, is what is seen of it. Source: BuildKit exporter/containerimage
 * writer.
 */
export function imageOfPlatforms(
  images: readonly Image[],
  host: Platform,
  { index, indexDescriptor }: Pick<ImageAnnotations, 'index' | 'indexDescriptor'> = {},
): Image {
  const manifests = [...images.map(entryOf), ...images.flatMap(attestations)];
  const bytes = formatIndex({ mediaType: mediaTypes.index, manifests, ...annotated(index) }, '  ');
  const target = {
    mediaType: mediaTypes.index,
    digest: digestOf(bytes),
    size: bytes.length,
    ...annotated(indexDescriptor),
  };
  const documents = new Map<Digest, Uint8Array>();
  for (const image of images) {
    for (const [digest, document] of image.documents) documents.set(digest, document);
    if (isIndexType(image.target.mediaType)) documents.delete(image.target.digest);
  }
  documents.set(target.digest, bytes);
  const parts = images.map((image): PlatformImage => {
    const { manifest, config, layers } = image;
    return { manifestDescriptor: entryOf(image), manifest, config, layers };
  });
  const isOfHost = ({ config }: PlatformImage): boolean =>
    config.os === host.os && config.architecture === host.architecture;
  const seen = parts.find(isOfHost) ?? parts[0];
  if (seen === undefined) throw new TypeError('an image of no platform');
  return { id: target.digest, target, ...seen, documents, others: parts.filter((part) => part !== seen) };
}

function entryOf({ manifestDescriptor, config }: Image): Descriptor {
  const { os, architecture, variant } = config;
  const platform = { architecture, os, ...(variant !== undefined && { variant }) };
  return { ...manifestDescriptor, platform };
}

function annotated(annotations: Readonly<Record<string, string>> = {}) {
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}
