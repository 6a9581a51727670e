// docker ps. Source: docker/cli cli/command/formatter/container.go.
import { familiarName, familiarString, parseFamiliar, shortId } from '../../oci';
import { humanSize, quote } from '../../units';
import { Stringer } from '../template/stringer';
import { ago, ellipsis, labelsText, timeText } from './display';
import type { RowFields, RowType } from './list-format';
import { portsText, type PortSummary } from './ports';

/** One container of a list, as the Engine API gives it. */
export interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly ImageID: string;
  readonly ImageManifestDescriptor?: {
    readonly platform?: { readonly os?: string; readonly architecture?: string; readonly variant?: string };
  } | null;
  readonly Command: string;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly Ports: readonly PortSummary[] | null;
  readonly SizeRw?: number;
  readonly SizeRootFs?: number;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly State: string;
  readonly Status: string;
  readonly Health?: { readonly Status?: string } | null;
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<
      Record<string, { readonly IPAddress?: string; readonly GlobalIPv6Address?: string }>
    > | null;
  } | null;
  readonly Mounts?:
    readonly { readonly Name?: string; readonly Source?: string; readonly Driver?: string }[] | null;
}

export const containerType: RowType = {
  typeName: '*formatter.ContainerContext',
  headers: {
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
    Platform: 'PLATFORM',
    HealthStatus: 'HEALTH STATUS',
    IPAddresses: 'IP ADDRESSES',
  },
};

const tableFormat =
  'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';

const rawFormat = `container_id: {{.ID}}
image: {{.Image}}
command: {{.Command}}
created_at: {{.CreatedAt}}
state: {{- pad .State 1 0}}
status: {{- pad .Status 1 0}}
names: {{.Names}}
labels: {{- pad .Labels 1 0}}
ports: {{- pad .Ports 1 0}}
`;

/** The template that `docker ps --format … --quiet --size` comes to. */
export function containerFormat(
  format: string,
  options: { readonly quiet?: boolean; readonly size?: boolean },
): string {
  if (format === 'raw')
    return options.quiet ? 'container_id: {{.ID}}' : rawFormat + (options.size ? 'size: {{.Size}}\n' : '');
  if (options.quiet) return '{{.ID}}';
  return format === 'table' ? tableFormat + (options.size ? '\t{{.Size}}' : '') : format;
}

export interface RowOptions {
  readonly nowMs: number;
  /** Cut long values, as lists do unless --no-trunc is given. */
  readonly isTruncated: boolean;
}

export function containerFields(container: ContainerSummary, { nowMs, isTruncated }: RowOptions): RowFields {
  const { Labels, Mounts, NetworkSettings, SizeRw = 0, SizeRootFs = 0 } = container;
  return {
    ID: () => (isTruncated ? shortId(container.Id) : container.Id),
    Names: () => namesText(container.Names, isTruncated),
    Image: () => imageText(container, isTruncated),
    Platform: () => platformOf(container),
    Command: () => quote(isTruncated ? ellipsis(container.Command, 20) : container.Command),
    CreatedAt: () => timeText(container.Created),
    RunningFor: () => ago(container.Created, nowMs),
    Ports: () => portsText(container.Ports ?? []),
    State: () => container.State,
    Status: () => container.Status,
    HealthStatus: () => healthText(container),
    Size: () => humanSize(SizeRw, 3) + (SizeRootFs > 0 ? ` (virtual ${humanSize(SizeRootFs, 3)})` : ''),
    Labels: () => labelsText(Labels),
    Label: (name) => Labels?.[String(name)] ?? '',
    Mounts: () =>
      (Mounts ?? [])
        .map(({ Name = '', Source = '' }) => (Name === '' ? Source : Name))
        .map((name) => (isTruncated ? ellipsis(name, 15) : name))
        .join(','),
    LocalVolumes: () => String((Mounts ?? []).filter(({ Driver }) => Driver === 'local').length),
    Networks: () => Object.keys(NetworkSettings?.Networks ?? {}).join(','),
    IPAddresses: () => addressesOf(container),
  };
}

function namesText(names: readonly string[], isTruncated: boolean): string {
  const own = names.map((name) => name.replace(/^\//, ''));
  const plain = isTruncated ? own.find((name) => !name.includes('/')) : undefined;
  return plain ?? own.join(',');
}

function imageText({ Image, ImageID }: ContainerSummary, isTruncated: boolean): string {
  if (Image === '') return '<no image>';
  if (!isTruncated) return Image;
  if (ImageID !== '' && shortId(ImageID) === shortId(Image)) return shortId(ImageID);
  try {
    const { digest: _, ...reference } = parseFamiliar(Image);
    return reference.tag === undefined ? familiarName(reference) : familiarString(reference);
  } catch {
    return Image;
  }
}

/** Null where the daemon does not tell. */
function platformOf({ ImageManifestDescriptor }: ContainerSummary): Stringer | null {
  const platform = ImageManifestDescriptor?.platform;
  if (platform === undefined) return null;
  const { os, architecture, variant } = platform;
  const parts = [os, architecture, variant].filter((part) => part !== undefined && part !== '');
  return new Stringer(parts.join('/'), platform, {
    typeName: '*formatter.Platform',
    fields: {
      Architecture: architecture ?? '',
      OS: os ?? '',
      OSVersion: '',
      OSFeatures: [],
      Variant: variant ?? '',
    },
  });
}

/** Each address with its network in front, in order. */
function addressesOf({ NetworkSettings }: ContainerSummary): readonly Stringer[] {
  return Object.entries(NetworkSettings?.Networks ?? {})
    .flatMap(([Network, { IPAddress = '', GlobalIPv6Address = '' }]) =>
      [IPAddress, GlobalIPv6Address].filter((IP) => IP !== '').map((IP) => ({ Network, IP })),
    )
    .map((address) => {
      const text = `${address.Network}/${address.IP}`;
      return new Stringer(text, address, { typeName: 'formatter.NetworkIP', fields: address });
    })
    .sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** A daemon that does not tell it apart has it in the status, in brackets. */
function healthText({ Health, Status }: ContainerSummary): string {
  if (Health?.Status) return Health.Status;
  return /\((?:health: )?(healthy|unhealthy|starting)\)$/.exec(Status)?.[1] ?? '';
}
