import type { Task } from '../../kernel';
import { familiarString, formatReference, repositoryName } from '../../oci';
import { checkAccess, planPush, pushEvents, unreachable, withPushed } from '../../registry';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { notFound } from '../errors';
import { readNamedReference } from './find';
import { imageEvent } from './image-event';
import type { TransferOptions } from './pull';
import { asDaemonError, playEvents, transferCosts } from './pull';

/** Pushes the image of a name to the registry that the name says. Source: moby, containerd ImageService.PushImage. */
export function* pushImage(daemon: Daemon, text: string, { credentials, tell }: TransferOptions): Task<void> {
  const reference = readNamedReference(text);
  yield* tell({ kind: 'line', text: `The push refers to repository [${repositoryName(reference)}]` });
  const image = daemon.images.byName(formatReference(reference));
  if (image === undefined) throw notFound(`tag does not exist: ${familiarString(reference)}`);
  yield* daemon.host.busy(costs.registryRoundTripMs);
  const { domain, path, tag = 'latest' } = reference;
  const registry = daemon.registries.get(domain);
  if (registry === undefined)
    throw refusal(() => {
      throw unreachable('push', reference);
    });
  const events = pushEvents(planPush(registry, path, image), transferCosts);
  const isRefused = refusal(() => checkAccess(registry, 'push', reference, credentials));
  yield* playEvents(
    daemon,
    isRefused === undefined ? events : events.filter(({ phase }) => phase === 'Waiting'),
    tell,
  );
  if (isRefused !== undefined) throw isRefused;
  const now = daemon.registries.get(domain) ?? registry;
  daemon.registries.set(domain, withPushed(now, path, tag, image));
  imageEvent(daemon, 'push', image.id, familiarString(reference));
  yield* tell({ kind: 'line', text: `${tag}: digest: ${image.id} size: ${image.target.size}` });
}

function refusal(act: () => void): unknown {
  try {
    asDaemonError(act);
    return undefined;
  } catch (error) {
    return error;
  }
}
