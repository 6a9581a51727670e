// What a cache says of itself. Source: BuildKit, cache/remotecache/v1/spec.go.
import { goJson, type Digest } from '../../oci';

/** A layer, and the one below it: -1 is none. */
export interface CacheLayer {
  readonly blob: Digest;
  readonly parent: number;
}

/** A way in which an input is known: another record, and what of it is selected. */
export interface CacheInput {
  readonly selector?: string;
  readonly link: number;
}

/** Something that was run, or that others stand on, and the layers that it gave. */
export interface CacheStepRecord {
  readonly layers?: readonly { readonly layer: number; readonly createdAt?: string }[];
  readonly digest: Digest;
  readonly inputs?: readonly (readonly CacheInput[])[];
}

export interface CacheConfig {
  readonly layers?: readonly CacheLayer[];
  readonly records?: readonly CacheStepRecord[];
}

export const cacheConfigType = 'application/vnd.buildkit.cacheconfig.v0';

/** The key under which an image's configuration holds it (`type=inline`). */
export const inlineCacheKey = 'moby.buildkit.cache.v0';

export function formatCacheConfig({ layers = [], records = [] }: CacheConfig): string {
  return goJson({
    layers: layers.map(({ blob, parent }) => ({ blob, parent: parent === 0 ? undefined : parent })),
    records: records.map(({ layers: results = [], digest, inputs = [] }) => ({
      layers:
        results.length === 0 ? undefined : results.map(({ layer, createdAt }) => ({ layer, createdAt })),
      digest,
      inputs:
        inputs.length === 0
          ? undefined
          : inputs.map((keys) => keys.map(({ selector, link }) => ({ selector, link }))),
    })),
  });
}

/** Undefined where the text is none. */
export function parseCacheConfig(text: string): CacheConfig | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('records' in value)) return undefined;
    const config: CacheConfig = value as CacheConfig;
    const layers = (config.layers ?? []).map(({ blob, parent }) => ({ blob, parent: parent ?? 0 }));
    return { ...config, layers };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
