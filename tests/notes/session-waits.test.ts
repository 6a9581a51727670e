import { expect, test } from 'vitest';
import { allParts } from '../../src/engine';
import { wholeLaptop } from '../../src/engine/world/whole';
import { LiveSession } from '../../src/notes/live-session';
import { pageMachines } from '../../src/notes/page-machines';
import { EMPTY_TIMELINE } from '../../src/notes/timeline';

/** The waits, in real milliseconds, that a session asks for until a line that was typed is done. */
function waitsOf(line: string): readonly number[] {
  const session = new LiveSession(
    (seed) => pageMachines(allParts(), wholeLaptop(), seed),
    {
      origin: { seed: 'waits', machine: 'laptop', steps: [], parts: [] },
      shownSteps: [],
      timeline: EMPTY_TIMELINE,
    },
    () => 0,
  );
  while (session.state !== 'prompt') session.advance();
  session.line(line);
  const waits: number[] = [];
  do waits.push(session.advance() ?? 0);
  while (session.state !== 'prompt');
  return waits.filter((waitMs) => waitMs > 0);
}

test('what a command takes to start is not waited for, longer times are, and sleep is', () => {
  expect(waitsOf('sleep 0.02')).toEqual([]);
  expect(waitsOf('docker ps')).toEqual([]);
  expect(waitsOf('sleep 0.6')).toEqual([expect.closeTo(100, -1)]);
  expect(waitsOf('sleep 3').some((waitMs) => waitMs === 1000)).toBe(true);
});
