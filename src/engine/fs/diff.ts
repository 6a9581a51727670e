import { sameContent } from './content';
import { folderLinks, linkGroups, type LinkGroups } from './link-groups';
import type { DirectoryNode, Node, Tree } from './node';
import { compareNames } from './paths';
import { nodeAt, TreeBuilder } from './tree';
import { BLOCK_BYTES, directoryRecordBytes, nodeDiskBytes } from './usage';

/**
 * One difference between two trees: what an upper holds over its lower. Paths are absolute. Of a folder that
 * was added or modified only the metadata counts: what is in it has changes of its own. `opaque`: nothing
 * that lower has in this folder shows through (other tools' layers have it; `diffTrees` names each deletion).
 */
export type Change =
  | { readonly kind: 'added' | 'modified'; readonly path: string; readonly node: Node }
  | { readonly kind: 'deleted' | 'opaque'; readonly path: string };

/**
 * What makes `upper` of `lower`, a folder before what is in it, names in byte order. A folder with changes in
 * it counts as modified (as in `docker diff`, and as a layer's tar lists it), a folder's time alone does not.
 * Of a deleted folder only its own path is named. The roots are not compared.
 */
export function diffTrees(lower: Tree, upper: Tree): readonly Change[] {
  if (lower === upper) return [];
  const changes: Change[] = [];
  diffDirectories(lower, upper, '', relinked(lower, upper), changes);
  return changes;
}

/** Paths whose names were tied together or apart, and the folders that lead to them. */
interface Relinked {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

function diffDirectories(
  lower: DirectoryNode | undefined,
  upper: DirectoryNode,
  prefix: string,
  links: Relinked,
  changes: Change[],
): void {
  const names = new Set([...(lower?.entries.keys() ?? []), ...upper.entries.keys()]);
  for (const name of [...names].sort(compareNames)) {
    const before = lower?.entries.get(name);
    const after = upper.entries.get(name);
    const path = `${prefix}/${name}`;
    if (before === after && !links.files.has(path) && !links.folders.has(path)) continue;
    if (after === undefined) {
      changes.push({ kind: 'deleted', path });
    } else if (after.kind === 'directory') {
      diffDirectory(before, after, path, links, changes);
    } else if (before === undefined) {
      changes.push({ kind: 'added', path, node: after });
    } else if (links.files.has(path) || !sameNode(before, after)) {
      changes.push({ kind: 'modified', path, node: after });
    }
  }
}

function diffDirectory(
  before: Node | undefined,
  after: DirectoryNode,
  path: string,
  links: Relinked,
  changes: Change[],
): void {
  const position = changes.length;
  const lower = before?.kind === 'directory' ? before : undefined;
  const kind = before === undefined ? 'added' : 'modified';
  const isChanged = lower === undefined || !sameNode(lower, after);
  if (isChanged) changes.push({ kind, path, node: after });
  diffDirectories(lower, after, path, links, changes);
  if (!isChanged && changes.length > position) changes.splice(position, 0, { kind, path, node: after });
}

/** Whether a node alone is unchanged, as a layer sees it: of a folder neither time nor entries count. */
function sameNode(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return false;
  if (a.kind === 'directory' || b.kind === 'directory') return true;
  if (a.mtimeMs !== b.mtimeMs) return false;
  switch (a.kind) {
    case 'file':
      return b.kind === 'file' && sameContent(a.content, b.content);
    case 'symlink':
      return b.kind === 'symlink' && a.target === b.target;
    case 'character':
    case 'block':
      return (b.kind === 'character' || b.kind === 'block') && a.major === b.major && a.minor === b.minor;
    default:
      return true;
  }
}

function relinked(lower: Tree, upper: Tree): Relinked {
  const lowerGroups = linkGroups(lower);
  const upperGroups = linkGroups(upper);
  const files = new Set<string>();
  if (areSameGroups(lowerGroups, upperGroups)) return { files, folders: files };
  const lowerIds = idsByPath(lowerGroups);
  const upperIds = idsByPath(upperGroups);
  // Tied together: names of one file that were not one file before.
  for (const paths of upperGroups.values()) {
    if (new Set(paths.map((path) => lowerIds.get(path) ?? path)).size > 1)
      for (const path of paths) files.add(`/${path}`);
  }
  // Tied apart: names that were one file and are still as they were, but several files.
  for (const paths of lowerGroups.values()) {
    const kept = paths.filter((path) => {
      const before = nodeAt(lower, path);
      const after = nodeAt(upper, path);
      return before !== undefined && after !== undefined && sameNode(before, after);
    });
    const [first, ...others] = kept.map((path) => upperIds.get(path) ?? path);
    kept.slice(1).forEach((path, index) => {
      if (others[index] !== first) files.add(`/${path}`);
    });
  }
  const folders = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1))
      folders.add(file.slice(0, end));
  }
  return { files, folders };
}

function areSameGroups(a: LinkGroups, b: LinkGroups): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([id, paths]) => {
    const others = b.get(id);
    return others?.length === paths.length && paths.every((path, index) => path === others[index]);
  });
}

function idsByPath(groups: LinkGroups): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const [id, paths] of groups) for (const path of paths) ids.set(path, id);
  return ids;
}

/**
 * The tree that `lower` and these changes on top of it make: what an unpacked layer is. Deletions come first,
 * wherever they stand, since they speak only of what lies below (OCI image layer specification).
 */
export function applyChanges(lower: Tree, changes: Iterable<Change>): Tree {
  const builder = new TreeBuilder(lower);
  const puts: { readonly path: string; readonly node: Node }[] = [];
  for (const change of changes) {
    if ('node' in change) puts.push(change);
    else if (change.kind === 'deleted') builder.remove(change.path);
    else builder.clear(change.path);
  }
  const links = new Map<number, number>();
  let nextLinkId = folderLinks(lower).freeId;
  for (const { path, node } of puts) {
    if (node.kind === 'directory') {
      builder.putDirectory(path, node);
    } else if (node.kind === 'file' && node.linkId !== undefined) {
      // Link ids of a layer mean nothing in the tree below it.
      const known = links.get(node.linkId);
      const linkId = known ?? nextLinkId++;
      if (known === undefined) links.set(node.linkId, linkId);
      builder.put(path, { ...node, linkId });
    } else builder.put(path, node);
  }
  return builder.build();
}

/** A tree as changes over nothing: the first layer of an image. */
export function treeAsChanges(tree: Tree): readonly Change[] {
  return diffTrees({ ...tree, entries: new Map() }, tree);
}

/**
 * Room on disk of an upper that holds these changes, its root included: what `docker history`, `docker ps -s`
 * and `SizeRw` show. A deletion (a device node 0:0) takes none.
 */
export function changesDiskBytes(changes: Iterable<Change>): number {
  const recordBytes = new Map<string, number>();
  const seenLinks = new Set<number>();
  let bytes = 0;
  for (const change of changes) {
    const slash = change.path.lastIndexOf('/');
    const folder = change.path.slice(0, slash);
    recordBytes.set(
      folder,
      (recordBytes.get(folder) ?? 24) + directoryRecordBytes(change.path.slice(slash + 1)),
    );
    if (!('node' in change)) continue;
    const { node } = change;
    if (node.kind === 'directory') {
      if (!recordBytes.has(change.path)) recordBytes.set(change.path, 24);
    } else if (node.kind !== 'file' || node.linkId === undefined || !seenLinks.has(node.linkId)) {
      bytes += nodeDiskBytes(node);
      if (node.kind === 'file' && node.linkId !== undefined) seenLinks.add(node.linkId);
    }
  }
  if (!recordBytes.has('')) recordBytes.set('', 24);
  for (const size of recordBytes.values()) bytes += Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  return bytes;
}
