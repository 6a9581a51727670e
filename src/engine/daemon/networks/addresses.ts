// Which addresses and subnets Docker gives out by itself. Source: moby, libnetwork's ipamutils and defaultipam.
import { addressAt, formatAddress, maskAddress, type Address, type Prefix } from '../../units';

/** Where Docker takes the subnets of networks from that ask for none (its default-address-pools), in order. */
export const defaultPools: readonly Prefix[] = [
  ...Array.from({ length: 15 }, (_, index) => ({ network: [172, 17 + index, 0, 0], bits: 16 })),
  ...Array.from({ length: 16 }, (_, index) => ({ network: [192, 168, index * 16, 0], bits: 20 })),
];

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

/** The subnet `index` of a pool of subnets of 64 bits, such as a site's own IPv6 prefix. */
export function ipv6SubnetAt(site: Address, index: number): Prefix {
  const network = [...maskAddress(site, 48)];
  network[6] = index >> 8;
  network[7] = index & 255;
  return { network, bits: 64 };
}

/** A random, locally administered hardware address. */
export function randomMac(random: () => number): string {
  const bytes = Array.from({ length: 6 }, () => Math.floor(random() * 256));
  bytes[0] = ((bytes[0] ?? 0) & 0xfe) | 0x02;
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
