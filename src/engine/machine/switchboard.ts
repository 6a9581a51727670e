import type { KnownAddresses, PublishedPort, SandboxInterface, SandboxNetworking } from '../daemon';
import type { Connection, IpVersion, Listener, NetworkInterface, Route, Task } from '../kernel';
import { Errno, isErrno, type Kernel, type NetworkNamespace } from '../kernel';

/** Between two containers of one host, and from the host into one: a virtual cable. */
const bridgeMs = 0.08;
const mtu = 1500;

/** What a network namespace is plugged into. */
export interface Plugs extends SandboxNetworking {
  /** Docker's name server; undefined where it does not know the name. */
  readonly resolve: (name: string) => KnownAddresses | undefined;
}

/** The host's bridges: who has which address in which network, and which ports of the host lead where. */
export class Switchboard {
  readonly #members = new Map<NetworkNamespace, Plugs>();
  /** Gateway addresses by network id: they are the host's. */
  readonly #gateways = new Map<string, readonly string[]>();

  constructor(
    readonly kernel: Kernel,
    readonly host: NetworkNamespace,
    /** Answers what no container's name is: the host's own resolver. */
    readonly resolveOutside: (name: string) => Task<string>,
    /** Finds what has an address outside of this machine. */
    readonly routeOutside: (address: string) => Route | undefined,
  ) {
    host.nameServer = (name, version) => this.#resolveFarther(name, version);
    host.route = (address) => this.#containerAt(address) ?? routeOutside(address);
  }

  /** `bridge`: the interface by which the host itself is in the network. */
  addNetwork(
    id: string,
    gateways: readonly string[],
    bridge: Pick<NetworkInterface, 'name' | 'address' | 'ipv6'> | undefined,
  ): void {
    this.#gateways.set(id, gateways);
    if (bridge === undefined) return;
    const isIdle = (): boolean =>
      ![...this.#members.values()].some(({ interfaces }) =>
        interfaces.some(({ networkId }) => networkId === id),
      );
    this.host.interfaces = [
      ...this.host.interfaces,
      {
        ...bridge,
        mac: bridgeMac(bridge.address.replace(/\/.*/, '')),
        mtu,
        kind: 'bridge',
        get isIdle() {
          return isIdle();
        },
      },
    ];
  }

  removeNetwork(id: string): void {
    const gateways = this.#gateways.get(id) ?? [];
    this.#gateways.delete(id);
    this.host.interfaces = this.host.interfaces.filter(
      (one) => !gateways.includes(one.address.split('/')[0] ?? ''),
    );
  }

  /** Gives a namespace its interfaces, its routes and its name server. */
  connect(namespace: NetworkNamespace, plugs: Plugs): void {
    this.#members.set(namespace, plugs);
    const [loopback] = namespace.interfaces;
    namespace.interfaces = [
      ...(loopback === undefined ? [] : [loopback]),
      ...plugs.interfaces.map(asKernelInterface),
    ];
    namespace.gateway = plugs.gateway;
    namespace.ipv6Gateway = plugs.ipv6Gateway;
    namespace.nameServer = (name, version) => this.#resolveFrom(plugs, name, version);
    namespace.route = (address) => this.#route(plugs, address);
  }

  disconnect(namespace: NetworkNamespace): void {
    this.#members.delete(namespace);
  }

  /** Lets ports of the host lead into a namespace, as docker-proxy does; gives back how to undo it. */
  publish(namespace: NetworkNamespace, ports: readonly PublishedPort[]): readonly (() => void)[] {
    const undo: (() => void)[] = [];
    for (const { protocol, hostIp, hostPort, containerPort } of ports) {
      if (protocol !== 'tcp') continue;
      const listener = this.host.listen(hostIp, hostPort, hostIp.includes(':') ? 6 : 4);
      const proxy = this.kernel.startTask(this.#forward(listener, namespace, containerPort));
      undo.push(() => {
        listener.close();
        proxy.kill();
      });
    }
    return undo;
  }

  *#forward(listener: Listener, namespace: NetworkNamespace, port: number): Task<void> {
    for (;;) {
      const client = yield* listener.accept();
      this.kernel.startTask(this.#relay(client, namespace, port));
    }
  }

  *#relay(client: Connection, namespace: NetworkNamespace, port: number): Task<void> {
    const address = this.#members.get(namespace)?.interfaces[0]?.address;
    if (address === undefined) {
      client.close();
      return;
    }
    let server: Connection;
    try {
      server = yield* this.host.connect(address, port);
    } catch (error) {
      if (!isErrno(error)) throw error;
      client.close();
      return;
    }
    let open = 2;
    const end = (isBroken: boolean): void => {
      if (--open > 0 && !isBroken) return;
      client.close();
      server.close();
    };
    this.kernel.startTask(copy(client, server, end));
    yield* copy(server, client, end);
  }

  *#resolveFrom({ resolve, gateway }: Plugs, name: string, version: IpVersion): Task<string> {
    const known = resolve(name);
    const address = version === 6 ? known?.ipv6Address : known?.address;
    if (address) return address;
    if (known !== undefined) throw new Errno('ENOENT');
    if (gateway === undefined) throw new Errno('EAGAIN');
    return yield* this.#resolveFarther(name, version);
  }

  /** The world outside has addresses of IPv4 only. */
  *#resolveFarther(name: string, version: IpVersion): Task<string> {
    const address = yield* this.resolveOutside(name);
    if (version === 6) throw new Errno('ENOENT');
    return address;
  }

  #route({ interfaces, gateway }: Plugs, address: string): Route | undefined {
    const networks = new Set(interfaces.map(({ networkId }) => networkId));
    const peer = this.#containerAt(address, networks);
    if (peer !== undefined) return peer;
    const isGateway = [...this.#gateways].some(([id, known]) => networks.has(id) && known.includes(address));
    if (isGateway) return { namespace: this.host, latencyMs: bridgeMs };
    if (gateway === undefined || address.includes(':')) throw new Errno('ENETUNREACH');
    if (this.host.interfaces.some((one) => one.address.split('/')[0] === address)) {
      return { namespace: this.host, latencyMs: bridgeMs };
    }
    // Another network of this host: bridges are kept apart.
    if (this.#containerAt(address) !== undefined) return undefined;
    return this.routeOutside(address);
  }

  #containerAt(address: string, networks?: ReadonlySet<string>): Route | undefined {
    for (const [namespace, { interfaces }] of this.#members) {
      const found = interfaces.some(
        (one) =>
          (one.address === address || one.ipv6?.split('/')[0] === address) &&
          (networks === undefined || networks.has(one.networkId)),
      );
      if (found) return { namespace, latencyMs: bridgeMs };
    }
    return undefined;
  }
}

/** Docker's own prefix, and the address in hexadecimal. */
function bridgeMac(address: string): string {
  return ['02', '42', ...address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))].join(
    ':',
  );
}

function asKernelInterface(own: SandboxInterface): NetworkInterface {
  const { name, address, prefixLength, ipv6, mac } = own;
  return {
    name,
    address: `${address}/${prefixLength}`,
    ...(ipv6 === undefined ? {} : { ipv6 }),
    mac,
    mtu: own.mtu ?? mtu,
    kind: 'veth',
  };
}

/** Hands bytes on until there are no more: then the other side is told so, and may go on (docker-proxy). */
function* copy(from: Connection, to: Connection, end: (isBroken: boolean) => void): Task<void> {
  let isBroken = false;
  try {
    for (;;) {
      const bytes = yield* from.read();
      if (bytes.length === 0) break;
      yield* to.write(bytes);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
    isBroken = true;
  }
  to.finish();
  end(isBroken);
}
