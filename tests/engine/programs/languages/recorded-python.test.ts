// Programs that learners write, and what Python 3.13 of Debian 13 answered.
import { expect, test } from 'vitest';
import { run } from '../run';
import recorded from './recorded-python.json';
import concurrency from './recorded-python-concurrency.json';
import language from './recorded-python-language.json';
import library from './recorded-python-library.json';
import modules from './recorded-python-modules.json';
import programs from './recorded-python-programs.json';

for (const { source, stdout, stderr, status } of recorded)
  test(source, () => {
    const files = { '/tmp/app.py': source };
    const result = run('LANG=C.UTF-8 python3 /tmp/app.py < /dev/null', { install: ['python3'], files });
    expect(result).toEqual({ stdout, stderr, status });
  });

for (const { line, source, stdout, stderr, status } of [
  ...concurrency,
  ...language,
  ...library,
  ...modules,
  ...programs,
])
  test(source, () => {
    const files = { '/tmp/app.py': source };
    const settings = { install: ['python3'], files, maxSteps: 3_000_000 };
    expect(run(`export LANG=C.UTF-8; ${line}`, settings)).toEqual({ stdout, stderr, status });
  });
