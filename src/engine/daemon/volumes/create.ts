import type { Daemon } from '../daemon';
import { conflict, invalid, notFound } from '../errors';
import { parseRamSize } from '../../units';
import { makeFolders } from '../files';
import { randomId } from '../ids';
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
const neededBeside: Readonly<Record<string, readonly string[]>> = {
  device: ['type'],
  type: ['device'],
  o: ['device', 'type'],
};

function checkOptions(name: string, options: Readonly<Record<string, string>>): void {
  for (const option of Object.keys(options)) {
    if (!localOptions.has(option)) throw invalid(`create ${name}: invalid option: "${option}"`);
  }
  for (const [option, others] of Object.entries(neededBeside)) {
    const missing = Object.hasOwn(options, option)
      ? others.find((other) => !Object.hasOwn(options, other))
      : undefined;
    if (missing !== undefined) throw invalid(`create ${name}: missing required option: "${missing}"`);
  }
  // Only a file system with project quotas, such as XFS mounted with pquota, can hold a folder to a size.
  const { size } = options;
  if (size === undefined) return;
  if (parseRamSize(size) > 0) throw invalid(`create ${name}: quota size requested but no quota support`);
}
