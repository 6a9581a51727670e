import type { EndpointConfig } from '../api/container';
import type { Container } from '../containers/container';
import { applyNetworks } from '../containers/networking';
import type { Daemon } from '../daemon';
import { conflict, forbidden, invalid, notFound } from '../errors';
import { checkEndpointConfig, joinNetwork, leaveNetwork, plannedEndpoint } from './endpoints';
import { findNetwork } from './find';
import type { Network } from './network';
import { networkEvent } from './network-event';

/** `docker network connect`: at once when the container runs, else from its next start. */
export function connectToNetwork(
  daemon: Daemon,
  networkReference: string,
  container: Container,
  config: EndpointConfig,
): void {
  const network = findNetwork(daemon, networkReference);
  checkTogether(network, container);
  checkEndpointConfig(network, config);
  if (container.endpoints.some(({ networkId }) => networkId === network.id)) {
    throw conflict(`endpoint with name ${container.name} already exists in network ${network.name}`);
  }
  const planned = plannedEndpoint(network, network.name, config);
  const endpoint = container.state.isRunning ? joinNetwork(daemon, container, planned) : planned;
  container.endpoints = [...container.endpoints, endpoint];
  applyNetworks(daemon, container);
  // One that does not run is connected when it starts, and that is told then.
  if (container.state.isRunning) networkEvent(daemon, 'connect', container, network);
}

/** Throws where a container cannot be in this network beside those that it is in (moby, updateNetworkSettings). */
function checkTogether(network: Network, { hostConfig: { NetworkMode }, endpoints }: Container): void {
  const names = endpoints.map(({ networkName }) => networkName).filter((name) => name !== network.name);
  const isAmong = (name: string): boolean =>
    names.includes(name) || (network.name === name && names.length > 0);
  if (network.name === 'host' && NetworkMode !== 'host') {
    throw invalid(
      'cannot connect container to host network - container must be created in host network mode',
    );
  }
  if (NetworkMode.startsWith('container:') || isAmong('host')) {
    throw invalid(
      'container sharing network namespace with another container or host cannot be connected to any other network',
    );
  }
  if (isAmong('none')) {
    throw invalid(
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    );
  }
}

/** `docker network disconnect`. */
export function disconnectFromNetwork(daemon: Daemon, networkReference: string, container: Container): void {
  const network = findNetwork(daemon, networkReference);
  const endpoint = container.endpoints.find(({ networkId }) => networkId === network.id);
  if (endpoint === undefined) {
    throw forbidden(`container ${container.id} is not connected to network ${network.name}`);
  }
  if (network.name === 'host')
    throw invalid(
      'container cannot be disconnected from host network - container must be created in bridge network mode',
    );
  if (container.state.isRunning) leaveNetwork(daemon, container, endpoint);
  container.endpoints = container.endpoints.filter((other) => other !== endpoint);
  applyNetworks(daemon, container);
  networkEvent(daemon, 'disconnect', container, network);
}

/** With `--force` a container that the daemon does not know is looked for among the network's own members. */
export function forceDisconnect(daemon: Daemon, networkReference: string, name: string): void {
  findNetwork(daemon, networkReference);
  throw notFound(`endpoint ${name} not found`);
}
