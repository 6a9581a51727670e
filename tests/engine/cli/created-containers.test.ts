// What the daemon makes of a request before anything runs. Source: moby daemon/create.go, create_unix.go, inspect.go.
import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

const optional =
  '--annotation a=b --tmpfs /t --sysctl net.ipv4.ip_forward=1 --storage-opt size=1G --mount type=volume,target=/m --init';

test('optional keys stand where Go has them', () => {
  machine.type(`docker create --name all ${optional} --health-cmd true --stop-timeout 3 busybox`);
  const keys = (path: string): readonly string[] =>
    Object.keys(JSON.parse(output(machine, `docker inspect -f '{{json ${path}}}' all`)) as object);
  const host = keys('.HostConfig');
  const before = (key: string): string | undefined => host[host.indexOf(key) - 1];
  expect(before('Annotations')).toBe('ConsoleSize');
  expect(host.slice(host.indexOf('StorageOpt')).slice(0, 3)).toEqual(['StorageOpt', 'Tmpfs', 'UTSMode']);
  expect(before('Sysctls')).toBe('ShmSize');
  expect(host.slice(-4)).toEqual(['Mounts', 'MaskedPaths', 'ReadonlyPaths', 'Init']);
  const config = keys('.Config');
  expect(config[config.indexOf('Healthcheck') - 1]).toBe('Cmd');
  expect(config.at(-1)).toBe('StopTimeout');
  expect(config).not.toContain('OnBuild');
});

test('paths are masked unless the container is privileged', () => {
  machine.type('docker create --name plain busybox; docker create --name free --privileged busybox');
  machine.type('docker create --name open --security-opt systempaths=unconfined busybox');
  const format = "'{{len .HostConfig.MaskedPaths}} {{json .HostConfig.Binds}}'";
  expect(output(machine, `docker inspect -f ${format} plain free open`)).toBe('12 null\n0 null\n0 null\n');
});

test('who shares much with the host has no label, and whom a container joins is kept by id', () => {
  machine.type('docker create --name web busybox');
  const id = output(machine, 'docker inspect -f {{.Id}} web').trim();
  machine.type(
    'docker create --name bb --pid host busybox; docker create --name cc --pid container:web busybox',
  );
  machine.type('docker create --name aa --privileged --security-opt no-new-privileges busybox');
  const format = "'{{.HostConfig.SecurityOpt}} {{.HostConfig.PidMode}} {{.HostConfig.CgroupnsMode}}'";
  expect(output(machine, `docker inspect -f ${format} aa bb cc`)).toBe(
    `[no-new-privileges label=disable]  private\n[label=disable] host private\n[] container:${id} private\n`,
  );
});

test.each([
  ['--cpu-rt-period 1000', 'kernel does not support CPU real-time scheduler'],
  ['--cpu-shares=-1', 'invalid CPU shares (-1): value must be a positive integer'],
  ['--network container:', 'invalid network mode: invalid container format container:<name|id>'],
  ['--cgroup-parent foo', 'cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"'],
  ['-w /etc/passwd', 'Cannot mkdir: /etc/passwd is not a directory'],
])('docker create %s: %s', (flags, problem) => {
  expect(machine.type(`docker create ${flags} busybox`).stderr).toBe(
    `Error response from daemon: ${problem}\n`,
  );
  expect(output(machine, 'docker ps -aq')).toBe('');
});

test.each([
  ['-v /etc/passwd', 'cannot mount volume over existing file, file exists /var/lib/docker/rootfs/overlayfs/'],
  ['-w /etc/passwd/x', 'mkdir /var/lib/docker/rootfs/overlayfs/'],
  ['--volume-driver foo -v /x', 'error looking up volume plugin foo: plugin "foo" not found'],
])('docker create %s: …%s…', (flags, problem) => {
  expect(machine.type(`docker create ${flags} busybox`).stderr).toContain(problem);
});

test('the working folder is made with the container, in a rootfs that nobody may write to, too', () => {
  machine.type('docker create --name work --read-only -w /srv/x busybox pwd');
  expect(output(machine, 'docker diff work')).toBe('A /srv\nA /srv/x\n');
  expect(output(machine, 'docker start -a work')).toBe('/srv/x\n');
  expect(output(machine, 'docker run --rm --read-only --tmpfs /run -w /run/y busybox pwd')).toBe('/run/y\n');
});
