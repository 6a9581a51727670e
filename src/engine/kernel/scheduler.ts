import type { Sleeper, Task, Wait } from './task';

/** What each turn costs on the simulated clock, in milliseconds: a loop without a wait still takes time. */
const TURN_MS = 0.002;

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
 * Why a run stopped: nothing can ever run again; all wait for time to pass (`nextMs`); the turns are used up or
 * `untilMs` is reached; `stop` said so.
 */
export type RunEnd =
  | { readonly why: 'idle' | 'budget' | 'time' | 'stopped' }
  | { readonly why: 'sleeping'; readonly nextMs: number };

/** What the scheduler needs of a task under way. */
interface Runnable extends Sleeper {
  readonly state: 'ready' | 'waiting' | 'running' | 'done';
  readonly waitNumber: number;
  isHeld(): boolean;
  step(): void;
}

/** One task under way. */
export class Thread<T = unknown> implements Runnable {
  state: 'ready' | 'waiting' | 'running' | 'done' = 'ready';
  /** Counts waits, so that a timer set for an earlier one is known to be stale. */
  waitNumber = 0;
  turns = 0;
  #wait: Wait | undefined;
  #thrown: Error | undefined;
  #killed = false;

  constructor(
    readonly scheduler: Scheduler,
    readonly task: Task<T>,
    private readonly onEnd: (end: { readonly value: T } | { readonly error: unknown }) => void,
    /** Asked before each turn: true keeps the task from running until `scheduler.resumeHeld`. */
    readonly isHeld: () => boolean = () => false,
  ) {}

  get isWaiting(): boolean {
    return this.state === 'waiting';
  }

  wake(): void {
    if (this.state !== 'waiting') return;
    this.#wait?.queue?.remove(this);
    this.#wait = undefined;
    this.state = 'ready';
    this.scheduler.ready(this);
  }

  /** Ends a wait with an error, which the task sees as thrown by what it was waiting in. */
  interrupt(error: Error): void {
    if (this.state !== 'waiting') return;
    this.#thrown = error;
    this.wake();
  }

  /** Ends the task where it stands; its `finally` blocks run and may not wait. */
  kill(): void {
    if (this.state === 'done') return;
    this.#wait?.queue?.remove(this);
    if (this.state === 'running') {
      this.#killed = true;
      return;
    }
    this.state = 'done';
    for (let tries = 0; tries < 16; tries++) {
      if (this.task.return(undefined as never).done) return;
    }
  }

  step(): void {
    this.state = 'running';
    this.turns++;
    const thrown = this.#thrown;
    this.#thrown = undefined;
    let result: IteratorResult<Wait, T>;
    try {
      result = thrown ? this.task.throw(thrown) : this.task.next();
    } catch (error) {
      this.state = 'done';
      this.onEnd({ error });
      return;
    }
    if (result.done) {
      this.state = 'done';
      this.onEnd({ value: result.value });
    } else {
      this.state = 'waiting';
      if (this.#killed) this.kill();
      else this.#settle(result.value);
    }
  }

  #settle(wait: Wait): void {
    const untilMs =
      wait.untilMs ?? (wait.forMs === undefined ? undefined : this.scheduler.nowMs + wait.forMs);
    if (
      (wait.queue === undefined && untilMs === undefined) ||
      (untilMs ?? Infinity) <= this.scheduler.nowMs
    ) {
      this.wake();
      return;
    }
    this.#wait = wait;
    this.waitNumber++;
    wait.queue?.add(this);
    if (untilMs !== undefined) this.scheduler.setTimer(this, untilMs);
  }
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly thread: Runnable;
  readonly waitNumber: number;
}

/** Runs tasks in turn, on one simulated clock that moves by what turns cost and by jumps to the next timer. */
export class Scheduler {
  #ready: Runnable[] = [];
  #next = 0;
  #held: Runnable[] = [];
  readonly #timers: Timer[] = [];
  #timerCount = 0;
  #steps = 0;

  constructor(public nowMs: number) {}

  /** Turns taken since the start: tells moments of a machine's life apart exactly. */
  get steps(): number {
    return this.#steps;
  }

  start<T>(
    task: Task<T>,
    onEnd: (end: { readonly value: T } | { readonly error: unknown }) => void,
    isHeld?: () => boolean,
  ): Thread<T> {
    const thread = new Thread(this, task, onEnd, isHeld);
    this.#ready.push(thread);
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

  setTimer(thread: Runnable, atMs: number): void {
    this.#pushTimer({ atMs, order: this.#timerCount++, thread, waitNumber: thread.waitNumber });
  }

  /** When the next timer is due. */
  get nextTimerMs(): number | undefined {
    for (;;) {
      const timer = this.#timers[0];
      if (timer === undefined) return undefined;
      if (isLive(timer)) return timer.atMs;
      this.#popTimer();
    }
  }

  run({ maxSteps, untilMs = Infinity, jump = false, stop }: RunOptions): RunEnd {
    for (let taken = 0; taken < maxSteps;) {
      if (stop?.()) return { why: 'stopped' };
      this.#fireTimers();
      const thread = this.#take();
      if (thread) {
        this.nowMs += TURN_MS;
        this.#steps++;
        taken++;
        thread.step();
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
    return undefined;
  }

  #fireTimers(): void {
    for (let timer = this.#timers[0]; timer && timer.atMs <= this.nowMs; timer = this.#timers[0]) {
      this.#popTimer();
      if (isLive(timer)) timer.thread.wake();
    }
  }

  #pushTimer(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(heap[parent], timer)) break;
      swap(heap, at, parent);
      at = parent;
    }
  }

  #popTimer(): void {
    const heap = this.#timers;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (isBefore(heap[left], heap[least])) least = left;
      if (isBefore(heap[right], heap[least])) least = right;
      if (least === at) return;
      swap(heap, at, least);
      at = least;
    }
  }
}

function isLive(timer: Timer): boolean {
  return timer.thread.state === 'waiting' && timer.thread.waitNumber === timer.waitNumber;
}

function isBefore(a: Timer | undefined, b: Timer | undefined): boolean {
  if (a === undefined) return false;
  if (b === undefined) return true;
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function swap(heap: Timer[], i: number, j: number): void {
  const [a, b] = [heap[i], heap[j]];
  if (a === undefined || b === undefined) return;
  heap[i] = b;
  heap[j] = a;
}
