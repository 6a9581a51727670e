import type { Descriptor, Platform } from './descriptor';
import { digestOf, type Digest } from './digest';
import { attestations, type Image, type ImageAnnotations, type PlatformImage } from './image';
import { formatIndex } from './manifest';
import { isIndexType, mediaTypes } from './media-types';

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
