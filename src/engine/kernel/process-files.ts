import type { Content, MetadataChange, Tree } from '../fs';
import { Errno, isErrno } from './errno';
import { checkFolderChange, type FilesView, makeNode, openTarget } from './open-target';
import { type Location, locate, pathOf, type Target, walk } from './path-walk';
import { actsAsOwner, EXECUTE, mayLinkTo, mayRemoveFrom, permits, READ, require, WRITE } from './permissions';
import type { MountEntry, OpenOptions, ProcessFiles, Stat } from './process';
import { followedStat, statOf } from './stat';

/** The file calls of a process, over its mounts and with its rights. */
export class Files implements ProcessFiles {
  constructor(private readonly view: FilesView) {}

  stat(path: string): Stat {
    const { inode, mount } = locate(this.view, path);
    return followedStat(inode, mount);
  }

  lstat(path: string): Stat {
    const { inode, mount } = locate(this.view, path, { noFollow: true });
    return statOf(inode, mount);
  }

  access(path: string, want: string): boolean {
    const found = this.#find(path);
    if (found === undefined) return false;
    const { inode, mount } = found;
    const isDevice = inode.kind === 'character' || inode.kind === 'block';
    if (want.includes('w') && mount.readOnly && !isDevice) return false;
    const bits =
      (want.includes('r') ? READ : 0) | (want.includes('w') ? WRITE : 0) | (want.includes('x') ? EXECUTE : 0);
    return permits(this.view.credentials, inode, bits);
  }

  exists(path: string): boolean {
    return this.#find(path) !== undefined;
  }

  #find(path: string): Location | undefined {
    try {
      return locate(this.view, path);
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
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

  placeFile(path: string, content: Content, mode: number): void {
    if (walk(this.view, path, false).existing !== undefined) this.unlink(path);
    makeNode(this.view, this.#free(path), path, { kind: 'file', mode, content });
  }

  readDirectory(path: string): readonly string[] {
    const location = locate(this.view, path);
    const { inode, mount } = location;
    if (inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    require(this.view.credentials, inode, READ, path);
    const names = mount.fileSystem.list(inode);
    const mounted = this.view.mounts.namesIn(pathOf(location)).filter((name) => !names.includes(name));
    return mounted.length === 0 ? names : [...names, ...mounted];
  }

  mkdir(path: string, mode = 0o777): void {
    makeNode(this.view, this.#free(path), path, { kind: 'directory', mode: mode & 0o1777 });
  }

  rmdir(path: string): void {
    const { folder, name, existing } = walk(this.view, path, false);
    if (existing === undefined) throw new Errno('ENOENT', path);
    if (existing.inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    if (/(^|\/)\.\/*$/.test(path)) throw new Errno('EINVAL', path);
    if (/(^|\/)\.\.\/*$/.test(path)) throw new Errno('ENOTEMPTY', path);
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
    const { existing } = source;
    if (existing === undefined) throw new Errno('ENOENT', from);
    if (source.folder.mount !== target.folder.mount) throw new Errno('EXDEV', to);
    const isFolder = existing.inode.kind === 'directory';
    if (target.mustBeFolder && !isFolder) throw new Errno('ENOTDIR', to);
    this.#checkRemoval(source.folder, existing, from);
    if (target.existing) this.#checkRemoval(target.folder, target.existing, to);
    else checkFolderChange(this.view, target.folder, to);
    const { fileSystem } = source.folder.mount;
    fileSystem.rename(source.folder.inode, source.name, target.folder.inode, target.name);
  }

  link(existing: string, path: string): void {
    const source = locate(this.view, existing, { noFollow: true });
    const target = this.#free(path);
    if (source.inode.kind === 'directory') throw new Errno('EPERM', existing);
    if (source.mount !== target.folder.mount) throw new Errno('EXDEV', path);
    if (!mayLinkTo(this.view.credentials, source.inode)) throw new Errno('EPERM', path);
    checkFolderChange(this.view, target.folder, path);
    target.folder.mount.fileSystem.link(target.folder.inode, target.name, source.inode);
  }

  symlink(target: string, path: string): void {
    if (target === '') throw new Errno('ENOENT', path);
    makeNode(this.view, this.#free(path), path, { kind: 'symlink', target, mode: 0o777 });
  }

  readlink(path: string): string {
    const { inode } = locate(this.view, path, { noFollow: true });
    if (inode.kind !== 'symlink') throw new Errno('EINVAL', path);
    return inode.target ?? '';
  }

  mkfifo(path: string, mode = 0o666): void {
    makeNode(this.view, this.#free(path), path, { kind: 'fifo', mode });
  }

  mknod(path: string, kind: 'character' | 'block', major: number, minor: number, mode = 0o666): void {
    const target = this.#free(path);
    if (!this.view.credentials.capabilities.has('MKNOD')) throw new Errno('EPERM', path);
    makeNode(this.view, target, path, { kind, major, minor, mode });
  }

  realpath(path: string): string {
    return pathOf(locate(this.view, path), this.view.root);
  }

  chmod(path: string, mode: number): void {
    const { credentials } = this.view;
    const { gid } = locate(this.view, path).inode;
    const isMember = credentials.gid === gid || credentials.groups.includes(gid);
    const mayKeepSetgid = isMember || credentials.capabilities.has('FSETID');
    this.#change(path, { mode: mode & (mayKeepSetgid ? 0o7777 : 0o5777) });
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
    const { inode } = locate(this.view, path, options);
    // "Now" is for anybody who may write; any other time is the owner's.
    const isNow = Math.abs(mtimeMs - this.view.nowMs) < 1;
    if (isNow && !actsAsOwner(this.view.credentials, inode))
      require(this.view.credentials, inode, WRITE, path);
    this.#change(path, { mtimeMs }, { ...options, isAnybodys: isNow });
  }

  truncate(path: string, sizeBytes: number): void {
    const { inode, mount } = openTarget(this.view, path, { write: true });
    if (inode.kind === 'file') mount.fileSystem.truncate(inode, sizeBytes);
  }

  snapshot(path: string): Tree {
    const { inode, mount } = locate(this.view, path);
    if (inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    require(this.view.credentials, inode, READ, path);
    return mount.fileSystem.freeze(inode);
  }

  mounts(): readonly MountEntry[] {
    return this.view.mounts.all;
  }

  mountOf(path: string): MountEntry {
    return locate(this.view, path).mount;
  }

  #change(
    path: string,
    change: MetadataChange,
    options: { readonly noFollow?: boolean; readonly isAnybodys?: boolean } = {},
  ): void {
    const { inode, mount } = locate(this.view, path, options);
    if (mount.readOnly) throw new Errno('EROFS', path);
    if (!options.isAnybodys && !actsAsOwner(this.view.credentials, inode)) throw new Errno('EPERM', path);
    mount.fileSystem.change(inode, change);
  }

  /** Where something new is to be made: nothing may be there yet, not even a link that leads nowhere. */
  #free(path: string): Target {
    const target = walk(this.view, path, false);
    if (target.existing) throw new Errno('EEXIST', path);
    return target;
  }

  #checkRemoval(folder: Location, existing: Location, path: string): void {
    if (this.view.mounts.at(pathOf(existing))) throw new Errno('EBUSY', path);
    checkFolderChange(this.view, folder, path);
    if (!mayRemoveFrom(this.view.credentials, folder.inode, existing.inode)) throw new Errno('EPERM', path);
  }
}
