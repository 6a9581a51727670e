// docker image push
import { DaemonError, pushImage, readNamedReference } from '../../daemon';
import { familiarString, isNameOnly, parseFamiliar } from '../../oci';
import { CommandError, implement, print } from '../context';
import { credentialsFor } from '../credentials';
import { imagePush } from '../declarations/image';
import { transferDisplay } from '../progress/transfer-display';
import { readingReference } from '../reference-errors';

export const push = implement(imagePush, function* (context) {
  const { flags, daemon } = context;
  const [text = ''] = context.operands;
  const given = readingReference(() => parseFamiliar(text));
  if (isNameOnly(given) && !flags.quiet) yield* print(context, 'Using default tag: latest');
  const reference = readNamedReference(text);
  const display = transferDisplay(context, 1);
  try {
    yield* pushImage(daemon, text, {
      ...credentialsFor(context, reference.domain),
      *tell(message) {
        if (!flags.quiet) yield* display.show(message);
      },
    });
  } catch (error) {
    // What goes wrong once the push has begun comes over its stream, without the daemon's prefix.
    if (error instanceof DaemonError) throw new CommandError(error.message);
    throw error;
  }
  if (flags.quiet) yield* print(context, familiarString(reference));
  return 0;
});
