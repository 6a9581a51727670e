import type { Daemon } from '../daemon';
import { conflict, invalid, notFound } from '../errors';
import { apparentSizeBytes, makeFolders, removeAll } from '../files';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matches, matchesExactly, matchesLabels } from '../filters';
import { randomId } from '../ids';
import { formatTime } from '../timestamps';
import type { Volume } from './volume';
import { anonymousLabel, volumesFolder } from './volume';

/** The body of `POST /volumes/create`. */
export interface CreateVolumeRequest {
  readonly name?: string;
  readonly driver?: string;
  readonly options?: Readonly<Record<string, string>> | null;
  readonly labels?: Readonly<Record<string, string>> | null;
}

const validName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Makes a volume, or gives the one that has this name already. */
export function createVolume(daemon: Daemon, request: CreateVolumeRequest): Volume {
  const isAnonymous = request.name === undefined || request.name === '';
  const name = isAnonymous ? randomId(daemon.random) : (request.name ?? '');
  const driver = request.driver || 'local';
  const existing = daemon.volumes.get(name);
  if (existing !== undefined) {
    if (existing.driver === driver) return existing;
    throw conflict(`create ${name}: volume name must be unique`);
  }
  if (driver !== 'local') {
    throw notFound(`create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`);
  }
  checkVolumeName(name);
  checkOptions(name, request.options ?? {});
  const volume: Volume = {
    name,
    createdMs: daemon.nowMs,
    driver,
    labels: isAnonymous ? { ...request.labels, [anonymousLabel]: '' } : (request.labels ?? null),
    options: request.options ?? null,
    mountpoint: `${volumesFolder}/${name}/_data`,
    isAnonymous,
  };
  makeFolders(daemon.host.files, volume.mountpoint);
  daemon.volumes.set(name, volume);
  daemon.events.add('volume', 'create', name, { driver }, daemon.nowMs);
  return volume;
}

export function checkVolumeName(name: string): void {
  if (name.length === 1) {
    throw invalid(
      `create ${name}: volume name is too short, names should be at least two alphanumeric characters`,
    );
  }
  if (!validName.test(name)) {
    throw invalid(
      `create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  }
}

const localOptions = new Set(['type', 'o', 'device', 'size']);

function checkOptions(name: string, options: Readonly<Record<string, string>>): void {
  for (const option of Object.keys(options)) {
    if (!localOptions.has(option)) throw invalid(`create ${name}: invalid option: "${option}"`);
  }
}

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

/** Removes a volume that no container has; with `force` a missing one is no error. */
export function removeVolume(daemon: Daemon, name: string, options: { readonly force: boolean }): void {
  if (options.force && !daemon.volumes.has(name)) return;
  const volume = findVolume(daemon, name);
  const users = usersOf(daemon, volume);
  if (users.length > 0) {
    throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
  }
  discardVolume(daemon, volume);
}

function discardVolume(daemon: Daemon, volume: Volume): void {
  removeAll(daemon.host.files, `${volumesFolder}/${volume.name}`);
  daemon.volumes.delete(volume.name);
  daemon.events.add('volume', 'destroy', volume.name, { driver: volume.driver }, daemon.nowMs);
}

export interface PruneReport {
  readonly deleted: readonly string[];
  readonly reclaimedBytes: number;
}

/** Removes the volumes that nobody uses: without `all=true` only those without a name. */
export function pruneVolumes(daemon: Daemon, filters: Filters): PruneReport {
  checkFilters(filters, ['label', 'label!', 'all']);
  const all = booleanOf(filters, 'all', false);
  const deleted: string[] = [];
  let reclaimedBytes = 0;
  for (const volume of [...daemon.volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (usersOf(daemon, volume).length > 0 || (!all && !volume.isAnonymous)) continue;
    if (!matchesLabels(filters, volume.labels ?? {})) continue;
    reclaimedBytes += volumeSizeBytes(daemon, volume);
    discardVolume(daemon, volume);
    deleted.push(volume.name);
  }
  daemon.events.add('volume', 'prune', '', { reclaimed: String(reclaimedBytes) }, daemon.nowMs);
  return { deleted, reclaimedBytes };
}

/** The sum of its files' lengths, as `docker system df` counts volumes. */
export function volumeSizeBytes(daemon: Daemon, volume: Volume): number {
  return apparentSizeBytes(daemon.host.files, volume.mountpoint);
}

/** The volumes that pass the filters, by name. */
export function listVolumes(daemon: Daemon, filters: Filters): readonly Volume[] {
  checkFilters(filters, ['dangling', 'driver', 'label', 'label!', 'name']);
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
