// docker ps: usage and flags as Docker 29.7 declares them.
import { declare } from '../declaration';

export const containerLs = declare({
  path: ['container', 'ls'],
  shortcuts: [['ps']],
  aliases: ['list', 'ps'],
  usage: '[OPTIONS]',
  summary: 'List containers',
  operands: { max: 0 },
  commonOrder: 3,
  flags: {
    quiet: { type: 'bool', short: 'q' },
    size: { type: 'bool', short: 's' },
    all: { type: 'bool', short: 'a' },
    'no-trunc': { type: 'bool' },
    latest: { type: 'bool', short: 'l' },
    last: { type: 'int', short: 'n', default: '-1' },
    format: { type: 'string' },
    filter: { type: 'filter', short: 'f', check: 'filter' },
  },
});
