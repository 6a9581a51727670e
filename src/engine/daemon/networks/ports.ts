import { system } from '../errors';

/** One published port: who listens where on the host, and where to in the container. */
export interface PublishedPort {
  readonly protocol: string;
  readonly containerPort: number;
  readonly hostIp: string;
  readonly hostPort: number;
}

/** Linux's range for ports that nobody chose (net.ipv4.ip_local_port_range). */
const firstEphemeralPort = 32768;
const lastEphemeralPort = 60999;

/** The host's published ports: each address, protocol and number belongs to one container only. */
export class PortAllocator {
  readonly #taken = new Set<string>();
  #lastEphemeral = firstEphemeralPort - 1;

  /** Takes a port on all of `hostIps`; with port 0 the next free one. Throws in Docker's words where it is taken. */
  allocate(protocol: string, hostIps: readonly string[], wanted: readonly [number, number]): number {
    const [first, last] = wanted;
    if (first === 0) return this.#allocateEphemeral(protocol, hostIps);
    for (let port = first; port <= last; port += 1) {
      if (this.#isFree(protocol, hostIps, port)) {
        this.#take(protocol, hostIps, port);
        return port;
      }
    }
    const [ip = '0.0.0.0'] = hostIps;
    if (first === last) throw system(`Bind for ${bracketed(ip)}:${first} failed: port is already allocated`);
    throw system('all ports are allocated');
  }

  release({ protocol, hostIp, hostPort }: PublishedPort): void {
    this.#taken.delete(keyOf(protocol, hostIp, hostPort));
  }

  #allocateEphemeral(protocol: string, hostIps: readonly string[]): number {
    const count = lastEphemeralPort - firstEphemeralPort + 1;
    for (let step = 1; step <= count; step += 1) {
      const port = firstEphemeralPort + ((this.#lastEphemeral - firstEphemeralPort + step) % count);
      if (!this.#isFree(protocol, hostIps, port)) continue;
      this.#lastEphemeral = port;
      this.#take(protocol, hostIps, port);
      return port;
    }
    throw system('all ports are allocated');
  }

  /** An address for all of the host's is in the way of each single one, and the other way round. */
  #isFree(protocol: string, hostIps: readonly string[], port: number): boolean {
    return hostIps.every((ip) => {
      const any = anyAddress(ip);
      if (ip === any) return ![...this.#taken].some((key) => isSameFamily(key, protocol, any, port));
      return !this.#taken.has(keyOf(protocol, ip, port)) && !this.#taken.has(keyOf(protocol, any, port));
    });
  }

  #take(protocol: string, hostIps: readonly string[], port: number): void {
    for (const ip of hostIps) this.#taken.add(keyOf(protocol, ip, port));
  }
}

function keyOf(protocol: string, ip: string, port: number): string {
  return `${protocol} ${ip} ${port}`;
}

function anyAddress(ip: string): string {
  return ip.includes(':') ? '::' : '0.0.0.0';
}

function isSameFamily(key: string, protocol: string, any: string, port: number): boolean {
  const [takenProtocol, takenIp = '', takenPort] = key.split(' ');
  return takenProtocol === protocol && takenPort === String(port) && anyAddress(takenIp) === any;
}

function bracketed(ip: string): string {
  return ip.includes(':') ? `[${ip}]` : ip;
}
