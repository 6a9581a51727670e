// Programs that learners write, and what Python 3.13 answered.
import { expect, test } from 'vitest';
import { run } from '../run';
import recorded from './recorded-python.json';

for (const { source, stdout, stderr, status } of recorded)
  test(source, () => {
    const files = { '/tmp/app.py': source };
    const result = run('LANG=C.UTF-8 python3 /tmp/app.py < /dev/null', { install: ['python3'], files });
    expect(result).toEqual({ stdout, stderr, status });
  });
