import type { BuildHistoryRecord, BuildStatus, BuildVerdict, SolveStatus, Vertex } from '../builder';
import { reasonText } from '../cli';
import { buildHistory, type Daemon } from '../daemon';

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
}

/**
 * cached · ran · failed · not needed (its stage is not) · not reached (another step had failed) · own: the builder's own
 * work, which no cache saves: loading the definition and the context, exporting the result.
 */
export type BuildFate = 'cached' | 'ran' | 'failed' | 'not-needed' | 'not-reached' | 'own';

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

/** The builds that were, the oldest first. */
export function buildViews(daemon: Daemon): readonly BuildView[] {
  return [...buildHistory(daemon)].reverse().map(buildView);
}

function buildView(record: BuildHistoryRecord): BuildView {
  const { request, status, error, startedMs, completedMs = startedMs, verdicts, cachedSteps } = record;
  const { name, text = '' } = request.dockerfile;
  const vertices = new Map<string, Vertex>(
    record.progress.flatMap(({ vertexes }) => vertexes).map((vertex) => [vertex.digest, vertex]),
  );
  const named = (pattern: RegExp): readonly Vertex[] =>
    [...vertices.values()].filter((vertex) => pattern.test(vertex.name));
  return {
    dockerfile: { name, text },
    status,
    error,
    tookMs: completedMs - startedMs,
    cachedSteps,
    steps: [
      ...ownWork('load the Dockerfile, image names and the context', named(LOADING), record),
      ...verdicts.map((verdict) => stepView(verdict, vertices, record)),
      ...ownWork('export the image', named(EXPORTING), record),
    ],
  };
}

function stepView(
  { name, vertex: digest, range, verdict, tookMs, layerBytes }: BuildVerdict,
  vertices: ReadonlyMap<string, Vertex>,
  { startedMs: beganMs, completedMs, progress }: BuildHistoryRecord,
): BuildStepView {
  const vertex = digest === undefined ? undefined : vertices.get(digest);
  const reason = verdict.kind === 'ran' ? verdict.reason : undefined;
  const endedMs = vertex?.completedMs ?? completedMs ?? beganMs;
  return {
    name,
    fate: fateOf(verdict.kind, vertex),
    why: reason === undefined ? undefined : reasonText(reason),
    isConsequence: reason?.kind === 'parent',
    isFirstBuild: reason?.kind === 'first-build',
    lines: { from: range.startLine, to: range.endLine },
    startedMs: Math.max(0, endedMs - tookMs - beganMs),
    tookMs,
    bytes: layerBytes,
    log: digest === undefined ? [] : logOf(digest, progress),
  };
}

function fateOf(kind: BuildVerdict['verdict']['kind'], vertex: Vertex | undefined): BuildFate {
  if (kind === 'hit') return 'cached';
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
      lines: undefined,
      startedMs: fromMs - beganMs,
      tookMs: toMs - fromMs,
      bytes: sent === 0 ? undefined : sent,
      log: [],
    },
  ];
}
