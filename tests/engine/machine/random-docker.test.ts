import { expect, test } from 'vitest';
import { dockerLine, templateLine } from './random/lines';
import { COUNT, throwLines } from './random/throw';

test(
  `${COUNT} random docker commands and templates find no mistake of ours`,
  { timeout: 900_000 },
  async () => {
    expect(
      await throwLines((chance) => (chance.is(0.6) ? dockerLine(chance) : templateLine(chance))),
    ).toEqual([]);
  },
);
