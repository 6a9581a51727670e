import { formatPlatform, hostPlatform } from '../../dockerfile';
import { part, type Task } from '../../kernel';
import type { Digest, Image, PlatformImage, Reference } from '../../oci';
import {
  allLayers,
  chainIds,
  familiarName,
  familiarString,
  formatReference,
  isIndexType,
  packing,
  platformImages,
  platformManifests,
  repositoryName,
  seenFrom,
  withOwnDocuments,
} from '../../oci';
import type { RegistryCredentials, RegistryImage, TransferCosts, TransferEvent } from '../../registry';
import {
  digestsOf,
  findAllowed,
  imageFromFacts,
  needsPacking,
  planPull,
  pullEvents,
  withMade,
} from '../../registry';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { readNamedReference } from './find';
import { imageEvent } from './image-event';
import { isForPlatform } from './platform';

const refusals = part<typeof import('./registry-refusals')>('daemon/images/registry-refusals');

/** What a pull or a push tells while it goes on. */
export type TransferMessage =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'layer'; readonly event: TransferEvent };

export interface TransferOptions {
  readonly credentials?: RegistryCredentials;
  /** `linux/amd64`; missing: the machine's own. */
  readonly platform?: string;
  readonly tell: (message: TransferMessage) => Task<void>;
}

/** How fast the line to a registry is. */
export const transferCosts: TransferCosts = {
  roundTripMs: costs.registryRoundTripMs,
  transferMsPerMegabyte: costs.downloadMsPerMegabyte,
  unpackMsPerMegabyte: costs.unpackMsPerMegabyte,
  parallel: 3,
  tickMs: 100,
};

/** Pulls an image from its registry. Source: moby, containerd ImageService.PullImage. */
export function* pullImage(
  daemon: Daemon,
  text: string,
  { credentials, platform, tell }: TransferOptions,
): Task<Image> {
  const reference = readNamedReference(text);
  const line = (content: string): Task<void> => tell({ kind: 'line', text: content });
  yield* daemon.host.busy(costs.registryRoundTripMs);
  const found = yield* findPublished(daemon, reference, credentials);
  const isWanted = (one: PlatformImage): boolean => platformOf(one) === platform;
  const image = withOwnDocuments((platform === undefined ? undefined : seenFrom(found, isWanted)) ?? found);
  yield* line(`${reference.digest ?? reference.tag ?? 'latest'}: Pulling from ${reference.path}`);
  const wanted = platform ?? formatPlatform(hostPlatform);
  const isForIt = platform === undefined ? isNamedForHost(image) : platform === platformOf(image);
  if (!isForIt) {
    throw (yield* refusals(daemon.host)).platformRefusal(image, wanted);
  }
  const name = formatReference(reference);
  const local = daemon.images.byName(name);
  const isHere = local?.id === image.id;
  if (!isHere || !hasPlatform(local, image)) {
    yield* playEvents(daemon, pullEvents(planPull(image, contentHere(daemon)), transferCosts), tell);
    daemon.images.putKeeping(name, isHere ? together(local, image) : image);
  }
  daemon.images.noteRepository(image.id, repositoryName(reference));
  imageEvent(daemon, 'pull', familiarString(reference), familiarName(reference), image);
  yield* line(`Digest: ${image.id}`);
  const shown = familiarString(reference);
  yield* line(`Status: ${isHere ? 'Image is up to date' : 'Downloaded newer image'} for ${shown}`);
  return image;
}

/** Whether what is for one platform is here. */
function hasPlatform(local: Image, { manifestDescriptor: { digest } }: Image): boolean {
  return platformImages(local).some(({ manifestDescriptor }) => manifestDescriptor.digest === digest);
}

/** What is here of an image, and what was pulled of it for another platform. */
function together(local: Image, pulled: Image): Image {
  const { manifestDescriptor, manifest, config, layers } = pulled;
  const others = [...(local.others ?? []), { manifestDescriptor, manifest, config, layers }];
  const whole = { ...local, others, documents: new Map([...local.documents, ...pulled.documents]) };
  return seenFrom(whole, (one) => isForPlatform(one, hostPlatform)) ?? whole;
}

/** Whether an index has a manifest for this machine; an image without an index is pulled whatever it is for. */
function isNamedForHost({ target, documents }: Image): boolean {
  const index = documents.get(target.digest);
  if (index === undefined || !isIndexType(target.mediaType)) return true;
  return platformManifests(index).some(
    ({ platform }) =>
      platform === undefined ||
      (platform.os === hostPlatform.os && platform.architecture === hostPlatform.architecture),
  );
}

/** `linux/amd64`, `linux/arm64/v8`. */
export function platformOf({ config: { os, architecture, variant } }: PlatformImage): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

/** The image that a reference leads to in its registry. Throws a DaemonError with the registry's refusal. */
export function* findPublished(
  daemon: Daemon,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
): Task<Image> {
  if (reference.digest !== undefined) yield* makeUnstated(daemon, reference);
  const registry = daemon.registries.get(reference.domain);
  const stored = registry && findAllowed(registry, reference, credentials);
  if (stored === undefined)
    throw (yield* refusals(daemon.host)).pullRefusal(registry, reference, credentials);
  return yield* imageOf(daemon, stored);
}

/** Images whose facts state no digest have one only when they are made: that comes before asking by digest. */
function* makeUnstated(daemon: Daemon, { domain, path }: Reference): Task<void> {
  for (const stored of daemon.registries.get(domain)?.repositories.get(path)?.images ?? []) {
    if (stored.kind === 'pushed' || digestsOf(stored).length > 0) continue;
    const image = yield* imageOf(daemon, stored);
    const registry = daemon.registries.get(domain);
    if (registry !== undefined) daemon.registries.set(domain, withMade(registry, path, stored, image));
  }
}

/** An image of a registry, made of its facts when it is first wanted. */
export function* imageOf(daemon: Daemon, stored: RegistryImage): Task<Image> {
  if (stored.kind === 'pushed') return stored.image;
  const { facts } = stored;
  const known = daemon.published.get(facts);
  if (known !== undefined) return known;
  for (const key of new Set(facts.layers.flatMap(({ files }) => files ?? [])))
    yield* daemon.host.needRecipe(key);
  const packer = needsPacking(facts) ? yield* packing(daemon.host) : undefined;
  const image = imageFromFacts(facts, daemon.host.workshop, packer);
  daemon.published.set(facts, image);
  return image;
}

/** Blobs and unpacked stacks that need not be fetched again. */
export function contentHere({ images }: Daemon): {
  readonly blobs: ReadonlySet<Digest>;
  readonly chains: ReadonlySet<Digest>;
} {
  const blobs = new Set<Digest>();
  const chains = new Set<Digest>();
  for (const image of images.images) {
    const { layers, documents } = image;
    for (const { digest } of allLayers(image)) blobs.add(digest);
    for (const digest of documents.keys()) blobs.add(digest);
    for (const chainId of chainIds(layers.map(({ diffId }) => diffId))) chains.add(chainId);
  }
  return { blobs, chains };
}

/** Tells each event when its time has come. */
export function* playEvents(
  daemon: Daemon,
  events: readonly TransferEvent[],
  tell: TransferOptions['tell'],
): Task<void> {
  const startMs = daemon.nowMs;
  for (const event of events) {
    const waitMs = startMs + event.atMs - daemon.nowMs;
    if (waitMs > 0) yield* daemon.host.busy(waitMs);
    yield* tell({ kind: 'layer', event });
  }
}
