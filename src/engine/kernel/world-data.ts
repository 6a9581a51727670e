import { type Task, WaitQueue } from './task';

/** Data that is loaded when a task first asks for it: by key, once. */
export class WorldData {
  readonly #values = new Map<string, unknown>();
  readonly #wanted = new Set<string>();
  readonly #provided = new WaitQueue();

  /** Keys that somebody waits for, in the order in which they were asked for. */
  get wanted(): readonly string[] {
    return this.#wanted.size === 0 ? [] : [...this.#wanted];
  }

  *need(key: string): Task<unknown> {
    while (!this.#values.has(key)) {
      this.#wanted.add(key);
      yield { queue: this.#provided, isUninterruptible: true };
    }
    return this.#values.get(key);
  }

  provide(key: string, value: unknown): void {
    this.#values.set(key, value);
    this.#wanted.delete(key);
    this.#provided.wakeAll();
  }
}
