import { FileSystem, pathNames, type Inode, type Node, type Tree } from '../../fs';
import { FileOpError } from './file-op-error';
import type { Owner } from './owner';

const maxSymlinks = 255;

/**
 * A tree that COPY, ADD and WORKDIR write into, as BuildKit does: from outside, as root, with symlinks resolved
 * inside of it. `mountPoint` is where BuildKit would have mounted it: some errors tell it.
 */
export class TreeWriter {
  readonly disk: FileSystem;

  constructor(
    tree: Tree,
    readonly nowMs: number,
    readonly mountPoint: string,
  ) {
    this.disk = new FileSystem({ tree, type: 'overlay', nowMs: () => nowMs });
  }

  /** The tree as it is now. */
  get tree(): Tree {
    return this.disk.snapshot();
  }

  /**
   * The path with all symlinks followed, the last one too; what is not there is taken as it is written.
   * Source: containerd continuity fs.RootPath.
   */
  rootPath(path: string): string {
    const ahead = [...pathNames(path)].reverse();
    const names: string[] = [];
    let followed = 0;
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      if (name === '..') {
        names.pop();
        continue;
      }
      const inode = this.at(`/${[...names, name].join('/')}`);
      if (inode?.kind !== 'symlink') {
        names.push(name);
        continue;
      }
      followed += 1;
      if (followed > maxSymlinks) throw new FileOpError('operation', 'too many links');
      const target = inode.target ?? '';
      if (target.startsWith('/')) names.length = 0;
      ahead.push(...[...pathNames(target)].reverse());
    }
    return `/${names.join('/')}`;
  }

  /** What is at a path, name by name. */
  at(path: string): Inode | undefined {
    let inode: Inode = this.disk.root;
    for (const name of pathNames(path)) {
      if (inode.kind !== 'directory') return undefined;
      const next = this.disk.lookup(inode, name);
      if (next === undefined) return undefined;
      inode = next;
    }
    return inode;
  }

  /** Makes the folder and those on the way that are missing, 0755. Throws FileOpError where a file is in the way. */
  makeFolders(path: string, owner: Owner): Inode {
    let inode: Inode = this.disk.root;
    let prefix = '';
    for (const name of pathNames(path)) {
      prefix += `/${name}`;
      const next = this.disk.lookup(inode, name);
      if (next !== undefined && next.kind !== 'directory')
        throw new FileOpError('operation', `mkdir ${prefix}: not a directory`);
      inode = next ?? this.disk.create(inode, name, { kind: 'directory', mode: 0o755, ...owner });
    }
    return inode;
  }

  /** Puts a new node at the path, whose folder is there and which is free; a folder comes empty. */
  create(path: string, node: Node): Inode {
    const { folder, name } = this.#placeOf(path);
    const { mode, uid, gid, mtimeMs } = node;
    const base = { mode, uid, gid };
    const inode = this.disk.create(
      folder,
      name,
      node.kind === 'directory' ? { kind: 'directory', ...base } : { ...node, ...base },
    );
    this.disk.change(inode, { mtimeMs });
    return inode;
  }

  /** A folder with all that is in it, in one step. */
  graft(path: string, tree: Tree): void {
    const { folder, name } = this.#placeOf(path);
    this.disk.graft(folder, name, tree);
  }

  /** Another name for a file. */
  link(path: string, file: Inode): void {
    const { folder, name } = this.#placeOf(path);
    this.disk.link(folder, name, file);
  }

  /** Takes away what is at the path, with all that is in it. */
  removeAll(path: string): void {
    const inode = this.at(path);
    if (inode === undefined || path === '/') return;
    if (inode.kind === 'directory')
      for (const name of [...this.disk.list(inode)]) this.removeAll(`${path}/${name}`);
    const { folder, name } = this.#placeOf(path);
    this.disk.remove(folder, name);
  }

  #placeOf(path: string): { readonly folder: Inode; readonly name: string } {
    const slash = path.lastIndexOf('/');
    const folder = this.at(path.slice(0, slash));
    if (folder === undefined) throw new TypeError(`no folder for ${path}`);
    return { folder, name: path.slice(slash + 1) };
  }
}
