import { keptBlobs } from '../../builder';
import type { Digest } from '../../oci';
import { familiarString, formatReference, parseFamiliar, withDefaultTag } from '../../oci';
import type { Daemon } from '../daemon';
import { builderOf } from '../builder/builder-of';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matchesLabels, valuesOf } from '../filters';
import { earliestUntil } from '../system/until';
import { blobsOf, contentSizes } from './content';
import { imageEvent, nameEvent } from './image-event';
import type { ImageRecord } from './store';
import { danglingPrefix, isDanglingName } from './store';

/** A name that went, or a blob that nothing needs any more. */
export type Pruned = { readonly untagged: string } | { readonly deleted: Digest };

export interface ImagePruneReport {
  readonly removals: readonly Pruned[];
  readonly reclaimedBytes: number;
}

/**
 * Removes images without a name; with `dangling=false` all names that no container was made by. Source: moby,
 * containerd ImageService.ImagesPrune.
 */
export function pruneImages(daemon: Daemon, filters: Filters): ImagePruneReport {
  checkFilters(filters, ['dangling', 'label', 'label!', 'until']);
  const onlyDangling = booleanOf(filters, 'dangling', true);
  const until = earliestUntil(valuesOf(filters, 'until'), daemon.nowMs);
  const candidates = daemon.images.records.filter(({ name, id }) => {
    const image = daemon.images.byId(id);
    if (image === undefined || (onlyDangling && !isDanglingName(name))) return false;
    if (!matchesLabels(filters, image.config.config.Labels ?? {})) return false;
    return until === undefined || Date.parse(image.config.created ?? '') < until;
  });
  const removals: Pruned[] = [];
  let reclaimedBytes = 0;
  for (const { name, id } of withoutUsed(daemon, candidates)) {
    const image = daemon.images.byId(id);
    if (image === undefined) continue;
    daemon.images.removeName(name);
    const shown = isDanglingName(name) ? id : familiarString(parseFamiliar(name));
    nameEvent(daemon, 'untag', id, shown);
    removals.push({ untagged: shown });
    if (daemon.images.byId(id) !== undefined) continue;
    const left = contentSizes(daemon.images);
    const kept = keptBlobs(builderOf(daemon), image);
    for (const [digest, sizeBytes] of blobsOf(image)) {
      if (left.has(digest) || kept.has(digest)) continue;
      removals.push({ deleted: digest });
      reclaimedBytes += sizeBytes;
    }
    imageEvent(daemon, 'delete', id, id);
  }
  daemon.events.add('image', 'prune', '', { reclaimed: String(reclaimedBytes) }, daemon.nowMs);
  return { removals, reclaimedBytes };
}

/**
 * Containers keep the name that they were made by; one that was made by an id keeps the image's last name. What
 * lost its name while a container used it stays.
 */
function withoutUsed(daemon: Daemon, candidates: readonly ImageRecord[]): readonly ImageRecord[] {
  const keptNames = new Set<string>();
  const keptIds = new Set<Digest>();
  for (const { facts, config } of daemon.containers.values()) {
    const { id } = facts.image;
    keptNames.add(danglingPrefix + id);
    const isById = id.startsWith(`sha256:${config.Image.replace(/^sha256:/, '')}`);
    if (isById || config.Image.endsWith(`@${id}`)) keptIds.add(id);
    for (const name of namesMeant(config.Image)) keptNames.add(name);
  }
  const pruned = candidates.filter(({ name }) => !keptNames.has(name));
  const left = new Map<Digest, number>();
  for (const { id } of daemon.images.records) left.set(id, (left.get(id) ?? 0) + 1);
  return pruned.filter(({ id }) => {
    const count = left.get(id) ?? 0;
    if (count <= 1 && keptIds.has(id)) return false;
    left.set(id, count - 1);
    return true;
  });
}

/** `name:tag@digest` keeps the name with the tag, too. */
function namesMeant(text: string): readonly string[] {
  try {
    const reference = withDefaultTag(parseFamiliar(text));
    const { domain, path, tag, digest } = reference;
    const named = formatReference(reference);
    return tag === undefined || digest === undefined
      ? [named]
      : [named, formatReference({ domain, path, tag })];
  } catch {
    return [];
  }
}
