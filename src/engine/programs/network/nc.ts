import type { Connection, Process, Task } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';

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

export const nc = program({
  id: 'netcat-openbsd/nc',
  names: ['netcat', 'telnet'],
  usage: '[-lkvnz] [-p source_port] [-w timeout] [destination] [port]',
  busyboxUsage: '[OPTIONS] HOST PORT  - connect\nnc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen',
  options: {
    listen: 'l',
    keep: 'k',
    verbose: 'v',
    numeric: 'n',
    zero: 'z',
    port: 'p=PORT',
    wait: 'w=SECONDS',
    udp: 'u',
    source: 's=ADDR',
    noStdin: 'd',
    quit: 'q=SECONDS',
    shutdown: 'N',
    four: '4',
    six: '6',
  },
  busyboxNumbers: 'w',
  *run(c) {
    const { flags, p } = c;
    const tellsEnd = !c.gnu || flags.shutdown;
    if (flags.udp) return yield* c.fail('UDP is not modelled on this simulated machine');
    if (flags.listen) {
      const port = Number(flags.port ?? c.operands.at(-1));
      if (!(port >= 0)) return yield* c.usageError();
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
    if (host === undefined || portText === undefined) return yield* c.usageError();
    if (!c.gnu && !/^\d+$/.test(portText)) return yield* c.fail(`bad port '${portText}'`);
    const [first = 0, last = first] = portText.split('-').map(Number);
    let address: string;
    try {
      address = yield* p.network.resolve(host);
    } catch {
      return yield* c.fail(
        c.gnu
          ? `getaddrinfo for host "${host}" port ${portText}: Name or service not known`
          : `bad address '${host}'`,
      );
    }
    let status = 1;
    for (let port = first; port <= last; port++) {
      try {
        const connection = yield* p.network.connect(address, port);
        status = 0;
        if (flags.verbose)
          yield* p.stderr.write(
            c.gnu
              ? `Connection to ${host} (${address}) ${String(port)} port [tcp/*] succeeded!\n`
              : `${host} (${address}:${String(port)}) open\n`,
          );
        if (flags.zero) connection.close();
        else yield* carry({ p, connection, tellsEnd });
      } catch (error) {
        if (flags.verbose || !c.gnu)
          yield* p.stderr.write(
            c.gnu
              ? `nc: connect to ${host} (${address}) port ${String(port)} (tcp) failed: ${reason(error)}\n`
              : `${c.name}: can't connect to remote host (${address}): ${reason(error)}\n`,
          );
      }
    }
    return status;
  },
});
