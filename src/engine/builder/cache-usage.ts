import { BLOCK_BYTES } from '../fs';
import type { Builder, KeptContext } from './builder';
import type { CacheMount } from './cache-mounts';
import type { CachePruneOptions, CacheRecord } from './cache-records';
import { treeUsage } from '../fs';
import type { CachedStep } from './step-cache';

/** What of the image store the cache has to know. */
export interface ImageStoreView {
  /** Whether a layer of the store's images has this diff ID. */
  isLayerOfImage(diffId: string): boolean;
}

/** Every record of the cache, the oldest first. Source: BuildKit cache/manager.go DiskUsage. */
export function cacheRecords(builder: Builder, images: ImageStoreView): readonly CacheRecord[] {
  return [
    ...builder.cache.steps.map((step) => recordOfStep(step, builder, images)),
    ...[...builder.contexts.values()].map((context) => recordOfContext(context, builder)),
    ...builder.cacheMounts.all.map(recordOfMount),
  ].sort((a, b) => a.createdMs - b.createdMs);
}

function recordOfStep(step: CachedStep, builder: Builder, images: ImageStoreView): CacheRecord {
  const { id, parents, kind, description, snapshot, createdMs, lastUsedMs, usageCount } = step;
  const { imageLayers, packed } = snapshot;
  const top = imageLayers === undefined ? packed : imageLayers.at(-1);
  return {
    id,
    parents,
    kind,
    description,
    sizeBytes:
      imageLayers === undefined
        ? ownBytes(step)
        : imageLayers.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0),
    createdMs,
    lastUsedMs,
    usageCount,
    isMutable: false,
    isInUse: builder.isHeld(id),
    isShared: top !== undefined && images.isLayerOfImage(top.diffId),
  };
}

/** The step's own files, the folder that they lie in, and the blob, where an image was made. */
function ownBytes({ snapshot }: CachedStep): number {
  return snapshot.ownBytes + BLOCK_BYTES + (snapshot.packed?.blob?.length ?? 0);
}

function recordOfContext(context: KeptContext, builder: Builder): CacheRecord {
  const { recordId, description, sizeBytes, createdMs, lastUsedMs, usageCount } = context;
  return {
    id: recordId,
    parents: [],
    kind: 'source.local',
    description,
    sizeBytes,
    createdMs,
    lastUsedMs,
    usageCount,
    isMutable: true,
    isInUse: builder.isHeld(recordId),
    isShared: false,
  };
}

function recordOfMount(mount: CacheMount): CacheRecord {
  const { recordId, description, tree, createdMs, lastUsedMs, usageCount, isHeld } = mount;
  return {
    id: recordId,
    parents: [],
    kind: 'exec.cachemount',
    description,
    sizeBytes: treeUsage(tree).diskBytes,
    createdMs,
    lastUsedMs,
    usageCount,
    isMutable: true,
    isInUse: isHeld,
    isShared: false,
  };
}

/**
 * Removes what the options select and nobody needs; gives what went, in that order. Source: BuildKit
 * cache/manager.go prune.
 */
export function pruneCache(
  builder: Builder,
  images: ImageStoreView,
  options: CachePruneOptions,
  nowMs: number,
): readonly CacheRecord[] {
  const removed: CacheRecord[] = [];
  const records = new Map(cacheRecords(builder, images).map((record) => [record.id, record]));
  let usedBytes = [...records.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const keepBytes = Math.max(options.reservedBytes, options.maxUsedBytes);
  const matches = cacheFilter(options.filters);
  const mayGo = (record: CacheRecord): boolean => {
    if (record.isInUse || [...records.values()].some(({ parents }) => parents.includes(record.id)))
      return false;
    if (!options.all && (record.kind === 'internal' || record.kind === 'frontend' || record.isShared))
      return false;
    const usedMs = record.lastUsedMs ?? record.createdMs;
    if (options.keepDurationMs > 0 && usedMs > nowMs - options.keepDurationMs) return false;
    return matches(record);
  };
  // What others stand on can go once they have gone: again and again, those that were not used for longest first.
  for (;;) {
    if (keepBytes > 0 && usedBytes <= keepBytes) return removed;
    const [next] = [...records.values()]
      .filter(mayGo)
      .sort((a, b) => (a.lastUsedMs ?? a.createdMs) - (b.lastUsedMs ?? b.createdMs));
    if (next === undefined) return removed;
    records.delete(next.id);
    usedBytes -= next.sizeBytes;
    forget(builder, next);
    removed.push(next);
  }
}

function forget(builder: Builder, { id, kind }: CacheRecord): void {
  if (kind === 'exec.cachemount') builder.cacheMounts.remove(id);
  else if (kind === 'source.local') {
    for (const [key, { recordId }] of builder.contexts) if (recordId === id) builder.contexts.delete(key);
  } else builder.cache.remove(id);
}

/** Several filters: any of them; in one, all that commas separate. Source: containerd/filters, cache.adaptUsageInfo. */
export function cacheFilter(filters: readonly string[]): (record: CacheRecord) => boolean {
  if (filters.length === 0) return () => true;
  const parsed = filters.map((filter) => filter.split(',').map(conditionOf));
  return (record) => parsed.some((conditions) => conditions.every((holds) => holds(record)));
}

function conditionOf(text: string): (record: CacheRecord) => boolean {
  const [, field = '', operator = '', value = ''] = /^([a-z.]+)(==|!=|~=|=)?(.*)$/s.exec(text.trim()) ?? [];
  return (record) => {
    const found = fieldOf(record, field);
    if (operator === '') return found !== undefined;
    const wanted = value.replace(/^"(.*)"$/s, '$1');
    if (operator === '!=') return found !== wanted;
    if (operator === '~=') return found !== undefined && found.includes(wanted);
    return found === wanted;
  };
}

/** A field's value; undefined where the record has it not. */
function fieldOf(record: CacheRecord, field: string): string | undefined {
  const flag = (isSet: boolean): string | undefined => (isSet ? '' : undefined);
  switch (field) {
    case 'id':
      return record.id;
    case 'parents':
      return record.parents.join(';');
    case 'description':
      return record.description;
    case 'type':
      return record.kind;
    case 'inuse':
      return flag(record.isInUse);
    case 'mutable':
      return flag(record.isMutable);
    case 'immutable':
      return flag(!record.isMutable);
    case 'shared':
      return flag(record.isShared);
    case 'private':
      return flag(!record.isShared);
    default:
      return undefined;
  }
}
