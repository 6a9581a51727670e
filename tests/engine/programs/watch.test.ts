import { expect, test } from 'vitest';
import { newMachine, output } from '../machine/machine-with';

test('watch runs a command again and again under a title, until it is ended', async () => {
  const machine = await newMachine();
  machine.type("docker run -d --name eye busybox watch -n 1 'echo a | tr a b'; sleep 3; docker kill eye");
  const screens = output(machine, 'docker logs eye').split('\x1b[H\x1b[J').slice(1);
  expect(screens.length).toBeGreaterThanOrEqual(3);
  expect(screens[0]).toMatch(/^Every 1\.0s: echo a \| tr a b {33}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n\nb\n$/);
  expect(machine.type('docker run --rm busybox watch -n x true').stderr).toBe("watch: invalid number 'x'\n");
});
