import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test.each([
  [
    '--isolation hyperv',
    "Error response from daemon: invalid isolation (hyperv): linux only supports 'default'",
  ],
  ['--security-opt foo', 'invalid --security-opt: "foo"'],
  ['--security-opt seccomp=', 'invalid --security-opt: "seccomp="'],
  [
    '--network host --sysctl net.ipv4.ip_forward=1',
    'Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: sysctl "net.ipv4.ip_forward" not allowed in host network namespace',
  ],
  [
    '--ipc host --sysctl kernel.shmmax=1',
    'Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: sysctl "kernel.shmmax" is not allowed in the hosts ipc namespace',
  ],
])('docker run %s: %s', (flags, problem) => {
  const { stderr, status } = machine.type(`docker run ${flags} busybox true`);
  expect(stderr).toContain(`docker: ${problem}\n`);
  expect(status).toBe(125);
});

test('reading is not held back on a disk that is not there', () => {
  const { stderr, status } = machine.type('docker run --device-read-bps /dev/nosuch:1mb busybox true');
  expect(stderr).toContain(
    'docker: Error response from daemon: stat /dev/nosuch: no such file or directory\n',
  );
  expect(status).toBe(127);
});

test('a parameter that is not there keeps a container from starting', () => {
  const { stderr, status } = machine.type('docker run --sysctl net.nosuch.x=1 busybox true');
  expect(stderr).toContain('open sysctl net.nosuch.x file');
  expect(status).toBe(127);
});

test('the file of an id is not left behind empty', () => {
  expect(machine.type('docker create --cidfile id nosuch:1').status).toBe(1);
  expect(machine.type('ls id').status).toBe(2);
  machine.type('docker create --cidfile id busybox');
  expect(output(machine, 'wc -c < id')).toBe('64\n');
});

test.each([
  [
    '--cidfile /nodir/id',
    'failed to create the container ID file: open /nodir/id: no such file or directory',
    127,
  ],
  [
    '--cidfile /tmp',
    "container ID file found, make sure the other container isn't running or delete /tmp",
    125,
  ],
  [
    '--platform foo',
    'error parsing specified platform: "foo": unknown operating system or architecture: invalid argument',
    125,
  ],
])('run %s has a status of its own, create has not: %s', (flags, problem, status) => {
  expect(machine.type(`docker run ${flags} busybox true`)).toMatchObject({
    stderr: `docker: ${problem}\n\nRun 'docker run --help' for more information\n`,
    status,
  });
  expect(machine.type(`docker create ${flags} busybox`)).toMatchObject({ stderr: `${problem}\n`, status: 1 });
});

test('a name server that only the host can reach is warned of', () => {
  expect(machine.type('docker create --dns 127.0.0.53 busybox').stderr).toBe(
    'WARNING: Localhost DNS (127.0.0.53) may fail in containers.\n',
  );
});
