import { type Task, WaitQueue } from './task';

/** What is loaded already, whoever asked for it: by key. */
export type Loaded = (key: string) => unknown;

/**
 * Facts and parts of the engine that are loaded when a task first asks for them: by key, once. The first to
 * ask for a key on a machine takes one turn, whether it was there already or not, and no other task has a turn
 * before it is there: so a replay takes the same turns as the first life.
 */
export class WorldData {
  readonly #values = new Map<string, unknown>();
  readonly #asked = new Set<string>();
  readonly #wanted = new Set<string>();
  readonly #provided = new WaitQueue();

  constructor(private readonly loaded: Loaded = () => undefined) {}

  /** Keys that somebody waits for, in the order in which they were asked for. */
  get wanted(): readonly string[] {
    return this.#wanted.size === 0 ? [] : [...this.#wanted];
  }

  *need(key: string): Task<unknown> {
    if (!this.#asked.has(key)) {
      this.#asked.add(key);
      if (this.#find(key) !== undefined) yield {};
    }
    while (this.#find(key) === undefined) {
      this.#wanted.add(key);
      yield { queue: this.#provided, isUninterruptible: true };
    }
    return this.#find(key);
  }

  provide(key: string, value: unknown): void {
    this.#values.set(key, value);
    this.#wanted.delete(key);
    this.#provided.wakeAll();
  }

  #find(key: string): unknown {
    return this.#values.get(key) ?? this.loaded(key);
  }
}
