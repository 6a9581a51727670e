import type { Inode, Mountable } from '../fs';
import type { MountEntry } from './process';

/** Numbers of file systems without a disk start about here on a running machine. */
const FIRST_DEVICE_ID = 41;

/** A file system (or a part of one) hung into the tree of a mount namespace. */
export interface Mount extends MountEntry {
  /** A remount changes this and the options. */
  readOnly: boolean;
  options?: string;
  readonly fileSystem: Mountable;
  /** What stands at `path`: the file system's root, or for a bind mount a folder or file of it. */
  readonly root: Inode;
  /** Tells file systems apart (st_dev); given when it is added. */
  readonly deviceId?: number;
}

/** Whether a mount has an option such as `noexec` (mount(8)). */
export function hasOption({ options }: MountEntry, name: string): boolean {
  return options?.split(',').includes(name) === true;
}

/** What a group of processes has for its file tree: mounts by their canonical paths, the last one on top. */
export class MountTable {
  readonly #mounts: Mount[] = [];
  readonly #byPath = new Map<string, Mount>();
  readonly #names = new Set<string>();
  readonly #deviceIds = new Map<Mountable, number>();

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

  /** Names in a folder that something is mounted at. */
  namesIn(folder: string): readonly string[] {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    return this.#mounts
      .filter(({ path }) => path.length > prefix.length && path.lastIndexOf('/') === prefix.length - 1)
      .filter(({ path }) => path.startsWith(prefix))
      .map(({ path }) => path.slice(prefix.length));
  }

  /** Whether something may be mounted at a path that ends in this name: a quick no for most. */
  mayEndIn(name: string): boolean {
    return this.#names.has(name);
  }

  /** Whether anything is mounted at or below that path. */
  isBusy(path: string): boolean {
    return this.#mounts.some((mount) => mount.path === path || mount.path.startsWith(`${path}/`));
  }

  add(added: Mount): void {
    const deviceId = this.#deviceIds.get(added.fileSystem) ?? FIRST_DEVICE_ID + this.#deviceIds.size;
    this.#deviceIds.set(added.fileSystem, deviceId);
    const mount = { ...added, deviceId };
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
