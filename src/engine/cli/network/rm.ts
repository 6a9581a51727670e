// docker network rm
import { DaemonError, removeNetwork } from '../../daemon';
import type { Task } from '../../kernel';
import { CommandError, type CommandContext, implement, print, warn } from '../context';
import { networkRm } from '../declarations/network';

export const rm = implement(networkRm, function* (context) {
  yield* removeEach(context, (reference) => {
    removeNetwork(context.daemon, reference);
  });
  return 0;
});

/** Removes one after the other and tells each failure as it comes; with `--force` what is not there is none. */
export function* removeEach(
  context: Pick<CommandContext<typeof networkRm>, 'operands' | 'flags' | 'stdout' | 'stderr'>,
  remove: (reference: string) => void,
): Task<void> {
  let hasFailed = false;
  for (const reference of context.operands) {
    try {
      remove(reference);
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
}
