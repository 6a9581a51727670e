// What a container keeps its files in: -v, --mount, --tmpfs and their companions.
import { ValueError } from '../../units';
import { absolutePath, cut, emptyObjects, orNull, pairsToRecord } from './cut';
import { parseMount } from './mounts';
import type { PieceMaker } from './request-piece';
import { parseVolume } from './volumes';

export const piece: PieceMaker = ({ flags }, { cwd }) => {
  const volumes = splitVolumes(flags.volume, cwd);
  const mounts = flags.mount.map((mount) => parseMount(mount, cwd));
  return {
    config: { Volumes: emptyObjects(volumes.anonymous) },
    hostConfig: {
      Binds: orNull(volumes.binds),
      VolumeDriver: flags['volume-driver'],
      VolumesFrom: orNull(flags['volumes-from']),
      ...(mounts.length > 0 && { Mounts: mounts }),
      ...(flags.tmpfs.length > 0 && { Tmpfs: tmpfsOf(flags.tmpfs) }),
      ...(flags['storage-opt'].length > 0 && { StorageOpt: parseStorageOptions(flags['storage-opt']) }),
    },
  };
};

/** `-v` values with a source are binds; the others name anonymous volumes. */
function splitVolumes(
  values: readonly string[],
  cwd: string,
): { readonly binds: readonly string[]; readonly anonymous: readonly string[] } {
  const unique = [...new Set(values)];
  const specs = unique.map((value) => ({ value, spec: parseVolume(value) }));
  return {
    binds: specs
      .filter(({ spec }) => spec.source !== '')
      .map(({ value, spec }) => {
        const isRelative = spec.type === 'bind' && spec.source.startsWith('.');
        return isRelative ? `${absolutePath(spec.source, cwd)}:${cut(value, ':')[1]}` : value;
      }),
    anonymous: specs.filter(({ spec }) => spec.source === '').map(({ value }) => value),
  };
}

function tmpfsOf(values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value) => cut(value, ':').slice(0, 2)));
}

function parseStorageOptions(options: readonly string[]): Readonly<Record<string, string>> {
  if (!options.every((option) => option.includes('='))) throw new ValueError('invalid storage option');
  return pairsToRecord(options);
}
