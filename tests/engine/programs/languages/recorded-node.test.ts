// Programs that learners write, and what Node.js answered; its own places differ between versions and are left out.
import { expect, test } from 'vitest';
import { run } from '../run';
import recorded from './recorded-node.json';

function withoutOwnPlaces(text: string): string {
  return text
    .replace(/Node\.js v[\d.]+/, 'Node.js vX')
    .split('\n')
    .filter((line) => !/node:internal|\(node:|^node:/.test(line))
    .join('\n');
}

for (const { source, stdout, stderr, status } of recorded)
  test(source, () => {
    const files = { '/tmp/app.js': source, '/etc/hostname': 'box\n' };
    const result = run('node /tmp/app.js < /dev/null', { install: ['node'], files });
    expect({ ...result, stderr: withoutOwnPlaces(result.stderr) }).toEqual({ stdout, stderr, status });
  });
