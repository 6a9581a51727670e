/** IPv4 arithmetic and which addresses a network has given out. */

/** `172.17.0.2` as a number; undefined where it is none. */
export function parseAddress(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (parts === null) return undefined;
  const bytes = parts.slice(1).map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((address, byte) => address * 256 + byte, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** A subnet: its first address and how many leading bits its members share. */
export interface Subnet {
  readonly base: number;
  readonly prefixLength: number;
}

/** Reads `172.18.0.0/16`; bits beyond the prefix are dropped. */
export function parseSubnet(text: string): Subnet | undefined {
  const [addressText = '', prefixText = ''] = text.split('/');
  const address = parseAddress(addressText);
  if (address === undefined || !/^\d{1,2}$/.test(prefixText) || Number(prefixText) > 32) return undefined;
  const prefixLength = Number(prefixText);
  return { base: address - (address % sizeOf({ base: 0, prefixLength })), prefixLength };
}

export function formatSubnet({ base, prefixLength }: Subnet): string {
  return `${formatAddress(base)}/${prefixLength}`;
}

/** How many addresses a subnet has, the first and the last included. */
export function sizeOf({ prefixLength }: Subnet): number {
  return 2 ** (32 - prefixLength);
}

export function contains(subnet: Subnet, address: number): boolean {
  return address >= subnet.base && address < subnet.base + sizeOf(subnet);
}

export function overlaps(one: Subnet, other: Subnet): boolean {
  return contains(one, other.base) || contains(other, one.base);
}

/** Where Docker takes the subnets of networks from that ask for none (its default-address-pools), in order. */
export const defaultPools: readonly Subnet[] = [
  ...[17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31].map((second) =>
    subnetAt(172, second, 0, 16),
  ),
  ...Array.from({ length: 16 }, (_, index) => subnetAt(192, 168, index * 16, 20)),
];

function subnetAt(first: number, second: number, third: number, prefixLength: number): Subnet {
  return { base: ((first * 256 + second) * 256 + third) * 256, prefixLength };
}

/**
 * The lowest address of a range that is not in use, without the subnet's own and its broadcast address: what moby's
 * IPAM gives a local network (only swarm asks it to serve serially). undefined when the range is full.
 */
export function lowestFreeAddress(
  range: Subnet,
  subnet: Subnet,
  taken: ReadonlySet<number>,
): number | undefined {
  const first = Math.max(range.base, subnet.base + 1);
  const end = Math.min(range.base + sizeOf(range), subnet.base + sizeOf(subnet) - 1);
  for (let address = first; address < end; address += 1) if (!taken.has(address)) return address;
  return undefined;
}

/** A random, locally administered hardware address. */
export function randomMac(random: () => number): string {
  const bytes = Array.from({ length: 6 }, () => Math.floor(random() * 256));
  bytes[0] = ((bytes[0] ?? 0) & 0xfe) | 0x02;
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
