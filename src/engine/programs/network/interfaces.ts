import type { NetworkInterface, Process } from '../../kernel';
import { program } from '../shared/program';

function maskOf(prefix: number): string {
  return [0, 1, 2, 3].map((n) => 256 - 2 ** (8 - Math.max(0, Math.min(8, prefix - 8 * n)))).join('.');
}

function addressOf(one: NetworkInterface): {
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

const isLoopback = (one: NetworkInterface): boolean => one.name === 'lo';

function routesOf(p: Process): {
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

function mayChange(p: Process): boolean {
  return p.credentials.capabilities.has('NET_ADMIN');
}

/** ip(8): what it shows. Changing anything needs NET_ADMIN, which containers do not have by themselves. */
export const ip = program({
  id: 'iproute2/ip',
  names: ['ipaddr', 'iproute', 'iplink'],
  paths: ['/usr/bin/ip', '/usr/sbin/ip'],
  usage: '[ OPTIONS ] OBJECT { COMMAND | help }',
  busyboxUsage: '[OPTIONS] address|route|link|neigh|rule [ARGS]',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const words = [
      ...(c.name === 'ip' ? [] : [c.name.slice(2)]),
      ...c.args.filter((arg) => !/^-(4|o|br|brief|c|color)/.test(arg)),
    ];
    const brief = c.args.some((arg) => /^-(br|brief)$/.test(arg));
    if (c.args.includes('-6')) return 0;
    const [object = '', verb = 'show', ...rest] = words;
    if (object === '') return yield* c.usageError();
    if (!/^(s|sh|sho|show|l|li|lis|list|ls)$/.test(verb) && verb !== 'dev')
      return yield* mayChange(c.p)
        ? c.fail(
            `${object} ${verb} is not modelled here: the real one changes the network of its namespace`,
            2,
          )
        : c.gnu
          ? exitWith('RTNETLINK answers: Operation not permitted', 2)
          : exitWith('ip: RTNETLINK answers: Operation not permitted', 1);
    const name = verb === 'dev' ? rest[0] : rest.find((word) => word !== 'dev');
    const chosen = p.network.interfaces.filter((one) => name === undefined || one.name === name);
    if (/^a(d|dd|ddr|ddre|ddress)?$/.test(object) || /^l(i|in|ink)?$/.test(object)) {
      if (chosen.length === 0)
        return yield* exitWith(
          c.gnu ? `Device "${name ?? ''}" does not exist.` : `ip: can't find device '${name ?? ''}'`,
          1,
        );
      for (const one of chosen) {
        const index = p.network.interfaces.indexOf(one) + 1;
        const lo = isLoopback(one);
        const { broadcast } = addressOf(one);
        const title = lo ? one.name : `${one.name}@if${String(index + 10)}`;
        if (brief) {
          yield* c.print(
            `${title.padEnd(16)} ${lo ? 'UNKNOWN' : 'UP'.padEnd(7)}        ${object.startsWith('a') ? `${one.address} ` : `${one.mac} <${lo ? 'LOOPBACK' : 'BROADCAST,MULTICAST'},UP,LOWER_UP> `}\n`,
          );
          continue;
        }
        yield* c.print(
          `${String(index)}: ${title}: <${lo ? 'LOOPBACK,UP,LOWER_UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP'}> mtu ${String(one.mtu)} qdisc noqueue state ${lo ? 'UNKNOWN' : 'UP'} ${c.gnu ? 'group default ' : ''}qlen 1000\n`,
        );
        yield* c.print(
          `    link/${lo ? 'loopback' : 'ether'} ${one.mac} brd ${lo ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}${!lo && c.gnu ? ' link-netnsid 0' : ''}\n`,
        );
        if (object.startsWith('a'))
          yield* c.print(
            `    inet ${one.address} ${lo ? '' : `brd ${broadcast} `}scope ${lo ? 'host' : 'global'} ${one.name}\n       valid_lft forever preferred_lft forever\n`,
          );
      }
      return 0;
    }
    if (/^r(o|ou|out|oute)?$/.test(object)) {
      for (const route of routesOf(p)) {
        yield* c.print(
          route.via === undefined
            ? `${route.to} dev ${route.name} ${c.gnu ? 'proto kernel ' : ''}scope link ${c.gnu ? '' : ' '}src ${route.source} \n`
            : `default via ${route.via} dev ${route.name} \n`,
        );
      }
      return 0;
    }
    if (/^(n|ne|nei|neigh|neighbour|neighbor|ru|rule)$/.test(object)) return 0;
    return yield* exitWith(
      c.gnu ? `Object "${object}" is unknown, try "ip help".` : c.helpText().trimEnd(),
      1,
    );

    function* exitWith(message: string, status: number) {
      yield* p.stderr.write(`${message}\n`);
      return status;
    }
  },
});

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
      yield* c.print(
        `${one.name.padEnd(10)}Link encap:${lo ? 'Local Loopback  ' : `Ethernet  HWaddr ${one.mac.toUpperCase()}  `}\n          inet addr:${address}  ${lo ? '' : `Bcast:${broadcast}  `}Mask:${maskOf(prefix)}\n          UP ${lo ? 'LOOPBACK' : 'BROADCAST'} RUNNING${lo ? '' : ' MULTICAST'}  MTU:${String(one.mtu)}  Metric:1\n          RX packets:0 errors:0 dropped:0 overruns:0 frame:0\n          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0\n          collisions:0 txqueuelen:1000 \n          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)\n\n`,
      );
    }
    return 0;
  },
});

export const route = program({
  id: 'net-tools/route',
  names: ['netstat'],
  paths: ['/usr/sbin/route', '/usr/bin/netstat'],
  usage: '[-n]',
  busyboxUsage: '[-ne]',
  options: {
    numeric: 'n',
    extended: 'e',
    routes: 'r',
    listening: 'l',
    tcp: 't',
    udp: 'u',
    all: 'a',
    programs: 'p',
    wide: 'W',
  },
  busyboxLacks: 'Walprtu',
  *run(c) {
    if (c.name === 'netstat' && !c.flags.routes)
      return yield* c.fail(
        'open sockets are not listed on this simulated machine; netstat -r shows routes, docker port published ports',
      );
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
