import {
  applyChanges,
  changesDiskBytes,
  changesToEntries,
  changesToMembers,
  emptyTree,
  entriesToChanges,
  gunzip,
  gzip,
  isGzip,
  isSynthetic,
  readTar,
  syntheticContent,
  tarEnd,
  writeTar,
  type Change,
  type Content,
  type SyntheticContent,
  type TarEntry,
  type Tree,
} from '../fs';
import { digestOf, digestOfText, parseDigest, type Digest } from './digest';
import { JsonObject } from './json';
import { mediaTypes } from './media-types';
import { packMembers, type PackedTar } from './packed-tar';

/**
 * One tar of changes, whole. `digest` is that of the compressed blob, `diffId` that of the tar in it. A layer
 * without `blob` is only *described*: digest and sizes are stated (by who published it, or because its bytes
 * are synthetic and too many to be made), its files are real.
 */
export interface Layer {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly diffId: Digest;
  /** Of the compressed blob. */
  readonly sizeBytes: number;
  /** On disk, unpacked, as `docker history` shows it. */
  readonly unpackedBytes: number;
  readonly changes: readonly Change[];
  readonly blob?: Uint8Array;
}

/** Layers with more synthetic bytes than this are described: making them takes a reader's time for nothing. */
const exactSyntheticBytes = 4_000_000;
/** What gzip leaves of synthetic content; measured. */
const syntheticRatio = 0.475;

/** The layer that holds these changes. */
export function layerOf(changes: readonly Change[]): Layer {
  const members = [...changesToMembers(changes), tarEnd];
  const syntheticBytes = members.reduce(
    (sum, { body }) => sum + (body && isSynthetic(body) ? body.sizeBytes : 0),
    0,
  );
  if (syntheticBytes <= exactSyntheticBytes) return packedLayer(changes, packMembers(members));
  const described = writeTar(changesToEntries(changes), { describeSynthetic: true });
  return describedLayer({
    changes,
    sizeBytes: Math.round(gzip(described).length + syntheticBytes * syntheticRatio),
    unpackedBytes: changesDiskBytes(changes),
  });
}

/** As `layerOf`, with all bytes made, however many: for archives that leave this engine. */
export function exactLayer(changes: readonly Change[]): Layer {
  return packedLayer(changes, packMembers([...changesToMembers(changes), tarEnd]));
}

/** A layer of a tar that came from elsewhere (`docker import`): its own bytes count, not how we would write it. */
export function layerOfTar(tar: Uint8Array): Layer {
  const blob = gzip(tar);
  return packedLayer(entriesToChanges(readTar(tar)), { blob, digest: digestOf(blob), diffId: digestOf(tar) });
}

function packedLayer(changes: readonly Change[], packed: PackedTar): Layer {
  return {
    mediaType: mediaTypes.layerGzip,
    ...packed,
    sizeBytes: packed.blob.length,
    unpackedBytes: changesDiskBytes(changes),
    changes,
  };
}

export interface LayerDescription {
  readonly changes: readonly Change[];
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
  /** As published. Missing: made from the description. */
  readonly digest?: Digest;
  readonly diffId?: Digest;
}

/** A layer whose digest and sizes are taken as stated. */
export function describedLayer({
  changes,
  sizeBytes,
  unpackedBytes,
  digest,
  diffId,
}: LayerDescription): Layer {
  const stated = digest ?? digestOf(writeTar(changesToEntries(changes), { describeSynthetic: true }));
  return {
    mediaType: mediaTypes.layerGzip,
    digest: stated,
    diffId: diffId ?? digestOfText(`uncompressed ${stated}`),
    sizeBytes,
    unpackedBytes,
    changes,
  };
}

/** First member of a described layer's archive: what cannot be seen from its files. */
const statementName = 'DRYDOCK.layer';
/** Room for what synthetic content says of itself at its end. */
const describedTrailerBytes = 256;

/**
 * The layer's blob. That of a described layer has the stated length and holds its files in a form that
 * `readLayer` understands (no other tool does): gzip of an archive with synthetic content described.
 */
export function layerBlob(layer: Layer): Content {
  if (layer.blob !== undefined) return layer.blob;
  const { diffId, sizeBytes, unpackedBytes } = layer;
  const statement: TarEntry = {
    name: statementName,
    kind: 'file',
    mode: 0,
    uid: 0,
    gid: 0,
    mtimeMs: 0,
    content: new TextEncoder().encode(JSON.stringify({ diffId, sizeBytes, unpackedBytes })),
  };
  const head = gzip(writeTar([statement, ...changesToEntries(layer.changes)], { describeSynthetic: true }));
  return syntheticContent(head, Math.max(sizeBytes, head.length + describedTrailerBytes), layer.digest);
}

/** A blob that is not a layer, or not the one that was asked for. */
export class LayerError extends Error {
  override readonly name = 'LayerError';
}

/**
 * The layer in a blob, gzip or plain tar. `lower` is the tree below it, for hard links into it. Throws
 * LayerError or TarError.
 */
export function readLayer(blob: Content, mediaType: string, lower: Tree = emptyTree): Layer {
  if (isSynthetic(blob)) return readDescribedLayer(blob, mediaType, lower);
  const tar = isGzip(blob) ? gunzip(blob) : blob;
  if (tar === undefined) throw new LayerError('gzip: invalid header');
  const changes = entriesToChanges(readTar(tar), { lower });
  return {
    mediaType,
    digest: digestOf(blob),
    diffId: digestOf(tar),
    sizeBytes: blob.length,
    unpackedBytes: changesDiskBytes(changes),
    changes,
    blob,
  };
}

function readDescribedLayer({ head, seed }: SyntheticContent, mediaType: string, lower: Tree): Layer {
  const [first, ...entries] = readTar(gunzip(head) ?? new Uint8Array(0));
  if (first?.name !== statementName || !(first.content instanceof Uint8Array))
    throw new LayerError('not a layer');
  const statement = JsonObject.parse(first.content);
  return {
    mediaType,
    digest: parseDigest(seed),
    diffId: parseDigest(statement.text('diffId') ?? ''),
    sizeBytes: statement.number('sizeBytes') ?? 0,
    unpackedBytes: statement.number('unpackedBytes') ?? 0,
    changes: entriesToChanges(entries, { lower }),
  };
}

/**
 * Identity of each stack of layers from the bottom up to that layer: `chainIds(…)[2]` is that of the lowest
 * three. Source: OCI image specification, "Layer ChainID".
 */
export function chainIds(diffIds: readonly Digest[]): readonly Digest[] {
  const chain: Digest[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : digestOfText(`${below} ${diffId}`));
  }
  return chain;
}

/** The files of a stack of layers. With `unpacked` (by chain ID), what was unpacked before is shared and kept. */
export function unpackLayers(layers: readonly Layer[], unpacked: Map<Digest, Tree> = new Map()): Tree {
  const chain = chainIds(layers.map(({ diffId }) => diffId));
  return layers.reduce((below, layer, index) => {
    const chainId = chain[index] ?? layer.diffId;
    const tree = unpacked.get(chainId) ?? applyChanges(below, layer.changes);
    unpacked.set(chainId, tree);
    return tree;
  }, emptyTree);
}
