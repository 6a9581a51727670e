import type { Daemon } from '../daemon';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matchesLabels } from '../filters';
import { usersOf } from './find';
import { volumeSizeBytes } from './list';
import { discardVolume } from './remove';

export interface PruneReport {
  readonly deleted: readonly string[];
  readonly reclaimedBytes: number;
}

/** Removes the volumes that nobody uses: without `all=true` only those without a name. */
export function pruneVolumes(daemon: Daemon, filters: Filters): PruneReport {
  checkFilters(filters, ['label', 'label!', 'all']);
  const all = booleanOf(filters, 'all', false);
  const deleted: string[] = [];
  let reclaimedBytes = 0;
  for (const volume of [...daemon.volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (usersOf(daemon, volume).length > 0 || (!all && !volume.isAnonymous)) continue;
    if (!matchesLabels(filters, volume.labels ?? {})) continue;
    reclaimedBytes += volumeSizeBytes(daemon, volume);
    discardVolume(daemon, volume);
    deleted.push(volume.name);
  }
  daemon.events.add('volume', 'prune', '', { reclaimed: String(reclaimedBytes) }, daemon.nowMs);
  return { deleted, reclaimedBytes };
}
