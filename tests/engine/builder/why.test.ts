import { expect, test } from 'vitest';
import type { Tree } from '../../../src/engine/fs';
import { newMachine } from '../machine/machine-with';
import { build, folder, request } from './building';

test('a step that came from another stage is compared with itself, not with what stood in its place', async () => {
  const machine = await newMachine();
  const before = folder({ a: 'one\n', b: 'one\n' });
  const verdictOf = (text: string, context: Tree) =>
    build(machine, request(text, context)).result?.verdicts[1]?.verdict;
  verdictOf('FROM busybox AS one\nCOPY a* /wild/\n', before);
  verdictOf('FROM busybox AS two\nCOPY b /copied/\n', before);
  const moved = 'FROM busybox AS two\nCOPY a* /wild/\n';
  expect(verdictOf(moved, before)).toEqual({ kind: 'hit' });
  expect(verdictOf(moved, folder({ a: 'two\n', b: 'one\n' }))).toMatchObject({
    kind: 'ran',
    reason: { kind: 'file', difference: { kind: 'content', path: '/a' } },
  });
  // Undone, that alone makes it hit again.
  expect(verdictOf(moved, before)).toEqual({ kind: 'hit' });
});
