// docker network inspect
import { findNetwork, inspectNetwork } from '../../daemon';
import { type Edges, implement, withoutEffect } from '../context';
import { networkInspect } from '../declarations/network';
import { inspectAll } from '../inspect-objects';
import { networkType } from '../inspect-types';

const edges: Edges<typeof networkInspect> = {
  flags: { verbose: withoutEffect('It tells of networks of a swarm.') },
};

export const inspect = implement(networkInspect, edges, function* (context) {
  return yield* inspectAll(context, context.flags.format, (name) => ({
    json: inspectNetwork(findNetwork(context.daemon, name)),
    type: networkType,
  }));
});
