// Programs as learners write them, with their files, and what the real Node.js 22.23.2 printed, its own places included.
import { expect, test } from 'vitest';
import { run } from '../run';
import recorded from './recorded-node-programs.json';

/** Of the image node:22. */
const HEADER = '#define NODE_MAJOR_VERSION 22\n#define NODE_MINOR_VERSION 23\n#define NODE_PATCH_VERSION 2\n';

for (const { name, files, line, stdout, stderr, status } of recorded)
  test(name, () => {
    const given: Readonly<Record<string, string | undefined>> = files;
    const result = run(line, {
      cwd: '/tmp/c',
      install: ['node', 'curl'],
      files: {
        ...Object.fromEntries(Object.entries(given).map(([path, text]) => [`/tmp/c/${path}`, text ?? ''])),
        ...(Object.keys(given).length === 0 && { '/tmp/c/.keep': '' }),
        '/etc/hosts': '127.0.0.1\tlocalhost\n',
        '/usr/local/include/node/node_version.h': HEADER,
      },
      maxSteps: 3_000_000,
    });
    const told = result.stderr.replace(/\(node:\d+\)/g, '(node:PID)');
    expect({ ...result, stderr: told }).toEqual({ stdout, stderr, status });
  });
