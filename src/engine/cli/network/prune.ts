// docker network prune
import { pruneNetworks } from '../../daemon';
import { implement, print } from '../context';
import { networkPrune } from '../declarations/network';
import { parseFilters } from '../filters';
import { confirmed } from '../prompt';

export const prune = implement(networkPrune, function* (context) {
  const { flags, daemon } = context;
  const warning =
    'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue?';
  if (!flags.force && !(yield* confirmed(context, warning))) return 0;
  const deleted = pruneNetworks(daemon, parseFilters(flags.filter));
  if (deleted.length > 0) {
    yield* print(context, 'Deleted Networks:');
    for (const name of deleted) yield* print(context, name);
    yield* print(context, '');
  }
  return 0;
});
