// Programs for jq, and what the real one (1.6) answered.
import { expect, test } from 'vitest';
import recorded from './recorded-jq.json';
import { run, type RunResult } from './run';

const files = { '/tmp/in.json': recorded.input };
const jq = (line: string): RunResult => run(line, { image: 'debian', install: ['jq'], files });

for (const { line, ...answer } of recorded.answers) test(line, () => expect(jq(line)).toEqual(answer));

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
    'jq: error: nope/0 is not defined at <top-level>, line 1:\n1, nope\njq: 1 compile error\n',
  );
  expect(jq(`jq -n '$y'`)).toMatchObject({ stdout: '', status: 3 });
  expect(jq(`jq -n 'tostream'`).stderr).toContain('not modelled on this simulated machine');
});

test('a program without end is stopped', () => {
  expect(jq(`jq -n 'last(repeat(1))'`)).toMatchObject({ stdout: '', status: 5 });
  expect(jq(`jq -n 'def f: f; f'`)).toMatchObject({ stdout: '', status: 5 });
  expect(jq(`jq -n '[limit(3; repeat(1))]' -c`)).toMatchObject({ stdout: '[null,1,1]\n', status: 0 });
});
