// docker image rm, docker rmi
import { DaemonError, removeImage } from '../../daemon';
import { CommandError, type Edges, implement, print, warn, withoutEffect } from '../context';
import { imageRm } from '../declarations/image';
import { removalLines } from '../formats';
import { platformsOf } from '../platform-flag';

const edges: Edges<typeof imageRm> = {
  flags: {
    'no-prune': withoutEffect('Images of the containerd store have no parent images that could be pruned.'),
  },
};

export const rm = implement(imageRm, edges, function* (context) {
  const { flags, daemon } = context;
  const platforms = platformsOf(flags.platform);
  const errors: string[] = [];
  let isFatal = false;
  for (const name of context.operands) {
    try {
      const removals = removeImage(daemon, name, { force: flags.force, platforms });
      for (const line of removalLines(removals)) yield* print(context, line);
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      if (error.kind !== 'notFound') isFatal = true;
      errors.push(error.asDaemonResponse());
    }
  }
  if (errors.length === 0) return 0;
  if (!flags.force || isFatal) throw new CommandError(errors.join('\n'));
  yield* warn(context, errors.join('\n'));
  return 0;
});
