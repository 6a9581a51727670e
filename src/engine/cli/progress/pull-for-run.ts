import { formatPlatform, type Platform } from '../../dockerfile';
import { pullImage, readNamedReference } from '../../daemon';
import type { Task } from '../../kernel';
import type { CommandContext } from '../context';
import { credentialsFor } from '../credentials';
import { transferDisplay } from './transfer-display';

/** Pulls an image before a container is made of it; everything that is told goes to standard error. */
export function* pullForRun(
  context: Pick<CommandContext, 'daemon' | 'globals' | 'process' | 'stdout' | 'stderr'>,
  image: string,
  isQuiet: boolean,
  platform?: Platform,
): Task<void> {
  const display = transferDisplay(context, 2);
  yield* pullImage(context.daemon, image, {
    ...(platform === undefined ? {} : { platform: formatPlatform(platform) }),
    ...credentialsFor(context, readNamedReference(image).domain),
    *tell(message) {
      if (!isQuiet) yield* display.show(message);
    },
  });
}
