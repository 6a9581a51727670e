// The PORTS column. Source: docker/cli formatter.DisplayablePorts.

export interface PortSummary {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

function hostAndPort(host: string, port: string | number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function comparePorts(a: PortSummary, b: PortSummary): number {
  const byText = (x: string, y: string): number => (x === y ? 0 : x < y ? -1 : 1);
  return (
    a.PrivatePort - b.PrivatePort ||
    byText(a.IP ?? '', b.IP ?? '') ||
    (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
    byText(a.Type, b.Type)
  );
}

/** Ports next to each other that are published (or not) the same way. */
interface PortGroup {
  readonly host: string;
  readonly type: string;
  readonly first: number;
  readonly last: number;
}

function groupText({ host, type, first, last }: PortGroup): string {
  const ports = first === last ? String(first) : `${first}-${last}`;
  return `${host === '' ? ports : `${hostAndPort(host, ports)}->${ports}`}/${type}`;
}

/** `80-81/tcp, 0.0.0.0:8080->8000/tcp`. */
export function portsText(ports: readonly PortSummary[]): string {
  const finished: string[] = [];
  const mapped: string[] = [];
  const open = new Map<string, PortGroup>();
  for (const { IP = '', PrivatePort, PublicPort = 0, Type } of [...ports].sort(comparePorts)) {
    if (IP !== '' && PublicPort !== PrivatePort) {
      mapped.push(`${hostAndPort(IP, PublicPort)}->${PrivatePort}/${Type}`);
      continue;
    }
    const key = `${IP}/${Type}`;
    const group = open.get(key);
    const isNext = group?.last === PrivatePort - 1;
    if (group !== undefined && !isNext) finished.push(groupText(group));
    open.set(key, {
      host: IP,
      type: Type,
      first: group && isNext ? group.first : PrivatePort,
      last: PrivatePort,
    });
  }
  return [...finished, ...[...open.values()].map(groupText), ...mapped].join(', ');
}
