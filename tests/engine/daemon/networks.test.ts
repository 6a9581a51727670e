import { describe, expect, test } from 'vitest';
import { lowestFreeAddress, reservedAddresses } from '../../../src/engine/daemon/networks/addresses';
import { PortAllocator } from '../../../src/engine/daemon/networks/ports';
import {
  addressAt,
  formatAddress,
  formatPrefix,
  parsePrefix,
  prefixesOverlap,
  type Prefix,
} from '../../../src/engine/units';

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

test.each([
  ['172.17.5.9/16', '172.17.0.0/16'],
  ['10.0.0.255/30', '10.0.0.252/30'],
  ['192.168.1.0/24', '192.168.1.0/24'],
  ['2001:DB8:0:1:2::9/64', '2001:db8:0:1::/64'],
])('%s lies in the subnet %s', (text, expected) => {
  expect(formatPrefix(prefix(text))).toBe(expected);
});

test.each(['300.1.1.1/8', '1.2.3/8', '1.2.3.4/33', '1.2.3.4', '2001:db8::/129'])(
  '%s is no subnet',
  (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  },
);

test.each([
  ['10.0.0.0/8', 0, '10.0.0.0'],
  ['10.0.0.0/8', 256, '10.0.1.0'],
  ['10.0.0.255/32', 1, '10.0.1.0'],
  ['2001:db8::/64', 65_537, '2001:db8::1:1'],
])('of %s the address %i is %s', (text, index, expected) => {
  expect(formatAddress(addressAt(prefix(text), index))).toBe(expected);
});

test('the lowest free address is given out, without the ends of the subnet', () => {
  const small = prefix('10.0.0.0/29');
  const ends = reservedAddresses(small);
  expect(ends).toEqual(['10.0.0.0', '10.0.0.7']);
  const free = (range: Prefix, ...taken: string[]): string | undefined =>
    lowestFreeAddress(range, new Set([...ends, ...taken]));

  expect(free(small, '10.0.0.1')).toBe('10.0.0.2');
  expect(free(small, '10.0.0.1', '10.0.0.3')).toBe('10.0.0.2');
  expect(free(prefix('10.0.0.4/30'), '10.0.0.1')).toBe('10.0.0.4');
  expect(free(small, ...[1, 2, 3, 4, 5, 6].map((last) => `10.0.0.${last}`))).toBeUndefined();
});

test('only its own address of an IPv6 subnet is kept, and none where two hosts face each other', () => {
  expect(reservedAddresses(prefix('2001:db8::/64'))).toEqual(['2001:db8::']);
  expect(reservedAddresses(prefix('10.0.0.0/31'))).toEqual([]);
});

test.each([
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.1.0.0/16', '10.2.0.0/16', false],
  ['::/0', '10.2.0.0/16', false],
])('%s and %s overlap: %s', (one, other, expected) => {
  expect(prefixesOverlap(prefix(one), prefix(other))).toBe(expected);
});

describe('a port of the host', () => {
  const everywhere = ['0.0.0.0', '::'];

  test('belongs to one container until it is released', () => {
    const ports = new PortAllocator();
    ports.allocate('tcp', everywhere, [8080, 8080]);

    expect(() => ports.allocate('tcp', everywhere, [8080, 8080])).toThrow(
      'Bind for 0.0.0.0:8080 failed: port is already allocated',
    );
    expect(() => ports.allocate('tcp', ['127.0.0.1'], [8080, 8080])).toThrow('Bind for 0.0.0.0:8080 failed');
    expect(ports.allocate('udp', everywhere, [8080, 8080])).toBe(8080);
    for (const hostIp of everywhere)
      ports.release({ protocol: 'tcp', containerPort: 80, hostIp, hostPort: 8080 });
    expect(ports.allocate('tcp', ['127.0.0.1'], [8080, 8080])).toBe(8080);
    expect(() => ports.allocate('tcp', everywhere, [8080, 8080])).toThrow('port is already allocated');
  });

  test('that nobody chose is the next free one of the range', () => {
    const ports = new PortAllocator();

    expect([0, 0].map(() => ports.allocate('tcp', everywhere, [0, 0]))).toEqual([32768, 32769]);
    expect(ports.allocate('tcp', everywhere, [32768, 32770])).toBe(32770);
    expect(ports.allocate('udp', everywhere, [0, 0])).toBe(32768);
  });

  test('of a range is the one behind that which was given last', () => {
    const ports = new PortAllocator();
    const next = (): number => ports.allocate('tcp', everywhere, [8080, 8081]);

    expect(next()).toBe(8080);
    for (const hostIp of everywhere)
      ports.release({ protocol: 'tcp', containerPort: 80, hostIp, hostPort: 8080 });
    expect([next(), next()]).toEqual([8081, 8080]);
    expect(next).toThrow('all ports are allocated');
  });
});
