import type { Task } from '../../kernel';
import { checkLogin, dockerHubHost, loginUnreachable, type RegistryCredentials } from '../../registry';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { asDaemonError } from '../images/registry-refusals';

/** Names of Docker Hub's servers. */
const hubHosts = new Set(['index.docker.io', 'registry-1.docker.io', dockerHubHost]);

/**
 * Tries a name and password at a registry; throws its refusal. Gives what is told of it.
 * Source: moby, daemon/internal/registry (Service.Auth).
 */
export function* loginToRegistry(
  daemon: Daemon,
  address: string,
  credentials: RegistryCredentials,
): Task<string> {
  const name = address.replace(/^https?:\/\//, '').split('/', 1)[0] ?? '';
  const host = hubHosts.has(name) ? dockerHubHost : name;
  yield* daemon.host.busy(costs.registryRoundTripMs);
  asDaemonError(() => {
    const registry = daemon.registries.get(host);
    if (registry === undefined) throw loginUnreachable(host);
    checkLogin(registry, credentials);
  });
  return 'Login Succeeded';
}
