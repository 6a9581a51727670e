// docker system prune. Source: docker/cli cli/command/system/prune.go and its pruners.
import {
  type Filters,
  pruneContainers,
  pruneImages,
  pruneNetworks,
  pruneVolumes,
  type Removal,
} from '../../daemon';
import type { Task } from '../../kernel';
import { humanSize } from '../../units';
import type { CommandContext } from '../context';
import { CommandError, implement, print } from '../context';
import { systemPrune } from '../declarations/system';
import { parseFilters } from '../filters';
import { compareNatural } from '../formats';
import { confirmed } from '../prompt';

type Context = CommandContext<typeof systemPrune>;

export const prune = implement(systemPrune, function* (context) {
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
  yield* print(context, `Total reclaimed space: ${humanSize(reclaimedBytes)}`);
  return 0;
});

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
