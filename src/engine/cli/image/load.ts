// docker image load
import { DaemonError, loadImages } from '../../daemon';
import { CommandError, type Edges, implement, print, simplified } from '../context';
import { imageLoad } from '../declarations/image';
import { readInputFile } from '../input-file';
import { platformsOf } from '../platform-flag';

const edges: Edges<typeof imageLoad> = {
  flags: { quiet: simplified('Loading shows no progress here, with or without it.') },
};

export const load = implement(imageLoad, edges, function* (context) {
  const { flags, daemon, process, stdin } = context;
  const file = flags.input === '' ? undefined : readInputFile(context, flags.input);
  if (file === undefined && process.isOpen(0) && process.isatty(0)) {
    throw new CommandError('requested load from stdin, but stdin is empty');
  }
  const platforms = platformsOf(flags.platform);
  const archive = file ?? (yield* stdin.readAll());
  try {
    for (const loaded of loadImages(daemon, archive, platforms)) {
      yield* print(
        context,
        'name' in loaded ? `Loaded image: ${loaded.name}` : `Loaded image ID: ${loaded.id}`,
      );
    }
  } catch (error) {
    // The load has begun when its archive is read: what is wrong comes over its stream, without a prefix.
    if (error instanceof DaemonError) throw new CommandError(error.message);
    throw error;
  }
  return 0;
});
