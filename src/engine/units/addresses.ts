import { quote } from './quote';

/** An IP address as its bytes: four, or sixteen. */
export type Address = readonly number[];

/** A network: its first address and the number of leading bits that name it. */
export interface Prefix {
  readonly network: Address;
  readonly bits: number;
}

/** Reads an IPv4 or IPv6 address; undefined when it is none. Source: Go's net.ParseIP and netip.ParseAddr. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Address | undefined {
  const parts = text.split('.');
  const isRight =
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isRight ? parts.map(Number) : undefined;
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = [...before, ...after].at(-1) ?? '';
  const embedded = last.includes('.') ? parseIpv4(last) : undefined;
  if (last.includes('.') && embedded === undefined) return undefined;
  const bytesOf = (groups: readonly string[]): number[] =>
    groups.flatMap((group) =>
      group === last && embedded !== undefined
        ? embedded
        : [parseInt(group, 16) >> 8, parseInt(group, 16) & 255],
    );
  const groups = [...before, ...after].filter((group) => group !== last || embedded === undefined);
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const head = bytesOf(before);
  const tail = bytesOf(after);
  const missing = 16 - head.length - tail.length;
  if (halves.length === 2 ? missing < 2 : missing !== 0) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** What Go says of a text that is no address: IPv4 in detail. Source: Go, net/netip.ParseAddr. */
export function addressProblem(text: string): string {
  const [problem, at = ''] = ipv4Problem(text);
  return `ParseAddr(${quote(text)}): ${problem}${at === '' ? '' : ` (at ${quote(at)})`}`;
}

function ipv4Problem(text: string): readonly [problem: string, at?: string] {
  const first = /[.:%]/.exec(text)?.[0];
  if (first === '%') return ['missing IPv6 address'];
  if (first !== '.') return ['unable to parse IP'];
  let [value, digits, dots] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (/\d/.test(sign)) {
      if (digits === 1 && value === 0) return ['IPv4 field has octet with leading zero'];
      value = value * 10 + Number(sign);
      digits += 1;
      if (value > 255) return ['IPv4 field has value >255'];
    } else if (sign === '.') {
      if (index === 0 || index === text.length - 1 || text.charAt(index - 1) === '.')
        return ['IPv4 field must have at least one digit', text.slice(index)];
      if (dots === 3) return ['IPv4 address too long'];
      [value, digits, dots] = [0, 0, dots + 1];
    } else return ['unexpected character', text.slice(index)];
  }
  return ['IPv4 address too short'];
}

/** The address in its usual short form. */
export function formatAddress(address: Address): string {
  if (address.length === 4) return address.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0)).toString(16),
  );
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)].sort(
    (a, b) => b[0].length - a[0].length,
  );
  const longest = runs[0];
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

/** Reads `10.0.0.0/8`; undefined when it is none. Source: Go's net.ParseCIDR. */
export function parsePrefix(text: string): Prefix | undefined {
  const [, addressText = '', bitsText = ''] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(addressText);
  const bits = Number(bitsText);
  if (address === undefined || bits > address.length * 8) return undefined;
  return { network: maskAddress(address, bits), bits };
}

/** The first address of the network of this many bits that holds the address. */
export function maskAddress(address: Address, bits: number): Address {
  return address.map((byte, index) => {
    const kept = Math.min(Math.max(bits - 8 * index, 0), 8);
    return byte & (0xff00 >> kept) & 0xff;
  });
}

/** Whether the network holds the address. */
export function prefixHolds({ network, bits }: Prefix, address: Address): boolean {
  if (address.length !== network.length) return false;
  return maskAddress(address, bits).every((byte, index) => byte === network[index]);
}

/** `10.0.0.0/8`. */
export function formatPrefix({ network, bits }: Prefix): string {
  return `${formatAddress(network)}/${bits}`;
}

/** Whether two networks have addresses in common: then one holds the other. */
export function prefixesOverlap(one: Prefix, other: Prefix): boolean {
  return prefixHolds(one, other.network) || prefixHolds(other, one.network);
}

/** The address that is `index` (up to 2^48) places after the first one of a network. */
export function addressAt({ network }: Prefix, index: number): Address {
  const bytes = [...network];
  for (let at = bytes.length - 1, rest = index; at >= 0 && rest > 0; at -= 1) {
    const sum = (bytes[at] ?? 0) + rest;
    bytes[at] = sum % 256;
    rest = Math.floor(sum / 256);
  }
  return bytes;
}
