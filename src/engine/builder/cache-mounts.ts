import type { Tree } from '../fs';
import { emptyTree } from '../fs';
import type { Task } from '../kernel';
import { until, WaitQueue } from '../kernel';

/** A folder that RUN --mount=type=cache keeps from one step to the next. */
export interface CacheMount {
  readonly id: string;
  /** What makes it another folder than those of the same id: where it began. */
  readonly base: string;
  readonly recordId: string;
  readonly description: string;
  readonly createdMs: number;
  tree: Tree;
  lastUsedMs: number | undefined;
  usageCount: number;
  isHeld: boolean;
}

/**
 * The folders of cache mounts. A step that uses one holds it until it ends: what `sharing=shared` would let others
 * write meanwhile, they write afterwards here.
 */
export class CacheMounts {
  readonly #mounts = new Map<string, CacheMount>();
  readonly #released = new WaitQueue();

  get all(): readonly CacheMount[] {
    return [...this.#mounts.values()];
  }

  /** Waits until nobody else has it; makes it if need be. */
  *hold(
    { id, base, start }: { readonly id: string; readonly base: string; readonly start: Tree | undefined },
    facts: { readonly recordId: string; readonly description: string; readonly nowMs: () => number },
  ): Task<CacheMount> {
    const key = `${id}\n${base}`;
    yield* until(this.#released, () => this.#mounts.get(key)?.isHeld !== true);
    const nowMs = facts.nowMs();
    const mount: CacheMount = this.#mounts.get(key) ?? {
      id,
      base,
      recordId: facts.recordId,
      description: facts.description,
      createdMs: nowMs,
      tree: start ?? { ...emptyTree, mtimeMs: nowMs },
      lastUsedMs: undefined,
      usageCount: 0,
      isHeld: false,
    };
    this.#mounts.set(key, mount);
    mount.isHeld = true;
    mount.lastUsedMs = nowMs;
    mount.usageCount += 1;
    return mount;
  }

  release(mount: CacheMount): void {
    mount.isHeld = false;
    this.#released.wakeAll();
  }

  remove(recordId: string): void {
    for (const [key, mount] of this.#mounts) if (mount.recordId === recordId) this.#mounts.delete(key);
  }
}
