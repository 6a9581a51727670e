import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'swarm leave': {
    force: 'Force this node to leave the swarm, ignoring warnings',
  },
};
