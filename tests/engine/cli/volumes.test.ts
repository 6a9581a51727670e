import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test('an empty volume is filled when a container is made for it', () => {
  machine.type('docker create --name one -v data:/etc busybox');
  expect(output(machine, 'docker run --rm -v data:/d busybox ls /d')).toContain('passwd\n');
});

test('a volume that was emptied stays so when its container starts again', () => {
  machine.type(
    "docker create --name one -v data:/etc busybox; docker run --rm -v data:/d busybox sh -c 'rm /d/*'",
  );
  machine.type('docker start one');
  expect(output(machine, 'docker run --rm -v data:/d busybox ls /d')).toBe('');
});

test('a folder of a volume has to be there', () => {
  const run = 'docker run --rm --mount type=volume,src=data,dst=/x,volume-subpath=sub busybox';
  const path = '/var/lib/docker/volumes/data/_data/sub';
  expect(machine.type(`${run} true`).stderr).toContain(
    `docker: Error response from daemon: cannot access path ${path}: lstat ${path}: no such file or directory\n`,
  );
  machine.type('docker run --rm -v data:/d busybox mkdir /d/sub');
  expect(machine.type(`${run} touch /x/f`).status).toBe(0);
  expect(output(machine, 'docker run --rm -v data:/d busybox ls /d/sub')).toBe('f\n');
});
