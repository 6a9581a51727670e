import { expect, test } from 'vitest';
import {
  applyChanges,
  contentDigest,
  diffTrees,
  emptyTree,
  FileSystem,
  type Inode,
  type Tree,
} from '../../../src/engine/fs';
import { describeTree } from './describe-tree';
import { randomFrom } from './random';

/** The plainest model of a disk: names to shared records. Folders are records without text. */
interface Model {
  readonly names: Map<string, { text?: string; mode: number }>;
}

/** A disk and its model, on which the same random operations are played. */
class Twin {
  readonly model: Model = { names: new Map() };
  constructor(public fs: FileSystem) {}
}

const nameList = ['a', 'b', 'c', 'd'];

function play(twin: Twin, random: () => number): void {
  const { fs, model } = twin;
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error('nothing to pick');
    return item;
  };
  const folders = [
    '',
    ...[...model.names].filter(([, record]) => record.text === undefined).map(([path]) => path),
  ];
  const parent = pick(folders);
  const path = `${parent}/${pick(nameList)}`;
  const name = path.slice(parent.length + 1);
  const record = model.names.get(path);
  const inodeOf = (of: string) =>
    of
      .split('/')
      .slice(1)
      .reduce<Inode | undefined>((inode, part) => inode && fs.lookup(inode, part), fs.root);
  const parentInode = inodeOf(parent) ?? fs.root;
  const inode = inodeOf(path);
  const hasChildren = [...model.names.keys()].some((other) => other.startsWith(`${path}/`));
  const action = pick([
    'write',
    'write',
    'mkdir',
    'remove',
    'link',
    'rename',
    'chmod',
    'restart',
    'snapshot',
  ]);
  const content = pick(['', 'one', 'two', 'three']);
  if (action === 'restart') twin.fs = diskOf(fs.snapshot());
  else if (action === 'snapshot') fs.snapshot();
  else if (action === 'write' && record === undefined) {
    fs.create(parentInode, name, {
      kind: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      content: new TextEncoder().encode(content),
    });
    model.names.set(path, { text: content, mode: 0o644 });
  } else if (action === 'write' && record?.text !== undefined && inode !== undefined) {
    fs.write(inode, inode.sizeBytes, new TextEncoder().encode(content));
    record.text += content;
  } else if (action === 'mkdir' && record === undefined && path.split('/').length < 5) {
    fs.create(parentInode, name, { kind: 'directory', mode: 0o755, uid: 0, gid: 0 });
    model.names.set(path, { mode: 0o755 });
  } else if (action === 'remove' && record !== undefined && !hasChildren) {
    fs.remove(parentInode, name);
    model.names.delete(path);
  } else if (action === 'chmod' && record !== undefined && inode !== undefined) {
    record.mode = pick([0o700, 0o755]);
    fs.change(inode, { mode: record.mode });
  } else if (action === 'link' && record?.text !== undefined && inode !== undefined) {
    const to = `${pick(folders)}/${pick(nameList)}`;
    if (model.names.has(to)) return;
    fs.link(inodeOf(to.slice(0, to.lastIndexOf('/'))) ?? fs.root, to.slice(to.lastIndexOf('/') + 1), inode);
    model.names.set(to, record);
  } else if (action === 'rename' && record !== undefined) {
    const to = `${pick(folders)}/${pick(nameList)}`;
    if (model.names.has(to) || `${to}/`.startsWith(`${path}/`)) return;
    fs.rename(
      parentInode,
      name,
      inodeOf(to.slice(0, to.lastIndexOf('/'))) ?? fs.root,
      to.slice(to.lastIndexOf('/') + 1),
    );
    for (const [old, moved] of [...model.names]) {
      if (old !== path && !old.startsWith(`${path}/`)) continue;
      model.names.delete(old);
      model.names.set(to + old.slice(path.length), moved);
    }
  }
}

let clockMs = 0;
function diskOf(tree: Tree): FileSystem {
  return new FileSystem({ tree, type: 'overlay', nowMs: () => (clockMs += 1) });
}

/** Path, mode and text; names of one file carry the first of them. */
function describeModel({ names }: Model): readonly string[] {
  const paths = [...names.keys()].sort();
  return paths.map((path) => {
    const record = names.get(path);
    const first = paths.find((other) => names.get(other) === record);
    return `${path} ${record?.mode.toString(8)} ${record?.text ?? 'folder'} ${first}`;
  });
}

function describeDisk(tree: Tree): readonly string[] {
  const disk = diskOf(tree);
  const found: string[] = [];
  const firstNames = new Map<Inode, string>();
  const visit = (folder: Inode, prefix: string) => {
    for (const name of disk.list(folder)) {
      const inode = disk.lookup(folder, name);
      if (inode !== undefined) found.push(`${prefix}/${name}`);
      if (inode?.kind === 'directory') visit(inode, `${prefix}/${name}`);
    }
  };
  visit(disk.root, '');
  return found.sort().map((path) => {
    const inode = path
      .split('/')
      .slice(1)
      .reduce<Inode | undefined>((at, part) => at && disk.lookup(at, part), disk.root);
    if (inode === undefined) throw new Error(path);
    const first = firstNames.get(inode) ?? path;
    firstNames.set(inode, first);
    const text = inode.kind === 'directory' ? 'folder' : new TextDecoder().decode(disk.readAll(inode));
    return `${path} ${inode.mode.toString(8)} ${text} ${first}`;
  });
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'random operations %i leave what a plain model has; its differences from any moment before rebuild it',
  (seed) => {
    const random = randomFrom(seed);
    const twin = new Twin(diskOf(emptyTree));
    const moments: Tree[] = [emptyTree];
    for (let step = 0; step < 120; step += 1) {
      play(twin, random);
      if (step % 12 !== 0) continue;
      const tree = twin.fs.snapshot();
      expect(describeDisk(tree)).toEqual(describeModel(twin.model));
      moments.push(tree);
    }
    for (const upper of moments) {
      for (const lower of moments) {
        const rebuilt = applyChanges(lower, diffTrees(lower, upper));
        const options = { folderTimes: false };
        expect(describeTree(rebuilt, options)).toEqual(describeTree(upper, options));
        expect(contentDigest(rebuilt)).toBe(contentDigest(upper));
        expect(diffTrees(rebuilt, upper)).toEqual([]);
      }
    }
  },
);
