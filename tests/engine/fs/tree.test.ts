import { describe, expect, test } from 'vitest';
import {
  applyChanges,
  bytesDigest,
  changesDiskBytes,
  compactContent,
  contentBytes,
  contentDigest,
  contentSize,
  contentSlice,
  diffTrees,
  emptyTree,
  executableContent,
  nodeAt,
  programIdOf,
  putNode,
  resolvePath,
  sameContent,
  syntheticContent,
  treeAsChanges,
  TreeBuilder,
  treeUsage,
  walk,
  type FileNode,
  type Node,
} from '../../../src/engine/fs';

const owner = { mode: 0o644, uid: 0, gid: 0, mtimeMs: 5 };
const folderOwner = { ...owner, mode: 0o755 };
const file = (content: string, more: Partial<FileNode> = {}): Node => ({
  kind: 'file',
  ...owner,
  content: new TextEncoder().encode(content),
  ...more,
});
const symlink = (target: string): Node => ({ kind: 'symlink', ...owner, mode: 0o777, target });
const kinds = (lower: TreeBuilder, upper: TreeBuilder) =>
  diffTrees(lower.build(), upper.build()).map(({ kind, path }) => `${kind} ${path}`);

describe('paths', () => {
  const tree = new TreeBuilder()
    .put('/usr/bin/env', file('env'))
    .put('/bin', symlink('usr/bin'))
    .put('/usr/lib/loop', symlink('/usr/lib/loop'))
    .put('/etc/alternatives/e', symlink('../../bin/env'))
    .put('/editor', symlink('/etc/alternatives/e'))
    .build();

  test.each([
    ['/usr/bin/env', '/usr/bin/env'],
    ['/bin/env', '/usr/bin/env'],
    ['editor', '/usr/bin/env'],
    ['/usr/../bin/./env', '/usr/bin/env'],
    ['/../..', '/'],
    ['/bin/..', '/usr'],
    ['/usr/lib/loop', undefined],
    ['/usr/bin/env/x', undefined],
    ['/none', undefined],
  ])('%s resolves to %s', (path, expected) => {
    expect(resolvePath(tree, path)?.path).toBe(expected);
  });

  test('a node is found by name alone, without symlinks', () => {
    expect([nodeAt(tree, '/bin')?.kind, nodeAt(tree, '/bin/env'), nodeAt(tree, '/')]).toEqual([
      'symlink',
      undefined,
      tree,
    ]);
  });

  test('walking names folders before their entries, in byte order', () => {
    expect([...walk(tree)].map(({ path }) => path)).toEqual([
      '/bin', '/editor', '/etc', '/etc/alternatives', '/etc/alternatives/e', '/usr', '/usr/bin', '/usr/bin/env',
      '/usr/lib', '/usr/lib/loop',
    ]); // prettier-ignore
  });

  test('a tree built of another shares what was not touched', () => {
    const changed = putNode(tree, '/etc/hostname', file('h'));
    expect(nodeAt(changed, '/usr')).toBe(nodeAt(tree, '/usr'));
    expect(nodeAt(tree, '/etc/hostname')).toBeUndefined();
  });
});

describe('differences', () => {
  const base = () =>
    new TreeBuilder()
      .put('/etc/passwd', file('root'))
      .put('/etc/group', file('g'))
      .put('/srv/x/y', file('y'));

  test('are named as docker diff does: folders with changes too, of a deleted folder only itself', () => {
    const upper = base()
      .put('/new', file(''))
      .put('/etc/passwd', file('root\nx'))
      .put('/opt/app/f', file('f'));
    upper.remove('/etc/group');
    upper.remove('/srv');
    expect(kinds(base(), upper)).toEqual([
      'modified /etc',
      'deleted /etc/group',
      'modified /etc/passwd',
      'added /new',
      'added /opt',
      'added /opt/app',
      'added /opt/app/f',
      'deleted /srv',
    ]);
  });

  test.each([
    ['mode', { mode: 0o600 }],
    ['owner', { uid: 7 }],
    ['time', { mtimeMs: 6 }],
    ['bytes of the same length', { content: new TextEncoder().encode('R00T') }],
  ])("a file's other %s is a modification", (_, change) => {
    expect(kinds(base(), base().put('/etc/passwd', file('root', change)))).toEqual([
      'modified /etc',
      'modified /etc/passwd',
    ]);
  });

  test("a folder's time alone is none, its mode is", () => {
    expect(kinds(base(), base().putDirectory('/etc', { ...folderOwner, mtimeMs: 99 }))).toEqual([]);
    expect(kinds(base(), base().putDirectory('/etc', { ...folderOwner, mode: 0o700 }))).toEqual([
      'modified /etc',
    ]);
  });

  test('a folder in place of a file, and a file in place of a folder', () => {
    const upper = base().put('/etc/passwd/now', file('x')).put('/srv', file('s'));
    expect(kinds(base(), upper)).toEqual([
      'modified /etc',
      'modified /etc/passwd',
      'added /etc/passwd/now',
      'modified /srv',
    ]);
    expect(contentDigest(applyChanges(base().build(), diffTrees(base().build(), upper.build())))).toBe(
      contentDigest(upper.build()),
    );
  });

  test('a new name for a file changes its first name too, as link(2) copies it up', () => {
    const linked = { linkId: 9 };
    const upper = base().put('/etc/passwd', file('root', linked)).put('/p2', file('root', linked));
    expect(kinds(base(), upper)).toEqual(['modified /etc', 'modified /etc/passwd', 'added /p2']);
  });

  test('removing one of two names leaves the other alone', () => {
    const lower = base()
      .put('/a', file('l', { linkId: 1 }))
      .put('/b', file('l', { linkId: 1 }));
    const upper = base().put('/b', file('l'));
    expect(kinds(lower, upper)).toEqual(['deleted /a']);
  });

  test('an opaque folder hides what lower has in it, not what its own layer puts there', () => {
    const node = file('new');
    const changes = [
      { kind: 'added', path: '/etc/mine', node } as const,
      { kind: 'opaque', path: '/etc' } as const,
    ];
    expect([...walk(applyChanges(base().build(), changes))].map(({ path }) => path)).toEqual([
      '/etc', '/etc/mine', '/srv', '/srv/x', '/srv/x/y',
    ]); // prettier-ignore
  });

  test('all of a tree is its difference from nothing', () => {
    const tree = base().build();
    expect(contentDigest(applyChanges(emptyTree, treeAsChanges(tree)))).toBe(contentDigest(tree));
  });
});

describe('room on disk', () => {
  test('is counted in blocks of 4 kB with folders, a file of two names once', () => {
    const tree = new TreeBuilder()
      .put('/d/f', file('x'.repeat(4097)))
      .put('/l', symlink('short'))
      .put('/p', file('12345', { linkId: 3 }))
      .put('/q', file('12345', { linkId: 3 }))
      .build();
    expect(treeUsage(tree)).toEqual({
      nodes: 5,
      apparentBytes: 4097 + 5 + 5,
      diskBytes: (1 + 1 + 2 + 1) * 4096,
    });
  });

  test('of a container that wrote a million bytes to /a is 1007616, of one that wrote nothing 4096', () => {
    const upper = new TreeBuilder().put('/a', file('0'.repeat(1_000_000))).build();
    expect([changesDiskBytes(diffTrees(emptyTree, upper)), changesDiskBytes([])]).toEqual([1_007_616, 4096]);
  });
});

describe('synthetic content', () => {
  const head = new TextEncoder().encode('HEAD');

  test('is the same by range as at once', () => {
    const content = syntheticContent(head, 20_000, 'lib');
    const whole = contentBytes(content);
    const parts = [0, 3, 4, 4095, 4100, 8192, 19_990].map((from, i, all) =>
      contentSlice(content, from, (all[i + 1] ?? 20_000) - from),
    );
    expect(Uint8Array.from(parts.flatMap((part) => [...part]))).toEqual(whole);
    expect(whole.length).toBe(20_000);
    expect(contentSlice(content, 19_999, 50).length).toBe(1);
    expect(contentSlice(content, 30_000, 50).length).toBe(0);
  });

  test('written out and read back is the same content, with the same digest', () => {
    const content = syntheticContent(head, 20_000, 'lib');
    const written = contentBytes(content).slice();
    expect(compactContent(written)).toEqual(content);
    expect(bytesDigest(written)).toBe(bytesDigest(content));
    expect(sameContent(written, content)).toBe(true);
  });

  test('with one byte changed it is bytes like any other', () => {
    const content = syntheticContent(head, 20_000, 'lib');
    const written = contentBytes(content).slice();
    written[9000] = (written[9000] ?? 0) ^ 1;
    expect(compactContent(written)).toBe(written);
    expect(bytesDigest(written)).not.toBe(bytesDigest(content));
    expect(sameContent(written, content)).toBe(false);
  });

  test.each([0, 1, 4, 10, 21, 22, 40])('of %i bytes has that size or its head', (size) => {
    expect(contentSize(syntheticContent(head, size, 'seed'))).toBe(Math.max(size, head.length));
  });

  test('names its program in the first bytes', () => {
    const content = executableContent('busybox', 1_000_000);
    expect(programIdOf(contentSlice(content, 0, 512))).toBe('busybox');
    expect(programIdOf(content)).toBe('busybox');
    expect(programIdOf(new TextEncoder().encode('#!/bin/sh\n'))).toBeUndefined();
  });
});

describe('content digests', () => {
  test('do not see times, nor the order in which names were made', () => {
    const one = new TreeBuilder().put('/a', file('1')).put('/b', file('2')).build();
    const two = new TreeBuilder()
      .put('/b', file('2', { mtimeMs: 77 }))
      .put('/a', file('1', { linkId: 4 }))
      .build();
    expect(contentDigest(one)).toBe(contentDigest(two));
  });

  test.each<[string, Node]>([
    ['bytes', file('2')],
    ['mode', file('1', { mode: 0o600 })],
    ['owner', file('1', { uid: 1 })],
    ['group', file('1', { gid: 1 })],
    ['kind', symlink('1')],
  ])('see other %s', (_, other) => {
    expect(contentDigest(other)).not.toBe(contentDigest(file('1')));
  });
});
