import type { Kernel, Route, Task } from '../kernel';
import { Errno, NetworkNamespace, part } from '../kernel';
import type { WebFileFacts } from '../world';
import type { WebFiles } from './web-files';

/** One way to a mirror in the same country, as ping finds it. */
const latencyMs = 9;
const ports = [80, 443] as const;
const server = part<typeof import('./web-server')>('machine/web-server');

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
    let files: WebFiles | undefined;
    for (const port of ports) {
      const listener = this.#network.listen('0.0.0.0', port);
      kernel.startTask(
        (function* (): Task<void> {
          for (;;) {
            const connection = yield* listener.accept();
            const { answer, WebFiles } = yield* server(kernel);
            files ??= new WebFiles(web);
            kernel.startTask(answer(connection, files));
          }
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
