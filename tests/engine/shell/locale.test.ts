// What bash 5.2.37 of Debian 13 printed where the locale is C, as in most images, and where it has characters.
import { expect, test } from 'vitest';
import { run } from '../programs/run';

const bash = (line: string): string => run(line, { image: 'debian', shell: 'bash' }).stdout;

test.each([
  [String.raw`printf '\u2713\n'`, '\\u2713\n'],
  [String.raw`echo -e '\u2713 \U0001F600 \u41'`, '\\u2713 \\U0001F600 A\n'],
  [String.raw`echo $'\u2713'`, '\\u2713\n'],
  [String.raw`printf '%b\n' '\u00e9'`, '\\u00E9\n'],
  [String.raw`LC_ALL=C.UTF-8; printf '\u2713\n'`, '✓\n'],
  [String.raw`LANG=C.UTF-8; echo -e '\u2713'`, '✓\n'],
  // A word is read before the line runs.
  [String.raw`LC_ALL=C.UTF-8; echo $'\u2713'`, '\\u2713\n'],
  [`printf '%5s|\\n' é`, '   é|\n'],
])('%s', (line, stdout) => {
  expect(bash(line)).toBe(stdout);
});
