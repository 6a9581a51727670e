import {
  applyChanges,
  contentBytes,
  emptyTree,
  gunzip,
  isGzip,
  isSynthetic,
  readTar,
  TarError,
  type Content,
  type TarEntry,
  type TruncatedMember,
} from '../fs';
import { jsonKind, jsonProblem } from '../units';
import { isAttestation } from './attestation';
import { readDescriptor, type Descriptor, type Platform } from './descriptor';
import type { Digest } from './digest';
import { createImage, type Image, type PlatformImage } from './image';
import { parseImageConfig } from './read-image-config';
import { JsonObject, parseJson } from './json';
import type { Layer } from './layer';
import { readLayer } from './read-layer';
import { parseIndex, parseManifest } from './manifest';
import { isConfigType, isIndexType, isLayerType, isManifestType, mediaTypes } from './media-types';
import { InvalidReferenceError, parseFamiliar, type Reference } from './reference';
import { blobPath, type SavedImage } from './save';
import { hasDigest } from './stated-digest';

/** An archive that is no image, or not a whole one. `message` is as containerd says it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';

  constructor(
    readonly code: 'format' | 'missing' | 'digest' | 'platform',
    message: string,
  ) {
    super(message);
  }
}

/**
 * The images in what `docker load` is given: an OCI image layout or the older form of `docker save`, plain or
 * gzipped. Of several platforms, this machine's is taken. Throws ArchiveError, TarError, DocumentError.
 */
export function loadArchive(bytes: Uint8Array, platform: Platform): readonly SavedImage[] {
  const tar = isGzip(bytes) ? gunzip(bytes) : bytes;
  if (tar === undefined) throw new TarError('truncated');
  const files = new Map<string, Content>();
  for (const { name, kind, content, linkname } of membersOf(tar)) {
    const path = name.replace(/^\.?\/+/, '');
    // The older form has layers that are links to the same layer of another image.
    const linked =
      kind === 'hardlink' || kind === 'symlink' ? files.get(linkTarget(path, kind, linkname ?? '')) : content;
    if (linked !== undefined) files.set(path, linked);
  }
  const layout = document(files, 'oci-layout', 'oci layout');
  const list = document(files, 'manifest.json', 'manifest');
  if (list !== undefined && list !== null && !Array.isArray(list)) {
    const wanted = '[]struct { Config string; RepoTags []string; Layers []string }';
    const problem = `json: cannot unmarshal ${jsonKind(list)} into Go value of type ${wanted}`;
    throw new ArchiveError('format', `untar manifest "manifest.json": ${problem}`);
  }
  const version = layoutVersion(layout);
  if (version !== '') {
    if (version !== '1.0.0') throw new ArchiveError('format', `unsupported OCI version ${version}`);
    if (!files.has('index.json')) throw new ArchiveError('missing', 'missing index.json in OCI layout 1.0.0');
    return loadLayout(files, platform);
  }
  if (Array.isArray(list)) return loadLegacy(files, list);
  throw new ArchiveError('format', 'unrecognized image format');
}

/** One of the two documents that say what an archive is; undefined where it is not there. Throws Go's words of wrong JSON. */
function document(files: ReadonlyMap<string, Content>, name: string, what: string): unknown {
  const content = files.get(name);
  if (content === undefined) return undefined;
  const text = new TextDecoder().decode(contentBytes(content));
  const problem = jsonProblem(text, 'decode');
  if (problem !== undefined) throw new ArchiveError('format', `untar ${what} "${name}": ${problem}`);
  return parseJson(contentBytes(content));
}

/** Empty where the archive is no OCI layout. */
function layoutVersion(layout: unknown): string {
  if (layout === undefined || layout === null) return '';
  if (jsonKind(layout) !== 'object') {
    const problem = `json: cannot unmarshal ${jsonKind(layout)} into Go value of type v1.ImageLayout`;
    throw new ArchiveError('format', `untar oci layout "oci-layout": ${problem}`);
  }
  return new JsonObject(layout).text('imageLayoutVersion') ?? '';
}

function membersOf(tar: Uint8Array): readonly TarEntry[] {
  try {
    return readTar(tar);
  } catch (error) {
    if (!(error instanceof TarError) || error.member === undefined) throw error;
    throw new ArchiveError('missing', ofTruncated(error.member, error.message));
  }
}

/** What containerd was at when the archive ended: its two documents are read, all else goes into the store. */
function ofTruncated({ name, expectedBytes, bytes }: TruncatedMember, message: string): string {
  if (name === 'oci-layout') return `untar oci layout "${name}": ${message}`;
  if (name === 'manifest.json') return `untar manifest "${name}": ${message}`;
  return `failed to ingest "${name}": short read: expected ${expectedBytes} bytes but got ${bytes}: ${message}`;
}

function linkTarget(path: string, kind: 'hardlink' | 'symlink', target: string): string {
  if (kind === 'hardlink') return target;
  const names = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') names.pop();
    else if (part !== '.') names.push(part);
  }
  return names.join('/');
}

function loadLayout(files: ReadonlyMap<string, Content>, platform: Platform): readonly SavedImage[] {
  const blob = (digest: Digest): Content => {
    const content = files.get(blobPath(digest));
    if (content === undefined) throw new ArchiveError('missing', `content digest ${digest}: not found`);
    if (isSynthetic(content) ? content.seed === digest : hasDigest(content, digest)) return content;
    throw new ArchiveError(
      'digest',
      `failed commit: unexpected commit digest, expected ${digest}: failed precondition`,
    );
  };
  const images = new Map<Digest, { image: Image; references: Reference[] }>();
  const indexBytes = contentBytes(files.get('index.json') ?? new Uint8Array(0));
  const problem = jsonProblem(new TextDecoder().decode(indexBytes), 'unmarshal');
  if (problem !== undefined) throw new ArchiveError('format', problem);
  const index = JsonObject.parse(indexBytes);
  for (const descriptor of index.objects('manifests').map(readDescriptor)) {
    const known = images.get(descriptor.digest) ?? {
      image: readImage(descriptor, blob, platform),
      references: [],
    };
    images.set(descriptor.digest, known);
    const reference = nameOf(descriptor);
    if (reference !== undefined) known.references.push(reference);
  }
  return [...images.values()];
}

/** containerd's own annotation; a bare OCI name (`latest`) is a tag of nothing. */
function nameOf({ annotations }: Descriptor): Reference | undefined {
  const name =
    annotations?.['io.containerd.image.name'] ?? annotations?.['org.opencontainers.image.ref.name'];
  if (name === undefined || !/[/:]/.test(name)) return undefined;
  try {
    return parseFamiliar(name);
  } catch (error) {
    if (error instanceof InvalidReferenceError) return undefined;
    throw error;
  }
}

/**
 * The image that a descriptor leads to, its blobs asked of `blob` by digest. Of an index, the manifest for this
 * platform is taken; other platforms may be missing.
 */
export function readImage(target: Descriptor, blob: (digest: Digest) => Content, platform: Platform): Image {
  const documents = new Map<Digest, Uint8Array>();
  const document = (digest: Digest): Uint8Array => {
    const bytes = contentBytes(blob(digest));
    documents.set(digest, bytes);
    return bytes;
  };
  const manifestDescriptor = isIndexType(target.mediaType)
    ? choose(document(target.digest), platform)
    : target;
  if (!isManifestType(manifestDescriptor.mediaType)) {
    throw new ArchiveError('format', `unexpected media type ${manifestDescriptor.mediaType}: not found`);
  }
  if (isIndexType(target.mediaType)) {
    const about = parseIndex(document(target.digest)).manifests.filter(
      (entry) =>
        isAttestation(entry) &&
        (entry.annotations?.['vnd.docker.reference.digest'] === manifestDescriptor.digest ||
          hasBlob(blob, entry.digest)),
    );
    for (const { digest } of about) {
      const attestation = parseManifest(document(digest));
      for (const part of [attestation.config, ...attestation.layers]) document(part.digest);
    }
  }
  const own = readPlatformImage(manifestDescriptor, document, blob);
  const entries = isIndexType(target.mediaType) ? parseIndex(document(target.digest)).manifests : [];
  const others = entries.flatMap((entry) => {
    if (isAttestation(entry) || entry.digest === manifestDescriptor.digest) return [];
    return readIfWhole(entry, blob, documents) ?? [];
  });
  return {
    id: target.digest,
    target: withoutAnnotations(target),
    ...own,
    documents,
    ...(others.length > 0 && { others }),
  };
}

function readPlatformImage(
  manifestDescriptor: Descriptor,
  document: (digest: Digest) => Uint8Array,
  blob: (digest: Digest) => Content,
): PlatformImage {
  const manifest = parseManifest(document(manifestDescriptor.digest));
  if (!isConfigType(manifest.config.mediaType)) {
    throw new ArchiveError('format', `unknown image config media type ${manifest.config.mediaType}`);
  }
  const config = parseImageConfig(document(manifest.config.digest));
  let below = emptyTree;
  const layers = manifest.layers
    .filter(({ mediaType }) => isLayerType(mediaType))
    .map(({ mediaType, digest }): Layer => {
      const layer = readLayer(blob(digest), mediaType, below);
      below = applyChanges(below, layer.changes);
      return layer;
    });
  checkDiffIds(config.diffIds, layers);
  return { manifestDescriptor, manifest, config, layers };
}

/** Another platform's part of an image, where all of it is there: it may be missing. */
function readIfWhole(
  entry: Descriptor,
  blob: (digest: Digest) => Content,
  documents: Map<Digest, Uint8Array>,
): PlatformImage | undefined {
  const read = new Map<Digest, Uint8Array>();
  const document = (digest: Digest): Uint8Array => {
    const bytes = contentBytes(blob(digest));
    read.set(digest, bytes);
    return bytes;
  };
  try {
    const found = readPlatformImage(entry, document, blob);
    for (const [digest, bytes] of read) documents.set(digest, bytes);
    return found;
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'missing') return undefined;
    throw error;
  }
}

function hasBlob(blob: (digest: Digest) => Content, digest: Digest): boolean {
  try {
    blob(digest);
    return true;
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'missing') return false;
    throw error;
  }
}

function withoutAnnotations({ mediaType, digest, size }: Descriptor): Descriptor {
  return { mediaType, digest, size };
}

function choose(index: Uint8Array, platform: Platform): Descriptor {
  const { manifests } = parseIndex(index);
  const images = manifests.filter((entry) => !isAttestation(entry));
  const found = images.find(
    ({ platform: of }) =>
      of === undefined || (of.architecture === platform.architecture && of.os === platform.os),
  );
  if (found !== undefined) return found;
  throw new ArchiveError(
    'platform',
    `no match for platform in manifest: ${platform.os}/${platform.architecture}: not found`,
  );
}

function checkDiffIds(diffIds: readonly Digest[], layers: readonly Layer[]): void {
  layers.forEach(({ diffId }, index) => {
    const stated = diffIds[index];
    if (stated !== diffId) {
      throw new ArchiveError(
        'digest',
        `wrong diff id calculated on extraction "${diffId}", expected "${stated ?? ''}"`,
      );
    }
  });
}

/** `manifest.json`, a config file and plain layer tars: Docker before 25, and other builders. */
function loadLegacy(files: ReadonlyMap<string, Content>, list: readonly unknown[]): readonly SavedImage[] {
  const read = (path: string, problem: string): Content => {
    const content = files.get(path);
    if (content === undefined) throw new ArchiveError('missing', problem);
    return content;
  };
  return list.map((item): SavedImage => {
    const entry = new JsonObject(item);
    const configPath = entry.text('Config') ?? '';
    const configBytes = contentBytes(read(configPath, `image config "${configPath}" not found`));
    const config = parseImageConfig(configBytes);
    let below = emptyTree;
    const layers = (entry.texts('Layers') ?? []).map((path): Layer => {
      const problem = `failed to resolve layers: layer "${path}" not found`;
      const layer = readLayer(read(path, problem), mediaTypes.dockerLayer, below);
      below = applyChanges(below, layer.changes);
      return layer.blob !== undefined && isGzip(layer.blob)
        ? { ...layer, mediaType: mediaTypes.dockerLayerGzip }
        : layer;
    });
    checkDiffIds(config.diffIds, layers);
    return {
      image: legacyImage(configBytes, layers),
      references: (entry.texts('RepoTags') ?? []).map(parseFamiliar),
    };
  });
}

/** The config's bytes stay as they are: its digest is what tools of that time call the image ID. */
function legacyImage(configBytes: Uint8Array, layers: readonly Layer[]): Image {
  const { diffIds: _, ...config } = parseImageConfig(configBytes);
  return createImage({ config, layers, writer: 'engine', configBytes });
}
