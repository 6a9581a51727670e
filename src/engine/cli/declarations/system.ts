// docker system …, version, inspect: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';
import { formatHelp, inspectFormatHelp } from './help-texts';

export const version = declare({
  path: ['version'],
  usage: '[OPTIONS]',
  summary: 'Show the Docker version information',
  operands: { max: 0 },
  commonOrder: 10,
  flags: { format: { type: 'string', short: 'f', help: inspectFormatHelp } },
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
    since: { type: 'string', help: 'Show all events created since timestamp' },
    until: { type: 'string', help: 'Stream events until this timestamp' },
    filter: {
      type: 'filter',
      short: 'f',
      help: 'Filter output based on conditions provided',
      check: 'filter',
    },
    format: { type: 'string', help: inspectFormatHelp },
  },
});

export const systemInfo = declare({
  path: ['system', 'info'],
  shortcuts: [['info']],
  usage: '[OPTIONS]',
  summary: 'Display system-wide information',
  operands: { max: 0 },
  commonOrder: 12,
  flags: { format: { type: 'string', short: 'f', help: inspectFormatHelp } },
});

export const systemDf = declare({
  path: ['system', 'df'],
  usage: '[OPTIONS]',
  summary: 'Show docker disk usage',
  operands: { max: 0 },
  flags: {
    verbose: { type: 'bool', short: 'v', help: 'Show detailed information on space usage' },
    format: { type: 'string', help: formatHelp },
  },
});

export const systemPrune = declare({
  path: ['system', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove unused data',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    all: { type: 'bool', short: 'a', help: 'Remove all unused images not just dangling ones' },
    volumes: { type: 'bool', help: 'Prune anonymous volumes' },
    filter: {
      type: 'filter',
      help: 'Provide filter values (e.g. "label=<key>=<value>")',
      check: 'filter',
    },
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
    format: { type: 'string', short: 'f', help: inspectFormatHelp },
    type: { type: 'string', help: 'Only inspect objects of the given type' },
    size: { type: 'bool', short: 's', help: 'Display total file sizes if the type is container' },
  },
});
