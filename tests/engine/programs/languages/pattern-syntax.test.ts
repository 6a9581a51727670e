// Patterns that are nearly regular expressions, and what the real Node.js 22.23 said of them.
import { expect, test } from 'vitest';
import { areFlags, patternFault } from '../../../../src/engine/programs/languages/node/pattern-syntax';
import recorded from './recorded-patterns.json';

test.each(recorded)('/$source/$flags', ({ source, flags, said }) => {
  const fault = areFlags(flags) ? patternFault(source, flags) : undefined;
  const answer = !areFlags(flags)
    ? `Invalid flags supplied to RegExp constructor '${flags}'`
    : fault === undefined
      ? ''
      : `Invalid regular expression: /${source}/${flags}: ${fault}`;
  expect(answer).toBe(said);
});
