// docker image import
import { DaemonError, downloadForImport, importTar } from '../../daemon';
import { parseFamiliar } from '../../oci';
import { CommandError, implement, print } from '../context';
import { imageImport } from '../declarations/image';
import { readInputFile } from '../input-file';
import { readingReference } from '../reference-errors';

export const importFiles = implement(imageImport, function* (context) {
  const { flags, daemon } = context;
  const [source = '', name = ''] = context.operands;
  const isUrl = /^https?:\/\//.test(source);
  if (name !== '') readingReference(() => parseFamiliar(name));
  const archive = isUrl
    ? yield* downloadForImport(daemon, source)
    : source === '-'
      ? yield* context.stdin.readAll()
      : readInputFile(context, source);
  if (isUrl) yield* print(context, `Downloading from ${source}`);
  try {
    const id = importTar(daemon, archive, {
      name,
      message: flags.message === '' ? `Imported from ${isUrl ? source : '-'}` : flags.message,
      changes: flags.change,
      platform: flags.platform,
    });
    yield* print(context, id);
  } catch (error) {
    // Once something was told, what goes wrong comes over the same stream, without a prefix.
    if (isUrl && error instanceof DaemonError) throw new CommandError(error.message);
    throw error;
  }
  return 0;
});
