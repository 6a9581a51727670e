import { expect, test } from 'vitest';
import { createMachine } from '../../../src/engine';
import { recordedWorld } from '../../conformance/recorded-world';

test('links to descriptors are the process’ owner’s, and say what the file was opened for', () => {
  const machine = createMachine(recordedWorld(), { seed: 'descriptors' });
  const shown = "awk '{ print $1, $3, $4, $5, $9 }'";
  const inside = 'exec 3>/dev/null 4</etc/passwd 5<>/dev/null; ls -ln /proc/self/fd';
  expect(machine.type(`ls -ln /proc/self/fd | ${shown}`).stdout).toContain('\nl-wx------ 0 0 64 1\n');
  expect(machine.type(`docker run --rm -u 7:8 busybox sh -c '${inside}' | ${shown}`).stdout).toBe(
    [
      'total    ',
      'lrwx------ 7 8 64 0',
      'l-wx------ 7 8 64 1',
      'l-wx------ 7 8 64 2',
      'l-wx------ 7 8 64 3',
      'lr-x------ 7 8 64 4',
      'lrwx------ 7 8 64 5',
      '',
    ].join('\n'),
  );
});
