// Plain progress: vertices that work side by side take turns in one stream of lines.
// Source: BuildKit, util/progress/progressui/printer.go (textMux).
import type { SolveStatus, VertexStatus } from '../../builder';
import type { ProgressDisplay } from './display';
import { errorLogs } from './error-logs';
import { formatProgress, formatSeconds } from './texts';
import { BuildTrace, type TracedVertex } from './trace';

/** How long another vertex may be kept waiting, and how long one stays in front at least. */
const maxDelayMs = 10_000;
const antiFlickerMs = 5_000;
/** What is under way is told again when so much of it is new, or after so long. */
const leastProgress = 0.05;
const leastStatusMs = 5_000;
/** Lines of a failed step that are repeated at the end. */
const keptLines = 10;
/** Below this no time is told. */
const leastShownMs = 10;

export class PlainDisplay implements ProgressDisplay {
  readonly #trace = new BuildTrace();
  readonly #shownStatuses = new Map<string, { readonly current: number; readonly timestampMs: number }>();
  readonly #lastLines = new Map<string, string[]>();
  #front: string | undefined;
  #isFirst = true;
  #numbers = 0;
  #text = '';

  /** `description`: what is told first, `building with "default" instance using docker driver`; undefined: nothing. */
  constructor(private readonly description: string | undefined) {}

  update(status: SolveStatus, nowMs: number): void {
    this.#trace.update(status, nowMs);
  }

  refresh(nowMs: number): string {
    this.#print(nowMs);
    const text = this.#text;
    this.#text = '';
    return text;
  }

  finish(nowMs: number): string {
    return (
      this.refresh(nowMs) + errorLogs(this.#trace, ({ vertex }) => this.#lastLines.get(vertex.digest) ?? [])
    );
  }

  get isStale(): boolean {
    return this.#trace.changed.size > 0;
  }

  /** Shows what is new: first what is done, then whoever is in front, then perhaps another one. */
  #print(nowMs: number): void {
    const { byDigest, changed } = this.#trace;
    const news = [...changed].flatMap((digest) => byDigest.get(digest) ?? []);
    const done = news.filter((each) => each.isCompleted).sort((a, b) => a.completedMs - b.completedMs);
    const working = news.filter((each) => !each.isCompleted);
    const front = this.#front === undefined ? undefined : byDigest.get(this.#front);
    const isFrontDone = front !== undefined && done.includes(front);
    if (isFrontDone) this.#show(front);
    for (const each of done) if (each !== front) this.#show(each);
    if (working.length === 0) {
      if (front !== undefined && !front.isCompleted) return;
      const open = this.#trace.started.find((each) => !each.isCompleted);
      if (open !== undefined) this.#show(open);
      return;
    }
    if (front !== undefined && working.includes(front)) this.#show(front);
    this.#takeTurns(working, front, isFrontDone, nowMs);
  }

  #takeTurns(
    working: readonly TracedVertex[],
    front: TracedVertex | undefined,
    isFrontDone: boolean,
    nowMs: number,
  ): void {
    const candidates =
      front === undefined || front.isCompleted || working.includes(front) ? working : [...working, front];
    const speeds = candidates.map((each) => {
      const blockedMs = Math.max(1, nowMs - each.blockedSinceMs);
      return {
        each,
        blockedMs,
        speed: each.count / blockedMs,
        isOverdue: blockedMs > maxDelayMs && each !== front,
      };
    });
    const total = speeds.reduce((sum, { speed }) => sum + speed, 0);
    const next = speeds.reduce((best, other) =>
      other.isOverdue || (!best.isOverdue && other.speed > best.speed) ? other : best,
    );
    if (front === undefined || isFrontDone || next.isOverdue) {
      this.#show(next.each);
      return;
    }
    const own = speeds.find(({ each }) => each === front);
    if (own === undefined) return;
    const share = total === 0 ? 0 : own.speed / total;
    if (antiFlickerMs / (1 - share) < own.blockedMs) this.#show(next.each);
  }

  #show(traced: TracedVertex): void {
    const { digest, name } = traced.vertex;
    if (traced.number === 0) traced.number = ++this.#numbers;
    if (digest !== this.#front) this.#bringToFront(traced, name);
    for (const status of traced.statuses.values()) {
      if (traced.changedStatuses.has(status.id)) this.#showStatus(traced, status);
    }
    traced.changedStatuses.clear();
    for (const { short } of traced.warnings.slice(traced.shownWarnings)) this.#line(traced, `WARN: ${short}`);
    traced.shownWarnings = traced.warnings.length;
    this.#showLog(traced);
    this.#front = digest;
    if (traced.isCompleted) this.#showEnd(traced);
    this.#trace.changed.delete(digest);
  }

  #bringToFront(traced: TracedVertex, name: string): void {
    const before = this.#front === undefined ? undefined : this.#trace.byDigest.get(this.#front);
    if (before !== undefined) {
      if (before.log.isPartial) this.#text += '\n';
      before.log.shownLength = 0;
      before.count = 0;
      this.#line(before, '...');
    }
    if (!this.#isFirst) this.#text += '\n';
    else if (this.description !== undefined) this.#text += `#0 ${this.description}\n\n`;
    this.#isFirst = false;
    this.#line(traced, name);
  }

  #line({ number }: TracedVertex, text: string): void {
    this.#text += `#${number} ${text}\n`;
  }

  #showStatus(traced: TracedVertex, status: VertexStatus): void {
    const { id, current, total, timestampMs, startedMs, completedMs } = status;
    const shown = this.#shownStatuses.get(id);
    if (shown !== undefined && completedMs === undefined) {
      const progress = total > 0 ? (current - shown.current) / total : 0;
      if (progress < leastProgress && timestampMs - shown.timestampMs < leastStatusMs) return;
    }
    this.#shownStatuses.set(id, { current, timestampMs });
    const tookMs = startedMs === undefined ? 0 : (completedMs ?? timestampMs) - startedMs;
    const parts = [
      id,
      formatProgress(status),
      tookMs > leastShownMs ? `${formatSeconds(tookMs)}s` : '',
      completedMs === undefined ? '' : 'done',
    ];
    this.#line(traced, parts.filter((part) => part !== '').join(' '));
  }

  #showLog(traced: TracedVertex): void {
    const { log, number, vertex } = traced;
    const kept = this.#lastLines.get(vertex.digest) ?? [];
    log.lines.forEach((line, index) => {
      const isContinued = index === 0 && log.shownLength > 0;
      this.#text += isContinued ? line.slice(log.shownLength) : `#${number} ${line}`;
      if (index === 0 && log.isBegun) kept.pop();
      kept.push(line);
      if (index < log.lines.length - 1 || !log.isPartial) this.#text += '\n';
    });
    this.#lastLines.set(vertex.digest, kept.slice(-keptLines));
    if (log.lines.length === 0) return;
    log.lines = log.isPartial ? log.lines.slice(-1) : [];
    log.shownLength = log.lines[0]?.length ?? 0;
    log.isBegun = log.isPartial;
  }

  #showEnd(traced: TracedVertex): void {
    this.#front = undefined;
    traced.count = 0;
    if (traced.log.isPartial && traced.log.shownLength > 0) this.#text += '\n';
    Object.assign(traced.log, { lines: [], isPartial: false, shownLength: 0, isBegun: false });
    const { error, cached, completedMs } = traced.vertex;
    if (traced.isCanceled) this.#line(traced, 'CANCELED');
    else if (error !== undefined) this.#line(traced, `ERROR: ${error}`);
    else if (cached) this.#line(traced, 'CACHED');
    else this.#line(traced, `DONE ${formatSeconds(traced.durationMs(completedMs ?? 0))}s`);
  }
}
