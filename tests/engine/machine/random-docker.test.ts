import { expect, test } from 'vitest';
import { dockerLine, templateLine } from './random/lines';
import { linesToThrow, throwLines } from './random/throw';

test(
  `${count} random docker commands and templates find no mistake of ours`,
  { timeout: 1_800_000 },
  async () => {
    expect(
      await throwLines(count, (chance) => (chance.is(0.6) ? dockerLine(chance) : templateLine(chance))),
    ).toEqual([]);
  },
);
