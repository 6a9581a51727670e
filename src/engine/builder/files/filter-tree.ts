import { compareNames, type DirectoryNode, type Node, type Tree } from '../../fs';

/**
 * Says what of a tree stays, by paths relative to its root. `within`: a folder that stays only for what is in
 * it. The same `key` always means the same answers: what was filtered once is not filtered again.
 */
export interface PathFilter {
  readonly key: string;
  verdict(path: string, node: Node): 'keep' | 'within' | 'drop';
}

const known = new WeakMap<DirectoryNode, Map<string, DirectoryNode>>();

/** The tree without what the filter drops. Folders in which nothing is dropped are shared with it. */
export function filterTree(tree: Tree, filter: PathFilter): Tree {
  return filterFolder(tree, '', filter);
}

function filterFolder(folder: DirectoryNode, prefix: string, filter: PathFilter): DirectoryNode {
  const key = `${prefix}\0${filter.key}`;
  const cached = known.get(folder);
  const found = cached?.get(key);
  if (found !== undefined) return found;
  const entries = new Map<string, Node>();
  let isSame = true;
  for (const [name, node] of folder.entries) {
    const kept = filterNode(node, prefix + name, filter);
    if (kept !== undefined) entries.set(name, kept);
    if (kept !== node) isSame = false;
  }
  const filtered = isSame ? folder : { ...folder, entries };
  if (cached === undefined) known.set(folder, new Map([[key, filtered]]));
  else cached.set(key, filtered);
  return filtered;
}

function filterNode(node: Node, path: string, filter: PathFilter): Node | undefined {
  const verdict = filter.verdict(path, node);
  if (verdict === 'drop') return undefined;
  if (node.kind !== 'directory') return verdict === 'keep' ? node : undefined;
  const filtered = filterFolder(node, `${path}/`, filter);
  return verdict === 'within' && filtered.entries.size === 0 ? undefined : filtered;
}

/** The names of a folder in the order of a walk. */
export function sortedEntries(folder: DirectoryNode): readonly (readonly [string, Node])[] {
  return [...folder.entries].sort(([a], [b]) => compareNames(a, b));
}
