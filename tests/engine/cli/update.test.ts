import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

const update = (flags: string): string => machine.type(`docker update ${flags} web`).stderr;

test('memory cannot be given alone to a container that had no limit', () => {
  machine.type('docker run -d --name web busybox sleep 1000');
  expect(update('--memory 64m')).toContain('update the memoryswap at the same time');
  expect(update('--memory 64m --memory-swap 128m')).toBe('');
  expect(update('--memory 100m')).toBe('');
  expect(update('--memory-swap 200m')).toBe('');
  expect(output(machine, "docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' web")).toBe(
    '104857600 209715200\n',
  );
});

test('two ways to limit processors do not go together', () => {
  machine.type('docker run -d --name web --cpus 1 busybox sleep 1000');
  expect(update('--cpu-quota 50000')).toContain(
    'Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set',
  );
  machine.type('docker rm -f web; docker run -d --name web --cpu-period 20000 busybox sleep 1000');
  expect(update('--cpus 1')).toContain(
    'Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set',
  );
});

test('what is removed by itself may be told not to restart', () => {
  machine.type('docker run -d --name web --rm busybox sleep 1000');
  expect(update('--restart no')).toBe('');
  expect(update('--restart always')).toContain('because AutoRemove is enabled');
});

test('top takes the columns of ps in each of its forms', () => {
  machine.type('docker run -d --name web busybox sleep 1000');
  for (const words of ['-o pid,comm', '-eo pid,comm', 'axo pid,comm', 'opid,comm'])
    expect(output(machine, `docker top web ${words} | head -1`)).toMatch(/^PID +COMMAND\n$/);
  expect(machine.type('docker top web foo').stderr).toBe(
    'Error response from daemon: ps: error: unknown user-defined format specifier "o"\n',
  );
});
