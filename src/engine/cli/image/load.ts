// docker image load
import { DaemonError, loadImages } from '../../daemon';
import type { Task } from '../../kernel';
import type { CommandContext } from '../context';
import { CommandError, implement, print } from '../context';
import { imageLoad } from '../declarations/image';
import { readInputFile } from '../input-file';
import { platformsOf } from '../platform-flag';

type Context = CommandContext<typeof imageLoad>;

export const load = implement(imageLoad, function* (context) {
  const { flags, daemon } = context;
  const archive = yield* readArchive(context);
  const platforms = platformsOf(flags.platform);
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

function* readArchive(context: Context): Task<Uint8Array> {
  const { flags, process, stdin } = context;
  if (flags.input !== '') return readInputFile(context, flags.input);
  if (process.isOpen(0) && process.isatty(0)) {
    throw new CommandError('requested load from stdin, but stdin is empty');
  }
  return yield* stdin.readAll();
}
