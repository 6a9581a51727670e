import { gunzip, isGzip, TarError } from '../../fs';
import type { ExecutionParameters, Image, Reference, SavedImage } from '../../oci';
import {
  ArchiveError,
  createImage,
  DocumentError,
  familiarString,
  formatReference,
  layerOfTar,
  loadArchive,
  parseFamiliar,
  saveArchive,
} from '../../oci';
import type { Daemon } from '../daemon';
import { invalid, system } from '../errors';
import { formatTime } from '../timestamps';
import { findNamedImage, readNamedReference } from './find';
import { imageEvent } from './image-event';
import { isDanglingName } from './store';

/** The archive of `docker save`: each image once, under the names by which it was asked for. */
export function saveImages(daemon: Daemon, texts: readonly string[]): Uint8Array {
  const saved = new Map<string, { readonly image: Image; readonly references: Reference[] }>();
  for (const text of texts) {
    const { image, reference } = findNamedImage(daemon, text);
    const entry = saved.get(image.id) ?? { image, references: [] };
    saved.set(image.id, entry);
    if (reference !== undefined) entry.references.push(...namesMeant(daemon, image, reference));
    imageEvent(daemon, 'save', image.id, image.id);
  }
  return saveArchive([...saved.values()]);
}

/** A repository alone means all of its tags. */
function namesMeant(daemon: Daemon, image: Image, reference: Reference): readonly Reference[] {
  if (reference.tag !== undefined || reference.digest !== undefined) return [reference];
  const names = daemon.images.namesOf(image.id).filter((name) => !isDanglingName(name));
  const tagged = names
    .map((name) => parseFamiliar(name))
    .filter(({ domain, path }) => domain === reference.domain && path === reference.path);
  return tagged.length > 0 ? tagged : [reference];
}

/** What `docker load` brought: a name, or an image without one. */
export type Loaded = { readonly name: string } | { readonly id: string };

/** Takes in the images of an archive of `docker save`. */
export function loadImages(daemon: Daemon, archive: Uint8Array): readonly Loaded[] {
  return readArchive(archive).flatMap(({ image, references }): Loaded[] => {
    imageEvent(daemon, 'load', image.id, image.id);
    if (references.length === 0) {
      daemon.images.putNameless(image);
      return [{ id: image.id }];
    }
    return references.map((reference) => {
      daemon.images.putKeeping(formatReference(reference), image);
      return { name: familiarString(reference) };
    });
  });
}

function readArchive(archive: Uint8Array): readonly SavedImage[] {
  try {
    return loadArchive(archive, { architecture: 'amd64', os: 'linux' });
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
  readonly config: ExecutionParameters;
}

/** Makes an image of one layer of a tar of files; gives its id. */
export function importTar(
  daemon: Daemon,
  archive: Uint8Array,
  { name, message, config }: ImportOptions,
): string {
  const tar = isGzip(archive) ? gunzip(archive) : archive;
  if (tar === undefined) throw invalid('gzip: invalid header');
  const created = formatTime(daemon.nowMs);
  let layer;
  try {
    layer = layerOfTar(tar);
  } catch (error) {
    if (error instanceof TarError) throw invalid(error.message);
    throw error;
  }
  const image = createImage({
    config: { created, architecture: 'amd64', os: 'linux', config, history: [{ created, comment: message }] },
    layers: [layer],
    writer: 'engine',
  });
  nameImage(daemon, image, name);
  imageEvent(daemon, 'import', image.id, name === '' ? image.id : name);
  return image.id;
}

/** Keeps a new image under a name, or under none. */
export function nameImage(daemon: Daemon, image: Image, name: string): void {
  if (name === '') daemon.images.putNameless(image);
  else daemon.images.putKeeping(formatReference(readNamedReference(name)), image);
}
