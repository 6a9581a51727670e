// The view of a build that a terminal draws again and again.
// Source: BuildKit, util/progress/progressui/display.go (ttyDisplay).
import type { SolveStatus } from '../../builder';
import type { ProgressColours } from './colours';
import type { ProgressDisplay } from './display';
import { errorLogs } from './error-logs';
import { windowLines } from './log-window';
import { formatProgress, formatSeconds } from './texts';
import { BuildTrace, type Interval, type TracedVertex } from './trace';

const reset = '\x1b[0m';
const faint = '\x1b[2m';
const hideCursor = '\x1b[?25l';
const showCursor = '\x1b[?25h';
const toFirstColumn = '\x1b[0G';
const prefix = ' => ';
/** With less room for its name a job is not shown. */
const leastNameWidth = 12;
/** A shorter time is told as none. */
const leastShownMs = 50;
/** Lines that a window needs beside its own. */
const windowMargin = 3;
/** What a window that was shown before is worth in bytes, when windows compete for room. */
const shownWindowBytes = 50;

/** A line of the view: a vertex, something inside it, or a warning. */
interface Job {
  readonly name: string;
  /** How far it is: `1.05MB / 3.86MB`. */
  readonly progress: string;
  readonly intervals: readonly Interval[];
  readonly isCompleted: boolean;
  readonly colour: string;
  /** Whose output may be shown below. */
  readonly traced?: TracedVertex;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export class TerminalDisplay implements ProgressDisplay {
  readonly #trace = new BuildTrace();
  #lineCount = 0;
  #isFirst = true;

  constructor(
    /** What stands at the right of the first line: `docker:default`. */
    private readonly description: string,
    private readonly colours: ProgressColours,
    private readonly size: () => TerminalSize,
  ) {}

  update(status: SolveStatus, nowMs: number): void {
    this.#trace.update(status, nowMs, this.size().columns);
  }

  refresh(nowMs: number): string {
    return this.#draw(nowMs, false);
  }

  finish(nowMs: number): string {
    return this.#draw(nowMs, true) + errorLogs(this.#trace, ({ log }) => log.lines);
  }

  /** Its clock goes on. */
  get isStale(): boolean {
    return this.#trace.started.length > 0;
  }

  /** `isLast`: the whole list is drawn, whether it fits the window or not. */
  #draw(nowMs: number, isLast: boolean): string {
    const { columns, rows } = this.size();
    const all = this.#trace.started.flatMap((traced) => this.#jobsOf(traced));
    const withWindow = chooseWindows(all, rows);
    const hidden = withWindow.reduce((sum, { traced }) => sum + (traced?.window?.usedHeight ?? 0), 0);
    const jobs = isLast ? all : fitting(all, rows - 2 - hidden);
    const lines = jobs.flatMap((job) => this.#linesOf(job, columns, nowMs, withWindow.includes(job)));
    const missing = Math.max(0, this.#lineCount - lines.length);
    const text = [
      '\x1b[1A'.repeat(this.#lineCount + 1),
      this.#isFirst ? '\x1b[1B' : '',
      toFirstColumn,
      hideCursor,
      `${this.#head(columns, nowMs, isLast)}\n`,
      ...lines,
      // What stood below before is overwritten.
      `${' '.repeat(columns)}\n`.repeat(missing),
      missing > 0 ? `\x1b[${missing}A${toFirstColumn}` : '',
      showCursor,
    ].join('');
    this.#isFirst = false;
    this.#lineCount = lines.length;
    return text;
  }

  #head(columns: number, nowMs: number, isLast: boolean): string {
    const vertices = [...this.#trace.byDigest.values()];
    const completed = vertices.filter((traced) => traced.isCompleted).length;
    const isFinished = isLast && completed > 0 && completed === vertices.length;
    const seconds = formatSeconds(nowMs - (this.#trace.startMs ?? nowMs));
    const left = `[+] Building ${seconds}s (${completed}/${vertices.length}) ${isFinished ? 'FINISHED' : ''}`;
    return align(left, this.description, columns - 1).slice(0, columns);
  }

  #jobsOf(traced: TracedVertex): readonly Job[] {
    const { vertex, isCanceled, hasFailed, intervals } = traced;
    const { colours } = this;
    const state = isCanceled ? 'CANCELED ' : hasFailed ? 'ERROR ' : '';
    return [
      {
        name: `${vertex.cached ? 'CACHED ' : ''}${state}${vertex.name.replaceAll('\t', ' ')}`,
        progress: '',
        intervals,
        isCompleted: intervals.every(({ stopMs }) => stopMs !== undefined),
        colour: isCanceled ? colours.cancel : hasFailed ? colours.error : colours.run,
        traced,
      },
      ...[...traced.statuses.values()].map((status): Job => ({
        name: `=> ${status.id}`,
        progress: formatProgress(status),
        intervals: [{ startMs: status.startedMs ?? status.timestampMs, stopMs: status.completedMs }],
        isCompleted: status.completedMs !== undefined,
        colour: colours.run,
      })),
      ...traced.warnings.map(({ short }): Job => ({
        name: `WARN: ${short}`,
        progress: '',
        intervals: intervals.slice(-1),
        // It is drawn as what is not completed: without colour.
        isCompleted: false,
        colour: '',
      })),
    ];
  }

  #linesOf(job: Job, columns: number, nowMs: number, hasWindow: boolean): readonly string[] {
    const tookMs = job.intervals.reduce((sum, { startMs, stopMs }) => sum + (stopMs ?? nowMs) - startMs, 0);
    const timer = ` ${formatSeconds(tookMs < leastShownMs ? 0 : tookMs).padStart(3)}s\n`;
    const room = columns - prefix.length - timer.length - 1;
    const showsProgress = job.progress !== '' && room + job.progress.length > 20;
    const left = showsProgress ? room - job.progress.length - 1 : room;
    if (left < leastNameWidth) return [];
    const name = job.name.slice(0, left);
    const text = align(`${prefix}${name}${showsProgress ? ` ${job.progress}` : ''}`, timer, columns);
    const line = job.isCompleted && job.colour !== '' ? `${job.colour}${text}${reset}` : text;
    return hasWindow ? [line, ...windowOf(job.traced)] : [line];
  }
}

function windowOf(traced: TracedVertex | undefined): readonly string[] {
  if (traced?.window === undefined) return [];
  traced.windowCount += 1;
  return traced.window.lines.map((line) => `${faint} => => # ${line}\n${reset}`);
}

/** `left` and `right` at the two ends of so many columns. */
function align(left: string, right: string, columns: number): string {
  return `${left.padEnd(columns - right.length - 1)} ${right}`;
}

/** The jobs at work whose output is shown, as far as there is room: who printed most comes first. */
function chooseWindows(jobs: readonly Job[], rows: number): readonly Job[] {
  const working = jobs.filter(({ isCompleted }) => !isCompleted).length;
  const worth = ({ traced }: Job): number =>
    (traced?.windowBytes ?? 0) + (traced?.windowCount ?? 0) * shownWindowBytes;
  const candidates = jobs
    .filter(({ traced, isCompleted }) => !isCompleted && (traced?.windowBytes ?? 0) > 0)
    .sort((a, b) => worth(b) - worth(a));
  const needed = windowLines + windowMargin;
  const free = rows - 2 - working;
  return candidates.slice(0, Math.max(0, Math.ceil((free - needed) / needed)));
}

/** The last jobs that fit; those at work that would be cut off take the place of completed ones. */
function fitting(jobs: readonly Job[], limit: number): readonly Job[] {
  if (limit < 0) return [];
  if (jobs.length <= limit) return jobs;
  const shown = jobs.slice(jobs.length - limit);
  const cut = jobs.slice(0, jobs.length - limit).filter(({ isCompleted }) => !isCompleted);
  if (cut.length === 0) return shown;
  const kept = shown.filter(({ isCompleted }, index) => !isCompleted || index >= cut.length);
  const places = shown.length - kept.length;
  return [...cut.slice(cut.length - places), ...kept];
}
