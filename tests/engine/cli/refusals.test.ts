import { expect, test } from 'vitest';
import { newMachine, output } from '../machine/machine-with';

test.each([
  [
    'docker run --rm --cpuset-cpus 9 busybox true',
    'Requested CPUs are not available - requested 9, available: 0-3',
  ],
  [
    'docker run --rm --cpuset-mems 0-1 busybox true',
    'Requested memory nodes are not available - requested 0-1, available: 0',
  ],
  ['docker run --rm --blkio-weight 5 busybox true', 'Range of blkio weight is from 10 to 1000'],
  ['docker run --rm --cap-add nope busybox true', 'invalid CapAdd: unknown capability: "CAP_NOPE"'],
  ['docker run --rm --cap-drop nope busybox true', 'invalid CapDrop: unknown capability: "CAP_NOPE"'],
  ['docker run --rm --uts host -h x busybox true', 'conflicting options: hostname and the UTS mode'],
  [
    'docker run --rm --device /dev/nope busybox true',
    'error gathering device information while adding custom device "/dev/nope": no such file or directory',
  ],
  [
    'docker run --rm --gpus all busybox true',
    'failed to discover GPU vendor from CDI: no known GPU vendor found',
  ],
  [
    'docker run --rm --pull never --platform linux/arm64 busybox true',
    'image with reference busybox:latest was found but does not provide the specified platform (linux/arm64)',
  ],
])('%s is refused', async (line, problem) => {
  const machine = await newMachine();
  expect(machine.type(line)).toMatchObject({
    stderr: `docker: Error response from daemon: ${problem}\n\nRun 'docker run --help' for more information\n`,
    status: problem.includes('no such file') ? 127 : 125,
  });
});

test('what only cgroups of version 1 could do is discarded, with a warning', async () => {
  const machine = await newMachine();
  const created = machine.type('docker create --name c1 --oom-kill-disable --memory-swappiness 60 busybox');
  expect(created.stderr).toBe(
    'WARNING: Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.\n' +
      'WARNING: Your kernel does not support OomKillDisable. OomKillDisable discarded.\n',
  );
  expect(output(machine, "docker inspect -f '{{.HostConfig.OomKillDisable}}' c1")).toBe('<nil>\n');
});

test("a device of the host, and the host's name", async () => {
  const machine = await newMachine();
  expect(output(machine, 'docker run --rm --device /dev/null:/dev/hole busybox ls -l /dev/hole')).toMatch(
    /^crw-rw-rw- +1 root +root +1, +3 .* \/dev\/hole\n$/,
  );
  expect(output(machine, 'docker run --rm --uts host busybox hostname')).toBe(output(machine, 'hostname'));
});

test('an image for another platform is asked of the registry', async () => {
  const machine = await newMachine();
  expect(machine.type('docker run --rm --platform linux/riscv64 busybox true').stderr).toMatch(
    /^Unable to find image 'busybox:latest' locally\n/,
  );
  expect(machine.type('docker run --rm --platform nope busybox true')).toMatchObject({
    stderr:
      'docker: error parsing specified platform: "nope": unknown operating system or architecture: invalid argument\n\nRun \'docker run --help\' for more information\n',
    status: 125,
  });
});

test('stop and restart say whom they could not stop', async () => {
  const machine = await newMachine();
  output(machine, 'docker run -d --name web busybox sleep 1000');
  expect(machine.type('docker stop -s NOPE web').stderr).toBe(
    'Error response from daemon: cannot stop container: web: invalid signal: NOPE\n',
  );
  output(
    machine,
    'docker run -d --name one -p 8080:80 busybox sleep 1000; docker create --name two -p 8080:80 busybox sleep 1000',
  );
  expect(machine.type('docker restart two').stderr).toMatch(
    /^Error response from daemon: Cannot restart container two: failed to set up container networking: driver failed programming external connectivity on endpoint two \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated\n$/,
  );
});

test('a host port that is in use, or at an address that is not the host’s, cannot be bound', async () => {
  const machine = await newMachine();
  expect(machine.type('docker run --rm -p 5000:80 busybox true').stderr).toContain(
    'failed to bind host port 0.0.0.0:5000/tcp: address already in use\n',
  );
  expect(machine.type('docker run --rm -p 192.0.2.7:8080:80 busybox true').stderr).toContain(
    'failed to bind host port 192.0.2.7:8080/tcp: cannot assign requested address\n',
  );
  expect(machine.type('docker run --rm -p 8080:80 busybox true')).toMatchObject({ status: 0 });
});

test.each([
  ['docker port web 99999', "invalid port '99999': value out of range"],
  [
    'docker network create --subnet 10.1.0.0/16 --subnet 10.2.0.0/16 net1',
    "Error response from daemon: bridge driver doesn't support multiple subnets",
  ],
  ['docker network disconnect -f bridge nosuch', 'Error response from daemon: endpoint nosuch not found'],
  [
    "docker version --format '{{.Nope}}'",
    'template: version:1:2: executing "version" at <.Nope>: can\'t evaluate field Nope in type system.versionInfo',
  ],
  ['docker --log-level loud ps', 'Unable to parse logging level: loud'],
])('%s', async (line, problem) => {
  const machine = await newMachine();
  output(machine, 'docker run -d --name web busybox sleep 1000');
  expect(machine.type(line)).toMatchObject({ stderr: `${problem}\n`, status: 1 });
});

test('formats that events cannot have end with the status of a template', async () => {
  const machine = await newMachine();
  expect(machine.type("docker events --format '{{.Nope}}'")).toMatchObject({
    stderr: `Error parsing format: template: :1:2: executing "" at <.Nope>: can't evaluate field Nope in type *events.Message\n`,
    status: 64,
  });
});

test.each([
  ['docker volume create -o type=nfs data', 'create data: missing required option: "device"'],
  ['docker volume create -o size=10m data', 'create data: quota size requested but no quota support'],
])('%s is refused', async (line, problem) => {
  const machine = await newMachine();
  expect(machine.type(line)).toMatchObject({ stderr: `Error response from daemon: ${problem}\n`, status: 1 });
});

test.each([
  ['--tmpfs cache', "invalid mount path: 'cache' mount path must be absolute"],
  ['--tmpfs /', "invalid specification: destination can't be '/'"],
  [
    '--mount type=bind,src=/etc,dst=/d,bind-propagation=far',
    'invalid mount config for type "bind": invalid propagation mode: far',
  ],
  [
    '--volume-driver far -v data:/d',
    'create data: error looking up volume plugin far: plugin "far" not found',
  ],
])('docker create %s is refused', async (flags, problem) => {
  const machine = await newMachine();
  expect(machine.type(`docker create ${flags} busybox`)).toMatchObject({
    stderr: `Error response from daemon: ${problem}\n`,
    status: 1,
  });
});
