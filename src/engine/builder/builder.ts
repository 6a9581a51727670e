import { CacheMounts } from './cache-mounts';
import type { ContextCopy } from './files';
import type { BuildHistoryRecord } from './history';
import { randomId } from './random-id';
import { StepCache } from './step-cache';

/** A folder of a client, as the builder has kept it. */
export interface KeptContext {
  readonly recordId: string;
  readonly description: string;
  copy: ContextCopy | undefined;
  sizeBytes: number;
  readonly createdMs: number;
  lastUsedMs: number | undefined;
  usageCount: number;
}

/** What a builder keeps from one build to the next. */
export class Builder {
  readonly cache = new StepCache();
  readonly cacheMounts = new CacheMounts();
  /** By what of which folder of the client's they are. */
  readonly contexts = new Map<string, KeptContext>();
  /** Until when (ms) the registries' tokens are good, by what progress says of them and whose they are. */
  readonly tokens = new Map<string, number>();
  /** The newest last. */
  readonly history: BuildHistoryRecord[] = [];
  /** What each build that runs now holds: ids of records. */
  readonly #held = new Set<Set<string>>();

  /** For a build that begins: it holds what it uses or makes until it is over, so that no prune takes it away. */
  hold(): { add(recordId: string): void; release(): void } {
    const ids = new Set<string>();
    this.#held.add(ids);
    return {
      add: (recordId) => ids.add(recordId),
      release: () => this.#held.delete(ids),
    };
  }

  /** Whether a build that runs now holds this record. */
  isHeld(recordId: string): boolean {
    return [...this.#held].some((ids) => ids.has(recordId));
  }

  /** The builder's copy of a client's folder, which it keeps from one build to the next. */
  keptContext(
    key: string,
    description: string,
    clock: { readonly nowMs: number; random(): number },
  ): KeptContext {
    const known = this.contexts.get(key);
    if (known !== undefined) return known;
    const kept: KeptContext = {
      recordId: randomId(() => clock.random()),
      description,
      copy: undefined,
      sizeBytes: 0,
      createdMs: clock.nowMs,
      lastUsedMs: undefined,
      usageCount: 0,
    };
    this.contexts.set(key, kept);
    return kept;
  }
}
