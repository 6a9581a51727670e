import { hostPlatform } from '../../dockerfile';
import type { Task } from '../../kernel';
import { imageOfIndex, repositoryName, type Image, type Reference } from '../../oci';
import {
  checkAccess,
  unreachable,
  withPushed,
  type Registry,
  type RegistryCredentials,
} from '../../registry';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { system } from '../errors';
import { refusalOf } from './registry-refusals';

/** A document that names the manifests of images, and what a registry has to have before it takes it. */
export interface IndexToPublish {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** The images whose manifests it names, each from where it is. */
  readonly sources: readonly { readonly image: Image; readonly reference: Reference }[];
}

/**
 * Gives an index a name in a registry, as clients do that speak to it themselves: `docker manifest push`, buildx. Images
 * from other repositories come along, under their digests. Throws a DaemonError with the registry's refusal.
 */
export function* publishIndex(
  daemon: Daemon,
  reference: Reference,
  { mediaType, bytes, sources }: IndexToPublish,
  credentials: RegistryCredentials | undefined,
): Task<void> {
  const images = sources.map(({ image }) => image);
  const image = imageOfIndex({ mediaType, bytes }, images, hostPlatform);
  if (image === undefined) throw system('an index of nothing cannot be pushed');
  const others = sources.filter((one) => repositoryName(one.reference) !== repositoryName(reference));
  yield* publishImage(
    daemon,
    reference,
    image,
    credentials,
    others.map((other) => other.image),
  );
}

/** Gives an image a name in a registry; `beside` come along under their digests. */
export function* publishImage(
  daemon: Daemon,
  reference: Reference,
  image: Image,
  credentials: RegistryCredentials | undefined,
  beside: readonly Image[] = [],
): Task<void> {
  yield* daemon.host.busy(costs.registryRoundTripMs);
  const { domain, path, tag = 'latest' } = reference;
  const registry = registryOf(daemon, reference);
  const isRefused = refusalOf(() => checkAccess(registry, 'push', reference, credentials, image.id));
  if (isRefused !== undefined) throw isRefused;
  const changed = beside.reduce((now, other) => withPushed(now, path, undefined, other), registry);
  daemon.registries.set(domain, withPushed(changed, path, tag, image));
}

function registryOf(daemon: Daemon, reference: Reference): Registry {
  const registry = daemon.registries.get(reference.domain);
  if (registry !== undefined) return registry;
  throw refusalOf(() => {
    throw unreachable('push', reference);
  });
}
