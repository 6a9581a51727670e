import { bytesDigest, contentDigest, type Node } from '../../fs';
import { sortedEntries } from './filter-tree';
import type { FileDifference } from '../verdict';
import type { Selection } from './selection';
import type { FoundNode } from './wildcards';

/**
 * Why two selections have different keys, by name, in the order of a walk. Only folders that differ are looked
 * into. A file that came and one that went with the same content, mode and owner are one that was renamed.
 */
export function selectionDifferences(before: Selection, after: Selection): readonly FileDifference[] {
  const added: FoundNode[] = [];
  const removed: FoundNode[] = [];
  const differences: FileDifference[] = [];
  const compare = (old: Node | undefined, node: Node | undefined, path: string): void => {
    if (old === undefined || node === undefined) {
      if (node !== undefined) added.push({ path, node });
      if (old !== undefined) removed.push({ path, node: old });
      return;
    }
    if (contentDigest(old) === contentDigest(node)) return;
    differences.push(...ownDifferences(old, node, path));
    if (old.kind !== 'directory' || node.kind !== 'directory') return;
    const names = new Map([...sortedEntries(old), ...sortedEntries(node)]);
    for (const name of [...names.keys()].sort())
      compare(old.entries.get(name), node.entries.get(name), `${path === '/' ? '' : path}/${name}`);
  };
  const [oldOnly, newOnly] = [before.found, after.found];
  if (oldOnly.length === 1 && newOnly.length === 1 && oldOnly[0] !== undefined && newOnly[0] !== undefined) {
    if (oldOnly[0].path === newOnly[0].path) compare(oldOnly[0].node, newOnly[0].node, newOnly[0].path);
    else {
      removed.push(oldOnly[0]);
      added.push(newOnly[0]);
    }
  } else {
    const nodes = (found: readonly FoundNode[]) => new Map(found.map(({ path, node }) => [path, node]));
    const [olds, news] = [nodes(oldOnly), nodes(newOnly)];
    for (const path of [...new Set([...olds.keys(), ...news.keys()])].sort())
      compare(olds.get(path), news.get(path), path);
  }
  const order = (a: FileDifference, b: FileDifference): number => (a.path < b.path ? -1 : 1);
  return [...differences, ...pairRenamed(added, removed)].sort(order);
}

function pairRenamed(added: readonly FoundNode[], removed: readonly FoundNode[]): readonly FileDifference[] {
  const gone = [...removed];
  const differences = added.map(({ path, node }): FileDifference => {
    const index = gone.findIndex((one) => contentDigest(one.node) === contentDigest(node));
    const [one] = index < 0 ? [] : gone.splice(index, 1);
    return one === undefined ? { kind: 'added', path } : { kind: 'renamed', path: one.path, to: path };
  });
  return [...differences, ...gone.map(({ path }): FileDifference => ({ kind: 'removed', path }))];
}

function ownDifferences(old: Node, node: Node, path: string): readonly FileDifference[] {
  if (old.kind !== node.kind) return [{ kind: 'type', path }];
  const differences: FileDifference[] = [];
  if (old.kind === 'file' && node.kind === 'file' && bytesDigest(old.content) !== bytesDigest(node.content))
    differences.push({ kind: 'content', path });
  if (old.kind === 'symlink' && node.kind === 'symlink' && old.target !== node.target)
    differences.push({ kind: 'target', path });
  if (old.mode !== node.mode) differences.push({ kind: 'mode', path, before: old.mode, after: node.mode });
  const owner = ({ uid, gid }: Node): string => `${uid}:${gid}`;
  if (owner(old) !== owner(node))
    differences.push({ kind: 'owner', path, before: owner(old), after: owner(node) });
  return differences;
}
