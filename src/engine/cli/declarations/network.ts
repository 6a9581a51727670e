// docker network …: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';
import { formatHelp, inspectFormatHelp } from './help-texts';

export const network = declare({
  path: ['network'],
  summary: 'Manage networks',
  operands: { max: 0 },
  isGroup: true,
});

export const networkConnect = declare({
  path: ['network', 'connect'],
  usage: '[OPTIONS] NETWORK CONTAINER',
  summary: 'Connect a container to a network',
  operands: { min: 2, max: 2, completes: 'network' },
  flags: {
    ip: { type: 'ip', help: 'IPv4 address (e.g., "172.30.100.104")' },
    ip6: { type: 'ip', help: 'IPv6 address (e.g., "2001:db8::33")' },
    link: { type: 'list', help: 'Add link to another container', check: 'link' },
    alias: { type: 'stringSlice', help: 'Add network-scoped alias for the container' },
    'link-local-ip': { type: 'ipSlice', help: 'Add a link-local address for the container' },
    'driver-opt': { type: 'stringSlice', help: 'driver options for the network' },
    'gw-priority': {
      type: 'int',
      help: 'Highest gw-priority provides the default gateway. Accepts positive and negative values.',
    },
  },
});

export const networkCreate = declare({
  path: ['network', 'create'],
  usage: '[OPTIONS] NETWORK',
  summary: 'Create a network',
  operands: { min: 1, max: 1 },
  flags: {
    driver: { type: 'string', short: 'd', help: 'Driver to manage the Network', default: 'bridge' },
    opt: { type: 'map', short: 'o', help: 'Set driver specific options' },
    label: { type: 'list', help: 'Set metadata on a network', check: 'label' },
    internal: { type: 'bool', help: 'Restrict external access to the network' },
    ipv4: { type: 'bool', help: 'Enable or disable IPv4 address assignment', default: 'true' },
    ipv6: { type: 'bool', help: 'Enable or disable IPv6 address assignment' },
    attachable: { type: 'bool', help: 'Enable manual container attachment' },
    ingress: { type: 'bool', help: 'Create swarm routing-mesh network' },
    scope: { type: 'string', help: "Control the network's scope" },
    'config-only': { type: 'bool', help: 'Create a configuration only network' },
    'config-from': { type: 'string', help: 'The network from which to copy the configuration' },
    'ipam-driver': { type: 'string', help: 'IP Address Management Driver', default: 'default' },
    subnet: { type: 'stringSlice', help: 'Subnet in CIDR format that represents a network segment' },
    'ip-range': { type: 'ipNetSlice', help: 'Allocate container ip from a sub-range' },
    gateway: { type: 'ipSlice', help: 'IPv4 or IPv6 Gateway for the master subnet' },
    'aux-address': { type: 'map', help: 'Auxiliary IPv4 or IPv6 addresses used by Network driver' },
    'ipam-opt': { type: 'map', help: 'Set IPAM driver specific options' },
  },
});

export const networkDisconnect = declare({
  path: ['network', 'disconnect'],
  usage: '[OPTIONS] NETWORK CONTAINER',
  summary: 'Disconnect a container from a network',
  operands: { min: 2, max: 2, completes: 'network' },
  flags: { force: { type: 'bool', short: 'f', help: 'Force the container to disconnect from a network' } },
});

export const networkInspect = declare({
  path: ['network', 'inspect'],
  usage: '[OPTIONS] NETWORK [NETWORK...]',
  summary: 'Display detailed information on one or more networks',
  operands: { min: 1, completes: 'network' },
  flags: {
    format: { type: 'string', short: 'f', help: inspectFormatHelp },
    verbose: { type: 'bool', short: 'v', help: 'Verbose output for diagnostics' },
  },
});

export const networkLs = declare({
  path: ['network', 'ls'],
  aliases: ['list'],
  usage: '[OPTIONS]',
  summary: 'List networks',
  operands: { max: 0 },
  flags: {
    quiet: { type: 'bool', short: 'q', help: 'Only display network IDs' },
    'no-trunc': { type: 'bool', help: 'Do not truncate the output' },
    format: { type: 'string', help: formatHelp },
    filter: {
      type: 'filter',
      short: 'f',
      help: 'Provide filter values (e.g. "driver=bridge")',
      check: 'filter',
    },
  },
});

export const networkRm = declare({
  path: ['network', 'rm'],
  aliases: ['remove'],
  usage: 'NETWORK [NETWORK...]',
  summary: 'Remove one or more networks',
  operands: { min: 1, completes: 'network' },
  flags: { force: { type: 'bool', short: 'f', help: 'Do not error if the network does not exist' } },
});

export const networkPrune = declare({
  path: ['network', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove all unused networks',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    filter: { type: 'filter', help: 'Provide filter values (e.g. "until=<timestamp>")', check: 'filter' },
  },
});
