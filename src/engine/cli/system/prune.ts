// docker system prune. Source: docker/cli cli/command/system/prune.go and its pruners.
import { pruneNothingSpecial } from '../../builder';
import {
  type Filters,
  parseMoment,
  pruneBuildCacheByApi,
  pruneContainers,
  pruneImages,
  pruneNetworks,
  pruneVolumes,
  type Removal,
} from '../../daemon';
import type { Task } from '../../kernel';
import { humanSize, parseDuration } from '../../units';
import type { CommandContext } from '../context';
import { CommandError, type Edges, implement, print, simplified } from '../context';
import { systemPrune } from '../declarations/system';
import { parseFilters } from '../filters';
import { compareNatural } from '../formats';
import { confirmed } from '../prompt';

type Context = CommandContext<typeof systemPrune>;

const edges: Edges<typeof systemPrune> = {
  flags: { filter: simplified('With a label filter the build cache is left alone.') },
};

export const prune = implement(systemPrune, edges, function* (context) {
  const { flags, daemon } = context;
  const filters = parseFilters(flags.filter);
  if (flags.volumes && filters.has('until')) {
    throw new CommandError('ERROR: The "until" filter is not supported with "--volumes"');
  }
  if (!flags.force && !(yield* confirmed(context, question(context, filters)))) return 0;
  const containers = yield* pruneContainers(daemon, filters);
  yield* told(context, 'Deleted Containers:', containers.deleted);
  yield* told(context, 'Deleted Networks:', pruneNetworks(daemon, filters));
  let reclaimedBytes = containers.reclaimedBytes;
  if (flags.volumes) {
    const volumes = pruneVolumes(daemon, filters);
    yield* told(context, 'Deleted Volumes:', volumes.deleted);
    reclaimedBytes += volumes.reclaimedBytes;
  }
  const images = pruneImages(daemon, new Map([...filters, ['dangling', [String(!flags.all)]]]));
  yield* told(context, 'Deleted Images:', images.removals.map(removalLine));
  reclaimedBytes += images.reclaimedBytes;
  const cache = pruneCache(context, filters);
  yield* told(
    context,
    'Deleted build cache objects:',
    cache.map(({ id }) => id),
  );
  reclaimedBytes += cache.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  yield* print(context, `Total reclaimed space: ${humanSize(reclaimedBytes)}`);
  return 0;
});

/** The build cache's records that nothing needs; `--filter until=…` leaves those that were used since. */
function pruneCache({ flags, daemon }: Context, filters: Filters): ReturnType<typeof pruneBuildCacheByApi> {
  if (filters.has('label') || filters.has('label!')) return [];
  const [until] = filters.get('until') ?? [];
  const moment = until && parseMoment(until, daemon.nowMs, (duration) => parseDuration(duration) / 1e6);
  const keepDurationMs = typeof moment === 'number' ? daemon.nowMs - moment : 0;
  return pruneBuildCacheByApi(daemon, { ...pruneNothingSpecial, all: flags.all, keepDurationMs });
}

function question({ flags }: Context, filters: Filters): string {
  const warnings = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(flags.volumes ? ['all anonymous volumes not used by at least one container'] : []),
    flags.all ? 'all images without at least one container associated to them' : 'all dangling images',
    flags.all ? 'all build cache' : 'unused build cache',
  ];
  const list = (texts: readonly string[]): string => texts.map((text) => `\n  - ${text}`).join('');
  const given = ['label', 'label!', 'until']
    .flatMap((name) => (filters.get(name) ?? []).map((value) => `${name}=${value}`))
    .sort(compareNatural);
  const filtered = given.length === 0 ? '' : `\n  Items to be pruned will be filtered with:${list(given)}\n`;
  return `WARNING! This will remove:${list(warnings)}\n${filtered}\nAre you sure you want to continue?`;
}

/** A heading, what went, and an empty line; nothing where nothing went. */
function* told(context: Context, heading: string, names: readonly string[]): Task<void> {
  if (names.length === 0) return;
  for (const line of [heading, ...names, '']) yield* print(context, line);
}

function removalLine(removal: Removal): string {
  return 'untagged' in removal ? `untagged: ${removal.untagged}` : `deleted: ${removal.deleted}`;
}
