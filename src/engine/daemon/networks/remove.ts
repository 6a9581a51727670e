import type { Daemon } from '../daemon';
import { DaemonError, forbidden } from '../errors';
import type { Filters } from '../filters';
import { checkFilters, matchesLabels, valuesOf } from '../filters';
import { untilOf } from '../system/until';
import { findNetwork } from './find';
import type { Network } from './network';
import { predefinedNetworks } from './network';

/** Removes a network that no container is connected to; gives its name. */
export function removeNetwork(daemon: Daemon, reference: string): Network {
  const network = findNetwork(daemon, reference);
  if (predefinedNetworks.has(network.name)) {
    throw forbidden(`${network.name} is a pre-defined network and cannot be removed`);
  }
  if (network.members.size > 0) {
    const endpoints = [...network.members.values()].map(
      ({ name, endpointId }) => `name:"${name}" id:"${endpointId.slice(0, 12)}"`,
    );
    throw forbidden(
      `error while removing network: network ${network.name} has active endpoints (${endpoints.join(', ')})`,
    );
  }
  if ([...daemon.networks.values()].some(({ configFrom }) => configFrom === network.name)) {
    throw forbidden(`error while removing network: configuration network "${network.name}" is in use`);
  }
  discard(daemon, network);
  return network;
}

/** Removes all networks of one's own that no container is connected to; gives their names. */
export function pruneNetworks(daemon: Daemon, filters: Filters): readonly string[] {
  checkFilters(filters, ['label', 'label!', 'until']);
  const until = untilOf(valuesOf(filters, 'until'), daemon.nowMs);
  const removed: string[] = [];
  for (const network of [...daemon.networks.values()]) {
    if (predefinedNetworks.has(network.name) || network.isConfigOnly || network.members.size > 0) continue;
    if (isUsed(daemon, network) || !matchesLabels(filters, network.labels)) continue;
    if (until !== undefined && network.createdMs > until) continue;
    discard(daemon, network);
    removed.push(network.name);
  }
  daemon.events.add('network', 'prune', '', { reclaimed: '0' }, daemon.nowMs);
  return removed;
}

/** Whether a running container is in the network by its configuration. */
function isUsed(daemon: Daemon, network: Network): boolean {
  return [...daemon.containers.values()].some(
    ({ state, endpoints }) => state.isRunning && endpoints.some(({ networkId }) => networkId === network.id),
  );
}

function discard(daemon: Daemon, network: Network): void {
  daemon.networks.delete(network.id);
  if (!network.isConfigOnly) daemon.host.networkRemoved(network);
  daemon.events.add(
    'network',
    'destroy',
    network.id,
    { name: network.name, type: network.driver },
    daemon.nowMs,
  );
}

/** Whether an error is only that a network is not there, which `network rm --force` overlooks. */
export function isMissingNetwork(error: unknown): boolean {
  return error instanceof DaemonError && error.kind === 'notFound';
}
