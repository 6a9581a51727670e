import { Errno } from './errno';
import type { Sleeper, Task, Wait } from './task';

/** How a task came to its end: `killed` only where it did that to itself. */
export type ThreadEnd<T> = { readonly value: T } | { readonly error: unknown } | { readonly killed: true };

/** What a scheduler needs of a thread, whatever its task gives. */
export interface Runnable extends Sleeper {
  readonly state: 'ready' | 'waiting' | 'running' | 'done';
  readonly waitNumber: number;
  cpuMs: number;
  isHeld(): boolean;
  step(): void;
}

/** What a thread needs of its scheduler. */
export interface ThreadQueue {
  readonly nowMs: number;
  ready(thread: Runnable): void;
  setTimer(thread: Runnable, atMs: number): void;
}

/** A `finally` block that waits again and again is left after so many times. */
const MAX_FINAL_WAITS = 16;

/** One task under way. */
export class Thread<T = unknown> implements Runnable {
  state: Runnable['state'] = 'ready';
  /** Counts waits, so that a timer set for an earlier one is known to be stale. */
  waitNumber = 0;
  /** CPU time that its turns took. */
  cpuMs = 0;
  #task: Task<T>;
  #wait: Wait | undefined;
  #thrown: Errno | undefined;
  #isInterruptPending = false;
  #isKilled = false;

  constructor(
    private readonly queue: ThreadQueue,
    task: Task<T>,
    private readonly onEnd: (end: ThreadEnd<T>) => void,
    /** Asked before each turn: true keeps the task from running until `scheduler.resumeHeld`. */
    readonly isHeld: () => boolean = () => false,
  ) {
    this.#task = task;
  }

  /** Whether it has something to do: it may run, or it uses CPU time. */
  get isBusy(): boolean {
    return this.state === 'ready' || this.state === 'running' || this.#wait?.isUninterruptible === true;
  }

  wake(): void {
    if (this.state !== 'waiting') return;
    this.#wait?.queue?.remove(this);
    this.#wait = undefined;
    this.state = 'ready';
    this.queue.ready(this);
  }

  /** Ends the wait it is in with EINTR; if it is in none, then the next one. */
  interrupt(): void {
    if (this.state === 'waiting' && this.#wait?.isUninterruptible !== true) {
      this.#thrown = new Errno('EINTR');
      this.wake();
    } else {
      this.#isInterruptPending = true;
    }
  }

  /** The program has seen its signals: no wait needs to be ended for them. */
  forgetInterrupt(): void {
    this.#isInterruptPending = false;
  }

  /** Goes on with another task; what was under way is dropped as it stands, `finally` blocks and all (exec). */
  replace(task: Task<T>): void {
    this.#task = task;
    this.#isInterruptPending = false;
  }

  /**
   * Ends the task where it stands; its `finally` blocks run and may not wait. One that runs just now ends at
   * its next wait.
   */
  kill(): void {
    if (this.state === 'done') return;
    if (this.state === 'running') {
      this.#isKilled = true;
      return;
    }
    this.#wait?.queue?.remove(this);
    this.state = 'done';
    for (let tries = 0; tries < MAX_FINAL_WAITS; tries++) {
      // The value is never seen: nobody is told of the end of what was killed.
      if (this.#task.return(undefined as never).done) return;
    }
  }

  step(): void {
    this.state = 'running';
    const task = this.#task;
    const thrown = this.#thrown;
    this.#thrown = undefined;
    let result: IteratorResult<Wait, T>;
    try {
      result = thrown ? task.throw(thrown) : task.next();
    } catch (error) {
      this.state = 'done';
      this.onEnd({ error });
      return;
    }
    if (result.done) {
      this.state = 'done';
      this.onEnd({ value: result.value });
      return;
    }
    this.state = 'waiting';
    if (this.#isKilled) {
      this.kill();
      this.onEnd({ killed: true });
    } else this.#settle(task === this.#task ? result.value : {});
  }

  #settle(wait: Wait): void {
    const untilMs = wait.untilMs ?? (wait.forMs === undefined ? undefined : this.queue.nowMs + wait.forMs);
    const isOver = untilMs !== undefined && untilMs <= this.queue.nowMs;
    if (isOver || (wait.queue === undefined && untilMs === undefined)) {
      this.wake();
      return;
    }
    this.#wait = wait;
    this.waitNumber++;
    if (this.#isInterruptPending && !wait.isUninterruptible) {
      this.#isInterruptPending = false;
      this.interrupt();
      return;
    }
    wait.queue?.add(this);
    if (untilMs !== undefined) this.queue.setTimer(this, untilMs);
  }
}
