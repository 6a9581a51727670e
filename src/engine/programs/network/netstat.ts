// What netstat shows of /proc/net, and the table of routes.
import type { Process } from '../../kernel';
import { isErrno } from '../../kernel';
import { program } from '../shared/program';
import { routesOf } from './interfaces';

/** A socket that waits for connections, as /proc/net/tcp and tcp6 tell of it. */
interface ListeningSocket {
  readonly isIpv6: boolean;
  readonly address: string;
  readonly port: number;
}

export const netstat = program({
  id: 'net-tools/netstat',
  paths: ['/usr/bin/netstat'],
  usage: '[-vWeenNac] [<Socket> ...]',
  busyboxUsage: '[-ral] [-tuwx] [-en]',
  options: {
    routes: 'r',
    all: 'a',
    listening: 'l',
    tcp: 't',
    udp: 'u',
    raw: 'w',
    unix: 'x',
    extended: 'e',
    numeric: 'n',
    programs: 'p',
    wide: 'W',
  },
  busyboxLacks: 'Wp',
  *run(c) {
    const { flags, p } = c;
    if (flags.routes) {
      yield* c.print(routesText(p, flags.numeric));
      return 0;
    }
    if (flags.programs)
      return yield* c.fail(
        'which program has a socket is not modelled here: netstat -tln shows where something listens',
      );
    const isAnyKind = !flags.tcp && !flags.udp && !flags.raw && !flags.unix;
    const what = flags.all ? 'servers and established' : flags.listening ? 'only servers' : 'w/o servers';
    if (isAnyKind || flags.tcp || flags.udp || flags.raw) {
      const state = c.gnu ? 'State      ' : 'State       ';
      yield* c.print(
        `Active Internet connections (${what})\nProto Recv-Q Send-Q Local Address           Foreign Address         ${state}\n`,
      );
      const isShown = (isAnyKind || flags.tcp) && (flags.all || flags.listening);
      for (const socket of isShown ? listeningSockets(p) : []) {
        const proto = c.gnu && socket.isIpv6 ? 'tcp6' : 'tcp ';
        const [local, foreign] = [
          `${socket.address}:${socket.port}`,
          `${socket.isIpv6 ? '::' : '0.0.0.0'}:*`,
        ];
        yield* c.print(
          `${proto}       0      0 ${local.padEnd(23)} ${foreign.padEnd(23)} ${'LISTEN'.padEnd(c.gnu ? 11 : 12)}\n`,
        );
      }
    }
    if (isAnyKind || flags.unix) {
      const columns = c.gnu
        ? 'Proto RefCnt Flags       Type       State         I-Node   Path'
        : 'Proto RefCnt Flags       Type       State         I-Node Path';
      yield* c.print(`Active UNIX domain sockets (${what})\n${columns}\n`);
    }
    return 0;
  },
});

function routesText(p: Process, isNumeric: boolean): string {
  const rows = routesOf(p).map(({ to, via, mask, name }) => {
    const isDefault = to === 'default';
    const target = isDefault ? (isNumeric ? '0.0.0.0' : 'default') : (to.split('/')[0] ?? '');
    const gateway = via ?? (isNumeric ? '0.0.0.0' : '*');
    return `${target.padEnd(15)} ${gateway.padEnd(15)} ${mask.padEnd(15)} ${(via === undefined ? 'U' : 'UG').padEnd(7)}   0 0          0 ${name}\n`;
  });
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n${rows.join('')}`;
}

function listeningSockets(p: Process): readonly ListeningSocket[] {
  return [...socketsIn(p, '/proc/net/tcp'), ...socketsIn(p, '/proc/net/tcp6')];
}

function socketsIn(p: Process, path: string): readonly ListeningSocket[] {
  let text: string;
  try {
    text = p.files.readText(path);
  } catch (error) {
    // Without IPv6 there is no file for it.
    if (isErrno(error)) return [];
    throw error;
  }
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [address = '', port] = line.trim().split(/\s+/)[1]?.split(':') ?? [];
      if (port === undefined) return [];
      const isIpv6 = address.length > 8;
      return [{ isIpv6, address: isIpv6 ? ipv6Of(address) : ipv4Of(address), port: parseInt(port, 16) }];
    });
}

/** Addresses stand there as a little-endian machine has them in memory. */
function ipv4Of(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  return bytes
    .reverse()
    .map((byte) => String(parseInt(byte, 16)))
    .join('.');
}

/** Only those that sockets here have: all addresses, and the own one. */
function ipv6Of(hex: string): string {
  return /^0+$/.test(hex) ? '::' : '::1';
}
