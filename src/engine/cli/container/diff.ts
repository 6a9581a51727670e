// docker container diff
import { listChanges } from '../../daemon';
import { CommandError, implement, print } from '../context';
import { containerDiff } from '../declarations/container';

export const diff = implement(containerDiff, function* (context) {
  const [reference = ''] = context.operands;
  if (reference === '') throw new CommandError('Container name cannot be empty');
  for (const { kind, path } of listChanges(context.daemon, reference))
    yield* print(context, `${kind} ${path}`);
  return 0;
});
