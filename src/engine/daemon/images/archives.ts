import {
  DockerfileError,
  formatPlatform,
  hostPlatform,
  parsePlatform,
  type Platform,
} from '../../dockerfile';
import { changesDiskBytes, gunzip, isGzip, TarError } from '../../fs';
import type { Digest, Image, Layer, Reference, SavedImage } from '../../oci';
import {
  ArchiveError,
  createImage,
  DocumentError,
  familiarString,
  formatReference,
  isNameOnly,
  layerOfTar,
  loadArchive,
  parseAnyReference,
  parseFamiliar,
  platformImages,
  hasRealBytes,
  saveArchive,
  unreadableLayer,
  withRealBytes,
  withoutIndex,
} from '../../oci';
import type { Task } from '../../kernel';
import type { Daemon } from '../daemon';
import { DaemonError, invalid, notFound, system } from '../errors';
import { formatTime } from '../timestamps';
import { changedConfig } from './changed-config';
import { describeReference, findNamedImage, type FoundImage, lookUpImage, readNamedReference } from './find';
import { imageEvent } from './image-event';
import { imageFor, isForPlatform } from './platform';
import { danglingPrefix, isDanglingName } from './store';
import { webGet } from '../web-get';

/**
 * The archive of `docker save`: each image once, under the names by which it was asked for. A repository alone
 * means all of its tags; an id, or a digest, has no name. Source: moby, containerd ImageService.ExportImage.
 */
export function saveImages(
  daemon: Daemon,
  texts: readonly string[],
  platforms: readonly Platform[] = [],
): Uint8Array {
  return saveArchive(imagesToSave(daemon, texts, platforms));
}

/**
 * The same images in an archive that a real Docker takes: every digest in it is of bytes that are in it. Images that
 * were published elsewhere have other digests and ids there than here, because their published bytes are not here; what
 * is in the files of their programs is made up, so they load but do not run. Throws ArchiveTooLarge.
 */
export function archiveForDocker(daemon: Daemon, texts: readonly string[]): Uint8Array {
  const saved = imagesToSave(daemon, texts, []);
  const sizeBytes = saved.reduce((sum, { image }) => sum + madeUpBytes(image), 0);
  if (sizeBytes > LARGEST_ARCHIVE_BYTES) throw new ArchiveTooLarge(sizeBytes);
  const made = new Map<Digest, Layer>();
  return saveArchive(
    saved.map(({ image, references }) => ({
      image: hasRealBytes(image) ? image : withRealBytes(image, made),
      references,
    })),
  );
}

/** More is not made for a download: it is made-up content of programs, byte by byte. */
const LARGEST_ARCHIVE_BYTES = 60_000_000;

/** The files of the images are larger than a page should make. */
export class ArchiveTooLarge extends Error {
  override readonly name = 'ArchiveTooLarge';

  constructor(readonly sizeBytes: number) {
    super(`the archive would be larger than ${Math.floor(LARGEST_ARCHIVE_BYTES / 1e6)} MB`);
  }
}

/** How many bytes of files would have to be made. */
function madeUpBytes({ layers }: Image): number {
  return layers.reduce(
    (sum, { blob, changes }) => sum + (blob === undefined ? changesDiskBytes(changes) : 0),
    0,
  );
}

function imagesToSave(
  daemon: Daemon,
  texts: readonly string[],
  platforms: readonly Platform[],
): readonly SavedImage[] {
  const saved = new Map<string, { readonly image: Image; readonly references: Reference[] }>();
  const add = (found: FoundImage, reference: Reference | undefined): void => {
    const seen = platforms.map((platform) => exported(found, platform));
    // Of one platform that is asked for, its manifest is saved, not the index above it.
    const image = seen.length === 1 ? withoutIndex(seen[0] ?? found.image) : found.image;
    const entry = saved.get(image.id) ?? { image, references: [] };
    saved.set(image.id, entry);
    if (reference !== undefined) entry.references.push(reference);
    imageEvent(daemon, 'save', image.id, image.id);
  };
  for (const text of texts) {
    const found = lookUpImage(daemon, text);
    const repository =
      found !== undefined && found.reference === undefined ? undefined : repositoryMeant(text);
    if (repository !== undefined) {
      const tagged = taggedIn(daemon, repository);
      if (tagged.length === 0) throw notFound(`No such image: ${describeReference(text)}`);
      for (const { image, reference } of tagged) add({ image, reference }, reference);
      continue;
    }
    const { image, reference } = findNamedImage(daemon, text);
    add({ image, ...(reference && { reference }) }, reference?.digest === undefined ? reference : undefined);
  }
  return [...saved.values()];
}

/** The repository, where a text has neither tag nor digest. */
function repositoryMeant(text: string): Reference | undefined {
  try {
    const reference = parseAnyReference(text);
    return typeof reference !== 'string' && isNameOnly(reference) ? reference : undefined;
  } catch {
    return undefined;
  }
}

function taggedIn(
  daemon: Daemon,
  { domain, path }: Reference,
): readonly { readonly image: Image; readonly reference: Reference }[] {
  return daemon.images.records.flatMap(({ name, id }) => {
    if (isDanglingName(name)) return [];
    const reference = parseFamiliar(name);
    const image = daemon.images.byId(id);
    const isThere = reference.domain === domain && reference.path === path;
    return isThere && image !== undefined ? [{ image, reference }] : [];
  });
}

function exported(found: FoundImage, platform: Platform): Image {
  try {
    return imageFor(found, platform);
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    throw new DaemonError(error.kind, `no suitable export target found: ${error.message}`);
  }
}

/** What `docker load` brought: a name, or an image without one. */
export type Loaded = { readonly name: string } | { readonly id: string };

/** Takes in the images of an archive of `docker save`. */
export function loadImages(
  daemon: Daemon,
  archive: Uint8Array,
  platforms: readonly Platform[] = [],
): readonly Loaded[] {
  const saved = readArchive(archive, platforms);
  for (const { image, references } of saved) {
    if (references.length === 0) daemon.images.putNameless(image);
    for (const reference of references) daemon.images.putKeeping(formatReference(reference), image);
  }
  if (platforms.length > 0) checkLoaded(saved, platforms);
  return saved.flatMap(({ image, references }): Loaded[] => {
    const loaded: Loaded[] =
      references.length === 0
        ? [{ id: image.id }]
        : references.map((reference) => ({ name: familiarString(reference) }));
    // Each name is a record of its own in containerd, and told of alone.
    for (const _ of loaded) imageEvent(daemon, 'load', image.id, image.id);
    return loaded;
  });
}

function isIn(image: Image, platform: Platform): boolean {
  return platformImages(image).some((one) => isForPlatform(one, platform));
}

/** What was asked for must be there; the images stay all the same. Source: moby, verifyImagesProvidePlatform. */
function checkLoaded(saved: readonly SavedImage[], platforms: readonly Platform[]): void {
  const lacking = saved
    .filter(({ image }) => !platforms.some((platform) => isIn(image, platform)))
    .flatMap(({ image, references }) =>
      references.length === 0 ? [image.id] : references.map((reference) => familiarString(reference)),
    );
  const wanted = `[${platforms.map(formatPlatform).join(' ')}]`;
  if (lacking.length === 1) {
    throw notFound(
      `image ${lacking.join()} was loaded, but doesn't provide the requested platform (${wanted})`,
    );
  }
  if (lacking.length > 1) {
    throw notFound(
      `images [${lacking.join(', ')}] were loaded, but don't provide the requested platform (${wanted})`,
    );
  }
}

function readArchive(archive: Uint8Array, platforms: readonly Platform[]): readonly SavedImage[] {
  const [{ architecture, os } = hostPlatform] = platforms;
  try {
    return loadArchive(archive, { architecture, os });
  } catch (error) {
    if (error instanceof TarError || error instanceof ArchiveError || error instanceof DocumentError) {
      throw system(error.message);
    }
    throw error;
  }
}

export interface ImportOptions {
  /** The new image's name; empty: none. */
  readonly name: string;
  readonly message: string;
  /** Dockerfile instructions that set the image's configuration. */
  readonly changes: readonly string[];
  /** As it was typed; empty: this machine's. */
  readonly platform: string;
}

/**
 * Makes an image of one layer of a tar of files; gives its id. The image is named before its layer is unpacked: it
 * stays where that fails. Source: moby, containerd ImageService.ImportImage.
 */
export function importTar(
  daemon: Daemon,
  archive: Uint8Array,
  { name, message, changes, platform }: ImportOptions,
): string {
  const { os, architecture, variant } = readPlatform(platform);
  const config = changedConfig({}, changes);
  const tar = isGzip(archive) ? gunzip(archive) : archive;
  if (tar === undefined) throw invalid('gzip: invalid header');
  const created = formatTime(daemon.nowMs);
  const layer = readImported(tar);
  const image = createImage({
    config: {
      created,
      architecture,
      os,
      ...(variant === '' ? {} : { variant }),
      config,
      history: [{ created, comment: message }],
    },
    layers: [layer instanceof TarError ? unreadableLayer(tar) : layer],
    writer: 'engine',
  });
  nameImage(daemon, image, name);
  if (layer instanceof TarError) throw system(notUnpacked(daemon, image, { name, why: layer.message }));
  imageEvent(daemon, 'import', image.id, image.id);
  return image.id;
}

/** The bytes at an address. Source: moby, daemon/builder/remotecontext GetWithStatusError. */
export function* downloadForImport(daemon: Daemon, url: string): Task<Uint8Array> {
  const fetched = yield* webGet(daemon.host, url);
  if ('problem' in fetched) throw system(fetched.problem);
  const { status, statusText, content } = fetched.answer;
  if (status < 400) return content;
  const body = new TextDecoder().decode(content).trim();
  throw system(`failed to GET ${url} with status ${status} ${statusText}: ${body}`);
}

function readImported(tar: Uint8Array): Layer | TarError {
  try {
    return layerOfTar(tar);
  } catch (error) {
    if (error instanceof TarError) return error;
    throw error;
  }
}

/** A first layer is unpacked into a folder that is mounted for it, with a random name as of Go's MkdirTemp. */
function notUnpacked(
  daemon: Daemon,
  image: Image,
  { name, why }: { readonly name: string; readonly why: string },
): string {
  const record = name === '' ? danglingPrefix + image.id : formatReference(readNamedReference(name));
  const folder = `containerd-mount${Math.floor(daemon.random() * 2 ** 32)}`;
  const mounted = `mount callback failed on /var/lib/docker/containerd/daemon/tmpmounts/${folder}: ${why}`;
  return `failed to unpack image: apply layer error for ${JSON.stringify(record)}: failed to extract layer ${image.config.diffIds.join()}: ${mounted}`;
}

function readPlatform(text: string): Platform {
  if (text === '') return hostPlatform;
  try {
    return parsePlatform(text);
  } catch (error) {
    if (error instanceof DockerfileError) throw invalid(error.message);
    throw error;
  }
}

/** Keeps a new image under a name, or under none. */
export function nameImage(daemon: Daemon, image: Image, name: string): void {
  if (name === '') daemon.images.putNameless(image);
  else daemon.images.putKeeping(formatReference(readNamedReference(name)), image);
}
