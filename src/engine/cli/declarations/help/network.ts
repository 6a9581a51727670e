import { formatHelp, inspectFormatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'network connect': {
    ip: 'IPv4 address (e.g., "172.30.100.104")',
    ip6: 'IPv6 address (e.g., "2001:db8::33")',
    link: 'Add link to another container',
    alias: 'Add network-scoped alias for the container',
    'link-local-ip': 'Add a link-local address for the container',
    'driver-opt': 'driver options for the network',
    'gw-priority': 'Highest gw-priority provides the default gateway. Accepts positive and negative values.',
  },
  'network create': {
    driver: 'Driver to manage the Network',
    opt: 'Set driver specific options',
    label: 'Set metadata on a network',
    internal: 'Restrict external access to the network',
    ipv4: 'Enable or disable IPv4 address assignment',
    ipv6: 'Enable or disable IPv6 address assignment',
    attachable: 'Enable manual container attachment',
    ingress: 'Create swarm routing-mesh network',
    scope: "Control the network's scope",
    'config-only': 'Create a configuration only network',
    'config-from': 'The network from which to copy the configuration',
    'ipam-driver': 'IP Address Management Driver',
    subnet: 'Subnet in CIDR format that represents a network segment',
    'ip-range': 'Allocate container ip from a sub-range',
    gateway: 'IPv4 or IPv6 Gateway for the master subnet',
    'aux-address': 'Auxiliary IPv4 or IPv6 addresses used by Network driver',
    'ipam-opt': 'Set IPAM driver specific options',
  },
  'network disconnect': {
    force: 'Force the container to disconnect from a network',
  },
  'network inspect': {
    format: inspectFormatHelp,
    verbose: 'Verbose output for diagnostics',
  },
  'network ls': {
    quiet: 'Only display network IDs',
    'no-trunc': 'Do not truncate the output',
    format: formatHelp,
    filter: 'Provide filter values (e.g. "driver=bridge")',
  },
  'network rm': {
    force: 'Do not error if the network does not exist',
  },
  'network prune': {
    force: 'Do not prompt for confirmation',
    filter: 'Provide filter values (e.g. "until=<timestamp>")',
  },
};
