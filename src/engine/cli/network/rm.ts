// docker network rm
import { DaemonError, removeNetwork } from '../../daemon';
import { CommandError, implement, print, warn } from '../context';
import { networkRm } from '../declarations/network';

export const rm = implement(networkRm, function* (context) {
  let hasFailed = false;
  for (const reference of context.operands) {
    try {
      removeNetwork(context.daemon, reference);
      yield* print(context, reference);
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      if (context.flags.force && error.kind === 'notFound') continue;
      yield* warn(context, error.asDaemonResponse());
      hasFailed = true;
    }
  }
  // Each failure was told as it came; docker ends with an error that has no text but its status.
  if (hasFailed) throw new CommandError('exit status 1');
  return 0;
});
