// --cache-from and --cache-to while a build runs. Source: BuildKit solver/llbsolver (bridge.go, solver.go), cache/remotecache.
import { hostPlatform } from '../../dockerfile';
import { compactContent } from '../../fs';
import type { Task } from '../../kernel';
import {
  DocumentError,
  JsonObject,
  LayerError,
  mediaTypes,
  parseManifest,
  readLayer,
  type Digest,
  type Image,
  type Layer,
} from '../../oci';
import { fromBase64, toBase64 } from '../../units';
import { buildCosts } from '../costs';
import { fullReference, type FrontendSurroundings } from '../frontend';
import type { CacheExport, CacheImport } from '../request';
import { BuildError } from '../result';
import type { Solved } from '../solver';
import type { CachedStep } from '../step-cache';
import { internalDigest, type BuildVertex } from '../vertex';
import { cacheConfigType, formatCacheConfig, inlineCacheKey, parseCacheConfig } from './config';
import { cacheImage, exportedCache } from './export';
import { takeIn, type ReadCache, type TakeInHands } from './take-in';

export { dropUnused } from './take-in';

/** Refuses, before anything is built, what can be exported nowhere. Source: BuildKit control.Solve. */
export function checkExports(exports: readonly CacheExport[]): void {
  for (const one of exports) {
    if (one.kind === 'unknown') throw new BuildError(`unknown cache exporter: "${one.type}"`);
    if (one.kind !== 'registry') continue;
    try {
      fullReference(one.name);
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      throw new BuildError(`failed to configure registry cache exporter: ${error.message}`);
    }
  }
}

/**
 * Takes in the caches that were asked for, each as far as the build has a use for it. One that cannot be had is told of,
 * and the build goes on without it.
 */
export function* importCaches(
  vertices: readonly BuildVertex[],
  hands: TakeInHands,
  around: FrontendSurroundings,
): Task<readonly CachedStep[]> {
  const { builder, request, worker, progress } = around;
  const taken: CachedStep[] = [];
  for (const one of request.cacheImports) {
    const name = `importing cache manifest from ${one.name}`;
    const vertex = internalDigest(name);
    progress.announce([{ digest: vertex, name, inputs: [] }]);
    progress.started(vertex);
    try {
      const { mediaType, read } = yield* readCache(one, around);
      progress.note(vertex, `inferred cache manifest type: ${mediaType}`);
      if (read !== undefined) taken.push(...takeIn(builder.cache, vertices, read, hands));
      yield* worker.busy(buildCosts.lookUpMs);
      progress.completed(vertex);
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      progress.completed(vertex, error.message);
    }
  }
  return taken;
}

interface FoundCache {
  readonly mediaType: string;
  /** undefined: there is something, but no cache in it. */
  readonly read: ReadCache | undefined;
}

function* readCache(one: CacheImport, { worker, logins }: FrontendSurroundings): Task<FoundCache> {
  switch (one.kind) {
    case 'unknown':
      throw new BuildError(`unknown cache importer: ${one.type}`);
    case 'local':
      return readLocal(one);
    case 'registry': {
      try {
        const reference = fullReference(one.name);
        const options = { pull: true, platform: hostPlatform, logins };
        return inImage(yield* worker.resolveImage(reference, options));
      } catch (error) {
        if (!(error instanceof BuildError)) throw error;
        throw new BuildError(`failed to configure registry cache importer: ${error.message}`);
      }
    }
  }
}

/** A cache that is an image of its own, or one that an image has in its configuration. */
function inImage({ target, manifest, documents, layers }: Image): FoundCache {
  const { mediaType } = target;
  const bytes = documents.get(manifest.config.digest);
  const text = bytes === undefined ? '' : new TextDecoder().decode(bytes);
  const config = manifest.config.mediaType === cacheConfigType ? text : inlineCacheOf(text);
  return { mediaType, read: readConfig(config, layers) };
}

function inlineCacheOf(config: string): string {
  if (!config.includes(inlineCacheKey)) return '';
  const value = JsonObject.parse(new TextEncoder().encode(config)).text(inlineCacheKey);
  return value === undefined ? '' : new TextDecoder().decode(fromBase64(value));
}

function readConfig(text: string, layers: readonly Layer[]): ReadCache | undefined {
  const config = parseCacheConfig(text);
  return config && { config, layers: new Map(layers.map((layer) => [layer.digest, layer])) };
}

function readLocal({ digest, read }: Extract<CacheImport, { readonly kind: 'local' }>): FoundCache {
  const blob = (wanted: Digest): Uint8Array => {
    const bytes = read(wanted);
    if (bytes === undefined) throw new BuildError(`content digest ${wanted}: not found`);
    return bytes;
  };
  try {
    const { config, layers } = parseManifest(blob(digest));
    const unpacked = layers.map((layer) => readLayer(compactContent(blob(layer.digest)), layer.mediaType));
    return {
      mediaType: mediaTypes.manifest,
      read: readConfig(new TextDecoder().decode(blob(config.digest)), unpacked),
    };
  } catch (error) {
    if (!(error instanceof DocumentError) && !(error instanceof LayerError)) throw error;
    throw new BuildError(error.message);
  }
}

/** Hands the steps that led to a result to where they were asked for; gives those that the command is to write. */
export function* exportCaches(
  solved: readonly Solved[],
  targets: readonly BuildVertex[],
  around: FrontendSurroundings,
): Task<readonly { readonly destination: string; readonly cache: Image }[]> {
  const { builder, request, worker, progress, logins } = around;
  const written: { readonly destination: string; readonly cache: Image }[] = [];
  for (const [place, one] of request.cacheExports.entries()) {
    if (one.kind !== 'registry' && one.kind !== 'local') continue;
    const vertex = internalDigest(`cache export ${place}`);
    const name = `exporting cache to ${one.kind === 'registry' ? 'registry' : 'client directory'}`;
    progress.announce([{ digest: vertex, name, inputs: [] }]);
    progress.started(vertex);
    const startedMs = worker.nowMs;
    const tell = (id: string, fromMs: number): void =>
      progress.status({ vertex, id, current: 0, total: 0, startedMs: fromMs, completedMs: worker.nowMs });
    const step = stepToExport(solved, targets);
    if (step === undefined) tell('skipping cache export for empty result', worker.nowMs);
    else {
      const exported = exportedCache(builder.cache, step, one.isMax);
      const cache = cacheImage(exported);
      if (one.kind === 'registry') {
        try {
          yield* worker.publishImage(cache, fullReference(one.name), logins);
        } catch (error) {
          if (!(error instanceof BuildError)) throw error;
          // It is the first blob that is refused.
          const [first] = exported.layers;
          const blob = first?.digest ?? cache.manifest.config.digest;
          const problem = error.message.replace(/\/manifests\/[^"]*/, `/blobs/${blob}`);
          const message = `error writing layer blob: ${problem}`;
          tell(`writing layer ${blob}`, startedMs);
          tell('preparing build cache for export', startedMs);
          progress.completed(vertex, message);
          throw new BuildError(message, { vertex });
        }
      }
      for (const { digest } of exported.layers) {
        const fromMs = worker.nowMs;
        yield* worker.busy(buildCosts.documentMs);
        tell(`writing layer ${digest}`, fromMs);
      }
      tell(`writing config ${cache.manifest.config.digest}`, worker.nowMs);
      if (one.kind === 'local') written.push({ destination: one.destination, cache });
      tell(`writing cache image manifest ${cache.id}`, worker.nowMs);
    }
    tell('preparing build cache for export', startedMs);
    progress.completed(vertex);
  }
  return written;
}

/** An image that is only taken from elsewhere has nothing that could be exported. */
function stepToExport(solved: readonly Solved[], targets: readonly BuildVertex[]): CachedStep | undefined {
  const [target] = targets;
  return target === undefined || target.operation.kind === 'image' ? undefined : solved[0]?.step;
}

/** What an image's configuration says of the steps that led to it, where that was asked for. */
export function inlineCache(
  step: CachedStep | undefined,
  { builder, request }: FrontendSurroundings,
): Readonly<Record<string, string>> | undefined {
  if (step === undefined || request.cacheExports.every(({ kind }) => kind !== 'inline')) return undefined;
  const { config } = exportedCache(builder.cache, step, false);
  return { [inlineCacheKey]: toBase64(new TextEncoder().encode(formatCacheConfig(config))) };
}
