import type { Platform, ResolvedStage, StageInstruction } from '../dockerfile';
import { DockerfileError, fileSources, hostPlatform, parsePlatform } from '../dockerfile';
import type { Task } from '../kernel';
import type { Image } from '../oci';
import type { Attempts } from './attempts';
import { stagesOfBuild, type BuildStage } from './build-stages';
import type { Builder } from './builder';
import { checkGranted, checkSteps } from './entitlements';
import { contextPathsOf, rootedPath, type ContextRequest } from './files';
import {
  dockerfileBuildError,
  fullReference,
  loadDefinition,
  loadFile,
  type Definition,
  type FrontendSurroundings,
} from './frontend';
import type { BuildHistoryRecord } from './history';
import { noIngredients } from './ingredients';
import { Logins } from './logins';
import type { SolveStatus } from './progress';
import { ProgressTeller } from './progress-teller';
import { exportResult, type ExportedBuild } from './export-result';
import { remoteCaches, type RemoteCaches } from './remote-caches';
import { randomId } from './random-id';
import type { BuildRequest } from './request';
import { BuildError, type BuildResult } from './result';
import { Solver, StepError, type Solved } from './solver';
import { imageOperation, imageStepName, localStep, namedContextOf, type LoadedImage } from './sources';
import { stepsOfStages, type StageSteps } from './stage-steps';
import { hasStageNames } from './step-names';
import type { CachedStep } from './step-cache';
import { StepRunner } from './step-runner';
import type { BuildVerdict } from './verdict';
import { Graph, type BuildVertex, type Step } from './vertex';
import { verdictsOf } from './verdicts';
import type { BuildWorker } from './worker';

/** A platform's stages, and the one that was asked for. */
export interface PlatformBuild {
  readonly platform: Platform;
  readonly stages: ReadonlyMap<number, StageSteps>;
  readonly target: StageSteps;
  /** What its result is to be dated with. */
  readonly epochMs: number | undefined;
}

/**
 * Builds what a request asks for; `onStatus` hears of all that happens. Throws a BuildError. Source: BuildKit
 * solver/llbsolver Solve, frontend/dockerfile.
 */
export function* solveBuild(
  builder: Builder,
  worker: BuildWorker,
  request: BuildRequest,
  onStatus: (status: SolveStatus) => void,
): Task<BuildResult> {
  const held = builder.hold();
  const progress = new ProgressTeller(() => worker.nowMs, onStatus);
  const ref = randomId(() => worker.random());
  const startedMs = worker.nowMs;
  const keepHistory = (
    facts: Pick<
      BuildHistoryRecord,
      'status' | 'error' | 'imageId' | 'verdicts' | 'stages' | 'materials' | 'attachments'
    >,
  ): void => {
    const ran = progress.vertices.filter(({ completedMs }) => completedMs !== undefined);
    builder.history.push({
      ref,
      request,
      startedMs,
      completedMs: worker.nowMs,
      totalSteps: progress.vertices.length,
      completedSteps: ran.length,
      cachedSteps: ran.filter(({ cached }) => cached).length,
      progress: progress.told,
      warningCount: progress.warnings.length,
      ...facts,
    });
  };
  let verdicts: readonly BuildVerdict[] = [];
  let stages: readonly BuildStage[] = [];
  let status: BuildHistoryRecord['status'] = 'canceled';
  let message: string | undefined = 'context canceled';
  let imageId: string | undefined;
  let record: ExportedBuild['record'] = { materials: [], attachments: [] };
  let taken: readonly CachedStep[] = [];
  let drop: RemoteCaches['dropUnused'] | undefined;
  try {
    const logins = new Logins(builder, request.logins, progress);
    const around = { builder, hold: held.add, request, worker, progress, logins };
    checkGranted(request);
    const remote = yield* remoteCaches(request, worker);
    remote?.checkExports(request.cacheExports);
    drop = remote?.dropUnused;
    const platforms = requestedPlatforms(request);
    const definition = yield* loadDefinition(platforms, around);
    if (request.call !== undefined || !('dockerfile' in definition)) {
      status = 'completed';
      message = undefined;
      const { check, reading } = definition;
      return { ref, platforms: [], image: undefined, caches: [], check, reading, verdicts };
    }
    stages = stagesOfBuild(definition);
    const session = yield* prepare(definition, around);
    let exported: ExportedBuild;
    let caches: BuildResult['caches'];
    try {
      if (remote !== undefined) {
        taken = yield* remote.importCaches(session.graph.vertices, takeInHands(session, worker), around);
      }
      const solved = yield* solveSteps(session);
      exported = yield* exportResult(session.builds, solved, definition.syntax, around);
      caches = remote === undefined ? [] : yield* remote.exportCaches(solved, session.targets, around);
    } catch (error) {
      throw withPlace(error, session, request);
    } finally {
      // Also of a build that is stopped.
      verdicts = verdictsOf(session);
    }
    status = 'completed';
    message = undefined;
    imageId = exported.image?.id;
    ({ record } = exported);
    const { platforms: results, image } = exported;
    const epochMs = session.builds[0]?.epochMs;
    const done = { ref, platforms: results, image, epochMs, caches, verdicts };
    return { ...done, check: undefined, reading: undefined };
  } catch (error) {
    progress.cancelRunning();
    if (!(error instanceof BuildError)) throw error;
    status = 'error';
    ({ message } = error);
    throw new BuildError(error.message, { ...error.details, verdicts, ref });
  } finally {
    drop?.(builder.cache, taken);
    keepHistory({ status, error: message, imageId, verdicts, stages, ...record });
    held.release();
  }
}

function takeInHands({ runner }: BuildSession, worker: BuildWorker) {
  return {
    newKey: () => runner.newKey(),
    newId: () => runner.newId(),
    treeOf: (image: Image) => worker.treeOf(image),
  };
}

function* solveSteps({ solver, runner, targets }: BuildSession): Task<readonly Solved[]> {
  try {
    return yield* solver.solve(targets);
  } finally {
    runner.stop();
  }
}

function requestedPlatforms({ platforms }: BuildRequest): readonly Platform[] {
  if (platforms.length === 0) return [hostPlatform];
  try {
    return platforms.map(parsePlatform);
  } catch (error) {
    if (error instanceof DockerfileError) throw new BuildError(error.message);
    throw error;
  }
}

/** A build whose graph is made. */
export interface BuildSession {
  readonly definition: Definition;
  readonly builds: readonly PlatformBuild[];
  readonly graph: Graph;
  readonly solver: Solver;
  readonly runner: StepRunner;
  readonly targets: readonly BuildVertex[];
  readonly attempts: Attempts;
  /** Its number among the builds. */
  readonly number: number;
  readonly progress: ProgressTeller;
}

function* prepare(definition: Definition, around: FrontendSurroundings): Task<BuildSession> {
  const { builder, hold, request, worker, progress } = around;
  const graph = new Graph();
  const localFolders = new LocalFolders(request, () => graph);
  const { dockerfile } = definition;
  yield* localFolders.loadIgnoreFiles(definition, around);
  const hasSeveral = definition.builds.length > 1;
  const showsStageNames = hasStageNames(dockerfile);
  let builds: readonly PlatformBuild[];
  try {
    builds = definition.builds.map(({ platform, stages }) => {
      const { imageOf } = definition;
      // Whatever the stage is built for, files come from the target's own kind of image.
      const targetImageOf = (reference: string) => imageOf(reference, platform);
      const done = stepsOfStages({
        project: `${request.localPaths.context}\n${request.localPaths.dockerfile}`,
        dockerfile,
        stages,
        buildArgs: Object.fromEntries(request.buildArgs),
        imageOf,
        folderOf: (reference) => localFolders.find(reference),
        filesOf: (name, by) => filesStep(name, by, localFolders, platform, targetImageOf),
        contextStep: localFolders.context,
        settings: request,
        cacheFlagOf: (stage) => cacheFlagOf(stage, request),
        showsStageNames,
        showsPlatforms: hasSeveral,
      });
      const target = done.get(stages.targetIndex);
      if (target === undefined) throw new TypeError('the target is always needed');
      return { platform, stages: done, target, epochMs: stages.epochMs };
    });
  } catch (error) {
    if (error instanceof DockerfileError) throw dockerfileBuildError(error, request);
    throw error;
  }
  const targets = builds.flatMap(({ target }) => (target.end === undefined ? [] : [graph.add(target.end)]));
  checkSteps(graph, request);
  // With `--link`, copying and laying the layer on what is there are one step to who watches.
  const shownAs = new Map(
    graph.vertices.flatMap(({ digest, operation, inputs }): [string, string][] => {
      const copy = operation.kind === 'merge' ? inputs.at(-1)?.node : undefined;
      return copy === undefined ? [] : [[copy.digest, digest]];
    }),
  );
  progress.announce(
    graph.vertices.flatMap(({ digest, name, inputs }) =>
      shownAs.has(digest) ? [] : [{ digest, name, inputs: inputs.map(({ node }) => node.digest) }],
    ),
  );
  const mounting: ReadonlySet<string> = new Set(['exec', 'folder', 'transfer']);
  const mounted = new Set(
    graph.vertices.flatMap(({ operation, inputs }) =>
      mounting.has(operation.kind) ? inputs.map(({ node }) => node.digest) : [],
    ),
  );
  const runner = new StepRunner({
    builder,
    hold,
    worker,
    progress,
    secrets: request.secrets,
    shownAs,
    isMounted: ({ digest }) => mounted.has(digest),
    contextKey: (name) => `${request.localPaths.context} ${name}`,
  });
  const { cache } = builder;
  const { attempts } = cache;
  const number = attempts.beginBuild();
  return {
    definition,
    builds,
    graph,
    solver: new Solver(cache, runner),
    runner,
    targets,
    attempts,
    number,
    progress,
  };
}

function cacheFlagOf({ stage }: ResolvedStage, { noCache, noCacheFilter }: BuildRequest): string | undefined {
  if (noCache) return '--no-cache';
  const isNamed = noCacheFilter.some((name) => name.toLowerCase() === stage.name);
  return isNamed ? `--no-cache-filter=${stage.name}` : undefined;
}

/** A folder or an image that files are taken from. */
function filesStep(
  name: string,
  { range }: StageInstruction,
  folders: LocalFolders,
  platform: Platform,
  imageOf: (reference: string) => LoadedImage,
): Step | undefined {
  if (name === 'scratch') return undefined;
  const wanted = fullReference(name);
  const folder = folders.find(wanted);
  if (folder !== undefined) return folder;
  const { image, reference, context } = imageOf(wanted);
  return {
    operation: imageOperation(reference, image, { isByName: context !== undefined, platform }),
    inputs: [],
    name: imageStepName({ image, reference, context }),
    range: context === undefined ? range : undefined,
    cacheFlag: undefined,
    ingredients: noIngredients,
  };
}

/** The client's folders: the build context, and those that have names of their own. */
class LocalFolders {
  readonly context: Step;
  readonly #named = new Map<string, Step>();

  constructor(
    readonly request: BuildRequest,
    readonly graph: () => Graph,
  ) {
    const { context, ignoreFile } = request;
    this.context = localStep(
      {
        name: 'context',
        request: () => ({ folder: context, ignore: ignoreFile?.text, paths: this.#pathsOf(this.context) }),
      },
      '[internal] load build context',
    );
  }

  /** The folder that stands in for an image, by the image's full name. */
  find(reference: string): Step | undefined {
    const named = namedContextOf(this.request, reference);
    return named === undefined ? undefined : this.#named.get(named.name);
  }

  /** Each folder that is used and has a name may have a .dockerignore of its own. */
  *loadIgnoreFiles({ dockerfile, builds }: Definition, around: FrontendSurroundings): Task<void> {
    const { stages, escape } = dockerfile;
    const bases = builds.flatMap(({ stages: { stages: resolved } }) =>
      resolved.flatMap(({ base, isNeeded }) => (isNeeded && base.kind === 'image' ? [base.reference] : [])),
    );
    const copied = stages
      .flatMap(({ instructions }) => instructions)
      .flatMap((instruction) => fileSources(instruction, stages, escape))
      .flatMap((source) =>
        source.kind === 'image' && source.name !== 'scratch' ? [fullReference(source.name)] : [],
      );
    const used = new Set([...bases, ...copied].map((image) => namedContextOf(this.request, image)?.name));
    for (const [name, context] of this.request.namedContexts) {
      if (!used.has(name) || !('tree' in context)) continue;
      const node = context.tree.entries.get('.dockerignore');
      const ignore =
        node?.kind === 'file' && node.content instanceof Uint8Array
          ? new TextDecoder().decode(node.content)
          : undefined;
      yield* loadFile('load .dockerignore', name, ignore, around, `ignore ${name}`, `context ${name}`);
      const request: ContextRequest = { folder: context.tree, ignore, paths: undefined };
      this.#named.set(
        name,
        localStep({ name, request: () => request }, `[context ${name}] load from client`),
      );
    }
  }

  /** What the build's steps need of a folder. */
  #pathsOf(folder: Step): readonly string[] | undefined {
    const vertex = this.graph().vertexOf(folder);
    const paths: string[] = [];
    for (const { operation, inputs } of this.graph().vertices) {
      const index = inputs.findIndex(({ node }) => node.digest === vertex?.digest);
      if (index < 0) continue;
      if (operation.kind === 'transfer') {
        const needed = contextPathsOf([operation.plan]);
        if (needed === undefined) return undefined;
        paths.push(...needed);
      } else if (operation.kind === 'exec') {
        for (const { input, source } of operation.mounts) {
          if (input !== index) continue;
          if (rootedPath(source) === '/') return undefined;
          paths.push(rootedPath(source).slice(1));
        }
      }
    }
    return [...new Set(paths)].sort();
  }
}

/** Source: BuildKit solver/edge.go. */
const CACHE_KEY_FAILURES = {
  none: '',
  loaded: 'failed to load cache key: ',
  computed: 'failed to compute cache key: ',
} as const;

/** Says where in the Dockerfile a step failed. */
function withPlace(error: unknown, { graph, solver }: BuildSession, request: BuildRequest): unknown {
  if (!(error instanceof StepError)) return error;
  const failed = graph.vertices.find((vertex) => solver.stateOf(vertex).error === error);
  const { name, text = '' } = request.dockerfile;
  const ranges = failed?.ranges ?? [];
  const message = `${CACHE_KEY_FAILURES[error.cacheKey ?? 'none']}${error.message}`;
  return new BuildError(message, {
    ...(ranges.length === 0 ? {} : { source: { dockerfile: { name, text }, ranges } }),
    ...(failed === undefined ? {} : { vertex: failed.digest }),
  });
}
