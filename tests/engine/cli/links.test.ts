import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

const warning =
  'WARNING: Links on the default bridge network are deprecated and will be removed in a future release. Use a custom network instead.\n';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
  machine.type('docker run -d --name db busybox sleep 1000; docker network create net1');
});

test('a link is a line in /etc/hosts and one more name', () => {
  const { stderr } = machine.type('docker run -d --name web --link db:database busybox sleep 1000');
  expect(stderr).toBe(warning);
  expect(output(machine, 'docker exec web grep -c -w database /etc/hosts')).toBe('1\n');
  expect(output(machine, "docker inspect -f '{{.HostConfig.Links}}' web")).toBe('[/db:/web/database]\n');
  expect(output(machine, "docker ps --no-trunc --format '{{.Names}}'")).toBe('web\ndb,web/database\n');
  expect(output(machine, "docker ps --format '{{.Names}}'")).toBe('web\ndb\n');
});

test('what is linked to has to run, on the same network', () => {
  machine.type('docker run -d --name cache --network net1 busybox sleep 1000; docker stop -t 0 db');
  expect(machine.type('docker run --name web --link db:database busybox').stderr).toContain(
    'docker: Error response from daemon: Cannot link to a non running container: /db AS /web/database\n',
  );
  const id = output(machine, "docker inspect -f '{{.Id}}' cache").trim();
  expect(machine.type('docker run --link cache busybox').stderr).toContain(
    `docker: Error response from daemon: container ${id} not attached to default bridge network\n`,
  );
});

test("on a network of one's own a link is a name of the DNS, and nobody warns", () => {
  machine.type('docker run -d --name cache --network net1 busybox sleep 1000');
  const ping = machine.type('docker run --rm --network net1 --link cache:redis busybox ping -c 1 -q redis');
  expect([ping.status, ping.stderr]).toEqual([0, '']);
  const hosts = output(machine, 'docker run --rm --network net1 --link cache:redis busybox cat /etc/hosts');
  expect(hosts).not.toContain('redis');
  expect(machine.type('docker run --rm --network net1 --link nosuch:redis busybox true').status).toBe(0);
});
