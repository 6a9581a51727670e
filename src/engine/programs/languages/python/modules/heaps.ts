/** _heapq: lists whose items are not above the two that follow each, at 2k + 1 and 2k + 2. */
import type { Task } from '../../../../kernel';
import { define, type Given } from '../call';
import { raised } from '../errors';
import { order, quickOrder } from '../order';
import { truth } from '../truth';
import { type Attributes, classOf, PyList, type Value } from '../values';
import type { Vm } from '../vm';

function* isLess(vm: Vm, a: Value = null, b: Value = null): Task<boolean> {
  if (vm.isTurnDue()) yield* vm.turn();
  return quickOrder('<', a, b) ?? (yield* truth(vm, yield* order(vm, '<', a, b)));
}

/** Lets the item at a place rise above those that are more than it. */
function* rise(vm: Vm, items: Value[], at: number, top = 0): Task<void> {
  const item = items[at] ?? null;
  while (at > top) {
    const above = (at - 1) >> 1;
    if (!(yield* isLess(vm, item, items[above]))) break;
    items[at] = items[above] ?? null;
    at = above;
  }
  items[at] = item;
}

/** Lets the lesser ones below a place move up, and its item rise again from the end of their way. */
function* sink(vm: Vm, items: Value[], top: number): Task<void> {
  const item = items[top] ?? null;
  let at = top;
  for (let below = 2 * at + 1; below < items.length; below = 2 * at + 1) {
    const isRight = below + 1 < items.length && !(yield* isLess(vm, items[below], items[below + 1]));
    if (isRight) below++;
    items[at] = items[below] ?? null;
    at = below;
  }
  items[at] = item;
  yield* rise(vm, items, at, top);
}

/** The least one, with another in its place. */
function* replaced(vm: Vm, items: Value[], item: Value): Task<Value> {
  const [least] = items;
  if (least === undefined) throw raised('IndexError', 'index out of range');
  items[0] = item;
  yield* sink(vm, items, 0);
  return least;
}

type Act = (vm: Vm, items: Value[], item: Value) => Task<Value>;

const ACTS: Readonly<Record<string, readonly [spec: string, act: Act]>> = {
  heappush: [
    'heap item',
    function* (vm, items, item) {
      items.push(item);
      yield* rise(vm, items, items.length - 1);
      return null;
    },
  ],
  heappop: [
    'heap',
    function* (vm, items) {
      const last = items.pop();
      if (last === undefined) throw raised('IndexError', 'index out of range');
      return items.length === 0 ? last : yield* replaced(vm, items, last);
    },
  ],
  heapreplace: ['heap item', replaced],
  heappushpop: [
    'heap item',
    function* (vm, items, item) {
      const goesIn = items.length > 0 && (yield* isLess(vm, items[0], item));
      return goesIn ? yield* replaced(vm, items, item) : item;
    },
  ],
  heapify: [
    'heap',
    function* (vm, items) {
      for (let at = (items.length >> 1) - 1; at >= 0; at--) yield* sink(vm, items, at);
      return null;
    },
  ],
};

function fill(_vm: Vm, members: Attributes): void {
  for (const [name, [spec, act]] of Object.entries(ACTS)) {
    const run = function* (vm: Vm, [heap = null, item = null]: Given): Task<Value> {
      if (heap instanceof PyList) return yield* act(vm, heap.items, item);
      const number = name === 'heapify' || name === 'heappop' ? '' : ' 1';
      throw raised('TypeError', `${name}() argument${number} must be list, not ${classOf(heap).name}`);
    };
    define(members, { [name]: [spec, run] });
  }
}

export const modules = { _heapq: fill };
