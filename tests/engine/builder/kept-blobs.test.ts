import { expect, test } from 'vitest';
import { newMachine, output } from '../machine/machine-with';
import { build, request } from './building';

test('what the build cache holds of an image is not deleted when the image is pruned', async () => {
  const machine = await newMachine();
  const { result } = build(machine, request('FROM busybox\nRUN echo a > /a\n'));
  const own = result?.image?.layers.at(-1)?.digest ?? '';
  output(machine, 'docker create busybox true; docker create debian true');

  const report = output(machine, 'docker image prune -af');

  expect(own).toMatch(/^sha256:/);
  expect(report).toContain('untagged: app:latest\n');
  expect(report).not.toContain(own);
});

test('a name that is built again leaves no image behind', async () => {
  const machine = await newMachine();
  const first = build(machine, request('FROM busybox\nRUN echo a > /a\n')).result?.image?.id ?? '';
  build(machine, request('FROM busybox\nRUN echo b > /a\n'));

  expect(first).toMatch(/^sha256:/);
  expect(output(machine, 'docker images -qf dangling=true')).toBe('');
  expect(machine.type(`docker image inspect ${first}`).status).toBe(1);
});
