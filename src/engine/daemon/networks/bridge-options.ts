// Options of the bridge driver. Source: moby, daemon/libnetwork/drivers/bridge/bridge_linux.go.
import { parseAddress, parseBool, parseInteger, ValueError } from '../../units';
import type { Daemon } from '../daemon';
import { forbidden, invalid, system } from '../errors';
import type { Network } from './network';
import { mtuOption } from './predefined';

type Options = Readonly<Record<string, string>>;

const prefix = 'com.docker.network.';

/** What a bridge is called on the host. */
export function bridgeName({ id, options }: Pick<Network, 'id' | 'options'>): string {
  return options[`${prefix}bridge.name`] || `br-${id.slice(0, 12)}`;
}

const gatewayModes = new Set(['nat', 'nat-unprotected', 'routed', 'isolated']);

function readMode(text: string): void {
  if (!gatewayModes.has(text)) throw new ValueError(`unknown gateway mode ${text}`);
}

function readAddress(text: string): void {
  if (parseAddress(text) === undefined) throw new ValueError('nil ip');
}

/** Options that are not just any text, and how each is read. */
const readers: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  [mtuOption, (text) => parseInteger(text, { functionName: 'Atoi' })],
  [`${prefix}enable_ipv4`, parseBool],
  [`${prefix}enable_ipv6`, parseBool],
  [`${prefix}bridge.enable_ip_masquerade`, parseBool],
  [`${prefix}bridge.gateway_mode_ipv4`, readMode],
  [`${prefix}bridge.gateway_mode_ipv6`, readMode],
  [`${prefix}bridge.enable_icc`, parseBool],
  [`${prefix}bridge.inhibit_ipv4`, parseBool],
  [`${prefix}bridge.default_bridge`, parseBool],
  [`${prefix}bridge.host_binding_ipv4`, readAddress],
  [`${prefix}host_ipv4`, readAddress],
  [`${prefix}host_ipv6`, readAddress],
];

/** Throws what the driver says of options that it cannot read, or not together. */
export function checkBridgeOptions(options: Options, isInternal: boolean): void {
  for (const [name, read] of readers) {
    const value = options[name];
    if (value === undefined) continue;
    try {
      read(value);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw invalid(`failed to parse ${name} value: ${value} (${error.message})`);
    }
  }
  const mtu = Number(options[mtuOption] ?? 0);
  if (mtu < 0) throw invalid(`invalid MTU number: ${mtu}`);
  const isIsolated = [4, 6].some(
    (version) => options[`${prefix}bridge.gateway_mode_ipv${version}`] === 'isolated',
  );
  if (isIsolated && !isInternal) {
    throw system("gateway mode 'isolated' can only be used for an internal network");
  }
}

/** Throws where another bridge of the host has the name that a network asks for. */
export function checkBridgeName(daemon: Daemon, network: Pick<Network, 'id' | 'options'>): void {
  const name = bridgeName(network);
  for (const other of daemon.networks.values()) {
    if (other.driver !== 'bridge' || other.isConfigOnly || bridgeName(other) !== name) continue;
    throw forbidden(
      `cannot create network ${network.id} (${name}): conflicts with network ${other.id} (${name}): networks have same bridge name`,
    );
  }
}
