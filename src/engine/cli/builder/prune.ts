// docker buildx prune, docker builder prune
import { noDebugging, noTimeout } from '../build-options/edges';
import { pruneBuildCache } from '../../daemon';
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { readCacheFilters } from '../build-options/cache-filters';
import { type Edges, implement } from '../context';
import { buildxPrune } from '../declarations/buildx';
import { formatPrunedRecords } from '../formats';
import { confirmed } from '../prompt';

const edges: Edges<typeof buildxPrune> = { flags: { ...noDebugging, ...noTimeout } };

export const prune = implement(buildxPrune, edges, function* (context) {
  const { flags, daemon, stdout } = context;
  const { filters, keepDurationMs } = readCacheFilters(flags.filter);
  const what = flags.all ? 'all' : 'all dangling';
  const question = `WARNING! This will remove ${what} build cache. Are you sure you want to continue?`;
  if (!flags.force && !(yield* confirmed(context, question))) return 0;
  checkBuilderName(context, flags.builder);
  if (flags['min-free-space'] > 0) {
    throw refusal('--min-free-space is not modelled here: the disk of this machine is never full');
  }
  const removed = pruneBuildCache(daemon, {
    all: flags.all,
    filters,
    keepDurationMs,
    // Both set the same value in the real one; whichever is given counts.
    reservedBytes: flags['reserved-space'] || flags['keep-storage'],
    maxUsedBytes: flags['max-used-space'],
  });
  yield* stdout.write(formatPrunedRecords(removed, flags.verbose, daemon.nowMs));
  return 0;
});
