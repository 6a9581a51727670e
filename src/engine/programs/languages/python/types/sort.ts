import type { Task } from '../../../../kernel';
import { call } from '../call';
import { order, quickOrder } from '../order';
import { truth } from '../truth';
import type { Value } from '../values';
import type { Vm } from '../vm';

interface Entry {
  readonly key: Value;
  readonly value: Value;
}

/** Sorted, with equals in the order they had; comparing may run code of the program's. */
export function* sorted(vm: Vm, values: readonly Value[], key: Value, reverse: Value): Task<Value[]> {
  const entries: Entry[] = [];
  for (const value of values) {
    entries.push({ key: key === null ? value : yield* call(vm, key, [value]), value });
    if (vm.isTurnDue()) yield* vm.turn();
  }
  const isReversed = yield* truth(vm, reverse);
  if (isReversed) entries.reverse();
  const done = yield* merged(vm, entries);
  if (isReversed) done.reverse();
  return done.map(({ value }) => value);
}

function* merged(vm: Vm, entries: Entry[]): Task<Entry[]> {
  if (entries.length < 2) return entries;
  const middle = entries.length >> 1;
  const left = yield* merged(vm, entries.slice(0, middle));
  const right = yield* merged(vm, entries.slice(middle));
  const result: Entry[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined || b === undefined) break;
    if (vm.isTurnDue()) yield* vm.turn();
    const isLess = quickOrder('<', b.key, a.key) ?? (yield* truth(vm, yield* order(vm, '<', b.key, a.key)));
    if (isLess) {
      result.push(b);
      j++;
    } else {
      result.push(a);
      i++;
    }
  }
  return [...result, ...left.slice(i), ...right.slice(j)];
}
