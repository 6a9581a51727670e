import { COSTS } from './costs';
import type { Task } from './task';
import { type Runnable, Thread, type ThreadEnd, type ThreadQueue } from './thread';
import { Timers } from './timers';

export interface RunOptions {
  /** Turns to take at most. */
  readonly maxSteps: number;
  /** Simulated time at which to stop, in milliseconds since the epoch. */
  readonly untilMs?: number;
  /** Goes straight on to the next timer when nothing else can run. */
  readonly jump?: boolean;
  /** Asked after each turn; true stops. */
  readonly stop?: () => boolean;
}

/**
 * Why a run stopped: nothing can ever run again; all wait for time to pass (`nextMs`); one waits for data that
 * the host has to load (`keys`, see `Kernel.need`), and nothing else happens meanwhile; the turns are used up or
 * `untilMs` is reached; `stop` said so.
 */
export type RunEnd =
  | { readonly why: 'idle' | 'budget' | 'time' | 'stopped' }
  | { readonly why: 'sleeping'; readonly nextMs: number }
  | { readonly why: 'needs'; readonly keys: readonly string[] };

interface TimerTarget {
  readonly thread: Runnable;
  readonly waitNumber: number;
}

function isAwaited({ thread, waitNumber }: TimerTarget): boolean {
  return thread.state === 'waiting' && thread.waitNumber === waitNumber;
}

/** Runs tasks in turn, on one simulated clock that moves by what turns cost and by jumps to the next timer. */
export class Scheduler implements ThreadQueue {
  #ready: Runnable[] = [];
  #next = 0;
  #held: Runnable[] = [];
  readonly #timers = new Timers<TimerTarget>();
  #steps = 0;
  #charged = 0;

  constructor(
    public nowMs: number,
    /** Keys of data that tasks wait for. */
    private readonly needs: () => readonly string[] = () => [],
  ) {}

  /** Turns taken since the start: tells moments of a machine's life apart exactly. */
  get steps(): number {
    return this.#steps;
  }

  start<T>(task: Task<T>, onEnd: (end: ThreadEnd<T>) => void, isHeld?: () => boolean): Thread<T> {
    const thread = new Thread(this, task, onEnd, isHeld);
    this.ready(thread);
    return thread;
  }

  ready(thread: Runnable): void {
    this.#ready.push(thread);
  }

  /** Lets tasks that were held run again, those that still are excepted. */
  resumeHeld(): void {
    const held = this.#held;
    this.#held = [];
    this.#ready.push(...held);
  }

  /** Moves the clock by what an operation costs. */
  spend(ms: number): void {
    this.nowMs += ms;
  }

  /** Counts as so many turns more: what is much work for whoever plays the machine, and takes no turns of its own. */
  charge(turns: number): void {
    this.#charged += Math.floor(turns);
  }

  /** Has a thread run again at a time; at Infinity no time comes: only what else it waits for. */
  setTimer(thread: Runnable, atMs: number): void {
    if (atMs < Infinity) this.#timers.add(atMs, { thread, waitNumber: thread.waitNumber });
  }

  /** When the next timer is due. */
  get nextTimerMs(): number | undefined {
    return this.#timers.nextMs(isAwaited);
  }

  run({ maxSteps, untilMs = Infinity, jump = false, stop }: RunOptions): RunEnd {
    for (let taken = 0; taken < maxSteps;) {
      if (stop?.()) return { why: 'stopped' };
      this.#fireTimers();
      const thread = this.#take();
      if (thread) {
        this.nowMs += COSTS.turnMs;
        thread.cpuMs += COSTS.turnMs;
        thread.step();
        const turns = 1 + this.#charged;
        this.#charged = 0;
        this.#steps += turns;
        taken += turns;
        const keys = this.needs();
        if (keys.length > 0) return { why: 'needs', keys };
        continue;
      }
      const nextMs = this.nextTimerMs;
      if (nextMs === undefined || nextMs > untilMs) {
        if (untilMs !== Infinity) {
          this.nowMs = Math.max(this.nowMs, untilMs);
          return { why: 'time' };
        }
        return nextMs === undefined ? { why: 'idle' } : { why: 'sleeping', nextMs };
      }
      if (!jump) return { why: 'sleeping', nextMs };
      this.nowMs = Math.max(this.nowMs, nextMs);
    }
    return stop?.() ? { why: 'stopped' } : { why: 'budget' };
  }

  #take(): Runnable | undefined {
    while (this.#next < this.#ready.length) {
      const thread = this.#ready[this.#next++];
      if (this.#next > 1024) {
        this.#ready = this.#ready.slice(this.#next);
        this.#next = 0;
      }
      if (thread?.state !== 'ready') continue;
      if (!thread.isHeld()) return thread;
      this.#held.push(thread);
    }
    this.#ready = [];
    this.#next = 0;
    return undefined;
  }

  #fireTimers(): void {
    for (;;) {
      const due = this.#timers.takeDue(this.nowMs);
      if (due === undefined) return;
      if (isAwaited(due)) due.thread.wake();
    }
  }
}
