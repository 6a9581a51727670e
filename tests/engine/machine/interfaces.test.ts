import { beforeEach, describe, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';

let machine: Machine;

beforeEach(() => {
  machine = createMachine(wholeLaptop(), { seed: 'interfaces' });
});

const inside = (image: string, words: string, flags = '') =>
  machine
    .type(`docker run --rm ${flags} ${image} ${words} 2> /dev/null`)
    .stdout.replace(/[0-9a-f:]{17} brd/g, 'MAC brd');

describe('ip in a container', () => {
  test('shows a cable whose other end it cannot see; Alpine’s build knows states besides', () => {
    expect(inside('busybox', 'ip addr')).toBe(
      [
        '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000',
        '    link/loopback MAC brd 00:00:00:00:00:00',
        '    inet 127.0.0.1/8 scope host lo',
        '       valid_lft forever preferred_lft forever',
        '    inet6 ::1/128 scope host ',
        '       valid_lft forever preferred_lft forever',
        '2: eth0@if12: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue ',
        '    link/ether MAC brd ff:ff:ff:ff:ff:ff',
        '    inet 172.17.0.2/16 brd 172.17.255.255 scope global eth0',
        '       valid_lft forever preferred_lft forever',
        '',
      ].join('\n'),
    );
    expect(inside('alpine', 'ip link show eth0')).toContain('M-DOWN> mtu 1500 qdisc noqueue state UP \n');
  });

  test('takes a family, and prints a line for each address', () => {
    expect(inside('busybox', 'ip -o -4 addr')).toBe(
      [
        '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever',
        '2: eth0    inet 172.17.0.2/16 brd 172.17.255.255 scope global eth0\\       valid_lft forever preferred_lft forever',
        '',
      ].join('\n'),
    );
    expect(machine.type('docker run --rm busybox ip -br addr')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Usage: ip ') as string,
    });
  });
});

test('the host has a bridge for each network, which is idle while nobody is plugged in', () => {
  const bridges = () =>
    inside('busybox', 'ip -o addr', '--network host').match(/(?<=\d+: )(docker0|br-\w+) +inet [\d./]+/g);
  machine.type('docker network create one');
  const id = machine.type('docker network inspect -f "{{.Id}}" one').stdout.slice(0, 12);
  expect(bridges()).toEqual(['docker0    inet 172.17.0.1/16', `br-${id}    inet 172.18.0.1/16`]);
  const link = (name: string) => inside('busybox', `ip link show ${name}`, '--network host');
  expect(link('docker0')).toContain('docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP>');
  machine.type('docker run -d --name idle busybox sleep 1000');
  expect(link('docker0')).toContain('docker0: <BROADCAST,MULTICAST,UP,LOWER_UP>');
  machine.type('docker network rm one');
  expect(bridges()).toEqual(['docker0    inet 172.17.0.1/16']);
});

test('a server sees its clients in its own network: the host as the gateway', () => {
  machine.type('docker network create front && docker run -d --name web -p 8080:80 nginx');
  machine.type('docker network connect front web && sleep 1');
  const lastClient = () => machine.type('docker logs web 2> /dev/null | tail -n 1').stdout.split(' ')[0];
  machine.type('curl -s localhost:8080');
  expect(lastClient()).toBe('172.17.0.1');
  machine.type('docker run --rm --name other --network front busybox wget -qO /dev/null web');
  expect(lastClient()).toBe('172.18.0.3');
});
