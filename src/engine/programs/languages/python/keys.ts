/** Keys of dicts and sets: values that are equal have the same. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { deeper } from './depth';
import { hasOwnEquality } from './equality';
import { raised } from './errors';
import {
  Boxed,
  type Key,
  Obj,
  PyBytes,
  PyClass,
  PyComplex,
  PyDict,
  PyFunction,
  PyList,
  PySet,
  PyTuple,
  type Value,
  classOf,
  textKey,
} from './values';
import type { Vm } from './vm';

/** Keys of values without code of their own; undefined: it has to be asked. */
export function quickKey(value: Value): Key | undefined {
  switch (typeof value) {
    case 'string':
      return textKey(value);
    case 'bigint':
      return value;
    case 'boolean':
      return BigInt(value);
    case 'number':
      return Number.isInteger(value) ? BigInt(value) : value;
    default:
      return value === null ? null : undefined;
  }
}

export function* keyOf(vm: Vm, value: Value): Task<Key> {
  const quick = quickKey(value);
  if (quick !== undefined) return quick;
  if (value instanceof Boxed && !(special(value, '__hash__') instanceof PyFunction))
    return yield* keyOf(vm, value.value);
  if (value instanceof PyTuple) {
    const parts: string[] = [];
    for (const item of value.items) {
      const key = yield* deeper(vm, keyOf(vm, item));
      parts.push(
        typeof key === 'object' && key !== null
          ? `o${String(vm.idOf(key as Value))}`
          : `${typeof key}${String(key).replace(/,/g, ',,')}`,
      );
    }
    return `\0t${parts.join(', ')}`;
  }
  if (value instanceof PyComplex)
    return value.imaginary === 0
      ? yield* keyOf(vm, value.real)
      : `\0c${String(value.real)},${String(value.imaginary)}`;
  if (value instanceof PyBytes && value.cls.name === 'bytes')
    return `\0b${String.fromCharCode(...value.data)}`;
  if (value instanceof PySet && value.cls.name === 'frozenset') {
    return `\0f${[...value.map.keys()]
      .map((key) =>
        typeof key === 'object' && key !== null
          ? String(vm.idOf(key as Value))
          : `${typeof key}${String(key)}`,
      )
      .sort()
      .join(',')}`;
  }
  const isHashed = value instanceof Obj && special(value, '__hash__') instanceof PyFunction;
  if (
    !isHashed &&
    (value instanceof PyList || value instanceof PyDict || value instanceof PySet || value instanceof PyBytes)
  ) {
    throw raised('TypeError', `unhashable type: '${classOf(value).name}'`);
  }
  const hash = special(value, '__hash__');
  if (hash === null || (hash === undefined && hasOwnEquality(value))) {
    throw raised('TypeError', `unhashable type: '${classOf(value).name}'`);
  }
  if (hash instanceof PyFunction) return `\0h${String(yield* call(vm, hash, [value]))}`;
  if (
    hash !== undefined &&
    value instanceof Obj &&
    special(value, '__hash__') !== undefined &&
    hash instanceof Obj &&
    !(value instanceof PyClass)
  ) {
    const result = yield* call(vm, hash, [value]);
    return `\0h${String(result)}`;
  }
  return value as Obj;
}
