// The address flags of docker network create. Source: docker/cli cli/command/network/create.go (createIPAMConfig).
import {
  addressProblem,
  formatAddress,
  parseAddress,
  parsePrefix,
  prefixesOverlap,
  prefixHolds,
  quote,
  ValueError,
  type Prefix,
} from '../units';
import { cut } from './run-options/cut';

/** One subnet of a network, under the Engine API's names. */
export interface IpamConfig {
  readonly Subnet: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

export interface IpamFlags {
  readonly subnets: readonly string[];
  readonly ranges: readonly string[];
  readonly gateways: readonly string[];
  /** `name=address`. */
  readonly auxiliary: readonly string[];
}

/** A subnet as typed, and what it holds. */
interface Subnet {
  readonly text: string;
  readonly prefix: Prefix;
  range?: string;
  gateway?: string;
  auxiliary?: Record<string, string>;
}

/** Gives each range, gateway and auxiliary address to the subnet that holds it. Throws Docker's texts. */
export function ipamConfigs({ subnets, ranges, gateways, auxiliary }: IpamFlags): readonly IpamConfig[] {
  if (subnets.length < ranges.length || subnets.length < gateways.length) {
    throw new ValueError('every ip-range or gateway must have a corresponding subnet');
  }
  const found: Subnet[] = [];
  for (const text of subnets) {
    const prefix = readPrefix(text);
    if (found.some((other) => prefixesOverlap(other.prefix, prefix))) {
      throw new ValueError('multiple overlapping subnet configuration is not supported');
    }
    found.push({ text, prefix });
  }
  for (const range of ranges) addRange(found, range);
  for (const gateway of gateways) addGateway(found, gateway);
  for (const pair of auxiliary) addAuxiliary(found, pair);
  return found.map(({ text, range, gateway, auxiliary: addresses }) => ({
    Subnet: text,
    ...(range !== undefined && { IPRange: range }),
    ...(gateway !== undefined && { Gateway: gateway }),
    ...(addresses !== undefined && { AuxiliaryAddresses: addresses }),
  }));
}

/** In the words of Go's netip.ParsePrefix. */
function readPrefix(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix !== undefined) return prefix;
  const [address, bits, hasSlash] = cut(text, '/');
  const invalid = (why: string): ValueError => new ValueError(`netip.ParsePrefix(${quote(text)}): ${why}`);
  if (!hasSlash) throw invalid("no '/'");
  if (parseAddress(address) === undefined) throw invalid(addressProblem(address));
  throw invalid(/^\d+$/.test(bits) ? 'prefix length out of range' : `bad bits after slash: ${quote(bits)}`);
}

function addRange(subnets: readonly Subnet[], range: string): void {
  const { network } = readPrefix(range);
  const subnet = subnets.find(({ prefix }) => prefixHolds(prefix, network));
  if (subnet === undefined) throw new ValueError(`no matching subnet for range ${range}`);
  if (subnet.range !== undefined) {
    const both = `${range}, ${subnet.range}`;
    throw new ValueError(`cannot configure multiple ranges (${both}) on the same subnet (${subnet.text})`);
  }
  subnet.range = range;
}

function holderOf(subnets: readonly Subnet[], text: string): Subnet | undefined {
  const address = parseAddress(text);
  return address && subnets.find(({ prefix }) => prefixHolds(prefix, address));
}

function addGateway(subnets: readonly Subnet[], gateway: string): void {
  const subnet = holderOf(subnets, gateway);
  if (subnet === undefined) throw new ValueError(`no matching subnet for gateway ${gateway}`);
  if (subnet.gateway !== undefined) {
    const both = `${gateway}, ${subnet.gateway}`;
    throw new ValueError(`cannot configure multiple gateways (${both}) for the same subnet (${subnet.text})`);
  }
  subnet.gateway = gateway;
}

function addAuxiliary(subnets: readonly Subnet[], pair: string): void {
  const [name, text] = cut(pair, '=');
  const address = parseAddress(text);
  if (address === undefined) throw new ValueError(addressProblem(text));
  const subnet = holderOf(subnets, text);
  if (subnet === undefined) throw new ValueError(`no matching subnet for aux-address ${text}`);
  subnet.auxiliary = { ...subnet.auxiliary, [name]: formatAddress(address) };
}
