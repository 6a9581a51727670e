import { ChangeList, type Change } from './change-list';
import { sameContent } from './content';
import { folderLinks, linkGroups, type LinkGroups } from './link-groups';
import type { DirectoryNode, Node, Tree } from './node';
import { compareNames } from './paths';
import { nodeAt, TreeBuilder } from './tree';

/**
 * What makes `upper` of `lower`, a folder before what is in it, names in byte order. A folder with changes in
 * it counts as modified (as in `docker diff`, and as a layer's tar lists it), a folder's time alone does not.
 * Of a deleted folder only its own path is named. The roots are not compared.
 */
export function diffTrees(lower: Tree, upper: Tree): readonly Change[] {
  if (lower === upper) return [];
  const list = new ChangeList();
  diffDirectories(lower, upper, '', relinked(lower, upper), list);
  return list.changes();
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
  list: ChangeList,
): void {
  if (lower === undefined && links.files.size === 0) {
    list.append(addedIn(upper, prefix));
    return;
  }
  const names = new Set([...(lower?.entries.keys() ?? []), ...upper.entries.keys()]);
  for (const name of [...names].sort(compareNames)) {
    const before = lower?.entries.get(name);
    const after = upper.entries.get(name);
    const path = `${prefix}/${name}`;
    if (before === after && !links.files.has(path) && !links.folders.has(path)) continue;
    if (after === undefined) {
      list.push({ kind: 'deleted', path });
    } else if (after.kind === 'directory') {
      diffDirectory(before, after, path, links, list);
    } else if (before === undefined) {
      list.push({ kind: 'added', path, node: after });
    } else if (links.files.has(path) || !sameNode(before, after)) {
      list.push({ kind: 'modified', path, node: after });
    }
  }
}

interface Added {
  readonly prefix: string;
  readonly list: ChangeList;
}

// A cache of a pure function: a folder that never changes mostly comes to lie at the same path again.
const knownAdded = new WeakMap<DirectoryNode, Added>();

/** All that is in a folder, as changes over nothing. */
function addedIn(folder: DirectoryNode, prefix: string): ChangeList {
  const known = knownAdded.get(folder);
  if (known?.prefix === prefix) return known.list;
  const list = new ChangeList();
  for (const name of [...folder.entries.keys()].sort(compareNames)) {
    const node = folder.entries.get(name);
    if (node === undefined) continue;
    const path = `${prefix}/${name}`;
    list.push({ kind: 'added', path, node });
    if (node.kind === 'directory') list.append(addedIn(node, path));
  }
  knownAdded.set(folder, { prefix, list });
  return list;
}

function diffDirectory(
  before: Node | undefined,
  after: DirectoryNode,
  path: string,
  links: Relinked,
  list: ChangeList,
): void {
  const lower = before?.kind === 'directory' ? before : undefined;
  const inside = new ChangeList();
  diffDirectories(lower, after, path, links, inside);
  const isChanged = lower === undefined || !sameNode(lower, after);
  if (!isChanged && inside.isEmpty) return;
  list.push({ kind: before === undefined ? 'added' : 'modified', path, node: after });
  list.append(inside);
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
  const builder = new TreeBuilder(lower, true);
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
