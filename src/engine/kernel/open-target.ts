import type { NewNode } from '../fs';
import { Errno } from './errno';
import { type Location, type Target, type Viewpoint, walk } from './path-walk';
import { EXECUTE, READ, require, WRITE } from './permissions';
import type { OpenOptions } from './process';

/** Who does file calls, and with what umask: a process. */
export interface FilesView extends Viewpoint {
  readonly umask: number;
  readonly nowMs: number;
}

/** Finds or makes the file that an open(2) names, with all its checks. A descriptor's link is found as itself. */
export function openTarget(view: FilesView, path: string, options: OpenOptions): Location {
  const isNew = options.create === true && options.exclusive === true;
  const target = walk(view, path, !isNew);
  const { existing } = target;
  if (existing === undefined) {
    if (!options.create) throw new Errno('ENOENT', path);
    if (target.mustBeFolder) throw new Errno('EISDIR', path);
    return makeNode(view, target, path, { kind: 'file', mode: options.mode ?? 0o666 });
  }
  if (isNew) throw new Errno('EEXIST', path);
  const { inode, mount } = existing;
  const writes = options.write === true || options.append === true;
  const reads = options.read ?? !writes;
  if (target.mustBeFolder && inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
  if (inode.kind === 'directory' && writes) throw new Errno('EISDIR', path);
  // Linux asks the mount first where the file is to be emptied (fs/namei.c, do_open).
  if (inode.kind === 'file' && options.truncate && mount.readOnly) throw new Errno('EROFS', path);
  require(view.credentials, inode, (reads ? READ : 0) | (writes ? WRITE : 0), path);
  if (inode.kind === 'file' && writes) {
    if (mount.readOnly) throw new Errno('EROFS', path);
    if (options.truncate) mount.fileSystem.truncate(inode, 0);
  }
  return existing;
}

type Unowned = NewNode extends infer Kind
  ? Kind extends NewNode
    ? Omit<Kind, 'uid' | 'gid'>
    : never
  : never;

/** Makes what a path names, owned by who makes it; a folder with the setgid bit hands its group on. */
export function makeNode(view: FilesView, { folder, name }: Target, path: string, node: Unowned): Location {
  checkFolderChange(view, folder, path);
  // A folder that was removed while somebody was in it takes nothing any more.
  if (folder.inode.nlink === 0) throw new Errno('ENOENT', path);
  const inheritsGroup = (folder.inode.mode & 0o2000) !== 0;
  const mode = node.kind === 'symlink' ? 0o777 : node.mode & ~view.umask;
  const owned: NewNode = {
    ...node,
    mode: node.kind === 'directory' && inheritsGroup ? mode | 0o2000 : mode,
    uid: view.credentials.uid,
    gid: inheritsGroup ? folder.inode.gid : view.credentials.gid,
  };
  const inode = folder.mount.fileSystem.create(folder.inode, name, owned);
  return { mount: folder.mount, inode, name, parent: folder };
}

/** Whether names may be made in or taken from a folder: EROFS before EACCES, as Linux. */
export function checkFolderChange(view: FilesView, folder: Location, path: string): void {
  if (folder.mount.readOnly) throw new Errno('EROFS', path);
  require(view.credentials, folder.inode, WRITE | EXECUTE, path);
}
