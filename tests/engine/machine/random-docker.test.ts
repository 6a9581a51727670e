import { expect, test } from 'vitest';
import { dockerLine, templateLine } from './random/lines';
import { linesToThrow, throwLines } from './random/throw';

/** Together with the 20,000 of random-shell: a hundred thousand. */
const count = linesToThrow(12_000);

test(
  `${count} random docker commands and templates find no mistake of ours`,
  { timeout: 1_800_000 },
  async () => {
    expect(
      await throwLines(count, (chance) => (chance.is(0.6) ? dockerLine(chance) : templateLine(chance))),
    ).toEqual([]);
  },
);
