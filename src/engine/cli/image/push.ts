// docker image push
import { DaemonError, pushImage } from '../../daemon';
import { formatReference } from '../../oci';
import { CommandError, type Edges, implement, print, simplified } from '../context';
import { credentialsFor } from '../credentials';
import { imagePush } from '../declarations/image';
import { transferDisplay } from '../progress/transfer-display';
import { platformOption, transferredReference } from '../transfer-options';

const edges: Edges<typeof imagePush> = {
  flags: { platform: simplified('The whole image is pushed, with its index, where it has the platform.') },
};

export const push = implement(imagePush, edges, function* (context) {
  const { flags, daemon } = context;
  const [text = ''] = context.operands;
  const wanted = { allTags: flags['all-tags'], quiet: flags.quiet };
  const reference = yield* transferredReference(context, text, wanted);
  const display = transferDisplay(context, 1);
  try {
    yield* pushImage(daemon, reference, {
      ...credentialsFor(context, reference.domain),
      ...platformOption(flags.platform),
      *tell(message) {
        if (!flags.quiet) yield* display.show(message);
      },
    });
  } catch (error) {
    // What goes wrong once the push has begun comes over its stream, without the daemon's prefix.
    if (error instanceof DaemonError) throw new CommandError(error.message);
    throw error;
  }
  if (flags.quiet) yield* print(context, formatReference(reference));
  return 0;
});
