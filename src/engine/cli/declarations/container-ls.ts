// docker ps: usage, flags and help as Docker 29.7 declares them.
import { declare } from '../declaration';
import { formatHelp } from './help-texts';

export const containerLs = declare({
  path: ['container', 'ls'],
  shortcuts: [['ps']],
  aliases: ['list', 'ps'],
  usage: '[OPTIONS]',
  summary: 'List containers',
  operands: { max: 0 },
  commonOrder: 3,
  flags: {
    quiet: { type: 'bool', short: 'q', help: 'Only display container IDs' },
    size: { type: 'bool', short: 's', help: 'Display total file sizes' },
    all: { type: 'bool', short: 'a', help: 'Show all containers (default shows just running)' },
    'no-trunc': { type: 'bool', help: "Don't truncate output" },
    latest: { type: 'bool', short: 'l', help: 'Show the latest created container (includes all states)' },
    last: {
      type: 'int',
      short: 'n',
      help: 'Show n last created containers (includes all states)',
      default: '-1',
    },
    format: { type: 'string', help: formatHelp },
    filter: {
      type: 'filter',
      short: 'f',
      help: 'Filter output based on conditions provided',
      check: 'filter',
    },
  },
});
