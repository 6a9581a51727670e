import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
  machine.type(
    `docker run -d --name box -v data:/data --tmpfs /mem busybox sh -c 'echo 1 > /data/one; echo 2 > /mem/two; sleep 1000'; sleep 1; echo new > f`,
  );
});

test.each(['/proc/version', '/dev/null', '/sys/kernel', '/mem/two'])(
  'what the kernel and the memory hold of a run is not to be copied: %s',
  (path) => {
    expect(machine.type(`docker cp box:${path} -`).stderr).toBe(
      `Error response from daemon: Could not find the file ${path} in container box\n`,
    );
  },
);

test('what is copied to such places lies below what is mounted there', () => {
  expect(machine.type('docker cp f box:/proc/f; docker cp f box:/mem/f').status).toBe(0);
  expect(output(machine, 'docker exec box ls /mem')).toBe('two\n');
  expect(machine.type('docker exec box ls /proc/f').status).toBe(1);
  expect(output(machine, 'docker cp box:/proc/f - | tar -xO')).toBe('new\n');
});

test("volumes, the rootfs and Docker's own files are those of the run", () => {
  machine.type('docker cp f box:/data/f; docker cp f box:/etc/f');
  machine.type("docker exec box sh -c 'echo 10.0.0.9 friend >> /etc/hosts'");
  expect(output(machine, 'docker exec box cat /data/one /data/f /etc/f')).toBe('1\nnew\nnew\n');
  expect(output(machine, 'docker cp box:/etc/hosts - | tar -xO | tail -n 1')).toBe('10.0.0.9 friend\n');
});

test('a volume that was emptied is not filled again to be looked at', () => {
  machine.type('docker run -d --name other -v etc:/etc busybox sleep 1000');
  machine.type("docker exec other sh -c 'rm -rf /etc/passwd /etc/group'");
  expect(machine.type('docker cp other:/etc/passwd -').status).toBe(1);
});

test.each([
  ['/etc', 'etc/\netc/group'],
  ['/etc/', 'etc/\netc/group'],
  ['/etc/.', './\n./group'],
  ['/', '/\n/.dockerenv'],
  ['.', './\n./.dockerenv'],
])("a stream's names begin with the last part of what was asked for: %s", (path, expected) => {
  expect(machine.type(`docker cp box:${path} - | tar tf - | head -n 2`).stdout).toBe(`${expected}\n`);
});

test.each([
  ['one:/x', 'container rootfs is marked read-only'],
  ['one:/ro/x', 'mounted volume is marked read-only'],
])('docker cp file %s: %s', (target, problem) => {
  machine.type('docker create --name one --read-only -v data:/data -v other:/ro:ro busybox; echo hi > file');
  expect(machine.type(`docker cp file ${target}`).stderr).toBe(`Error response from daemon: ${problem}\n`);
  expect(machine.type('docker cp file one:/data/x').status).toBe(0);
});

test('a slash behind a name wants a folder there, or a link to one', () => {
  machine.type('docker run -d --name one busybox sleep 1000; echo hi > file; docker cp file one:/tmp/x');
  machine.type('docker exec one ln -s tmp /link');
  expect(machine.type('docker cp file one:/tmp/x/').stderr).toBe('no such directory\n');
  machine.type('docker cp file one:/link/');
  expect(machine.type('docker exec one ls /tmp').stdout).toBe('file\nx\n');
});
