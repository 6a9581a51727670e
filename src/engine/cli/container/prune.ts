// docker container prune
import { pruneContainers } from '../../daemon';
import { implement, print } from '../context';
import { containerPrune } from '../declarations/container';
import { parseFilters } from '../filters';
import { confirmed } from '../prompt';
import { humanSize } from '../../units';

export const prune = implement(containerPrune, function* (context) {
  const { flags, daemon } = context;
  const warning = 'WARNING! This will remove all stopped containers.\nAre you sure you want to continue?';
  if (!flags.force && !(yield* confirmed(context, warning))) return 0;
  const { deleted, reclaimedBytes } = yield* pruneContainers(daemon, parseFilters(flags.filter));
  if (deleted.length > 0) {
    yield* print(context, 'Deleted Containers:');
    for (const id of deleted) yield* print(context, id);
    yield* print(context, '');
  }
  yield* print(context, `Total reclaimed space: ${humanSize(reclaimedBytes)}`);
  return 0;
});
