import { describe, expect, test } from 'vitest';
import { select, selectionDifferences, type Selector } from '../../../../src/engine/builder/files';
import { TreeBuilder, type Tree } from '../../../../src/engine/fs';
import { nodeOf, startMs, treeOf, type Sketch } from '../trees';
import { failureOf, planOf, selectAll } from './copying';

const whole = (path: string): Selector => ({ path, includes: [], requires: [], excludes: [] });
const files: Readonly<Record<string, Sketch>> = {
  '/a.txt': 'a',
  '/src/b.txt': 'b',
  '/src/sub/c.txt': 'c',
  '/src/link': { link: 'b.txt' },
};
const tree = treeOf(files);
const keyOf = (from: Tree, path: string): string => select(from, whole(path)).key;

describe('what counts for the key', () => {
  test.each([
    ['/src', { '/src/b.txt': 'B' }, true],
    ['/src', { '/src/b.txt': { text: 'b', mtimeMs: startMs + 9 } }, false],
    ['/src', { '/src/b.txt': { text: 'b', mode: 0o755 } }, true],
    ['/src', { '/src/b.txt': { text: 'b', uid: 5 } }, true],
    ['/src', { '/src/link': { link: 'sub/c.txt' } }, true],
    ['/src', { '/src/new': '' }, true],
    ['/src', { '/src/empty': { folder: true } }, true],
    ['/src', { '/a.txt': 'A' }, false],
    ['/*.txt', { '/b.md': '' }, false],
    ['/*.txt', { '/b.txt': '' }, true],
    ['/a.txt', { '/b.txt': '' }, false],
  ] as readonly [string, Record<string, Sketch>, boolean][])('%s after %j: %s', (path, change, counts) => {
    expect(keyOf(treeOf(change, tree), path) !== keyOf(tree, path)).toBe(counts);
  });

  test('a file’s own name is in the definition instead', () => {
    const renamed = treeOf({ '/z.txt': 'a' });
    expect(keyOf(renamed, '/z.txt')).toBe(keyOf(tree, '/a.txt'));
    expect(planOf('COPY z.txt /x').definition).not.toBe(planOf('COPY a.txt /x').definition);
    expect(keyOf(renamed, '/*.txt')).not.toBe(keyOf(tree, '/*.txt'));
  });

  test.each([
    ['COPY a.txt /app/', '/', 'COPY ./a.txt ./', '/app', true],
    ['COPY a.txt /app/', '/', 'COPY a.txt a.txt', '/app', false],
    ['COPY a.txt /', '/', 'COPY --chown=0 a.txt /', '/', false],
    ['COPY a.txt /', '/', 'COPY --chmod=644 a.txt /', '/', false],
    ['COPY one/a.txt /', '/', 'COPY two/a.txt /', '/', true],
    ['ADD https://one.org/a /', '/', 'ADD https://two.org/x/a?v=2 /', '/', true],
  ])('%s in %s and %s in %s: %s', (one, oneDir, two, twoDir, isSame) => {
    expect(planOf(one, oneDir).definition === planOf(two, twoDir).definition).toBe(isSame);
  });

  test('--exclude leaves out of the key what it leaves out', () => {
    const plan = planOf('COPY --exclude=*.txt src /s');
    const key = (from: Tree) => selectAll(plan, from).map((one) => one.key);
    expect(key(treeOf({ '/src/b.txt': 'B' }, tree))).toEqual(key(tree));
    expect(key(treeOf({ '/src/b.md': 'B' }, tree))).not.toEqual(key(tree));
  });

  test('a bad pattern', () => {
    expect(failureOf(() => select(tree, whole('/[a')))).toBe('syntax error in pattern');
  });
});

describe('what differs, by name', () => {
  const differences = (path: string, change: Record<string, Sketch>, removed: readonly string[] = []) => {
    const builder = new TreeBuilder(tree);
    for (const [at, sketch] of Object.entries(change)) builder.put(at, nodeOf(sketch));
    for (const at of removed) builder.remove(at);
    return selectionDifferences(select(tree, whole(path)), select(builder.build(), whole(path)));
  };

  test.each([
    ['/src', {}, []],
    ['/src', { '/src/b.txt': 'B' }, [{ kind: 'content', path: '/src/b.txt' }]],
    ['/a.txt', { '/a.txt': 'B' }, [{ kind: 'content', path: '/a.txt' }]],
    [
      '/',
      { '/src/b.txt': { text: 'b', mode: 0o755 } },
      [{ kind: 'mode', path: '/src/b.txt', before: 0o644, after: 0o755 }],
    ],
    [
      '/',
      { '/a.txt': { text: 'a', uid: 7 } },
      [{ kind: 'owner', path: '/a.txt', before: '0:0', after: '7:0' }],
    ],
    ['/src', { '/src/link': { link: 'x' } }, [{ kind: 'target', path: '/src/link' }]],
    ['/src', { '/src/link': 'x' }, [{ kind: 'type', path: '/src/link' }]],
    ['/src', { '/src/sub/d': '' }, [{ kind: 'added', path: '/src/sub/d' }]],
    ['/*.txt', { '/z.txt': 'z' }, [{ kind: 'added', path: '/z.txt' }]],
  ] as readonly [string, Record<string, Sketch>, unknown][])('%s after %j', (path, change, expected) => {
    expect(differences(path, change)).toEqual(expected);
  });

  test('gone, and renamed', () => {
    expect(differences('/src', {}, ['/src/b.txt'])).toEqual([{ kind: 'removed', path: '/src/b.txt' }]);
    expect(differences('/src', { '/src/z': 'b' }, ['/src/b.txt'])).toEqual([
      { kind: 'renamed', path: '/src/b.txt', to: '/src/z' },
    ]);
  });
});
