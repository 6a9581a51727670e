import type { Daemon } from '../daemon';
import { randomId } from '../ids';
import type { Prefix } from '../../units';
import type { Network } from './network';

/** The first of the default-address-pools: nobody is there before. */
const bridgeSubnet: Prefix = { network: [172, 17, 0, 0], bits: 16 };

export const mtuOption = 'com.docker.network.driver.mtu';

/** The three that are always there. */
export function addPredefinedNetworks(daemon: Daemon): void {
  addNetwork(daemon, {
    name: 'bridge',
    driver: 'bridge',
    pools: [{ subnet: bridgeSubnet, gateway: '172.17.0.1', auxiliaryAddresses: {} }],
    options: {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
      'com.docker.network.bridge.name': 'docker0',
      [mtuOption]: '1500',
    },
  });
  addNetwork(daemon, { name: 'host', driver: 'host' });
  addNetwork(daemon, { name: 'none', driver: 'null' });
}

type Wanted = Pick<Network, 'name' | 'driver'> &
  Partial<
    Pick<
      Network,
      | 'id'
      | 'pools'
      | 'options'
      | 'labels'
      | 'isInternal'
      | 'isAttachable'
      | 'hasIpv6'
      | 'isConfigOnly'
      | 'configFrom'
    >
  >;

export function addNetwork(daemon: Daemon, wanted: Wanted): Network {
  const network: Network = {
    id: wanted.id ?? randomId(daemon.random),
    name: wanted.name,
    createdMs: daemon.nowMs,
    driver: wanted.driver,
    scope: 'local',
    isInternal: wanted.isInternal ?? false,
    isAttachable: wanted.isAttachable ?? false,
    hasIpv6: wanted.hasIpv6 ?? false,
    isConfigOnly: wanted.isConfigOnly ?? false,
    configFrom: wanted.configFrom ?? '',
    pools: wanted.pools ?? [],
    options: wanted.options ?? {},
    labels: wanted.labels ?? {},
    members: new Map(),
    buildSteps: new Set(),
  };
  daemon.networks.set(network.id, network);
  if (!network.isConfigOnly) daemon.host.networkCreated(network);
  return network;
}
