import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';

/** Writes down that a container's volumes are mounted for a run. Source: moby, daemon.setupMounts. */
export function volumesMounted(daemon: Daemon, container: Container): void {
  for (const { volumeName, target, readOnly, propagation } of container.facts.mounts) {
    const volume = daemon.volumes.get(volumeName ?? '');
    if (volume === undefined) continue;
    const attributes = {
      driver: volume.driver,
      container: container.id,
      destination: target,
      'read/write': String(!readOnly),
      propagation,
    };
    daemon.events.add('volume', 'mount', volume.name, attributes, daemon.nowMs);
  }
}

/** The run is over and they are mounted no more. Source: moby, Container.UnmountVolumes. */
export function volumesUnmounted(daemon: Daemon, container: Container): void {
  for (const { volumeName } of container.facts.mounts) {
    const volume = daemon.volumes.get(volumeName ?? '');
    if (volume === undefined) continue;
    const attributes = { driver: volume.driver, container: container.id };
    daemon.events.add('volume', 'unmount', volume.name, attributes, daemon.nowMs);
    if (!isInUse(daemon, volume.name)) daemon.volumeMemory.delete(volume.name);
  }
}

function isInUse(daemon: Daemon, name: string): boolean {
  return [...daemon.containers.values()].some(
    ({ run, facts }) => run !== undefined && facts.mounts.some(({ volumeName }) => volumeName === name),
  );
}
