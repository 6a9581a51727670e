import { describe, expect, test } from 'vitest';
import {
  changesToEntries,
  diffTrees,
  emptyTree,
  gunzip,
  putNode,
  TreeBuilder,
  writeTar,
  type Node,
  type Tree,
} from '../../../src/engine/fs';
import { digestOf, layerOf } from '../../../src/engine/oci';

const file = (text: string, more: object = {}): Node => ({
  kind: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtimeMs: 1_700_000_000_000,
  content: new TextEncoder().encode(text),
  ...more,
});

function treeOf(count: number): Tree {
  const builder = new TreeBuilder();
  for (let i = 0; i < count; i += 1)
    builder.put(`/src/${Math.floor(i / 100)}/file-${i}`, file(`content of ${i}\n`));
  builder.put('/src/big', file('x'.repeat(1_500_000)));
  builder.put('/src/one-name', file('twice', { linkId: 7 }));
  builder.put('/src/other-name', file('twice', { linkId: 7 }));
  return builder.build();
}

const tree = treeOf(3_000);
const below = new TreeBuilder(emptyTree).put('/gone', file('')).build();
const blobOf = (upper: Tree): Uint8Array => layerOf(diffTrees(below, upper)).blob ?? new Uint8Array(0);

describe('a layer of many files', () => {
  test('is the gzip of the very archive that its diff ID is of', () => {
    const changes = diffTrees(below, tree);
    const { blob = new Uint8Array(0), digest, diffId, sizeBytes } = layerOf(changes);
    const tar = gunzip(blob) ?? new Uint8Array(0);
    expect(digestOf(tar)).toBe(diffId);
    expect(digestOf(writeTar(changesToEntries(changes)))).toBe(diffId);
    expect(digestOf(blob)).toBe(digest);
    expect(blob.length).toBe(sizeBytes);
  });

  test('is the same whether or not something like it was packed before', () => {
    const changed = putNode(tree, '/src/7/file-700', file('changed'));
    const again = putNode(treeOf(3_000), '/src/7/file-700', file('changed'));
    expect(layerOf(diffTrees(below, changed)).digest).toBe(layerOf(diffTrees(below, again)).digest);
    expect(layerOf(diffTrees(below, changed)).digest).not.toBe(layerOf(diffTrees(below, tree)).digest);
  });

  test('has the diff ID of its own archive, and the same sizes, after something like it was packed', () => {
    layerOf(diffTrees(below, tree));
    for (const path of ['/src/0/file-1', '/src/29/file-2999', '/zzz', '/src/other-name']) {
      const changes = diffTrees(below, putNode(tree, path, file('changed', { linkId: 7 })));
      const layer = layerOf(changes);
      expect(layer.diffId, path).toBe(digestOf(writeTar(changesToEntries(changes))));
      // A list that was not put together of what is known already.
      expect(layer, path).toEqual(layerOf([...changes]));
    }
  });

  test.each([
    ['changed', putNode(tree, '/src/15/file-1500', file('changed to something longer '.repeat(40)))],
    ['added', putNode(tree, '/src/15/file-1500a', file('new'))],
    ['removed', without('/src/15/file-1500')],
  ])('differs only near a file that was %s', (_, changed) => {
    const before = blobOf(tree);
    const after = blobOf(changed);
    let start = 0;
    while (before[start] === after[start]) start += 1;
    let end = 0;
    while (before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
    expect(start + end).toBeGreaterThan(before.length * 0.8);
  });
});

function without(path: string): Tree {
  const builder = new TreeBuilder(tree);
  builder.remove(path);
  return builder.build();
}
