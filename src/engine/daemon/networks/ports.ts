import { system } from '../errors';

/** One published port: who listens where on the host, and where to in the container. */
export interface PublishedPort {
  readonly protocol: string;
  readonly containerPort: number;
  readonly hostIp: string;
  readonly hostPort: number;
}

/** Linux's range for ports that nobody chose (net.ipv4.ip_local_port_range). */
const ephemeralPorts = [32768, 60999] as const;

/**
 * The host's published ports: each address, protocol and number belongs to one container only.
 * Source: moby, daemon/libnetwork/portallocator.
 */
export class PortAllocator {
  readonly #taken = new Map<
    string,
    { readonly protocol: string; readonly ip: string; readonly port: number }
  >();
  /** The port given last, of each address, protocol and range: the search goes on behind it. */
  readonly #last = new Map<string, number>();

  /**
   * Takes a port on all of `hostIps`; with port 0 the next free one. Throws in Docker's words where it is taken,
   * which name the address that has it.
   */
  allocate(protocol: string, hostIps: readonly string[], wanted: readonly [number, number]): number {
    const [ip = '0.0.0.0'] = hostIps;
    const [first, last] = wanted[0] === 0 ? ephemeralPorts : wanted;
    const count = last - first + 1;
    const before = this.#last.get(keyOf(protocol, ip, `${first}-${last}`)) ?? last;
    let holder: string | undefined;
    for (let step = 1; step <= count; step += 1) {
      const port = first + ((before - first + step) % count);
      holder = this.#holder(protocol, hostIps, port);
      if (holder !== undefined) continue;
      for (const address of hostIps) this.#last.set(keyOf(protocol, address, `${first}-${last}`), port);
      this.#take(protocol, hostIps, port);
      return port;
    }
    if (first === last) throw system(`Bind for ${holder ?? ip}:${first} failed: port is already allocated`);
    throw system('all ports are allocated');
  }

  release({ protocol, hostIp, hostPort }: PublishedPort): void {
    this.#taken.delete(keyOf(protocol, hostIp, hostPort));
  }

  isFree(protocol: string, hostIps: readonly string[], port: number): boolean {
    return this.#holder(protocol, hostIps, port) === undefined;
  }

  /** An address for all of the host's is in the way of each single one, and the other way round. */
  #holder(protocol: string, hostIps: readonly string[], port: number): string | undefined {
    for (const ip of hostIps) {
      const any = anyAddress(ip);
      const holders = [...this.#taken.values()].filter(
        (one) => one.protocol === protocol && one.port === port && anyAddress(one.ip) === any,
      );
      const holder = holders.find((one) => ip === any || one.ip === ip || one.ip === any);
      if (holder !== undefined) return holder.ip;
    }
    return undefined;
  }

  #take(protocol: string, hostIps: readonly string[], port: number): void {
    for (const ip of hostIps) this.#taken.set(keyOf(protocol, ip, port), { protocol, ip, port });
  }
}

function keyOf(protocol: string, ip: string, port: number | string): string {
  return `${protocol} ${ip} ${port}`;
}

function anyAddress(ip: string): string {
  return ip.includes(':') ? '::' : '0.0.0.0';
}
