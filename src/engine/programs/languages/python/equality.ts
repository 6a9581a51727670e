/** Whether two values are equal. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { deeper } from './depth';
import { truth } from './truth';
import {
  NOT_IMPLEMENTED,
  PyBytes,
  PyComplex,
  PyDict,
  PyFunction,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  type Value,
  plain,
} from './values';
import type { Vm } from './vm';

export function isSame(a: Value, b: Value): boolean {
  return a === b || (typeof a === 'number' && Object.is(a, b));
}

/** Equality of what is not made of other things; undefined: look further. */
export function quickEquals(a: Value, b: Value): boolean | undefined {
  if (a === b) return typeof a !== 'number' || !Number.isNaN(a);
  const [x, y] = [typeof a === 'boolean' ? BigInt(a) : a, typeof b === 'boolean' ? BigInt(b) : b];
  if (typeof x !== 'object' && typeof y !== 'object') {
    return typeof x === typeof y ? x === y : typeof x !== 'string' && typeof y !== 'string' && x == y;
  }
  if (x === null || y === null)
    return x === y
      ? true
      : x !== null && hasOwnEquality(x)
        ? undefined
        : y !== null && hasOwnEquality(y)
          ? undefined
          : false;
  return undefined;
}

export function hasOwnEquality(value: Value): boolean {
  return special(value, '__eq__') instanceof PyFunction;
}

export function* equals(vm: Vm, a: Value, b: Value): Task<boolean> {
  const quick = quickEquals(a, b);
  if (quick !== undefined) return quick;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const method = special(one, '__eq__');
    if (method === undefined) continue;
    const result = yield* call(vm, method, [one, other]);
    if (result !== NOT_IMPLEMENTED) return yield* truth(vm, result);
  }
  return (yield* nativeEquals(vm, a, b)) ?? false;
}

/** Whether builtin things are equal; undefined: they are of kinds that say nothing of each other. */
export function* nativeEquals(vm: Vm, left: Value, right: Value): Task<boolean | undefined> {
  const [a, b] = [plain(left), plain(right)];
  if (a !== left || b !== right) {
    const known = quickEquals(a, b);
    if (known !== undefined) return known;
  }
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    return a.items.length === b.items.length && (yield* firstDifference(vm, a.items, b.items)) === undefined;
  }
  if (a instanceof PyDict && b instanceof PyDict) {
    if (a.map.size !== b.map.size) return false;
    for (const [key, [, value]] of a.map) {
      const other = b.map.get(key);
      if (!other || !(yield* deeper(vm, equals(vm, value, other[1])))) return false;
    }
    return true;
  }
  if (a instanceof PySet && b instanceof PySet) {
    return a.map.size === b.map.size && [...a.map.keys()].every((key) => b.map.has(key));
  }
  if (a instanceof PyBytes && b instanceof PyBytes) {
    return a.data.length === b.data.length && a.data.every((byte, index) => byte === b.data[index]);
  }
  if (a instanceof PyComplex || b instanceof PyComplex) {
    const [x, y] = a instanceof PyComplex ? [a, b] : [b, a];
    if (y instanceof PyComplex)
      return x instanceof PyComplex && x.real === y.real && x.imaginary === y.imaginary;
    return (
      x instanceof PyComplex && x.imaginary === 0 && typeof y !== 'string' && x.real == Number(y as number)
    );
  }
  if (a instanceof PyRange && b instanceof PyRange) {
    return (
      a.length === b.length &&
      (a.length === 0n || (a.start === b.start && (a.length === 1n || a.step === b.step)))
    );
  }
  return a === b ? true : undefined;
}

export function* firstDifference(vm: Vm, a: readonly Value[], b: readonly Value[]): Task<number | undefined> {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x = null, y = null] = [a[index], b[index]];
    if (!isSame(x, y) && !(yield* deeper(vm, equals(vm, x, y)))) return index;
    if (vm.isTurnDue()) yield* vm.turn();
  }
  return undefined;
}
