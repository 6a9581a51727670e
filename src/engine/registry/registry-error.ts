import { familiarName, formatReference, type Digest, type Reference } from '../oci';
import type { Purpose } from './permission';
import { dockerHubHost, type Authentication } from './registry';

export type RegistryErrorCode = 'not-found' | 'denied' | 'unauthorized' | 'unreachable';

/** A registry's refusal, or that there is none. `message` is what the daemon answers with. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly code: RegistryErrorCode,
    message: string,
  ) {
    super(message);
  }
}

const isOnThisHost = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);

/** Where a registry answers: its API's root. Docker takes plain HTTP for those on its own host. */
export function registryUrl(host: string): string {
  if (host === dockerHubHost) return 'https://registry-1.docker.io/v2/';
  return `${isOnThisHost(host) ? 'http' : 'https'}://${host}/v2/`;
}

function manifestUrl(reference: Reference): string {
  const { domain, path, tag, digest } = reference;
  return `${registryUrl(domain)}${path}/manifests/${digest ?? tag ?? 'latest'}`;
}

function whileResolving(purpose: Purpose, reference: Reference, text: string): string {
  return purpose === 'pull' ? `failed to resolve reference "${formatReference(reference)}": ${text}` : text;
}

export function notFound(reference: Reference): RegistryError {
  const name = formatReference(reference);
  return new RegistryError('not-found', whileResolving('pull', reference, `${name}: not found`));
}

/** What the real registry has, or may well have, and this one does not; `tags` are those that it has. */
export function notHeld(reference: Reference, tags: readonly string[]): RegistryError {
  const name = familiarName(reference);
  const text =
    tags.length === 0
      ? `${name} is on the real Docker Hub, but not on this simulated one, which holds a few images only`
      : `the simulated Docker Hub holds only some tags of ${name}, not ${reference.tag ?? 'latest'}: ${tags.join(', ')}`;
  return new RegistryError('not-found', text);
}

/** Tags were asked of a repository that is not there. Source: moby, daemon/internal/distribution/errors.go. */
export function nameUnknown(reference: Reference): RegistryError {
  const name = familiarName(reference);
  return new RegistryError(
    'not-found',
    `repository ${name} not found: name unknown: repository name not known to registry`,
  );
}

/** The tags of a repository were asked for, and nobody is logged in: another client than containerd's asks. */
export function tagsDenied(reference: Reference, authentication: Authentication): RegistryError {
  if (authentication === 'token') {
    const denied = accessDenied('pull', reference, authentication).message;
    return new RegistryError('denied', `${denied}: denied: requested access to the resource is denied`);
  }
  const url = `${registryUrl(reference.domain)}${reference.path}/tags/list`;
  return new RegistryError('denied', `Get "${url}": no basic auth credentials`);
}

/** Nobody is logged in, or who is may not do this. Source: containerd's resolver, moby's image pull. */
export function accessDenied(
  purpose: Purpose,
  reference: Reference,
  authentication: Authentication,
): RegistryError {
  if (purpose === 'pull' && authentication === 'token') {
    const name = familiarName(reference);
    return new RegistryError(
      'denied',
      `pull access denied for ${name}, repository does not exist or may require 'docker login'`,
    );
  }
  const reason =
    authentication === 'token'
      ? 'server message: insufficient_scope: authorization failed'
      : 'authorization failed: no basic auth credentials';
  const text = `${purpose} access denied, repository does not exist or may require authorization: ${reason}`;
  return new RegistryError('denied', whileResolving(purpose, reference, text));
}

/** Somebody is logged in with a password that is wrong. A push asks for its blobs first, whether they are there. */
export function badCredentials(purpose: Purpose, reference: Reference, blob?: Digest): RegistryError {
  const url =
    blob === undefined
      ? manifestUrl(reference)
      : `${registryUrl(reference.domain)}${reference.path}/blobs/${blob}`;
  const text = `unexpected status from HEAD request to ${url}: 401 Unauthorized`;
  return new RegistryError('unauthorized', whileResolving(purpose, reference, text));
}

/** No registry answers at the reference's host. */
export function unreachable(purpose: Purpose, reference: Reference): RegistryError {
  const text = `failed to do request: Head "${manifestUrl(reference)}": ${dialError(serverOf(reference.domain))}`;
  return new RegistryError('unreachable', whileResolving(purpose, reference, text));
}

export function loginUnreachable(host: string): RegistryError {
  return new RegistryError('unreachable', `Get "${registryUrl(host)}": ${dialError(serverOf(host))}`);
}

export function searchUnreachable(host: string, term: string, limit: number): RegistryError {
  const server =
    host === dockerHubHost ? 'https://index.docker.io' : registryUrl(host).replace(/\/v2\/$/, '');
  const url = `${server}/v1/search?q=${encodeURIComponent(term)}&n=${limit}`;
  return new RegistryError('unreachable', `Get "${url}": ${dialError(server.replace(/^https?:\/\//, ''))}`);
}

export function loginRefused(host: string, authentication: Authentication): RegistryError {
  const message =
    authentication === 'token'
      ? `Get "${registryUrl(host)}": unauthorized: incorrect username or password`
      : `login attempt to ${registryUrl(host)} failed with status: 401 Unauthorized`;
  return new RegistryError('unauthorized', message);
}

/** Where a host's registry answers: Docker Hub's has another name than its images' domain. */
export function serverOf(host: string): string {
  return host === dockerHubHost ? 'registry-1.docker.io' : host;
}

/** As Go's net package puts it. */
function dialError(host: string): string {
  const [, name = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  if (!isOnThisHost(host)) return `dial tcp: lookup ${name}: no such host`;
  const address = name === 'localhost' ? '127.0.0.1' : name;
  return `dial tcp ${address}:${port ?? '80'}: connect: connection refused`;
}
