import type { Task } from '../../kernel';
import type { Daemon } from '../daemon';
import { conflict } from '../errors';
import type { Filters } from '../filters';
import { checkFilters, matchesLabels, valuesOf } from '../filters';
import { untilOf } from '../system/until';
import { sizeOfContainer } from './changes';
import type { Container } from './container';
import { discardContainer } from './discard';
import { findContainer } from './find';
import { killProcesses } from './kill';
import { statusOf } from './state';
import { waitForContainer } from './wait';

export interface RemoveOptions {
  /** Kills it first if it runs. */
  readonly force?: boolean;
  /** Its anonymous volumes go with it. */
  readonly volumes?: boolean;
}

/** Removes a container. Source: moby, daemon.containerRm. */
export function* removeContainer(daemon: Daemon, reference: string, options: RemoveOptions = {}): Task<void> {
  const container = findContainer(daemon, reference);
  if (container.state.isBeingRemoved)
    throw conflict(`removal of container ${reference} is already in progress`);
  if (container.state.isRunning) {
    if (options.force !== true)
      throw conflict(`cannot remove container "${reference}": ${reasonToStay(container)}`);
    container.wasStoppedByHand = true;
    killProcesses(daemon, container, 'KILL');
    yield* waitForContainer(container, 'not-running');
  }
  yield* discardContainer(daemon, container, options.volumes ?? false);
}

function reasonToStay(container: Container): string {
  const status = statusOf(container.state);
  if (status === 'paused') return 'container is paused and must be unpaused first';
  if (status === 'restarting')
    return 'container is restarting: stop the container before removing or force remove';
  return `container is ${status}: stop the container before removing or force remove`;
}

export interface PruneReport {
  readonly deleted: readonly string[];
  readonly reclaimedBytes: number;
}

/** Removes all containers that do not run. */
export function* pruneContainers(daemon: Daemon, filters: Filters): Task<PruneReport> {
  checkFilters(filters, ['label', 'label!', 'until']);
  const until = untilOf(valuesOf(filters, 'until'), daemon.nowMs);
  const deleted: string[] = [];
  let reclaimedBytes = 0;
  for (const container of [...daemon.containers.values()].reverse()) {
    if (container.state.isRunning || !matchesLabels(filters, container.config.Labels ?? {})) continue;
    if (until !== undefined && container.facts.createdMs > until) continue;
    const { rwBytes } = sizeOfContainer(container);
    yield* discardContainer(daemon, container, false);
    reclaimedBytes += rwBytes;
    deleted.push(container.id);
  }
  daemon.events.add('container', 'prune', '', { reclaimed: String(reclaimedBytes) }, daemon.nowMs);
  return { deleted, reclaimedBytes };
}

/** `docker rm --link`: takes the link that `/container/alias` names away. */
export function removeLink(daemon: Daemon, name: string): void {
  const [owner = '', alias] = name.replace(/^\//, '').split('/');
  const container = findContainer(daemon, owner);
  const links = container.hostConfig.Links ?? [];
  const kept = links.filter((link) => link.split(':').at(-1) !== alias);
  if (alias === undefined || kept.length === links.length)
    throw conflict('Conflict, cannot remove the default link name of the container');
  container.hostConfig = { ...container.hostConfig, Links: kept };
}
