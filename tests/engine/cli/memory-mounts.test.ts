import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test.each([
  ['/t', 'rw,nosuid,nodev,noexec,relatime'],
  ['/t:size=1m,mode=700,uid=5', 'rw,nosuid,nodev,noexec,relatime,size=1024k,mode=700,uid=5'],
  ['/t:exec,suid,dev,noatime', 'rw,noatime'],
  ['/t:exec,noexec,ro,rw', 'rw,nosuid,nodev,noexec,relatime'],
  // As the folder of the image is.
  ['/root', 'rw,nosuid,nodev,noexec,relatime,mode=700'],
])('--tmpfs %s is mounted with %s', (spec, options) => {
  const path = spec.split(':')[0] ?? '';
  expect(output(machine, `docker run --rm --tmpfs ${spec} busybox grep ' ${path} ' /proc/mounts`)).toBe(
    `tmpfs ${path} tmpfs ${options} 0 0\n`,
  );
});

test.each([
  ['/t:bogus', 'invalid tmpfs option ["bogus"]'],
  ['/t:bogus=3,size=1m', 'invalid tmpfs option ["bogus" "3"]'],
  ['/t:mode:1777', 'invalid tmpfs option ["mode:1777"]'],
])('--tmpfs %s: %s', (spec, problem) => {
  expect(machine.type(`docker run --name box --tmpfs ${spec} busybox true`).stderr).toContain(
    `docker: Error response from daemon: ${problem}\n`,
  );
  expect(output(machine, "docker ps -a --format '{{.Status}}'")).toBe('Created\n');
});

test('a value that the kernel does not take is told by runc', () => {
  expect(machine.type('docker run --tmpfs /t:size=abc busybox true').stderr).toContain(
    'error mounting "tmpfs" to rootfs at "/t"',
  );
});

test('the memory of a shareable container is that of those who join it', () => {
  machine.type("docker run -d --name web --ipc shareable busybox sh -c 'echo hi > /dev/shm/a; sleep 1000'");
  const joined = 'docker run --rm --ipc container:web busybox';
  expect(output(machine, `${joined} sh -c 'cat /dev/shm/a; touch /dev/shm/b'`)).toBe('hi\n');
  expect(output(machine, 'docker exec web ls /dev/shm')).toBe('a\nb\n');
});
