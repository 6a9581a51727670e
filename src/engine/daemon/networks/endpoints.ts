import type { EndpointConfig } from '../api/container';
import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';
import type { KnownAddresses } from '../host';
import { forbidden, invalid, system } from '../errors';
import { randomId, shortId } from '../ids';
import { formatAddress, parseAddress, prefixHolds } from '../../units';
import { isIpv6, lowestFreeAddress, randomMac, reservedAddresses } from './addresses';
import { findNetwork } from './find';
import type { Endpoint, IpamPool, Network, NetworkMember } from './network';
import { hasDns, ipv4Pool, ipv6Pool, predefinedNetworks } from './network';

/** What is known of a container's place in a network before it runs. */
export function plannedEndpoint(
  network: Network | undefined,
  name: string,
  config: EndpointConfig,
): Endpoint {
  return {
    networkName: network?.name ?? name,
    networkId: network?.id ?? '',
    asked: config,
    aliases: config.Aliases ?? [],
    links: config.Links ?? [],
  };
}

/** Gives a running container its address in a network, and makes it known there. */
export function joinNetwork(daemon: Daemon, container: Container, endpoint: Endpoint): Endpoint {
  const network = findNetwork(daemon, endpoint.networkId === '' ? endpoint.networkName : endpoint.networkId);
  if (network.isConfigOnly) throw forbidden('cannot create endpoint on configuration-only network');
  const endpointId = randomId(daemon.random);
  const [four, six] = [ipv4Pool(network), ipv6Pool(network)];
  const wanted = endpoint.asked.IPAMConfig ?? {};
  const joined: Endpoint = {
    ...endpoint,
    networkName: network.name,
    networkId: network.id,
    endpointId,
    ...(four === undefined ? {} : { address: takeAddress(network, four, wanted.IPv4Address) }),
    ...(six === undefined ? {} : { ipv6Address: takeAddress(network, six, wanted.IPv6Address) }),
    ...(network.pools.length === 0 ? {} : { mac: endpoint.asked.MacAddress || randomMac(daemon.random) }),
  };
  network.members.set(container.id, memberOf(container, joined));
  return joined;
}

/** Takes a container's address back. */
export function leaveNetwork(daemon: Daemon, container: Container, endpoint: Endpoint): Endpoint {
  daemon.networks.get(endpoint.networkId)?.members.delete(container.id);
  const { networkName, networkId, asked, aliases, links } = endpoint;
  return { networkName, networkId, asked, aliases, links };
}

/** The names by which the others in a network find a container, each once. */
export function dnsNamesOf(container: Container, aliases: readonly string[]): readonly string[] {
  return [...new Set([container.name, ...aliases, shortId(container.id), container.config.Hostname])].filter(
    (name) => name !== '',
  );
}

function memberOf(
  container: Container,
  { endpointId = '', address = '', ipv6Address = '', mac = '', aliases }: Endpoint,
): NetworkMember {
  return {
    containerId: container.id,
    name: container.name,
    endpointId,
    address,
    ipv6Address,
    mac,
    dnsNames: dnsNamesOf(container, aliases),
  };
}

/** All addresses of a pool that nobody else can have. */
export function usedAddresses(network: Network, pool: IpamPool): ReadonlySet<string> {
  const members = [...network.members.values()];
  return new Set([
    ...reservedAddresses(pool.subnet),
    pool.gateway,
    ...members.map(({ address, ipv6Address }) => (isIpv6(pool.subnet) ? ipv6Address : address)),
    ...network.buildSteps,
    ...Object.values(pool.auxiliaryAddresses),
  ]);
}

export function freeAddress(network: Network, pool: IpamPool): string {
  const address = lowestFreeAddress(pool.ipRange ?? pool.subnet, usedAddresses(network, pool));
  if (address !== undefined) return address;
  const version = isIpv6(pool.subnet) ? 6 : 4;
  throw system(
    `no available IPv${version} addresses on this network's address pools: ${network.name} (${network.id})`,
  );
}

function takeAddress(network: Network, pool: IpamPool, wanted: string | undefined): string {
  if (wanted === undefined) return freeAddress(network, pool);
  const bytes = parseAddress(wanted);
  const home = network.pools.find(({ subnet }) => bytes !== undefined && prefixHolds(subnet, bytes));
  if (bytes === undefined || home === undefined)
    throw invalid(`no configured subnet contains IP address ${wanted}`);
  if (usedAddresses(network, home).has(formatAddress(bytes))) throw forbidden('Address already in use');
  return wanted;
}

/** What is wrong with asking for an address or an alias in this network, before anything is made. */
export function checkEndpointConfig(network: Network, config: EndpointConfig): void {
  const isDefault = predefinedNetworks.has(network.name);
  if (isDefault && (config.Aliases ?? []).length > 0) {
    throw invalid(
      'invalid config for network bridge: invalid endpoint settings:\nnetwork-scoped aliases are only supported for user-defined networks',
    );
  }
  const { IPv4Address, IPv6Address } = config.IPAMConfig ?? {};
  if (isDefault && (IPv4Address || IPv6Address)) {
    throw invalid(
      'invalid config for network bridge: invalid endpoint settings:\nuser specified IP address is supported on user defined networks only',
    );
  }
}

/** All members of the container's networks with Docker's DNS that answer to this name, and where they are. */
export function lookUpName(daemon: Daemon, container: Container, name: string): KnownAddresses | undefined {
  const wanted = name.toLowerCase();
  for (const endpoint of container.endpoints) {
    const network = daemon.networks.get(endpoint.networkId);
    if (network === undefined || !hasDns(network)) continue;
    for (const link of endpoint.links) {
      const [target = '', alias = target] = link.split(':');
      if (alias.toLowerCase() !== wanted) continue;
      const found = [...network.members.values()].find((member) => member.dnsNames.includes(target));
      if (found !== undefined) return found;
    }
    const member = [...network.members.values()].find(({ dnsNames }) =>
      dnsNames.some(
        (known) => known.toLowerCase() === wanted || `${known}.${network.name}`.toLowerCase() === wanted,
      ),
    );
    if (member !== undefined) return member;
  }
  return undefined;
}
