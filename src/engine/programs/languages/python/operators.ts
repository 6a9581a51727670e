/** What operators do with values. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { complexBinary } from './complex-arithmetic';
import { contains } from './containment';
import { equals, isSame, quickEquals } from './equality';
import { raised } from './errors';
import { formatPercent } from './format-percent';
import { unionOf } from './generic-alias';
import { collect } from './iterate';
import { asFloat, bitsOf, ofFloats, ofInts } from './number-arithmetic';
import { order } from './order';
import { changeSet, combineSets } from './set-operators';
import { typeName } from './type-names';
import {
  Boxed,
  DICT,
  NOT_IMPLEMENTED,
  Obj,
  PyBytes,
  PyClass,
  PyComplex,
  PyDict,
  PyFunction,
  PyList,
  PySet,
  PyTuple,
  SET,
  type Value,
  classOf,
  plain,
} from './values';
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

/** The float nearest to a ratio. */
export function quotient(a: bigint, b: bigint): number {
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
