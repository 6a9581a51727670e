// Names of images: registry/path:tag@digest. Source: distribution/reference (grammar, normalisation, error texts).
import { DigestError, isDigest, parseDigest, type Digest } from './digest';

/**
 * A name of an image in parts. `domain` is empty only for what `parseReference` read without Docker's defaults;
 * `familiarString` gives the short form that readers see.
 */
export interface Reference {
  readonly domain: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

export type ReferenceErrorCode =
  'empty' | 'format' | 'uppercase' | 'length' | 'canonical' | 'hex' | 'tag' | 'digest';

/** A text that is no reference. `message` is Docker's. */
export class InvalidReferenceError extends Error {
  override readonly name = 'InvalidReferenceError';

  constructor(
    readonly code: ReferenceErrorCode,
    message: string,
  ) {
    super(message);
  }
}

const defaultDomain = 'docker.io';
const legacyDefaultDomain = 'index.docker.io';
const officialPrefix = 'library/';
const maxPathLength = 255;

const separator = '(?:[._]|__|[-]+)';
const pathComponent = `[a-z0-9]+(?:${separator}[a-z0-9]+)*`;
const remoteName = `${pathComponent}(?:/${pathComponent})*`;
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `(?:${domainComponent}(?:[.]${domainComponent})*|\\[(?:[a-fA-F0-9:]+)\\])`;
const domainAndPort = `${host}(?::[0-9]+)?`;
const tag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

/** The grammar's parts, anchored; groups as upstream has them. */
export const referencePatterns = {
  domainAndPort: new RegExp(`^${domainAndPort}$`),
  name: new RegExp(`^(?:(${domainAndPort})/)?(${remoteName})$`),
  reference: new RegExp(`^((?:${domainAndPort}/)?${remoteName})(?::(${tag}))?(?:@(${digest}))?$`),
  identifier: /^[a-f0-9]{64}$/,
  tag: new RegExp(`^${tag}$`),
  digest: new RegExp(`^${digest}$`),
} as const;

function invalidFormat(): InvalidReferenceError {
  return new InvalidReferenceError('format', 'invalid reference format');
}

function nameTooLong(): InvalidReferenceError {
  return new InvalidReferenceError(
    'length',
    `repository name must not be more than ${maxPathLength} characters`,
  );
}

/** Reads a reference by the strict grammar, without docker.io as default. */
export function parseReference(text: string): Reference {
  const [, name, tag, digest] = referencePatterns.reference.exec(text) ?? [];
  if (name === undefined) {
    if (text === '') {
      throw new InvalidReferenceError('empty', 'repository name must have at least one component');
    }
    if (referencePatterns.reference.test(text.toLowerCase())) {
      throw new InvalidReferenceError('uppercase', 'repository name must be lowercase');
    }
    throw invalidFormat();
  }
  const [, domain = '', path = name] = referencePatterns.name.exec(name) ?? [];
  if (path.length > maxPathLength) throw nameTooLong();
  return withParts({ domain, path }, tag, digest === undefined ? undefined : readDigest(digest));
}

function readDigest(text: string): Digest {
  try {
    return parseDigest(text);
  } catch (error) {
    if (error instanceof DigestError) throw new InvalidReferenceError('digest', error.message);
    throw error;
  }
}

/** A repository's name by the strict grammar: no tag, no digest. */
export function parseName(text: string): Reference {
  const [, domain = '', path] = referencePatterns.name.exec(text) ?? [];
  if (path === undefined) throw invalidFormat();
  if (path.length > maxPathLength) throw nameTooLong();
  return { domain, path };
}

/** Reads what a user typed for an image: docker.io and library/ are filled in. Source: ParseNormalizedNamed. */
export function parseFamiliar(text: string): Reference {
  if (referencePatterns.identifier.test(text)) {
    throw new InvalidReferenceError(
      'hex',
      `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`,
    );
  }
  const { domain, remainder } = splitDomain(text);
  const remote = remainder.split(':', 1)[0] ?? '';
  if (remote.toLowerCase() !== remote) {
    throw new InvalidReferenceError(
      'uppercase',
      `invalid reference format: repository name (${remote}) must be lowercase`,
    );
  }
  return parseReference(`${domain}/${remainder}`);
}

function splitDomain(text: string): { readonly domain: string; readonly remainder: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first;
  const named = slash < 0 || !isDomain ? defaultDomain : first;
  const remainder = slash < 0 || !isDomain ? text : text.slice(slash + 1);
  const domain = named === legacyDefaultDomain ? defaultDomain : named;
  const isOfficial = domain === defaultDomain && !remainder.includes('/');
  return { domain, remainder: isOfficial ? officialPrefix + remainder : remainder };
}

/** Reads a reference that must already be in its full form (`docker.io/library/debian`). Source: ParseNamed. */
export function parseCanonical(text: string): Reference {
  const reference = parseFamiliar(text);
  if (formatReference(reference) !== text) {
    throw new InvalidReferenceError('canonical', 'repository name must be canonical');
  }
  return reference;
}

/**
 * Reads a user's name for a pull: `latest` where neither tag nor digest is given, and with both only the digest counts.
 * Source: ParseDockerRef.
 */
export function parsePullReference(text: string): Reference {
  const reference = parseFamiliar(text);
  const { domain, path, tag, digest } = reference;
  return tag !== undefined && digest !== undefined ? { domain, path, digest } : withDefaultTag(reference);
}

/** Reads a reference, or a digest (also 64 hex digits without algorithm). Source: ParseAnyReference. */
export function parseAnyReference(text: string): Reference | Digest {
  if (referencePatterns.identifier.test(text)) return parseDigest(`sha256:${text}`);
  return isDigest(text) ? text : parseFamiliar(text);
}

/** The reference with this tag. */
export function withTag(reference: Reference, text: string): Reference {
  if (!referencePatterns.tag.test(text)) throw new InvalidReferenceError('tag', 'invalid tag format');
  return withParts(reference, text, reference.digest);
}

/** The reference with this digest. */
export function withDigest(reference: Reference, text: string): Reference {
  if (!referencePatterns.digest.test(text)) {
    throw new InvalidReferenceError('digest', 'invalid digest format');
  }
  return withParts(reference, reference.tag, text as Digest);
}

/** The reference with the tag `latest`, unless it has a tag or a digest. Source: TagNameOnly. */
export function withDefaultTag(reference: Reference): Reference {
  return isNameOnly(reference) ? { ...reference, tag: 'latest' } : reference;
}

/** The reference without tag and digest. */
export function withoutTag({ domain, path }: Reference): Reference {
  return { domain, path };
}

/** Whether it has neither tag nor digest. */
export function isNameOnly({ tag, digest }: Reference): boolean {
  return tag === undefined && digest === undefined;
}

function withParts({ domain, path }: Reference, tag?: string, digest?: Digest): Reference {
  return { domain, path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Domain and path, `docker.io/library/debian`. */
export function repositoryName({ domain, path }: Reference): string {
  return domain === '' ? path : `${domain}/${path}`;
}

/** The whole reference in full. */
export function formatReference(reference: Reference): string {
  return repositoryName(reference) + tagAndDigest(reference);
}

/** The short name that readers see, `debian`. */
export function familiarName({ domain, path }: Reference): string {
  if (domain !== defaultDomain) return repositoryName({ domain, path });
  const isOfficial = /^library\/[^/]+$/.test(path);
  return isOfficial ? path.slice(officialPrefix.length) : path;
}

/** The short form that readers see, with tag and digest. */
export function familiarString(reference: Reference): string {
  return familiarName(reference) + tagAndDigest(reference);
}

function tagAndDigest({ tag, digest }: Reference): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}
