import { expect, test } from 'vitest';
import {
  contextPathsOf,
  sendContext,
  sendFile,
  type ContextCopy,
} from '../../../../src/engine/builder/files';
import { contentDigest, nodeAt, type Tree } from '../../../../src/engine/fs';
import { listing, paths, startMs, treeOf } from '../trees';
import { planOf } from './copying';

/** The files of tests/conformance/tty, whose bytes on the wire were recorded. */
const recorded = treeOf({
  '/Dockerfile': 'x'.repeat(220),
  '/Dockerfile.fail': 'x'.repeat(88),
  '/Dockerfile.multi': 'x'.repeat(251),
  '/Dockerfile.warn': 'x'.repeat(92),
  '/app.py': 'x'.repeat(12),
  '/requirements.txt': 'flask\n',
});

const everything = { ignore: undefined, paths: undefined };
const send = (folder: Tree, previous?: ContextCopy, rest = {}) =>
  sendContext(previous, { folder, ...everything, ...rest });

test('bytes on the wire are those that were recorded', () => {
  expect(sendFile('Dockerfile', nodeAt(recorded, 'Dockerfile'))).toBe(259);
  expect(sendFile('Dockerfile.fail', nodeAt(recorded, 'Dockerfile.fail'))).toBe(130);
  expect(sendFile('.dockerignore', undefined)).toBe(2);
  const first = send(recorded);
  expect(first.sentBytes).toBe(923);
  expect(send(recorded, first.copy).sentBytes).toBe(196);
  const edited = treeOf({ '/app.py': { text: 'x'.repeat(14), mtimeMs: startMs + 1 } }, recorded);
  expect(send(edited, first.copy).sentBytes).toBe(220);
  expect(send(recorded, undefined, { paths: ['nothere.txt'] }).sentBytes).toBe(2);
});

test('big files go in pieces of 32 kB', () => {
  const big = treeOf({ '/big': 'x'.repeat(100_000) });
  // The file is told of, comes in four pieces, the last of them short, and ends; then all ends.
  expect(send(big).sentBytes).toBe(24 + 100_000 + 3 * 6 + 5 + 2 + 2);
});

const project = treeOf({
  '/a.md': 'a',
  '/keep.md': { text: 'keep', uid: 1000, gid: 1000 },
  '/src/b.ts': 'b',
  '/src/b.test.ts': 'test',
  '/node_modules/x/index.js': 'x',
  '/empty': { folder: true },
  '/current': { link: 'src' },
});

test.each([
  [
    undefined,
    undefined,
    [
      '/a.md',
      '/current',
      '/empty/',
      '/keep.md',
      '/node_modules/',
      '/node_modules/x/',
      '/node_modules/x/index.js',
      '/src/',
      '/src/b.test.ts',
      '/src/b.ts',
    ],
  ],
  [
    '*.md\n!keep.md\nnode_modules\n',
    undefined,
    ['/current', '/empty/', '/keep.md', '/src/', '/src/b.test.ts', '/src/b.ts'],
  ],
  ['*\n!src\n**/*.test.ts', undefined, ['/src/', '/src/b.ts']],
  [undefined, ['src'], ['/src/', '/src/b.test.ts', '/src/b.ts']],
  [undefined, ['*.md', 'nope'], ['/a.md', '/keep.md']],
  [undefined, ['current/b.ts'], ['/current', '/src/', '/src/b.ts']],
  ['*.md', ['a.md'], []],
])('.dockerignore %j, needed %j', (ignore, needed, expected) => {
  expect(paths(send(project, undefined, { ignore, paths: needed }).copy.tree)).toEqual(expected);
});

test('all that is sent is root’s', () => {
  expect(listing(send(project).copy.tree)).toContain('/keep.md 644 0:0 keep');
});

test('what the instructions need', () => {
  const plans = ['COPY a.txt ./src/ /x/', 'ADD https://x.org/y z* /', 'COPY <<EOF /e\nx\nEOF'].map((text) =>
    planOf(text),
  );
  expect(contextPathsOf(plans)).toEqual(['a.txt', 'src', 'z*']);
  expect(contextPathsOf([...plans, planOf('COPY . /')])).toBeUndefined();
});

test('a file with other bytes is sent, whatever its size and time; one that is made anew is not', () => {
  const { copy } = send(recorded);
  const sly = send(treeOf({ '/app.py': 'y'.repeat(12) }, recorded), copy);
  expect(contentDigest(sly.copy.hashed)).not.toBe(contentDigest(copy.hashed));
  expect(sly.sentBytes).toBe(196 + 12 + 10);
  expect(send(treeOf({ '/app.py': 'x'.repeat(12) }, recorded), copy).sentBytes).toBe(196);
});

test('a folder that is there keeps the mode that keys know; the files have the new one', () => {
  const { copy } = send(project);
  const closed = treeOf({ '/src': { folder: true, mode: 0o700 } }, project);
  const next = send(closed, copy).copy;
  expect(contentDigest(next.hashed)).toBe(contentDigest(copy.hashed));
  expect(nodeAt(next.tree, 'src')?.mode).toBe(0o700);
  expect(nodeAt(send(closed).copy.hashed, 'src')?.mode).toBe(0o700);
  // Gone and back again, it is new.
  const gone = send(project, next, { paths: ['a.md'] }).copy;
  expect(nodeAt(send(closed, gone).copy.hashed, 'src')?.mode).toBe(0o700);
});

test('what did not change is shared with the copy of the last time', () => {
  const { copy } = send(project);
  const edited = treeOf({ '/a.md': { text: 'edited', mtimeMs: startMs + 1 } }, project);
  const next = send(edited, copy).copy;
  expect(next.tree.entries.get('src')).toBe(copy.tree.entries.get('src'));
  expect(next.tree).not.toBe(copy.tree);
});
