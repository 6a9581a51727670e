// docker network inspect
import { findNetwork, inspectNetwork } from '../../daemon';
import { implement } from '../context';
import { networkInspect } from '../declarations/network';
import { inspectAll } from '../inspect-objects';

export const inspect = implement(networkInspect, function* (context) {
  return yield* inspectAll(context, context.flags.format, (name) =>
    inspectNetwork(findNetwork(context.daemon, name)),
  );
});
