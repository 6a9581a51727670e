import { type Connection, Errno, type Process, type Task } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { TimedOut, within } from '../shared/within';
import { type Call, program } from '../shared/program';

interface Carrying {
  readonly p: Process;
  readonly connection: Connection;
  /** Tells the other side when stdin has ended, as BusyBox does and OpenBSD's with -N. */
  readonly tellsEnd: boolean;
}

/** Carries stdin to the connection and what comes back to stdout, until the other side closes. */
function* carry({ p, connection, tellsEnd }: Carrying): Task<void> {
  const sender = p.fork(function* (own) {
    for (let data = yield* own.stdin.read(); data.length > 0; data = yield* own.stdin.read())
      yield* connection.write(data);
    if (tellsEnd) connection.finish();
    return 0;
  });
  try {
    for (let data = yield* connection.read(); data.length > 0; data = yield* connection.read())
      yield* p.stdout.write(data);
  } finally {
    connection.close();
  }
  try {
    p.kill(sender.pid, 'KILL');
  } catch {
    // It had nothing left to send.
  }
}

/** What either says of an option's number that is none, in the order given; undefined: all are good. */
function badOption({ gnu, given }: NcCall): string | undefined {
  for (const { key, value } of given) {
    if (!gnu) {
      if (key === 'port' && !isPort(value)) return `bad port '${value}'`;
      continue;
    }
    const limits = LIMITS[key];
    if (!limits) continue;
    const [what, least, most] = limits;
    const why = numberProblem(value, least, most);
    if (why !== undefined) return `${what} ${why}: ${value}`;
  }
  return undefined;
}

/** The numbers of OpenBSD's netcat: what it calls them, the least and the most. */
const LIMITS: Readonly<Partial<Record<string, readonly [what: string, least: number, most: number]>>> = {
  wait: ['timeout', 0, 2_147_483],
  quit: ['quit timer', -2_147_483_648, 2_147_483_647],
  interval: ['interval', 0, 2_147_483_647],
};

/** As strtonum(3) has it: `invalid`, `too small`, `too large`. */
function numberProblem(text: string, least: number, most: number): string | undefined {
  if (!/^\s*[-+]?\d+$/.test(text)) return 'invalid';
  return Number(text) < least ? 'too small' : Number(text) > most ? 'too large' : undefined;
}

const MOST_PORT = 65_535;

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= MOST_PORT;
}

/** What OpenBSD's netcat says of a port, or of a range of them, to which it shall connect. */
function badPorts(text: string): string | undefined {
  const [first = '', ...rest] = text.split('-');
  const ends = rest.length > 0 && /^\d+$/.test(first) ? [first, rest.join('-')] : [text];
  for (const end of ends) {
    const why = numberProblem(end, 1, MOST_PORT);
    if (why !== undefined) return `port number ${why}: ${end}`;
  }
  return undefined;
}

const OPTIONS = {
  listen: 'l',
  keep: 'k',
  verbose: 'v',
  numeric: 'n',
  zero: 'z',
  port: 'p=PORT',
  wait: 'w=SECONDS',
  interval: 'i=SECONDS',
  udp: 'u',
  source: 's=ADDR',
  noStdin: 'd',
  quit: 'q=SECONDS',
  shutdown: 'N',
  four: '4',
  six: '6',
} as const;
type NcCall = Call<typeof OPTIONS>;

export const nc = program({
  id: 'netcat-openbsd/nc',
  names: ['netcat', 'telnet'],
  usage: '[-lkvnz] [-p source_port] [-w timeout] [destination] [port]',
  busyboxUsage: '[OPTIONS] HOST PORT  - connect\nnc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen',
  options: OPTIONS,
  busyboxNumbers: 'wi',
  *run(c) {
    const { flags, p } = c;
    const bad = badOption(c);
    if (bad !== undefined) return yield* c.fail(bad);
    const tellsEnd = !c.gnu || flags.shutdown;
    if (flags.interval !== undefined) return yield* c.fail('-i is not modelled on this simulated machine');
    if (flags.udp) return yield* c.fail('UDP is not modelled on this simulated machine');
    if (flags.listen) {
      const asked = flags.port ?? c.operands.at(-1);
      if (asked === undefined) return yield* c.gnu ? c.fail('missing port number') : c.usageError();
      if (!/^\d+$/.test(asked))
        return yield* c.fail(
          c.gnu ? 'getaddrinfo: Servname not supported for ai_socktype' : `bad port '${asked}'`,
        );
      // The C library keeps the low 16 bits of a number that is too large.
      const port = Number(asked) % (MOST_PORT + 1);
      let listener;
      try {
        listener = p.network.listen(c.gnu ? '0.0.0.0' : '::', port);
      } catch (error) {
        return yield* c.fail(c.gnu ? reason(error) : `bind: ${reason(error)}`);
      }
      if (flags.verbose)
        yield* p.stderr.write(
          c.gnu ? `Listening on 0.0.0.0 ${String(port)}\n` : `listening on 0.0.0.0:${String(port)} ...\n`,
        );
      do {
        const connection = yield* listener.accept();
        if (flags.verbose)
          yield* p.stderr.write(
            `Connection received on ${connection.remoteAddress} ${String(connection.remotePort)}\n`,
          );
        yield* carry({ p, connection, tellsEnd });
      } while (flags.keep);
      listener.close();
      return 0;
    }
    const [host, portText = c.name === 'telnet' ? '23' : undefined] = c.operands;
    if (host !== undefined && portText === undefined && c.gnu) return yield* c.fail('missing port number');
    if (host === undefined || portText === undefined) return yield* c.usageError();
    const badPort = c.gnu ? badPorts(portText) : isPort(portText) ? undefined : `bad port '${portText}'`;
    if (badPort !== undefined) return yield* c.fail(badPort);
    const [first = 0, last = first] = portText.split('-').map(Number);
    let address: string;
    try {
      // With -n a name is none.
      if (c.gnu && flags.numeric && !/^[\d.]+$|:/.test(host)) throw new Errno('ENOENT');
      address = yield* p.network.resolve(host);
    } catch (error) {
      const why =
        codeOf(error) === 'EAGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known';
      return yield* c.fail(
        c.gnu ? `getaddrinfo for host "${host}" port ${portText}: ${why}` : `bad address '${host}'`,
      );
    }
    const where = flags.numeric ? host : `${host} (${address})`;
    const patienceMs = c.gnu ? Number(flags.wait ?? Infinity) * 1000 : Infinity;
    let status = 1;
    for (let port = first; port <= last; port++) {
      try {
        const connection = yield* within(p, p.nowMs + patienceMs, p.network.connect(address, port));
        status = 0;
        if (flags.verbose)
          yield* p.stderr.write(
            c.gnu
              ? `Connection to ${where} ${String(port)} port [tcp/*] succeeded!\n`
              : `${host} (${address}:${String(port)}) open\n`,
          );
        if (flags.zero) connection.close();
        else yield* carry({ p, connection, tellsEnd });
      } catch (error) {
        const how =
          error instanceof TimedOut ? 'timed out: Operation now in progress' : `failed: ${reason(error)}`;
        if (flags.verbose || !c.gnu)
          yield* p.stderr.write(
            c.gnu
              ? `nc: connect to ${where} port ${String(port)} (tcp) ${how}\n`
              : `${c.name}: can't connect to remote host (${address}): ${reason(error)}\n`,
          );
      }
    }
    return status;
  },
});
