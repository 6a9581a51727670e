import { contentBytes } from '../fs';
import {
  allLayers,
  goJson,
  isDigest,
  layerBlob,
  platformImages,
  type Digest,
  type Image,
  type Json,
} from '../oci';
import type { RegistryCredentials } from './permission';
import { findInRegistry, type Registry, type RegistryImage } from './registry';

export interface RegistryRequest {
  readonly method: string;
  /** With the query: `/v2/app/tags/list`. */
  readonly path: string;
  readonly credentials?: RegistryCredentials;
}

export interface RegistryResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * What a registry answers to whoever reads it over HTTP (`curl localhost:5000/v2/_catalog`); what changes it
 * goes through the daemon. Source: OCI distribution specification; error texts of the distribution registry.
 * `imageOf` makes the image of a published one.
 */
export function answer(
  registry: Registry,
  { method, path: pathAndQuery, credentials }: RegistryRequest,
  imageOf: (stored: RegistryImage) => Image,
): RegistryResponse {
  const [path = ''] = pathAndQuery.split('?');
  if (path !== '/v2' && !path.startsWith('/v2/')) return text(404, '404 page not found\n');
  if (method !== 'GET' && method !== 'HEAD') {
    return failure(405, 'UNSUPPORTED', 'The operation is unsupported.');
  }
  const refusal = refuse(registry, path, credentials);
  if (refusal !== undefined) return refusal;
  const response = route(registry, path, imageOf);
  return method === 'HEAD' ? { ...response, body: new Uint8Array(0) } : response;
}

function route(
  registry: Registry,
  path: string,
  imageOf: (stored: RegistryImage) => Image,
): RegistryResponse {
  if (path === '/v2' || path === '/v2/') return json(200, {}, '');
  if (path === '/v2/_catalog') return json(200, { repositories: [...registry.repositories.keys()].sort() });
  const [, name = '', kind, reference = ''] =
    /^\/v2\/(.+)\/(tags|manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
  const repository = registry.repositories.get(name);
  if (kind === undefined) return text(404, '404 page not found\n');
  if (repository === undefined && kind === 'tags') {
    return failure(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name });
  }
  if (kind === 'tags') return json(200, { name, tags: [...(repository?.tags.keys() ?? [])].sort() });
  if (kind === 'manifests') return manifestAnswer(registry, name, reference, imageOf);
  const images = repository?.images.map(imageOf) ?? [];
  return (
    (isDigest(reference) && blobAnswer(images, reference)) ||
    failure(404, 'BLOB_UNKNOWN', 'blob unknown to registry')
  );
}

function manifestAnswer(
  registry: Registry,
  name: string,
  reference: string,
  imageOf: (stored: RegistryImage) => Image,
): RegistryResponse {
  const wanted = isDigest(reference) ? { digest: reference } : { tag: reference };
  const stored = findInRegistry(registry, name, wanted);
  const image = stored && imageOf(stored);
  const parts = image === undefined ? [] : platformImages(image);
  const part = parts.find(({ manifestDescriptor }) => manifestDescriptor.digest === reference);
  const descriptor = part?.manifestDescriptor ?? image?.target;
  const body = descriptor && image?.documents.get(descriptor.digest);
  if (body === undefined) {
    return failure(
      404,
      'MANIFEST_UNKNOWN',
      'manifest unknown',
      isDigest(reference) ? undefined : `unknown tag=${reference}`,
    );
  }
  return {
    status: 200,
    headers: headersOf(descriptor?.mediaType ?? '', body.length, descriptor?.digest),
    body,
  };
}

function blobAnswer(images: readonly Image[], digest: Digest): RegistryResponse | undefined {
  for (const image of images) {
    const layer = allLayers(image).find((candidate) => candidate.digest === digest);
    const body = layer === undefined ? image.documents.get(digest) : contentBytes(layerBlob(layer));
    if (body !== undefined) {
      return { status: 200, headers: headersOf('application/octet-stream', body.length, digest), body };
    }
  }
  return undefined;
}

/** A private registry wants a name and a password for everything, as distribution with htpasswd does. */
function refuse(
  { access, host }: Registry,
  path: string,
  credentials: RegistryCredentials | undefined,
): RegistryResponse | undefined {
  if (access === undefined || access.anonymousPull) return undefined;
  const isKnown = access.users.some(
    ({ name, password }) => name === credentials?.username && password === credentials.password,
  );
  if (isKnown) return undefined;
  const detail =
    path === '/v2/_catalog' ? [{ Type: 'registry', Class: '', Name: 'catalog', Action: '*' }] : null;
  const response = failure(401, 'UNAUTHORIZED', 'authentication required', detail);
  return { ...response, headers: { ...response.headers, 'Www-Authenticate': `Basic realm="${host}"` } };
}

function failure(status: number, code: string, message: string, detail?: Json): RegistryResponse {
  return json(status, { errors: [{ code, message, detail }] });
}

function json(status: number, value: Json, end = '\n'): RegistryResponse {
  const body = new TextEncoder().encode(goJson(value) + end);
  return { status, headers: headersOf('application/json', body.length), body };
}

function text(status: number, content: string): RegistryResponse {
  const body = new TextEncoder().encode(content);
  return { status, headers: headersOf('text/plain; charset=utf-8', body.length), body };
}

function headersOf(contentType: string, length: number, digest?: Digest): Readonly<Record<string, string>> {
  return {
    'Content-Length': `${length}`,
    'Content-Type': contentType,
    'Docker-Distribution-Api-Version': 'registry/2.0',
    ...(digest !== undefined && { 'Docker-Content-Digest': digest, Etag: `"${digest}"` }),
  };
}
