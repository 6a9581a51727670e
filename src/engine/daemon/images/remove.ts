import type { Digest, Image } from '../../oci';
import { familiarString, formatReference, parseFamiliar, repositoryName, withDefaultTag } from '../../oci';
import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';
import { conflict } from '../errors';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matchesLabels, valuesOf } from '../filters';
import { shortId } from '../ids';
import { untilOf } from '../system/until';
import { findNamedImage } from './find';
import { imageEvent } from './image-event';
import { danglingPrefix, isDanglingName } from './store';

/** What `docker rmi` tells: a name that went, or an image. */
export type Removal = { readonly untagged: string } | { readonly deleted: Digest };

/** Removes a name, and with the last one the image. Source: moby, containerd ImageService.ImageDelete. */
export function removeImage(
  daemon: Daemon,
  text: string,
  options: { readonly force: boolean },
): readonly Removal[] {
  const { image, reference } = findNamedImage(daemon, text);
  if (reference === undefined) return removeById(daemon, image, options.force);
  const name =
    reference.digest === undefined ? formatReference(withDefaultTag(reference)) : nameByDigest(daemon, image);
  const isLast = daemon.images.namesOf(image.id).length === 1;
  if (!isLast) return [untag(daemon, name, image.id)];
  const users = usersOf(daemon, image);
  const [user] = users;
  if (user !== undefined && !options.force) {
    throw conflict(
      `conflict: unable to delete ${familiarString(withDefaultTag(reference))} (must be forced) - container ${shortId(user.id)} is using its referenced image ${shortId(image.id)}`,
    );
  }
  if (users.some(({ state }) => state.isRunning)) {
    // The name goes, the image stays for who runs it.
    daemon.images.put(danglingPrefix + image.id, image);
    return [untag(daemon, name, image.id)];
  }
  return [untag(daemon, name, image.id), deleted(daemon, image)];
}

function nameByDigest(daemon: Daemon, image: Image): string {
  return daemon.images.namesOf(image.id)[0] ?? '';
}

function removeById(daemon: Daemon, image: Image, force: boolean): readonly Removal[] {
  const names = daemon.images.namesOf(image.id);
  const repositories = new Set(
    names.map((name) => (isDanglingName(name) ? name : repositoryName(parseFamiliar(name)))),
  );
  const refuse = (how: string, why: string): never => {
    throw conflict(`conflict: unable to delete ${shortId(image.id)} (${how}) - ${why}`);
  };
  if (names.length > 1 && !force && repositories.size > 1)
    refuse('must be forced', 'image is referenced in multiple repositories');
  const users = usersOf(daemon, image);
  const running = users.find(({ state }) => state.isRunning);
  if (running !== undefined)
    refuse('cannot be forced', `image is being used by running container ${shortId(running.id)}`);
  const [stopped] = users;
  if (stopped !== undefined && !force) {
    refuse('must be forced', `image is being used by stopped container ${shortId(stopped.id)}`);
  }
  const untagged = names.filter((name) => !isDanglingName(name)).map((name) => untag(daemon, name, image.id));
  daemon.images.removeName(danglingPrefix + image.id);
  return [...untagged, deleted(daemon, image)];
}

function usersOf(daemon: Daemon, image: Image): readonly Container[] {
  return [...daemon.containers.values()].filter(({ facts }) => facts.image.id === image.id);
}

function untag(daemon: Daemon, name: string, id: Digest): Removal {
  daemon.images.removeName(name);
  const shown = isDanglingName(name) ? name : familiarString(parseFamiliar(name));
  imageEvent(daemon, 'untag', id, shown);
  return { untagged: shown };
}

function deleted(daemon: Daemon, image: Image): Removal {
  imageEvent(daemon, 'delete', image.id, image.id);
  return { deleted: image.id };
}

export interface ImagePruneReport {
  readonly removals: readonly Removal[];
  readonly reclaimedBytes: number;
}

/** Removes images without a name that no container uses; with `dangling=false` all names that none was made by. */
export function pruneImages(daemon: Daemon, filters: Filters): ImagePruneReport {
  checkFilters(filters, ['dangling', 'label', 'label!', 'until']);
  const onlyDangling = booleanOf(filters, 'dangling', true);
  const until = untilOf(valuesOf(filters, 'until'), daemon.nowMs);
  const before = contentBytes(daemon);
  const removals: Removal[] = [];
  for (const { name, id } of daemon.images.records) {
    const image = daemon.images.byId(id);
    if (image === undefined || (onlyDangling && !isDanglingName(name))) continue;
    if (!matchesLabels(filters, image.config.config.Labels ?? {})) continue;
    if (until !== undefined && Date.parse(image.config.created ?? '') > until) continue;
    const users = usersOf(daemon, image);
    const isLast = daemon.images.namesOf(id).length === 1;
    const isNamedByUser = users.some(({ config }) => isDanglingName(name) || meansName(config.Image, name));
    if (isNamedByUser || (isLast && users.length > 0)) continue;
    if (isDanglingName(name)) daemon.images.removeName(name);
    else removals.push(untag(daemon, name, id));
    if (daemon.images.byId(id) === undefined) removals.push(deleted(daemon, image));
  }
  const reclaimedBytes = before - contentBytes(daemon);
  daemon.events.add('image', 'prune', '', { reclaimed: String(reclaimedBytes) }, daemon.nowMs);
  return { removals, reclaimedBytes };
}

/** Whether a text that a container was made by means this name. */
function meansName(text: string, name: string): boolean {
  try {
    return formatReference(withDefaultTag(parseFamiliar(text))) === name;
  } catch {
    return false;
  }
}

/** All blobs in the content store, each once. */
export function contentBytes({ images }: Daemon): number {
  const seen = new Map<Digest, number>();
  for (const image of images.images) {
    for (const { digest, sizeBytes } of image.layers) seen.set(digest, sizeBytes);
    for (const [digest, bytes] of image.documents) seen.set(digest, bytes.length);
  }
  return [...seen.values()].reduce((sum, size) => sum + size, 0);
}
