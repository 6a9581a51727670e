/** What a record of the build cache holds (BuildKit, client.UsageRecordType). */
export type CacheRecordKind =
  'regular' | 'internal' | 'frontend' | 'source.local' | 'source.git.checkout' | 'exec.cachemount';

/**
 * A record of the build cache as `docker buildx du` and the cache's row of `docker system df` show it. Source:
 * BuildKit, client.UsageInfo.
 */
export interface CacheRecord {
  /** 25 characters, 0-9 and a-z. */
  readonly id: string;
  readonly parents: readonly string[];
  readonly kind: CacheRecordKind;
  /** Such as `mount / from exec /bin/sh -c make` or `local source for context`. */
  readonly description: string;
  /** Its own files on disk, without its parents'. */
  readonly sizeBytes: number;
  readonly createdMs: number;
  /** undefined: never since it was made. */
  readonly lastUsedMs: number | undefined;
  readonly usageCount: number;
  /** It can still be written to (cache mounts, contexts); other records are frozen. */
  readonly isMutable: boolean;
  /** A build that runs now holds it: prune leaves it alone. */
  readonly isInUse: boolean;
  /** Its files are those of an image here as well. */
  readonly isShared: boolean;
}

/** What `docker builder prune` and `docker buildx prune` select. */
export interface CachePruneOptions {
  /** Also records of kind `internal` and `frontend`, and those whose files are an image's as well. */
  readonly all: boolean;
  /** `--filter`, as buildx hands them to BuildKit: `type==regular`, `id~=abc`, `shared`; any of them, with commas all. */
  readonly filters: readonly string[];
  /** Keep what was used within this time (`until=24h`); 0: no matter. */
  readonly keepDurationMs: number;
  /** `--reserved-space`: keep at least so much; 0: nothing. */
  readonly reservedBytes: number;
  /** `--max-used-space`: 0 is no limit. */
  readonly maxUsedBytes: number;
}

export const pruneNothingSpecial: CachePruneOptions = {
  all: false,
  filters: [],
  keepDurationMs: 0,
  reservedBytes: 0,
  maxUsedBytes: 0,
};
