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

// tmpfs(5): what is written takes room. cgroups(7), memory: it is charged to who writes, and swapped where there is swap.
test('df tells what is in a folder in memory', () => {
  const line = (script: string): string[] =>
    output(machine, `docker run --rm --shm-size 1m busybox sh -c '${script}; df /dev/shm | tail -n 1'`).split(
      / +/,
    );
  expect(line('true').slice(1, 5)).toEqual(['1024', '0', '1024', '0%']);
  expect(line('head -c 100000 /dev/zero > /dev/shm/x').slice(1, 5)).toEqual(['1024', '100', '924', '10%']);
  expect(line('echo > /dev/shm/x; rm /dev/shm/x').slice(1, 5)).toEqual(['1024', '0', '1024', '0%']);
});

test.each([
  ['-m 16m', 40, 'true 137\n'],
  ['-m 16m', 30, 'false 0\n'],
  ['-m 16m --memory-swap 16m', 20, 'true 137\n'],
  ['-m 16m --memory-swap -1', 40, 'false 0\n'],
  ['', 40, 'false 0\n'],
])('with %s, %i MB in memory: killed %s', (flags, megabytes, state) => {
  machine.type(
    `docker run --name web ${flags} busybox dd if=/dev/zero of=/dev/shm/x bs=1M count=${megabytes}`,
  );
  expect(output(machine, "docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' web")).toBe(state);
});

test('a long text takes memory in Perl, too', () => {
  machine.type(`docker run --name web -m 32m debian perl -e 'my $x = "a" x 100_000_000; print length $x'`);
  expect(output(machine, "docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' web")).toBe(
    'true 137\n',
  );
});
