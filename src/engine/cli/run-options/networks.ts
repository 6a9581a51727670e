// --network and its companions. Source: docker/cli opts/network.go, parseNetworkOpts.
import type { EndpointConfig } from '../../daemon';
import { addressProblem, parseAddress, parseInteger, quote, ValueError } from '../../units';
import { splitCsv } from '../csv';
import { cut } from './cut';

/** One `--network` value. */
export interface NetworkAttachment {
  readonly target: string;
  readonly aliases: readonly string[];
  readonly driverOpts: Readonly<Record<string, string>>;
  readonly links: readonly string[];
  readonly ipv4Address: string;
  readonly ipv6Address: string;
  readonly linkLocalIps: readonly string[];
  readonly macAddress: string;
  readonly gwPriority: number;
}

const nothing: NetworkAttachment = {
  target: '',
  aliases: [],
  driverOpts: {},
  links: [],
  ipv4Address: '',
  ipv6Address: '',
  linkLocalIps: [],
  macAddress: '',
  gwPriority: 0,
};

/** Reads a network's name, or `name=net1,alias=web,ip=…`. */
export function parseNetwork(text: string): NetworkAttachment {
  if (!/[A-Za-z0-9_]+=[A-Za-z0-9_]+/.test(text)) return { ...nothing, target: text };
  const attachment = splitCsv(text).reduce(withField, nothing);
  if (attachment.target === '') throw new ValueError('network name/id is not specified');
  return attachment;
}

function withField(attachment: NetworkAttachment, field: string): NetworkAttachment {
  const [rawKey, rawValue, hasValue] = cut(field, '=');
  if (!hasValue || rawKey === '') throw new ValueError(`invalid field ${field}`);
  const key = rawKey.trim();
  const value = rawValue.trim();
  switch (key) {
    case 'name':
      return { ...attachment, target: value };
    case 'alias':
      return { ...attachment, aliases: [...attachment.aliases, value] };
    case 'ip':
      return { ...attachment, ipv4Address: checkAddress(value) };
    case 'ip6':
      return { ...attachment, ipv6Address: checkAddress(value) };
    case 'link-local-ip':
      return { ...attachment, linkLocalIps: [...attachment.linkLocalIps, checkAddress(value)] };
    case 'mac-address':
      return { ...attachment, macAddress: value };
    case 'driver-opt': {
      const [name, option, isPair] = cut(value, '=');
      if (!isPair || name === '') throw new ValueError('invalid key value pair format in driver options');
      return { ...attachment, driverOpts: { ...attachment.driverOpts, [name.trim()]: option.trim() } };
    }
    case 'gw-priority':
      return { ...attachment, gwPriority: parseGatewayPriority(value) };
    default:
      throw new ValueError(`invalid field key ${key}`);
  }
}

function checkAddress(text: string): string {
  if (parseAddress(text) === undefined) throw new ValueError(addressProblem(text));
  return text;
}

function parseGatewayPriority(text: string): number {
  try {
    return parseInteger(text);
  } catch (error) {
    const why = error instanceof ValueError ? error.message.replace(/^.*: /s, '') : '';
    throw new ValueError(`invalid gw-priority (${text}): ${why}`);
  }
}

/** Whether a network mode names a network that a user made. */
export function isUserDefinedNetwork(mode: string): boolean {
  return !['default', 'bridge', 'host', 'none'].includes(mode) && !/^container(:|$)/.test(mode);
}

/** Options for the first network, from flags of their own. */
export interface FirstNetworkOptions {
  readonly aliases: readonly string[];
  readonly links: readonly string[];
  readonly ipv4Address: string;
  readonly ipv6Address: string;
  readonly linkLocalIps: readonly string[];
  readonly macAddress: string;
}

/** What a container asks of each of its networks, by name. */
export function endpointsOf(
  attachments: readonly NetworkAttachment[],
  options: FirstNetworkOptions,
): Readonly<Record<string, EndpointConfig>> {
  const isNamed = attachments.length > 0;
  const endpoints: Record<string, EndpointConfig> = {};
  const given = isNamed ? attachments : [{ ...nothing, target: 'default' }];
  for (const [index, attachment] of given.entries()) {
    const endpoint = endpointOf(index === 0 ? withFirstOptions(attachment, options) : attachment);
    if (attachment.target in endpoints) {
      throw new ValueError(`network ${quote(attachment.target)} is specified multiple times`);
    }
    const isPlainOnly = isNamed && given.length === 1 && Object.keys(endpoint).length === 0;
    if (!isPlainOnly) endpoints[attachment.target] = endpoint;
  }
  if (new Set(given.map(({ target }) => isUserDefinedNetwork(target))).size > 1) {
    throw new ValueError(
      'conflicting options: cannot attach both user-defined and non-user-defined network-modes',
    );
  }
  return endpoints;
}

function withFirstOptions(attachment: NetworkAttachment, options: FirstNetworkOptions): NetworkAttachment {
  const conflicts: readonly (readonly [
    string,
    string,
    string | readonly string[],
    string | readonly string[],
  ])[] = [
    ['--network-alias', 'alias', attachment.aliases, options.aliases],
    ['--link', 'links', attachment.links, options.links],
    ['--ip', 'IPv4 address', attachment.ipv4Address, options.ipv4Address],
    ['--ip6', 'IPv6 address', attachment.ipv6Address, options.ipv6Address],
    ['--mac-address', 'MAC address', attachment.macAddress, options.macAddress],
    ['--link-local-ip', 'link-local IP addresses', attachment.linkLocalIps, options.linkLocalIps],
  ];
  for (const [flag, what, own, common] of conflicts) {
    if (own.length > 0 && common.length > 0) {
      throw new ValueError(`conflicting options: cannot specify both ${flag} and per-network ${what}`);
    }
  }
  const either = <Value extends string | readonly string[]>(common: Value, own: Value): Value =>
    common.length > 0 ? common : own;
  return {
    ...attachment,
    aliases: either(options.aliases, attachment.aliases),
    links: isUserDefinedNetwork(attachment.target)
      ? either(options.links, attachment.links)
      : attachment.links,
    ipv4Address: either(options.ipv4Address, attachment.ipv4Address),
    ipv6Address: either(options.ipv6Address, attachment.ipv6Address),
    linkLocalIps: either(options.linkLocalIps, attachment.linkLocalIps),
    macAddress: either(options.macAddress, attachment.macAddress),
  };
}

function endpointOf(attachment: NetworkAttachment): EndpointConfig {
  const {
    target,
    aliases,
    links,
    driverOpts,
    ipv4Address,
    ipv6Address,
    linkLocalIps,
    macAddress,
    gwPriority,
  } = attachment;
  if (target.trim() === '') throw new ValueError('no name set for network');
  if (!isUserDefinedNetwork(target) && aliases.length > 0) {
    throw new ValueError('network-scoped aliases are only supported for user-defined networks');
  }
  if (macAddress !== '') checkMacAddress(macAddress);
  const ipam = {
    ...(ipv4Address !== '' && { IPv4Address: ipv4Address }),
    ...(ipv6Address !== '' && { IPv6Address: ipv6Address }),
    ...(linkLocalIps.length > 0 && { LinkLocalIPs: linkLocalIps }),
  };
  return {
    ...(Object.keys(ipam).length > 0 && { IPAMConfig: ipam }),
    ...(links.length > 0 && { Links: links }),
    ...(aliases.length > 0 && { Aliases: aliases }),
    ...(Object.keys(driverOpts).length > 0 && { DriverOpts: driverOpts }),
    ...(gwPriority !== 0 && { GwPriority: gwPriority }),
    ...(macAddress !== '' && { MacAddress: macAddress }),
  };
}

/** Throws Docker's text when it is not a MAC address (Go's net.ParseMAC). */
export function checkMacAddress(text: string): void {
  const pairs = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2})*$/i;
  const fours = /^[0-9a-f]{4}\.[0-9a-f]{4}(?:\.[0-9a-f]{4})*$/i;
  const address = text.trim();
  const bytes = address.replace(/[^0-9a-f]/gi, '').length / 2;
  if (!(pairs.test(address) || fours.test(address)) || ![6, 8, 20].includes(bytes)) {
    throw new ValueError(`${text} is not a valid mac address`);
  }
}
