// Patterns that are nearly regular expressions, and what the real Node.js 22.23 said of them.
import { expect, test } from 'vitest';
import { areFlags, patternFault } from '../../../../src/engine/programs/shared/regex/js-syntax';
import { run } from '../run';
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

// What the real grep -P (PCRE2) said of them.
test.each([
  ['(', 'missing closing parenthesis'],
  [')', 'unmatched closing parenthesis'],
  ['a)', 'unmatched closing parenthesis'],
  ['[', 'missing terminating ] for character class'],
  ['*', 'quantifier does not follow a repeatable item'],
  ['a**', 'quantifier does not follow a repeatable item'],
  ['a{2,1}', 'numbers out of order in {} quantifier'],
  ['\\', '\\ at end of pattern'],
  ['[z-a]', 'range out of order in character class'],
  ['(?<n>a)(?<n>b)', 'two named subpatterns have the same name (PCRE2_DUPNAMES not set)'],
])('grep -P %s', (pattern, said) => {
  const { stderr, status } = run(`echo x | grep -P -- '${pattern}'`);
  expect({ stderr, status }).toEqual({ stderr: `grep: ${said}\n`, status: 2 });
});
