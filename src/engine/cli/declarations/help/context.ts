import { formatHelp, inspectFormatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'context create': {
    description: 'Description of the context',
    docker: 'set the docker endpoint',
    from: 'create context from a named context',
  },
  'context ls': {
    format: formatHelp,
    quiet: 'Only show context names',
  },
  'context rm': {
    force: 'Force the removal of a context in use',
  },
  'context update': {
    description: 'Description of the context',
    docker: 'set the docker endpoint',
  },
  'context inspect': {
    format: inspectFormatHelp,
  },
};
