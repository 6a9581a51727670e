import type { EndpointConfig } from '../api/container';
import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';
import { forbidden, invalid, system } from '../errors';
import { randomId, shortId } from '../ids';
import { contains, formatAddress, lowestFreeAddress, parseAddress, randomMac } from './addresses';
import { findNetwork } from './find';
import type { Endpoint, Network, NetworkMember } from './network';
import { hasDns, predefinedNetworks } from './network';

/** What is known of a container's place in a network before it runs. */
export function plannedEndpoint(
  network: Network | undefined,
  name: string,
  config: EndpointConfig,
): Endpoint {
  const wantedAddress = config.IPAMConfig?.IPv4Address;
  return {
    networkName: network?.name ?? name,
    networkId: network?.id ?? '',
    ...(wantedAddress ? { wantedAddress } : {}),
    ...(config.MacAddress ? { wantedMac: config.MacAddress } : {}),
    aliases: config.Aliases ?? [],
    links: config.Links ?? [],
    driverOptions: config.DriverOpts ?? null,
    gatewayPriority: config.GwPriority ?? 0,
  };
}

/** Gives a running container its address in a network, and makes it known there. */
export function joinNetwork(daemon: Daemon, container: Container, endpoint: Endpoint): Endpoint {
  const network = findNetwork(daemon, endpoint.networkId === '' ? endpoint.networkName : endpoint.networkId);
  const endpointId = randomId(daemon.random);
  const pool = network.pools[0];
  if (pool === undefined) {
    const joined: Endpoint = { ...endpoint, networkName: network.name, networkId: network.id, endpointId };
    network.members.set(container.id, memberOf(container, joined));
    return joined;
  }
  const address = endpoint.wantedAddress ?? freeAddress(network);
  checkAddress(network, address);
  const joined: Endpoint = {
    ...endpoint,
    networkName: network.name,
    networkId: network.id,
    endpointId,
    address,
    mac: endpoint.wantedMac ?? randomMac(daemon.random),
  };
  network.members.set(container.id, memberOf(container, joined));
  return joined;
}

/** Takes a container's address back. */
export function leaveNetwork(daemon: Daemon, container: Container, endpoint: Endpoint): Endpoint {
  daemon.networks.get(endpoint.networkId)?.members.delete(container.id);
  const { networkName, networkId, wantedAddress, wantedMac, aliases, links, driverOptions, gatewayPriority } =
    endpoint;
  return {
    networkName,
    networkId,
    ...(wantedAddress === undefined ? {} : { wantedAddress }),
    ...(wantedMac === undefined ? {} : { wantedMac }),
    aliases,
    links,
    driverOptions,
    gatewayPriority,
  };
}

/** The names by which the others in a network find a container, each once. */
export function dnsNamesOf(container: Container, aliases: readonly string[]): readonly string[] {
  return [...new Set([container.name, ...aliases, shortId(container.id), container.config.Hostname])].filter(
    (name) => name !== '',
  );
}

function memberOf(
  container: Container,
  { endpointId = '', address = '', mac = '', aliases }: Endpoint,
): NetworkMember {
  return {
    containerId: container.id,
    name: container.name,
    endpointId,
    address,
    mac,
    dnsNames: dnsNamesOf(container, aliases),
  };
}

export function freeAddress(network: Network): string {
  const pool = network.pools[0];
  if (pool === undefined) return '';
  const taken = new Set([
    parseAddress(pool.gateway) ?? 0,
    ...[...network.members.values()].map(({ address }) => parseAddress(address) ?? 0),
    ...[...network.buildSteps].map((address) => parseAddress(address) ?? 0),
    ...Object.values(pool.auxiliaryAddresses).map((address) => parseAddress(address) ?? 0),
  ]);
  const address = lowestFreeAddress(pool.ipRange ?? pool.subnet, pool.subnet, taken);
  if (address === undefined)
    throw system(
      `no available IPv4 addresses on this network's address pools: ${network.name} (${network.id})`,
    );
  return formatAddress(address);
}

function checkAddress(network: Network, address: string): void {
  const number = parseAddress(address);
  const pool = network.pools.find(({ subnet }) => number !== undefined && contains(subnet, number));
  if (number === undefined || pool === undefined) {
    throw invalid(`no configured subnet contains IP address ${address}`);
  }
  if (
    address === pool.gateway ||
    network.buildSteps.has(address) ||
    [...network.members.values()].some((member) => member.address === address)
  ) {
    throw forbidden('Address already in use');
  }
}

/** What is wrong with asking for an address or an alias in this network, before anything is made. */
export function checkEndpointConfig(network: Network, config: EndpointConfig): void {
  const isDefault = predefinedNetworks.has(network.name);
  if (isDefault && (config.Aliases ?? []).length > 0) {
    throw invalid(
      'invalid config for network bridge: invalid endpoint settings:\nnetwork-scoped aliases are only supported for user-defined networks',
    );
  }
  if (isDefault && config.IPAMConfig?.IPv4Address) {
    throw invalid(
      'invalid config for network bridge: invalid endpoint settings:\nuser specified IP address is supported on user defined networks only',
    );
  }
}

/** All members of the container's networks with Docker's DNS that answer to this name, and where they are. */
export function lookUpName(daemon: Daemon, container: Container, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const endpoint of container.endpoints) {
    const network = daemon.networks.get(endpoint.networkId);
    if (network === undefined || !hasDns(network)) continue;
    for (const link of endpoint.links) {
      const [target = '', alias = target] = link.split(':');
      if (alias.toLowerCase() !== wanted) continue;
      const found = [...network.members.values()].find((member) => member.dnsNames.includes(target));
      if (found !== undefined) return found.address;
    }
    const member = [...network.members.values()].find(({ dnsNames }) =>
      dnsNames.some(
        (known) => known.toLowerCase() === wanted || `${known}.${network.name}`.toLowerCase() === wanted,
      ),
    );
    if (member !== undefined) return member.address;
  }
  return undefined;
}
