// docker container export
import { exportContainer } from '../../daemon';
import { CommandError, implement } from '../context';
import { containerExport } from '../declarations/container';
import { checkOutputPath } from '../output-file';

export const exportFiles = implement(containerExport, function* (context) {
  const { flags, daemon, process } = context;
  const [reference = ''] = context.operands;
  if (flags.output === '' && process.isatty(1)) {
    throw new CommandError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  }
  if (flags.output !== '') checkOutputPath(context, flags.output, 'failed to export container');
  const archive = exportContainer(daemon, reference);
  if (flags.output === '') yield* context.stdout.write(archive);
  else process.files.writeFile(flags.output, archive, { mode: 0o600 });
  return 0;
});
