import { emptyTree, FileSystem } from '../fs';
import { Errno } from './errno';
import { LiveProcess } from './live-process';
import type { Mount } from './mounts';
import { locate, pathOf } from './path-walk';
import type { MountRequest, Process } from './process';
import { sysFileSystem } from './sys-files';
import { procFileSystem } from './system-files';

/** What a mount shows of itself, in the kernel's order; the first of a pair's kind is what holds unless told. */
const SHOWN = ['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime'] as const;
const OPPOSITES: Readonly<Record<string, string>> = { suid: 'nosuid', dev: 'nodev', exec: 'noexec' };
/** Options of every file system that change nothing here. */
const IDLE =
  /^(r[ow]|defaults|a?sync|dirsync|strictatime|lazytime|bind|rbind|remount|auto|noauto|user|mand)$/;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const TMPFS_NUMBERS = /^(mode|uid|gid|nr_inodes|nr_blocks)$/;

/** mount(2): paths first, then whether it may at all, then what is to be mounted. Of a wrong option the Errno's `path` tells. */
export function mountAt(caller: Process, request: MountRequest): void {
  const process = liveOf(caller);
  const { view, kernel, namespaces } = process;
  const place = locate(view, request.path);
  if (!process.credentials.capabilities.has('SYS_ADMIN')) throw new Errno('EPERM', request.path);
  const path = pathOf(place);
  const isFolder = place.inode.kind === 'directory';
  const readOnly = request.options.includes('ro');
  if (request.kind === 'remount') {
    const mount = view.mounts.at(path);
    if (mount === undefined) throw new Errno('EINVAL', '');
    mount.readOnly = readOnly;
    mount.options = [shownFlags(request.options), ...ownOptions(mount)].join(',');
    return;
  }
  if (request.kind === 'bind') {
    const source = locate(view, request.source);
    if ((source.inode.kind === 'directory') !== isFolder) throw new Errno('ENOTDIR', request.path);
    view.mounts.add({ ...source.mount, path, root: source.inode });
    return;
  }
  const add = (fileSystem: Mount['fileSystem'], own: readonly string[] = [], sizeBytes?: number): void => {
    const { type, root } = fileSystem;
    const options = [shownFlags(request.options), ...own].join(',');
    const size = sizeBytes === undefined ? {} : { sizeBytes };
    const { source } = request;
    view.mounts.add({ path, source, type, readOnly, fileSystem, root, options, ...size });
  };
  switch (request.type) {
    case 'tmpfs': {
      const data = tmpfsData(request.options, kernel.memoryBytes);
      if (!isFolder) throw new Errno('ENOTDIR', request.path);
      const { mode, uid, gid, limitBytes, own } = data;
      const tree = { ...emptyTree, mode, uid, gid, mtimeMs: process.nowMs };
      const nowMs = (): number => kernel.nowMs;
      const limit = limitBytes === undefined ? {} : { limitBytes };
      return add(
        new FileSystem({ tree, type: 'tmpfs', nowMs, ...limit }),
        own,
        limitBytes ?? kernel.memoryBytes / 2,
      );
    }
    case 'proc':
    case 'sysfs':
      if (!isFolder) throw new Errno('ENOTDIR', request.path);
      return add((request.type === 'proc' ? procFileSystem : sysFileSystem)(kernel, namespaces));
    default:
      if (request.type !== '' && !isDiskType(request.type)) throw new Errno('ENODEV', request.path);
      throw new Errno(diskError(process, request.source), request.path);
  }
}

/** umount(2). `isLazy`: what is still used goes on being used. */
export function unmountAt(caller: Process, path: string, isLazy: boolean): void {
  const process = liveOf(caller);
  const { view } = process;
  const at = pathOf(locate(view, path));
  if (!process.credentials.capabilities.has('SYS_ADMIN')) throw new Errno('EPERM', path);
  const mount = view.mounts.at(at);
  if (mount === undefined) throw new Errno('EINVAL', path);
  const isUsed =
    at === '/' ||
    view.mounts.all.some((other) => other.path.startsWith(`${at}/`)) ||
    process.cwdLocation.mount === mount;
  if (isUsed && (!isLazy || at === '/')) throw new Errno('EBUSY', path);
  view.mounts.remove(at);
}

/** Every process is one; what only mount's program needs is no method of all of them. */
function liveOf(process: Process): LiveProcess {
  if (process instanceof LiveProcess) return process;
  throw new Error('a process of no kernel');
}

function isDiskType(type: string): boolean {
  return /^(ext[234]|xfs|btrfs|vfat|iso9660|squashfs|f2fs)$/.test(type);
}

function diskError(process: LiveProcess, source: string): 'ENOTBLK' | 'EINVAL' {
  return locate(process.view, source).inode.kind === 'block' ? 'EINVAL' : 'ENOTBLK';
}

function shownFlags(options: readonly string[]): string {
  const on = new Set<string>(['relatime']);
  for (const option of options) {
    if (option === 'noatime' || option === 'strictatime') on.delete('relatime');
    const opposite = OPPOSITES[option];
    if (opposite !== undefined) on.delete(opposite);
    else on.add(option);
  }
  return SHOWN.filter((flag) => on.has(flag)).join(',');
}

/** What only the file system itself knows of: a remount of the mount keeps it. */
function ownOptions({ options = '' }: Mount): readonly string[] {
  return options.split(',').filter((option) => option.includes('='));
}

function tmpfsData(options: readonly string[], memoryBytes: number) {
  const values = new Map<string, string>();
  for (const option of options) {
    const [name = '', value] = option.split('=', 2);
    const isFlag =
      IDLE.test(option) || OPPOSITES[option] !== undefined || SHOWN.some((one) => one === option);
    if (isFlag) continue;
    const isKnown = name === 'size' || TMPFS_NUMBERS.test(name);
    if (!isKnown || value === undefined) throw new Errno('EINVAL', `tmpfs: Unknown parameter '${name}'`);
    const form = name === 'size' ? /^\d+[kmg%]?$/i : name === 'mode' ? /^[0-7]+$/ : /^\d+[kmg]?$/i;
    if (!form.test(value)) throw new Errno('EINVAL', `tmpfs: Bad value for '${name}'`);
    values.set(name, value);
  }
  const size = values.get('size');
  const [, count = '', unit = ''] = /^(\d+)(\D?)$/.exec(size ?? '') ?? [];
  const asked =
    unit === '%' ? (memoryBytes * Number(count)) / 100 : Number(count) * (UNITS[unit.toLowerCase()] ?? 1);
  const limitBytes = size === undefined ? undefined : Math.ceil(asked / 4096) * 4096;
  const mode = values.get('mode');
  const own = [
    ...(limitBytes === undefined ? [] : [`size=${String(limitBytes / 1024)}k`]),
    ...['nr_inodes'].flatMap((name) => (values.has(name) ? [`${name}=${values.get(name) ?? ''}`] : [])),
    ...(mode === undefined || parseInt(mode, 8) === 0o1777 ? [] : [`mode=${mode.replace(/^0+/, '')}`]),
    ...['uid', 'gid'].flatMap((name) =>
      Number(values.get(name) ?? 0) > 0 ? [`${name}=${values.get(name) ?? ''}`] : [],
    ),
  ];
  return {
    mode: parseInt(mode ?? '1777', 8),
    uid: Number(values.get('uid') ?? 0),
    gid: Number(values.get('gid') ?? 0),
    limitBytes,
    own,
  };
}
