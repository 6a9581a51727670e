// docker image save
import { saveImages } from '../../daemon';
import { CommandError, implement } from '../context';
import { imageSave } from '../declarations/image';
import { checkOutputPath } from '../output-file';
import { platformsOf } from '../platform-flag';

export const save = implement(imageSave, function* (context) {
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
