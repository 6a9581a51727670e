// docker image save
import { saveImages } from '../../daemon';
import { CommandError, type Edges, implement } from '../context';
import { imageSave } from '../declarations/image';
import { checkOutputPath } from '../output-file';
import { platformsOf } from '../platform-flag';

const edges: Edges<typeof imageSave> = {
  simplified:
    'An image that was pulled keeps its published digests in the archive, though its published bytes are not here.',
};

export const save = implement(imageSave, edges, function* (context) {
  const { flags, daemon, process } = context;
  const platforms = platformsOf(flags.platform);
  if (flags.output === '' && process.isOpen(1) && process.isatty(1)) {
    throw new CommandError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  }
  if (flags.output !== '') checkOutputPath(context, flags.output, 'failed to save image');
  const archive = saveImages(daemon, context.operands, platforms);
  if (flags.output === '') yield* context.stdout.write(archive);
  else process.files.writeFile(flags.output, archive, { mode: 0o600 });
  return 0;
});
