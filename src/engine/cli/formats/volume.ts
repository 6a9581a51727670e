// docker volume ls, and what docker volume prune asks and tells. Source: docker/cli cli/command/formatter/volume.go,
// cli/command/volume/prune.go.
import { humanSize } from '../../units';
import { labelsText } from './display';
import type { RowFields, RowType } from './list-format';

export interface VolumeSummary {
  readonly Name: string;
  readonly Driver: string;
  readonly Scope: string;
  readonly Mountpoint: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly UsageData?: { readonly RefCount: number; readonly Size: number } | null;
}

export const volumeType: RowType = {
  typeName: '*formatter.volumeContext',
  headers: {
    Name: 'VOLUME NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    Availability: 'AVAILABILITY',
    Mountpoint: 'MOUNTPOINT',
    Labels: 'LABELS',
    Links: 'LINKS',
    Size: 'SIZE',
    Group: 'GROUP',
    Status: 'STATUS',
  },
};

/** The template that `docker volume ls --format … --quiet` comes to. */
export function volumeFormat(format: string, { quiet }: { readonly quiet?: boolean }): string {
  if (format === 'table') return quiet ? '{{.Name}}' : 'table {{.Driver}}\t{{.Name}}';
  if (format === 'raw') return quiet ? 'name: {{.Name}}' : 'name: {{.Name}}\ndriver: {{.Driver}}\n';
  return format;
}

export function volumeFields({
  Name,
  Driver,
  Scope,
  Mountpoint,
  Labels,
  UsageData,
}: VolumeSummary): RowFields {
  // Of a local volume; volumes of a cluster would have these.
  const notKnown = (): string => 'N/A';
  return {
    Name: () => Name,
    Driver: () => Driver,
    Scope: () => Scope,
    Mountpoint: () => Mountpoint,
    Labels: () => labelsText(Labels),
    Label: (name) => Labels?.[String(name)] ?? '',
    Links: () => (UsageData ? String(UsageData.RefCount) : 'N/A'),
    Size: () => (UsageData ? humanSize(UsageData.Size) : 'N/A'),
    Group: notKnown,
    Availability: notKnown,
    Status: notKnown,
  };
}

/** What docker volume prune asks. */
export function volumePruneWarning(isAll: boolean): string {
  const kind = isAll ? 'all' : 'anonymous';
  return `WARNING! This will remove ${kind} local volumes not used by at least one container.\nAre you sure you want to continue?`;
}

export function formatVolumePrune({
  deleted,
  reclaimedBytes,
}: {
  readonly deleted: readonly string[];
  readonly reclaimedBytes: number;
}): string {
  const list = deleted.length === 0 ? '' : `Deleted Volumes:\n${deleted.join('\n')}\n\n`;
  return `${list}Total reclaimed space: ${humanSize(reclaimedBytes)}\n`;
}
