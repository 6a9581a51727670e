import { expect, test } from 'vitest';
import { allParts } from '../../src/engine';
import { wholeLaptop } from '../../src/engine/world/whole';
import { LiveSession } from '../../src/notes/live-session';
import { pageMachines } from '../../src/notes/page-machines';
import { EMPTY_TIMELINE } from '../../src/notes/timeline';
import { lineText } from '../../src/notes/transcript';

test('a picture that a program keeps drawing is shown whole, and what is typed to it is not shown in it', () => {
  const session = new LiveSession(
    (seed) => pageMachines(allParts(), wholeLaptop(), seed),
    {
      origin: { seed: 'screen', machine: 'laptop', steps: [], parts: [] },
      shownSteps: [],
      timeline: EMPTY_TIMELINE,
    },
    () => 0,
  );
  const advanceTo = (state: string): void => {
    while (session.state !== state) session.advance();
  };
  advanceTo('prompt');
  session.line('docker run --rm -it alpine top');
  advanceTo('reading');
  const shown = session.change();
  expect(shown?.lines.map(lineText).slice(-2)).toEqual([
    '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
    '    1     0 root     R     4492   0%   0   0% top',
  ]);
  expect(shown?.prompt).toBe('');

  session.line('q');
  advanceTo('prompt');
  const after = session.change();
  expect(after?.lines.filter(({ promptLength }) => promptLength !== undefined) ?? []).toEqual([]);
  expect(after?.prompt).toBe('$ ');
});
