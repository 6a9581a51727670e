import { expect, test } from 'vitest';
import { allParts } from '../../src/engine';
import { wholeLaptop } from '../../src/engine/world/whole';
import { AuthorError } from '../../src/notes/author-error';
import { goalStates } from '../../src/notes/challenge';
import { solveChallenge } from '../../src/notes/challenge-source';
import type { SourceBlock } from '../../src/notes/comparison-source';
import { parseFence } from '../../src/notes/fence';
import { pageMachines } from '../../src/notes/page-machines';
import type { NewMachine } from '../../src/notes/page-run';
import { Player } from '../../src/notes/player';

const place = { file: 'page.mdx', line: 1 };
const newMachines = (): NewMachine => pageMachines(allParts(), wholeLaptop(), 'challenge');
const block = (meta: string, text: string): SourceBlock => ({
  fence: parseFence(meta.startsWith('title') ? 'text' : 'console', meta),
  text,
  place,
});
const solve = (...blocks: readonly SourceBlock[]): ReturnType<typeof solveChallenge> =>
  solveChallenge(blocks, place, 'challenge', newMachines);

const file = block('title="note.txt"', 'one\ntwo');
const goal = block('goal', '$ cat note.txt\ntwo\n$ grep -c one note.txt\n...');

test('a challenge is solved by its author’s way, and the blocks prepare its machine', () => {
  const { challenge, solution } = solve(file, goal, block('solution', '$ sed -i 1d note.txt'));
  expect(challenge.before).toHaveLength(1);
  expect(solution.steps).toEqual([{ kind: 'line', text: 'sed -i 1d note.txt' }]);
});

test('a way that does not lead there stops the build, and says what differs', () => {
  const run = (): unknown => solve(file, goal, block('solution', '$ sed -i s/one/three/ note.txt'));
  expect(run).toThrow(/does not reach the goal[\s\S]*- two\n[\s\S]*\+ three/);
});

test('so does a goal that is reached before anything is typed', () => {
  const reached = block('goal', '$ tail -1 note.txt\ntwo');
  expect(() => solve(file, reached, block('solution', '$ true'))).toThrow(/reached before/);
});

test('so does a block that is neither goal, solution nor preparation, and one that is missing', () => {
  expect(() => solve(file, goal)).toThrow(AuthorError);
  expect(() => solve(goal, block('solution', '$ true'), block('show="why"', '$ true'))).toThrow(/is one of/);
});

test('where something still runs, nothing can be said of the goal', () => {
  const player = new Player(newMachines()('laptop'));
  player.play({ kind: 'line', text: 'cat' });
  expect(goalStates(player, [{ typed: 'true', expected: [] }])).toBeUndefined();
});
