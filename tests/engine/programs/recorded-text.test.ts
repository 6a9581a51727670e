// What awk, grep, sed, find, expr and printf of BusyBox 1.38 and of Debian 13 answered when they were asked.
import { expect, test } from 'vitest';
import recorded from './recorded-text.json';
import { run } from './run';

const files = { '/etc/hostname': 'c0ffee123456\n' };

for (const { image, line, stdout, stderr, status } of recorded)
  test(`${image}: ${line}`, () => {
    const own = image === 'debian' ? 'debian' : 'recorded';
    expect(run(line, { image: own, files })).toEqual({ stdout, stderr, status });
  });
