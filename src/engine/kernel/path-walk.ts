import type { Inode } from '../fs';
import { Errno } from './errno';
import type { Mount, MountTable } from './mounts';
import { EXECUTE, require } from './permissions';
import type { Credentials } from './process';
import { descriptorLink } from './virtual-files';

const MAX_SYMLINKS = 40;
const MAX_NAME_BYTES = 255;

/** A file where a path leads, and the folders above it up to the root: `..` goes back along them. */
export interface Location {
  readonly mount: Mount;
  readonly inode: Inode;
  readonly name: string;
  readonly parent?: Location;
}

/** Where a process looks from. */
export interface Viewpoint {
  readonly mounts: MountTable;
  readonly root: Location;
  readonly cwd: Location;
  readonly credentials: Credentials;
}

/** The last name of a path and the folder that it is, or would be, in. */
export interface Target {
  readonly folder: Location;
  readonly name: string;
  readonly existing: Location | undefined;
  /** The path ended in a slash: it must be a folder. */
  readonly mustBeFolder: boolean;
}

export function rootLocation(mounts: MountTable): Location {
  return { mount: mounts.root, inode: mounts.root.root, name: '' };
}

/** The canonical path of a location, as seen from the root of its mount table. */
export function pathOf(location: Location, root?: Location): string {
  const names: string[] = [];
  for (let at: Location | undefined = location; at?.parent && at !== root; at = at.parent)
    names.unshift(at.name);
  return `/${names.join('/')}`;
}

/** Follows a path to what it names; a symlink at its end too, unless `noFollow`. Throws ENOENT and the like. */
export function locate(
  view: Viewpoint,
  path: string,
  options: { readonly noFollow?: boolean } = {},
): Location {
  const { existing, mustBeFolder } = walk(view, path, options.noFollow !== true);
  if (existing === undefined) throw new Errno('ENOENT', path);
  if (mustBeFolder && existing.inode.kind !== 'directory') {
    if (existing.inode.kind === 'symlink' && options.noFollow) return locate(view, path);
    throw new Errno('ENOTDIR', path);
  }
  return existing;
}

/** Follows a path to its last name, which need not exist; a symlink there is followed if `follow`. */
export function walk(view: Viewpoint, path: string, follow: boolean): Target {
  if (path === '') throw new Errno('ENOENT', path);
  const mustBeFolder = /\/\.?$/.test(path) || path === '.' || path === '..';
  const ahead = names(path).reverse();
  let at = path.startsWith('/') ? view.root : view.cwd;
  let links = 0;
  for (;;) {
    const name = ahead.pop();
    if (name === undefined) return { folder: at.parent ?? at, name: at.name, existing: at, mustBeFolder };
    if (at.inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    require(view.credentials, at.inode, EXECUTE, path);
    if (name === '.') continue;
    if (name === '..') {
      at = sameLocation(at, view.root) ? at : (at.parent ?? at);
      continue;
    }
    if (name.length > MAX_NAME_BYTES) throw new Errno('ENAMETOOLONG', path);
    const next = step(view.mounts, at, name);
    const isLast = ahead.length === 0;
    if (next === undefined) {
      if (isLast) return { folder: at, name, existing: undefined, mustBeFolder };
      throw new Errno('ENOENT', path);
    }
    if (isLast && descriptorLink(next.inode)) return { folder: at, name, existing: next, mustBeFolder };
    if (next.inode.kind === 'symlink' && (!isLast || follow)) {
      if (++links > MAX_SYMLINKS) throw new Errno('ELOOP', path);
      const target = next.inode.target ?? '';
      ahead.push(...names(target).reverse());
      if (target.startsWith('/')) at = view.root;
      continue;
    }
    if (isLast) return { folder: at, name, existing: next, mustBeFolder };
    at = next;
  }
}

function step(mounts: MountTable, folder: Location, name: string): Location | undefined {
  const inode = folder.mount.fileSystem.lookup(folder.inode, name);
  const here = { mount: folder.mount, name, parent: folder };
  const mount = mounts.mayEndIn(name) ? mounts.at(pathOf({ ...here, inode: folder.inode })) : undefined;
  if (mount) return { mount, inode: mount.root, name, parent: folder };
  return inode === undefined ? undefined : { ...here, inode };
}

export function sameLocation(a: Location, b: Location): boolean {
  return a.inode === b.inode && a.mount === b.mount;
}

function names(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}
