// docker image pull
import { pullImage, readNamedReference } from '../../daemon';
import { familiarString, isNameOnly, parseFamiliar } from '../../oci';
import { implement, print } from '../context';
import { credentialsFor } from '../credentials';
import { imagePull } from '../declarations/image';
import { readingReference } from '../reference-errors';
import { transferDisplay } from '../progress/transfer-display';

export const pull = implement(imagePull, function* (context) {
  const { flags, daemon } = context;
  const [text = ''] = context.operands;
  const given = readingReference(() => parseFamiliar(text));
  if (isNameOnly(given) && !flags.quiet) yield* print(context, 'Using default tag: latest');
  const reference = readNamedReference(text);
  const display = transferDisplay(context, 1);
  yield* pullImage(daemon, text, {
    ...credentialsFor(context, reference.domain),
    *tell(message) {
      if (!flags.quiet) yield* display.show(message);
    },
  });
  yield* print(context, familiarWithDomain(reference));
  return 0;
});

/** The whole name, with the registry: what `docker pull` ends with. */
function familiarWithDomain(reference: ReturnType<typeof readNamedReference>): string {
  const { domain, path, tag, digest } = reference;
  return domain === 'docker.io'
    ? `${domain}/${path}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
    : familiarString(reference);
}
