// docker system df. Source: docker/cli cli/command/formatter/disk_usage.go, buildcache.go.
import { humanSize } from '../../units';
import { toJson, MethodSet } from '../template';
import { containerFields, containerType, type ContainerSummary, type RowOptions } from './container';
import { ago } from './display';
import { imageFields, imageRows, imageType, type ImageSummary } from './image';
import { isTableFormat, type RowFields, type RowType } from './list-format';
import { compileFormat, formatByTemplate, formatRow } from './template-list';
import { volumeFields, volumeType, type VolumeSummary } from './volume';

/** How much one kind of object takes. */
export interface DiskUsageEntry {
  readonly type: 'Images' | 'Containers' | 'Local Volumes' | 'Build Cache';
  readonly total: number;
  readonly active: number;
  readonly sizeBytes: number;
  readonly reclaimableBytes: number;
}

export interface BuildCacheSummary {
  readonly ID: string;
  readonly Type: string;
  readonly Size: number;
  /** Seconds since 1970. */
  readonly CreatedAt: number;
  readonly LastUsedAt: number | null;
  readonly UsageCount: number;
  readonly InUse: boolean;
  readonly Shared: boolean;
}

export const diskUsageType: RowType = {
  typeName: '*formatter.diskUsageImagesContext',
  headers: {
    Type: 'TYPE',
    TotalCount: 'TOTAL',
    Active: 'ACTIVE',
    Size: 'SIZE',
    Reclaimable: 'RECLAIMABLE',
  },
};

const tableFormat = 'table {{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}';
const rawFormat =
  'type: {{.Type}}\ntotal: {{.TotalCount}}\nactive: {{.Active}}\nsize: {{.Size}}\nreclaimable: {{.Reclaimable}}\n';

function entryFields({ type, total, active, sizeBytes, reclaimableBytes }: DiskUsageEntry): RowFields {
  const percent =
    sizeBytes > 0 && type !== 'Build Cache' ? ` (${Math.trunc((reclaimableBytes * 100) / sizeBytes)}%)` : '';
  return {
    Type: () => type,
    TotalCount: () => String(total),
    Active: () => String(active),
    Size: () => humanSize(sizeBytes),
    Reclaimable: () => humanSize(reclaimableBytes) + percent,
  };
}

/** The summary of `docker system df`. */
export function formatDiskUsage(format: string, entries: readonly DiskUsageEntry[]): string {
  const template = format === 'table' ? tableFormat : format === 'raw' ? rawFormat : format;
  return formatByTemplate(template, diskUsageType, entries.map(entryFields));
}

const buildCacheType: RowType = {
  typeName: '*formatter.buildCacheContext',
  headers: {
    ID: 'CACHE ID',
    CacheType: 'CACHE TYPE',
    Size: 'SIZE',
    CreatedSince: 'CREATED',
    LastUsedSince: 'LAST USED',
    UsageCount: 'USAGE',
    InUse: 'IN USE',
    Shared: 'SHARED',
  },
};

function buildCacheFields(record: BuildCacheSummary, { nowMs, isTruncated }: RowOptions): RowFields {
  const id = isTruncated ? record.ID.slice(0, 12) : record.ID;
  return {
    ID: () => id + (record.InUse ? '*' : ''),
    CacheType: () => record.Type,
    Size: () => humanSize(record.Size, 3),
    CreatedSince: () => ago(record.CreatedAt, nowMs),
    LastUsedSince: () => (record.LastUsedAt === null ? '' : ago(record.LastUsedAt, nowMs)),
    UsageCount: () => String(record.UsageCount),
    InUse: () => String(record.InUse),
    Shared: () => String(record.Shared),
  };
}

/** Everything that `docker system df -v` lists. */
export interface DiskUsageDetails {
  readonly images: readonly ImageSummary[];
  readonly containers: readonly ContainerSummary[];
  readonly volumes: readonly VolumeSummary[];
  readonly buildCache: readonly BuildCacheSummary[];
}

const imagesFormat =
  'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}';
const containersFormat =
  'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}';
const volumesFormat = 'table {{.Name}}\t{{.Links}}\t{{.Size}}';
const buildCacheFormat =
  'table {{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}';

/** `docker system df -v`: a table for each kind, or the given template over all of it. */
export function formatDiskUsageDetails(
  format: string,
  details: DiskUsageDetails,
  options: RowOptions,
): string {
  if (format === 'raw') return '';
  const images = details.images
    .flatMap((image) => imageRows(image, '', false))
    .map((row) => imageFields(row, options));
  const containers = details.containers.map((container) => containerFields(container, options));
  const volumes = details.volumes.map(volumeFields);
  const buildCache = details.buildCache.map((record) => buildCacheFields(record, options));
  if (!isTableFormat(format)) {
    const wrap = (type: RowType, rows: readonly RowFields[]): unknown =>
      rows.map((row): unknown => JSON.parse(toJson(new MethodSet(type.typeName, row))));
    const all = {
      Images: wrap(imageType, images),
      Containers: wrap(containerType, containers),
      Volumes: wrap(volumeType, volumes),
      BuildCache: wrap(buildCacheType, buildCache),
    };
    if (format === 'json' || format === '{{json .}}') return JSON.stringify(all);
    const fields = Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, () => rows]));
    return formatRow(compileFormat(format), { typeName: '*formatter.diskUsageContext', headers: {} }, fields);
  }
  const cacheSize = details.buildCache.reduce((sum, { Size, Shared }) => sum + (Shared ? 0 : Size), 0);
  return [
    `Images space usage:\n\n${formatByTemplate(imagesFormat, imageType, images)}`,
    `Containers space usage:\n\n${formatByTemplate(containersFormat, containerType, containers)}`,
    `Local Volumes space usage:\n\n${formatByTemplate(volumesFormat, volumeType, volumes)}`,
    `Build cache usage: ${humanSize(cacheSize)}\n\n${formatByTemplate(buildCacheFormat, buildCacheType, buildCache)}`,
  ].join('\n');
}
