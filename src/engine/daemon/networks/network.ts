import type { Prefix } from '../../units';
import type { EndpointConfig } from '../api/container';
import { isIpv6 } from './addresses';

/** A container's place in a network. Addresses are undefined while the container is not running. */
export interface Endpoint {
  readonly networkName: string;
  readonly networkId: string;
  readonly endpointId?: string;
  readonly address?: string;
  readonly ipv6Address?: string;
  readonly mac?: string;
  /** What was asked for when the container was connected. */
  readonly asked: EndpointConfig;
  readonly aliases: readonly string[];
  readonly links: readonly string[];
}

/** A member of a network as `docker network inspect` lists it. */
export interface NetworkMember {
  readonly containerId: string;
  readonly name: string;
  readonly endpointId: string;
  readonly address: string;
  /** '' where the network has no IPv6. */
  readonly ipv6Address: string;
  readonly mac: string;
  /** What Docker's DNS answers for: the container's name, its short id, its aliases. */
  readonly dnsNames: readonly string[];
}

export interface IpamPool {
  readonly subnet: Prefix;
  readonly gateway: string;
  readonly ipRange?: Prefix;
  readonly auxiliaryAddresses: Readonly<Record<string, string>>;
}

/** A network: its facts never change, its members come and go. */
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly createdMs: number;
  readonly driver: string;
  readonly scope: 'local';
  readonly isInternal: boolean;
  readonly isAttachable: boolean;
  readonly hasIpv6: boolean;
  /** It only keeps settings for other networks; nobody is connected to it. */
  readonly isConfigOnly: boolean;
  /** The name of the network whose settings it took over; empty: none. */
  readonly configFrom: string;
  /** In the order in which inspect lists them. */
  readonly pools: readonly IpamPool[];
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** By container id. */
  readonly members: Map<string, NetworkMember>;
  /** Addresses of build steps that run in it: they are no members, as nobody finds them. */
  readonly buildSteps: Set<string>;
}

export function ipv4Pool({ pools }: Network): IpamPool | undefined {
  return pools.find(({ subnet }) => !isIpv6(subnet));
}

export function ipv6Pool({ pools }: Network): IpamPool | undefined {
  return pools.find(({ subnet }) => isIpv6(subnet));
}

export const predefinedNetworks: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'default']);

/** Whether Docker's DNS server answers in a network: not on the default bridge. */
export function hasDns(network: Network): boolean {
  return !predefinedNetworks.has(network.name);
}
