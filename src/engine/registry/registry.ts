import { allLayers, parseFamiliar, platformImages, type Digest, type Image } from '../oci';
import type { ImageFacts, RegistryFacts, SearchFacts } from '../world';

/** An image in a registry: pushed here, or known by its facts and made when somebody pulls it. */
export type RegistryImage =
  | { readonly kind: 'pushed'; readonly image: Image }
  | { readonly kind: 'published'; readonly facts: ImageFacts };

/** Images of one name. */
export interface Repository {
  readonly tags: ReadonlyMap<string, RegistryImage>;
  /** All that was ever pushed, also what has lost its tag since. */
  readonly images: readonly RegistryImage[];
}

/** A user, and the repositories that they may push to: `ada/box`, `ada/*`, `*`. */
export interface RegistryUser {
  readonly name: string;
  readonly password: string;
  readonly mayPush: readonly string[];
}

export interface Access {
  readonly anonymousPull: boolean;
  readonly users: readonly RegistryUser[];
}

/**
 * What asks for a password, and how a refusal is told: `basic` at the registry itself (a private one), `token`
 * at a token server (Docker Hub).
 */
export type Authentication = 'basic' | 'token';

/** A registry's whole state: a value. */
export interface Registry {
  readonly host: string;
  /** undefined: everybody may pull and push. */
  readonly access?: Access;
  readonly authentication: Authentication;
  /** By path: `library/debian`. */
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly listings: readonly SearchFacts[];
  /** Paths of repositories that the real registry has besides. */
  readonly others: ReadonlySet<string>;
}

export const dockerHubHost = 'docker.io';

/** A registry with what its facts list. On Docker Hub nobody may push who is not listed. */
export function openRegistry({
  host,
  images,
  access,
  authentication,
  search = [],
  others = [],
}: RegistryFacts): Registry {
  const repositories = new Map<string, Repository>();
  for (const facts of images) {
    const { path } = parseFamiliar(facts.repository);
    const before = repositories.get(path);
    const image: RegistryImage = { kind: 'published', facts };
    const tags = new Map([...(before?.tags ?? []), ...facts.tags.map((tag) => [tag, image] as const)]);
    repositories.set(path, { tags, images: [...(before?.images ?? []), image] });
  }
  const isHub = host === dockerHubHost;
  const granted = access ?? (isHub ? { anonymousPull: true, users: [] } : undefined);
  return {
    host,
    ...(granted && { access: granted }),
    authentication: authentication ?? (isHub ? 'token' : 'basic'),
    repositories,
    listings: search,
    others: new Set(others.map((name) => parseFamiliar(name).path)),
  };
}

/** What a name leads to: a tag, or a digest of an index or manifest. */
export function findInRegistry(
  { repositories }: Registry,
  path: string,
  { tag, digest }: { readonly tag?: string; readonly digest?: Digest },
): RegistryImage | undefined {
  const repository = repositories.get(path);
  if (digest === undefined) return repository?.tags.get(tag ?? 'latest');
  return repository?.images.find((image) => digestsOf(image).includes(digest));
}

/** The digests by which an image can be asked for: its index, its manifest. */
export function digestsOf(image: RegistryImage): readonly string[] {
  if (image.kind === 'pushed') {
    const { id } = image.image;
    return [id, ...platformImages(image.image).map(({ manifestDescriptor }) => manifestDescriptor.digest)];
  }
  const { indexDigest, manifestDigest } = image.facts;
  return [indexDigest, manifestDigest].filter((digest) => digest !== undefined);
}

/**
 * The registry with an image under a tag, or under its digest alone. The tag's former image can still be had by its
 * digest.
 */
export function withPushed(
  registry: Registry,
  path: string,
  tag: string | undefined,
  image: Image,
): Registry {
  const before = registry.repositories.get(path);
  const known = before?.images.find((other) => other.kind === 'pushed' && other.image.id === image.id);
  const pushed: RegistryImage = known ?? { kind: 'pushed', image };
  const images = known === undefined ? [...(before?.images ?? []), pushed] : (before?.images ?? []);
  const tags = new Map(before?.tags);
  if (tag !== undefined) tags.set(tag, pushed);
  return { ...registry, repositories: new Map(registry.repositories).set(path, { tags, images }) };
}

/** The registry with a published image made: it can then be asked for by its digest. */
export function withMade(registry: Registry, path: string, published: RegistryImage, image: Image): Registry {
  const before = registry.repositories.get(path);
  if (before === undefined) return registry;
  const made: RegistryImage = { kind: 'pushed', image };
  const exchanged = (stored: RegistryImage): RegistryImage => (stored === published ? made : stored);
  const tags = new Map([...before.tags].map(([tag, stored]) => [tag, exchanged(stored)]));
  const repository = { tags, images: before.images.map(exchanged) };
  return { ...registry, repositories: new Map(registry.repositories).set(path, repository) };
}

/** The blobs of layers that a repository holds. */
export function layersIn({ repositories }: Registry, path: string): ReadonlySet<string> {
  const digests = new Set<string>();
  for (const stored of repositories.get(path)?.images ?? []) {
    if (stored.kind === 'published') {
      for (const { digest } of stored.facts.layers) if (digest !== undefined) digests.add(digest);
    } else {
      for (const { digest } of allLayers(stored.image)) digests.add(digest);
      for (const digest of stored.image.documents.keys()) digests.add(digest);
    }
  }
  return digests;
}
