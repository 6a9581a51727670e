// Volumes that are something else than their folder: `docker volume create -o type=… -o device=… -o o=…`.
// Source: moby, daemon/volume/local (localVolume.mount), moby/sys/mount.
import { emptyTree, FileSystem } from '../../fs';
import type { Daemon } from '../daemon';
import { DaemonError } from '../errors';
import type { SandboxMount } from '../host';
import type { Volume } from './volume';

/** What is mounted over a volume's folder while a container uses it. */
export type VolumeDevice =
  | { readonly kind: 'folder'; readonly path: string; readonly readOnly: boolean }
  | { readonly kind: 'memory'; readonly data: ReadonlyMap<string, string> };

/** The words of mount(8) that are flags of mount(2). */
const mountFlags: Readonly<Record<string, number>> = {
  defaults: 0,
  rw: 0,
  ro: 0x1,
  nosuid: 0x2,
  nodev: 0x4,
  noexec: 0x8,
  noatime: 0x400,
  nodiratime: 0x800,
  bind: 0x1000,
  rbind: 0x5000,
  relatime: 0x20_0000,
};

const diskTypes = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'vfat', 'iso9660']);

/** The device of a volume that has one. Throws what the daemon says where it cannot be mounted. */
export function deviceOf(daemon: Daemon, volume: Volume): VolumeDevice | undefined {
  const { type = '', device = '', o = '' } = volume.options ?? {};
  if (type === '' && device === '') return undefined;
  const words = o.split(',').filter((word) => word !== '');
  const flags = words.reduce((sum, word) => sum | (mountFlags[word] ?? 0), 0);
  const data = words.filter((word) => !Object.hasOwn(mountFlags, word));
  const refuse = (problem: string): never => {
    const details = `${flags === 0 ? '' : `, flags: 0x${flags.toString(16)}`}${data.length === 0 ? '' : `, data: ${data.join(',')}`}`;
    throw new DaemonError(
      'system',
      `error while mounting volume '${volume.mountpoint}': failed to mount local volume: mount ${device}:${volume.mountpoint}${details}: ${problem}`,
    );
  };
  if ((flags & 0x1000) !== 0) {
    const { files } = daemon.host;
    if (!files.exists(device)) return refuse('no such file or directory');
    if (files.stat(device).kind !== 'directory') return refuse('not a directory');
    return { kind: 'folder', path: device, readOnly: (flags & 0x1) !== 0 };
  }
  if (type === 'tmpfs') {
    const pairs = data.map((word) => {
      const [name = '', value = ''] = word.split('=', 2);
      return [name, value] as const;
    });
    return { kind: 'memory', data: new Map(pairs) };
  }
  return refuse(diskTypes.has(type) ? 'no such file or directory' : 'no such device');
}

/**
 * The memory that a volume's containers share, from the first that runs to the last; `isKept`: for a container that
 * runs, not only to be looked at.
 */
export function memoryOf(
  daemon: Daemon,
  volume: Volume,
  { data }: VolumeDevice & { readonly kind: 'memory' },
  isKept: boolean,
): SandboxMount['source'] {
  const sizeBytes = sizeOf(data.get('size'));
  const disk =
    daemon.volumeMemory.get(volume.name) ??
    new FileSystem({
      tree: {
        ...emptyTree,
        mode: parseInt(data.get('mode') ?? '1777', 8),
        uid: Number(data.get('uid') ?? 0),
        gid: Number(data.get('gid') ?? 0),
        mtimeMs: daemon.nowMs,
      },
      type: 'tmpfs',
      nowMs: () => daemon.nowMs,
      ...(sizeBytes === undefined ? {} : { limitBytes: sizeBytes }),
    });
  if (isKept) daemon.volumeMemory.set(volume.name, disk);
  const options = ['relatime', ...(sizeBytes === undefined ? [] : [`size=${Math.ceil(sizeBytes / 1024)}k`])];
  return {
    kind: 'disk',
    disk,
    options: options.join(','),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
  };
}

const binaryUnits: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

function sizeOf(text: string | undefined): number | undefined {
  const [, count, unit = ''] = /^(\d+)([kmg]?)$/i.exec(text ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * (binaryUnits[unit.toLowerCase()] ?? 1);
}
