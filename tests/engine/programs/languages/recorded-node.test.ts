// Programs that learners write, and what Node.js answered; its own places differ between versions and are left out.
import { expect, test } from 'vitest';
import { run } from '../run';
import recorded from './recorded-node.json';

/** Of the image node:22. */
const HEADER = '#define NODE_MAJOR_VERSION 22\n#define NODE_MINOR_VERSION 23\n#define NODE_PATCH_VERSION 2\n';

function withoutOwnPlaces(text: string): string {
  return text
    .replace(/Node\.js v[\d.]+/, 'Node.js vX')
    .split('\n')
    .filter((line) => !/node:internal|\(node:|^node:/.test(line))
    .join('\n');
}

for (const { source, stdout, stderr, status } of recorded)
  test(source, () => {
    const files = {
      '/tmp/app.js': source,
      '/etc/hostname': 'box\n',
      '/usr/local/include/node/node_version.h': HEADER,
    };
    const result = run('node /tmp/app.js < /dev/null', { install: ['node'], files });
    expect({ ...result, stderr: withoutOwnPlaces(result.stderr) }).toEqual({ stdout, stderr, status });
  });
