import { sha256Hex } from '../units';

/** A content digest in checked form, `sha256:` and 64 hex digits. What it is the digest of is said by its name. */
export type Digest = string & { readonly __digest: unique symbol };

/** A text that is not a digest. `message` is the text of opencontainers/go-digest. */
export class DigestError extends Error {
  override readonly name = 'DigestError';

  constructor(readonly code: 'format' | 'algorithm' | 'length') {
    super(digestErrorTexts[code]);
  }
}

const digestErrorTexts = {
  format: 'invalid checksum digest format',
  algorithm: 'unsupported digest algorithm',
  length: 'invalid checksum digest length',
} as const;

const hexLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Checks a digest as go-digest does: form first, then the algorithm, then the number of hex digits. */
export function parseDigest(text: string): Digest {
  const code = digestProblem(text);
  if (code !== undefined) throw new DigestError(code);
  return text as Digest;
}

/** Whether the text is a digest. */
export function isDigest(text: string): text is Digest {
  return digestProblem(text) === undefined;
}

function digestProblem(text: string): DigestError['code'] | undefined {
  const [, algorithm, hex = ''] = /^([a-z0-9]+(?:[.+_-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)$/.exec(text) ?? [];
  if (algorithm === undefined) return 'format';
  const length = hexLengths[algorithm];
  if (length === undefined) return 'algorithm';
  if (hex.length !== length) return 'length';
  return /^[a-f0-9]+$/.test(hex) ? undefined : 'format';
}

/** The digest of these bytes. */
export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${sha256Hex(bytes)}` as Digest;
}

/** The digest of a text's UTF-8 bytes. */
export function digestOfText(text: string): Digest {
  return digestOf(new TextEncoder().encode(text));
}

/** The hex digits after the algorithm. */
export function digestHex(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** The first twelve hex digits, as lists show an image or container ID (which may come without an algorithm). */
export function shortId(id: string): string {
  return id.slice(id.indexOf(':') + 1).slice(0, 12);
}
