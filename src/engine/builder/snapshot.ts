import type { Tree } from '../fs';
import { changesDiskBytes, contentDigest, diffTrees, type Change } from '../fs';
import { layerOf, type Layer } from '../oci';

/**
 * The files of a vertex's result, and how they came to be: what a stage's layers are made of. Layers are packed when
 * they are first asked for, and once.
 */
export class Snapshot {
  #changes: readonly Change[] | undefined;
  #ownBytes: number | undefined;
  #layer: Layer | undefined;
  /** When it was made; known as soon as it is kept. */
  createdMs = 0;

  constructor(
    readonly tree: Tree,
    /** What this was made from; undefined for what stands alone. */
    readonly below: Snapshot | undefined,
    /** Of what was not made here: an image's layers. */
    readonly imageLayers: readonly Layer[] | undefined = undefined,
  ) {}

  /** Whether the step changed nothing: its layer is an empty one then. */
  get isUnchanged(): boolean {
    return this.below !== undefined && contentDigest(this.below.tree) === contentDigest(this.tree);
  }

  /** What the step changed. */
  get changes(): readonly Change[] {
    // Without anything below, the root folder itself is in no layer.
    this.#changes ??= diffTrees(this.below?.tree ?? { ...this.tree, entries: new Map() }, this.tree);
    return this.#changes;
  }

  /** What the step changed, on disk. */
  get ownBytes(): number {
    this.#ownBytes ??= changesDiskBytes(this.changes);
    return this.#ownBytes;
  }

  /** What the step changed, packed: from then on the builder keeps the blob. */
  get layer(): Layer {
    this.#layer ??= layerOf(this.changes);
    return this.#layer;
  }

  /** Says of which layer these files came: it need not be packed. */
  unpackedFrom(layer: Layer): this {
    this.#layer = layer;
    this.#changes = layer.changes;
    return this;
  }

  /** undefined: no image was made of it. */
  get packed(): Layer | undefined {
    return this.#layer;
  }
}

/** The snapshots that this one stands on, from the bottom up, and itself. */
export function stackOf(snapshot: Snapshot): readonly Snapshot[] {
  const stack: Snapshot[] = [];
  for (let at: Snapshot | undefined = snapshot; at !== undefined; at = at.below) stack.push(at);
  return stack.reverse();
}

/** All layers from the bottom up. */
export function layersOf(snapshot: Snapshot): readonly Layer[] {
  return stackOf(snapshot).flatMap((one) => one.imageLayers ?? [one.layer]);
}
