import { blocksBytes, type Inode } from '../fs';
import { Errno } from './errno';
import type { Mount } from './mounts';
import { type Location, locate, pathOf, type Target, type Viewpoint, walk } from './path-walk';
import { actsAsOwner, EXECUTE, mayRemoveFrom, permits, READ, require, WRITE } from './permissions';
import type { MountEntry, OpenOptions, ProcessFiles, Stat } from './process';

const BLOCK_STAT_BYTES = 512;

/** Who does file calls, and with what umask: a process. */
export interface FilesView extends Viewpoint {
  readonly umask: number;
  readonly nowMs: number;
}

export function statOf(inode: Inode, mount: Mount): Stat {
  const { kind, ino, mode, uid, gid, sizeBytes, nlink, mtimeMs, ctimeMs, major, minor } = inode;
  const size = kind === 'directory' ? 4096 : sizeBytes;
  return {
    kind,
    ino,
    mode,
    uid,
    gid,
    nlink,
    mtimeMs,
    ctimeMs,
    sizeBytes: size,
    blocks: kind === 'file' || kind === 'directory' ? blocksBytes(size) / BLOCK_STAT_BYTES : 0,
    deviceId: deviceOf(mount),
    ...(major === undefined ? {} : { major }),
    ...(minor === undefined ? {} : { minor }),
  };
}

const devices = new WeakMap<object, number>();

/** A number for a file system, as stat's st_dev: the same for the same one. */
function deviceOf(mount: Mount): number {
  const known = devices.get(mount.fileSystem);
  if (known !== undefined) return known;
  const number =
    [...mount.path].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 250, 7) + 1;
  devices.set(mount.fileSystem, number);
  return number;
}

/** Finds or makes the file that an open(2) names, with all its checks. */
export function openTarget(view: FilesView, path: string, options: OpenOptions): Location {
  const target = walk(view, path, true);
  const writes = options.write === true || options.append === true;
  if (target.existing === undefined) {
    if (!options.create) throw new Errno('ENOENT', path);
    if (target.mustBeFolder) throw new Errno('EISDIR', path);
    return make(
      view,
      target,
      path,
      (mode) => ({ kind: 'file', mode, uid: 0, gid: 0 }),
      options.mode ?? 0o666,
    );
  }
  const { existing } = target;
  const { inode, mount } = existing;
  if (options.exclusive && options.create) throw new Errno('EEXIST', path);
  if (target.mustBeFolder && inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
  if (inode.kind === 'directory' && writes) throw new Errno('EISDIR', path);
  if (writes && mount.readOnly && inode.kind === 'file') throw new Errno('EROFS', path);
  const wanted = (options.read === false ? 0 : options.read || !writes ? READ : 0) | (writes ? WRITE : 0);
  require(view.credentials, inode, wanted, path);
  if (options.truncate && writes && inode.kind === 'file') mount.fileSystem.truncate(inode, 0);
  return existing;
}

function make(
  view: FilesView,
  target: Target,
  path: string,
  node: (mode: number) => Parameters<Mount['fileSystem']['create']>[2],
  mode: number,
): Location {
  const { folder, name } = target;
  checkFolderChange(view, folder, path);
  const { uid, gid } = view.credentials;
  const inheritsGroup = (folder.inode.mode & 0o2000) !== 0;
  const made = node(mode & ~view.umask);
  const inherited = inheritsGroup && made.kind === 'directory' ? 0o2000 : 0;
  const inode = folder.mount.fileSystem.create(folder.inode, name, {
    ...made,
    mode: made.mode | inherited,
    uid,
    gid: inheritsGroup ? folder.inode.gid : gid,
  });
  return { mount: folder.mount, inode, name, parent: folder };
}

/** Whether names may be made in or taken from a folder: EROFS before EACCES, as Linux. */
function checkFolderChange(view: FilesView, folder: Location, path: string): void {
  if (folder.mount.readOnly) throw new Errno('EROFS', path);
  require(view.credentials, folder.inode, WRITE | EXECUTE, path);
}

/** The file calls of a process, over its mounts and with its rights. */
export class Files implements ProcessFiles {
  constructor(private readonly view: FilesView) {}

  stat(path: string): Stat {
    const { inode, mount } = locate(this.view, path);
    return statOf(inode, mount);
  }

  lstat(path: string): Stat {
    const { inode, mount } = locate(this.view, path, { noFollow: true });
    return statOf(inode, mount);
  }

  access(path: string, want: string): boolean {
    try {
      const { inode, mount } = locate(this.view, path);
      if (want.includes('w') && mount.readOnly && inode.kind !== 'character') return false;
      const bits =
        (want.includes('r') ? READ : 0) |
        (want.includes('w') ? WRITE : 0) |
        (want.includes('x') ? EXECUTE : 0);
      return permits(this.view.credentials, inode, bits);
    } catch {
      return false;
    }
  }

  exists(path: string): boolean {
    try {
      locate(this.view, path);
      return true;
    } catch {
      return false;
    }
  }

  readFile(path: string): Uint8Array {
    const { inode, mount } = openTarget(this.view, path, { read: true });
    if (inode.kind === 'directory') throw new Errno('EISDIR', path);
    return inode.kind === 'file' ? mount.fileSystem.readAll(inode) : new Uint8Array();
  }

  readText(path: string): string {
    return new TextDecoder().decode(this.readFile(path));
  }

  writeFile(
    path: string,
    content: Uint8Array | string,
    options: { append?: boolean; mode?: number } = {},
  ): void {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const { append = false, mode } = options;
    const open: OpenOptions = {
      write: true,
      create: true,
      truncate: !append,
      ...(mode === undefined ? {} : { mode }),
    };
    const { inode, mount } = openTarget(this.view, path, open);
    if (inode.kind === 'file') mount.fileSystem.write(inode, append ? inode.sizeBytes : 0, bytes);
  }

  readDirectory(path: string): readonly string[] {
    const location = locate(this.view, path);
    const { inode, mount } = location;
    if (inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    require(this.view.credentials, inode, READ, path);
    const here = pathOf(location);
    const prefix = here === '/' ? '/' : `${here}/`;
    const mounted = this.view.mounts.all
      .filter(
        (one) =>
          one.path.startsWith(prefix) &&
          one.path.length > prefix.length &&
          !one.path.slice(prefix.length).includes('/'),
      )
      .map((one) => one.path.slice(prefix.length));
    return [...new Set([...mount.fileSystem.list(inode), ...mounted])];
  }

  mkdir(path: string, mode = 0o777): void {
    const target = walk(this.view, path, true);
    if (target.existing) throw new Errno('EEXIST', path);
    make(this.view, target, path, (bits) => ({ kind: 'directory', mode: bits, uid: 0, gid: 0 }), mode);
  }

  rmdir(path: string): void {
    const { folder, name, existing } = walk(this.view, path, false);
    if (existing === undefined) throw new Errno('ENOENT', path);
    if (existing.inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    if (/(^|\/)\.$/.test(path)) throw new Errno('EINVAL', path);
    this.#checkRemoval(folder, existing, path);
    folder.mount.fileSystem.remove(folder.inode, name);
  }

  unlink(path: string): void {
    const { folder, name, existing, mustBeFolder } = walk(this.view, path, false);
    if (existing === undefined) throw new Errno('ENOENT', path);
    if (existing.inode.kind === 'directory') throw new Errno('EISDIR', path);
    if (mustBeFolder) throw new Errno('ENOTDIR', path);
    this.#checkRemoval(folder, existing, path);
    folder.mount.fileSystem.remove(folder.inode, name);
  }

  rename(from: string, to: string): void {
    const source = walk(this.view, from, false);
    const target = walk(this.view, to, false);
    if (source.existing === undefined) throw new Errno('ENOENT', from);
    if (source.folder.mount !== target.folder.mount) throw new Errno('EXDEV', to);
    this.#checkRemoval(source.folder, source.existing, from);
    if (target.existing) this.#checkRemoval(target.folder, target.existing, to);
    else checkFolderChange(this.view, target.folder, to);
    const { fileSystem } = source.folder.mount;
    fileSystem.rename(source.folder.inode, source.name, target.folder.inode, target.name);
  }

  link(existing: string, path: string): void {
    const source = locate(this.view, existing, { noFollow: true });
    const target = walk(this.view, path, false);
    if (target.existing) throw new Errno('EEXIST', path);
    if (source.inode.kind === 'directory') throw new Errno('EPERM', existing);
    if (source.mount !== target.folder.mount) throw new Errno('EXDEV', path);
    checkFolderChange(this.view, target.folder, path);
    target.folder.mount.fileSystem.link(target.folder.inode, target.name, source.inode);
  }

  symlink(target: string, path: string): void {
    const place = walk(this.view, path, false);
    if (place.existing) throw new Errno('EEXIST', path);
    make(this.view, place, path, () => ({ kind: 'symlink', target, mode: 0o777, uid: 0, gid: 0 }), 0o777);
  }

  readlink(path: string): string {
    const { inode } = locate(this.view, path, { noFollow: true });
    if (inode.kind !== 'symlink') throw new Errno('EINVAL', path);
    return inode.target ?? '';
  }

  mkfifo(path: string, mode = 0o666): void {
    const target = walk(this.view, path, false);
    if (target.existing) throw new Errno('EEXIST', path);
    make(this.view, target, path, (bits) => ({ kind: 'fifo', mode: bits, uid: 0, gid: 0 }), mode);
  }

  mknod(path: string, kind: 'character' | 'block', major: number, minor: number, mode = 0o666): void {
    const target = walk(this.view, path, false);
    if (target.existing) throw new Errno('EEXIST', path);
    if (!this.view.credentials.capabilities.has('MKNOD')) throw new Errno('EPERM', path);
    make(this.view, target, path, (bits) => ({ kind, major, minor, mode: bits, uid: 0, gid: 0 }), mode);
  }

  realpath(path: string): string {
    return pathOf(locate(this.view, path), this.view.root);
  }

  chmod(path: string, mode: number): void {
    const { inode, mount } = locate(this.view, path);
    if (mount.readOnly) throw new Errno('EROFS', path);
    if (!actsAsOwner(this.view.credentials, inode)) throw new Errno('EPERM', path);
    mount.fileSystem.change(inode, { mode: mode & 0o7777 });
  }

  chown(
    path: string,
    uid: number | undefined,
    gid: number | undefined,
    options: { noFollow?: boolean } = {},
  ): void {
    const { inode, mount } = locate(this.view, path, options);
    if (mount.readOnly) throw new Errno('EROFS', path);
    const { credentials } = this.view;
    if (!credentials.capabilities.has('CHOWN')) {
      const own = credentials.uid === inode.uid && (uid === undefined || uid === inode.uid);
      const group = gid === undefined || gid === credentials.gid || credentials.groups.includes(gid);
      if (!own || !group) throw new Errno('EPERM', path);
    }
    const isProgram = inode.kind === 'file' && (inode.mode & 0o111) !== 0;
    mount.fileSystem.change(inode, {
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
      ...(isProgram && (inode.mode & 0o6000) !== 0 ? { mode: inode.mode & ~0o6000 } : {}),
    });
  }

  utimes(path: string, mtimeMs: number, options: { noFollow?: boolean } = {}): void {
    const { inode, mount } = locate(this.view, path, options);
    if (mount.readOnly) throw new Errno('EROFS', path);
    if (!actsAsOwner(this.view.credentials, inode)) require(this.view.credentials, inode, WRITE, path);
    mount.fileSystem.change(inode, { mtimeMs });
  }

  truncate(path: string, sizeBytes: number): void {
    const { inode, mount } = openTarget(this.view, path, { write: true });
    mount.fileSystem.truncate(inode, sizeBytes);
  }

  mounts(): readonly MountEntry[] {
    return this.view.mounts.all;
  }

  mountOf(path: string): MountEntry {
    return locate(this.view, path).mount;
  }

  #checkRemoval(folder: Location, existing: Location, path: string): void {
    if (this.view.mounts.at(pathOf(existing))) throw new Errno('EBUSY', path);
    checkFolderChange(this.view, folder, path);
    if (!mayRemoveFrom(this.view.credentials, folder.inode, existing.inode)) throw new Errno('EPERM', path);
  }
}
