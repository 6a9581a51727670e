// docker system …, version, inspect: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

export const version = declare({
  path: ['version'],
  usage: '[OPTIONS]',
  summary: 'Show the Docker version information',
  operands: { max: 0 },
  commonOrder: 10,
  flags: { format: { type: 'string', short: 'f' } },
});

export const system = declare({
  path: ['system'],
  summary: 'Manage Docker',
  operands: { max: 0 },
  isGroup: true,
});

export const systemEvents = declare({
  path: ['system', 'events'],
  shortcuts: [['events']],
  usage: '[OPTIONS]',
  summary: 'Get real time events from the server',
  operands: { max: 0 },
  flags: {
    since: { type: 'string' },
    until: { type: 'string' },
    filter: { type: 'filter', short: 'f', check: 'filter' },
    format: { type: 'string' },
  },
});

export const systemInfo = declare({
  path: ['system', 'info'],
  shortcuts: [['info']],
  usage: '[OPTIONS]',
  summary: 'Display system-wide information',
  operands: { max: 0 },
  commonOrder: 12,
  flags: { format: { type: 'string', short: 'f' } },
});

export const systemDf = declare({
  path: ['system', 'df'],
  usage: '[OPTIONS]',
  summary: 'Show docker disk usage',
  operands: { max: 0 },
  flags: {
    verbose: { type: 'bool', short: 'v' },
    format: { type: 'string' },
  },
});

export const systemPrune = declare({
  path: ['system', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove unused data',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f' },
    all: { type: 'bool', short: 'a' },
    volumes: { type: 'bool' },
    filter: { type: 'filter', check: 'filter' },
  },
});

export const systemDialStdio = declare({
  path: ['system', 'dial-stdio'],
  summary: 'Proxy the stdio stream to the daemon connection. Should not be invoked manually.',
  operands: { max: 0 },
  hidden: true,
});

export const inspect = declare({
  path: ['inspect'],
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  summary: 'Return low-level information on Docker objects',
  operands: { min: 1, completes: 'object' },
  flags: {
    format: { type: 'string', short: 'f' },
    type: { type: 'string' },
    size: { type: 'bool', short: 's' },
  },
});
