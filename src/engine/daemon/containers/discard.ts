import type { Task } from '../../kernel';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { removeVolume } from '../volumes/remove';
import type { Container } from './container';
import { containerEvent } from './container-event';

/** The container and what is its own are gone. Does nothing if somebody else is at it. */
export function* discardContainer(daemon: Daemon, container: Container, withVolumes: boolean): Task<void> {
  if (container.state.isBeingRemoved || container.isRemoved) return;
  container.setState({ isBeingRemoved: true });
  yield* daemon.host.busy(costs.removeContainerMs);
  daemon.containers.delete(container.id);
  container.isRemoved = true;
  containerEvent(daemon, container, 'destroy');
  if (withVolumes) removeAnonymousVolumes(daemon, container);
  container.setState({ isBeingRemoved: true });
}

function removeAnonymousVolumes(daemon: Daemon, container: Container): void {
  for (const { type, source, volumeName } of container.facts.mounts) {
    if (type !== 'volume' || volumeName === undefined || source !== '') continue;
    const isUsed = [...daemon.containers.values()].some(({ facts }) =>
      facts.mounts.some((mount) => mount.volumeName === volumeName),
    );
    if (!isUsed && daemon.volumes.has(volumeName)) removeVolume(daemon, volumeName, { force: true });
  }
}
