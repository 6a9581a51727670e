// Which subnets Docker gives to networks that ask for none. Source: moby, libnetwork's ipamutils.
import { addressAt, parseAddress, type Prefix, prefixesOverlap, sha256Hex } from '../../units';
import { forbidden } from '../errors';

/** The default-address-pools, in order. */
const pools: readonly Prefix[] = [
  ...Array.from({ length: 15 }, (_, index) => ({ network: [172, 17 + index, 0, 0], bits: 16 })),
  ...Array.from({ length: 16 }, (_, index) => ({ network: [192, 168, index * 16, 0], bits: 20 })),
];

/** The first of Docker's own pools that nobody has; with `bits`, the first part of one that is so large. */
export function freeSubnet(taken: readonly Prefix[], bits?: number): Prefix {
  return firstFree(bits === undefined ? pools : pools.flatMap((pool) => partsOf(pool, bits)), taken);
}

function partsOf(pool: Prefix, bits: number): readonly Prefix[] {
  if (bits < pool.bits) return [];
  return Array.from({ length: 2 ** (bits - pool.bits) }, (_, index) => ({
    network: addressAt(pool, index * 2 ** (32 - bits)),
    bits,
  }));
}

/** The first free subnet of the prefix that moby derives from the daemon's id (DeriveULABaseNetwork). */
export function freeIpv6Subnet(daemonId: string, taken: readonly Prefix[]): Prefix {
  const globalId = sha256Hex(new TextEncoder().encode(daemonId)).slice(6, 16);
  const site = `fd${globalId.slice(0, 2)}:${globalId.slice(2, 6)}:${globalId.slice(6)}`;
  const subnets = Array.from({ length: taken.length + 1 }, (_, index) => ({
    network: parseAddress(`${site}:${index.toString(16)}::`) ?? [],
    bits: 64,
  }));
  return firstFree(subnets, taken);
}

function firstFree(subnets: readonly Prefix[], taken: readonly Prefix[]): Prefix {
  const subnet = subnets.find((one) => !taken.some((other) => prefixesOverlap(one, other)));
  if (subnet !== undefined) return subnet;
  throw forbidden('all predefined address pools have been fully subnetted');
}
