import { expect, test } from 'vitest';
import { newMachine, output } from '../machine/machine-with';

test('a command takes its time: what a container begins with is done when the next one looks', async () => {
  const machine = await newMachine();
  machine.type(
    "docker run -d --name box busybox sh -c 'for n in 1 2 3 4 5 6 7 8 9; do mkdir /d$n; done; sleep 1000'",
  );
  expect(output(machine, 'docker diff box | grep -c /d')).toBe('9\n');
});
