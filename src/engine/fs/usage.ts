import { contentSize } from './content';
import { linkGroups } from './link-groups';
import type { DirectoryNode, Node, Tree } from './node';

/** Of a disk like the one that Docker's data lies on in the recordings: ext4. */
export const BLOCK_BYTES = 4096;
/** Symlinks shorter than this are kept in the inode and use no block (ext4 fast symlinks). */
const fastSymlinkBytes = 60;

/** Room that `bytes` bytes of a file take on disk. */
export function blocksBytes(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}

/** A folder's own room on disk: a record of 8 bytes and the name, in fours, for each entry and for `.` and `..`. */
export function directoryBytes(names: Iterable<string>): number {
  let bytes = 2 * 12;
  for (const name of names) bytes += directoryRecordBytes(name.length);
  return blocksBytes(bytes);
}

export function directoryRecordBytes(nameLength: number): number {
  return 8 + Math.ceil(nameLength / 4) * 4;
}

export interface Usage {
  readonly nodes: number;
  /** As `ls -l` counts: the sum of the files' lengths. */
  readonly apparentBytes: number;
  /** As `du` counts, folders included: whole blocks, a file with several names once. */
  readonly diskBytes: number;
}

const known = new WeakMap<DirectoryNode, Usage>();

/** What a tree takes, with its root. What was counted once is not counted again. */
export function treeUsage(tree: Tree): Usage {
  let { nodes, apparentBytes, diskBytes } = unlinkedUsage(tree);
  for (const [path] of linkGroups(tree).values()) {
    const file = path === undefined ? undefined : fileAt(tree, path);
    if (file === undefined) continue;
    nodes += 1;
    apparentBytes += nodeApparentBytes(file);
    diskBytes += nodeDiskBytes(file);
  }
  return { nodes, apparentBytes, diskBytes };
}

function unlinkedUsage(tree: Tree): Usage {
  const cached = known.get(tree);
  if (cached !== undefined) return cached;
  let nodes = 1;
  let apparentBytes = 0;
  let diskBytes = directoryBytes(tree.entries.keys());
  for (const node of tree.entries.values()) {
    if (node.kind === 'directory') {
      const below = unlinkedUsage(node);
      nodes += below.nodes;
      apparentBytes += below.apparentBytes;
      diskBytes += below.diskBytes;
    } else if (node.kind !== 'file' || node.linkId === undefined) {
      nodes += 1;
      apparentBytes += nodeApparentBytes(node);
      diskBytes += nodeDiskBytes(node);
    }
  }
  const usage = { nodes, apparentBytes, diskBytes };
  known.set(tree, usage);
  return usage;
}

function fileAt(tree: Tree, path: string): Node | undefined {
  let node: Node | undefined = tree;
  for (const name of path.split('/')) node = node?.kind === 'directory' ? node.entries.get(name) : undefined;
  return node;
}

function nodeApparentBytes(node: Node): number {
  if (node.kind === 'file') return contentSize(node.content);
  return node.kind === 'symlink' ? node.target.length : 0;
}

/** Room on disk of a node alone (a folder: without what is in it). */
export function nodeDiskBytes(node: Node): number {
  switch (node.kind) {
    case 'file':
      return blocksBytes(contentSize(node.content));
    case 'symlink':
      return node.target.length < fastSymlinkBytes ? 0 : blocksBytes(node.target.length);
    case 'directory':
      return directoryBytes(node.entries.keys());
    default:
      return 0;
  }
}
