/** Something to do at a time; equal times keep the order in which they were set. */
interface Timer<T> {
  readonly atMs: number;
  readonly order: number;
  readonly item: T;
}

/** A heap of timers: the next one first. What is no longer wanted is dropped when it comes up. */
export class Timers<T> {
  readonly #heap: Timer<T>[] = [];
  #lastOrder = 0;

  /** When the next wanted one is due; undefined where there is none. */
  nextMs(isWanted: (item: T) => boolean): number | undefined {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (isWanted(first.item)) return first.atMs;
      this.#pop();
    }
    return undefined;
  }

  add(atMs: number, item: T): void {
    this.#lastOrder += 1;
    const heap = this.#heap;
    const timer = { atMs, order: this.#lastOrder, item };
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(timer, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = timer;
  }

  /** Takes the first one if it is due. */
  takeDue(nowMs: number): T | undefined {
    const first = this.#heap[0];
    return first !== undefined && first.atMs <= nowMs ? this.#pop()?.item : undefined;
  }

  #pop(): Timer<T> | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const left = heap[below];
      const right = heap[below + 1];
      if (left === undefined) break;
      let child = left;
      if (right !== undefined && isBefore(right, left)) {
        below += 1;
        child = right;
      }
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore<T>(a: Timer<T>, b: Timer<T>): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
