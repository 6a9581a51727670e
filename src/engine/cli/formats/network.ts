// docker network ls. Source: docker/cli cli/command/network/formatter.go.
import { shortId } from '../../oci';
import { labelsText, timeText } from './display';
import type { RowFields, RowType } from './list-format';

export interface NetworkSummary {
  readonly Id: string;
  readonly Name: string;
  readonly Driver: string;
  readonly Scope: string;
  readonly EnableIPv4: boolean;
  readonly EnableIPv6: boolean;
  readonly Internal: boolean;
  readonly Labels: Readonly<Record<string, string>> | null;
  /** As the API writes it, `2024-06-01T12:00:00.123456789Z`. */
  readonly Created: string;
}

export const networkType: RowType = {
  typeName: '*network.networkContext',
  headers: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv4: 'IPV4',
    IPv6: 'IPV6',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
};

/** The template that `docker network ls --format … --quiet` comes to. */
export function networkFormat(format: string, { quiet }: { readonly quiet?: boolean }): string {
  if (format === 'table') return quiet ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}';
  if (format !== 'raw') return format;
  return quiet
    ? 'network_id: {{.ID}}'
    : 'network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n';
}

export function networkFields(
  network: NetworkSummary,
  { isTruncated }: { readonly isTruncated: boolean },
): RowFields {
  const [, fraction = ''] = /\.(\d+)Z?$/.exec(network.Created) ?? [];
  return {
    ID: () => (isTruncated ? shortId(network.Id) : network.Id),
    Name: () => network.Name,
    Driver: () => network.Driver,
    Scope: () => network.Scope,
    IPv4: () => String(network.EnableIPv4),
    IPv6: () => String(network.EnableIPv6),
    Internal: () => String(network.Internal),
    Labels: () => labelsText(network.Labels),
    Label: (name) => network.Labels?.[String(name)] ?? '',
    CreatedAt: () => timeText(Math.floor(Date.parse(network.Created) / 1000), fraction),
  };
}
