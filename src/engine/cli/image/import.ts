// docker image import
import { importTar } from '../../daemon';
import { parseFamiliar } from '../../oci';
import { CommandError, implement, print } from '../context';
import { imageImport } from '../declarations/image';
import { readInputFile } from '../input-file';
import { readingReference } from '../reference-errors';

export const importFiles = implement(imageImport, function* (context) {
  const { flags, daemon } = context;
  const [source = '', name = ''] = context.operands;
  if (/^https?:\/\//.test(source)) {
    throw new CommandError(
      `importing from a URL is not modelled here; fetch ${source} with curl and import the file`,
    );
  }
  if (name !== '') readingReference(() => parseFamiliar(name));
  const archive = source === '-' ? yield* context.stdin.readAll() : readInputFile(context, source);
  const id = importTar(daemon, archive, {
    name,
    message: flags.message === '' ? 'Imported from -' : flags.message,
    changes: flags.change,
    platform: flags.platform,
  });
  yield* print(context, id);
  return 0;
});
