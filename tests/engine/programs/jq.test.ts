// Programs for jq, and what the real ones answered: 1.7.1 of Debian 13, 1.6 of Debian 12.
import { expect, test } from 'vitest';
import recorded from './recorded-jq.json';
import { run, type RunResult } from './run';

interface Answer {
  readonly stdout: string;
  readonly stderr?: string;
  readonly status?: number;
}

const files = { '/tmp/in.json': recorded.input };
const PACKAGES = { '1.7.1': '1.7.1-6+deb13u4', '1.6': '1.6-2.1+deb12u1' };
const jqOf = (version: keyof typeof PACKAGES, line: string): RunResult =>
  run(line, { image: 'debian', shell: 'bash', install: ['jq'], packages: { jq: PACKAGES[version] }, files });
const jq = (line: string): RunResult => jqOf('1.7.1', line);

const answers: readonly {
  readonly line: string;
  readonly both?: Answer;
  '1.7.1'?: Answer;
  '1.6'?: Answer;
}[] = recorded.answers;
for (const { line, both, '1.7.1': now = both, '1.6': older = both } of answers) {
  if (now) test(line, () => expect(jq(line)).toEqual({ stderr: '', status: 0, ...now }));
  if (older && older !== both)
    test(`1.6: ${line}`, () => expect(jqOf('1.6', line)).toEqual({ stderr: '', status: 0, ...older }));
}

test('values that come one after the other are taken one by one, and an error tells the line', () => {
  const result = jq(`printf '{"a":1}\\n{"a":"x"}\\n' | jq '.a + 1'`);

  expect(result).toEqual({
    stdout: '2\n',
    stderr: 'jq: error (at <stdin>:2): string ("x") and number (1) cannot be added\n',
    status: 5,
  });
});

test('an unknown function, variable or format is told before anything runs', () => {
  expect(jq(`jq -n '1, nope'`).stderr).toBe(
    'jq: error: nope/0 is not defined at <top-level>, line 1:\n1, nope   \njq: 1 compile error\n',
  );
  expect(jq(`jq -n '$y'`)).toMatchObject({ stdout: '', status: 3 });
  expect(jq(`jq -n 'localtime'`).stderr).toContain('not modelled on this simulated machine');
});

test('a program without end is stopped', () => {
  expect(jq(`jq -n 'last(repeat(1))'`)).toMatchObject({ stdout: '', status: 5 });
  expect(jq(`jq -n 'def f: f; f'`)).toMatchObject({ stdout: '', status: 5 });
  expect(jq(`jq -n '[limit(3; repeat(1))]' -c`)).toMatchObject({ stdout: '[1,1,1]\n', status: 0 });
});

test('inputs gives as many values as there are, and what is left unread is no cost', () => {
  const many = `seq 1 600 | jq -n`;
  expect(jq(`${many} '[inputs] | length'`)).toMatchObject({ stdout: '600\n', status: 0 });
  expect(jq(`${many} '[range(600) | first(recurse(. + 1))] | length'`)).toMatchObject({ stdout: '600\n' });
});

test('a regular expression that the host may never finish is refused', () => {
  const { stderr, status } = jq(`jq -n '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" | test("^(a+)+$")'`);

  expect(stderr).toContain('jq: not modelled on this simulated machine: a repetition within a repetition');
  expect(status).toBe(5);
});

/** What stands before the words, and the status, is 1.7.1's. */
const FAULTS: readonly (readonly [text: string, fault: string])[] = [
  [':', "Expected string key before ':' at line 1, column 1"],
  [',', "Expected value before ',' at line 1, column 1"],
  ['{1:2}', 'Object keys must be strings at line 1, column 3'],
  ['{"a",1}', 'Objects must consist of key:value pairs at line 1, column 5'],
  ['{"a":}', "Unmatched '}' at line 1, column 6"],
  ['[,', "Expected value before ',' at line 1, column 2"],
  ['[1 2]', 'Expected separator between values at line 1, column 5'],
  [']', "Unmatched ']' at line 1, column 1"],
  ['}', "Unmatched '}' at line 1, column 1"],
  ['[1:2]', "':' not as part of an object at line 1, column 3"],
  ['{"a":1,}', 'Expected another key-value pair at line 1, column 8'],
  ['{:1}', "Expected string key before ':' at line 1, column 2"],
  ['{,}', "Expected value before ',' at line 1, column 2"],
  ['["a":1]', "':' not as part of an object at line 1, column 5"],
  ['{"a":1:2}', "':' not as part of an object at line 1, column 7"],
  ['"\\x"', 'Invalid escape at line 1, column 4'],
  ['"\\u12"', 'Invalid \\uXXXX escape at line 1, column 6'],
  ['-', 'Invalid numeric literal at EOF at line 1, column 1'],
  ['1e', 'Invalid numeric literal at EOF at line 1, column 2'],
  ['nanx ', 'Invalid literal at line 1, column 5'],
  ['{"a"}', 'Objects must consist of key:value pairs at line 1, column 5'],
  ['[]]', "Unmatched ']' at line 1, column 3"],
  ['{"a":[1}', 'Objects must consist of key:value pairs at line 1, column 8'],
  [
    '"a\nb"',
    'Invalid string: control characters from U+0000 through U+001F must be escaped at line 2, column 2',
  ],
  ['True ', 'Invalid numeric literal at line 1, column 5'],
  ["'a' ", 'Invalid numeric literal at line 1, column 4'],
  ['{"a":1 "b"', 'Expected separator between values at line 1, column 10'],
  ['"é" x ', 'Invalid numeric literal at line 1, column 7'],
  ['[1,2', 'Unfinished JSON term at EOF at line 1, column 4'],
  ['#x ', 'Invalid numeric literal at line 1, column 3'],
  ['abc', 'Invalid numeric literal at EOF at line 1, column 3'],
  ['abc ', 'Invalid numeric literal at line 1, column 4'],
  ['abc\n', 'Invalid numeric literal at line 2, column 0'],
  ['1 tru', 'Invalid literal at EOF at line 1, column 5'],
  ['[1\n', 'Unfinished JSON term at EOF at line 2, column 0'],
  ['"a\n', 'Unfinished string at EOF at line 2, column 0'],
  ['{"a":1', 'Unfinished JSON term at EOF at line 1, column 6'],
  ['[1,\n', 'Unfinished JSON term at EOF at line 2, column 0'],
  ['1 2x', 'Invalid numeric literal at EOF at line 1, column 4'],
  ['nul', 'Invalid literal at EOF at line 1, column 3'],
  ['{"a":1 2', 'Expected separator between values at EOF at line 1, column 8'],
  ['[1 x]', 'Invalid numeric literal at line 1, column 5'],
  ['["a" "b"]', 'Expected separator between values at line 1, column 8'],
  ['[1,,2]', "Expected value before ',' at line 1, column 4"],
  ['{"a"}', 'Objects must consist of key:value pairs at line 1, column 5'],
  ['{"a":1,"b"}', 'Objects must consist of key:value pairs at line 1, column 11'],
  ['{"a","b":1}', 'Objects must consist of key:value pairs at line 1, column 5'],
  ['[[1,]', 'Expected another array element at line 1, column 5'],
  ['{"a":[],}', 'Expected another key-value pair at line 1, column 9'],
  ['[}', "Unmatched '}' at line 1, column 2"],
  ['{]', "Unmatched ']' at line 1, column 2"],
  ['"a" : 1', "Expected string key before ':' at line 1, column 5"],
];

test.each(FAULTS)('%j is no JSON: %s', (text, fault) => {
  expect(
    run('jq -c . /tmp/in.json', { image: 'debian', install: ['jq'], files: { '/tmp/in.json': text } }),
  ).toMatchObject({
    stderr: `jq: parse error: ${fault}\n`,
    status: 5,
  });
});
