import type { Node, Tree } from '../fs';
import { emptyTree, treeUsage } from '../fs';
import type { Task } from '../kernel';
import { digestOf } from '../oci';
import type { Builder, KeptContext } from './builder';
import type { CacheRecordKind } from './cache-records';
import { buildCosts, megabytes } from './costs';
import { commandText } from './exec-step';
import {
  downloadTree,
  FileOpError,
  layLinked,
  makeWorkingDirectory,
  runTransfer,
  select,
  sendContext,
  type Selection,
  type Selector,
} from './files';
import type { DownloadOperation, ImageOperation, LocalOperation, TransferOperation } from './operations';
import type { ProgressTeller } from './progress-teller';
import { randomId } from './random-id';
import { BuildError } from './result';
import { runExec } from './run-exec';
import { Snapshot } from './snapshot';
import { StepError, type Executed, type Solved, type SolverHands } from './solver';
import { imageKeys } from './sources';
import type { CachedStep } from './step-cache';
import type { BuildVertex } from './vertex';
import type { BuildWorker, Download, LayerProgress } from './worker';

/** What a build's steps are run with. */
export interface StepRunnerOptions {
  readonly builder: Builder;
  /** Keeps a record of the cache from being pruned while the build runs. */
  readonly hold: (recordId: string) => void;
  readonly worker: BuildWorker;
  readonly progress: ProgressTeller;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** What the client's folder with this name is called in the builder, so that a later build finds it again. */
  readonly contextKey: (name: string) => string;
  /** Vertices that progress shows as part of another one. */
  readonly shownAs: ReadonlyMap<string, string>;
  /** Whether a vertex' files are mounted for another step, and not only made a layer of the image. */
  readonly isMounted: (vertex: BuildVertex) => boolean;
}

/** Does what the solver decides: looks into inputs, runs steps, keeps what they give, and tells of it. */
export class StepRunner implements SolverHands {
  readonly #downloads = new Map<string, Download>();

  readonly #looks: { cancel(): void }[] = [];

  constructor(readonly options: StepRunnerOptions) {}

  background(name: string, task: Task<void>): { cancel(): void } {
    return this.options.worker.background(name, task);
  }

  newKey(): string {
    return `key ${randomId(() => this.options.worker.random())}`;
  }

  newId(): string {
    return randomId(() => this.options.worker.random());
  }

  *rootKeys({ digest, operation }: BuildVertex): Task<readonly string[] | undefined> {
    const { progress, worker } = this.options;
    switch (operation.kind) {
      case 'image': {
        progress.started(digest);
        const { reference, image, isByName } = operation;
        progress.note(digest, `resolve ${reference}${isByName ? '' : `@${image.id}`}`);
        yield* worker.busy(buildCosts.lookUpMs);
        progress.completed(digest);
        return imageKeys(operation);
      }
      case 'inline':
        progress.started(digest);
        progress.completed(digest);
        return [operation.definition];
      case 'download': {
        progress.started(digest);
        const download = yield* this.#download(operation.url);
        this.#downloads.set(operation.url, download);
        progress.completed(digest);
        return [`${operation.definition} ${digestOf(download.content)}`];
      }
      case 'local':
        return undefined;
      default:
        // A step on nothing: `FROM scratch` and then COPY of a here-document.
        return [operation.definition];
    }
  }

  *#download(url: string): Task<Download> {
    try {
      return yield* this.options.worker.fetchUrl(url);
    } catch (error) {
      throw error instanceof BuildError ? new StepError(error.message, 'loaded') : error;
    }
  }

  select(selector: Selector, { hashed, step }: Solved): Selection {
    try {
      return select(hashed, selector);
    } catch (error) {
      if (!(error instanceof FileOpError)) throw error;
      const reference = `${step.id}::${this.newId()}`;
      throw new StepError(`failed to calculate checksum of ref ${reference}: ${error.message}`, 'computed');
    }
  }

  *execute(vertex: BuildVertex, inputs: readonly Solved[]): Task<Executed> {
    const { progress } = this.options;
    const shown = this.#shown(vertex);
    progress.started(shown);
    const executed = yield* this.#run(vertex, inputs);
    if (shown === vertex.digest) progress.completed(shown);
    return executed;
  }

  *#run(vertex: BuildVertex, inputs: readonly Solved[]): Task<Executed> {
    const { operation, digest } = vertex;
    const { builder, worker, progress, secrets } = this.options;
    const below = inputs[0]?.snapshot;
    switch (operation.kind) {
      case 'image':
        return { snapshot: yield* this.#fetch(vertex, operation) };
      case 'local':
        return yield* this.#receive(vertex, operation);
      case 'inline':
        return { snapshot: new Snapshot(writtenAt(operation.tree, worker.nowMs), undefined) };
      case 'download':
        return { snapshot: this.#downloaded(operation) };
      case 'exec':
        return yield* runExec(operation, inputs, {
          builder,
          worker,
          secrets,
          newId: () => this.newId(),
          onOutput: (stream, data) => {
            progress.log(digest, stream, data);
          },
        });
      case 'transfer':
        return { snapshot: yield* this.#copy(operation, inputs) };
      case 'folder': {
        yield* worker.busy(buildCosts.folderMs);
        const { path, owner, epochMs, hasDestination } = operation;
        const under = hasDestination ? below : undefined;
        const make = (): Tree => makeWorkingDirectory(under?.tree, path, owner, epochMs ?? worker.nowMs);
        return { snapshot: new Snapshot(asStepError(make), under) };
      }
      case 'merge': {
        yield* worker.busy(buildCosts.mergeMs);
        if (this.options.isMounted(vertex)) progress.note(digest, 'merging');
        const [lower, upper] = inputs;
        if (lower === undefined || upper === undefined) throw new TypeError('a merge of two');
        const tree = layLinked(lower.snapshot.tree, upper.snapshot.tree);
        return { snapshot: new Snapshot(tree, lower.snapshot) };
      }
    }
  }

  #shown({ digest }: BuildVertex): string {
    return this.options.shownAs.get(digest) ?? digest;
  }

  *#fetch({ digest }: BuildVertex, { image, reference }: ImageOperation): Task<Snapshot> {
    const { worker, progress } = this.options;
    const started = new Map<string, number>();
    // A download counts its bytes; of unpacking only the begin and the end are told, as containerd's unpacker does.
    const tell = ({ digest: layer, phase, current, total }: LayerProgress): void => {
      const isDownload = phase === 'downloading';
      const id = isDownload ? layer : `extracting ${layer}`;
      const startedMs = started.get(id) ?? worker.nowMs;
      if (phase === 'extracting' && started.has(id)) return;
      started.set(id, startedMs);
      const isDone = phase === 'done' || (isDownload && current === total);
      const completed = isDone ? { completedMs: worker.nowMs } : {};
      const bytes = isDownload ? { current, total } : { current: 0, total: 0 };
      progress.status({ vertex: digest, id, ...bytes, startedMs, ...completed });
    };
    yield* worker.fetchImage(image, reference, tell);
    yield* worker.busy(buildCosts.prepareImageMs);
    return new Snapshot(worker.treeOf(image), undefined, image.layers);
  }

  *#receive({ digest }: BuildVertex, operation: LocalOperation): Task<Executed> {
    const { worker, progress } = this.options;
    const kept = this.#context(operation.name);
    this.options.hold(kept.recordId);
    const startedMs = worker.nowMs;
    const id = `transferring ${operation.name}:`;
    const { copy, sentBytes } = asStepError(() => sendContext(kept.copy, operation.request()));
    const changedBytes = sentBytes;
    yield* worker.busy(buildCosts.contextMs + megabytes(changedBytes) * buildCosts.contextMsPerMegabyte);
    kept.copy = copy;
    kept.sizeBytes = treeUsage(copy.tree).diskBytes;
    kept.lastUsedMs = worker.nowMs;
    kept.usageCount += 1;
    const completedMs = worker.nowMs;
    progress.status({ vertex: digest, id, current: sentBytes, total: 0, startedMs, completedMs });
    return { snapshot: new Snapshot(copy.tree, undefined), hashed: copy.hashed };
  }

  #context(name: string): KeptContext {
    const { builder, worker, contextKey } = this.options;
    return builder.keptContext(contextKey(name), `local source for ${name}`, worker);
  }

  #downloaded(operation: DownloadOperation): Snapshot {
    const download = this.#downloads.get(operation.url);
    if (download === undefined) throw new TypeError(`${operation.url} has not been looked at`);
    const tree = asStepError(() => downloadTree(operation, download, this.options.worker.nowMs));
    return new Snapshot(tree, undefined);
  }

  *#copy({ plan, hasDestination, inputOf }: TransferOperation, inputs: readonly Solved[]): Task<Snapshot> {
    const { worker } = this.options;
    const below = hasDestination ? inputs[0]?.snapshot : undefined;
    const sources = plan.sources.map((_, index) => inputs[inputOf[index] ?? -1]?.snapshot.tree ?? emptyTree);
    yield* worker.busy(buildCosts.copyMs);
    const digits = String(Math.floor(worker.random() * 1e10)).padStart(10, '1');
    const mountPoint = `/var/lib/docker/buildkit/containerd-overlayfs/cachemounts/buildkit${digits}`;
    const tree = asStepError(() =>
      runTransfer(plan, {
        target: below?.tree,
        sources,
        nowMs: worker.nowMs,
        mountPoint,
      }),
    );
    const grownBytes =
      treeUsage(tree).diskBytes - (below === undefined ? 0 : treeUsage(below.tree).diskBytes);
    yield* worker.busy(Math.max(0, megabytes(grownBytes)) * buildCosts.copyMsPerMegabyte);
    return new Snapshot(tree, below);
  }

  keep(vertex: BuildVertex, key: string, { snapshot }: Executed, inputs: readonly Solved[]): CachedStep {
    const { builder, hold, worker } = this.options;
    const below = inputs.find((input) => input.snapshot === snapshot.below);
    snapshot.createdMs = worker.nowMs;
    const step: CachedStep = {
      id: this.newId(),
      key,
      kind: kindOf(vertex),
      description: descriptionOf(vertex),
      snapshot,
      parents: below === undefined ? [] : [below.step.id],
      createdMs: worker.nowMs,
      lastUsedMs: undefined,
      usageCount: 1,
    };
    // A client's folder is kept as such, not as a step's result.
    if (vertex.operation.kind !== 'local') {
      builder.cache.add(step);
      hold(step.id);
    }
    return step;
  }

  hit({ digest, operation }: BuildVertex, step: CachedStep, isLoaded: boolean): void {
    const { hold, progress, worker } = this.options;
    hold(step.id);
    const isSource =
      operation.kind === 'image' || operation.kind === 'inline' || operation.kind === 'download';
    if (isLoaded !== isSource) return;
    if (operation.kind !== 'inline' && !this.options.shownAs.has(digest)) {
      progress.started(digest, true);
      progress.completed(digest);
    }
    step.lastUsedMs = worker.nowMs;
    step.usageCount += 1;
  }

  /** The image is looked at again, to know it by its files: a build that is over before that says `CANCELED`. */
  secondKeyUsed({ digest, name }: BuildVertex): void {
    const { progress, worker } = this.options;
    const look = function* (): Task<void> {
      progress.started(digest);
      yield* worker.busy(buildCosts.prepareImageMs);
      progress.completed(digest);
    };
    this.#looks.push(worker.background(name, look()));
  }

  /** Ends what still runs beside the steps. */
  stop(): void {
    for (const look of this.#looks) look.cancel();
    this.options.progress.cancelRunning();
  }

  failed(vertex: BuildVertex, error: StepError): void {
    const { progress } = this.options;
    const digest = this.#shown(vertex);
    if (error.cacheKey === 'computed') progress.started(digest);
    progress.completed(digest, error.message);
  }
}

function asStepError<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof FileOpError) throw new StepError(error.message);
    throw error;
  }
}

function kindOf({ operation }: BuildVertex): CacheRecordKind {
  if (operation.kind === 'image' && operation.isFrontend) return 'frontend';
  return operation.kind === 'inline' ? 'internal' : 'regular';
}

/** As `docker buildx du --verbose` describes records. */
function descriptionOf({ operation, name }: BuildVertex): string {
  switch (operation.kind) {
    case 'image':
      return `pulled from ${operation.reference}@${operation.image.id}`;
    case 'exec':
      return `mount / from exec ${commandText(operation)}`;
    default:
      return name;
  }
}

/** What a definition holds becomes files when the step runs. */
function writtenAt(tree: Tree, mtimeMs: number): Tree {
  const entries = [...tree.entries].map(([name, node]): [string, Node] => [name, { ...node, mtimeMs }]);
  return { ...tree, mtimeMs, entries: new Map(entries) };
}
