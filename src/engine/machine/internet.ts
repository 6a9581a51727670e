import type { Connection, Kernel, Route, Task } from '../kernel';
import { Errno, isErrno, NetworkNamespace } from '../kernel';
import { acceptTls, headerOf, headText, httpDate, readHead } from '../programs';
import type { WebFileFacts } from '../world';
import { WebFiles } from './web-files';

/** One way to a mirror in the same country, as ping finds it. */
const latencyMs = 9;
const ports = [80, 443] as const;
const notFound = new TextEncoder().encode('There is no such file on this simulated host.\n');
/** A line of 100 Mbit/s: what a transfer takes beside the round trips. */
const msPerMegabyte = 80;
const pieceBytes = 1 << 16;

/** The world outside of a machine: hosts by name, all of them on one network stack. */
export class Internet {
  readonly #network = new NetworkNamespace();

  constructor(
    kernel: Kernel,
    /** Addresses by name; none: there is no way out of the machine. */
    readonly hosts: Readonly<Record<string, string>>,
    /** What they hand out; package managers know by themselves what a mirror holds. */
    web: readonly WebFileFacts[] = [],
  ) {
    const addresses = Object.values(hosts);
    if (addresses.length === 0) return;
    this.#network.interfaces = [
      ...this.#network.interfaces,
      ...addresses.map((address) => ({ name: 'eth0', address: `${address}/32`, mac: '', mtu: 1500 })),
    ];
    const files = new WebFiles(web);
    for (const port of ports) {
      const listener = this.#network.listen('0.0.0.0', port);
      kernel.startTask(
        (function* (): Task<void> {
          for (;;) kernel.startTask(answer(yield* listener.accept(), files));
        })(),
      );
    }
  }

  /** Throws ENOENT: there is no such host; or EAGAIN: no name server is in reach. */
  *resolve(name: string): Task<string> {
    if (Object.keys(this.hosts).length === 0) throw new Errno('EAGAIN', name);
    const address = Object.hasOwn(this.hosts, name) ? this.hosts[name] : undefined;
    if (address === undefined) throw new Errno('ENOENT', name);
    return address;
  }

  route(address: string): Route | undefined {
    return Object.values(this.hosts).includes(address) ? { namespace: this.#network, latencyMs } : undefined;
  }
}

/** Reads one request and answers it. */
function* answer(connection: Connection, files: WebFiles): Task<void> {
  try {
    if (connection.localPort === 443 && !(yield* acceptTls(connection))) return;
    const request = yield* readHead(connection);
    const [, method, path] = /^(GET|HEAD) (\S+) HTTP/.exec(request?.startLine ?? '') ?? [];
    if (request !== undefined) {
      const host = headerOf(request, 'Host')?.replace(/:\d+$/, '') ?? '';
      const file = path === undefined ? undefined : files.find(host, path);
      const content = file?.content ?? notFound;
      const headers = [
        ['Content-Type', file?.contentType ?? 'text/plain'],
        ['Content-Length', String(content.length)],
        ...(file === undefined ? [] : [['Last-Modified', httpDate(file.modifiedMs)] as const]),
        ['Connection', 'close'],
      ] as const;
      const startLine = `HTTP/1.1 ${file === undefined ? '404 Not Found' : '200 OK'}`;
      yield* connection.write(headText({ startLine, headers }));
      if (method !== 'HEAD') yield* send(connection, content);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    connection.close();
  }
}

function* send(connection: Connection, content: Uint8Array): Task<void> {
  for (let at = 0; at < content.length; at += pieceBytes) {
    const piece = content.subarray(at, at + pieceBytes);
    yield { forMs: (piece.length / 1e6) * msPerMegabyte };
    yield* connection.write(piece);
  }
}
