import type { Digest, Reference } from '../oci';
import { findAllowed, isAllowed, type Purpose, type RegistryCredentials, userOf } from './permission';
import { dockerHubHost, type Registry, type RegistryImage } from './registry';
import {
  accessDenied,
  badCredentials,
  loginRefused,
  nameUnknown,
  notFound,
  notHeld,
  RegistryError,
  tagsDenied,
} from './registry-error';

/** Checks a name and password as `docker login` does; throws RegistryError. A registry without access control takes any. */
export function checkLogin(registry: Registry, credentials: RegistryCredentials): void {
  if (registry.access === undefined || userOf(registry, credentials) !== undefined) return;
  throw loginRefused(registry.host, registry.authentication);
}

/**
 * Throws RegistryError unless this may be done to the reference's repository. `blob`: what a push would ask for
 * first.
 */
export function checkAccess(
  registry: Registry,
  purpose: Purpose,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
  blob?: Digest,
): void {
  if (isAllowed(registry, purpose, reference, credentials)) return;
  if (credentials !== undefined && userOf(registry, credentials) === undefined)
    throw badCredentials(purpose, reference, blob);
  throw accessDenied(purpose, reference, registry.authentication);
}

/**
 * What a pull of the reference gets; throws RegistryError. Docker Hub does not tell a repository that is not
 * there from one that is not for you.
 */
export function resolve(
  registry: Registry,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
): RegistryImage {
  checkAccess(registry, 'pull', reference, credentials);
  const image = findAllowed(registry, reference, credentials);
  if (image !== undefined) return image;
  if (registry.others.has(reference.path)) throw notHeld(reference, []);
  if (registry.authentication === 'token' && !registry.repositories.has(reference.path)) {
    throw accessDenied('pull', reference, 'token');
  }
  const tags = [...(registry.repositories.get(reference.path)?.tags.keys() ?? [])];
  if (reference.digest !== undefined) throw notFound(reference);
  if (registry.host === dockerHubHost && REAL_TAG.test(reference.tag ?? '')) throw notHeld(reference, tags);
  throw notFound(reference);
}

/** Tags that official images may well have: versions, releases and variants. */
const REAL_TAG =
  /^(v?\d[\w.-]*|(stable|mainline|latest|current|lts|edge|rolling|alpine|slim|trixie|bookworm|bullseye|buster|sid|noble|jammy|focal|glibc|musl|uclibc|perl|otel|labs|experimental)([-.\d][\w.-]*)?)$/;

/** The tags of the reference's repository, in order; throws RegistryError. */
export function listTags(
  registry: Registry,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
): readonly string[] {
  try {
    checkAccess(registry, 'pull', reference, credentials);
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'denied') throw error;
    throw tagsDenied(reference, registry.authentication);
  }
  const repository = registry.repositories.get(reference.path);
  if (repository !== undefined) return [...repository.tags.keys()].sort();
  if (registry.authentication === 'token') throw tagsDenied(reference, 'token');
  throw nameUnknown(reference);
}
