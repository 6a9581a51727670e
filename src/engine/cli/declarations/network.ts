// docker network …: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

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
    ip: { type: 'ip' },
    ip6: { type: 'ip' },
    link: { type: 'list', check: 'link' },
    alias: { type: 'stringSlice' },
    'link-local-ip': { type: 'ipSlice' },
    'driver-opt': { type: 'stringSlice' },
    'gw-priority': { type: 'int' },
  },
});

export const networkCreate = declare({
  path: ['network', 'create'],
  usage: '[OPTIONS] NETWORK',
  summary: 'Create a network',
  operands: { min: 1, max: 1 },
  flags: {
    driver: { type: 'string', short: 'd', default: 'bridge' },
    opt: { type: 'map', short: 'o' },
    label: { type: 'list', check: 'label' },
    internal: { type: 'bool' },
    ipv4: { type: 'bool', default: 'true' },
    ipv6: { type: 'bool' },
    attachable: { type: 'bool' },
    ingress: { type: 'bool' },
    scope: { type: 'string' },
    'config-only': { type: 'bool' },
    'config-from': { type: 'string' },
    'ipam-driver': { type: 'string', default: 'default' },
    subnet: { type: 'stringSlice' },
    'ip-range': { type: 'ipNetSlice' },
    gateway: { type: 'ipSlice' },
    'aux-address': { type: 'map' },
    'ipam-opt': { type: 'map' },
  },
});

export const networkDisconnect = declare({
  path: ['network', 'disconnect'],
  usage: '[OPTIONS] NETWORK CONTAINER',
  summary: 'Disconnect a container from a network',
  operands: { min: 2, max: 2, completes: 'network' },
  flags: { force: { type: 'bool', short: 'f' } },
});

export const networkInspect = declare({
  path: ['network', 'inspect'],
  usage: '[OPTIONS] NETWORK [NETWORK...]',
  summary: 'Display detailed information on one or more networks',
  operands: { min: 1, completes: 'network' },
  flags: {
    format: { type: 'string', short: 'f' },
    verbose: { type: 'bool', short: 'v' },
  },
});

export const networkLs = declare({
  path: ['network', 'ls'],
  aliases: ['list'],
  usage: '[OPTIONS]',
  summary: 'List networks',
  operands: { max: 0 },
  flags: {
    quiet: { type: 'bool', short: 'q' },
    'no-trunc': { type: 'bool' },
    format: { type: 'string' },
    filter: { type: 'filter', short: 'f', check: 'filter' },
  },
});

export const networkRm = declare({
  path: ['network', 'rm'],
  aliases: ['remove'],
  usage: 'NETWORK [NETWORK...]',
  summary: 'Remove one or more networks',
  operands: { min: 1, completes: 'network' },
  flags: { force: { type: 'bool', short: 'f' } },
});

export const networkPrune = declare({
  path: ['network', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove all unused networks',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f' },
    filter: { type: 'filter', check: 'filter' },
  },
});
