import type { Task } from '../../kernel';
import type { Reference } from '../../oci';
import { listTags, loginUnreachable, type RegistryCredentials } from '../../registry';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { asDaemonError } from './registry-refusals';

/** The tags that a pull of all of them gets. Source: moby, containerd ImageService.PullImage without a tag. */
export function* tagsInRegistry(
  daemon: Daemon,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
): Task<readonly string[]> {
  yield* daemon.host.busy(costs.registryRoundTripMs);
  return asDaemonError(() => {
    const registry = daemon.registries.get(reference.domain);
    // Distribution's client asks the API's root first, as a login does.
    if (registry === undefined) throw loginUnreachable(reference.domain);
    return listTags(registry, reference, credentials);
  });
}
