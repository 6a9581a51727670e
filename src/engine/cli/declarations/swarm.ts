// docker swarm, node, service, stack, secret, config: their names only. Without a swarm the daemon refuses them,
// whatever flags come with them; so the flags are not declared.
import { declare } from '../declaration';

export const swarm = declare({
  path: ['swarm'],
  summary: 'Manage Swarm',
  operands: { max: 0 },
  isGroup: true,
  swarm: 'any',
});

export const swarmInit = declare({
  path: ['swarm', 'init'],
  usage: '[OPTIONS]',
  summary: 'Initialize a swarm',
  undeclaredFlags: true,
});

export const swarmJoin = declare({
  path: ['swarm', 'join'],
  usage: '[OPTIONS] HOST:PORT',
  summary: 'Join a swarm as a node and/or manager',
  undeclaredFlags: true,
});

export const swarmLeave = declare({
  path: ['swarm', 'leave'],
  usage: '[OPTIONS]',
  summary: 'Leave the swarm',
  operands: { max: 0 },
  hidden: true,
  flags: {
    force: { type: 'bool', short: 'f' },
  },
});

export const swarmUnlock = declare({
  path: ['swarm', 'unlock'],
  summary: 'Unlock swarm',
  operands: { max: 0 },
  hidden: true,
});

/** Of each command that only a manager of a swarm can do: its usage and what it is for. */
const managerCommands: Readonly<Record<string, readonly [usage: string, summary: string]>> = {
  'swarm ca': ['[OPTIONS]', 'Display and rotate the root CA'],
  'swarm join-token': ['[OPTIONS] (worker|manager)', 'Manage join tokens'],
  'swarm unlock-key': ['[OPTIONS]', 'Manage the unlock key'],
  'swarm update': ['[OPTIONS]', 'Update the swarm'],
  'node demote': ['NODE [NODE...]', 'Demote one or more nodes from manager in the swarm'],
  'node inspect': ['[OPTIONS] self|NODE [NODE...]', 'Display detailed information on one or more nodes'],
  'node ls': ['[OPTIONS]', 'List nodes in the swarm'],
  'node promote': ['NODE [NODE...]', 'Promote one or more nodes to manager in the swarm'],
  'node ps': ['[OPTIONS] [NODE...]', 'List tasks running on one or more nodes, defaults to current node'],
  'node rm': ['[OPTIONS] NODE [NODE...]', 'Remove one or more nodes from the swarm'],
  'node update': ['[OPTIONS] NODE', 'Update a node'],
  'service create': ['[OPTIONS] IMAGE [COMMAND] [ARG...]', 'Create a new service'],
  'service inspect': [
    '[OPTIONS] SERVICE [SERVICE...]',
    'Display detailed information on one or more services',
  ],
  'service logs': ['[OPTIONS] SERVICE|TASK', 'Fetch the logs of a service or task'],
  'service ls': ['[OPTIONS]', 'List services'],
  'service ps': ['[OPTIONS] SERVICE [SERVICE...]', 'List the tasks of one or more services'],
  'service rm': ['SERVICE [SERVICE...]', 'Remove one or more services'],
  'service rollback': ['[OPTIONS] SERVICE', "Revert changes to a service's configuration"],
  'service scale': ['SERVICE=REPLICAS [SERVICE=REPLICAS...]', 'Scale one or multiple replicated services'],
  'service update': ['[OPTIONS] SERVICE', 'Update a service'],
  'stack ls': ['[OPTIONS]', 'List stacks'],
  'stack ps': ['[OPTIONS] STACK', 'List the tasks in the stack'],
  'stack rm': ['[OPTIONS] STACK [STACK...]', 'Remove one or more stacks'],
  'stack services': ['[OPTIONS] STACK', 'List the services in the stack'],
  'secret create': ['[OPTIONS] SECRET [file|-]', 'Create a secret from a file or STDIN as content'],
  'secret inspect': ['[OPTIONS] SECRET [SECRET...]', 'Display detailed information on one or more secrets'],
  'secret ls': ['[OPTIONS]', 'List secrets'],
  'secret rm': ['SECRET [SECRET...]', 'Remove one or more secrets'],
  'config create': ['[OPTIONS] CONFIG file|-', 'Create a config from a file or STDIN'],
  'config inspect': ['[OPTIONS] CONFIG [CONFIG...]', 'Display detailed information on one or more configs'],
  'config ls': ['[OPTIONS]', 'List configs'],
  'config rm': ['CONFIG [CONFIG...]', 'Remove one or more configs'],
};

const groupSummaries: Readonly<Record<string, string>> = {
  node: 'Manage Swarm nodes',
  service: 'Manage Swarm services',
  stack: 'Manage Swarm stacks',
  secret: 'Manage Swarm secrets',
  config: 'Manage Swarm configs',
};

/** Shown by `docker --help` on a manager only. */
export const swarmGroups = Object.entries(groupSummaries).map(([name, summary]) =>
  declare({ path: [name], summary, operands: { max: 0 }, isGroup: true, hidden: true, swarm: 'manager' }),
);

export const managerDeclarations = Object.entries(managerCommands).map(([words, [usage, summary]]) => {
  const path = words.split(' ');
  const isHidden = path[0] === 'swarm';
  return declare({
    path,
    usage,
    summary,
    undeclaredFlags: true,
    ...(isHidden ? { hidden: true as const } : {}),
  });
});

export const stackDeploy = declare({
  path: ['stack', 'deploy'],
  aliases: ['up'],
  usage: '[OPTIONS] STACK',
  summary: 'Deploy a new stack or update an existing stack',
  undeclaredFlags: true,
});

export const stackConfig = declare({
  path: ['stack', 'config'],
  usage: '[OPTIONS]',
  summary: 'Outputs the final config file, after doing merges and interpolations',
  undeclaredFlags: true,
});
