import { applyChanges, emptyTree, type Tree } from '../../fs';
import type { Digest, Image, Layer } from '../../oci';
import { Snapshot, stackOf } from '../snapshot';
import { imageKeys } from '../sources';
import type { CachedStep, InputKey, StepCache } from '../step-cache';
import type { BuildVertex } from '../vertex';
import type { CacheConfig, CacheStepRecord } from './config';
import { rootKeysOf, stepDigest } from './export';

/** A cache from elsewhere: its records, and the layers that they speak of. */
export interface ReadCache {
  readonly config: CacheConfig;
  readonly layers: ReadonlyMap<Digest, Layer>;
}

/** What is needed to keep results that were made elsewhere. */
export interface TakeInHands {
  newKey(): string;
  newId(): string;
  treeOf(image: Image): Tree;
}

/**
 * Takes what a build could use of a cache into the builder's own: only steps that the build has are known by more than a
 * digest. Gives the results that are new here. Source: BuildKit cache/remotecache/v1/parse.go, cachestorage.go.
 */
export function takeIn(
  cache: StepCache,
  vertices: readonly BuildVertex[],
  read: ReadCache,
  hands: TakeInHands,
): readonly CachedStep[] {
  return new CacheReader(cache, vertices, read, hands).takeIn();
}

/** Takes away again what a build had no use for. */
export function dropUnused(cache: StepCache, taken: readonly CachedStep[]): void {
  const used = new Set(
    taken.filter(({ usageCount }) => usageCount > 0).flatMap(({ snapshot }) => stackOf(snapshot)),
  );
  for (const { id, snapshot } of taken) if (!used.has(snapshot)) cache.remove(id);
}

class CacheReader {
  readonly #vertices: ReadonlyMap<Digest, BuildVertex>;
  readonly #roots: readonly string[];
  readonly #images: readonly Image[];
  readonly #keys = new Map<number, readonly string[]>();
  readonly #snapshots = new Map<number, Snapshot | undefined>();
  readonly #taken: CachedStep[] = [];

  constructor(
    readonly cache: StepCache,
    vertices: readonly BuildVertex[],
    readonly read: ReadCache,
    readonly hands: TakeInHands,
  ) {
    this.#vertices = new Map(vertices.map((vertex) => [stepDigest(vertex.operation.definition), vertex]));
    const operations = vertices.map(({ operation }) => operation);
    this.#images = operations.flatMap((operation) => (operation.kind === 'image' ? [operation.image] : []));
    this.#roots = operations.flatMap((operation) =>
      operation.kind === 'image' ? imageKeys(operation) : [operation.definition],
    );
  }

  takeIn(): readonly CachedStep[] {
    for (const place of (this.read.config.records ?? []).keys()) this.#keysAt(place);
    return this.#taken;
  }

  /** The keys by which a record is known here; none: not at all. */
  #keysAt(place: number): readonly string[] {
    const known = this.#keys.get(place);
    if (known !== undefined) return known;
    // A record that stands on itself is none.
    this.#keys.set(place, []);
    const record = this.read.config.records?.[place];
    const keys = record === undefined ? [] : this.#keysOf(record);
    this.#keys.set(place, keys);
    return keys;
  }

  #keysOf({ digest, inputs = [], layers = [] }: CacheStepRecord): readonly string[] {
    const vertex = this.#vertices.get(digest);
    if (inputs.length === 0 && vertex === undefined) return rootKeysOf(digest, this.#roots);
    if (vertex === undefined) return [];
    const known = inputs.map((links) =>
      links.flatMap(({ link, selector = '' }) =>
        this.#keysAt(link).map((key): InputKey => ({ key, selector })),
      ),
    );
    if (known.some((keys) => keys.length === 0)) return [];
    const key = this.cache.keyFor(vertex.operation.definition, known, () => this.hands.newKey());
    const [result] = layers;
    const snapshot = result && this.#snapshotAt(result.layer);
    if (snapshot !== undefined && this.cache.newest(key) === undefined) {
      const createdMs = Date.parse(result?.createdAt ?? '') || 0;
      snapshot.createdMs = createdMs;
      const step: CachedStep = {
        id: this.hands.newId(),
        key,
        kind: 'regular',
        description: vertex.name,
        snapshot,
        parents: [],
        createdMs,
        lastUsedMs: undefined,
        usageCount: 0,
      };
      this.cache.add(step);
      this.#taken.push(step);
    }
    return [key];
  }

  /** The files of a layer and all below it; undefined where one of them is not there. */
  #snapshotAt(place: number): Snapshot | undefined {
    if (this.#snapshots.has(place)) return this.#snapshots.get(place);
    const snapshot = this.#makeSnapshot(place);
    this.#snapshots.set(place, snapshot);
    return snapshot;
  }

  #makeSnapshot(place: number): Snapshot | undefined {
    const stack = this.#stackAt(place);
    const image = this.#images.find((one) => isStackOf(one, stack));
    if (image !== undefined) return new Snapshot(this.hands.treeOf(image), undefined, image.layers);
    const described = this.read.config.layers?.[place];
    const layer = described && this.read.layers.get(described.blob);
    if (described === undefined || layer === undefined) return undefined;
    const below = described.parent < 0 ? undefined : this.#snapshotAt(described.parent);
    if (described.parent >= 0 && below === undefined) return undefined;
    const tree = applyChanges(below?.tree ?? emptyTree, layer.changes);
    return new Snapshot(tree, below).unpackedFrom(layer);
  }

  #stackAt(place: number): readonly Digest[] {
    const stack: Digest[] = [];
    const { layers = [] } = this.read.config;
    for (let at = place; at >= 0 && stack.length <= layers.length;) {
      const layer = layers[at];
      if (layer === undefined) break;
      stack.push(layer.blob);
      at = layer.parent;
    }
    return stack.reverse();
  }
}

function isStackOf({ layers }: Image, stack: readonly Digest[]): boolean {
  return layers.length === stack.length && layers.every(({ digest }, index) => digest === stack[index]);
}
