// Sources: moby api/types/network/port.go, daemon/libnetwork/portallocator; docker/cli container/port.go, opts.go.
import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

const run = (name: string, flags: string): string =>
  machine.type(`docker run -d --name ${name} ${flags} busybox sleep 1000`).stderr.split('\n')[0] ?? '';

test('a port that is taken is refused with the address that has it', () => {
  run('one', '-p 127.0.0.1:8080:80');
  expect(run('any', '-p 8080:80')).toContain(': Bind for 127.0.0.1:8080 failed: port is already allocated');
  run('six', '-p [::]:8081:80');
  expect(run('any6', '-p 8081:80')).toContain(': Bind for :::8081 failed: port is already allocated');
  run('all', '-p 8082:80');
  expect(run('single', '-p 127.0.0.1:8082:80')).toContain(': Bind for 0.0.0.0:8082 failed: port is already');
  expect(run('other', '-p 127.0.0.2:8080:80')).toBe('');
});

test('an address of IPv6 is not in the way of one of IPv4', () => {
  const served = (name: string, flag: string): void => {
    machine.type(
      `docker run -d --name ${name} -p ${flag}:80 busybox sh -c 'echo ${name} > index.html; httpd -f'; sleep 1`,
    );
  };
  served('six', '[::]:8080');
  expect(output(machine, 'curl -s [::1]:8080')).toBe('six\n');
  expect(machine.type('curl -s 127.0.0.1:8080').status).toBe(7);
  served('four', '127.0.0.1:8080');
  expect(output(machine, 'curl -s 127.0.0.1:8080; curl -s [::1]:8080')).toBe('four\nsix\n');
});

test('of a range the next port is tried where a program of the host has one', () => {
  expect(run('web', '-p 5000-5002:80')).toBe('');
  expect(output(machine, 'docker port web 80')).toBe('0.0.0.0:5001\n[::]:5001\n');
  expect(run('sole', '-p 5000:80')).toContain(
    'failed to bind host port 0.0.0.0:5000/tcp: address already in use',
  );
});

test.each([
  ['80', '0.0.0.0:8080\n[::]:8080\n'],
  ['80/TCP', '0.0.0.0:8080\n[::]:8080\n'],
  ['080', '0.0.0.0:8080\n[::]:8080\n'],
  ['80/', '0.0.0.0:8080\n[::]:8080\n'],
  ['80/tcp/x', "no public port '80/tcp/x' published for web\n"],
  ['80/udp', "no public port '80/udp' published for web\n"],
  ['+80', "invalid port '+80': invalid syntax\n"],
  ['80-81', "invalid port '80-81': invalid syntax\n"],
  ['/tcp', "invalid port '': value is empty\n"],
  ['65536', "invalid port '65536': value out of range\n"],
])('docker port web %s', (port, answer) => {
  run('web', '-p 8080:80');
  const { stdout, stderr } = machine.type(`docker port web ${port}`);
  expect(stdout + stderr).toBe(answer);
});

test.each([
  ["''", 'invalid port range: value is empty'],
  ['80-', "invalid end port '': value is empty"],
  ['-80', "invalid start port '': value is empty"],
  ['81-80/tcp', 'invalid port range: 81-80/tcp'],
  ['80:81', "invalid start port '80:81': invalid syntax"],
])('--expose %s is refused', (value, problem) => {
  expect(run('web', `--expose ${value}`)).toBe(`docker: invalid range format for --expose: ${problem}`);
});

test('a protocol in capitals is that in small letters', () => {
  run('web', '--expose 90/UDP -p 80/TCP');
  expect(output(machine, "docker inspect -f '{{json .Config.ExposedPorts}}' web")).toBe(
    '{"80/tcp":{},"90/udp":{}}\n',
  );
});
