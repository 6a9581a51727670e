// docker network inspect
import { type Edges, implement, withoutEffect } from '../context';
import { networkInspect } from '../declarations/network';
import { inspectGetters } from '../inspect-getters';
import { inspectAll } from '../inspect-objects';

const edges: Edges<typeof networkInspect> = {
  flags: { verbose: withoutEffect('It tells of networks of a swarm.') },
};

export const inspect = implement(networkInspect, edges, function* (context) {
  return yield* inspectAll(context, context.flags.format, (name) =>
    inspectGetters.network(context.daemon, name),
  );
});
