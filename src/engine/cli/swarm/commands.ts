// docker swarm, node, service, stack, secret, config: this daemon is in no swarm, and says so.
import { DaemonError } from '../../daemon';
import { noManager } from '../absent-objects';
import { CommandError, type Edges, implement, withoutEffect } from '../context';
import {
  managerDeclarations,
  stackDeploy,
  swarmLeave as leaveDeclaration,
  swarmUnlock as unlockDeclaration,
} from '../declarations/swarm';

export const managed = managerDeclarations.map((declaration) =>
  implement(declaration, function* () {
    yield {};
    throw noManager();
  }),
);

export const deploy = implement(stackDeploy, function* () {
  yield {};
  // The client asks before it sends anything.
  throw new CommandError(
    'this node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again',
  );
});

const edges: Edges<typeof leaveDeclaration> = {
  flags: { force: withoutEffect('This machine is in no swarm that it could leave.') },
};

export const leave = implement(leaveDeclaration, edges, function* () {
  yield {};
  throw new DaemonError('unavailable', 'This node is not part of a swarm');
});

export const unlock = implement(unlockDeclaration, function* () {
  yield {};
  throw new CommandError('Error: This node is not part of a swarm');
});
