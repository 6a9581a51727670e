import { pathNames, type Node, type Tree } from '../../fs';
import { sortedEntries } from './filter-tree';
import { containsWildcards, nameMatcher } from './wildcards';

const maxSymlinks = 255;

/**
 * The paths that are needed to reach these ones: what their wildcards stand for, the symlinks on the way and
 * where they lead. Relative to the tree, in which nothing leads out. Source: fsutil FollowLinks.
 */
export function followedPaths(tree: Tree, paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) follow(tree, '', tree, pathNames(path), found, 0);
  return [...found].sort();
}

function follow(
  tree: Tree,
  prefix: string,
  node: Node,
  names: readonly string[],
  found: Set<string>,
  links: number,
): void {
  const [name, ...rest] = names;
  if (name === undefined) {
    found.add(prefix.slice(1));
    return;
  }
  if (node.kind !== 'directory') return;
  if (name === '..') {
    const parents = prefix.split('/').slice(1, -1);
    follow(tree, '', tree, [...parents, ...rest], found, links);
    return;
  }
  const children = containsWildcards(name)
    ? sortedEntries(node).filter(([child]) => nameMatcher(name).test(child))
    : [...node.entries].filter(([child]) => child === name);
  for (const [childName, child] of children) {
    const path = `${prefix}/${childName}`;
    if (child.kind === 'symlink' && links < maxSymlinks) {
      found.add(path.slice(1));
      const target = pathNames(child.target);
      const from = child.target.startsWith('/') ? [] : prefix.split('/').slice(1);
      follow(tree, '', tree, [...from, ...target, ...rest], found, links + 1);
    } else follow(tree, path, child, rest, found, links);
  }
}
