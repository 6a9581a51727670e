/** What operators do with values. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import { collect, iterate, nextOf } from './iterate';
import { complexBinary } from './complex-arithmetic';
import { unionOf } from './generic-alias';
import { formatPercent } from './format-percent';
import { changeSet, combineSets } from './set-operators';
import {
  Boxed,
  plain,
  type Key,
  NOT_IMPLEMENTED,
  Obj,
  classOf,
  PyBytes,
  PyComplex,
  PyClass,
  PyDict,
  PyFunction,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  SET,
  textKey,
  type Value,
  DICT,
} from './values';
import { typeName } from './type-names';
import type { Vm } from './vm';

const METHODS: Readonly<Record<string, readonly [string, string]>> = {
  '+': ['__add__', '__radd__'],
  '-': ['__sub__', '__rsub__'],
  '*': ['__mul__', '__rmul__'],
  '/': ['__truediv__', '__rtruediv__'],
  '//': ['__floordiv__', '__rfloordiv__'],
  '%': ['__mod__', '__rmod__'],
  '**': ['__pow__', '__rpow__'],
  '@': ['__matmul__', '__rmatmul__'],
  '&': ['__and__', '__rand__'],
  '|': ['__or__', '__ror__'],
  '^': ['__xor__', '__rxor__'],
  '<<': ['__lshift__', '__rlshift__'],
  '>>': ['__rshift__', '__rrshift__'],
};
const MAX_BITS = 2_000_000n;

/** Two numbers or texts, which never need code of the program's; undefined: something else is meant. */
export function quickBinary(operator: string, a: Value, b: Value): Value | undefined {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '%':
        return b === 0n ? undefined : floorModulo(a, b);
      case '//':
        return b === 0n ? undefined : floorDivide(a, b);
      case '&':
        return a & b;
      default:
        return undefined;
    }
  }
  if (typeof a === 'number' && typeof b === 'number') {
    if (operator === '+') return a + b;
    if (operator === '-') return a - b;
    if (operator === '*') return a * b;
  }
  return undefined;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function floorModulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

export function* binary(vm: Vm, operator: string, a: Value, b: Value, isInPlace = false): Task<Value> {
  const names = METHODS[operator];
  if (isInPlace && names) {
    const done = yield* inPlace(vm, operator, a, b);
    if (done !== undefined) return done;
  }
  const isOurs = !(a instanceof Obj && !a.cls.isNative) && !(b instanceof Obj && !b.cls.isNative);
  if (isOurs) {
    const own = nativeBinary(vm, operator, a, b);
    if (own !== undefined) return own;
  }
  if (operator === '%' && typeof plain(a) === 'string' && (isOurs || special(a, '__mod__') === undefined))
    return yield* formatPercent(vm, String(plain(a) as string), b);
  if (names) {
    const [name, reflected] = names;
    const left = special(a, name);
    const right = special(b, reflected);
    const isRightFirst =
      right !== undefined && classOf(b) !== classOf(a) && classOf(b).isSubclassOf(classOf(a));
    for (const side of isRightFirst ? ['right', 'left'] : ['left', 'right']) {
      const method = side === 'left' ? left : right;
      if (method === undefined) continue;
      const result = yield* call(vm, method, side === 'left' ? [a, b] : [b, a]);
      if (result !== NOT_IMPLEMENTED) return result;
    }
  }
  const own = isOurs ? undefined : nativeBinary(vm, operator, a, b);
  if (own !== undefined) return own;
  throw unsupported(operator, plain(a), plain(b), isInPlace);
}

function unsupported(operator: string, a: Value, b: Value, isInPlace: boolean): Error {
  if (operator === '+' && !isInPlace) {
    if (typeof a === 'string')
      return raised('TypeError', `can only concatenate str (not "${typeName(b)}") to str`);
    if (a instanceof PyList)
      return raised('TypeError', `can only concatenate list (not "${typeName(b)}") to list`);
    if (a instanceof PyTuple)
      return raised('TypeError', `can only concatenate tuple (not "${typeName(b)}") to tuple`);
    if (a instanceof PyBytes) return raised('TypeError', `can't concat ${typeName(b)} to bytes`);
  }
  if (operator === '+' && typeof a === 'string') {
    return raised('TypeError', `can only concatenate str (not "${typeName(b)}") to str`);
  }
  if (operator === '*' && (isSequence(a) || isSequence(b))) {
    const other = isSequence(a) ? b : a;
    return raised('TypeError', `can't multiply sequence by non-int of type '${typeName(other)}'`);
  }
  const shown = operator === '**' ? '** or pow()' : operator;
  return raised(
    'TypeError',
    `unsupported operand type(s) for ${shown}${isInPlace ? '=' : ''}: '${typeName(a)}' and '${typeName(b)}'`,
  );
}

function isSequence(value: Value): boolean {
  return (
    typeof value === 'string' ||
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyBytes
  );
}

function* inPlace(vm: Vm, operator: string, a: Value, b: Value): Task<Value | undefined> {
  const method =
    a instanceof Obj ? special(a, (METHODS[operator]?.[0] ?? '').replace('__', '__i')) : undefined;
  if (method !== undefined) {
    const result = yield* call(vm, method, [a, b]);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  if (a instanceof PyList && operator === '+') {
    if (
      !(b instanceof PyList) &&
      special(b, '__iter__') === undefined &&
      typeof b !== 'string' &&
      !(b instanceof Obj)
    ) {
      throw raised('TypeError', `'${classOf(b).name}' object is not iterable`);
    }
    a.items.push(...(yield* collect(vm, b)));
    return a;
  }
  if (a instanceof PySet && a.cls === SET && b instanceof PySet) {
    return changeSet(operator, a, b) ? a : undefined;
  }
  if (a instanceof PyDict && b instanceof PyDict && operator === '|') {
    for (const [key, item] of b.map) a.map.set(key, item);
    return a;
  }
  return undefined;
}

/** What builtin classes make of an operator; undefined: nothing. */
export function nativeBinary(vm: Vm, operator: string, left: Value, right: Value): Value | undefined {
  const [a, b] = [plain(left), plain(right)];
  const [x, y] = [typeof a === 'boolean' ? BigInt(a) : a, typeof b === 'boolean' ? BigInt(b) : b];
  if (typeof a === 'boolean' && typeof b === 'boolean' && '&|^'.includes(operator)) {
    return operator === '&' ? a && b : operator === '|' ? a || b : a !== b;
  }
  if (typeof x === 'bigint' && typeof y === 'bigint') return ofInts(operator, x, y);
  if ((typeof x === 'bigint' || typeof x === 'number') && (typeof y === 'bigint' || typeof y === 'number')) {
    return ofFloats(operator, asFloat(x), asFloat(y));
  }
  if (typeof a === 'string' && typeof b === 'string' && operator === '+') {
    vm.make(a.length + b.length);
    return a + b;
  }
  if (a instanceof PyComplex || b instanceof PyComplex) return complexBinary(operator, a, b);
  if (operator === '*') {
    if (typeof y === 'bigint') return repeat(vm, a, y);
    if (typeof x === 'bigint') return repeat(vm, b, x);
  }
  if (a instanceof PyList && b instanceof PyList && operator === '+') {
    vm.makeItems(a.items.length + b.items.length);
    return new PyList([...a.items, ...b.items]);
  }
  if (a instanceof PyTuple && b instanceof PyTuple && operator === '+')
    return new PyTuple([...a.items, ...b.items]);
  if (a instanceof PyBytes && b instanceof PyBytes && operator === '+') {
    const data = new Uint8Array(a.data.length + b.data.length);
    data.set(a.data);
    data.set(b.data, a.data.length);
    return new PyBytes(data, a.cls);
  }
  if (operator === '|' && (a instanceof PyClass || b instanceof PyClass)) return unionOf(a, b);
  if (a instanceof PyComplex || b instanceof PyComplex) return complexBinary(operator, a, b);
  if (a instanceof PySet && b instanceof PySet) return combineSets(operator, a, b);
  if (a instanceof PyDict && b instanceof PyDict && operator === '|' && a.cls === DICT) {
    const made = new PyDict(a.cls);
    for (const [key, item] of [...a.map, ...b.map]) made.map.set(key, item);
    return made;
  }
  return undefined;
}

function repeat(vm: Vm, value: Value, count: bigint): Value | undefined {
  const times = count < 0n ? 0 : Number(count);
  if (typeof value === 'string') {
    vm.make(value.length * times);
    if (value.length * times > 2 ** 28) throw raised('MemoryError');
    return value.repeat(times);
  }
  if (value instanceof PyList || value instanceof PyTuple) {
    vm.makeItems(value.items.length * times);
    const items: Value[] = [];
    for (let index = 0; index < times && value.items.length > 0; index++)
      for (const item of value.items) items.push(item);
    return value instanceof PyList ? new PyList(items) : new PyTuple(items);
  }
  if (value instanceof PyBytes) {
    vm.makeItems(value.data.length * times, 1);
    const data = new Uint8Array(value.data.length * times);
    for (let index = 0; index < times; index++) data.set(value.data, index * value.data.length);
    return new PyBytes(data, value.cls);
  }
  return undefined;
}

function asFloat(value: bigint | number): number {
  if (typeof value === 'number') return value;
  const result = Number(value);
  if (!Number.isFinite(result)) throw raised('OverflowError', 'int too large to convert to float');
  return result;
}

function bitsOf(value: bigint): bigint {
  return BigInt(value.toString(16).length * 4);
}

/** The float nearest to a ratio. */
function quotient(a: bigint, b: bigint): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) return x / y;
  // Ten bits more than a float has, and whether there would be further ones.
  const shift = 64n - bitsOf(a) + bitsOf(b);
  const [above, below] = shift > 0n ? [a << shift, b] : [a, b << -shift];
  const whole = above / below;
  const rest = above % below === 0n ? 0n : a < 0n === b < 0n ? 1n : -1n;
  const half = Number(shift) / 2;
  const result = Number(whole * 2n + rest) * 2 ** (-Math.floor(half) - 1) * 2 ** -Math.ceil(half);
  if (Number.isFinite(result)) return result;
  throw raised('OverflowError', 'integer division result too large for a float');
}

function ofInts(operator: string, a: bigint, b: bigint): Value | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      if (a > 2n ** 64n && b > 2n ** 64n && bitsOf(a) + bitsOf(b) > MAX_BITS) throw raised('MemoryError');
      return a * b;
    case '/': {
      if (b === 0n) throw raised('ZeroDivisionError', 'division by zero');
      return quotient(a, b);
    }
    case '//':
      if (b === 0n) throw raised('ZeroDivisionError', 'integer division or modulo by zero');
      return floorDivide(a, b);
    case '%':
      if (b === 0n) throw raised('ZeroDivisionError', 'integer modulo by zero');
      return floorModulo(a, b);
    case '**':
      if (b < 0n) {
        if (a === 0n) throw raised('ZeroDivisionError', 'zero to a negative power');
        return asFloat(a) ** asFloat(b);
      }
      if (a !== 0n && a !== 1n && a !== -1n && bitsOf(a) * b > MAX_BITS) throw raised('MemoryError');
      return a ** b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      if (b < 0n) throw raised('ValueError', 'negative shift count');
      if (b > MAX_BITS) throw raised('MemoryError');
      return a << b;
    case '>>':
      if (b < 0n) throw raised('ValueError', 'negative shift count');
      return a >> b;
    default:
      return undefined;
  }
}

function ofFloats(operator: string, a: number, b: number): Value | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0) throw raised('ZeroDivisionError', 'division by zero');
      return a / b;
    case '//':
      if (b === 0) throw raised('ZeroDivisionError', 'float floor division by zero');
      return Math.floor(a / b);
    case '%': {
      if (b === 0) throw raised('ZeroDivisionError', 'float modulo by zero');
      const rest = a % b;
      return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
    }
    case '**':
      if (a === 0 && b < 0) throw raised('ZeroDivisionError', 'zero to a negative power');
      return a ** b;
    default:
      return undefined;
  }
}

const METHOD_OF: Readonly<Record<string, string>> = { '-': '__neg__', '~': '__invert__', '+': '__pos__' };

export function* unary(vm: Vm, operator: string, value: Value): Task<Value> {
  const own = value instanceof Boxed ? special(value, METHOD_OF[operator] ?? '') : undefined;
  const bare = own instanceof PyFunction ? value : plain(value);
  const number = typeof bare === 'boolean' ? BigInt(bare) : bare;
  if (typeof number === 'bigint') return operator === '-' ? -number : operator === '~' ? ~number : number;
  if (typeof number === 'number' && operator !== '~') return operator === '-' ? -number : number;
  const method = special(value, METHOD_OF[operator] ?? '');
  if (method !== undefined) return yield* call(vm, method, [value]);
  throw raised('TypeError', `bad operand type for unary ${operator}: '${classOf(value).name}'`);
}

// Truth and equality

/** undefined: code of the program's has to be asked. */
export function quickTruth(value: Value): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    case 'string':
      return value !== '';
  }
  if (value === null) return false;
  if (!value.cls.isNative) return undefined;
  return nativeTruth(value);
}

function nativeTruth(value: Obj): boolean | undefined {
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.map.size > 0;
  if (value instanceof PyBytes) return value.data.length > 0;
  if (value instanceof Boxed) return Boolean(value.value);
  if (value instanceof PyRange) return value.length > 0n;
  return undefined;
}

export function* truth(vm: Vm, value: Value): Task<boolean> {
  const quick = quickTruth(value);
  if (quick !== undefined) return quick;
  const method = special(value, '__bool__');
  if (method !== undefined) {
    const result = yield* call(vm, method, [value]);
    if (typeof result !== 'boolean')
      throw raised('TypeError', `__bool__ should return bool, returned ${classOf(result).name}`);
    return result;
  }
  const length = special(value, '__len__');
  if (length !== undefined) return (yield* call(vm, length, [value])) !== 0n;
  return (value instanceof Obj ? nativeTruth(value) : undefined) ?? true;
}

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

function hasOwnEquality(value: Value): boolean {
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

function* firstDifference(vm: Vm, a: readonly Value[], b: readonly Value[]): Task<number | undefined> {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x = null, y = null] = [a[index], b[index]];
    if (!isSame(x, y) && !(yield* deeper(vm, equals(vm, x, y)))) return index;
    if (vm.isTurnDue()) yield* vm.turn();
  }
  return undefined;
}

/** One level further down in things that hold things, which may hold themselves. */
export function* deeper<T>(vm: Vm, task: Task<T>): Task<T> {
  if (++vm.depth > vm.maxDepth) {
    vm.depth--;
    throw raised('RecursionError', 'maximum recursion depth exceeded');
  }
  try {
    return yield* task;
  } finally {
    vm.depth--;
  }
}

// Order

const ORDER: Readonly<Record<string, readonly [string, string]>> = {
  '<': ['__lt__', '__gt__'],
  '>': ['__gt__', '__lt__'],
  '<=': ['__le__', '__ge__'],
  '>=': ['__ge__', '__le__'],
};

export function quickOrder(operator: string, a: Value, b: Value): boolean | undefined {
  const [x, y] = [typeof a === 'boolean' ? BigInt(a) : a, typeof b === 'boolean' ? BigInt(b) : b];
  const areNumbers =
    (typeof x === 'bigint' || typeof x === 'number') && (typeof y === 'bigint' || typeof y === 'number');
  if (!areNumbers && !(typeof x === 'string' && typeof y === 'string')) return undefined;
  if (x === null || y === null) return undefined;
  switch (operator) {
    case '<':
      return x < y;
    case '>':
      return x > y;
    case '<=':
      return x <= y;
    default:
      return x >= y;
  }
}

export function* compare(vm: Vm, operator: string, a: Value, b: Value): Task<Value> {
  switch (operator) {
    case '==':
    case '!=': {
      const quick = quickEquals(a, b);
      if (quick !== undefined) return operator === '==' ? quick : !quick;
      const method = special(a, operator === '==' ? '__eq__' : '__ne__');
      if (method instanceof PyFunction) {
        const result = yield* call(vm, method, [a, b]);
        if (result !== NOT_IMPLEMENTED) return result;
      }
      const result = yield* equals(vm, a, b);
      return operator === '==' ? result : !result;
    }
    case 'is':
      return isSame(a, b);
    case 'is not':
      return !isSame(a, b);
    case 'in':
      return yield* contains(vm, b, a);
    case 'not in':
      return !(yield* contains(vm, b, a));
    default:
      return yield* order(vm, operator, a, b);
  }
}

export function* order(vm: Vm, operator: string, a: Value, b: Value): Task<Value> {
  const quick = quickOrder(operator, a, b);
  if (quick !== undefined) return quick;
  const isOurs = !(a instanceof Obj && !a.cls.isNative) && !(b instanceof Obj && !b.cls.isNative);
  const own = isOurs ? yield* nativeOrder(vm, operator, a, b) : undefined;
  if (own !== undefined) return own;
  const [name = '', reflected = ''] = ORDER[operator] ?? [];
  for (const [method, one, other] of [
    [name, a, b],
    [reflected, b, a],
  ] as const) {
    const found = special(one, method);
    if (found === undefined) continue;
    const result = yield* call(vm, found, [one, other]);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const last = isOurs ? undefined : yield* nativeOrder(vm, operator, a, b);
  if (last !== undefined) return last;
  throw raised(
    'TypeError',
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** How builtin things stand in order; undefined: they say nothing of each other. */
export function* nativeOrder(vm: Vm, operator: string, left: Value, right: Value): Task<Value | undefined> {
  const [a, b] = [plain(left), plain(right)];
  const quick = quickOrder(operator, a, b);
  if (quick !== undefined) return quick;
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    const at = yield* firstDifference(vm, a.items, b.items);
    if (at === undefined)
      return quickOrder(operator, BigInt(a.items.length), BigInt(b.items.length)) ?? false;
    return yield* deeper(vm, order(vm, operator, a.items[at] ?? null, b.items[at] ?? null));
  }
  if (a instanceof PySet && b instanceof PySet) {
    const [small, large] = operator.startsWith('<') ? [a, b] : [b, a];
    const isWithin = [...small.map.keys()].every((key) => large.map.has(key));
    return isWithin && (operator.length === 2 || small.map.size < large.map.size);
  }
  if (a instanceof PyBytes && b instanceof PyBytes) {
    const text = (bytes: PyBytes): string => String.fromCharCode(...bytes.data.subarray(0, 10_000));
    return quickOrder(operator, text(a), text(b)) ?? false;
  }
  return undefined;
}

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

// Keys of dicts and sets

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
