import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test.each([
  ['--ipc foo', 'invalid IPC mode: foo'],
  ['--ipc container:nosuch', 'No such container: nosuch'],
  [
    '--ipc container:web',
    'failed to join IPC namespace: container WEB: non-shareable IPC (hint: use IpcMode:shareable for the donor container)',
  ],
  ['--ipc container:idle', 'failed to join IPC namespace: container IDLE is not running'],
  ['--pid container:idle', 'failed to join PID namespace: container IDLE is not running'],
])('docker run %s: %s', (flags, problem) => {
  machine.type('docker run -d --name web busybox sleep 1000; docker create --name idle busybox');
  // The daemon keeps whom it was told by id.
  const [web = '', idle = ''] = output(machine, 'docker inspect -f {{.Id}} web idle').split('\n');
  expect(machine.type(`docker run --rm ${flags} busybox true`).stderr).toContain(
    `docker: Error response from daemon: ${problem.replace('WEB', web).replace('IDLE', idle)}\n`,
  );
});

test('without an IPC namespace there is no shared memory; a shareable one can be joined', () => {
  expect(machine.type('docker run --rm --ipc none busybox ls /dev/shm').status).toBe(1);
  machine.type('docker run -d --name web --ipc shareable busybox sleep 1000');
  expect(machine.type('docker run --rm --ipc container:web busybox ls -d /dev/shm').stdout).toBe(
    '/dev/shm\n',
  );
});

test('a container that restarts cannot be paused', () => {
  machine.type('docker run -d --name web --restart always busybox false; sleep 1');
  const id = output(machine, 'docker ps -aq --no-trunc').trim();
  expect(machine.type('docker pause web').stderr).toBe(
    `Error response from daemon: Container ${id} is restarting, wait until the container is running\n`,
  );
});

test('ip says without the right what the real one says, and with it that nothing is changed here', () => {
  const change = 'busybox ip link set lo down';
  expect(machine.type(`docker run --rm ${change}`).stderr).toBe(
    'ip: RTNETLINK answers: Operation not permitted\n',
  );
  expect(machine.type(`docker run --rm --cap-add NET_ADMIN ${change}`).stderr).toContain('not modelled here');
});

test.each([
  ['', '2'],
  ['-u 1000', '2'],
  ['--privileged', '0'],
  ['--security-opt seccomp=unconfined', '0'],
])("a container's system calls are filtered unless that is lifted: %s", (flags, expected) => {
  expect(output(machine, `docker run --rm ${flags} busybox grep Seccomp: /proc/1/status`)).toBe(
    `Seccomp:\t${expected}\n`,
  );
});

test('a process has the file that runs, under the name by which it was called', () => {
  machine.type('docker run -d --name web busybox httpd -f');
  expect(output(machine, 'docker exec web readlink /proc/1/exe; docker exec web cat /proc/1/comm')).toBe(
    '/bin/busybox\nhttpd\n',
  );
});
