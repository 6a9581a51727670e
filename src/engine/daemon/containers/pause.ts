import type { Task } from '../../kernel';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { conflict } from '../errors';
import { containerEvent } from './container-event';
import { findContainer } from './find';
import { notRunning } from './not-running';

/** Freezes all processes of a container. */
export function* pauseContainer(daemon: Daemon, reference: string): Task<void> {
  const container = findContainer(daemon, reference);
  if (!container.state.isRunning) throw notRunning(container);
  if (container.state.isPaused) throw conflict(`container ${container.id} is already paused`);
  if (container.state.isRestarting || container.run === undefined)
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  yield* daemon.host.busy(costs.pauseMs);
  container.run.sandbox.freeze(true);
  container.setState({ isPaused: true });
  containerEvent(daemon, container, 'pause');
}

export function* unpauseContainer(daemon: Daemon, reference: string): Task<void> {
  const container = findContainer(daemon, reference);
  if (!container.state.isPaused) throw conflict(`container ${container.id} is not paused`);
  yield* daemon.host.busy(costs.pauseMs);
  container.run?.sandbox.freeze(false);
  container.setState({ isPaused: false });
  containerEvent(daemon, container, 'unpause');
}
