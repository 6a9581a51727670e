import type {
  AnalysisOptions,
  CheckResult,
  CheckWarning,
  Dockerfile,
  Platform,
  ResolvedStage,
  ResolvedStages,
  StageInstruction,
} from '../dockerfile';
import {
  checkDockerfile,
  createIgnoreMatcher,
  DockerfileError,
  fileSources,
  formatPlatform,
  hostPlatform,
  parseDockerfile,
  parseIgnoreFile,
  PatternError,
  resolveStages,
  stageLabel,
  variablesFrom,
  withImageSuggestion,
} from '../dockerfile';
import { BLOCK_BYTES, blocksBytes } from '../fs';
import type { Task } from '../kernel';
import { formatReference, InvalidReferenceError, parseFamiliar, withDefaultTag, type Image } from '../oci';
import type { Builder } from './builder';
import { buildCosts } from './costs';
import { sendFile } from './files';
import type { Logins } from './logins';
import type { ProgressTeller } from './progress-teller';
import type { BuildRequest } from './request';
import { BuildError } from './result';
import { namedContextOf, type LoadedImage } from './sources';
import { hasStageNames } from './step-names';
import { loadSyntax, type Syntax } from './syntax';
import { internalDigest } from './vertex';
import type { BuildWorker } from './worker';

/** What the frontend works with. */
export interface FrontendSurroundings {
  readonly builder: Builder;
  /** Keeps a record of the cache from being pruned while the build runs. */
  readonly hold: (recordId: string) => void;
  readonly request: BuildRequest;
  readonly worker: BuildWorker;
  readonly progress: ProgressTeller;
  /** The client's logins. */
  readonly logins: Logins;
}

/** A definition of which no more than what the checks say is known: all that `--check` asks for. */
export interface CheckedDefinition {
  readonly check: CheckResult;
  /** What is known besides the text. */
  readonly reading: AnalysisOptions;
}

/** A definition that can be built. */
export interface Definition extends CheckedDefinition {
  readonly text: string;
  /** undefined: the builder's own frontend read it. */
  readonly syntax: Syntax | undefined;
  readonly dockerfile: Dockerfile;
  /** One a platform. */
  readonly builds: readonly { readonly platform: Platform; readonly stages: ResolvedStages }[];
  /** By platform and full name. */
  readonly imageOf: (reference: string, platform: Platform) => LoadedImage;
}

const definitionName = 'definition';

/** An error with the lines that it is about. */
export function dockerfileBuildError(error: DockerfileError, request: BuildRequest): BuildError {
  const { name, text = '' } = request.dockerfile;
  const { range } = error;
  if (range === undefined || range.startLine === 0 || error.code === 'lint')
    return new BuildError(error.message);
  return new BuildError(error.message, { source: { dockerfile: { name, text }, ranges: [range] } });
}

/**
 * Loads the Dockerfile, what is known of its base images, and .dockerignore, and checks it. Throws a BuildError; a
 * Dockerfile that cannot be read is one, unless only checks are asked for.
 * Source: BuildKit frontend/dockerfile/builder Build, dockerui.
 */
export function* loadDefinition(
  platforms: readonly Platform[],
  around: FrontendSurroundings,
): Task<Definition | CheckedDefinition> {
  const { request, progress } = around;
  const text = yield* loadDockerfile(around);
  const syntax = yield* loadSyntax(text, around);
  const buildArgs = Object.fromEntries(request.buildArgs);
  const optionsFor = (platform: Platform) => ({
    buildArgs,
    target: request.target ?? '',
    platform,
    hasAllStages: request.call === 'check' && (request.target ?? '') === '',
  });
  const warn = (warnings: readonly CheckWarning[]): void => {
    tellWarnings(warnings, text, around);
  };
  let dockerfile: Dockerfile;
  let builds: Definition['builds'];
  try {
    dockerfile = parseDockerfile(text);
    if (request.call === 'targets') return { check: { warnings: [] }, reading: {} };
    const parsed = dockerfile;
    builds = platforms.map((platform) => ({ platform, stages: resolveStages(parsed, optionsFor(platform)) }));
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const reading = optionsFor(platforms[0] ?? hostPlatform);
    const { warnings, error: found = error } = checkDockerfile(text, reading);
    if (request.call === 'check') return { check: { warnings, error: found }, reading };
    if (request.call === 'targets') throw dockerfileBuildError(found, request);
    warn(warnings);
    throw dockerfileBuildError(found, request);
  }
  let images: ReadonlyMap<string, LoadedImage>;
  let ignore: ReturnType<typeof ignoreOf>;
  try {
    images = yield* loadMetadata(dockerfile, builds, around);
    yield* loadFile('load .dockerignore', 'context', request.ignoreFile?.text, around);
    ignore = ignoreOf(request);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    const reading = optionsFor(platforms[0] ?? hostPlatform);
    const warnings = checkDockerfile(text, reading).warnings.filter(({ isBeforeImages }) => isBeforeImages);
    if (request.call === 'check') {
      const [range] = error.details.source?.ranges ?? [];
      return { check: { warnings, error: new DockerfileError('reference', error.message, range) }, reading };
    }
    warn(warnings);
    throw error;
  }
  const imageOf = (reference: string, platform: Platform): LoadedImage => {
    const image = images.get(imageKey(reference, platform));
    if (image === undefined) throw new BuildError(`no metadata of ${reference}`);
    return image;
  };
  const platform = platforms[0] ?? hostPlatform;
  const reading: AnalysisOptions = {
    ...optionsFor(platform),
    ...ignore,
    baseImage: (reference, wanted) => describeBase(images.get(imageKey(reference, wanted))?.image),
  };
  const check = checkDockerfile(text, reading);
  if (request.call !== 'check') {
    warn(check.warnings);
    if (check.error !== undefined) throw dockerfileBuildError(check.error, request);
  }
  progress.announce([]);
  return { text, syntax, dockerfile, builds, imageOf, check, reading };
}

/** Throws a BuildError for a pattern that is none. */
function ignoreOf({ ignoreFile }: BuildRequest) {
  if (ignoreFile === undefined) return {};
  try {
    return { ignore: createIgnoreMatcher(parseIgnoreFile(ignoreFile.text)) };
  } catch (error) {
    throw error instanceof PatternError ? new BuildError(error.message) : error;
  }
}

function describeBase(image: Image | undefined) {
  if (image === undefined) return undefined;
  const { Env = [], WorkingDir = '', Shell = [], OnBuild = [] } = image.config.config;
  return {
    env: variablesFrom(Env),
    workdir: WorkingDir === '' ? '/' : WorkingDir,
    shell: Shell,
    triggers: OnBuild,
    platform: platformOfImage(image),
  };
}

function platformOfImage({ config }: Image): Platform {
  return { os: config.os, architecture: config.architecture, variant: config.variant ?? '', osVersion: '' };
}

function tellWarnings(
  warnings: readonly CheckWarning[],
  text: string,
  { request, progress }: FrontendSurroundings,
): void {
  progress.warn(
    warnings.map(({ rule, detail, description, url, range }) => ({
      vertex: internalDigest(definitionName),
      short: `${rule}: ${detail} (line ${range.startLine})`,
      detail: [description],
      url,
      dockerfile: { name: request.dockerfile.name, text },
      range: [range],
    })),
  );
}

function* loadDockerfile(around: FrontendSurroundings): Task<string> {
  const { name, text } = around.request.dockerfile;
  yield* loadFile(`load build definition from ${name}`, 'dockerfile', text, around, definitionName);
  if (text === undefined)
    throw new BuildError(`failed to read dockerfile: open ${name}: no such file or directory`);
  return text;
}

/** A file of the client's that the builder itself reads. */
export function* loadFile(
  what: string,
  source: string,
  text: string | undefined,
  { builder, hold, request, worker, progress }: FrontendSurroundings,
  key = `${source} ${what}`,
  scope = 'internal',
): Task<void> {
  const digest = internalDigest(key);
  progress.announce([{ digest, name: `[${scope}] ${what}`, inputs: [] }]);
  progress.started(digest);
  const startedMs = worker.nowMs;
  yield* worker.busy(buildCosts.loadFileMs);
  const content = new TextEncoder().encode(text ?? '');
  const node = { kind: 'file', content, mode: 0o644, uid: 0, gid: 0, mtimeMs: startedMs } as const;
  const bytes = sendFile(what.split(' ').at(-1) ?? '', text === undefined ? undefined : node);
  const completedMs = worker.nowMs;
  const kept = builder.keptContext(
    `${request.localPaths.context} ${source} ${what}`,
    `local source for ${source}`,
    worker,
  );
  hold(kept.recordId);
  kept.sizeBytes = BLOCK_BYTES + (text === undefined ? 0 : blocksBytes(content.length));
  kept.lastUsedMs = completedMs;
  kept.usageCount += 1;
  progress.status({
    vertex: digest,
    id: `transferring ${source}:`,
    current: bytes,
    total: 0,
    startedMs,
    completedMs,
  });
  progress.completed(digest);
}

export function fullReference(name: string): string {
  try {
    return formatReference(withDefaultTag(parseFamiliar(name)));
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw new BuildError(error.message);
    throw error;
  }
}

function imageKey(reference: string, { os, architecture, variant }: Platform): string {
  return [reference, os, architecture, variant].join(' ');
}

/** What is asked of registries before anything is built: one vertex for each image that is needed. */
function* loadMetadata(
  dockerfile: Dockerfile,
  builds: Definition['builds'],
  around: FrontendSurroundings,
): Task<ReadonlyMap<string, LoadedImage>> {
  const images = new Map<string, LoadedImage>();
  for (const { platform, stages } of builds) {
    for (const stage of stages.stages) {
      if (!stage.isNeeded) continue;
      for (const needed of imagesOf(stage, platform, dockerfile, around.request)) {
        const key = imageKey(needed.replaces ?? needed.reference, needed.platform);
        if (images.has(key)) continue;
        const { reference, context } = needed;
        const image = yield* loadOne(needed, dockerfile, around);
        images.set(key, { image, reference, ...(context !== undefined && { context }) });
      }
    }
  }
  return images;
}

interface NeededImage {
  readonly reference: string;
  /** As the Dockerfile has it. */
  readonly written: string;
  readonly by: ResolvedStage['stage']['from'] | StageInstruction;
  readonly platform: Platform;
  /** The context that names it, and the full name of the image that it stands in for. */
  readonly context?: LoadedImage['context'];
  readonly replaces?: string;
}

function imagesOf(
  { base, image, stage, platform }: ResolvedStage,
  target: Platform,
  { stages, escape }: Dockerfile,
  request: BuildRequest,
): readonly NeededImage[] {
  const own: NeededImage[] =
    base.kind === 'image' ? [{ reference: base.reference, written: image, by: stage.from, platform }] : [];
  const others = stage.instructions.flatMap((by) =>
    fileSources(by, stages, escape).flatMap((source): NeededImage[] => {
      if (source.kind === 'stage' || source.name === 'scratch') return [];
      return [{ reference: fullReference(source.name), written: source.name, by, platform: target }];
    }),
  );
  return [...own, ...others].flatMap((needed) => replaced(needed, request));
}

/** What `--build-context` makes of it: another image, or none. */
function replaced(needed: NeededImage, request: BuildRequest): readonly NeededImage[] {
  const named = namedContextOf(request, needed.reference);
  if (named === undefined) return [needed];
  if ('tree' in named.context) return [];
  const written = named.context.image;
  const context = { name: named.name, written };
  return [{ ...needed, reference: fullReference(written), written, context, replaces: needed.reference }];
}

function* loadOne(
  { reference, written, platform, by: { range }, context }: NeededImage,
  dockerfile: Dockerfile,
  { request, worker, progress, logins }: FrontendSurroundings,
): Task<Image> {
  const digest = internalDigest(`metadata ${reference} ${platform.architecture}`);
  const name =
    context === undefined
      ? `[${request.platforms.length > 1 ? `${formatPlatform(platform)} ` : ''}internal] load metadata for ${reference}`
      : `[context ${context.name}] load metadata for ${context.written}`;
  progress.announce([{ digest, name, inputs: [] }]);
  progress.started(digest);
  try {
    const image = yield* worker.resolveImage(reference, { pull: request.pull, platform, logins });
    progress.completed(digest);
    return image;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    const { name: file, text = '' } = request.dockerfile;
    progress.completed(digest, error.message);
    const message = `failed to resolve source metadata for ${reference}: ${error.message}`;
    const names = hasStageNames(dockerfile) ? dockerfile.stages.map(stageLabel) : [];
    const shown =
      context === undefined ? withImageSuggestion(`${written}: ${message}`, written, names) : message;
    throw new BuildError(shown, {
      source: { dockerfile: { name: file, text }, ranges: [range] },
      vertex: digest,
    });
  }
}
