// docker volume prune
import { pruneVolumes } from '../../daemon';
import { humanSize } from '../../units';
import { CommandError, implement, print } from '../context';
import { volumePrune } from '../declarations/volume';
import { parseFilters } from '../filters';
import { confirmed } from '../prompt';

export const prune = implement(volumePrune, function* (context) {
  const { flags, daemon } = context;
  const filters = new Map(parseFilters(flags.filter));
  if (flags.all) {
    if (filters.has('all')) {
      const given = filters.get('all')?.[0] ?? '';
      throw new CommandError(`conflicting options: cannot specify both --all and --filter all=${given}`);
    }
    filters.set('all', ['true']);
  }
  const kind = flags.all ? 'all' : 'anonymous';
  const warning = `WARNING! This will remove ${kind} local volumes not used by at least one container.\nAre you sure you want to continue?`;
  if (!flags.force && !(yield* confirmed(context, warning))) return 0;
  const { deleted, reclaimedBytes } = pruneVolumes(daemon, filters);
  if (deleted.length > 0) {
    yield* print(context, 'Deleted Volumes:');
    for (const name of deleted) yield* print(context, name);
    yield* print(context, '');
  }
  yield* print(context, `Total reclaimed space: ${humanSize(reclaimedBytes)}`);
  return 0;
});
