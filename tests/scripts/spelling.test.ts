import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The words that the spelling check does not know in a note of this text. */
function unknownWords(text: string): readonly string[] {
  const args = ['node_modules/cspell/bin.mjs', 'lint', '--no-progress', '--no-summary', '--words-only'];
  const { stdout, error } = spawnSync(process.execPath, [...args, 'stdin://content/page.mdx'], {
    input: text,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout.split('\n').filter((word) => word !== '');
}

test('prose is British and right; what a machine reads is left alone', { timeout: 60_000 }, () => {
  const prose = 'The contianer has a color. Its colour is right. A Dockerfile and buildx are known.\n';
  const code = 'Inline `imgae` and [a link](/writng/).\n\n```console\n$ dcoker run\nUnkown\n```\n';
  expect(unknownWords(`${prose}\n${code}`)).toEqual(['contianer', 'color']);
});
