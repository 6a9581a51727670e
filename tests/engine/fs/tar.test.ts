import { unpackTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import {
  applyChanges,
  changesToEntries,
  contentDigest,
  diffTrees,
  entriesToChanges,
  entriesToTree,
  executableContent,
  gunzip,
  gzip,
  readTar,
  TarError,
  tarSizeBytes,
  TreeBuilder,
  treeToEntries,
  writeTar,
  type FileNode,
  type Node,
  type TarEntry,
} from '../../../src/engine/fs';
import { describeTree } from './describe-tree';

const owner = { mode: 0o644, uid: 0, gid: 0, mtimeMs: 1_700_000_000_000 };
const bytes = (text: string) => new TextEncoder().encode(text);
const file = (text: string, more: Partial<FileNode> = {}): Node => ({
  kind: 'file',
  ...owner,
  content: bytes(text),
  ...more,
});
const longName = `${'folder-with-a-long-name/'.repeat(9)}file`;
const longPart = 'x'.repeat(180);

const tree = new TreeBuilder()
  .put('/etc/passwd', file('root:x:0:0\n'))
  .put('/empty', file(''))
  .put('/block', file('y'.repeat(512)))
  .put('/bin/su', file('su', { mode: 0o4755 }))
  .put('/bin/sh', { kind: 'symlink', ...owner, mode: 0o777, target: 'su' })
  .put('/far', { kind: 'symlink', ...owner, mode: 0o777, target: `/${'deep/'.repeat(40)}` })
  .put('/a-link', file('twice', { linkId: 1 }))
  .put('/b-link', file('twice', { linkId: 1 }))
  .put(`/${longName}`, file('long'))
  .put(`/${longPart}`, file('no slash'))
  .put('/grüße/日本', file('utf-8', { uid: 1000, gid: 3_000_000_000 }))
  .put('/dev/null', { kind: 'character', ...owner, mode: 0o666, major: 1, minor: 3 })
  .put('/dev/sda', { kind: 'block', ...owner, mode: 0o660, major: 8, minor: 0 })
  .put('/run/pipe', { kind: 'fifo', ...owner })
  .put('/opt/tool', { kind: 'file', ...owner, mode: 0o755, content: executableContent('tool', 20_000) })
  .putDirectory('/tmp', { ...owner, mode: 0o1777 })
  .build();

describe('an archive of a tree', () => {
  test('makes the same tree again, with every kind of file', () => {
    expect(describeTree(entriesToTree(readTar(writeTar(treeToEntries(tree)))))).toEqual(describeTree(tree));
  });

  test('is read alike by another implementation', async () => {
    const found = (await unpackTar(writeTar(treeToEntries(tree)))).map(({ header, data }) => ({
      name: header.name,
      type: header.type,
      mode: header.mode,
      linkname: header.linkname,
      text: data && new TextDecoder().decode(data).slice(0, 12),
    }));
    expect(found).toContainEqual({ name: longName, type: 'file', mode: 0o644, linkname: '', text: 'long' });
    expect(found).toContainEqual({
      name: longPart,
      type: 'file',
      mode: 0o644,
      linkname: '',
      text: 'no slash',
    });
    expect(found).toContainEqual({ name: 'bin/su', type: 'file', mode: 0o4755, linkname: '', text: 'su' });
    expect(found).toContainEqual({
      name: 'grüße/日本',
      type: 'file',
      mode: 0o644,
      linkname: '',
      text: 'utf-8',
    });
    expect(found).toContainEqual(
      expect.objectContaining({ name: 'b-link', type: 'link', linkname: 'a-link' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ name: 'far', linkname: `/${'deep/'.repeat(40)}` }),
    );
    expect(found).toContainEqual(expect.objectContaining({ name: 'tmp/', type: 'directory', mode: 0o1777 }));
    expect(found.length).toBe([...treeToEntries(tree)].length);
  });

  test('has the length that was foretold', () => {
    const entries = [...treeToEntries(tree)];
    expect(tarSizeBytes(entries)).toBe(writeTar(entries).length);
  });

  test('with synthetic content described is small and makes the same tree', () => {
    const described = writeTar(treeToEntries(tree), { describeSynthetic: true });
    expect(describeTree(entriesToTree(readTar(described)))).toEqual(describeTree(tree));
    expect(described.length).toBeLessThan(writeTar(treeToEntries(tree)).length - 18_000);
  });
});

describe('layers', () => {
  const upper = () => {
    const builder = new TreeBuilder(tree).put('/etc/passwd', file('changed')).put('/new/file', file('n'));
    builder.remove('/bin');
    builder.remove('/etc/none');
    builder.remove('/tmp');
    return builder.build();
  };

  test('name deletions as whiteouts', () => {
    const names = [...changesToEntries(diffTrees(tree, upper()))].map(({ kind, name }) => `${kind} ${name}`);
    expect(names).toEqual([
      'file .wh.bin',
      'directory etc',
      'file etc/passwd',
      'directory new',
      'file new/file',
      'file .wh.tmp',
    ]);
  });

  test('written and read back make the same files of the same lower', () => {
    const layer = writeTar(changesToEntries(diffTrees(tree, upper())));
    expect(contentDigest(applyChanges(tree, entriesToChanges(readTar(layer))))).toBe(contentDigest(upper()));
  });

  test('of other tools may hide all of a folder', () => {
    const empty: TarEntry = { name: 'etc/.wh..wh..opq', kind: 'file', ...owner };
    const result = applyChanges(tree, entriesToChanges([empty, { name: 'etc/new', kind: 'file', ...owner }]));
    expect(describeTree(result).filter((line) => line.startsWith('/etc'))).toEqual([
      expect.stringContaining('/etc directory'),
      expect.stringContaining('/etc/new file'),
    ]);
  });

  test('may link to a file of the layers below', () => {
    const link: TarEntry = { name: 'p', kind: 'hardlink', linkname: 'etc/passwd', ...owner };
    const result = applyChanges(tree, entriesToChanges([link], { lower: tree }));
    expect(describeTree(result)).toContainEqual(
      expect.stringMatching(/^\/p file .*root:x:0:0\n = etc\/passwd$/s),
    );
  });
});

test('names that lead out of the archive stay in it', () => {
  const entries = ['../../etc/x', '/abs', './dot/./y'].map((name): TarEntry => ({
    name,
    kind: 'file',
    ...owner,
  }));
  expect(describeTree(entriesToTree(entries)).map((line) => line.split(' ')[0])).toEqual([
    '/abs', '/dot', '/dot/y', '/etc', '/etc/x',
  ]); // prettier-ignore
});

test.each([
  ['a text', bytes('nonsense\n'), 'unexpected EOF'],
  ['a longer text', bytes('nonsense\n'.repeat(99)), 'archive/tar: invalid tar header'],
  ['an archive cut off in a file', writeTar(treeToEntries(tree)).subarray(0, 1200), 'unexpected EOF'],
])('%s is no archive: %s', (_, content, message) => {
  expect(() => readTar(content)).toThrow(TarError);
  expect(() => readTar(content)).toThrow(message);
});

test('gzip gives the same bytes each time, without a time in them', () => {
  const packed = gzip(bytes('hello'.repeat(99)));
  expect(packed).toEqual(gzip(bytes('hello'.repeat(99))));
  expect([...packed.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  expect(gunzip(packed)).toEqual(bytes('hello'.repeat(99)));
  expect(gunzip(packed.subarray(0, 12))).toBeUndefined();
});

describe('gzip', () => {
  const one = gzip(bytes('one '));
  const two = gzip(bytes('two'));

  test('may have several members in a row, as `cat a.gz b.gz` makes them', () => {
    expect(gunzip(new Uint8Array([...one, ...two]))).toEqual(bytes('one two'));
  });

  test('is read up to where no member follows', () => {
    expect(gunzip(new Uint8Array([...one, ...bytes('this is not gzip')]))).toEqual(bytes('one '));
    expect(gunzip(new Uint8Array([...one, ...new Uint8Array(512)]))).toEqual(bytes('one '));
  });

  test('of nothing is nothing', () => {
    expect(gunzip(gzip(new Uint8Array(0)))).toEqual(new Uint8Array(0));
  });

  test('is not read when it is cut off or damaged', () => {
    const long = gzip(crypto.getRandomValues(new Uint8Array(10_000)));
    expect(gunzip(long.subarray(0, 5_000))).toBeUndefined();
    expect(gunzip(new Uint8Array([...one, ...long.subarray(0, 5_000)]))).toBeUndefined();
    expect(gunzip(bytes('no gzip at all'))).toBeUndefined();
  });
});
