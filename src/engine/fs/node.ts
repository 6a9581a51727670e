/**
 * The nodes of a file tree. A tree is an immutable value: whoever changes it gets another one that shares
 * what stayed the same. Source of the kinds and the mode bits: POSIX `<sys/stat.h>`.
 */

/** What `stat` tells about any node. `mode` holds the 12 permission bits only; the kind says the rest. */
export interface Metadata {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since the epoch. */
  readonly mtimeMs: number;
}

/**
 * A file's bytes that nobody wrote out: `sizeBytes` bytes, of which `head` is the start and the rest is
 * filler made from `seed`. Programs of base images are such files: real sizes without real megabytes.
 */
export interface SyntheticContent {
  readonly head: Uint8Array;
  readonly sizeBytes: number;
  readonly seed: string;
}

export type Content = Uint8Array | SyntheticContent;

export interface FileNode extends Metadata {
  readonly kind: 'file';
  readonly content: Content;
  /** Files with the same link id (unique in one tree) are one file with several names. */
  readonly linkId?: number;
}
export interface DirectoryNode extends Metadata {
  readonly kind: 'directory';
  readonly entries: ReadonlyMap<string, Node>;
  /** Whether more than one layer has this folder: where they lie on each other its links are not counted. */
  readonly isMerged?: true;
}
export interface SymlinkNode extends Metadata {
  readonly kind: 'symlink';
  readonly target: string;
}
export interface DeviceNode extends Metadata {
  readonly kind: 'character' | 'block';
  readonly major: number;
  readonly minor: number;
}
export interface FifoNode extends Metadata {
  readonly kind: 'fifo' | 'socket';
}

export type Node = FileNode | DirectoryNode | SymlinkNode | DeviceNode | FifoNode;
export type NodeKind = Node['kind'];

/** A whole file tree: its root folder. */
export type Tree = DirectoryNode;
