import type {
  BuildHistoryRecord,
  BuildStage,
  BuildStatus,
  BuildVerdict,
  SolveStatus,
  Vertex,
} from '../builder';
import { reasonText } from '../cli';
import { buildHistory, type Daemon } from '../daemon';
import type { TerminalMachine } from './terminal-machine';

/** A build that was, as plain data, for pictures. Times are milliseconds of the machine's simulated clock. */
export interface BuildView {
  readonly dockerfile: { readonly name: string; readonly text: string };
  readonly status: BuildStatus;
  /** After `failed to solve: `. */
  readonly error: string | undefined;
  readonly tookMs: number;
  readonly cachedSteps: number;
  /** The Dockerfile's steps in its order, between what the builder does before them and after them. */
  readonly steps: readonly BuildStepView[];
  /** In the Dockerfile's order; none as long as it was not read. */
  readonly stages: readonly BuildStageView[];
  /** The result's layers from the bottom up; undefined: there is no image, or it is gone. */
  readonly layers: readonly ResultLayerView[] | undefined;
}

/** A stage, what it stands on and what it takes files from. */
export type BuildStageView = BuildStage;

/** A layer of a build's result. */
export interface ResultLayerView {
  readonly diffId: string;
  readonly sizeBytes: number;
  /** Index of the step that it comes from, among the build's. */
  readonly step: number | undefined;
}

/**
 * cached · ran · failed · stopped (while it ran) · not needed (its stage is not) · not reached (the build ended before) · own: the builder's own
 * work, which no cache saves: loading the definition and the context, exporting the result.
 */
export type BuildFate = 'cached' | 'ran' | 'failed' | 'stopped' | 'not-needed' | 'not-reached' | 'own';

export interface BuildStepView {
  /** As progress names it: `[build 2/3] RUN make`. */
  readonly name: string;
  readonly fate: BuildFate;
  /** Why it ran, to follow "because"; undefined for what did not, and for the builder's own work. */
  readonly why: string | undefined;
  /** It ran for no reason of its own: a step that it stands on ran with another result. */
  readonly isConsequence: boolean;
  /** Nothing like it had been built before. */
  readonly isFirstBuild: boolean;
  /** Index of its stage; undefined for the builder's own work. */
  readonly stage: number | undefined;
  /** Lines of the Dockerfile, from 1; undefined for the builder's own work. */
  readonly lines: { readonly from: number; readonly to: number } | undefined;
  /** Since the build began. */
  readonly startedMs: number;
  readonly tookMs: number;
  /** Of its layer, unpacked; of the context, what was sent. */
  readonly bytes: number | undefined;
  /** The last lines of what it printed. */
  readonly log: readonly string[];
}

const LOG_LINES = 12;
const LOADING = /^\[internal\] /;
const EXPORTING = /^exporting to /;
const SENDING = 'transferring context:';

/** How many builds there were. */
export function buildCount({ daemon }: Pick<TerminalMachine, 'daemon'>): number {
  return buildHistory(daemon).length;
}

/** The builds that were, or the last so many of them, the oldest first. */
export function buildViews(
  { daemon }: Pick<TerminalMachine, 'daemon'>,
  last = Number.POSITIVE_INFINITY,
): readonly BuildView[] {
  const records = buildHistory(daemon).slice(0, last);
  return records.reverse().map((record) => buildView(daemon, record));
}

function buildView(daemon: Daemon, record: BuildHistoryRecord): BuildView {
  const {
    request,
    status,
    error,
    startedMs,
    completedMs = startedMs,
    verdicts,
    cachedSteps,
    stages,
  } = record;
  const { name, text = '' } = request.dockerfile;
  const vertices = new Map<string, Vertex>(
    record.progress.flatMap(({ vertexes }) => vertexes).map((vertex) => [vertex.digest, vertex]),
  );
  const named = (pattern: RegExp): readonly Vertex[] =>
    [...vertices.values()].filter((vertex) => pattern.test(vertex.name));
  const loading = ownWork('load the Dockerfile, image names and the context', named(LOADING), record);
  return {
    dockerfile: { name, text },
    status,
    error,
    tookMs: completedMs - startedMs,
    cachedSteps,
    steps: [
      ...loading,
      ...verdicts.map((verdict) => stepView(verdict, vertices, record)),
      ...ownWork('export the image', named(EXPORTING), record),
    ],
    stages,
    layers: resultLayers(daemon, record, loading.length),
  };
}

/** The image's layers, each with the step that it comes from: those of the target and of the stages below it. */
function resultLayers(
  daemon: Daemon,
  { imageId, stages, verdicts }: BuildHistoryRecord,
  firstStep: number,
): BuildView['layers'] {
  const image = daemon.images.images.find(({ id }) => id === imageId);
  if (image === undefined) return undefined;
  const chain = new Set<number>();
  for (let at = stages.find(({ isTarget }) => isTarget); at !== undefined;) {
    chain.add(at.index);
    const { base } = at;
    at = base.kind === 'stage' ? stages[base.index] : undefined;
  }
  const steps = verdicts.flatMap(({ stage, diffIds }, index) =>
    chain.has(stage) ? diffIds.map((diffId) => ({ diffId, step: firstStep + index })) : [],
  );
  let next = 0;
  return image.layers.map(({ diffId, unpackedBytes }) => {
    // Two steps may give the same layer: the stack has them in the steps' order.
    const found = steps.findIndex((step, index) => index >= next && step.diffId === diffId);
    if (found >= 0) next = found + 1;
    return { diffId, sizeBytes: unpackedBytes, step: steps[found]?.step };
  });
}

function stepView(
  { name, vertex: digest, stage, range, verdict, tookMs, layerBytes }: BuildVerdict,
  vertices: ReadonlyMap<string, Vertex>,
  { startedMs: beganMs, completedMs, progress }: BuildHistoryRecord,
): BuildStepView {
  const vertex = digest === undefined ? undefined : vertices.get(digest);
  const reason = verdict.kind === 'ran' ? verdict.reason : undefined;
  const endedMs = vertex?.completedMs ?? completedMs ?? beganMs;
  const fate = fateOf(verdict.kind, vertex);
  const ranMs = fate === 'stopped' ? endedMs - (vertex?.startedMs ?? endedMs) : tookMs;
  return {
    name,
    fate,
    why: reason === undefined ? undefined : reasonText(reason),
    isConsequence: reason?.kind === 'parent',
    isFirstBuild: reason?.kind === 'first-build',
    stage,
    lines: { from: range.startLine, to: range.endLine },
    startedMs: Math.max(0, endedMs - ranMs - beganMs),
    tookMs: ranMs,
    bytes: layerBytes,
    log: digest === undefined ? [] : logOf(digest, progress),
  };
}

function fateOf(kind: BuildVerdict['verdict']['kind'], vertex: Vertex | undefined): BuildFate {
  if (kind === 'hit') return 'cached';
  if (kind === 'not-reached' && vertex?.startedMs !== undefined) return 'stopped';
  if (kind !== 'ran') return kind;
  return vertex?.error === undefined ? 'ran' : 'failed';
}

function logOf(digest: string, progress: readonly SolveStatus[]): readonly string[] {
  const decoder = new TextDecoder();
  const text = progress
    .flatMap(({ logs }) => logs)
    .filter(({ vertex }) => vertex === digest)
    .map(({ data }) => decoder.decode(data, { stream: true }))
    .join('');
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return lines.slice(-LOG_LINES);
}

/** Several vertices of the builder's own as one step: from the first one's start to the last one's end. */
function ownWork(
  name: string,
  vertices: readonly Vertex[],
  { startedMs: beganMs, progress }: BuildHistoryRecord,
): readonly BuildStepView[] {
  const times = vertices.flatMap(({ startedMs, completedMs }) =>
    startedMs === undefined || completedMs === undefined ? [] : [{ startedMs, completedMs }],
  );
  if (times.length === 0) return [];
  const fromMs = Math.min(...times.map(({ startedMs }) => startedMs));
  const toMs = Math.max(...times.map(({ completedMs }) => completedMs));
  const digests = new Set(vertices.map(({ digest }) => digest));
  const sent = progress
    .flatMap(({ statuses }) => statuses)
    .filter(({ vertex, id }) => digests.has(vertex) && id.startsWith(SENDING))
    .reduce((largest, { current }) => Math.max(largest, current), 0);
  return [
    {
      name,
      fate: 'own',
      why: undefined,
      isConsequence: false,
      isFirstBuild: false,
      stage: undefined,
      lines: undefined,
      startedMs: fromMs - beganMs,
      tookMs: toMs - fromMs,
      bytes: sent === 0 ? undefined : sent,
      log: [],
    },
  ];
}
