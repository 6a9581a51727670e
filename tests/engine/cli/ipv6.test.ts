import { beforeEach, describe, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

describe('a network with IPv6', () => {
  test('has a subnet of either kind, those asked for first', () => {
    machine.type('docker network create --ipv6 --subnet 2001:db8:1::/64 six');
    expect(output(machine, "docker network inspect six -f '{{json .IPAM.Config}}'")).toBe(
      '[{"Subnet":"2001:db8:1::/64","IPRange":"","Gateway":"2001:db8:1::1"},{"Subnet":"172.18.0.0/16","IPRange":"","Gateway":"172.18.0.1"}]\n',
    );
    expect(output(machine, 'docker network inspect six')).toContain(
      '"DynamicIPsAvailable": 18446744073709551614',
    );
    expect(output(machine, "docker network inspect six -f '{{json .Status}}'")).toContain(
      '18446744073709551614',
    );
    expect(
      output(machine, "docker network inspect six -f '{{range .Status.IPAM.Subnets}}{{.}} {{end}}'"),
    ).toBe('{3 65533} {2 18446744073709551614} \n');
  });

  test('without a subnet of its own gets one of the host’s private prefix, each another', () => {
    machine.type('docker network create --ipv6 one; docker network create --ipv6 two');
    const subnets = output(machine, "docker network inspect one two -f '{{(index .IPAM.Config 1).Subnet}}'");
    expect(subnets).toMatch(/^(fd[0-9a-f]{2}:[0-9a-f:]+)::\/64\n\1:1::\/64\n$/);
  });

  test('gives its containers an address that inspect, /etc/hosts, ip and the name server tell', () => {
    machine.type(
      'docker network create --ipv6 --subnet 2001:db8:1::/64 six; docker run -d --name web --network six busybox sleep 1000',
    );
    machine.type('docker run -d --name db --network six --ip6 2001:db8:1::33 busybox sleep 1000');
    const settings =
      '{{with .NetworkSettings.Networks.six}}{{.GlobalIPv6Address}}/{{.GlobalIPv6PrefixLen}} {{.IPv6Gateway}} {{json .IPAMConfig}}{{end}}';
    expect(output(machine, `docker inspect web db -f '${settings}'`)).toBe(
      '2001:db8:1::2/64 2001:db8:1::1 null\n2001:db8:1::33/64 2001:db8:1::1 {"IPv4Address":"","IPv6Address":"2001:db8:1::33"}\n',
    );
    expect(output(machine, 'docker exec web tail -n 1 /etc/hosts')).toMatch(
      /^2001:db8:1::2\t[0-9a-f]{12}\n$/,
    );
    expect(output(machine, 'docker exec web nslookup db')).toContain('Address: 2001:db8:1::33\n');
    const shown = output(machine, 'docker exec web ip -6 addr show eth0');
    expect(shown).toContain('inet6 2001:db8:1::2/64 scope global');
    expect(shown).toMatch(/inet6 fe80::[0-9a-f:]+ff:fe[0-9a-f:]+\/64 scope link/);
    expect(output(machine, 'docker exec web ip -6 route')).toBe(
      '2001:db8:1::/64 dev eth0  metric 256 \nfe80::/64 dev eth0  metric 256 \ndefault via 2001:db8:1::1 dev eth0  metric 1024 \n',
    );
    expect(
      output(
        machine,
        "docker network inspect six -f '{{range .Containers}}{{.Name}} {{.IPv6Address}} {{end}}'",
      ),
    ).toContain('db 2001:db8:1::33/64');
  });

  test('carries it between its containers and the host, and not to the world', () => {
    machine.type('docker network create --ipv6 --subnet 2001:db8:1::/64 six; docker network create other');
    machine.type(
      "docker run -d --name db --network six --ip6 2001:db8:1::33 busybox sh -c 'echo hi | nc -l -p 5000; sleep 100'",
    );
    const inSix = (line: string): ReturnType<Machine['type']> =>
      machine.type(`docker run --rm --network six busybox ${line}`);
    expect(inSix('ping -6 -c 1 db').stdout).toContain('PING db (2001:db8:1::33): 56 data bytes');
    expect(inSix('ping6 -c 1 2001:db8:1:0::33').status).toBe(0);
    expect(inSix('nc 2001:db8:1::33 5000').stdout).toBe('hi\n');
    expect(machine.type('ping -c 1 2001:db8:1::33').status).toBe(0);
    expect(inSix('ping -c 1 2001:db8:1::99').status).toBe(1);
    expect(inSix('ping -c 1 2001:4860:4860::8888').stderr).toBe('ping: sendto: Network is unreachable\n');
    expect(machine.type('docker run --rm --network other busybox ping -6 -c 1 db').stderr).toBe(
      "ping: bad address 'db'\n",
    );
  });

  test('takes addresses back', () => {
    machine.type(
      'docker network create --ipv6 --subnet 2001:db8:1::/64 six; docker run -d --name cc busybox sleep 100',
    );
    machine.type('docker network connect --ip6 2001:db8:1::44 six cc');
    expect(output(machine, 'docker exec cc ip -6 -o addr')).toContain('2001:db8:1::44/64');
    expect(machine.type('docker run --rm --network six --ip6 2001:db8:1::44 busybox true').stderr).toContain(
      'Address already in use',
    );
    machine.type('docker network disconnect six cc');
    expect(output(machine, 'docker exec cc ip -6 -o addr')).not.toContain('2001:db8');
    expect(machine.type('docker run --rm --network six --ip6 2001:db8:1::44 busybox true').status).toBe(0);
  });
});

test('a network without IPv6 passes over IPv6 subnets', () => {
  machine.type('docker network create --subnet fd00:2::/64 four');
  expect(output(machine, "docker network inspect four -f '{{range .IPAM.Config}}{{.Subnet}} {{end}}'")).toBe(
    '172.18.0.0/16 \n',
  );
});

test('where only a range is given the gateway is its first address, and what is left is counted in it', () => {
  machine.type(
    'docker network create --subnet 10.1.0.0/16 --ip-range 10.1.5.0/24 --aux-address router=10.1.5.1 ranged',
  );
  expect(output(machine, "docker network inspect ranged -f '{{json (index .IPAM.Config 0)}}'")).toBe(
    '{"Subnet":"10.1.0.0/16","IPRange":"10.1.5.0/24","Gateway":"10.1.5.0","AuxiliaryAddresses":{"router":"10.1.5.1"}}\n',
  );
  // The network's own address, the broadcast address, the gateway and the router.
  expect(output(machine, "docker network inspect ranged -f '{{json .Status.IPAM.Subnets}}'")).toBe(
    '{"10.1.0.0/16":{"IPsInUse":4,"DynamicIPsAvailable":254}}\n',
  );
});

test('all that is wrong with a subnet is told at once', () => {
  expect(
    machine.type('docker network create --subnet 10.1.0.5/16 --ip-range 10.1.0.0/8 --gateway 10.1.0.1 bad')
      .stderr,
  ).toBe('no matching subnet for range 10.0.0.0/8\n');
  expect(machine.type('docker network create --subnet 10.0.0.5/16 --ip-range 10.0.0.0/8 bad').stderr).toBe(
    'Error response from daemon: invalid network config:\n* invalid subnet 10.0.0.5/16: it should be 10.0.0.0/16\n* invalid ip-range 10.0.0.0/8: CIDR block is bigger than its parent subnet 10.0.0.0/16\n',
  );
});
