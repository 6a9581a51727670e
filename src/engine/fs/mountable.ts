import type { Content, NodeKind, Tree } from './node';

/** A live file of a file system, with identity: two names of one file have the same inode. */
export interface Inode {
  readonly ino: number;
  readonly kind: NodeKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly nlink: number;
  /** Of a folder: whether it is in more than one of the layers that a tree is made of. */
  readonly isMerged?: boolean;
  readonly sizeBytes: number;
  /** Of a symlink. */
  readonly target?: string;
  /** Of a device. */
  readonly major?: number;
  readonly minor?: number;
}

export interface MetadataChange {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtimeMs?: number;
}

export type NewNode = { readonly mode: number; readonly uid: number; readonly gid: number } & (
  | { readonly kind: 'file'; readonly content?: Content }
  | { readonly kind: 'directory' }
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: 'character' | 'block'; readonly major: number; readonly minor: number }
  | { readonly kind: 'fifo' | 'socket' }
);

/**
 * What can be mounted: a place that changes, behind one interface for disks (`FileSystem`), /proc and /sys.
 * It checks nothing but structure (ENOENT, EEXIST, ENOTDIR, EISDIR, ENOTEMPTY, EXDEV): permissions, mounts,
 * symlinks and paths are the kernel's. Every failure is thrown as an `FsError` with a POSIX code.
 */
export interface Mountable {
  /** As /proc/mounts names it: overlay, ext4, tmpfs, proc … */
  readonly type: string;
  /** Room in use, in whole blocks; undefined where nothing takes any. */
  readonly usedBytes?: number;
  readonly root: Inode;
  lookup(directory: Inode, name: string): Inode | undefined;
  /** Names in the order they were made (a real folder has no order; `ls` sorts). */
  list(directory: Inode): readonly string[];
  create(directory: Inode, name: string, node: NewNode): Inode;
  link(directory: Inode, name: string, file: Inode): void;
  /** Removes a name; a folder must be empty. */
  remove(directory: Inode, name: string): void;
  rename(fromDirectory: Inode, fromName: string, toDirectory: Inode, toName: string): void;
  /** All of a file's bytes (synthetic content written out). */
  readAll(file: Inode): Uint8Array;
  /** At most `length` bytes from `offset`; synthetic content is made only as far as asked. */
  read(file: Inode, offset: number, length: number): Uint8Array;
  write(file: Inode, offset: number, bytes: Uint8Array): void;
  truncate(file: Inode, sizeBytes: number): void;
  change(inode: Inode, change: MetadataChange): void;
  /** Puts a whole subtree in place (replacing what is there): one step whatever its size. */
  graft(directory: Inode, name: string, tree: Tree): Inode;
  /** A folder with all that is in it as an immutable tree: costs what changed since the last time. */
  freeze(directory: Inode): Tree;
}
