import type { Daemon } from '../daemon';
import type { Filters } from '../filters';
import { checkFilters, matches, matchesExactly, matchesLabels, valuesOf } from '../filters';
import { invalid } from '../errors';
import { formatTime } from '../timestamps';
import { formatPrefix, parseAddress, prefixHolds } from '../../units';
import { usedAddresses } from './endpoints';
import type { IpamPool, Network } from './network';
import { ipv4Pool, ipv6Pool, predefinedNetworks } from './network';

/** `docker network inspect`: Docker's keys in Docker's order. */
export function inspectNetwork(network: Network): object {
  return {
    Name: network.name,
    Id: network.id,
    Created: formatTime(network.createdMs),
    Scope: network.scope,
    Driver: network.driver,
    EnableIPv4: true,
    EnableIPv6: network.hasIpv6,
    IPAM: {
      Driver: 'default',
      Options: predefinedNetworks.has(network.name) ? null : {},
      Config:
        network.pools.length === 0 && predefinedNetworks.has(network.name)
          ? null
          : network.pools.map(poolJson),
    },
    Internal: network.isInternal,
    Attachable: network.isAttachable,
    Ingress: false,
    ConfigFrom: { Network: network.configFrom },
    ConfigOnly: network.isConfigOnly,
    Options: network.options,
    Labels: network.labels,
    Containers: Object.fromEntries(
      [...network.members.values()].map(({ containerId, name, endpointId, mac, address, ipv6Address }) => [
        containerId,
        {
          Name: name,
          EndpointID: endpointId,
          MacAddress: mac,
          IPv4Address: withBits(address, ipv4Pool(network)),
          IPv6Address: withBits(ipv6Address, ipv6Pool(network)),
        },
      ]),
    ),
    Status: {
      IPAM: {
        Subnets: Object.fromEntries(
          (network.isConfigOnly ? [] : network.pools).map((pool) => subnetStatus(network, pool)),
        ),
      },
    },
  };
}

function withBits(address: string, pool: IpamPool | undefined): string {
  return address === '' || pool === undefined ? '' : `${address}/${pool.subnet.bits}`;
}

function poolJson({ subnet, ipRange, gateway, auxiliaryAddresses }: IpamPool): object {
  return {
    Subnet: formatPrefix(subnet),
    IPRange: ipRange === undefined ? '' : formatPrefix(ipRange),
    Gateway: gateway,
    ...(Object.keys(auxiliaryAddresses).length === 0 ? {} : { AuxiliaryAddresses: auxiliaryAddresses }),
  };
}

/** Go's uint64 holds no more. */
const mostAddresses = 2n ** 64n - 1n;

/** How full a subnet is, and how many addresses of its range can still be given out. */
function subnetStatus(network: Network, pool: IpamPool): [string, object] {
  const { subnet, ipRange = subnet } = pool;
  const used = [...usedAddresses(network, pool)].map((text) => parseAddress(text) ?? []);
  const countIn = (prefix: typeof subnet): number =>
    used.filter((address) => prefixHolds(prefix, address)).length;
  const size = 2n ** BigInt(8 * ipRange.network.length - ipRange.bits);
  const free = size - BigInt(countIn(ipRange));
  return [
    formatPrefix(subnet),
    { IPsInUse: countIn(subnet), DynamicIPsAvailable: asNumber(free > mostAddresses ? mostAddresses : free) },
  ];
}

/** Numbers that JavaScript's own cannot hold stay as they are. */
function asNumber(value: bigint): number | bigint {
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? value : Number(value);
}

const listFilters = ['driver', 'type', 'name', 'id', 'label', 'scope', 'dangling'] as const;

/** Whether networks that nobody uses are asked for, or the others; networks have words of their own for what is neither. */
function danglingWanted(filters: Filters): boolean | undefined {
  const [value, ...more] = new Set(valuesOf(filters, 'dangling'));
  if (value === undefined) return undefined;
  if (more.length > 0) throw invalid('got more than one value for filter key "dangling"');
  if (value === '1' || value === 'true') return true;
  if (value === '0' || value === 'false') return false;
  throw invalid(`invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`);
}

/** The networks that pass the filters, by name. */
export function listNetworks(daemon: Daemon, filters: Filters): readonly Network[] {
  checkFilters(filters, listFilters);
  const type = valuesOf(filters, 'type')[0];
  if (type !== undefined && type !== 'custom' && type !== 'builtin') {
    throw invalid(`invalid filter: 'type'='${type}'`);
  }
  const wantsDangling = danglingWanted(filters);
  return [...daemon.networks.values()]
    .filter((network) => {
      const isBuiltin = predefinedNetworks.has(network.name);
      const isDangling = !isBuiltin && network.members.size === 0;
      return (
        matchesExactly(filters, 'driver', network.driver) &&
        matches(filters, 'name', network.name) &&
        matches(filters, 'id', network.id) &&
        matchesExactly(filters, 'scope', network.scope) &&
        matchesLabels(filters, network.labels) &&
        (type === undefined || (type === 'builtin') === isBuiltin) &&
        (wantsDangling === undefined || wantsDangling === isDangling)
      );
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
