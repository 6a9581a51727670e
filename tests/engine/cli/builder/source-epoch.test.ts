// SOURCE_DATE_EPOCH, and what a step of a build finds around it.
import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: Machine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'epoch' });
  machine.type('mkdir -p /tmp/app/a/b && cd /tmp/app && echo x > a.txt && echo y > a/b/c.txt');
});

function output(command: string, dockerfile: string): string {
  machine.writeFile('/tmp/app/Dockerfile', dockerfile);
  const { stdout, stderr, status } = machine.type(command);
  expect(`${stderr}${status}`).toBe('0');
  return stdout;
}

const text = 'FROM alpine\nWORKDIR /w\nRUN echo 1 > /made\nCOPY a.txt /q/\n';

test('a result is dated with SOURCE_DATE_EPOCH, its history and what is copied too', () => {
  output('SOURCE_DATE_EPOCH=86400 docker build -q -t app .', text);
  expect(machine.type("docker inspect -f '{{.Created}}' app").stdout).toBe('1970-01-02T00:00:00Z\n');
  const lines = machine.type("docker history --format '{{.CreatedAt}}' app").stdout.trimEnd().split('\n');
  expect(new Set(lines)).toEqual(new Set(['1970-01-02T00:00:00Z']));
  expect(machine.type("docker run --rm app stat -c '%Y' /w /q/a.txt").stdout).toBe('86400\n86400\n');
  expect(machine.type("docker run --rm app stat -c '%Y' /made").stdout).not.toBe('86400\n');
  output('docker build -q --build-arg SOURCE_DATE_EPOCH=5 -o out .', text);
  expect(machine.type('stat -c %Y out/made').stdout).toBe('5\n');
  output('docker build -q -t app .', `ARG SOURCE_DATE_EPOCH=7\n${text}`);
  expect(machine.type("docker inspect -f '{{.Created}}' app").stdout).toBe('1970-01-01T00:00:07Z\n');
});

test('what is no number of seconds is refused', () => {
  machine.writeFile('/tmp/app/Dockerfile', text);
  const { stderr } = machine.type('docker build -q --build-arg SOURCE_DATE_EPOCH=soon .');
  expect(stderr).toBe('ERROR: failed to build: failed to solve: invalid SOURCE_DATE_EPOCH: soon\n');
});

test('a step has the host’s name servers and nothing else in resolv.conf, and plain tmpfs mounts', () => {
  const mounts = '--mount=type=tmpfs,target=/t,size=1m --mount=type=tmpfs,target=/u';
  const run = `RUN ${mounts} (cat /etc/resolv.conf; mount | grep ' on /[tu] ') > /said\n`;
  output('docker build -q -t app .', `FROM alpine\n${run}`);
  expect(machine.type('docker run --rm app cat /said').stdout).toBe(
    'nameserver 192.168.1.1\n' +
      'tmpfs on /t type tmpfs (rw,nosuid,relatime,size=1024k)\n' +
      'tmpfs on /u type tmpfs (rw,nosuid,relatime)\n',
  );
});

test('** of --parents reaches folders below folders', () => {
  const find = 'FROM alpine\nCOPY --parents **/*.txt /d/\nRUN find /d -type f | sort > /found\n';
  output('docker build -q -t app .', find);
  expect(machine.type('docker run --rm app cat /found').stdout).toBe('/d/a.txt\n/d/a/b/c.txt\n');
});

test('--link says nothing beside --chmod: the copy stands on what was there', () => {
  machine.writeFile(
    '/tmp/app/Dockerfile',
    'FROM alpine\nRUN mkdir /real && ln -s /real /to\nCOPY --link --chmod=600 a.txt /to/\nRUN ls /real\n',
  );
  expect(machine.type('docker build --progress=plain .').stderr).toMatch(/^#\d+ [\d.]+ a\.txt$/m);
});
