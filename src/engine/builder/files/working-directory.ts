import { applyChanges, emptyTree, treeAsChanges, type Tree } from '../../fs';
import { findOwner } from './owner';
import { TreeWriter } from './tree-writer';

/**
 * WORKDIR: the tree (undefined: scratch) with the folder, made with those on the way if need be, 0755, owned by
 * the USER of that moment (empty: root). Throws FileOpError. Source: BuildKit dockerfile2llb dispatchWorkdir.
 */
export function makeWorkingDirectory(
  tree: Tree | undefined,
  path: string,
  user: string,
  nowMs: number,
): Tree {
  const writer = new TreeWriter(tree ?? { ...emptyTree, mtimeMs: nowMs }, nowMs, '');
  writer.makeFolders(writer.rootPath(path), findOwner(user === '' ? 'root' : user, tree));
  return writer.tree;
}

/**
 * A layer of `--link` put over what lies below it. Folders on the way get the layer's metadata, as overlay
 * shows them.
 */
export function layLinked(lower: Tree, layer: Tree): Tree {
  return applyChanges(lower, treeAsChanges(layer));
}
