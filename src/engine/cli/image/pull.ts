// docker image pull
import { pullImage, tagsInRegistry, type TransferMessage } from '../../daemon';
import { formatReference, type Reference, withTag } from '../../oci';
import type { Task } from '../../kernel';
import { CommandError, type Edges, implement, print, simplified } from '../context';
import { credentialsFor } from '../credentials';
import { imagePull } from '../declarations/image';
import { transferDisplay } from '../progress/transfer-display';
import { isPublished, platformOption, transferredReference } from '../transfer-options';

const ownPlatform = 'linux/amd64';

const edges: Edges<typeof imagePull> = {
  flags: { platform: simplified('Published images are here for linux/amd64 only.') },
};

export const pull = implement(imagePull, edges, function* (context) {
  const { flags, daemon } = context;
  const [text = ''] = context.operands;
  const wanted = { allTags: flags['all-tags'], quiet: flags.quiet };
  const reference = yield* transferredReference(context, text, wanted);
  const { platform = ownPlatform } = platformOption(flags.platform);
  if (platform !== ownPlatform && isPublished(daemon, reference)) {
    throw new CommandError(
      `docker pull: ${platform} is not modelled here: of published images this simulated machine has ${ownPlatform} only`,
    );
  }
  const display = transferDisplay(context, 1);
  const { credentials } = credentialsFor(context, reference.domain);
  const options = {
    ...(credentials === undefined ? {} : { credentials }),
    ...(flags.platform === '' ? {} : { platform }),
    *tell(message: TransferMessage): Task<void> {
      if (!flags.quiet) yield* display.show(message);
    },
  };
  const references: readonly Reference[] = wanted.allTags
    ? (yield* tagsInRegistry(daemon, reference, credentials)).map((tag) => withTag(reference, tag))
    : [reference];
  for (const each of references) yield* pullImage(daemon, formatReference(each), options);
  yield* print(context, formatReference(reference));
  return 0;
});
