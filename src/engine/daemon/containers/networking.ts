import type { Daemon } from '../daemon';
import { DaemonError, notFound } from '../errors';
import type { SandboxNetworking } from '../host';
import { randomId } from '../ids';
import { mtuOption } from '../networks/predefined';
import { joinNetwork, leaveNetwork } from '../networks/endpoints';
import { type Endpoint, ipv4Pool, ipv6Pool } from '../networks/network';
import { networkEvent } from '../networks/network-event';
import type { PublishedPort } from '../networks/ports';
import type { Container } from './container';
import { refreshManagedFiles } from './sandbox';

/** Everything that a running container has of the network. */
export interface Networking {
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly PublishedPort[];
}

/** Publishes the ports that a container asks for, adding to `ports` as it goes. */
export type PublishPorts = (
  daemon: Daemon,
  container: Container,
  endpoints: readonly Endpoint[],
  ports: PublishedPort[],
) => void;

export function wantsPorts({ hostConfig: { PortBindings, PublishAllPorts } }: Container): boolean {
  return PublishAllPorts || Object.keys(PortBindings ?? {}).length > 0;
}

/**
 * Gives the container its addresses and publishes its ports with `publishPorts` (undefined: it asks for none); all or
 * nothing. Throws what Docker says, with
 * `failed to set up container networking` in front.
 */
export function setUpNetworking(
  daemon: Daemon,
  container: Container,
  publishPorts: PublishPorts | undefined,
): Networking {
  const joined: Endpoint[] = [];
  const ports: PublishedPort[] = [];
  try {
    for (const endpoint of container.endpoints) joined.push(joinNetwork(daemon, container, endpoint));
    publishPorts?.(daemon, container, joined, ports);
    return { endpoints: joined, ports };
  } catch (error) {
    for (const port of ports) daemon.ports?.release(port);
    for (const endpoint of joined) leaveNetwork(daemon, container, endpoint);
    if (!(error instanceof DaemonError)) throw error;
    throw new DaemonError(error.kind, `failed to set up container networking: ${error.message}`);
  }
}

export function tearDownNetworking(daemon: Daemon, container: Container): void {
  for (const port of container.publishedPorts) daemon.ports?.release(port);
  container.publishedPorts = [];
  container.endpoints = container.endpoints.map((endpoint) => leaveNetwork(daemon, container, endpoint));
  networkEvents(daemon, container, 'disconnect');
}

/** Tells of each network of the container that it is in now, or no more. */
export function networkEvents(daemon: Daemon, container: Container, action: 'connect' | 'disconnect'): void {
  for (const { networkId } of container.endpoints) {
    const network = daemon.networks.get(networkId);
    if (network !== undefined) networkEvent(daemon, action, container, network);
  }
}

/** The container's network cards; the first has the way out. */
export function interfacesOf(daemon: Daemon, endpoints: readonly Endpoint[]): SandboxNetworking {
  const interfaces = endpoints.flatMap(({ networkId, address, ipv6Address, mac }, index) => {
    const network = daemon.networks.get(networkId);
    const four = network && ipv4Pool(network);
    const six = network && ipv6Pool(network);
    if (four === undefined || address === undefined) return [];
    const mtu = Number(network?.options[mtuOption] ?? 0);
    return [
      {
        networkId,
        name: `eth${index}`,
        address,
        prefixLength: four.subnet.bits,
        ...(six === undefined || ipv6Address === undefined
          ? {}
          : { ipv6: `${ipv6Address}/${six.subnet.bits}` }),
        mac: mac ?? '',
        ...(mtu > 0 ? { mtu } : {}),
      },
    ];
  });
  const way = [...endpoints]
    .sort((a, b) => (b.asked.GwPriority ?? 0) - (a.asked.GwPriority ?? 0))
    .map(({ networkId }) => daemon.networks.get(networkId))
    .find((network) => network !== undefined && !network.isInternal && network.pools.length > 0);
  return {
    interfaces,
    gateway: way && ipv4Pool(way)?.gateway,
    ipv6Gateway: way && ipv6Pool(way)?.gateway,
  };
}

/** Lets a running container see the networks that it is in now. */
export function applyNetworks(daemon: Daemon, container: Container): void {
  if (container.run === undefined) return;
  container.run.sandbox.setNetworking(interfacesOf(daemon, container.endpoints));
  refreshManagedFiles(daemon, container, container.run.sandbox);
}

/** `53/udp` before `80/tcp`: by number, then by protocol. */
export function comparePorts(a: string, b: string): number {
  const [numberA = '', protocolA = ''] = a.split('/');
  const [numberB = '', protocolB = ''] = b.split('/');
  return Number(numberA) - Number(numberB) || (protocolA < protocolB ? -1 : protocolA === protocolB ? 0 : 1);
}

/** Names the sandbox of a run, as inspect shows it. */
export function newSandboxId(daemon: Daemon): string {
  return randomId(daemon.random);
}

/** Throws in Docker's words where a network of the container is gone. */
export function checkNetworks(daemon: Daemon, container: Container): void {
  for (const { networkId, networkName } of container.endpoints) {
    if (
      networkId !== ''
        ? daemon.networks.has(networkId)
        : [...daemon.networks.values()].some(({ name }) => name === networkName)
    )
      continue;
    throw notFound(
      `failed to set up container networking: network ${networkId === '' ? networkName : networkId} not found`,
    );
  }
}
