import { nodeAt, pathNames, type Tree } from '../../fs';
import { sortedEntries } from './filter-tree';
import { containsWildcards, nameMatcher } from './wildcards';

const maxSymlinks = 255;

/**
 * The patterns of what is needed to reach these paths: themselves, and where the symlinks on the way lead; undefined:
 * everything. A name with wildcards stays as it is written: what it stands for, folders below it too where it says
 * `**`, is for whoever compares. Relative to the tree, in which nothing leads out. Source: fsutil FollowLinks.
 */
export function followedPaths(tree: Tree, paths: readonly string[]): readonly string[] | undefined {
  const found = new Set<string>();
  for (const path of paths) follow(tree, pathNames(path), found, 0);
  return found.has('') ? undefined : [...found].sort();
}

function follow(tree: Tree, names: readonly string[], found: Set<string>, links: number): void {
  const [...rest] = withoutParents(names);
  const way: string[] = [];
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    const folder = way.join('/');
    way.push(name);
    const targets = links < maxSymlinks ? linksOf(tree, folder, name) : [];
    if (targets.length === 0) continue;
    const path = way.join('/');
    if (found.has(path)) return;
    found.add(path);
    for (const target of targets) follow(tree, [...target, ...rest], found, links + 1);
    return;
  }
  found.add(way.join('/'));
}

/** Where the symlinks lead that a name, or one with wildcards, means in a folder. */
function linksOf(tree: Tree, folder: string, name: string): readonly (readonly string[])[] {
  const node = folder === '' ? tree : nodeAt(tree, folder);
  if (node?.kind !== 'directory') return [];
  const isMeant = containsWildcards(name)
    ? nameMatcher(name)
    : { test: (other: string): boolean => other === name };
  return sortedEntries(node).flatMap(([other, child]) => {
    if (child.kind !== 'symlink' || !isMeant.test(other)) return [];
    const from = child.target.startsWith('/') ? [] : pathNames(folder);
    return [[...from, ...pathNames(child.target)]];
  });
}

function withoutParents(names: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const name of names) {
    if (name === '..') kept.pop();
    else kept.push(name);
  }
  return kept;
}
