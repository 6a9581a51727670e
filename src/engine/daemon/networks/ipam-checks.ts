// What is wrong with the subnets that a network asks for. Source: moby, daemon/network.go (validateIpamConfig).
import {
  addressProblem as textProblem,
  type Address,
  formatAddress,
  formatPrefix,
  parseAddress,
  parsePrefix,
  type Prefix,
  prefixesOverlap,
  prefixHolds,
} from '../../units';
import { invalid } from '../errors';
import { isIpv6 } from './addresses';
import type { IpamPoolRequest } from './create';

/** A subnet that was asked for, read. */
export interface AskedPool {
  readonly subnet: Prefix;
  readonly gateway?: string;
  readonly ipRange?: Prefix;
  readonly auxiliaryAddresses: Readonly<Record<string, string>>;
}

/** Reads what was asked for; IPv6 subnets of a network without IPv6 are passed over. Throws all that is wrong at once. */
export function readPools(
  requests: readonly (IpamPoolRequest & { readonly Subnet: string })[],
  hasIpv6: boolean,
): readonly AskedPool[] {
  const asked = requests.map((request) => ({ request, subnet: readPrefix(request.Subnet) }));
  const wanted = asked.filter(({ subnet }) => hasIpv6 || !isIpv6(subnet));
  const problems = wanted.flatMap(({ request, subnet }) => problemsOf(request, subnet));
  if (problems.length > 0) throw invalid(`invalid network config:\n${joined(problems)}`);
  return wanted.map(({ request, subnet }) => ({
    subnet,
    ...(request.Gateway === undefined ? {} : { gateway: formatAddress(readAddress(request.Gateway)) }),
    ...(request.IPRange === undefined ? {} : { ipRange: readPrefix(request.IPRange) }),
    auxiliaryAddresses: request.AuxiliaryAddresses ?? {},
  }));
}

function problemsOf(
  { Subnet, IPRange, Gateway, AuxiliaryAddresses = {} }: IpamPoolRequest & { readonly Subnet: string },
  subnet: Prefix,
): readonly string[] {
  const right = formatPrefix(subnet);
  const gatewayProblem = Gateway === undefined ? undefined : addressProblem(Gateway, subnet);
  return [
    ...(isMasked(Subnet, subnet) ? [] : [`invalid subnet ${Subnet}: it should be ${right}`]),
    ...(IPRange === undefined
      ? []
      : rangeProblems(IPRange, subnet).map((problem) => `invalid ip-range ${IPRange}: ${problem}`)),
    ...(gatewayProblem === undefined ? [] : [`invalid gateway ${Gateway ?? ''}: ${gatewayProblem}`]),
    ...Object.entries(AuxiliaryAddresses).flatMap(([name, text]) => {
      const problem = addressProblem(text, subnet);
      return problem === undefined ? [] : [`invalid auxiliary address ${name}: ${problem}`];
    }),
  ];
}

function rangeProblems(text: string, subnet: Prefix): readonly string[] {
  const range = readPrefix(text);
  if (isIpv6(range) !== isIpv6(subnet)) return [otherKind(subnet)];
  const parent = formatPrefix(subnet);
  return [
    ...(range.bits < subnet.bits ? [`CIDR block is bigger than its parent subnet ${parent}`] : []),
    ...(isMasked(text, range) ? [] : [`it should be ${formatPrefix(range)}`]),
    ...(prefixesOverlap(subnet, range) ? [] : [`parent subnet ${parent} doesn't contain ip-range`]),
  ];
}

function addressProblem(text: string, subnet: Prefix): string | undefined {
  const address = readAddress(text);
  if (address.length !== subnet.network.length) return otherKind(subnet);
  if (prefixHolds(subnet, address)) return undefined;
  return `parent subnet ${formatPrefix(subnet)} doesn't contain this address`;
}

function otherKind(subnet: Prefix): string {
  return `parent subnet is an IPv${isIpv6(subnet) ? 6 : 4} block`;
}

/** Whether no bit beyond the prefix was set in what was typed. */
function isMasked(text: string, prefix: Prefix): boolean {
  return formatAddress(readAddress(text.replace(/\/.*/, ''))) === formatAddress(prefix.network);
}

/** moby's joined errors: one stands for itself, several are a list. */
function joined(problems: readonly string[]): string {
  return problems.length === 1 ? problems.join('') : problems.map((problem) => `* ${problem}`).join('\n');
}

function readPrefix(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw invalid(`netip.ParsePrefix("${text}")`);
  return prefix;
}

function readAddress(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw invalid(textProblem(text));
  return address;
}
