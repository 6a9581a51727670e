import type { DirectoryNode, Tree } from './node';

/** The names of each file with several names, by link id: paths without a leading slash. */
export type LinkGroups = ReadonlyMap<number, readonly string[]>;

const noLinks: LinkGroups = new Map();
// A cache of a pure function: what is found below a folder that never changes.
const known = new WeakMap<DirectoryNode, LinkGroups>();

/** All names of hard-linked files in a tree. Costs a walk the first time, then only over what is new. */
export function linkGroups(tree: Tree): LinkGroups {
  const cached = known.get(tree);
  if (cached !== undefined) return cached;
  const groups = new Map<number, string[]>();
  const add = (id: number, path: string) => {
    const paths = groups.get(id);
    if (paths === undefined) groups.set(id, [path]);
    else paths.push(path);
  };
  for (const [name, node] of tree.entries) {
    if (node.kind === 'file' && node.linkId !== undefined) add(node.linkId, name);
    if (node.kind !== 'directory') continue;
    for (const [id, paths] of linkGroups(node)) for (const path of paths) add(id, `${name}/${path}`);
  }
  const found = groups.size === 0 ? noLinks : groups;
  known.set(tree, found);
  return found;
}

/** The first link id that the tree does not use. */
export function freeLinkId(tree: Tree): number {
  let free = 1;
  for (const id of linkGroups(tree).keys()) free = Math.max(free, id + 1);
  return free;
}
