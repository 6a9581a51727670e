// docker container commit
import { commitContainer } from '../../daemon';
import { parseFamiliar } from '../../oci';
import { CommandError, implement, print } from '../context';
import { containerCommit } from '../declarations/container';
import { readingReference } from '../reference-errors';

export const commit = implement(containerCommit, function* (context) {
  const { flags, daemon } = context;
  const [reference = '', name = ''] = context.operands;
  if (name !== '' && readingReference(() => parseFamiliar(name)).digest !== undefined) {
    throw new CommandError('refusing to create a tag with a digest reference');
  }
  const id = yield* commitContainer(daemon, reference, {
    name,
    message: flags.message,
    author: flags.author,
    changes: flags.change,
    pauses: flags.pause && !flags['no-pause'],
  });
  yield* print(context, id);
  return 0;
});
