// docker volume …: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

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
    driver: { type: 'string', short: 'd', default: 'local' },
    name: { type: 'string', hidden: true },
    opt: { type: 'map', short: 'o' },
    label: { type: 'list', check: 'label' },
    group: { type: 'string', needs: { swarm: true } },
    scope: { type: 'string', default: 'single', needs: { swarm: true } },
    sharing: { type: 'string', default: 'none', needs: { swarm: true } },
    availability: { type: 'string', default: 'active', needs: { swarm: true } },
    type: { type: 'string', default: 'block', needs: { swarm: true } },
    secret: { type: 'map', needs: { swarm: true } },
    'limit-bytes': { type: 'bytes', needs: { swarm: true } },
    'required-bytes': { type: 'bytes', needs: { swarm: true } },
    'topology-required': { type: 'list', needs: { swarm: true } },
    'topology-preferred': { type: 'list', needs: { swarm: true } },
  },
});

export const volumeInspect = declare({
  path: ['volume', 'inspect'],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  summary: 'Display detailed information on one or more volumes',
  operands: { min: 1, completes: 'volume' },
  flags: { format: { type: 'string', short: 'f' } },
});

export const volumeLs = declare({
  path: ['volume', 'ls'],
  aliases: ['list'],
  usage: '[OPTIONS]',
  summary: 'List volumes',
  operands: { max: 0 },
  flags: {
    quiet: { type: 'bool', short: 'q' },
    format: { type: 'string' },
    filter: { type: 'filter', short: 'f', check: 'filter' },
    cluster: { type: 'bool', needs: { swarm: true } },
  },
});

export const volumeRm = declare({
  path: ['volume', 'rm'],
  aliases: ['remove'],
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  summary: 'Remove one or more volumes',
  long: 'Remove one or more volumes. You cannot remove a volume that is in use by a container.',
  operands: { min: 1, completes: 'volume' },
  flags: { force: { type: 'bool', short: 'f' } },
});

export const volumePrune = declare({
  path: ['volume', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove unused local volumes',
  operands: { max: 0 },
  flags: {
    all: { type: 'bool', short: 'a' },
    force: { type: 'bool', short: 'f' },
    filter: { type: 'filter', check: 'filter' },
  },
});

export const volumeUpdate = declare({
  path: ['volume', 'update'],
  usage: '[OPTIONS] [VOLUME]',
  summary: 'Update a volume (cluster volumes only)',
  hidden: true,
  operands: { min: 1, max: 1, completes: 'volume' },
  flags: {
    availability: { type: 'string', default: 'active', needs: { swarm: true } },
  },
});
