import type { Connection, Kernel, Route, Task } from '../kernel';
import { Errno, isErrno, NetworkNamespace } from '../kernel';

/** One way to a mirror in the same country, as ping finds it. */
const latencyMs = 9;
const ports = [80, 443] as const;
const body = 'This simulated host only answers package managers.\n';

/** The world outside of a machine: hosts by name, all of them on one network stack. */
export class Internet {
  readonly #network = new NetworkNamespace();

  constructor(
    kernel: Kernel,
    /** Addresses by name; none: there is no way out of the machine. */
    readonly hosts: Readonly<Record<string, string>>,
  ) {
    const addresses = Object.values(hosts);
    if (addresses.length === 0) return;
    this.#network.interfaces = [
      ...this.#network.interfaces,
      ...addresses.map((address) => ({ name: 'eth0', address: `${address}/32`, mac: '', mtu: 1500 })),
    ];
    for (const port of ports) {
      const listener = this.#network.listen('0.0.0.0', port);
      kernel.startTask(
        (function* (): Task<void> {
          for (;;) kernel.startTask(answer(yield* listener.accept()));
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

/** Reads a request and answers that there is nothing to see. */
function* answer(connection: Connection): Task<void> {
  try {
    const request = yield* connection.readLine();
    if (request !== undefined) {
      for (;;) if (!(yield* connection.readLine())?.trim()) break;
      yield* connection.write(
        `HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  connection.close();
}
