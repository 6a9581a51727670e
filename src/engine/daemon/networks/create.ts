import type { Daemon } from '../daemon';
import { conflict, forbidden, invalid, notFound } from '../errors';
import { randomId } from '../ids';
import { formatPrefix, type Prefix, prefixesOverlap, quote } from '../../units';
import { isIpv6, lowestFreeAddress, reservedAddresses } from './addresses';
import { checkBridgeName, checkBridgeOptions } from './bridge-options';
import { type AskedPool, readPools } from './ipam-checks';
import type { IpamPool } from './network';
import { predefinedNetworks } from './network';
import { freeIpv6Subnet, freeSubnet } from './default-pools';
import { addNetwork } from './predefined';

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
  readonly enableIPv4?: boolean;
  readonly enableIPv6?: boolean;
  readonly ipamDriver?: string;
  readonly ipam?: readonly IpamPoolRequest[];
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly configOnly?: boolean;
  /** The configuration-only network that it takes its settings from. */
  readonly configFrom?: string;
}

const bridgeLike = new Set(['bridge', 'macvlan', 'ipvlan']);

/** Makes a network and gives its id. */
export function createNetwork(daemon: Daemon, asked: CreateNetworkRequest): string {
  const { name, driver = 'bridge' } = asked;
  if (name.trim() === '') throw invalid('invalid name: name is empty');
  if (predefinedNetworks.has(name))
    throw forbidden(`operation is not permitted on predefined ${name} network`);
  if (driver === 'overlay') {
    throw forbidden(
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    );
  }
  if (asked.enableIPv4 === false)
    throw invalid('IPv4 can only be disabled if experimental features are enabled');
  if ([...daemon.networks.values()].some((network) => network.name === name)) {
    throw conflict(`network with name ${name} already exists`);
  }
  checkConfiguration(asked);
  if (asked.configOnly === true) return createConfiguration(daemon, asked);
  if (driver === 'host' || driver === 'null') {
    throw forbidden(`only one instance of "${driver}" network is allowed`);
  }
  if (!bridgeLike.has(driver)) throw notFound(`plugin "${driver}" not found`);
  const request = withConfiguration(daemon, asked);
  const { ipamDriver = 'default' } = request;
  if (ipamDriver !== 'default' && ipamDriver !== '') throw notFound(`plugin "${ipamDriver}" not found`);
  if (request.scope === 'swarm') {
    throw forbidden('cannot create a swarm scoped network when swarm is not active');
  }
  if (request.ingress === true) throw forbidden('Ingress network can only be global scope network');
  const { options = {}, internal = false } = request;
  const id = randomId(daemon.random);
  const pools = poolsOf(daemon, request);
  if (driver === 'bridge') {
    checkBridgeOptions(options, internal);
    checkBridgeName(daemon, { id, options });
  }
  const network = addNetwork(daemon, {
    id,
    name,
    driver,
    pools,
    options,
    labels: request.labels ?? {},
    isInternal: internal,
    isAttachable: request.attachable ?? false,
    hasIpv6: request.enableIPv6 ?? false,
    configFrom: request.configFrom ?? '',
  });
  daemon.events.add('network', 'create', network.id, { name, type: driver }, daemon.nowMs);
  return network.id;
}

/** What does not go together with networks of settings alone (libnetwork, validateConfiguration). */
function checkConfiguration({ configOnly = false, configFrom = '', ...request }: CreateNetworkRequest): void {
  const { ingress, internal, attachable, scope = '', ipamDriver = 'default' } = request;
  if (configOnly && (ingress === true || internal === true || attachable === true || scope !== '')) {
    throw forbidden(
      'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.',
    );
  }
  if (configFrom === '') return;
  if (configOnly) throw forbidden('a configuration network cannot depend on another configuration network');
  const { enableIPv6, labels = {}, ipam = [], options = {} } = request;
  if (
    !['', 'default'].includes(ipamDriver) ||
    enableIPv6 === true ||
    Object.keys(labels).length + ipam.length > 0
  ) {
    throw forbidden(
      'user specified configurations are not supported if the network depends on a configuration network',
    );
  }
  if (Object.keys(options).length > 0) {
    throw forbidden(
      'network driver options are not supported if the network depends on a configuration network',
    );
  }
}

/** A network of settings alone: nothing is set up, and what was not asked for is not chosen. */
function createConfiguration(daemon: Daemon, { name, ...request }: CreateNetworkRequest): string {
  const { ipam = [], enableIPv6: hasIpv6 = false, options = {}, labels = {} } = request;
  const asked = ipam.flatMap((one) => (one.Subnet === undefined ? [] : [{ ...one, Subnet: one.Subnet }]));
  const pools = readPools(asked, hasIpv6).map((pool) => ({ ...pool, gateway: pool.gateway ?? '' }));
  const network = addNetwork(daemon, {
    name,
    driver: 'null',
    pools,
    options,
    labels,
    hasIpv6,
    isConfigOnly: true,
  });
  daemon.events.add('network', 'create', network.id, { name, type: 'null' }, daemon.nowMs);
  return network.id;
}

/** The request with the settings of the network that it names for them (libnetwork, applyConfigurationTo). */
function withConfiguration(daemon: Daemon, request: CreateNetworkRequest): CreateNetworkRequest {
  const { configFrom = '' } = request;
  if (configFrom === '') return request;
  const from = [...daemon.networks.values()].find(
    ({ name, isConfigOnly }) => isConfigOnly && name === configFrom,
  );
  if (from === undefined) throw notFound(`configuration network ${quote(configFrom)} does not exist`);
  return {
    ...request,
    enableIPv6: from.hasIpv6,
    ipam: from.pools.map(({ subnet, ipRange, gateway, auxiliaryAddresses }) => ({
      Subnet: formatPrefix(subnet),
      ...(ipRange === undefined ? {} : { IPRange: formatPrefix(ipRange) }),
      ...(gateway === '' ? {} : { Gateway: gateway }),
      AuxiliaryAddresses: auxiliaryAddresses,
    })),
    options: from.options,
    labels: from.labels,
  };
}

/** The subnets of a network in the order in which inspect lists them: those asked for, then those of Docker's choice. */
function poolsOf(daemon: Daemon, request: CreateNetworkRequest): readonly IpamPool[] {
  const { ipam = [], enableIPv6: hasIpv6 = false, driver = 'bridge' } = request;
  const requests = ipam.flatMap((one) => (one.Subnet === undefined ? [] : [{ ...one, Subnet: one.Subnet }]));
  const taken = [...daemon.networks.values()]
    .filter(({ isConfigOnly }) => !isConfigOnly)
    .flatMap(({ pools }) => pools.map(({ subnet }) => subnet));
  const asked = readPools(requests, hasIpv6).map((pool) => ({
    ...pool,
    subnet: chosenSubnet(pool.subnet, taken),
  }));
  const [four, six] = [
    asked.filter(({ subnet }) => !isIpv6(subnet)),
    asked.filter(({ subnet }) => isIpv6(subnet)),
  ];
  if (driver === 'bridge' && (four.length > 1 || six.length > 1)) {
    throw forbidden("bridge driver doesn't support multiple subnets");
  }
  for (const { subnet } of asked) {
    if (taken.some((other) => prefixesOverlap(subnet, other))) {
      throw forbidden('invalid pool request: Pool overlaps with other one on this address space');
    }
  }
  const chosen = { auxiliaryAddresses: {} };
  return [
    ...four,
    ...six,
    ...(four.length > 0
      ? []
      : [{ ...chosen, subnet: freeSubnet([...taken, ...asked.map(({ subnet }) => subnet)]) }]),
    ...(!hasIpv6 || six.length > 0 ? [] : [{ ...chosen, subnet: freeIpv6Subnet(daemon.id, taken) }]),
  ].map(withGateway);
}

/** `0.0.0.0/24` asks for any subnet of that size. */
function chosenSubnet(subnet: Prefix, taken: readonly Prefix[]): Prefix {
  const isAny = !isIpv6(subnet) && subnet.bits > 0 && subnet.network.every((byte) => byte === 0);
  return isAny ? freeSubnet(taken, subnet.bits) : subnet;
}

/** Where no gateway is asked for it is the first address that could be given to an endpoint. */
function withGateway(pool: AskedPool): IpamPool {
  const { subnet, ipRange = subnet, gateway, auxiliaryAddresses } = pool;
  if (gateway !== undefined) return { ...pool, gateway };
  const taken = new Set([...reservedAddresses(subnet), ...Object.values(auxiliaryAddresses)]);
  return { ...pool, gateway: lowestFreeAddress(ipRange, taken) ?? '' };
}
