import { FsError, type Inode, type Mountable } from '../fs';

/** A file system that is computed when it is looked at: /proc, /sys. */
export type VirtualNode =
  | {
      readonly kind: 'directory';
      readonly entries: () => Iterable<readonly [string, VirtualNode]>;
      readonly mode?: number;
    }
  | {
      readonly kind: 'file';
      readonly text: () => string;
      readonly mode?: number;
      readonly write?: (text: string) => void;
    }
  | {
      readonly kind: 'symlink';
      readonly target: () => string;
      readonly fd?: { readonly pid: number; readonly fd: number };
    };

class VirtualInode implements Inode {
  readonly uid = 0;
  readonly gid = 0;
  readonly ctimeMs: number;

  constructor(
    readonly ino: number,
    readonly node: VirtualNode,
    readonly mtimeMs: number,
  ) {
    this.ctimeMs = mtimeMs;
  }

  get kind(): VirtualNode['kind'] {
    return this.node.kind;
  }

  get mode(): number {
    if (this.node.kind === 'symlink') return 0o777;
    return this.node.mode ?? (this.node.kind === 'directory' ? 0o555 : 0o444);
  }

  get nlink(): number {
    return this.node.kind === 'directory' ? 2 : 1;
  }

  get sizeBytes(): number {
    return 0;
  }

  get target(): string {
    return this.node.kind === 'symlink' ? this.node.target() : '';
  }
}

export class VirtualFileSystem implements Mountable {
  readonly root: Inode;
  #lastIno = 1;

  constructor(
    readonly type: string,
    root: VirtualNode,
    private readonly nowMs: () => number,
  ) {
    this.root = new VirtualInode(1, root, nowMs());
  }

  lookup(directory: Inode, name: string): Inode | undefined {
    for (const [entry, node] of this.#entries(directory)) {
      if (entry === name) return new VirtualInode(++this.#lastIno, node, this.nowMs());
    }
    return undefined;
  }

  list(directory: Inode): readonly string[] {
    return [...this.#entries(directory)].map(([name]) => name);
  }

  readAll(file: Inode): Uint8Array {
    const { node } = this.#own(file);
    return new TextEncoder().encode(node.kind === 'file' ? node.text() : '');
  }

  read(file: Inode, offset: number, length: number): Uint8Array {
    return this.readAll(file).subarray(offset, offset + length);
  }

  write(file: Inode, _offset: number, bytes: Uint8Array): void {
    const { node } = this.#own(file);
    if (node.kind !== 'file' || node.write === undefined) throw new FsError('EACCES');
    node.write(new TextDecoder().decode(bytes));
  }

  create(): never {
    throw new FsError('ENOENT');
  }

  link(): never {
    throw new FsError('EPERM');
  }

  remove(): never {
    throw new FsError('EPERM');
  }

  rename(): never {
    throw new FsError('EPERM');
  }

  truncate(): void {
    // Writing to such a file replaces nothing.
  }

  change(): never {
    throw new FsError('EPERM');
  }

  graft(): never {
    throw new FsError('EPERM');
  }

  #entries(directory: Inode): Iterable<readonly [string, VirtualNode]> {
    const { node } = this.#own(directory);
    return node.kind === 'directory' ? node.entries() : [];
  }

  #own(inode: Inode): VirtualInode {
    if (!(inode instanceof VirtualInode)) throw new FsError('EINVAL');
    return inode;
  }
}

/** Which descriptor a /proc/<pid>/fd link stands for. */
export function descriptorLink(inode: Inode): { readonly pid: number; readonly fd: number } | undefined {
  return inode instanceof VirtualInode && inode.node.kind === 'symlink' ? inode.node.fd : undefined;
}
