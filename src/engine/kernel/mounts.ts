import type { Inode, Mountable } from '../fs';
import type { MountEntry } from './process';

/** A file system (or a part of one) hung into the tree of a mount namespace. */
export interface Mount extends MountEntry {
  readonly fileSystem: Mountable;
  /** What stands at `path`: the file system's root, or for a bind mount a folder or file of it. */
  readonly root: Inode;
}

/** What a group of processes has for its file tree: mounts by their canonical paths, the last one on top. */
export class MountTable {
  readonly #mounts: Mount[] = [];
  readonly #byPath = new Map<string, Mount>();
  readonly #names = new Set<string>();

  constructor(root: Mount) {
    this.add(root);
  }

  get root(): Mount {
    const root = this.#byPath.get('/');
    if (root === undefined) throw new Error('a mount table without a root');
    return root;
  }

  get all(): readonly Mount[] {
    return this.#mounts;
  }

  at(path: string): Mount | undefined {
    return this.#byPath.get(path);
  }

  /** Whether something may be mounted at a path that ends in this name: a quick no for most. */
  mayEndIn(name: string): boolean {
    return this.#names.has(name);
  }

  /** Whether anything is mounted at or below that path. */
  isBusy(path: string): boolean {
    return this.#mounts.some((mount) => mount.path === path || mount.path.startsWith(`${path}/`));
  }

  add(mount: Mount): void {
    this.#mounts.push(mount);
    this.#byPath.set(mount.path, mount);
    this.#names.add(mount.path.slice(mount.path.lastIndexOf('/') + 1));
  }

  remove(path: string): boolean {
    const index = this.#mounts.findLastIndex((mount) => mount.path === path);
    if (index < 0) return false;
    this.#mounts.splice(index, 1);
    const below = this.#mounts.findLast((mount) => mount.path === path);
    if (below) this.#byPath.set(path, below);
    else this.#byPath.delete(path);
    return true;
  }

  copy(): MountTable {
    const table = new MountTable(this.root);
    for (const mount of this.#mounts) if (mount !== this.root) table.add(mount);
    return table;
  }
}
