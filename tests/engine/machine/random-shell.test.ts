import { expect, test } from 'vitest';
import { mutated, scriptLine } from './random/lines';
import { linesToThrow, throwLines } from './random/throw';

const transcripts = import.meta.glob<string>('../../conformance/*/*.transcript', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const recorded = Object.values(transcripts).flatMap((text) =>
  [...text.matchAll(/^\$ (.*(?:\n> .*)*)/gm)].map(([, line = '']) => line.replaceAll('\n> ', '\n')),
);

/** Few, since each starts programs; random-docker throws 80,000 more. */
const count = linesToThrow(20_000);

test(
  `${count} scripts and changed recorded lines find no mistake of ours`,
  { timeout: 1_800_000 },
  async () => {
    expect(recorded.length).toBeGreaterThan(1_000);
    expect(
      await throwLines(count, (chance) => (chance.is(0.5) ? mutated(chance, recorded) : scriptLine(chance))),
    ).toEqual([]);
  },
);
