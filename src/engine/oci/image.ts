import type { Tree } from '../fs';
import { attestationManifest, isAttestation, type Statement } from './attestation';
import type { Descriptor, Platform } from './descriptor';
import { digestOf, type Digest } from './digest';
import { formatImageConfig, type DocumentWriter, type ImageConfig } from './image-config';
import { formatIndex, formatManifest, parseIndex, parseManifest, type Manifest } from './manifest';
import { unpackLayers, type Layer } from './layer';
import { isIndexType, mediaTypes } from './media-types';
import { stateDigest } from './stated-digest';

/** What an image is for one platform. */
export interface PlatformImage {
  readonly manifestDescriptor: Descriptor;
  readonly manifest: Manifest;
  readonly config: ImageConfig;
  readonly layers: readonly Layer[];
}

/**
 * An image as one platform sees it, whole. A name leads to `target`: the index, or the manifest where there is no
 * index. Its digest is the image ID, as in Docker's containerd image store. Changing an image makes another.
 */
export interface Image extends PlatformImage {
  readonly id: Digest;
  readonly target: Descriptor;
  /** What of its index is here for other platforms. */
  readonly others?: readonly PlatformImage[];
  /** Every blob that is not a layer of the image: index, manifests, configs, attestations. */
  readonly documents: ReadonlyMap<Digest, Uint8Array>;
}

/** What an image's documents say beside their content, by document. */
export interface ImageAnnotations {
  readonly manifest?: Readonly<Record<string, string>>;
  /** In the index, of the manifest. */
  readonly manifestDescriptor?: Readonly<Record<string, string>>;
  readonly index?: Readonly<Record<string, string>>;
  readonly indexDescriptor?: Readonly<Record<string, string>>;
}

export interface ImageParts {
  /** All of the config but what the layers say. */
  readonly config: Omit<ImageConfig, 'diffIds'>;
  readonly layers: readonly Layer[];
  readonly writer: DocumentWriter;
  /** In-toto statements (provenance, SBOM). With some, the image gets an index. */
  readonly statements?: readonly Statement[];
  readonly annotations?: ImageAnnotations;
  /** The config as it came from elsewhere: kept byte for byte. */
  readonly configBytes?: Uint8Array;
  /** Digests as published, for documents whose published bytes are not here. */
  readonly stated?: { readonly config?: Digest; readonly manifest?: Digest; readonly index?: Digest };
}

/** Makes an image: its config, its manifest and, with attestations or a published index, its index. */
export function createImage(parts: ImageParts): Image {
  const { config, layers, writer, statements = [], stated = {}, annotations = {} } = parts;
  const documents = new Map<Digest, Uint8Array>();
  const indent = writer === 'buildkit' ? '  ' : undefined;
  const platform: Platform = {
    architecture: config.architecture,
    os: config.os,
    ...(config.variant !== undefined && { variant: config.variant }),
  };
  const add = (mediaType: string, bytes: Uint8Array, statedDigest?: Digest): Descriptor => {
    const document = statedDigest === undefined ? bytes : stateDigest(bytes, statedDigest);
    const digest = statedDigest ?? digestOf(document);
    documents.set(digest, document);
    return { mediaType, digest, size: document.length };
  };
  const full: ImageConfig = { ...config, diffIds: layers.map(({ diffId }) => diffId) };
  const manifest: Manifest = {
    mediaType: mediaTypes.manifest,
    config: add(mediaTypes.config, parts.configBytes ?? formatImageConfig(full, writer), stated.config),
    layers: layers.map(layerDescriptor),
    ...annotated(annotations.manifest),
  };
  const plain = add(mediaTypes.manifest, formatManifest(manifest, indent), stated.manifest);
  const whole = { manifest, config: full, layers, documents };
  if (statements.length === 0 && stated.index === undefined) {
    return { id: plain.digest, target: plain, manifestDescriptor: plain, ...whole };
  }
  const manifestDescriptor = { ...plain, ...annotated(annotations.manifestDescriptor), platform };
  const manifests: Descriptor[] = [manifestDescriptor];
  if (statements.length > 0) manifests.push(attestationManifest(plain, statements, add));
  const bytes = formatIndex(
    { mediaType: mediaTypes.index, manifests, ...annotated(annotations.index) },
    indent,
  );
  const target = {
    ...add(mediaTypes.index, bytes, stated.index),
    ...annotated(annotations.indexDescriptor),
  };
  return { id: target.digest, target, manifestDescriptor, ...whole };
}

function annotated(annotations: Readonly<Record<string, string>> = {}) {
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}

export function layerDescriptor({ mediaType, digest, sizeBytes }: Layer): Descriptor {
  return { mediaType, digest, size: sizeBytes };
}

/** The manifests of what is attached to an image, in its index' order. */
export function attestations({ target, documents }: Image): readonly Descriptor[] {
  const index = documents.get(target.digest);
  if (index === undefined || !isIndexType(target.mediaType)) return [];
  return parseIndex(index).manifests.filter(isAttestation);
}

/** What is said of an image by those who attach statements to it: blobs, in the index' order. */
export function attestationLayers(image: Image): readonly Descriptor[] {
  return attestations(image).flatMap(({ digest }) => {
    const bytes = image.documents.get(digest);
    return bytes === undefined ? [] : parseManifest(bytes).layers;
  });
}

/** Blobs that travel with an image beside its own: attestations, in the index' order. */
export function attachedBlobs(image: Image): readonly Descriptor[] {
  return attestations(image).flatMap(({ digest }) => {
    const bytes = image.documents.get(digest);
    if (bytes === undefined) return [];
    const { config, layers } = parseManifest(bytes);
    return [config, ...layers];
  });
}

/** The image without the index above its manifest, and without what only the index has: attestations. */
export function withoutIndex(image: Image): Image {
  const { manifest, documents, target, manifestDescriptor } = image;
  if (target.digest === manifestDescriptor.digest) return image;
  const { mediaType, digest, size } = manifestDescriptor;
  const own = [digest, manifest.config.digest];
  const { others: _, ...one } = image;
  return {
    ...one,
    id: digest,
    target: { mediaType, digest, size },
    documents: new Map([...documents].filter(([key]) => own.includes(key))),
  };
}

/** The image's files. With `unpacked`, stacks of layers that were unpacked before are shared (see `unpackLayers`). */
export function imageTree({ layers }: Image, unpacked?: Map<Digest, Tree>): Tree {
  return unpackLayers(layers, unpacked);
}

/** Its blobs in the content store: `CONTENT SIZE` of `docker images`. A blob used twice counts once. */
export function contentSizeBytes({ layers, others = [], documents }: Image): number {
  const all = [...layers, ...others.flatMap((other) => other.layers)];
  const sizes = new Map<Digest, number>(all.map(({ digest, sizeBytes }) => [digest, sizeBytes]));
  for (const [digest, bytes] of documents) sizes.set(digest, bytes.length);
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** Its unpacked layers on disk. */
export function unpackedSizeBytes({ layers }: Image): number {
  return layers.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
}

/** Content and unpacked layers: `DISK USAGE` of `docker images`. */
export function diskUsageBytes(image: Image): number {
  return contentSizeBytes(image) + unpackedSizeBytes(image);
}
