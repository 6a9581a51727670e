import { formatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'container ls': {
    quiet: 'Only display container IDs',
    size: 'Display total file sizes',
    all: 'Show all containers (default shows just running)',
    'no-trunc': "Don't truncate output",
    latest: 'Show the latest created container (includes all states)',
    last: 'Show n last created containers (includes all states)',
    format: formatHelp,
    filter: 'Filter output based on conditions provided',
  },
};
