// docker volume …: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';
import { formatHelp, inspectFormatHelp } from './help-texts';

export const volume = declare({
  path: ['volume'],
  usage: 'COMMAND',
  summary: 'Manage volumes',
  operands: { max: 0 },
  isGroup: true,
});

export const volumeCreate = declare({
  path: ['volume', 'create'],
  usage: '[OPTIONS] [VOLUME]',
  summary: 'Create a volume',
  operands: { max: 1 },
  flags: {
    driver: { type: 'string', short: 'd', help: 'Specify volume driver name', default: 'local' },
    name: { type: 'string', help: 'Specify volume name', hidden: true },
    opt: { type: 'map', short: 'o', help: 'Set driver specific options' },
    label: { type: 'list', help: 'Set metadata for a volume', check: 'label' },
    group: { type: 'string', help: 'Cluster Volume group (cluster volumes)', needs: { swarm: true } },
    scope: {
      type: 'string',
      help: 'Cluster Volume access scope ("single", "multi")',
      default: 'single',
      needs: { swarm: true },
    },
    sharing: {
      type: 'string',
      help: 'Cluster Volume access sharing ("none", "readonly", "onewriter", "all")',
      default: 'none',
      needs: { swarm: true },
    },
    availability: {
      type: 'string',
      help: 'Cluster Volume availability ("active", "pause", "drain")',
      default: 'active',
      needs: { swarm: true },
    },
    type: {
      type: 'string',
      help: 'Cluster Volume access type ("mount", "block")',
      default: 'block',
      needs: { swarm: true },
    },
    secret: { type: 'map', help: 'Cluster Volume secrets', needs: { swarm: true } },
    'limit-bytes': {
      type: 'bytes',
      help: 'Minimum size of the Cluster Volume in bytes',
      needs: { swarm: true },
    },
    'required-bytes': {
      type: 'bytes',
      help: 'Maximum size of the Cluster Volume in bytes',
      needs: { swarm: true },
    },
    'topology-required': {
      type: 'list',
      help: 'A topology that the Cluster Volume must be accessible from',
      needs: { swarm: true },
    },
    'topology-preferred': {
      type: 'list',
      help: 'A topology that the Cluster Volume would be preferred in',
      needs: { swarm: true },
    },
  },
});

export const volumeInspect = declare({
  path: ['volume', 'inspect'],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  summary: 'Display detailed information on one or more volumes',
  operands: { min: 1, completes: 'volume' },
  flags: { format: { type: 'string', short: 'f', help: inspectFormatHelp } },
});

export const volumeLs = declare({
  path: ['volume', 'ls'],
  aliases: ['list'],
  usage: '[OPTIONS]',
  summary: 'List volumes',
  operands: { max: 0 },
  flags: {
    quiet: { type: 'bool', short: 'q', help: 'Only display volume names' },
    format: { type: 'string', help: formatHelp },
    filter: {
      type: 'filter',
      short: 'f',
      help: 'Provide filter values (e.g. "dangling=true")',
      check: 'filter',
    },
    cluster: {
      type: 'bool',
      help: 'Display only cluster volumes, and use cluster volume list formatting',
      needs: { swarm: true },
    },
  },
});

export const volumeRm = declare({
  path: ['volume', 'rm'],
  aliases: ['remove'],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  summary: 'Remove one or more volumes',
  long: 'Remove one or more volumes. You cannot remove a volume that is in use by a container.',
  operands: { min: 1, completes: 'volume' },
  flags: { force: { type: 'bool', short: 'f', help: 'Force the removal of one or more volumes' } },
});

export const volumePrune = declare({
  path: ['volume', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove unused local volumes',
  operands: { max: 0 },
  flags: {
    all: { type: 'bool', short: 'a', help: 'Remove all unused volumes, not just anonymous ones' },
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    filter: { type: 'filter', help: 'Provide filter values (e.g. "label=<label>")', check: 'filter' },
  },
});

export const volumeUpdate = declare({
  path: ['volume', 'update'],
  usage: '[OPTIONS] [VOLUME]',
  summary: 'Update a volume (cluster volumes only)',
  hidden: true,
  operands: { min: 1, max: 1, completes: 'volume' },
  flags: {
    availability: {
      type: 'string',
      help: 'Cluster Volume availability ("active", "pause", "drain")',
      default: 'active',
      needs: { swarm: true },
    },
  },
});
