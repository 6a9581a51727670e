/** The shortest way from one list of lines to another. Source: Myers 1986, "An O(ND) Difference Algorithm". */
export interface Change {
  /** Lines [aFrom, aTo) of the first become lines [bFrom, bTo) of the second. */
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

const MAX_DISTANCE = 3000;

export function diffLines(a: readonly string[], b: readonly string[]): Change[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const [n, m] = [a.length - start - end, b.length - start - end];
  const trace: Int32Array[] = [];
  const max = Math.min(n + m, MAX_DISTANCE);
  const best = new Int32Array(2 * max + 3);
  const at = (array: Int32Array, index: number): number => array[index + max + 1] ?? 0;
  let found = n + m === 0;
  for (let d = 0; d <= max && !found; d++) {
    trace.push(best.slice());
    for (let k = -d; k <= d; k += 2) {
      let x =
        k === -d || (k !== d && at(best, k - 1) < at(best, k + 1)) ? at(best, k + 1) : at(best, k - 1) + 1;
      while (x < n && x - k < m && a[start + x] === b[start + x - k]) x++;
      best[k + max + 1] = x;
      if (x >= n && x - k >= m) {
        found = true;
        break;
      }
    }
  }
  // Too different: one change for all of it.
  if (!found) return [{ aFrom: start, aTo: start + n, bFrom: start, bTo: start + m }];
  const changes: Change[] = [];
  let [x, y] = [n, m];
  for (let d = trace.length - 1; d > 0; d--) {
    const before = trace[d];
    if (!before) break;
    const k = x - y;
    const down = k === -d || (k !== d && at(before, k - 1) < at(before, k + 1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = at(before, previousK);
    const previousY = previousX - previousK;
    const [fromX, fromY] = [start + previousX, start + previousY];
    const change = down
      ? { aFrom: fromX, aTo: fromX, bFrom: fromY, bTo: fromY + 1 }
      : { aFrom: fromX, aTo: fromX + 1, bFrom: fromY, bTo: fromY };
    const next = changes[0];
    if (next && next.aFrom === change.aTo && next.bFrom === change.bTo)
      changes[0] = { ...next, aFrom: change.aFrom, bFrom: change.bFrom };
    else changes.unshift(change);
    [x, y] = [previousX, previousY];
  }
  return changes;
}
