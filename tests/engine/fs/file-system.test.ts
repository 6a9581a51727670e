import { describe, expect, test } from 'vitest';
import {
  emptyTree,
  executableContent,
  FileSystem,
  FsError,
  nodeAt,
  programIdOf,
  treeUsage,
  type Inode,
  type Tree,
} from '../../../src/engine/fs';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array) => new TextDecoder().decode(content);
const owner = { mode: 0o644, uid: 0, gid: 0 };

function disk(tree: Tree = emptyTree, options: { type?: string; limitBytes?: number } = {}) {
  let nowMs = 1000;
  return new FileSystem({ tree, type: 'overlay', nowMs: () => (nowMs += 1), ...options });
}

function file(fs: FileSystem, folder: Inode, name: string, content = ''): Inode {
  return fs.create(folder, name, { kind: 'file', ...owner, content: bytes(content) });
}

function folder(fs: FileSystem, parent: Inode, name: string): Inode {
  return fs.create(parent, name, { kind: 'directory', ...owner, mode: 0o755 });
}

function at(fs: FileSystem, path: string): Inode {
  return path.split('/').reduce<Inode>((inode, name) => {
    const next = fs.lookup(inode, name);
    if (next === undefined) throw new Error(`nothing at ${path}`);
    return next;
  }, fs.root);
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof FsError) return error.code;
    throw error;
  }
  return 'done';
}

describe('snapshots', () => {
  test('a snapshot without a change between is the same tree', () => {
    const fs = disk();
    file(fs, folder(fs, fs.root, 'etc'), 'hosts', 'a');
    const tree = fs.snapshot();
    fs.lookup(at(fs, 'etc'), 'hosts');
    fs.read(at(fs, 'etc/hosts'), 0, 9);
    expect(fs.snapshot()).toBe(tree);
  });

  test('a change makes new nodes only on the way from the root to it', () => {
    const fs = disk();
    file(fs, folder(fs, fs.root, 'etc'), 'hosts', 'a');
    file(fs, folder(fs, fs.root, 'usr'), 'x', 'b');
    const before = fs.snapshot();
    fs.write(at(fs, 'etc/hosts'), 1, bytes('bc'));
    const after = fs.snapshot();
    expect(after).not.toBe(before);
    expect(nodeAt(after, 'usr')).toBe(nodeAt(before, 'usr'));
    expect(nodeAt(after, 'etc/hosts')).toMatchObject({ content: bytes('abc') });
    expect(nodeAt(before, 'etc/hosts')).toMatchObject({ content: bytes('a') });
  });

  test('what is written after a snapshot never reaches it', () => {
    const fs = disk();
    const log = file(fs, fs.root, 'log', 'one');
    for (const line of ['two', 'three']) fs.write(log, log.sizeBytes, bytes(line));
    const tree = fs.snapshot();
    fs.write(log, 0, bytes('XXX'));
    fs.truncate(log, 4);
    expect(nodeAt(tree, 'log')).toMatchObject({ content: bytes('onetwothree') });
    expect(text(fs.readAll(log))).toBe('XXXt');
  });

  test('a shortened file that grows again has zeros, not its old bytes', () => {
    const fs = disk();
    const log = file(fs, fs.root, 'log', 'secret');
    fs.write(log, 6, bytes('s'));
    fs.truncate(log, 2);
    fs.write(log, 4, bytes('x'));
    expect(text(fs.readAll(log))).toBe('se\0\0x');
  });
});

describe('files with several names', () => {
  test('a change through one name is seen through each, also in the snapshot and on a disk made of it', () => {
    const fs = disk();
    const first = file(fs, folder(fs, fs.root, 'a'), 'x', 'old');
    fs.link(folder(fs, fs.root, 'b'), 'y', first);
    const second = disk(fs.snapshot());
    expect(at(second, 'a/x')).toBe(at(second, 'b/y'));
    expect(at(second, 'b/y').nlink).toBe(2);
    second.write(at(second, 'b/y'), 0, bytes('new'));
    second.change(at(second, 'a/x'), { mode: 0o600 });
    const tree = second.snapshot();
    const expected = { content: bytes('new'), mode: 0o600, linkId: 1 };
    expect([nodeAt(tree, 'a/x'), nodeAt(tree, 'b/y')]).toEqual([
      expect.objectContaining(expected),
      expect.objectContaining(expected),
    ]);
  });

  test('renaming a folder that holds one of the names keeps them one file', () => {
    const fs = disk();
    fs.link(folder(fs, fs.root, 'b'), 'y', file(fs, folder(fs, fs.root, 'a'), 'x', 'old'));
    const second = disk(fs.snapshot());
    second.rename(second.root, 'b', second.root, 'c');
    second.write(at(second, 'a/x'), 0, bytes('new'));
    expect(nodeAt(second.snapshot(), 'c/y')).toMatchObject({ content: bytes('new') });
  });

  test('the last of several names is an ordinary file again', () => {
    const fs = disk();
    fs.link(fs.root, 'y', file(fs, fs.root, 'x', '1'));
    fs.snapshot();
    fs.remove(fs.root, 'x');
    expect(at(fs, 'y').nlink).toBe(1);
    expect(nodeAt(fs.snapshot(), 'y')).not.toHaveProperty('linkId');
  });

  test('a grafted tree keeps its links apart from those that are here', () => {
    const other = disk();
    other.link(other.root, 'y', file(other, other.root, 'x', 'theirs'));
    const fs = disk();
    fs.link(fs.root, 'q', file(fs, fs.root, 'p', 'ours'));
    fs.graft(fs.root, 'sub', other.snapshot());
    const again = disk(fs.snapshot());
    again.write(at(again, 'sub/y'), 0, bytes('THEIRS'));
    expect([at(again, 'p'), at(again, 'sub/x')].map((inode) => text(again.readAll(inode)))).toEqual([
      'ours',
      'THEIRS',
    ]);
  });
});

test('an open file stays readable and writable after its last name is gone', () => {
  const fs = disk();
  const held = file(fs, fs.root, 'tmp', 'data');
  fs.remove(fs.root, 'tmp');
  fs.write(held, 4, bytes('!'));
  expect({ text: text(fs.readAll(held)), nlink: held.nlink, names: fs.list(fs.root) }).toEqual({
    text: 'data!',
    nlink: 0,
    names: [],
  });
});

test.each([
  ['create over a name', 'EEXIST', (fs: FileSystem) => file(fs, fs.root, 'f')],
  ['look into a file', 'ENOTDIR', (fs: FileSystem) => fs.lookup(at(fs, 'f'), 'x')],
  ['read a folder', 'EISDIR', (fs: FileSystem) => fs.readAll(at(fs, 'd'))],
  ['remove what is not there', 'ENOENT', (fs: FileSystem) => fs.remove(fs.root, 'none')],
  ['remove a folder with something in it', 'ENOTEMPTY', (fs: FileSystem) => fs.remove(fs.root, 'd')],
  ['rename what is not there', 'ENOENT', (fs: FileSystem) => fs.rename(fs.root, 'none', fs.root, 'x')],
  ['rename a folder into itself', 'EINVAL', (fs: FileSystem) => fs.rename(fs.root, 'd', at(fs, 'd/e'), 'x')],
  ['rename a file over a folder', 'EISDIR', (fs: FileSystem) => fs.rename(fs.root, 'f', fs.root, 'd')],
  ['rename a folder over a file', 'ENOTDIR', (fs: FileSystem) => fs.rename(fs.root, 'd', fs.root, 'f')],
  ['rename over a full folder', 'ENOTEMPTY', (fs: FileSystem) => fs.rename(at(fs, 'd'), 'e', fs.root, 'd')],
  ['link a folder', 'EPERM', (fs: FileSystem) => fs.link(fs.root, 'x', at(fs, 'd'))],
  ['link a file of another disk', 'EXDEV', (fs: FileSystem) => fs.link(fs.root, 'x', disk().root)],
  [
    'rename a folder over an empty one',
    'done',
    (fs: FileSystem) => fs.rename(fs.root, 'd', fs.root, 'empty'),
  ],
])('%s: %s', (_, code, act) => {
  const fs = disk();
  file(fs, fs.root, 'f');
  folder(fs, folder(fs, fs.root, 'd'), 'e');
  folder(fs, fs.root, 'empty');
  expect(codeOf(() => act(fs))).toBe(code);
});

test('a folder counts the folders in it as links, and 4096 bytes', () => {
  const fs = disk();
  const top = folder(fs, fs.root, 'top');
  for (const name of ['a', 'b']) folder(fs, top, name);
  file(fs, top, 'f');
  expect(at(disk(fs.snapshot()), 'top')).toMatchObject({ nlink: 4, sizeBytes: 4096 });
  fs.remove(top, 'a');
  expect(top.nlink).toBe(3);
});

test('a disk with a limit is full at its limit, and has room again when files go', () => {
  const fs = disk(emptyTree, { type: 'tmpfs', limitBytes: 8192 });
  const a = file(fs, fs.root, 'a');
  fs.write(a, 0, new Uint8Array(5000));
  expect(codeOf(() => file(fs, fs.root, 'b', 'x'))).toBe('ENOSPC');
  fs.truncate(a, 4096);
  expect(codeOf(() => file(fs, fs.root, 'b', 'x'))).toBe('done');
  fs.remove(fs.root, 'a');
  expect(fs.usedBytes).toBe(4096);
});

test('usage follows the tree', () => {
  const fs = disk();
  const held = file(fs, folder(fs, fs.root, 'd'), 'f', 'x'.repeat(5000));
  fs.link(fs.root, 'again', held);
  expect(treeUsage(fs.snapshot())).toEqual({ nodes: 3, apparentBytes: 5000, diskBytes: 4 * 4096 });
  expect(fs.usedBytes).toBe(4 * 4096);
});

test('a program that was copied byte by byte still runs, and is stored as small as before', () => {
  const fs = disk();
  const program = fs.create(fs.root, 'ls', {
    kind: 'file',
    ...owner,
    content: executableContent('coreutils/ls', 150_000),
  });
  const copy = file(fs, fs.root, 'copy');
  for (let offset = 0; offset < program.sizeBytes; offset += 4096)
    fs.write(copy, offset, fs.read(program, offset, 4096));
  expect(programIdOf(fs.readAll(copy))).toBe('coreutils/ls');
  const node = nodeAt(fs.snapshot(), 'copy');
  expect(node).toMatchObject({ content: { sizeBytes: 150_000, seed: 'coreutils/ls' } });
});

test('ten thousand files in one folder cost a moment', () => {
  const fs = disk();
  const big = folder(fs, fs.root, 'big');
  const startMs = performance.now();
  for (let i = 0; i < 10_000; i += 1) file(fs, big, `file-${i}`, `${i}`);
  const tree = fs.snapshot();
  const second = disk(tree);
  for (const name of second.list(at(second, 'big'))) second.write(at(second, `big/${name}`), 0, bytes('x'));
  second.snapshot();
  expect(treeUsage(tree)).toMatchObject({ nodes: 10_002 });
  expect(performance.now() - startMs).toBeLessThan(2000);
});
