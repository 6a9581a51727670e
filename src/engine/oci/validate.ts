import {
  applyChanges,
  changesToEntries,
  compareNames,
  emptyTree,
  entriesToChanges,
  gunzip,
  readTar,
  writeTar,
  type Change,
  type Tree,
} from '../fs';
import { digestOf, type Digest } from './digest';
import type { Image } from './image';
import { parseImageConfig } from './read-image-config';
import type { Layer } from './layer';
import { parseIndex, parseManifest } from './manifest';
import { isIndexType } from './media-types';
import { isStated } from './stated-digest';

/** What was recomputed of an image and did not come out as it says. */
export interface Problem {
  /** What it is about: `manifest`, `config`, `layer 2 (diff ID)`. */
  readonly what: string;
  readonly stated: string;
  readonly found: string;
}

export interface Validation {
  readonly problems: readonly Problem[];
  /** Digests that could not be recomputed: the bytes were published elsewhere, or are synthetic. */
  readonly taken: readonly Digest[];
}

/**
 * Recomputes every digest, length and list of an image from its bytes and compares. An image that this engine
 * makes has no problems, ever.
 */
export function validateImage(image: Image): Validation {
  const problems: Problem[] = [];
  const taken: Digest[] = [];
  const expect = (what: string, stated: string | number, found: string | number) => {
    if (stated !== found) problems.push({ what, stated: `${stated}`, found: `${found}` });
  };
  for (const [digest, bytes] of image.documents) {
    if (isStated(bytes, digest)) taken.push(digest);
    else expect('document', digest, digestOf(bytes));
  }
  const document = (what: string, digest: Digest, size: number): Uint8Array | undefined => {
    const bytes = image.documents.get(digest);
    if (bytes === undefined) expect(what, digest, 'missing');
    else expect(`${what} (size)`, size, bytes.length);
    return bytes;
  };
  expect('image ID', image.id, image.target.digest);
  const target = document('target', image.target.digest, image.target.size);
  if (target !== undefined && isIndexType(image.target.mediaType)) {
    const { manifests } = parseIndex(target);
    for (const { digest, size } of manifests) document('manifest', digest, size);
    const isListed = manifests.some(({ digest }) => digest === image.manifestDescriptor.digest);
    expect(
      'manifest',
      image.manifestDescriptor.digest,
      isListed ? image.manifestDescriptor.digest : 'not in the index',
    );
  }
  const manifestBytes = document('manifest', image.manifestDescriptor.digest, image.manifestDescriptor.size);
  const manifest = manifestBytes === undefined ? image.manifest : parseManifest(manifestBytes);
  expect(
    'layers',
    listText(manifest.layers.map(({ digest }) => digest)),
    listText(image.layers.map(({ digest }) => digest)),
  );
  manifest.layers.forEach(({ size }, index) =>
    expect(`layer ${index} (size)`, size, image.layers[index]?.sizeBytes ?? 0),
  );
  const configBytes = document('config', manifest.config.digest, manifest.config.size);
  if (configBytes !== undefined) {
    const { diffIds, history } = parseImageConfig(configBytes);
    expect('diff IDs', listText(diffIds), listText(image.layers.map(({ diffId }) => diffId)));
    const steps = history.filter(({ emptyLayer }) => emptyLayer !== true).length;
    if (history.length > 0) expect('history (steps with a layer)', steps, image.layers.length);
  }
  let below = emptyTree;
  image.layers.forEach((layer, index) => {
    if (layer.blob === undefined) taken.push(layer.digest, layer.diffId);
    else validateLayer(`layer ${index}`, layer, layer.blob, below, expect);
    below = applyChanges(below, layer.changes);
  });
  return { problems, taken };
}

function validateLayer(
  what: string,
  layer: Layer,
  blob: Uint8Array,
  below: Tree,
  expect: (what: string, stated: string | number, found: string | number) => void,
): void {
  const tar = gunzip(blob) ?? blob;
  expect(`${what} (digest)`, layer.digest, digestOf(blob));
  expect(`${what} (diff ID)`, layer.diffId, digestOf(tar));
  expect(`${what} (size)`, layer.sizeBytes, blob.length);
  expect(
    `${what} (files)`,
    filesDigest(layer.changes),
    filesDigest(entriesToChanges(readTar(tar), { lower: below })),
  );
}

/** One digest for what a list of changes puts into archives, in whatever order. */
function filesDigest(changes: readonly Change[]): Digest {
  const sorted = [...changes].sort((a, b) => compareNames(a.path, b.path));
  return digestOf(writeTar(changesToEntries(sorted), { describeSynthetic: true }));
}

function listText(digests: readonly Digest[]): string {
  return digests.join(' ');
}
