import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test.each([
  ['', 'memory.swap.max', 'max'],
  ['-m 32m', 'memory.swap.max', '33554432'],
  ['-m 32m --memory-swap 48m', 'memory.swap.max', '16777216'],
  ['-m 32m --memory-swap -1', 'memory.swap.max', 'max'],
  ['-m 32m --memory-reservation 16m', 'memory.low', '16777216'],
  ['--cpus 1.5', 'cpu.max', '150000 100000'],
  ['--cpu-period 50000 --cpu-quota 25000', 'cpu.max', '25000 50000'],
  ['--cpu-shares 1024', 'cpu.weight', '100'],
  ['--cpu-shares 512', 'cpu.weight', '59'],
  ['--cpu-shares 2', 'cpu.weight', '1'],
  ['--cpuset-cpus 0', 'cpuset.cpus.effective', '0'],
])('docker run %s: %s says %s', (flags, file, expected) => {
  expect(output(machine, `docker run --rm ${flags} busybox cat /sys/fs/cgroup/${file}`)).toBe(
    `${expected}\n`,
  );
});

test('nproc counts the processors that a container may use', () => {
  expect(output(machine, 'docker run --rm --cpuset-cpus 0 busybox nproc')).toBe('1\n');
  machine.type('docker run -d --name web busybox sleep 1000; docker update --cpuset-cpus 0 web');
  expect(output(machine, "docker exec web sh -c 'nproc; nproc --all'")).toMatch(/^1\n[2-9]\n$/);
});

test('a folder in memory has the size of its entries, and a full one says so', () => {
  const run = 'docker run --rm --tmpfs /tmp:size=1m busybox';
  expect(output(machine, `${run} sh -c 'stat -c %s /tmp; touch /tmp/a; stat -c "%s %b" /tmp'`)).toBe(
    '40\n60 0\n',
  );
  expect(machine.type(`${run} dd if=/dev/zero of=/tmp/big bs=1k count=2000`)).toMatchObject({
    stderr: expect.stringContaining(
      "dd: error writing '/tmp/big': No space left on device\n1025+0 records in\n1024+0 records out\n",
    ) as string,
    status: 1,
  });
});

test('a container is given no blank name', () => {
  machine.type('docker create --name web busybox');
  expect(machine.type("docker rename web ''").stderr).toBe(
    'failed to rename container: new name cannot be blank\n',
  );
});

// runc, standard_init_linux.go and process_linux.go; setrlimit(2), uname(2).
test('what runc refuses is told in its words', () => {
  const refused = (flags: string): string => machine.type(`docker run --rm ${flags} busybox true`).stderr;
  const init = 'unable to start container process: error during container init: ';
  expect(refused('--ulimit nofile=-1')).toContain(
    `${init}error setting rlimits for ready process: error setting rlimit type 7: operation not permitted\n`,
  );
  expect(refused('--ulimit nofile=1024:1073741817')).toContain('error setting rlimit type 7');
  expect(refused('--ulimit nofile=1073741816 --ulimit core=-1')).toBe('');
  expect(refused(`--hostname ${'a'.repeat(65)}`)).toContain(`${init}sethostname: invalid argument\n`);
  expect(refused(`--hostname ${'a'.repeat(64)}`)).toBe('');
});

// runc's readonlyPaths; moby, oci.DefaultSpec.
test('the kernel’s parameters are not a container’s to change', () => {
  const write = "sh -c 'echo x > /proc/sys/kernel/hostname; hostname'";
  expect(machine.type(`docker run --rm --hostname box busybox ${write}`)).toMatchObject({
    stdout: 'box\n',
    stderr: "sh: line 0: can't create /proc/sys/kernel/hostname: Read-only file system\n",
  });
  for (const flag of ['--privileged', '--cap-add SYS_ADMIN --security-opt systempaths=unconfined']) {
    expect(output(machine, `docker run --rm ${flag} busybox ${write}`)).toBe('x\n');
  }
  expect(output(machine, 'docker run --rm busybox tail -n 1 /proc/mounts')).toBe(
    'proc /proc/sys proc ro,nosuid,nodev,noexec,relatime 0 0\n',
  );
});

// setrlimit(2): RLIMIT_NPROC counts a user's processes, and does not bind root.
test('--ulimit nproc holds for everybody but root', () => {
  const run = (flags: string): string =>
    machine.type(`docker run --rm --ulimit nproc=2 ${flags} busybox sh -c 'sleep 1 & sleep 1 & wait'`).stderr;
  expect(run('-u 1000')).toBe("sh: line 0: can't fork: Resource temporarily unavailable\n");
  expect(run('')).toBe('');
});
