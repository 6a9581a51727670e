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

/** Where in a folder the names of hard-linked files are. */
export interface FolderLinks {
  /** Files of the folder itself. */
  readonly own: readonly { readonly name: string; readonly id: number }[];
  /** Folders in it that have such files in them. */
  readonly below: readonly { readonly name: string; readonly links: FolderLinks }[];
  /** The first link id that is not in use here or below. */
  readonly freeId: number;
}

const knownLinks = new WeakMap<DirectoryNode, FolderLinks>();

/** As `linkGroups`, folder by folder: no path is spelled out, so that a new root over known folders costs little. */
export function folderLinks(folder: DirectoryNode): FolderLinks {
  const cached = knownLinks.get(folder);
  if (cached !== undefined) return cached;
  const own: { name: string; id: number }[] = [];
  const below: { name: string; links: FolderLinks }[] = [];
  let freeId = 1;
  for (const [name, node] of folder.entries) {
    if (node.kind === 'file' && node.linkId !== undefined) {
      own.push({ name, id: node.linkId });
      freeId = Math.max(freeId, node.linkId + 1);
    } else if (node.kind === 'directory') {
      const links = folderLinks(node);
      if (links.own.length > 0 || links.below.length > 0) below.push({ name, links });
      freeId = Math.max(freeId, links.freeId);
    }
  }
  const found = { own, below, freeId };
  knownLinks.set(folder, found);
  return found;
}
