// docker system df. Source: docker/cli cli/command/system/df.go; moby, daemon/disk_usage.go.
import { buildCacheRecords, type DiskUsage, diskUsage, listContainers, noFilters } from '../../daemon';
import { implement } from '../context';
import { systemDf } from '../declarations/system';
import {
  type DiskUsageDetails,
  type DiskUsageEntry,
  formatDiskUsage,
  formatDiskUsageDetails,
} from '../formats';

export const df = implement(systemDf, function* ({ daemon, flags, stdout }) {
  const format = flags.format === '' ? 'table' : flags.format;
  const usage = diskUsage(daemon);
  const cache = buildCacheRecords(daemon);
  if (!flags.verbose) {
    yield* stdout.write(formatDiskUsage(format, [...entriesOf(usage), cacheEntry(cache)]));
    return 0;
  }
  const details: DiskUsageDetails = {
    images: usage.images.map((listed) => ({
      Id: listed.image.id,
      RepoTags: listed.repoTags,
      RepoDigests: listed.repoDigests,
      Created: Math.floor(listed.createdMs / 1000),
      Size: listed.diskUsageBytes,
      SharedSize: listed.sharedBytes,
      Containers: listed.containers.length,
    })),
    containers: yield* listContainers(daemon, { all: true, limit: -1, size: true, filters: noFilters }),
    volumes: usage.volumes.map(({ volume: { name, driver, mountpoint, labels }, sizeBytes, users }) => ({
      Name: name,
      Driver: driver,
      Scope: 'local',
      Mountpoint: mountpoint,
      Labels: labels,
      UsageData: { RefCount: users, Size: sizeBytes },
    })),
    buildCache: [...cache].sort(byLastUse).map((record) => ({
      ID: record.id,
      Type: record.kind,
      Size: record.sizeBytes,
      CreatedAt: Math.floor(record.createdMs / 1000),
      LastUsedAt: record.lastUsedMs === undefined ? null : Math.floor(record.lastUsedMs / 1000),
      UsageCount: record.usageCount,
      InUse: record.isInUse,
      Shared: record.isShared,
    })),
  };
  yield* stdout.write(formatDiskUsageDetails(format, details, { nowMs: daemon.nowMs, isTruncated: true }));
  return 0;
});

/** Each kind, and what of it nobody uses. */
function entriesOf({ images, imagesBytes, containers, volumes }: DiskUsage): readonly DiskUsageEntry[] {
  const usedImages = images.filter((image) => image.containers.length > 0);
  // With all that they share (tests/conformance/tty/ps.txt): none of it would go if the others did.
  const usedBytes = sum(usedImages.map(({ diskUsageBytes }) => diskUsageBytes));
  const running = containers.filter(({ container: { state } }) => state.isRunning);
  const idle = containers.filter(({ container: { state } }) => !state.isRunning);
  const mounted = volumes.filter(({ users }) => users > 0);
  return [
    {
      type: 'Images',
      total: images.length,
      active: usedImages.length,
      sizeBytes: imagesBytes,
      reclaimableBytes: Math.max(0, imagesBytes - usedBytes),
    },
    {
      type: 'Containers',
      total: containers.length,
      active: running.length,
      sizeBytes: sum(containers.map(({ rwBytes }) => rwBytes)),
      reclaimableBytes: sum(idle.map(({ rwBytes }) => rwBytes)),
    },
    {
      type: 'Local Volumes',
      total: volumes.length,
      active: mounted.length,
      sizeBytes: sum(volumes.map(({ sizeBytes }) => sizeBytes)),
      reclaimableBytes: sum(volumes.filter(({ users }) => users === 0).map(({ sizeBytes }) => sizeBytes)),
    },
  ];
}

type BuildCacheRecord = ReturnType<typeof buildCacheRecords>[number];

/** The build cache; records whose files are an image's are counted there. */
function cacheEntry(records: readonly BuildCacheRecord[]): DiskUsageEntry {
  const own = records.filter(({ isShared }) => !isShared);
  return {
    type: 'Build Cache',
    total: records.length,
    active: records.filter(({ isInUse }) => isInUse).length,
    sizeBytes: sum(own.map(({ sizeBytes }) => sizeBytes)),
    reclaimableBytes: sum(own.filter(({ isInUse }) => !isInUse).map(({ sizeBytes }) => sizeBytes)),
  };
}

/** What was not used since it was made comes first (docker/cli, formatter buildCacheSort). */
function byLastUse(a: BuildCacheRecord, b: BuildCacheRecord): number {
  const [first, second] = [a, b].map(({ lastUsedMs = -Infinity }) => lastUsedMs);
  if (first === second) return a.id < b.id ? -1 : 1;
  return (first ?? 0) < (second ?? 0) ? -1 : 1;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
