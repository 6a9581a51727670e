import type { Task } from '../../kernel';
import { pullImage } from '../../daemon';
import type { CommandContext } from '../context';
import { warn } from '../context';

/** Pulls an image before a container is made of it; everything that is told goes to standard error. */
export function* pullForRun(
  context: Pick<CommandContext, 'daemon' | 'process' | 'stderr'>,
  image: string,
  isQuiet: boolean,
): Task<void> {
  yield* pullImage(context.daemon, image, function* (line) {
    if (!isQuiet) yield* warn(context, line);
  });
}
