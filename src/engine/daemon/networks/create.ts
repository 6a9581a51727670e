import type { Daemon } from '../daemon';
import { conflict, forbidden, invalid, notFound } from '../errors';
import type { Subnet } from './addresses';
import { contains, formatAddress, formatSubnet, overlaps, parseAddress, parseSubnet } from './addresses';
import { parseBool, parseInteger, ValueError } from '../../units';
import type { IpamPool } from './network';
import { predefinedNetworks } from './network';
import { addNetwork, freeSubnet, mtuOption } from './predefined';

export interface IpamPoolRequest {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

/** The body of `POST /networks/create`. */
export interface CreateNetworkRequest {
  readonly name: string;
  readonly driver?: string;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly ingress?: boolean;
  readonly scope?: string;
  readonly enableIPv6?: boolean;
  readonly ipamDriver?: string;
  readonly ipam?: readonly IpamPoolRequest[];
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Options of a bridge that are not just any text. */
const bridgeOptions: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  ['com.docker.network.bridge.enable_icc', parseBool],
  ['com.docker.network.bridge.enable_ip_masquerade', parseBool],
  [mtuOption, (text) => parseInteger(text, { functionName: 'Atoi' })],
];

const bridgeLike = new Set(['bridge', 'macvlan', 'ipvlan']);

/** Makes a network and gives its id. */
export function createNetwork(daemon: Daemon, request: CreateNetworkRequest): string {
  const { name, driver = 'bridge' } = request;
  if (name.trim() === '') throw invalid('invalid name: name is empty');
  if (predefinedNetworks.has(name))
    throw forbidden(`operation is not permitted on predefined ${name} network`);
  if ([...daemon.networks.values()].some((network) => network.name === name)) {
    throw conflict(`network with name ${name} already exists`);
  }
  if (driver === 'host' || driver === 'null') {
    throw forbidden(`only one instance of "${driver}" network is allowed`);
  }
  if (driver === 'overlay') {
    throw forbidden(
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    );
  }
  if (!bridgeLike.has(driver)) throw notFound(`plugin "${driver}" not found`);
  const { ipamDriver = 'default' } = request;
  if (ipamDriver !== 'default' && ipamDriver !== '') throw notFound(`plugin "${ipamDriver}" not found`);
  if (request.scope === 'swarm') {
    throw forbidden('cannot create a swarm scoped network when swarm is not active');
  }
  if (request.ingress === true) throw forbidden('Ingress network can only be global scope network');
  if (driver === 'bridge') {
    checkBridgeOptions(request.options ?? {});
    if ((request.ipam ?? []).length > 1) throw forbidden("bridge driver doesn't support multiple subnets");
  }
  const network = addNetwork(daemon, {
    name,
    driver,
    pools: poolsOf(daemon, request.ipam ?? []),
    options: request.options ?? {},
    labels: request.labels ?? {},
    isInternal: request.internal ?? false,
    isAttachable: request.attachable ?? false,
    hasIpv6: request.enableIPv6 ?? false,
  });
  daemon.events.add('network', 'create', network.id, { name, type: driver }, daemon.nowMs);
  return network.id;
}

/** Throws what the bridge driver says of a value that it cannot read (moby, networkConfiguration.fromLabels). */
function checkBridgeOptions(options: Readonly<Record<string, string>>): void {
  for (const [name, read] of bridgeOptions) {
    const value = options[name];
    if (value === undefined) continue;
    try {
      read(value);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw invalid(`failed to parse ${name} value: ${value} (${error.message})`);
    }
  }
}

function poolsOf(daemon: Daemon, requests: readonly IpamPoolRequest[]): readonly IpamPool[] {
  const taken = [...daemon.networks.values()].flatMap(({ pools }) => pools.map(({ subnet }) => subnet));
  const asked = requests.length === 0 ? [{}] : requests;
  return asked.map((request) => poolOf(request, taken));
}

function poolOf(request: IpamPoolRequest, taken: readonly Subnet[]): IpamPool {
  const subnet = request.Subnet === undefined ? freeSubnet(taken) : wantedSubnet(request.Subnet, taken);
  const gateway = request.Gateway ?? formatAddress(subnet.base + 1);
  const gatewayNumber = parseAddress(gateway);
  if (gatewayNumber === undefined || !contains(subnet, gatewayNumber)) {
    throw invalid(`no matching subnet for gateway ${gateway}`);
  }
  const ipRange = request.IPRange === undefined ? undefined : parseSubnet(request.IPRange);
  if (request.IPRange !== undefined && (ipRange === undefined || !contains(subnet, ipRange.base))) {
    throw invalid(`no matching subnet for range ${request.IPRange}`);
  }
  return {
    subnet,
    gateway,
    ...(ipRange === undefined ? {} : { ipRange }),
    auxiliaryAddresses: request.AuxiliaryAddresses ?? {},
  };
}

function wantedSubnet(text: string, taken: readonly Subnet[]): Subnet {
  const subnet = parseSubnet(text);
  if (subnet === undefined) throw invalid(`invalid subnet ${text}: invalid CIDR address: ${text}`);
  if (formatSubnet(subnet) !== text) {
    throw invalid(`invalid network config:\ninvalid subnet ${text}: it should be ${formatSubnet(subnet)}`);
  }
  if (taken.some((other) => overlaps(subnet, other))) {
    throw forbidden('invalid pool request: Pool overlaps with other one on this address space');
  }
  return subnet;
}
