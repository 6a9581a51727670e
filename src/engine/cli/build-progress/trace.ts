// What is known of a build while it runs: the state that both displays draw from.
// Source: BuildKit, util/progress/progressui/display.go.
import type { SolveStatus, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../builder';
import { LogWindow } from './log-window';
import { formatSeconds } from './texts';

/** A stretch of time in which a vertex worked; it may work in several. */
export interface Interval {
  readonly startMs: number;
  /** undefined: it still does. */
  readonly stopMs: number | undefined;
}

/** What a vertex's process printed that has not been shown yet. */
interface PendingLog {
  /** Lines with the time since the vertex started in front. */
  lines: string[];
  /** The last line has no newline yet. */
  isPartial: boolean;
  /** How much of the first line was shown already. */
  shownLength: number;
  /** Something of the first line was shown before. */
  isBegun: boolean;
}

/** A vertex with all that was told of it. */
export class TracedVertex {
  /** `#n` in plain progress; 0 until it is shown there. */
  number = 0;
  /** By id, in the order in which they began. */
  readonly statuses = new Map<string, VertexStatus>();
  /** Ids of statuses that changed since they were shown. */
  readonly changedStatuses = new Set<string>();
  readonly warnings: VertexWarning[] = [];
  /** How many of them plain progress has shown. */
  shownWarnings = 0;
  readonly log: PendingLog = { lines: [], isPartial: false, shownLength: 0, isBegun: false };
  /** How much was told since it was last in front, and since when: what decides who is shown next. */
  count = 0;
  blockedSinceMs = 0;
  /** What a terminal shows of its output; undefined in plain progress. */
  readonly window: LogWindow | undefined;
  /** How often and with how much its window was shown and written. */
  windowBytes = 0;
  windowCount = 0;
  readonly #intervals = new Map<number, Interval>();
  readonly #decoder = new TextDecoder();

  constructor(
    public vertex: Vertex,
    columns: number | undefined,
  ) {
    this.window = columns === undefined ? undefined : new LogWindow(columns);
  }

  get intervals(): readonly Interval[] {
    return merged([...this.#intervals.values()]);
  }

  get isStarted(): boolean {
    return this.#intervals.size > 0;
  }

  get isCompleted(): boolean {
    return this.intervals.at(-1)?.stopMs !== undefined;
  }

  /** When the last stretch of work ended, or Infinity. */
  get completedMs(): number {
    return this.intervals.at(-1)?.stopMs ?? Infinity;
  }

  durationMs(nowMs: number): number {
    return this.intervals.reduce((sum, { startMs, stopMs }) => sum + (stopMs ?? nowMs) - startMs, 0);
  }

  get isCanceled(): boolean {
    return this.vertex.error?.endsWith('context canceled') === true;
  }

  /** It failed by itself. */
  get hasFailed(): boolean {
    return this.vertex.error !== undefined && !this.isCanceled;
  }

  noteChange(nowMs: number): void {
    if (this.count === 0) this.blockedSinceMs = nowMs;
    this.count += 1;
  }

  tell(vertex: Vertex): void {
    // A vertex may be told of again before it starts; that does not take back what is known.
    if (!this.isStarted || vertex.startedMs !== undefined) this.vertex = vertex;
    if (vertex.startedMs === undefined) return;
    this.#intervals.set(vertex.startedMs, { startMs: vertex.startedMs, stopMs: vertex.completedMs });
  }

  print({ data, timestampMs }: VertexLog): void {
    this.window?.write(data);
    if (this.window !== undefined) this.windowBytes += data.length;
    const { log } = this;
    const pieces = this.#decoder.decode(data, { stream: true }).split('\n');
    const isPartial = pieces.at(-1) !== '';
    if (!isPartial) pieces.pop();
    const [first, ...rest] = pieces;
    if (first === undefined) return;
    const time = formatLogTime(timestampMs - (this.intervals.at(-1)?.startMs ?? timestampMs));
    const continued = log.isPartial ? log.lines.pop() : undefined;
    log.lines.push(`${continued ?? `${time} `}${first}`);
    log.lines.push(...rest.map((line) => `${time} ${line}`));
    log.isPartial = isPartial;
  }
}

/** Seconds with four digits: `0.123`, `12.34`, `123.4`. */
function formatLogTime(ms: number): string {
  const seconds = ms / 1000;
  return formatSeconds(ms, seconds < 10 ? 3 : seconds < 100 ? 2 : 1);
}

/** Intervals in order; those that touch are one. */
function merged(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last === undefined || (last.stopMs !== undefined && last.stopMs < next.startMs)) {
      result.push(next);
      continue;
    }
    const isOpen = last.stopMs === undefined || next.stopMs === undefined;
    const stopMs = isOpen ? undefined : Math.max(last.stopMs, next.stopMs);
    result[result.length - 1] = { startMs: last.startMs, stopMs };
  }
  return result;
}

/** A build's vertices, kept up by what it tells. */
export class BuildTrace {
  /** Every vertex that was told of. */
  readonly byDigest = new Map<string, TracedVertex>();
  /** Those that have started, in that order. */
  readonly started: TracedVertex[] = [];
  /** Vertices with something that was not shown yet. */
  readonly changed = new Set<string>();
  startMs: number | undefined;

  /** `columns`: the width of the windows that show what processes print; undefined: there are none. */
  update(status: SolveStatus, nowMs: number, columns?: number): void {
    for (const vertex of status.vertexes) this.#updateVertex(vertex, nowMs, columns);
    for (const each of status.statuses) {
      this.#change(each.vertex, nowMs, (traced) => {
        if (each.startedMs !== undefined || traced.statuses.has(each.id)) traced.statuses.set(each.id, each);
        traced.changedStatuses.add(each.id);
      });
    }
    for (const warning of status.warnings) {
      const traced = this.byDigest.get(warning.vertex);
      traced?.warnings.push(warning);
      traced?.noteChange(nowMs);
    }
    for (const log of status.logs) {
      this.#change(log.vertex, nowMs, (traced) => {
        if (columns !== undefined) traced.window?.resize(columns);
        traced.print(log);
      });
    }
  }

  #updateVertex(vertex: Vertex, nowMs: number, columns: number | undefined): void {
    this.startMs ??= vertex.startedMs;
    const known = this.byDigest.get(vertex.digest);
    const traced = known ?? new TracedVertex(vertex, columns);
    this.byDigest.set(vertex.digest, traced);
    const wasStarted = traced.isStarted;
    const isNews = vertex.startedMs !== undefined && (!wasStarted || differs(traced.vertex, vertex));
    traced.tell(vertex);
    if (isNews) {
      traced.noteChange(nowMs);
      this.changed.add(vertex.digest);
    }
    if (!wasStarted && traced.isStarted) this.started.push(traced);
  }

  #change(digest: string, nowMs: number, apply: (traced: TracedVertex) => void): void {
    const traced = this.byDigest.get(digest);
    if (traced === undefined) return;
    apply(traced);
    traced.noteChange(nowMs);
    this.changed.add(digest);
  }
}

function differs(before: Vertex, after: Vertex): boolean {
  return (
    before.name !== after.name ||
    before.startedMs !== after.startedMs ||
    (after.completedMs !== undefined && before.completedMs !== after.completedMs) ||
    before.cached !== after.cached ||
    before.error !== after.error
  );
}
