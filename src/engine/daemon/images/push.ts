import type { Task } from '../../kernel';
import {
  familiarName,
  familiarString,
  formatReference,
  isNameOnly,
  parseFamiliar,
  platformImages,
  repositoryName,
  type Reference,
} from '../../oci';
import { checkAccess, planPush, pushEvents, unreachable, withPushed, waitingEvents } from '../../registry';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { notFound } from '../errors';
import { imageEvent } from './image-event';
import type { TransferOptions } from './pull';
import { platformOf, playEvents, transferCosts } from './pull';
import { refusalOf } from './registry-refusals';
import { isDanglingName } from './store';

/**
 * Pushes the image of a name to the registry that the name says; without a tag, all of the repository's.
 * Source: moby, containerd ImageService.PushImage.
 */
export function* pushImage(daemon: Daemon, reference: Reference, options: TransferOptions): Task<void> {
  const repository = repositoryName(reference);
  yield* options.tell({ kind: 'line', text: `The push refers to repository [${repository}]` });
  const isAll = isNameOnly(reference);
  const references = isAll
    ? daemon.images.records
        .filter(({ name }) => !isDanglingName(name))
        .map(({ name }) => parseFamiliar(name))
        .filter((other) => repositoryName(other) === repository && other.tag !== undefined)
    : [reference];
  if (references.length === 0) {
    throw notFound(`An image does not exist locally with the tag: ${familiarName(reference)}`);
  }
  for (const each of references) yield* pushReference(daemon, each, options);
}

function* pushReference(
  daemon: Daemon,
  reference: Reference,
  { credentials, platform, tell }: TransferOptions,
): Task<void> {
  const image = daemon.images.byName(formatReference(reference));
  if (image === undefined) throw notFound(`tag does not exist: ${familiarString(reference)}`);
  if (platform !== undefined && !platformImages(image).some((one) => platformOf(one) === platform)) {
    throw notFound(
      `image with reference ${familiarString(reference)} was found but does not provide the specified platform (${platform})`,
    );
  }
  yield* daemon.host.busy(costs.registryRoundTripMs);
  const { domain, path, tag = 'latest' } = reference;
  const registry = daemon.registries.get(domain);
  if (registry === undefined)
    throw refusalOf(() => {
      throw unreachable('push', reference);
    });
  const blobs = planPush(registry, path, image);
  const isRefused = refusalOf(() =>
    checkAccess(registry, 'push', reference, credentials, image.manifest.config.digest),
  );
  yield* playEvents(
    daemon,
    isRefused === undefined ? pushEvents(blobs, transferCosts) : waitingEvents(blobs),
    tell,
  );
  if (isRefused !== undefined) throw isRefused;
  const now = daemon.registries.get(domain) ?? registry;
  daemon.registries.set(domain, withPushed(now, path, tag, image));
  daemon.images.noteRepository(image.id, repositoryName(reference));
  imageEvent(daemon, 'push', familiarString(reference), familiarName(reference), image);
  yield* tell({ kind: 'line', text: `${tag}: digest: ${image.id} size: ${image.target.size}` });
}
