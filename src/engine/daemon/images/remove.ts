import { formatPlatform, type Platform } from '../../dockerfile';
import type { Digest, Image, Reference } from '../../oci';
import { familiarString, formatReference, parseFamiliar, repositoryName } from '../../oci';
import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';
import { conflict, DaemonError, invalid, notFound } from '../errors';
import { shortId } from '../ids';
import { describeReference, findNamedImage } from './find';
import { imageEvent, nameEvent } from './image-event';
import { isForPlatform } from './platform';
import { danglingPrefix, isDanglingName } from './store';

/** What `docker rmi` tells: a name that went, or an image. */
export type Removal = { readonly untagged: string } | { readonly deleted: Digest };

export interface RemoveOptions {
  readonly force: boolean;
  /** With some, only what an image has for these is meant. */
  readonly platforms?: readonly Platform[];
}

/** Removes a name, and with the last one the image. Source: moby, containerd ImageService.ImageDelete. */
export function removeImage(
  daemon: Daemon,
  text: string,
  { force, platforms = [] }: RemoveOptions,
): readonly Removal[] {
  if (platforms.length > 0 && !force) {
    throw invalid(
      'Content will be removed from all images referencing this variant. Use —-force to force delete.',
    );
  }
  const found = findNamedImage(daemon, text);
  const { image, reference } = found;
  for (const platform of platforms) {
    if (!isForPlatform(image, platform)) {
      const name = reference === undefined ? image.id : describeReference(familiarString(reference));
      throw notFound(
        `failed to delete platform ${formatPlatform(platform)} for image ${image.id}: image with reference ${name} was found but does not provide the specified platform`,
      );
    }
    throw new DaemonError(
      'notImplemented',
      'removing one platform of an image is not modelled here; the images here have one, so remove the image',
    );
  }
  const all = daemon.images.namesOf(image.id);
  const same = reference === undefined ? sameNames(all, firstNamed(all)) : sameNames(all, reference);
  if (reference !== undefined) {
    if (same.length === 0) throw notFound(`No such image: ${describeReference(text)}`);
    if (same.length !== all.length) return same.map((name) => untag(daemon, name, image.id));
    // A digest that is the name of an image pulled by it is a name; otherwise it means all that has it.
    if (reference.digest === undefined || all.includes(formatReference(reference))) {
      const [user] = usersOf(daemon, image);
      if (user !== undefined) return removeUsedName(daemon, image, { name: text, user, force });
    }
  }
  if (!force) checkUnused(daemon, image, reference === undefined && same.length !== all.length);
  checkNotRunning(daemon, image);
  return removeWhole(daemon, image);
}

/** The first real name: what is meant by an id. */
function firstNamed(names: readonly string[]): Reference | undefined {
  const name = names.find((candidate) => !isDanglingName(candidate));
  return name === undefined ? undefined : parseFamiliar(name);
}

/**
 * The names that go together: the same repository and tag, its names by digest where it has no other tag, and
 * names of Docker's own. Source: moby, getSameReferences.
 */
function sameNames(all: readonly string[], meant: Reference | undefined): readonly string[] {
  if (meant === undefined) return all;
  const repository = repositoryName(meant);
  const tag = meant.tag ?? (meant.digest === undefined ? 'latest' : undefined);
  const inRepository = all
    .filter((name) => !isDanglingName(name))
    .map((name) => ({ name, reference: parseFamiliar(name) }))
    .filter(({ reference }) => repositoryName(reference) === repository);
  const hasOtherTag = inRepository.some(
    ({ reference }) => reference.tag !== undefined && reference.tag !== tag,
  );
  const same = inRepository.filter(({ reference }) => {
    if (meant.digest !== undefined) return true;
    return reference.tag === undefined ? !hasOtherTag : reference.tag === tag;
  });
  return same.length === 0 ? [] : [...same.map(({ name }) => name), ...all.filter(isDanglingName)];
}

/** The last name of an image that a container was made of: the image stays for it, without a name. */
function removeUsedName(
  daemon: Daemon,
  image: Image,
  { name, user, force }: { readonly name: string; readonly user: Container; readonly force: boolean },
): readonly Removal[] {
  const shown = describeReference(name);
  if (!force) {
    throw conflict(
      `conflict: unable to delete ${shown} (must be forced) - container ${shortId(user.id)} is using its referenced image ${shortId(image.id)}`,
    );
  }
  daemon.images.put(danglingPrefix + image.id, image);
  for (const other of daemon.images.namesOf(image.id))
    if (!isDanglingName(other)) daemon.images.removeName(other);
  nameEvent(daemon, 'untag', image.id, shown);
  return [{ untagged: shown }];
}

function checkNotRunning(daemon: Daemon, image: Image): void {
  const running = usersOf(daemon, image).find(({ state }) => state.isRunning);
  if (running === undefined) return;
  throw conflict(
    `conflict: unable to delete ${shortId(image.id)} (cannot be forced) - image is being used by running container ${shortId(running.id)}`,
  );
}

/** What only `--force` removes. A running container is told before anything else. */
function checkUnused(daemon: Daemon, image: Image, hasOtherNames: boolean): void {
  checkNotRunning(daemon, image);
  const [stopped] = usersOf(daemon, image);
  const why =
    stopped !== undefined
      ? `image is being used by stopped container ${shortId(stopped.id)}`
      : hasOtherNames
        ? 'image is referenced in multiple repositories'
        : undefined;
  if (why !== undefined)
    throw conflict(`conflict: unable to delete ${shortId(image.id)} (must be forced) - ${why}`);
}

function removeWhole(daemon: Daemon, image: Image): readonly Removal[] {
  const names = daemon.images.namesOf(image.id).filter((name) => !isDanglingName(name));
  const untagged = names.map((name) => untag(daemon, name, image.id));
  daemon.images.removeName(danglingPrefix + image.id);
  imageEvent(daemon, 'delete', image.id, image.id);
  return [...untagged, { deleted: image.id }];
}

function usersOf(daemon: Daemon, image: Image): readonly Container[] {
  return [...daemon.containers.values()].filter(({ facts }) => facts.image.id === image.id);
}

/** Takes a name away and tells it. */
function untag(daemon: Daemon, name: string, id: Digest): Removal {
  daemon.images.removeName(name);
  const shown = isDanglingName(name) ? id : familiarString(parseFamiliar(name));
  nameEvent(daemon, 'untag', id, shown);
  return { untagged: shown };
}
