import { contentSize, sameContent, type DirectoryNode, type Metadata, type Node, type Tree } from '../../fs';
import { parseIgnoreFile } from '../../dockerfile';
import { followedPaths } from './context-paths';
import { filterTree, sortedEntries } from './filter-tree';
import { dataPacketsBytes, FIN_PACKET_BYTES, statPacketsBytes, statsCount } from './packets';
import { excluding, including } from './path-filters';

/**
 * What the builder keeps of a folder from one build to the next, so that only changes have to be sent. `hashed`
 * is what cache keys go by: it has the files of `tree`, but a folder that was already there keeps the mode and
 * owner with which it first came (BuildKit's contenthash is not told of such a change).
 */
export interface ContextCopy {
  /** The folder as the client saw it. */
  readonly sent: Tree;
  readonly tree: Tree;
  readonly hashed: Tree;
}

export interface ContextRequest {
  readonly folder: Tree;
  /** Text of the .dockerignore; undefined: there is none. */
  readonly ignore: string | undefined;
  /** Relative paths that the build needs, with wildcards (`contextPathsOf`); undefined: everything. */
  readonly paths: readonly string[] | undefined;
}

export interface SentContext {
  readonly copy: ContextCopy;
  /** What `transferring context` reports. */
  readonly sentBytes: number;
}

/**
 * Brings the builder's copy of a folder up to date, as the client does: it tells of every file that the build
 * needs and that is not ignored, and sends those that are not as before.
 * Everything belongs to root. Throws FileOpError for a bad pattern. Source: tonistiigi/fsutil send and receive.
 */
export function sendContext(
  previous: ContextCopy | undefined,
  { folder, ignore, paths }: ContextRequest,
): SentContext {
  const patterns = ignore === undefined ? [] : parseIgnoreFile(ignore);
  const allowed = patterns.length === 0 ? folder : filterTree(folder, excluding(patterns));
  const wanted = paths === undefined ? undefined : followedPaths(allowed, paths);
  const needed = wanted === undefined ? allowed : filterTree(allowed, including(wanted));
  const sent = rootsOwn({ ...needed, mode: 0o755, mtimeMs: 0 });
  return receive(previous, sent);
}

/** Sends one file of a folder, such as the Dockerfile: its bytes on the wire. undefined: it is not there. */
export function sendFile(name: string, node: Node | undefined): number {
  if (node === undefined) return FIN_PACKET_BYTES;
  const entries = new Map([[name, node]]);
  const folder: Tree = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtimeMs: 0, entries };
  return sendContext(undefined, { folder, ignore: undefined, paths: undefined }).sentBytes;
}

const owned = new WeakMap<Node, Node>();

function rootsOwn(folder: DirectoryNode): DirectoryNode {
  const entries = new Map<string, Node>();
  let isSame = folder.uid === 0 && folder.gid === 0;
  for (const [name, node] of folder.entries) {
    // Sockets are not sent.
    if (node.kind === 'socket') {
      isSame = false;
      continue;
    }
    const child = rootsOwnNode(node);
    if (child !== node) isSame = false;
    entries.set(name, child);
  }
  return isSame ? folder : { ...folder, uid: 0, gid: 0, entries };
}

function rootsOwnNode(node: Node): Node {
  const cached = owned.get(node);
  if (cached !== undefined) return cached;
  const isRoots = node.uid === 0 && node.gid === 0;
  const changed = node.kind === 'directory' ? rootsOwn(node) : isRoots ? node : { ...node, uid: 0, gid: 0 };
  owned.set(node, changed);
  return changed;
}

interface Received {
  readonly tree: Node;
  readonly hashed: Node;
}

function receive(previous: ContextCopy | undefined, sent: Tree): SentContext {
  let dataBytes = 0;
  /** What is told of before a node, in the order of a walk: files are asked for by that number. */
  let position = 0;
  const seenLinks = new Set<number>();

  const receiveNode = (old: (Received & { readonly sent: Node }) | undefined, node: Node): Received => {
    if (old?.sent === node) {
      position += statsCount(node);
      return old;
    }
    const id = position;
    position += 1;
    if (node.kind === 'directory') return receiveFolder(old, node);
    if (old !== undefined && isUnchanged(old.tree, node)) return old;
    const isLink = node.kind === 'file' && node.linkId !== undefined && seenLinks.has(node.linkId);
    if (node.kind === 'file' && !isLink) dataBytes += dataPacketsBytes(id, contentSize(node.content));
    if (node.kind === 'file' && node.linkId !== undefined) seenLinks.add(node.linkId);
    return { tree: node, hashed: node };
  };

  const receiveFolder = (
    old: (Received & { readonly sent: Node }) | undefined,
    node: DirectoryNode,
  ): { readonly tree: DirectoryNode; readonly hashed: DirectoryNode } => {
    const trees = new Map<string, Node>();
    const hashes = new Map<string, Node>();
    for (const [name, child] of sortedEntries(node)) {
      const before = childOf(old, name);
      const received = receiveNode(before, child);
      trees.set(name, received.tree);
      hashes.set(name, received.hashed);
    }
    const hashedMetadata: Metadata = old?.hashed.kind === 'directory' ? old.hashed : node;
    const isSame = [...node.entries].every(([name, child]) => trees.get(name) === child);
    const tree = isSame ? node : { ...node, entries: trees };
    const { mode, uid, gid } = hashedMetadata;
    const isHashedSame =
      mode === node.mode &&
      uid === node.uid &&
      gid === node.gid &&
      [...hashes].every(([name, child]) => trees.get(name) === child);
    return { tree, hashed: isHashedSame ? tree : { ...node, mode, uid, gid, entries: hashes } };
  };

  const { tree, hashed } = receiveFolder(previous, sent);
  const sentBytes = statPacketsBytes(sent) + dataBytes + FIN_PACKET_BYTES;
  return { copy: { sent, tree, hashed }, sentBytes };
}

function childOf(
  old: (Received & { readonly sent: Node }) | undefined,
  name: string,
): (Received & { readonly sent: Node }) | undefined {
  if (old?.sent.kind !== 'directory' || old.tree.kind !== 'directory' || old.hashed.kind !== 'directory')
    return undefined;
  const sent = old.sent.entries.get(name);
  const tree = old.tree.entries.get(name);
  const hashed = old.hashed.entries.get(name);
  return sent && tree && hashed ? { sent, tree, hashed } : undefined;
}

/**
 * Whether a file is as it was. BuildKit compares sizes and times only; our times are of milliseconds, in which
 * much happens, so bytes are compared as well.
 */
function isUnchanged(old: Node, node: Node): boolean {
  if (old.kind !== node.kind || old.mode !== node.mode || old.mtimeMs !== node.mtimeMs) return false;
  if (old.kind === 'file' && node.kind === 'file')
    return old.linkId === node.linkId && sameContent(old.content, node.content);
  if (old.kind === 'symlink' && node.kind === 'symlink') return old.target === node.target;
  return true;
}
