import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

function run(...args: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', ...args], { encoding: 'utf8' });
  return { status, stderr };
}

test('an unknown task is refused, with those that there are', () => {
  const { status, stderr } = run('launch');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^There is no task "launch"\. There are: start, dev, build, /);
});

test('every script of package.json is a task', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
  const tasks = run('')
    .stderr.replace(/^.*There are: /s, '')
    .trim()
    .split(', ');
  for (const [name, command] of Object.entries(scripts)) {
    expect(command).toBe(`node scripts/run.mjs ${name}`);
    expect(tasks).toContain(name);
  }
});

test.each(['conformance', 'peers', 'note'])('%s names a file that is not there', (task) => {
  const { status, stderr } = run(task, 'nowhere.mdx');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^\S*nowhere\.mdx: there is no such file or folder\n$/);
});

test('bench names its tasks where none is meant', () => {
  const { status, stderr } = run('bench', 'nothing-like-it');
  expect(status).toBe(2);
  expect(stderr).toContain('docker ps -a');
});
