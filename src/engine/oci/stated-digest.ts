import { digestOf, type Digest } from './digest';

/*
 * Published images come with their digests, but not with the bytes of their documents. A document of ours that
 * stands in for a published one says so in a key of its own; it is then known by the published digest.
 */
const key = 'drydock.digest';

/** The JSON object with a note of the digest that it stands for. */
export function stateDigest(json: Uint8Array, digest: Digest): Uint8Array {
  const text = new TextDecoder().decode(json);
  return new TextEncoder().encode(`${text.slice(0, text.lastIndexOf('}')).trimEnd()},"${key}":"${digest}"}`);
}

/** Whether a document may be known by this digest: it is its own, or the one that it stands for. */
export function hasDigest(document: Uint8Array, digest: Digest): boolean {
  return digestOf(document) === digest || isStated(document, digest);
}

/** Whether a document stands for a published one with this digest. */
export function isStated(document: Uint8Array, digest: Digest): boolean {
  const end = new TextDecoder().decode(document.subarray(Math.max(0, document.length - 120)));
  return end.endsWith(`"${key}":"${digest}"}`);
}
