// Draws a build's progress while it goes on. Source: BuildKit, progressui.Display.UpdateFrom.
import type { SolveStatus, Vertex } from '../../builder';
import type { Task } from '../../kernel';
import { isErrno, WaitQueue } from '../../kernel';
import type { CommandContext } from '../context';
import type { ProgressDisplay } from './display';

/** At most so often is drawn because something was told, and after so long because nothing was. */
const leastDrawMs = 100;
const tickMs = 150;

/** How a build that is followed ended. */
export type FollowEnd<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** ^C: the build was called off. */
  | { readonly kind: 'canceled' };

type Surroundings = Pick<CommandContext, 'process' | 'daemon' | 'stderr'>;

/**
 * Runs a build beside this process and shows what it tells on standard error until it ends. ^C calls it off; so does
 * the end of this process.
 */
export function* followBuild<Result>(
  context: Surroundings,
  display: ProgressDisplay,
  build: (tell: (status: SolveStatus) => void) => Task<Result>,
): Task<FollowEnd<Result>> {
  const { process, daemon } = context;
  const news = new BuildNews<Result>();
  const work = daemon.host.background('docker: build', news.run(build));
  process.setDisposition('INT', 'catch');
  try {
    return yield* new BuildFollower(context, display, news, () => work.cancel()).run();
  } finally {
    process.setDisposition('INT', 'default');
    work.cancel();
  }
}

/** What a build has told and not been asked for yet. */
class BuildNews<Result> {
  readonly changed = new WaitQueue();
  readonly told: SolveStatus[] = [];
  end: FollowEnd<Result> | undefined;

  *run(build: (tell: (status: SolveStatus) => void) => Task<Result>): Task<void> {
    try {
      const result = yield* build((status) => {
        this.told.push(status);
        this.changed.wakeAll();
      });
      this.end = { kind: 'done', result };
    } catch (error) {
      this.end = { kind: 'failed', error };
    }
    this.changed.wakeAll();
  }
}

class BuildFollower<Result> {
  readonly #working = new Map<string, Vertex>();
  #drawnMs = -Infinity;

  constructor(
    private readonly context: Surroundings,
    private readonly display: ProgressDisplay,
    private readonly news: BuildNews<Result>,
    private readonly cancel: () => void,
  ) {}

  *run(): Task<FollowEnd<Result>> {
    const { process, stderr } = this.context;
    for (;;) {
      const end = yield* this.#showNews();
      if (end !== undefined) {
        yield* stderr.write(this.display.finish(process.nowMs));
        return end;
      }
      const dueMs = process.nowMs + tickMs;
      try {
        yield { queue: this.news.changed, ...(this.display.isStale && { untilMs: dueMs }) };
      } catch (error) {
        if (!isErrno(error) || error.code !== 'EINTR') throw error;
        if (process.takeSignals().includes('INT')) this.#callOff();
      }
      if (process.nowMs >= dueMs) yield* stderr.write(this.display.refresh(process.nowMs));
    }
  }

  /** Shows what was told since; gives the end where it has come. */
  *#showNews(): Task<FollowEnd<Result> | undefined> {
    const { process, stderr } = this.context;
    const { told } = this.news;
    for (let status = told.shift(); status !== undefined; status = told.shift()) {
      this.#note(status);
      this.display.update(status, process.nowMs);
      if (process.nowMs - this.#drawnMs < leastDrawMs) continue;
      this.#drawnMs = process.nowMs;
      yield* stderr.write(this.display.refresh(process.nowMs));
    }
    return this.news.end;
  }

  #note({ vertexes }: SolveStatus): void {
    for (const vertex of vertexes) {
      const isWorking = vertex.startedMs !== undefined && vertex.completedMs === undefined;
      if (isWorking) this.#working.set(vertex.digest, vertex);
      else this.#working.delete(vertex.digest);
    }
  }

  /** What was at work is told of as canceled, as BuildKit does when its client calls it off. */
  #callOff(): void {
    if (this.news.end !== undefined) return;
    this.cancel();
    const completedMs = this.context.process.nowMs;
    const vertexes = [...this.#working.values()].map((vertex) => ({
      ...vertex,
      completedMs,
      error: 'context canceled',
    }));
    this.news.told.push({ vertexes, statuses: [], logs: [], warnings: [] });
    this.news.end = { kind: 'canceled' };
  }
}
