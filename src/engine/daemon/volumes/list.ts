import type { Daemon } from '../daemon';
import { apparentSizeBytes } from '../files';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matches, matchesExactly, matchesLabels } from '../filters';
import { formatTime } from '../timestamps';
import { usersOf } from './find';
import type { Volume } from './volume';

/** The volumes that pass the filters, by name. */
export function listVolumes(daemon: Daemon, filters: Filters): readonly Volume[] {
  checkFilters(filters, ['dangling', 'driver', 'label', 'name']);
  const wantsDangling = filters.has('dangling') ? booleanOf(filters, 'dangling', false) : undefined;
  return [...daemon.volumes.values()]
    .filter(
      (volume) =>
        matches(filters, 'name', volume.name) &&
        matchesExactly(filters, 'driver', volume.driver) &&
        matchesLabels(filters, volume.labels ?? {}) &&
        (wantsDangling === undefined || wantsDangling === (usersOf(daemon, volume).length === 0)),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The sum of its files' lengths, as `docker system df` counts volumes. */
export function volumeSizeBytes(daemon: Daemon, volume: Volume): number {
  return apparentSizeBytes(daemon.host.files, volume.mountpoint);
}

/** `docker volume inspect`: Docker's keys in Docker's order. */
export function inspectVolume(volume: Volume): object {
  return {
    CreatedAt: formatTime(Math.floor(volume.createdMs / 1000) * 1000),
    Driver: volume.driver,
    Labels: volume.labels,
    Mountpoint: volume.mountpoint,
    Name: volume.name,
    Options: volume.options,
    Scope: 'local',
  };
}
