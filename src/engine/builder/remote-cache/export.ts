import {
  createImage,
  digestOf,
  digestOfText,
  isDigest,
  mediaTypes,
  type Digest,
  type Image,
  type Layer,
} from '../../oci';
import { timeText } from '../export';
import { layersOf, stackOf, type Snapshot } from '../snapshot';
import type { CachedStep, StepCache } from '../step-cache';
import {
  cacheConfigType,
  formatCacheConfig,
  type CacheConfig,
  type CacheInput,
  type CacheLayer,
  type CacheStepRecord,
} from './config';

/** A result and all that it was made of, for other builders. */
export interface ExportedCache {
  readonly config: CacheConfig;
  /** In the order of the configuration. */
  readonly layers: readonly Layer[];
}

/** What begins the key of files that are known by their content. */
const contentPrefix = 'content ';
/** What begins a key that means nothing to other builders. */
const privatePrefix = 'key ';

/**
 * What led to a result. Without `isMax`, layers only of the steps that are in it. Source: BuildKit
 * solver/exporter.go, cache/remotecache/v1/chains.go.
 */
export function exportedCache(cache: StepCache, target: CachedStep, isMax: boolean): ExportedCache {
  return new CacheWriter(cache, isMax ? undefined : new Set(stackOf(target.snapshot))).write(target);
}

class CacheWriter {
  readonly #places = new Map<string, number | undefined>();
  readonly #records: CacheStepRecord[] = [];
  readonly #layers: { readonly layer: Layer; readonly parent: Digest | undefined }[] = [];
  readonly #snapshots = new Map<number, { readonly snapshot: Snapshot; readonly createdMs: number }>();

  constructor(
    readonly cache: StepCache,
    /** Those whose layers are told; undefined: all. */
    readonly told: ReadonlySet<Snapshot> | undefined,
  ) {}

  write(target: CachedStep): ExportedCache {
    this.#record(target.key);
    for (const { snapshot } of this.#snapshots.values()) this.#addLayers(snapshot);
    const sorted = [...this.#layers].sort((a, b) => (a.layer.digest < b.layer.digest ? -1 : 1));
    const layers: CacheLayer[] = sorted.map(({ layer, parent }) => ({
      blob: layer.digest,
      parent: parent === undefined ? -1 : sorted.findIndex((other) => other.layer.digest === parent),
    }));
    const records = this.#records.map((record, place): CacheStepRecord => {
      const result = this.#snapshots.get(place);
      if (result === undefined) return record;
      const top = layersOf(result.snapshot).at(-1);
      const layer = layers.findIndex(({ blob }) => blob === top?.digest);
      return layer < 0 ? record : { ...record, layers: [{ layer, createdAt: timeText(result.createdMs) }] };
    });
    return { config: { layers, records }, layers: sorted.map(({ layer }) => layer) };
  }

  /** The place of a key's record; undefined for one that other builders cannot know. */
  #record(key: string): number | undefined {
    if (this.#places.has(key)) return this.#places.get(key);
    const origins = this.cache.originsOf(key);
    const [first] = origins;
    if (first === undefined) {
      const place = key.startsWith(privatePrefix) ? undefined : this.#add({ digest: rootDigest(key) });
      this.#places.set(key, place);
      return place;
    }
    this.#places.set(key, undefined);
    const inputs: CacheInput[][] = [];
    for (const { index, input } of origins) {
      const link = this.#record(input.key);
      if (link === undefined) continue;
      const { selector } = input;
      (inputs[index] ??= []).push({ ...(selector !== '' && { selector }), link });
    }
    const place = this.#add({
      digest: stepDigest(first.definition),
      inputs: Array.from(inputs, (keys: CacheInput[] | undefined) => keys ?? []),
    });
    this.#places.set(key, place);
    const step = this.cache.newest(key);
    if (step !== undefined && (this.told?.has(step.snapshot) ?? true)) {
      this.#snapshots.set(place, { snapshot: step.snapshot, createdMs: step.createdMs });
    }
    return place;
  }

  #add(record: CacheStepRecord): number {
    this.#records.push(record);
    return this.#records.length - 1;
  }

  #addLayers(snapshot: Snapshot): void {
    let parent: Digest | undefined;
    for (const layer of layersOf(snapshot)) {
      if (this.#layers.every((known) => known.layer.digest !== layer.digest)) {
        this.#layers.push({ layer, parent });
      }
      parent = layer.digest;
    }
  }
}

/** How records call a step, its inputs apart. */
export function stepDigest(definition: string): Digest {
  return digestOfText(definition);
}

/** How records call what has no inputs: content by its own digest. */
function rootDigest(key: string): Digest {
  const content = contentDigestOf(key);
  return content ?? digestOfText(key);
}

function contentDigestOf(key: string): Digest | undefined {
  if (!key.startsWith(contentPrefix)) return undefined;
  const digest = key.slice(contentPrefix.length);
  return isDigest(digest) ? digest : undefined;
}

/** The keys that a record without inputs may stand for: content, or one of `roots`. */
export function rootKeysOf(digest: Digest, roots: readonly string[]): readonly string[] {
  return [contentPrefix + digest, ...roots.filter((root) => digestOfText(root) === digest)];
}

/** A cache as registries and folders have it: a manifest of all layers, and the records in the place of a config. */
export function cacheImage({ config, layers }: ExportedCache): Image {
  const bytes = new TextEncoder().encode(formatCacheConfig(config));
  const image = createImage({
    config: { architecture: '', os: '', config: {}, history: [] },
    layers,
    writer: 'engine',
    configBytes: bytes,
  });
  // The same manifest, but of a config of this type.
  const digest = digestOf(bytes);
  const descriptor = { mediaType: cacheConfigType, digest, size: bytes.length };
  return withConfigType(image, descriptor);
}

function withConfigType(image: Image, config: Image['manifest']['config']): Image {
  const old = image.documents.get(image.manifestDescriptor.digest);
  const text = new TextDecoder().decode(old).replace(mediaTypes.config, config.mediaType);
  const bytes = new TextEncoder().encode(text);
  const target = { ...image.target, digest: digestOf(bytes), size: bytes.length };
  const documents = new Map(image.documents);
  documents.delete(image.manifestDescriptor.digest);
  documents.set(target.digest, bytes);
  const manifest = { ...image.manifest, config };
  return { ...image, id: target.digest, target, manifestDescriptor: target, manifest, documents };
}
