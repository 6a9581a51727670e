import type { Reference } from '../oci';
import { findInRegistry, type Registry, type RegistryImage, type RegistryUser } from './registry';

/** What `docker login` keeps for a registry. */
export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}

/** What the daemon wants of a registry. */
export type Purpose = 'pull' | 'push';

/** Whether the registry asks who it is that pulls or pushes: also for a token that everybody gets. */
export function asksForLogin({ access, authentication }: Registry, purpose: Purpose): boolean {
  if (access === undefined) return false;
  return authentication === 'token' || purpose === 'push' || !access.anonymousPull;
}

/** Whether this may be done to the reference's repository. */
export function isAllowed(
  registry: Registry,
  purpose: Purpose,
  { path }: Reference,
  credentials: RegistryCredentials | undefined,
): boolean {
  const { access } = registry;
  if (access === undefined || (purpose === 'pull' && access.anonymousPull)) return true;
  const user = credentials && userOf(registry, credentials);
  if (user === undefined) return false;
  return purpose === 'pull' || user.mayPush.some((pattern) => covers(pattern, path));
}

/** What a pull of the reference gets; undefined: it is refused, and `access.ts` says how. */
export function findAllowed(
  registry: Registry,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
): RegistryImage | undefined {
  if (!isAllowed(registry, 'pull', reference, credentials)) return undefined;
  return findInRegistry(registry, reference.path, reference);
}

export function userOf(
  { access }: Registry,
  { username, password }: RegistryCredentials,
): RegistryUser | undefined {
  return access?.users.find((user) => user.name === username && user.password === password);
}

function covers(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) return true;
  return pattern.endsWith('/*') && path.startsWith(pattern.slice(0, -1));
}
