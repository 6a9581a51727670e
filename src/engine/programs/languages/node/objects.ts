/** What objects and primitives do: properties, calls, conversions, iteration. */
import type { Task } from '../../../kernel';
import {
  Arr,
  Bytes,
  Fn,
  HAS_INSTANCE,
  HOLE,
  indexOf,
  isTask,
  ITERATOR,
  JsDate,
  type Key,
  MAX_LENGTH,
  Obj,
  Sym,
  TO_PRIMITIVE,
  type Value,
} from './values';
import type { Vm } from './vm';

/** Something that can only be known by running code of the program's. */
export const UNKNOWN = new Sym('unknown');

export function toKey(value: Value): Key {
  if (value instanceof Sym) return value;
  return typeof value === 'string' ? value : plainString(value);
}

/** Of primitives; objects are to be asked before. */
export function plainString(value: Value): string {
  if (value instanceof Sym) return `Symbol(${value.description ?? ''})`;
  if (value instanceof Obj) return '[object Object]';
  return String(value);
}

export function protoOf(vm: Vm, value: Value): Obj | null {
  if (value instanceof Obj) return value;
  switch (typeof value) {
    case 'string':
      return vm.realm.stringProto;
    case 'number':
      return vm.realm.numberProto;
    case 'boolean':
      return vm.realm.booleanProto;
    case 'bigint':
      return vm.realm.bigintProto;
    default:
      return value instanceof Sym ? vm.realm.symbolProto : null;
  }
}

export function quickGet(vm: Vm, object: Value, key: Value): Value {
  if (typeof key === 'number') {
    if (object instanceof Arr) {
      if (!(key >= 0 && key < object.items.length && Number.isInteger(key))) return UNKNOWN;
      const item = object.items[key];
      return item === HOLE ? undefined : item;
    }
    if (object instanceof Bytes) return object.data[key];
    if (typeof object === 'string') return object[key];
  }
  if (key instanceof Obj) return UNKNOWN;
  if (typeof object === 'string') {
    if (key === 'length') return object.length;
    const index = indexOf(toKey(key));
    if (index !== undefined) return object[index];
  }
  const holder = protoOf(vm, object);
  if (holder === null) return UNKNOWN;
  const slot = holder.find(toKey(key));
  if (slot === undefined) return undefined;
  return slot.get === undefined && slot.set === undefined ? slot.value : UNKNOWN;
}

export function* get(vm: Vm, object: Value, key: Value): Task<Value> {
  const quick = quickGet(vm, object, key);
  if (quick !== UNKNOWN) return quick;
  const name = key instanceof Obj ? toKey(yield* toPrimitive(vm, key, 'string')) : toKey(key);
  const holder = protoOf(vm, object);
  if (holder === null) {
    throw vm.error(
      'TypeError',
      `Cannot read properties of ${String(object)} (reading '${plainString(name)}')`,
    );
  }
  const slot = holder.find(name);
  if (slot === undefined) return undefined;
  if (slot.get !== undefined) return yield* call(vm, slot.get, object, []);
  return slot.set !== undefined ? undefined : slot.value;
}

export function* set(vm: Vm, object: Value, key: Value, value: Value, receiver: Value = object): Task<void> {
  const name = key instanceof Obj ? toKey(yield* toPrimitive(vm, key, 'string')) : toKey(key);
  if (object === undefined || object === null) {
    throw vm.error(
      'TypeError',
      `Cannot set properties of ${String(object)} (setting '${plainString(name)}')`,
    );
  }
  if (!(object instanceof Obj) || !(receiver instanceof Obj)) return;
  const slot =
    object instanceof Arr || object instanceof Bytes
      ? indexOf(name) === undefined
        ? object.find(name)
        : object.own(name)
      : object.find(name);
  if (slot?.set !== undefined) {
    yield* call(vm, slot.set, receiver, [value]);
    return;
  }
  if (slot?.get !== undefined) {
    throw vm.error(
      'TypeError',
      `Cannot set property ${plainString(name)} of ${describe(receiver)} which has only a getter`,
    );
  }
  if (receiver.isFrozen || (slot?.isFixed && name !== 'length')) {
    throw vm.error(
      'TypeError',
      `Cannot assign to read only property '${plainString(name)}' of object '${describe(receiver)}'`,
    );
  }
  if (slot === undefined && !receiver.isExtensible) {
    throw vm.error('TypeError', `Cannot add property ${plainString(name)}, object is not extensible`);
  }
  assign(vm, receiver, name, value);
}

function describe(object: Obj): string {
  if (object instanceof Arr) return '[object Array]';
  return object instanceof Fn ? `function ${object.name}` : '#<Object>';
}

function assign(vm: Vm, object: Obj, name: Key, value: Value): void {
  if (object instanceof Arr) {
    const index = name === 'length' ? undefined : indexOf(name);
    const length = name === 'length' ? Number(value) : index === undefined ? 0 : index + 1;
    if (length > MAX_LENGTH) throw vm.error('RangeError', 'Invalid array length');
    if (name === 'length') {
      while (object.items.length < length) object.items.push(HOLE);
      object.items.length = length;
      return;
    }
    if (index !== undefined) {
      while (object.items.length < index) object.items.push(HOLE);
      object.items[index] = value;
      if (typeof value === 'string' && value.length > 65_536) vm.p.allocate(value.length);
      return;
    }
  }
  if (object instanceof Bytes && indexOf(name) !== undefined) {
    object.data[Number(name)] = Number(value);
    return;
  }
  const own = object.slots.get(name);
  if (own) own.value = value;
  else object.slots.set(name, { value, isEnumerable: true });
}

// Calls

export function* call(vm: Vm, callee: Value, self: Value, args: readonly Value[]): Task<Value> {
  if (!(callee instanceof Fn)) throw vm.error('TypeError', `${yield* shown(vm, callee)} is not a function`);
  const result = callee.code(vm, self, args);
  return isTask(result) ? yield* result : result;
}

function* shown(vm: Vm, value: Value): Task<string> {
  if (typeof value === 'string') return JSON.stringify(value);
  return value instanceof Obj
    ? value instanceof Arr
      ? yield* toText(vm, value)
      : '#<Object>'
    : plainString(value);
}

export function* callMethod(vm: Vm, object: Value, name: Key, ...args: readonly Value[]): Task<Value> {
  return yield* call(vm, yield* get(vm, object, name), object, args);
}

export function* construct(
  vm: Vm,
  callee: Value,
  args: readonly Value[],
  newTarget?: Obj,
  text?: string,
): Task<Value> {
  if (!(callee instanceof Fn) || callee.construct === undefined) {
    throw vm.error('TypeError', `${text ?? (yield* shown(vm, callee))} is not a constructor`);
  }
  const result = callee.construct(vm, undefined, args, newTarget ?? callee);
  return isTask(result) ? yield* result : result;
}

/** The prototype that `new` gives to what a native class makes. */
export function protoFor(newTarget: Obj | undefined, otherwise: Obj): Obj {
  const slot = newTarget?.find('prototype');
  return slot?.value instanceof Obj ? slot.value : otherwise;
}

export function* instanceOf(vm: Vm, value: Value, cls: Value): Task<boolean> {
  if (!(cls instanceof Obj)) throw vm.error('TypeError', "Right-hand side of 'instanceof' is not callable");
  const own = cls.find(HAS_INSTANCE)?.value;
  if (own !== undefined && own !== vm.realm.hasInstance) return truthy(yield* call(vm, own, cls, [value]));
  const proto = cls.find('prototype')?.value;
  for (let one = value instanceof Obj ? value.proto : null; one; one = one.proto)
    if (one === proto) return true;
  return false;
}

// Conversions

export function truthy(value: Value): boolean {
  return value instanceof Obj || value instanceof Sym ? true : Boolean(value);
}

export function* toPrimitive(
  vm: Vm,
  value: Value,
  hint: 'default' | 'number' | 'string' = 'default',
): Task<Value> {
  if (!(value instanceof Obj)) return value;
  const own = value.find(TO_PRIMITIVE)?.value;
  if (own !== undefined) return yield* call(vm, own, value, [hint]);
  const isText = hint === 'string' || (hint === 'default' && value instanceof JsDate);
  for (const name of isText ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = yield* get(vm, value, name);
    if (!(method instanceof Fn)) continue;
    const result = yield* call(vm, method, value, []);
    if (!(result instanceof Obj)) return result;
  }
  throw vm.error('TypeError', 'Cannot convert object to primitive value');
}

export function* toText(vm: Vm, value: Value): Task<string> {
  const plain = yield* toPrimitive(vm, value, 'string');
  if (plain instanceof Sym) throw vm.error('TypeError', 'Cannot convert a Symbol value to a string');
  return String(plain as string);
}

export function* toNumber(vm: Vm, value: Value): Task<number> {
  const plain = yield* toPrimitive(vm, value, 'number');
  if (plain instanceof Sym) throw vm.error('TypeError', 'Cannot convert a Symbol value to a number');
  if (typeof plain === 'bigint') throw vm.error('TypeError', 'Cannot convert a BigInt value to a number');
  return Number(plain as string);
}

/** Numbers that natives are given; objects count as NaN. */
export function num(value: Value, otherwise = NaN): number {
  if (value === undefined) return otherwise;
  return value instanceof Obj || value instanceof Sym ? NaN : Number(value);
}

export function typeOf(value: Value): string {
  if (value instanceof Fn) return value.isCallable ? 'function' : 'object';
  if (value instanceof Sym) return 'symbol';
  return value === null || value instanceof Obj ? 'object' : typeof value;
}

// Iteration

export interface Steps {
  next(): Task<{ readonly done: boolean; readonly value: Value }>;
  /** Leaves before the end. */
  close(): Task<void>;
}

export function* iterate(vm: Vm, value: Value, what: string, symbol: Sym = ITERATOR): Task<Steps> {
  const method = value === undefined || value === null ? undefined : yield* get(vm, value, symbol);
  if (!(method instanceof Fn)) throw vm.error('TypeError', `${what} is not iterable`);
  if (value instanceof Arr && method === vm.realm.arrayValues) {
    let at = 0;
    return {
      *next() {
        const done = at >= value.items.length;
        const item = done ? undefined : value.items[at++];
        return { done, value: item === HOLE ? undefined : item };
      },
      *close() {},
    };
  }
  const iterator = yield* call(vm, method, value, []);
  const next = yield* get(vm, iterator, 'next');
  return {
    *next() {
      const result = yield* call(vm, next, iterator, []);
      if (!(result instanceof Obj))
        throw vm.error('TypeError', `Iterator result ${plainString(result)} is not an object`);
      return { done: truthy(yield* get(vm, result, 'done')), value: yield* get(vm, result, 'value') };
    },
    *close() {
      const leave = yield* get(vm, iterator, 'return');
      if (leave instanceof Fn) yield* call(vm, leave, iterator, []);
    },
  };
}

export function* listOf(vm: Vm, value: Value, what = plainString(value)): Task<Value[]> {
  if (value instanceof Arr && value.find(ITERATOR)?.value === vm.realm.arrayValues)
    return value.items.map((item) => (item === HOLE ? undefined : item));
  const steps = yield* iterate(vm, value, what);
  const all: Value[] = [];
  for (;;) {
    const { done, value: item } = yield* steps.next();
    if (done) return all;
    all.push(item);
    if (all.length > MAX_LENGTH) throw vm.error('RangeError', 'Invalid array length');
    if (vm.isTurnDue()) yield* vm.p.turn();
  }
}

/** Own names that a loop sees. */
export function enumerableKeys(object: Obj): string[] {
  return object
    .keys()
    .filter((key): key is string => typeof key === 'string' && object.own(key)?.isEnumerable === true);
}
