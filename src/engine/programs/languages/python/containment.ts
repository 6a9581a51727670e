/** Whether something holds a value: `in`. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { equals, isSame } from './equality';
import { raised } from './errors';
import { iterate, nextOf } from './iterate';
import { keyOf } from './keys';
import { truth } from './truth';
import {
  Boxed,
  Obj,
  PyBytes,
  PyClass,
  PyDict,
  PyFunction,
  PyRange,
  PySet,
  type Value,
  classOf,
  plain,
} from './values';
import type { Vm } from './vm';

export function* contains(vm: Vm, container: Value, item: Value): Task<boolean> {
  if (typeof container === 'string') {
    if (typeof item !== 'string') {
      throw raised('TypeError', `'in <string>' requires string as left operand, not ${classOf(item).name}`);
    }
    return container.includes(item);
  }
  const method = special(container, '__contains__');
  if (method !== undefined) return yield* truth(vm, yield* call(vm, method, [container, item]));
  return yield* nativeContains(vm, container, item);
}

/** `item in container`, as builtin classes have it. */
export function* nativeContains(vm: Vm, container: Value, item: Value): Task<boolean> {
  if (container instanceof Boxed || item instanceof Boxed)
    if (typeof plain(container) === 'string') return yield* contains(vm, plain(container), plain(item));
  if (container instanceof PyDict || container instanceof PySet)
    return container.map.has(yield* keyOf(vm, item));
  if (container instanceof PyRange && typeof item === 'bigint') {
    const { start, step, length } = container;
    const offset = (item - start) / step;
    return (item - start) % step === 0n && offset >= 0n && offset < length;
  }
  if (container instanceof PyBytes && item instanceof PyBytes) {
    const text = String.fromCharCode(...container.data);
    return text.includes(String.fromCharCode(...item.data));
  }
  if (
    !(container instanceof Obj) ||
    (special(container, '__iter__') === undefined && !isIterable(container))
  ) {
    const at = classOf(container).name;
    throw raised('TypeError', `argument of type '${at}' is not iterable`);
  }
  const iterator = yield* iterate(vm, container);
  for (;;) {
    const next = yield* nextOf(vm, iterator);
    if (next === undefined) return false;
    if (isSame(next, item) || (yield* equals(vm, next, item))) return true;
    if (vm.isTurnDue()) yield* vm.turn();
  }
}

function isIterable(value: Obj): boolean {
  return !(value instanceof PyFunction || value instanceof PyClass);
}
