/**
 * How anything in the engine waits. A process is a generator; what it yields is the only thing the scheduler
 * sees. The engine never uses promises: the same input gives the same steps in the same order, a process can
 * be stopped at any point, and nothing waits for real time.
 */

/**
 * One wait. With `queue`: until that queue is woken. With `untilMs` (milliseconds since the epoch on the
 * machine's clock) or `forMs` (from now): at the latest until then. With none: give the others a turn (a loop
 * that does nothing else yields this, so that it can be ended and counted).
 */
export interface Wait {
  readonly queue?: WaitQueue;
  readonly untilMs?: number;
  readonly forMs?: number;
  /** A caught signal does not end this wait: CPU time is being used. */
  readonly isUninterruptible?: boolean;
}

/** Code that runs in the engine and may wait: `const answer = yield* task()`. */
export type Task<T> = Generator<Wait, T, void>;

/** Somebody to be woken: the scheduler's side of a waiting task. */
export interface Sleeper {
  wake(): void;
}

/** A place to wait for something to happen (a condition variable). Whoever wakes re-checks its condition. */
export class WaitQueue {
  readonly #sleepers = new Set<Sleeper>();

  add(sleeper: Sleeper): void {
    this.#sleepers.add(sleeper);
  }

  remove(sleeper: Sleeper): void {
    this.#sleepers.delete(sleeper);
  }

  wakeAll(): void {
    const sleepers = [...this.#sleepers];
    this.#sleepers.clear();
    for (const sleeper of sleepers) sleeper.wake();
  }
}

/** Gives every other task a turn. */
export function* turn(): Task<void> {
  yield {};
}

/** Waits until `condition` holds; it is tried again each time `queue` is woken. */
export function* until(queue: WaitQueue, condition: () => boolean): Task<void> {
  while (!condition()) yield { queue };
}
