import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test('a container without a network can leave it for another', () => {
  machine.type('docker network create app; docker run -d --name web --network none busybox sleep 1000');
  expect(machine.type('docker network connect app web').stderr).toContain('in private (none) mode');
  machine.type('docker network disconnect none web; docker network connect app web');
  expect(output(machine, 'docker exec web ls /sys/class/net')).toBe('eth0\nlo\n');
  expect(machine.type('docker run --rm --network app busybox ping -c 1 web').status).toBe(0);
});

test('a container on the network of the host stays there', () => {
  machine.type('docker network create app; docker run -d --name web --network host busybox sleep 1000');
  expect(machine.type('docker network connect app web').stderr).toBe(
    'Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network\n',
  );
});

test("a network's packets are as long as its option says", () => {
  machine.type('docker network create -o com.docker.network.driver.mtu=1400 app');
  expect(output(machine, 'docker run --rm --network app busybox cat /sys/class/net/eth0/mtu')).toBe('1400\n');
  expect(machine.type('docker network create -o com.docker.network.driver.mtu=x other').stderr).toBe(
    'Error response from daemon: failed to parse com.docker.network.driver.mtu value: x (strconv.Atoi: parsing "x": invalid syntax)\n',
  );
});

test('who does not answer in time is given up; who has answered leaves no zombie', () => {
  machine.type(
    "docker network create app; docker run -d --name web --network app busybox sh -c 'echo hi > index.html; httpd -f'",
  );
  const wget = 'docker run --rm --network app busybox wget -T 1 -qO- web';
  expect(output(machine, wget)).toBe('hi\n');
  expect(output(machine, 'docker exec web ps')).not.toContain('[httpd]');
  machine.type('docker pause web');
  expect(machine.type(wget)).toMatchObject({ stderr: 'wget: download timed out\n', status: 1 });
});
