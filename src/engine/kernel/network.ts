import { formatAddress, parseAddress, parsePrefix, prefixHolds } from '../units';
import { Errno } from './errno';
import { Pipe } from './pipe';
import type { IpVersion, NetworkInterface } from './process';
import { Endpoint, ListeningSocket, type Traffic } from './socket';
import type { Task } from './task';

const FIRST_EPHEMERAL_PORT = 32768;
const LAST_EPHEMERAL_PORT = 60999;
const PRIVILEGED_PORTS = 1024;
const LOOPBACK_MS = 0.05;
/** A connection to nowhere gives up after this long. */
const TIMEOUT_MS = 3_000;

/** Answers names: docker's DNS server at 127.0.0.11, or the host's. Throws ENOENT, or EAGAIN with no server. */
export type NameServer = (name: string, version: IpVersion) => Task<string>;

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
  ipv6Gateway: string | undefined;
  nameServer: NameServer | undefined;
  /** Finds who has an address outside this namespace; undefined: nobody answers. Throws ENETUNREACH and the like. */
  route: (address: string) => Route | undefined = () => {
    throw new Errno('ENETUNREACH');
  };
  /** Containers may use ports below 1024 as any user (net.ipv4.ip_unprivileged_port_start=0). */
  privilegedPortsFrom = PRIVILEGED_PORTS;
  /** Bytes that its connections carried to and from other namespaces. */
  readonly traffic: Traffic = { receivedBytes: 0, sentBytes: 0 };
  readonly #listeners = new Map<number, ListeningSocket[]>();
  #lastPort = FIRST_EPHEMERAL_PORT - 1;

  get listeningPorts(): readonly { readonly address: string; readonly port: number }[] {
    return [...this.#listeners.values()].flat().map(({ address, port }) => ({ address, port }));
  }

  /** Port 0 takes any free one; `version`: the only one that is heard. Throws EADDRINUSE, EADDRNOTAVAIL. */
  listen(address: string, wantedPort: number, version?: IpVersion): ListeningSocket {
    const port = wantedPort === 0 ? this.#freePort() : wantedPort;
    const problem = this.listenProblem(address, port, version);
    if (problem !== undefined) throw new Errno(problem);
    const listeners = this.#listeners.get(port) ?? [];
    const socket = new ListeningSocket(address, port, version, () => {
      const rest = (this.#listeners.get(port) ?? []).filter((one) => one !== socket);
      if (rest.length > 0) this.#listeners.set(port, rest);
      else this.#listeners.delete(port);
    });
    this.#listeners.set(port, [...listeners, socket]);
    return socket;
  }

  /** Why nobody can listen there; undefined where one can. */
  listenProblem(
    address: string,
    port: number,
    version = versionOf(address),
  ): 'EADDRNOTAVAIL' | 'EADDRINUSE' | undefined {
    if (!this.owns(address)) return 'EADDRNOTAVAIL';
    const listeners = this.#listeners.get(port) ?? [];
    const clash = listeners.some(
      (one) =>
        one.address === address ||
        ((isAny(one.address) || isAny(address)) && agree(one.version ?? versionOf(one.address), version)),
    );
    return clash ? 'EADDRINUSE' : undefined;
  }

  *connect(address: string, port: number): Task<Endpoint> {
    const { namespace, latencyMs } = yield* this.#reach(address);
    yield* delay(latencyMs * 2);
    const listener = namespace.#listenerFor(address, port, namespace === this);
    if (listener === undefined) throw new Errno('ECONNREFUSED');
    const [there, back] = [new Pipe(), new Pipe()];
    const ownPort = this.#freePort();
    const [near, far] = namespace === this ? [] : [this.traffic, namespace.traffic];
    const ours = new Endpoint(back, there, { address, port, ownPort, traffic: near, farTraffic: far });
    const own = { address: this.#addressTowards(address), port: ownPort, ownPort: port };
    listener.arrive(new Endpoint(there, back, { ...own, traffic: far, farTraffic: near }));
    return ours;
  }

  #freePort(): number {
    do {
      this.#lastPort = this.#lastPort >= LAST_EPHEMERAL_PORT ? FIRST_EPHEMERAL_PORT : this.#lastPort + 1;
    } while (this.#listeners.has(this.#lastPort));
    return this.#lastPort;
  }

  *ping(address: string): Task<number> {
    const { latencyMs } = yield* this.#reach(address);
    yield* delay(latencyMs * 2);
    return latencyMs * 2;
  }

  *resolve(name: string, version: IpVersion): Task<string> {
    if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return name;
    const ipv6 = name.includes(':') ? parseAddress(name) : undefined;
    if (ipv6 !== undefined) return formatAddress(ipv6);
    if (this.nameServer === undefined) throw new Errno('EAGAIN');
    return yield* this.nameServer(name, version);
  }

  owns(address: string): boolean {
    return (
      isLoopback(address) ||
      isAny(address) ||
      this.interfaces.some(
        (one) => one.address.split('/')[0] === address || one.ipv6?.split('/')[0] === address,
      )
    );
  }

  *#reach(address: string): Task<Route> {
    if (this.owns(address)) return { namespace: this, latencyMs: LOOPBACK_MS };
    const route = this.route(address);
    if (route) return route;
    yield* delay(TIMEOUT_MS);
    throw new Errno('EHOSTUNREACH');
  }

  #listenerFor(address: string, port: number, isInside: boolean): ListeningSocket | undefined {
    const listeners = this.#listeners.get(port) ?? [];
    return listeners.find((one) => {
      if (isAny(one.address)) return agree(one.version, versionOf(address));
      return isInside ? one.address === address || isAny(address) : !isLoopback(one.address);
    });
  }

  /** Who is in a network of one of the interfaces is spoken to from there, everybody else from the first. */
  #addressTowards(address: string): string {
    if (isLoopback(address)) return '127.0.0.1';
    const others = this.interfaces.filter((one) => one.name !== 'lo');
    const ownAddresses = others.flatMap(({ address: four, ipv6 }) =>
      address.includes(':') ? (ipv6 ?? []) : four,
    );
    const own = ownAddresses.find((one) => isInNetwork(address, one)) ?? ownAddresses[0];
    return own?.split('/')[0] ?? '127.0.0.1';
  }
}

const LOOPBACK: NetworkInterface = {
  name: 'lo',
  address: '127.0.0.1/8',
  mac: '00:00:00:00:00:00',
  mtu: 65_536,
};

/** `network`: an address of it, with prefix length. */
function isInNetwork(address: string, network: string): boolean {
  const prefix = parsePrefix(network);
  const bytes = parseAddress(address);
  return prefix !== undefined && bytes !== undefined && prefixHolds(prefix, bytes);
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '';
}

/** What is spoken at an address: undefined for either, as `::` hears both. */
function versionOf(address: string): IpVersion | undefined {
  if (address === '::' || address === '') return undefined;
  return address.includes(':') ? 6 : 4;
}

function agree(a: IpVersion | undefined, b: IpVersion | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Waits as long as packets take. */
function* delay(ms: number): Task<void> {
  yield { forMs: ms };
}
