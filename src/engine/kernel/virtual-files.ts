import { FsError, type Inode, type Mountable } from '../fs';
import type { OpenFile } from './open-file';

interface Owned {
  readonly mode?: number;
  /** Default root. */
  readonly uid?: number;
  readonly gid?: number;
}

/** A node of a file system that is computed when it is looked at: /proc, /sys, /dev/pts. */
export type VirtualNode = Owned &
  (
    | { readonly kind: 'directory'; readonly entries: () => Iterable<readonly [string, VirtualNode]> }
    | { readonly kind: 'file'; readonly text: () => string; readonly write?: (text: string) => void }
    | {
        readonly kind: 'symlink';
        readonly target: () => string;
        /** Default 0. */
        readonly sizeBytes?: number;
        /** The open file that a link under /proc/<pid>/fd stands for. */
        readonly file?: () => OpenFile;
      }
    | { readonly kind: 'character'; readonly major: number; readonly minor: number }
  );

export const virtualFolder = (
  entries: () => Iterable<readonly [string, VirtualNode]>,
  owned: Owned = {},
): VirtualNode => ({ kind: 'directory', entries, ...owned });

export const virtualFile = (
  text: () => string,
  owned: Owned & { readonly write?: (text: string) => void } = {},
): VirtualNode => ({ kind: 'file', text, ...owned });

export const virtualLink = (target: () => string): VirtualNode => ({ kind: 'symlink', target });

const USUAL_MODES = { directory: 0o555, file: 0o444, symlink: 0o777, character: 0o444 } as const;

class VirtualInode implements Inode {
  constructor(
    readonly owner: VirtualFileSystem,
    readonly path: string,
    readonly ino: number,
    readonly node: VirtualNode,
    readonly mtimeMs: number,
  ) {}

  get kind(): VirtualNode['kind'] {
    return this.node.kind;
  }

  get uid(): number {
    return this.node.uid ?? 0;
  }

  get gid(): number {
    return this.node.gid ?? 0;
  }

  get ctimeMs(): number {
    return this.mtimeMs;
  }

  get mode(): number {
    return this.node.mode ?? USUAL_MODES[this.node.kind];
  }

  get nlink(): number {
    return this.node.kind === 'directory' ? 2 : 1;
  }

  /** Computed files say that they are empty, whatever is read from them. */
  get sizeBytes(): number {
    return this.node.kind === 'symlink' ? (this.node.sizeBytes ?? 0) : 0;
  }

  get target(): string {
    return this.node.kind === 'symlink' ? this.node.target() : '';
  }

  get major(): number | undefined {
    return this.node.kind === 'character' ? this.node.major : undefined;
  }

  get minor(): number | undefined {
    return this.node.kind === 'character' ? this.node.minor : undefined;
  }
}

export class VirtualFileSystem implements Mountable {
  readonly root: Inode;
  readonly #numbers = new Map<string, number>();

  constructor(
    readonly type: string,
    root: VirtualNode,
    private readonly nowMs: () => number,
  ) {
    this.root = new VirtualInode(this, '', 1, root, nowMs());
  }

  lookup(directory: Inode, name: string): Inode | undefined {
    for (const [entry, node] of this.#entries(directory)) {
      if (entry === name) return this.#inode(`${this.#own(directory).path}/${name}`, node);
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
    if (node.kind !== 'file' || node.write === undefined) throw new FsError('EINVAL');
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

  freeze(): never {
    throw new FsError('EPERM');
  }

  /** A path keeps its inode number. */
  #inode(path: string, node: VirtualNode): VirtualInode {
    const ino = this.#numbers.get(path) ?? this.#numbers.size + 2;
    this.#numbers.set(path, ino);
    return new VirtualInode(this, path, ino, node, this.nowMs());
  }

  #entries(directory: Inode): Iterable<readonly [string, VirtualNode]> {
    const { node } = this.#own(directory);
    return node.kind === 'directory' ? node.entries() : [];
  }

  #own(inode: Inode): VirtualInode {
    if (inode instanceof VirtualInode && inode.owner === this) return inode;
    throw new FsError('EXDEV');
  }
}

/** The open file that a /proc/<pid>/fd link stands for. */
export function descriptorLink(inode: Inode): OpenFile | undefined {
  return inode instanceof VirtualInode && inode.node.kind === 'symlink' ? inode.node.file?.() : undefined;
}
