import { expect, test } from 'vitest';
import { allParts } from '../../src/engine';
import { buildViews } from '../../src/engine/views';
import { wholeLaptop } from '../../src/engine/world/whole';
import { checkFile } from '../../src/notes/file-check';
import { see } from '../../src/notes/look';
import { pageMachines } from '../../src/notes/page-machines';
import { Player } from '../../src/notes/player';
import {
  PLAYGROUND_FOLDER,
  PLAYGROUND_MACHINE,
  STARTING_POINTS,
  stepsOf,
} from '../../src/notes/starting-points';

const points = [...STARTING_POINTS];

test('there are several', () => {
  expect(points.length).toBeGreaterThanOrEqual(8);
});

test.each(points)('%s: each command that it offers works, and it builds', (_name, point) => {
  const player = new Player(pageMachines(allParts(), wholeLaptop(), 'playground')(PLAYGROUND_MACHINE));
  for (const step of stepsOf(point)) player.play(step);
  for (const text of point.commands) {
    player.play({ kind: 'line', text });
    player.settle();
    const isCheck = text.includes('--check');
    player.play({ kind: 'line', text: 'echo "status $?"' });
    player.settle();
    const shown = Array.from({ length: player.row }, (_, row) => player.screen.lineText(row)).join('\n');
    expect(shown.trimEnd().split('\n').at(-1), shown).toBe(`status ${isCheck ? 1 : 0}`);
  }
  const [build] = buildViews(player.machine);
  expect(build?.status).toBe('completed');
  const sight = see(player.machine, { kind: 'folder', path: PLAYGROUND_FOLDER });
  expect(sight.kind === 'folder' && sight.files.map(({ path }) => path).toSorted()).toEqual(
    Object.keys(point.files).toSorted(),
  );
});

test.each(points)('%s: the checks have something to say of the one with mistakes only', (name, { files }) => {
  const text = (files['Dockerfile'] ?? []).join('\n');
  const said = checkFile({ path: 'Dockerfile', text }, wholeLaptop().registries);
  if (name === 'mistakes') expect(new Set(said.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(7);
  else expect(said).toEqual([]);
});
