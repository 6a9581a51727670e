import { writeTar, type Content, type TarEntry } from '../fs';
import { descriptorJson } from './descriptor';
import { digestHex, type Digest } from './digest';
import type { Image } from './image';
import { goJson, type Json } from './json';
import { layerBlob } from './pack-layer';
import { mediaTypes } from './media-types';
import { allLayers } from './platform-images';
import { familiarString, formatReference, type Reference } from './reference';

/** An image to be saved, under all names by which it was asked for (none: by its id). */
export interface SavedImage {
  readonly image: Image;
  readonly references: readonly Reference[];
}

/** How an archive is not as `docker save` writes it. */
export interface SaveOptions {
  /** Without `manifest.json`: as OCI has it. */
  readonly isOciOnly?: boolean;
  /** Said of each image, beside its names. */
  readonly created?: string;
}

/**
 * The archive that `docker save` writes: an OCI image layout with the `manifest.json` of older Dockers beside
 * it, members sorted by name, times zero. Source: containerd, core/images/archive; the order is its.
 */
export function saveArchive(images: readonly SavedImage[], options: SaveOptions = {}): Uint8Array {
  const blobs = new Map<Digest, Content>();
  for (const { image } of images) {
    for (const [digest, bytes] of image.documents) blobs.set(digest, bytes);
    for (const layer of allLayers(image)) blobs.set(layer.digest, layerBlob(layer));
  }
  const files: (readonly [string, Content])[] = [
    ...[...blobs].map(([digest, content]) => [blobPath(digest), content] as const),
    ['index.json', encode(indexJson(images, options))],
    ...(options.isOciOnly === true ? [] : [['manifest.json', encode(images.map(manifestJson))] as const]),
    ['oci-layout', encode({ imageLayoutVersion: '1.0.0' })],
  ];
  return writeTar([
    folder('blobs'),
    folder('blobs/sha256'),
    ...files.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, content]) => file(name, content)),
  ]);
}

export function blobPath(digest: Digest): string {
  return `blobs/sha256/${digestHex(digest)}`;
}

function indexJson(images: readonly SavedImage[], { created }: SaveOptions): Json {
  const manifests = images.flatMap(({ image: { target }, references }) => {
    const own = {
      ...target.annotations,
      ...(created !== undefined && { 'org.opencontainers.image.created': created }),
    };
    if (references.length === 0) return [descriptorJson({ ...target, annotations: own })];
    return references.map((reference) =>
      descriptorJson({
        ...target,
        annotations: {
          ...own,
          'io.containerd.image.name': formatReference(reference),
          ...(reference.tag !== undefined && { 'org.opencontainers.image.ref.name': reference.tag }),
        },
      }),
    );
  });
  return { schemaVersion: 2, mediaType: mediaTypes.index, manifests };
}

function manifestJson({ image, references }: SavedImage): Json {
  return {
    Config: blobPath(image.manifest.config.digest),
    RepoTags: references.length === 0 ? null : references.map(familiarString),
    Layers: image.layers.map(({ digest }) => blobPath(digest)),
  };
}

function encode(value: Json): Uint8Array {
  return new TextEncoder().encode(goJson(value));
}

function folder(name: string): TarEntry {
  return { name, kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtimeMs: 0 };
}

function file(name: string, content: Content): TarEntry {
  return { name, kind: 'file', mode: 0o444, uid: 0, gid: 0, mtimeMs: 0, content };
}
