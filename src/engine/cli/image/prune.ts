// docker image prune
import { pruneImages } from '../../daemon';
import { implement } from '../context';
import { imagePrune } from '../declarations/image';
import { parseFilters } from '../filters';
import { formatImagePrune, imagePruneWarning } from '../formats';
import { confirmed } from '../prompt';

export const prune = implement(imagePrune, function* (context) {
  const { flags, daemon } = context;
  const filters = new Map(parseFilters(flags.filter));
  filters.set('dangling', [...(filters.get('dangling') ?? []), String(!flags.all)]);
  if (!flags.force && !(yield* confirmed(context, imagePruneWarning(flags.all)))) return 0;
  yield* context.stdout.write(formatImagePrune(pruneImages(daemon, filters)));
  return 0;
});
