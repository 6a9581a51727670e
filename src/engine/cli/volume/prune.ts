// docker volume prune
import { pruneVolumes } from '../../daemon';
import { CommandError, implement } from '../context';
import { volumePrune } from '../declarations/volume';
import { parseFilters } from '../filters';
import { formatVolumePrune, volumePruneWarning } from '../formats';
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
  if (!flags.force && !(yield* confirmed(context, volumePruneWarning(flags.all)))) return 0;
  yield* context.stdout.write(formatVolumePrune(pruneVolumes(daemon, filters)));
  return 0;
});
