// Which addresses of a subnet Docker gives out by itself. Source: moby, libnetwork's defaultipam.
import { addressAt, formatAddress, type Prefix } from '../../units';

export const isIpv6 = ({ network }: Prefix): boolean => network.length === 16;

/** Addresses that no endpoint gets: the subnet's own and, in IPv4, the broadcast address. */
export function reservedAddresses(subnet: Prefix): readonly string[] {
  const hostBits = 8 * subnet.network.length - subnet.bits;
  if (hostBits < 2) return [];
  const first = formatAddress(subnet.network);
  return isIpv6(subnet) ? [first] : [first, formatAddress(addressAt(subnet, 2 ** hostBits - 1))];
}

/**
 * The lowest address of a range that is not in use: what moby's IPAM gives a local network (only swarm asks it to
 * serve serially). `taken`: with the reserved ones. undefined when the range is full.
 */
export function lowestFreeAddress(range: Prefix, taken: ReadonlySet<string>): string | undefined {
  const size = 2 ** (8 * range.network.length - range.bits);
  for (let index = 0; index < size; index += 1) {
    const address = formatAddress(addressAt(range, index));
    if (!taken.has(address)) return address;
  }
  return undefined;
}

/** A random, locally administered hardware address. */
export function randomMac(random: () => number): string {
  const bytes = Array.from({ length: 6 }, () => Math.floor(random() * 256));
  bytes[0] = ((bytes[0] ?? 0) & 0xfe) | 0x02;
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
