import type { Daemon } from '../daemon';
import { notFound } from '../errors';
import type { Volume } from './volume';

export function findVolume(daemon: Daemon, name: string): Volume {
  const volume = daemon.volumes.get(name);
  if (volume === undefined) throw notFound(`get ${name}: no such volume`);
  return volume;
}

/** Ids of the containers, running or not, that mount a volume. */
export function usersOf(daemon: Daemon, volume: Volume): readonly string[] {
  return [...daemon.containers.values()]
    .filter(({ facts }) => facts.mounts.some(({ volumeName }) => volumeName === volume.name))
    .map(({ id }) => id);
}
