import { Errno } from './errno';
import { Pipe } from './pipe';
import type { Connection, Listener, NetworkInterface } from './process';
import { StreamReader } from './streams';
import { type Task, until, WaitQueue } from './task';

const FIRST_EPHEMERAL_PORT = 32768;
const PRIVILEGED_PORTS = 1024;
const LOOPBACK_MS = 0.05;
/** A connection to nowhere gives up after this long. */
const TIMEOUT_MS = 3_000;

/** One end of a connection. */
class Endpoint extends StreamReader implements Connection {
  constructor(
    private readonly incoming: Pipe,
    private readonly outgoing: Pipe,
    readonly remoteAddress: string,
    readonly remotePort: number,
    readonly localPort: number,
  ) {
    super();
  }

  protected fetch(max: number): Task<Uint8Array> {
    return this.incoming.read(max);
  }

  *write(data: Uint8Array | string): Task<void> {
    yield* this.outgoing.write(typeof data === 'string' ? new TextEncoder().encode(data) : data);
  }

  close(): void {
    this.outgoing.closeWrite();
    this.incoming.closeRead();
  }
}

class ListeningSocket implements Listener {
  readonly #waiting: Connection[] = [];
  readonly #arrived = new WaitQueue();
  isClosed = false;

  constructor(
    readonly address: string,
    readonly port: number,
    private readonly onClose: () => void,
  ) {}

  arrive(connection: Connection): void {
    this.#waiting.push(connection);
    this.#arrived.wakeAll();
  }

  *accept(): Task<Connection> {
    yield* until(this.#arrived, () => this.#waiting.length > 0 || this.isClosed);
    const connection = this.#waiting.shift();
    if (connection === undefined) throw new Errno('EBADF');
    return connection;
  }

  close(): void {
    this.isClosed = true;
    this.onClose();
    for (const connection of this.#waiting) connection.close();
    this.#arrived.wakeAll();
  }
}

/** Answers names: docker's DNS server at 127.0.0.11, or the host's. Throws ENOENT, or EAGAIN with no server. */
export type NameServer = (name: string) => Task<string>;

/** Where packets for an address go: the daemon says so, knowing its networks. */
export interface Route {
  readonly namespace: NetworkNamespace;
  /** One way, in milliseconds. */
  readonly latencyMs: number;
}

/** A network stack: interfaces, ports that listen, and how names become addresses (network_namespaces(7)). */
export class NetworkNamespace {
  interfaces: readonly NetworkInterface[] = [LOOPBACK];
  gateway: string | undefined;
  nameServer: NameServer | undefined;
  /** Finds who has an address outside this namespace; undefined: nobody answers. Throws ENETUNREACH and the like. */
  route: (address: string) => Route | undefined = () => {
    throw new Errno('ENETUNREACH');
  };
  /** Containers may use ports below 1024 as any user (net.ipv4.ip_unprivileged_port_start=0). */
  privilegedPortsFrom = PRIVILEGED_PORTS;
  readonly #listeners = new Map<number, ListeningSocket[]>();
  #lastPort = FIRST_EPHEMERAL_PORT - 1;

  get listeningPorts(): readonly { readonly address: string; readonly port: number }[] {
    return [...this.#listeners.values()].flat().map(({ address, port }) => ({ address, port }));
  }

  listen(address: string, port: number): Listener {
    const listeners = this.#listeners.get(port) ?? [];
    const clash = listeners.some((one) => one.address === address || isAny(one.address) || isAny(address));
    if (clash) throw new Errno('EADDRINUSE');
    const socket = new ListeningSocket(address, port, () => {
      const rest = (this.#listeners.get(port) ?? []).filter((one) => one !== socket);
      if (rest.length > 0) this.#listeners.set(port, rest);
      else this.#listeners.delete(port);
    });
    this.#listeners.set(port, [...listeners, socket]);
    return socket;
  }

  *connect(address: string, port: number): Task<Connection> {
    const { namespace, latencyMs } = yield* this.#reach(address);
    yield* delay(latencyMs * 2);
    const listener = namespace.#listenerFor(namespace === this ? address : undefined, port);
    if (listener === undefined) throw new Errno('ECONNREFUSED');
    const [there, back] = [new Pipe(), new Pipe()];
    this.#lastPort++;
    const ours = new Endpoint(back, there, address, port, this.#lastPort);
    listener.arrive(new Endpoint(there, back, this.#addressTowards(address), this.#lastPort, port));
    return ours;
  }

  *ping(address: string): Task<number> {
    const { latencyMs } = yield* this.#reach(address);
    yield* delay(latencyMs * 2);
    return latencyMs * 2;
  }

  *resolve(name: string): Task<string> {
    if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return name;
    if (this.nameServer === undefined) throw new Errno('EAGAIN');
    return yield* this.nameServer(name);
  }

  owns(address: string): boolean {
    return (
      isLoopback(address) ||
      isAny(address) ||
      this.interfaces.some((one) => one.address.split('/')[0] === address)
    );
  }

  *#reach(address: string): Task<Route> {
    if (this.owns(address)) return { namespace: this, latencyMs: LOOPBACK_MS };
    const route = this.route(address);
    if (route) return route;
    yield* delay(TIMEOUT_MS);
    throw new Errno('EHOSTUNREACH');
  }

  #listenerFor(address: string | undefined, port: number): ListeningSocket | undefined {
    const listeners = this.#listeners.get(port) ?? [];
    return listeners.find((one) => {
      if (isAny(one.address)) return true;
      return address === undefined ? !isLoopback(one.address) : one.address === address || isAny(address);
    });
  }

  #addressTowards(address: string): string {
    if (isLoopback(address)) return '127.0.0.1';
    const own = this.interfaces.find((one) => one.name !== 'lo');
    return own?.address.split('/')[0] ?? '127.0.0.1';
  }
}

const LOOPBACK: NetworkInterface = {
  name: 'lo',
  address: '127.0.0.1/8',
  mac: '00:00:00:00:00:00',
  mtu: 65_536,
};

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '';
}

/** Waits as long as packets take. */
function* delay(ms: number): Task<void> {
  yield { forMs: ms };
}
