import type {
  BuildProcess,
  BuildProcessResult,
  BuildWorker,
  Download,
  LayerProgress,
  RegistryLogins,
} from '../../builder';
import { BuildError, buildCosts } from '../../builder';
import { formatPlatform, type Platform } from '../../dockerfile';
import type { Tree } from '../../fs';
import type { Task } from '../../kernel';
import type { Image } from '../../oci';
import { allLayers, familiarString, isIndexType, parseFamiliar, seenFrom, type Reference } from '../../oci';
import { fileNameOf, parseUrl } from '../../programs';
import { asksForLogin, planPull, pullEvents, type RegistryCredentials } from '../../registry';
import type { Daemon } from '../daemon';
import { DaemonError } from '../errors';
import { lookUpImage, readNamedReference } from '../images/find';
import { imageEvent } from '../images/image-event';
import { isForPlatform } from '../images/platform';
import { contentHere, findPublished, playEvents, transferCosts } from '../images/pull';
import { pushImage } from '../images/push';
import { missingPlatform } from '../images/published-platform';
import { publishImage } from '../images/push-index';
import { webGet } from '../web-get';
import { runBuildProcess } from './build-process';

const nobody: RegistryCredentials = { username: '', password: '' };

/** The builder's hands on a daemon's machine. Source: moby builder-next/worker. */
export class DaemonBuildWorker implements BuildWorker {
  constructor(readonly daemon: Daemon) {}

  get nowMs(): number {
    return this.daemon.nowMs;
  }

  get parts(): BuildWorker['parts'] {
    return this.daemon.host;
  }

  random(): number {
    return this.daemon.random();
  }

  busy(ms: number): Task<void> {
    return this.daemon.host.busy(ms);
  }

  background(name: string, task: Task<void>): { cancel(): void } {
    return this.daemon.host.background(name, task);
  }

  *resolveImage(
    reference: string,
    {
      pull,
      platform,
      logins,
    }: { readonly pull: boolean; readonly platform: Platform; readonly logins: RegistryLogins },
  ): Task<Image> {
    const { daemon } = this;
    const local = lookUpImage(daemon, reference)?.image;
    if (local !== undefined && !pull) {
      yield* this.busy(buildCosts.localMetadataMs);
      return asSeenBy(platform, local);
    }
    const { remoteMetadataMs } = buildCosts;
    const challengeMs = remoteMetadataMs / 3;
    yield* this.busy(challengeMs);
    try {
      const named = readNamedReference(reference);
      const credentials = this.#credentials('pull', named, logins);
      yield* this.busy(remoteMetadataMs - challengeMs);
      return asSeenBy(platform, yield* findPublished(daemon, named, credentials));
    } catch (error) {
      throw asBuildError(error);
    }
  }

  *fetchImage(image: Image, _reference: string, tell: (progress: LayerProgress) => void): Task<void> {
    const { daemon } = this;
    if (daemon.images.byId(image.id) !== undefined) return;
    const events = pullEvents(planPull(image, contentHere(daemon)), transferCosts);
    yield* playEvents(daemon, events, function* (message) {
      if (message.kind !== 'layer') return;
      const { layer, phase, currentBytes, totalBytes } = message.event;
      const facts = { digest: layer, current: currentBytes, total: totalBytes };
      if (phase === 'Downloading') tell({ ...facts, phase: 'downloading' });
      else if (phase === 'Download complete')
        tell({ digest: layer, current: totalBytes, total: totalBytes, phase: 'downloading' });
      else if (phase === 'Extracting') tell({ ...facts, phase: 'extracting' });
      else if (phase === 'Pull complete') tell({ ...facts, phase: 'done' });
    });
  }

  /** Without a login a registry that wants one hears of nobody: BuildKit asks it all the same. */
  #credentials(
    purpose: 'pull' | 'push',
    { domain, path }: Reference,
    logins: RegistryLogins,
  ): RegistryCredentials | undefined {
    const registry = this.daemon.registries.get(domain);
    if (registry === undefined || !asksForLogin(registry, purpose)) return undefined;
    const login = logins.lend(registry, `${path}:${purpose === 'pull' ? 'pull' : 'pull,push'}`);
    return login ?? (registry.authentication === 'basic' ? nobody : undefined);
  }

  treeOf(image: Image): Tree {
    return this.daemon.images.treeOf(image);
  }

  run(process: BuildProcess): Task<BuildProcessResult> {
    const { startProcessMs, endProcessMs } = buildCosts;
    return runBuildProcess(this.daemon, process, { startMs: startProcessMs, endMs: endProcessMs });
  }

  /** Source: BuildKit source/http. */
  *fetchUrl(url: string): Task<Download> {
    const fetched = yield* webGet(this.daemon.host, url);
    if ('problem' in fetched) throw new BuildError(fetched.problem);
    const { status, content, etag, modifiedMs } = fetched.answer;
    if (status < 200 || status >= 400) throw new BuildError(`invalid response status ${status}`);
    const from = parseUrl(fetched.at);
    const fileName = from === undefined ? '' : fileNameOf(from);
    return { content, fileName, mtimeMs: modifiedMs, etag };
  }

  storeImage(image: Image, names: readonly string[]): void {
    const { daemon } = this;
    if (names.length === 0) daemon.images.putNameless(image);
    for (const name of names) daemon.images.put(name, image);
    imageEvent(daemon, 'create', image.id, image.id);
    for (const name of names) imageEvent(daemon, 'tag', image.id, familiarString(parseFamiliar(name)));
  }

  *pushImage(_image: Image, name: string, logins: RegistryLogins): Task<void> {
    const reference = parseFamiliar(name);
    const credentials = this.#credentials('push', reference, logins);
    try {
      // Progress tells of the push as a whole only.
      yield* pushImage(this.daemon, reference, {
        ...(credentials === undefined ? {} : { credentials }),
        *tell() {},
      });
    } catch (error) {
      throw asBuildError(error);
    }
  }

  *publishImage(image: Image, name: string, logins: RegistryLogins): Task<void> {
    const reference = parseFamiliar(name);
    try {
      yield* publishImage(this.daemon, reference, image, this.#credentials('push', reference, logins));
    } catch (error) {
      throw asBuildError(error);
    }
  }

  isLayerOfImage(diffId: string): boolean {
    return this.daemon.images.images.some((image) =>
      allLayers(image).some((layer) => layer.diffId === diffId),
    );
  }
}

/**
 * What an image is for a platform; one without an index is taken whatever it is for. Throws a BuildError where its
 * index has nothing for it. Source: BuildKit util/imageutil Config.
 */
function asSeenBy(platform: Platform, image: Image): Image {
  if (!isIndexType(image.target.mediaType)) return image;
  const seen = seenFrom(image, (one) => isForPlatform(one, platform));
  if (seen !== undefined) return seen;
  throw new BuildError(
    missingPlatform(image, formatPlatform(platform)) ?? 'no match for platform in manifest: not found',
  );
}

/** BuildKit names the image itself; only a pull says in front which reference it was resolving. */
function asBuildError(error: unknown): unknown {
  if (!(error instanceof DaemonError)) return error;
  return new BuildError(error.message.replace(/^failed to resolve reference "[^"]*": /, ''));
}
