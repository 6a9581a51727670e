import type { BuildHistoryRecord, CachePruneOptions, CacheRecord } from '../../builder';
import { cacheRecords, pruneCache } from '../../builder';
import type { Daemon } from '../daemon';
import { builderOf } from './builder-of';
import { DaemonBuildWorker } from './build-worker';

/** The build cache's records, for `docker buildx du` and `docker system df`. */
export function buildCacheRecords(daemon: Daemon): readonly CacheRecord[] {
  return cacheRecords(builderOf(daemon), new DaemonBuildWorker(daemon));
}

/** Removes records of the build cache; gives those that went. */
export function pruneBuildCache(daemon: Daemon, options: CachePruneOptions): readonly CacheRecord[] {
  return pruneCache(builderOf(daemon), new DaemonBuildWorker(daemon), options, daemon.nowMs);
}

/** As `pruneBuildCache`, asked for through the Engine API: that is told, what BuildKit's clients do is not. */
export function pruneBuildCacheByApi(daemon: Daemon, options: CachePruneOptions): readonly CacheRecord[] {
  const removed = pruneBuildCache(daemon, options);
  const reclaimed = String(removed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  daemon.events.add('builder', 'prune', '', { reclaimed }, daemon.nowMs);
  return removed;
}

/** The builds that were, the newest first. */
export function buildHistory(daemon: Daemon): readonly BuildHistoryRecord[] {
  return [...builderOf(daemon).history].reverse();
}
