import { formatHelp, inspectFormatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  version: {
    format: inspectFormatHelp,
  },
  'system events': {
    since: 'Show all events created since timestamp',
    until: 'Stream events until this timestamp',
    filter: 'Filter output based on conditions provided',
    format: inspectFormatHelp,
  },
  'system info': {
    format: inspectFormatHelp,
  },
  'system df': {
    verbose: 'Show detailed information on space usage',
    format: formatHelp,
  },
  'system prune': {
    force: 'Do not prompt for confirmation',
    all: 'Remove all unused images not just dangling ones',
    volumes: 'Prune anonymous volumes',
    filter: 'Provide filter values (e.g. "label=<key>=<value>")',
  },
  inspect: {
    format: inspectFormatHelp,
    type: 'Only inspect objects of the given type',
    size: 'Display total file sizes if the type is container',
  },
};
