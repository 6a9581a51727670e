// What a process sees of its network; ifconfig and route show it. ip(8) has a file of its own.
import type { NetworkInterface, Process } from '../../kernel';
import { formatAddress } from '../../units';
import { program } from '../shared/program';

export function maskOf(prefix: number): string {
  return [0, 1, 2, 3].map((n) => 256 - 2 ** (8 - Math.max(0, Math.min(8, prefix - 8 * n)))).join('.');
}

export function addressOf(one: NetworkInterface): {
  readonly address: string;
  readonly prefix: number;
  readonly network: string;
  readonly broadcast: string;
} {
  const [address = '', prefixText = '32'] = one.address.split('/');
  const prefix = Number(prefixText);
  const mask = maskOf(prefix).split('.').map(Number);
  const parts = address.split('.').map(Number);
  const network = parts.map((part, n) => part & (mask[n] ?? 0)).join('.');
  const broadcast = parts.map((part, n) => (part & (mask[n] ?? 0)) | (255 - (mask[n] ?? 0))).join('.');
  return { address, prefix, network, broadcast };
}

/** The IPv6 addresses of an interface, with their prefix lengths. The one of the link is made of its `mac` (RFC 4291). */
export function ipv6AddressesOf(one: NetworkInterface): readonly {
  readonly address: string;
  readonly scope: 'host' | 'global' | 'link';
}[] {
  if (isLoopback(one)) return [{ address: '::1/128', scope: 'host' }];
  if (one.ipv6 === undefined) return [];
  const [first = 0, ...rest] = one.mac.split(':').map((byte) => parseInt(byte, 16));
  const host = [first ^ 2, ...rest.slice(0, 2), 0xff, 0xfe, ...rest.slice(2)];
  return [
    { address: one.ipv6, scope: 'global' },
    { address: `${formatAddress([0xfe, 0x80, 0, 0, 0, 0, 0, 0, ...host])}/64`, scope: 'link' },
  ];
}

export const isLoopback = (one: NetworkInterface): boolean => one.name === 'lo';

export function routesOf(p: Process): {
  readonly to: string;
  readonly via: string | undefined;
  readonly name: string;
  readonly source: string;
  readonly mask: string;
}[] {
  const { interfaces, gateway } = p.network;
  const outside = interfaces.filter((one) => !isLoopback(one));
  const first = outside[0];
  return [
    ...(gateway !== undefined && first
      ? [{ to: 'default', via: gateway, name: first.name, source: '', mask: '0.0.0.0' }]
      : []),
    ...outside.map((one) => {
      const { network, prefix, address } = addressOf(one);
      return {
        to: `${network}/${String(prefix)}`,
        via: undefined,
        name: one.name,
        source: address,
        mask: maskOf(prefix),
      };
    }),
  ];
}

export function mayChange(p: Process): boolean {
  return p.credentials.capabilities.has('NET_ADMIN');
}

const SCOPES = { host: 'Host', global: 'Global', link: 'Link' };

export const ifconfig = program({
  id: 'net-tools/ifconfig',
  paths: ['/usr/sbin/ifconfig'],
  usage: '[-a] [-v] [-s] <interface> [[<AF>] <address>]',
  busyboxUsage: '[-a] [IFACE] [ADDRESS]',
  options: { all: 'a' },
  *run(c) {
    const [name, change] = c.operands;
    if (change !== undefined)
      return yield* c.fail(
        mayChange(c.p)
          ? 'changing a device is not modelled here: the real one changes the network of its namespace'
          : 'SIOCSIFADDR: Operation not permitted',
      );
    const chosen = c.p.network.interfaces.filter((one) => name === undefined || one.name === name);
    if (chosen.length === 0)
      return yield* c.fail(`${name ?? ''}: error fetching interface information: Device not found`);
    for (const one of [...chosen].sort((a, b) => Number(isLoopback(a)) - Number(isLoopback(b)))) {
      const { address, prefix, broadcast } = addressOf(one);
      const lo = isLoopback(one);
      const queue = lo || one.kind === undefined ? 1000 : 0;
      yield* c.print(
        `${one.name.padEnd(10)}Link encap:${lo ? 'Local Loopback  ' : `Ethernet  HWaddr ${one.mac.toUpperCase()}  `}\n          inet addr:${address}  ${lo ? '' : `Bcast:${broadcast}  `}Mask:${maskOf(prefix)}\n${ipv6AddressesOf(
          one,
        )
          .map((own) => `          inet6 addr: ${own.address} Scope:${SCOPES[own.scope]}\n`)
          .join(
            '',
          )}          UP ${lo ? 'LOOPBACK' : 'BROADCAST'} RUNNING${lo ? '' : ' MULTICAST'}  MTU:${String(one.mtu)}  Metric:1\n          RX packets:0 errors:0 dropped:0 overruns:0 frame:0\n          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0\n          collisions:0 txqueuelen:${String(queue)} \n          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)\n\n`,
      );
    }
    return 0;
  },
});

export const route = program({
  id: 'net-tools/route',
  paths: ['/usr/sbin/route'],
  usage: '[-n]',
  busyboxUsage: '[-ne]',
  options: {
    numeric: 'n',
    extended: 'e',
  },
  *run(c) {
    yield* c.print(
      'Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n',
    );
    for (const one of routesOf(c.p)) {
      const to =
        one.to === 'default' ? (c.flags.numeric ? '0.0.0.0' : 'default') : (one.to.split('/')[0] ?? '');
      const via = one.via ?? (c.flags.numeric ? '0.0.0.0' : '*');
      yield* c.print(
        `${to.padEnd(15)} ${via.padEnd(15)} ${one.mask.padEnd(15)} ${(one.via === undefined ? 'U' : 'UG').padEnd(5)} 0      0        0 ${one.name}\n`,
      );
    }
    return 0;
  },
});
