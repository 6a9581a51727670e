import { applyChanges, emptyTree, type Change, type Tree } from '../fs';
import { digestOfText, type Digest } from './digest';
import { mediaTypes } from './media-types';

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

export interface LayerDescription {
  readonly changes: readonly Change[];
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
  /** As published. */
  readonly digest: Digest;
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
  return {
    mediaType: mediaTypes.layerGzip,
    digest,
    diffId: diffId ?? digestOfText(`uncompressed ${digest}`),
    sizeBytes,
    unpackedBytes,
    changes,
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
