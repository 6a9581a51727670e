import { expect, test } from 'vitest';
import { run } from '../run';

const node = (source: string): string =>
  run('node app.js', { install: ['node'], files: { '/tmp/app.js': source } }).stdout;

test('crypto makes digests and keyed ones', () => {
  const source = [
    "const { createHash, createHmac } = require('crypto');",
    "console.log(createHash('sha256').update('abc').digest('hex'));",
    "console.log(createHmac('sha1', 'key').update('The quick brown fox jumps over the lazy dog').digest('hex'));",
    "try { createHash('nope') } catch (error) { console.log(error.message) }",
  ].join('\n');

  expect(node(source)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n' +
      'de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9\n' +
      'Digest method not supported\n',
  );
});
