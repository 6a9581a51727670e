/** `thing[index]`: reading, setting and deleting. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import { collect } from './iterate';
import { subscriptedClass } from './generic-alias';
import { keyOf, quickKey } from './keys';
import {
  Boxed,
  BYTEARRAY,
  classOf,
  Obj,
  plain,
  PyBytes,
  PyClass,
  PyDict,
  PyList,
  PyRange,
  PySlice,
  PyTuple,
  type Value,
} from './values';
import type { Vm } from './vm';

export function quickItem(object: Value, index: Value): Value | undefined {
  if (object instanceof Obj && !object.cls.isNative) return undefined;
  if (object instanceof PyDict) {
    const key = quickKey(index);
    return key === undefined ? undefined : object.map.get(key)?.[1];
  }
  if ((object instanceof PyList || object instanceof PyTuple) && typeof index === 'bigint') {
    return object.items[Number(index < 0n ? index + BigInt(object.items.length) : index)];
  }
  return undefined;
}

export function* getItem(vm: Vm, object: Value, index: Value): Task<Value> {
  const method = special(object, '__getitem__');
  if (method !== undefined) return yield* call(vm, method, [object, index]);
  return yield* getNativeItem(vm, object, index);
}

/** A number for an index that is a thing of the program's with `__index__`. */
function* asIndex(vm: Vm, object: Value, index: Value): Task<Value> {
  if (!(index instanceof Obj) || object instanceof PyDict) return index;
  if (index instanceof Boxed) return index.value;
  if (index instanceof PySlice) {
    const { start, stop, step } = index;
    if (![start, stop, step].some((part) => part instanceof Obj)) return index;
    return new PySlice(
      yield* asIndex(vm, object, start),
      yield* asIndex(vm, object, stop),
      yield* asIndex(vm, object, step),
    );
  }
  const method = index.cls.isNative ? undefined : special(index, '__index__');
  return method === undefined ? index : yield* call(vm, method, [index]);
}

/** What builtin classes give for `object[index]`. */
export function* getNativeItem(vm: Vm, given: Value, wanted: Value): Task<Value> {
  const object = plain(given);
  const index = yield* asIndex(vm, object, wanted);
  if (object instanceof PyDict) {
    const found = object.map.get(yield* keyOf(vm, index));
    if (found) return found[1];
    const missing = special(object, '__missing__');
    if (missing !== undefined) return yield* call(vm, missing, [object, index]);
    throw raised('KeyError', index);
  }
  if (index instanceof PySlice) return slice(object, index);
  if (typeof object === 'string') {
    const points = /[\ud800-\udfff]/.test(object) ? Array.from(object) : object;
    return points[position(object, index, points.length, 'string')] ?? '';
  }
  if (object instanceof PyList || object instanceof PyTuple) {
    return object.items[position(object, index, object.items.length, classOf(object).name)] ?? null;
  }
  if (object instanceof PyBytes) {
    return BigInt(object.data[position(object, index, object.data.length, 'index')] ?? 0);
  }
  if (object instanceof PyRange) {
    const at = position(object, index, Number(object.length), 'range object');
    return object.start + BigInt(at) * object.step;
  }
  if (object instanceof PyClass) {
    const generic = object.find('__class_getitem__');
    if (generic !== undefined) return yield* call(vm, generic, [object, index]);
    const alias = yield* subscriptedClass(vm, object, index);
    if (alias !== undefined) return alias;
    throw raised('TypeError', `type '${object.name}' is not subscriptable`);
  }
  throw raised('TypeError', `'${classOf(object).name}' object is not subscriptable`);
}

function position(object: Value, index: Value, length: number, what: string): number {
  if (typeof index === 'boolean') return position(object, BigInt(index), length, what);
  if (typeof index !== 'bigint') {
    const kind =
      typeof object === 'string' ? 'string' : object instanceof PyBytes ? 'byte' : classOf(object).name;
    throw raised(
      'TypeError',
      typeof object === 'string'
        ? `string indices must be integers, not '${classOf(index).name}'`
        : `${kind} indices must be integers or slices, not ${classOf(index).name}`,
    );
  }
  const at = index < 0n ? index + BigInt(length) : index;
  if (at < 0n || at >= BigInt(length))
    throw raised('IndexError', `${what} ${what === 'index' ? '' : 'index '}out of range`);
  return Number(at);
}

export function sliceRange(
  length: number,
  { start, stop, step }: PySlice,
): { from: number; to: number; by: number } {
  const part = (value: Value, otherwise: number): number => {
    if (value === null) return otherwise;
    if (typeof value === 'boolean') return Number(value);
    if (typeof value !== 'bigint') {
      throw raised('TypeError', 'slice indices must be integers or None or have an __index__ method');
    }
    return Math.max(-(2 ** 50), Math.min(2 ** 50, Number(value)));
  };
  const by = part(step, 1);
  if (by === 0) throw raised('ValueError', 'slice step cannot be zero');
  const bound = (value: number): number => {
    const at = value < 0 ? value + length : value;
    return by > 0 ? Math.max(0, Math.min(length, at)) : Math.max(-1, Math.min(length - 1, at));
  };
  return {
    from: start === null ? (by > 0 ? 0 : length - 1) : bound(part(start, 0)),
    to: stop === null ? (by > 0 ? length : -1) : bound(part(stop, 0)),
    by,
  };
}

export function indicesOf(length: number, which: PySlice): number[] {
  const { from, to, by } = sliceRange(length, which);
  const found: number[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) found.push(at);
  return found;
}

function slice(object: Value, which: PySlice): Value {
  if (typeof object === 'string') {
    const points = Array.from(object);
    return indicesOf(points.length, which)
      .map((at) => points[at])
      .join('');
  }
  if (object instanceof PyList || object instanceof PyTuple) {
    const items = indicesOf(object.items.length, which).map((at) => object.items[at] ?? null);
    return object instanceof PyList ? new PyList(items) : new PyTuple(items);
  }
  if (object instanceof PyBytes) {
    return new PyBytes(
      Uint8Array.from(indicesOf(object.data.length, which).map((at) => object.data[at] ?? 0)),
      object.cls,
    );
  }
  if (object instanceof PyRange) {
    const { from, to, by } = sliceRange(Number(object.length), which);
    const at = (index: number): bigint => object.start + BigInt(index) * object.step;
    return new PyRange(at(from), at(to), object.step * BigInt(by));
  }
  throw raised('TypeError', `'${classOf(object).name}' object is not subscriptable`);
}

export function* setItem(vm: Vm, object: Value, index: Value, value: Value): Task<void> {
  const method = special(object, '__setitem__');
  if (method !== undefined) {
    yield* call(vm, method, [object, index, value]);
    return;
  }
  yield* setNativeItem(vm, object, index, value);
}

export function* setNativeItem(vm: Vm, object: Value, wanted: Value, value: Value): Task<void> {
  const index = yield* asIndex(vm, object, wanted);
  if (object instanceof PyDict) {
    const key = yield* keyOf(vm, index);
    const known = object.map.get(key);
    object.map.set(key, [known ? known[0] : index, value]);
    vm.keep(value);
    return;
  }
  if (object instanceof PyList) {
    if (index instanceof PySlice) {
      const items = yield* collect(vm, value);
      const { from, to, by } = sliceRange(object.items.length, index);
      if (by === 1) {
        object.items = [...object.items.slice(0, from), ...items, ...object.items.slice(Math.max(from, to))];
        return;
      }
      const places = indicesOf(object.items.length, index);
      if (places.length !== items.length) {
        throw raised(
          'ValueError',
          `attempt to assign sequence of size ${String(items.length)} to extended slice of size ${String(places.length)}`,
        );
      }
      for (const [at, place] of places.entries()) object.items[place] = items[at] ?? null;
      return;
    }
    object.items[position(object, index, object.items.length, 'list assignment')] = value;
    vm.keep(value);
    return;
  }
  if (object instanceof PyBytes && object.cls.isSubclassOf(BYTEARRAY) && index instanceof PySlice) {
    const { from, to } = sliceRange(object.data.length, index);
    const put = value instanceof PyBytes ? [...value.data] : (yield* collect(vm, value)).map(Number);
    const { data } = object;
    object.data = Uint8Array.from([...data.slice(0, from), ...put, ...data.slice(Math.max(from, to))]);
    return;
  }
  if (object instanceof PyBytes && object.cls.name === 'bytearray' && typeof value === 'bigint') {
    object.data[position(object, index, object.data.length, 'bytearray')] = Number(value);
    return;
  }
  throw raised('TypeError', `'${classOf(object).name}' object does not support item assignment`);
}

export function* deleteItem(vm: Vm, object: Value, index: Value): Task<void> {
  const method = special(object, '__delitem__');
  if (method !== undefined) {
    yield* call(vm, method, [object, index]);
    return;
  }
  yield* deleteNativeItem(vm, object, index);
}

export function* deleteNativeItem(vm: Vm, object: Value, wanted: Value): Task<void> {
  const index = yield* asIndex(vm, object, wanted);
  if (object instanceof PyDict) {
    if (!object.map.delete(yield* keyOf(vm, index))) throw raised('KeyError', index);
    return;
  }
  if (object instanceof PyList) {
    if (index instanceof PySlice) {
      const gone = new Set(indicesOf(object.items.length, index));
      object.items = object.items.filter((_, at) => !gone.has(at));
      return;
    }
    object.items.splice(position(object, index, object.items.length, 'list assignment'), 1);
    return;
  }
  if (object instanceof PyBytes && object.cls.isSubclassOf(BYTEARRAY)) {
    const { length } = object.data;
    const gone = new Set(
      index instanceof PySlice ? indicesOf(length, index) : [position(object, index, length, 'bytearray')],
    );
    object.data = object.data.filter((_, at) => !gone.has(at));
    return;
  }
  throw raised('TypeError', `'${classOf(object).name}' object doesn't support item deletion`);
}
