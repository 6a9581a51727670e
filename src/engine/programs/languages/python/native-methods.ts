/**
 * The methods that the language asks builtin things for, as a program names them: `int.__add__`,
 * `super().__setitem__(…)`. They do what the builtin class does, whatever a class below it says.
 */
import type { Task } from '../../../kernel';
import { call, native } from './call';
import { raised } from './errors';
import { format } from './format-spec';
import { nativeHash } from './hashing';
import { collect, nativeIterator } from './iterate';
import { nativeContains } from './containment';
import { nativeEquals } from './equality';
import { nativeBinary, unary } from './operators';
import { nativeOrder } from './order';
import { REAL_MEMBERS } from './real-names';
import { deleteNativeItem, getNativeItem, setNativeItem } from './subscripts';
import { nativeRepr, plainText, str } from './text';
import {
  Boxed,
  type Builtin,
  BYTEARRAY,
  DICT,
  LIST,
  NOT_IMPLEMENTED,
  type Obj,
  plain,
  PyBytes,
  PyClass,
  PyDict,
  PyException,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  SET,
  type Value,
} from './values';
import type { Vm } from './vm';

const BINARY: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  and: '&',
  or: '|',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
};
const ORDER: Readonly<Record<string, string>> = { lt: '<', le: '<=', gt: '>', ge: '>=' };
const UNARY: Readonly<Record<string, string>> = { neg: '-', pos: '+', invert: '~' };

type Code = (vm: Vm, self: Value, rest: readonly Value[]) => Value | Task<Value>;

export function nativeLength(value: Value): bigint | undefined {
  if (value instanceof PyList || value instanceof PyTuple) return BigInt(value.items.length);
  if (value instanceof PyDict || value instanceof PySet) return BigInt(value.map.size);
  if (value instanceof PyBytes) return BigInt(value.data.length);
  if (value instanceof PyRange) return value.length;
  return undefined;
}

function codeOf(name: string): Code | undefined {
  const word = name.slice(2, -2);
  const operator = BINARY[word];
  if (operator !== undefined)
    return (vm, self, [other = null]) => nativeBinary(vm, operator, self, other) ?? NOT_IMPLEMENTED;
  const reflected = word.startsWith('r') ? BINARY[word.slice(1)] : undefined;
  if (reflected !== undefined)
    return (vm, self, [other = null]) => nativeBinary(vm, reflected, other, self) ?? NOT_IMPLEMENTED;
  const order = ORDER[word];
  if (order !== undefined)
    return function* (vm, self, [other = null]) {
      return (yield* nativeOrder(vm, order, self, other)) ?? NOT_IMPLEMENTED;
    };
  const sign = UNARY[word];
  if (sign !== undefined) return (vm, self) => unary(vm, sign, plain(self));
  return METHODS[word];
}

const METHODS: Readonly<Record<string, Code>> = {
  eq: function* (vm, self, [other = null]) {
    return (yield* nativeEquals(vm, self, other)) ?? NOT_IMPLEMENTED;
  },
  ne: function* (vm, self, [other = null]) {
    const result = yield* nativeEquals(vm, self, other);
    return result === undefined ? NOT_IMPLEMENTED : !result;
  },
  len: (_vm, self) => nativeLength(self) ?? BigInt(Array.from(String(plain(self) as string)).length),
  getitem: (vm, self, [index = null]) => getNativeItem(vm, self, index),
  setitem: function* (vm, self, [index = null, value = null]) {
    yield* setNativeItem(vm, self, index, value);
    return null;
  },
  delitem: function* (vm, self, [index = null]) {
    yield* deleteNativeItem(vm, self, index);
    return null;
  },
  contains: (vm, self, [item = null]) => nativeContains(vm, self, item),
  iter: (_vm, self) => nativeIterator(plain(self)) ?? null,
  repr: (vm, self) => (self instanceof Boxed ? nativeText(vm, self) : nativeRepr(vm, self as Obj)),
  str: (vm, self) => {
    if (self instanceof Boxed) return plainText(self.value) ?? '';
    return self instanceof PyException ? str(vm, self, true) : nativeText(vm, self);
  },
  hash: (vm, self) => nativeHash(plain(self)) ?? vm.idOf(self) >> 4n,
  bool: (_vm, self) => Boolean(plain(self)),
  abs: (_vm, self) => {
    const value = plain(self);
    return typeof value === 'number'
      ? Math.abs(value)
      : BigInt(value as bigint) < 0n
        ? -BigInt(value as bigint)
        : value;
  },
  int: (_vm, self) => {
    const value = plain(self);
    return typeof value === 'number' ? BigInt(Math.trunc(value)) : BigInt(value as bigint);
  },
  index: (_vm, self) => BigInt(plain(self) as bigint),
  float: (_vm, self) => Number(plain(self)),
  format: (vm, self, [spec = '']) => format(vm, plain(self), String(spec as string)),
  call: (vm, self, args) => call(vm, self, args),
  sizeof: () => 28n,
  init: function* (vm, self, [source]) {
    if (source === undefined) return null;
    if (self instanceof PyList) self.items = yield* collect(vm, source);
    else if (self instanceof PySet || self instanceof PyDict)
      yield* call(vm, self.cls.find('update') ?? null, [self, source]);
    else if (self instanceof PyBytes && source instanceof PyBytes) self.data = source.data.slice();
    return null;
  },
};

function nativeText(vm: Vm, self: Value): Task<Value> | Value {
  if (self instanceof Boxed)
    return typeof self.value === 'string' ? nativeQuoted(vm, self.value) : (plainText(self.value) ?? '');
  return str(vm, self);
}

function* nativeQuoted(vm: Vm, value: string): Task<Value> {
  return yield* call(vm, vm.builtins.get('repr') ?? null, [value]);
}

const EVERY: ReadonlySet<string> = new Set(
  '__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __repr__ __str__ __hash__ __format__'.split(' '),
);
const made = new WeakMap<PyClass, Map<string, Builtin>>();

/** A method of a builtin class itself; undefined: it has none of that name. */
export function nativeMethod(cls: PyClass, name: string): Builtin | undefined {
  if (!cls.isNative || !name.startsWith('__')) return undefined;
  const isInit = name === '__init__' && [LIST, DICT, SET, BYTEARRAY].includes(cls);
  if (!isInit && !EVERY.has(name) && !REAL_MEMBERS[cls.name]?.has(name)) return undefined;
  const known = made.get(cls)?.get(name);
  if (known) return known;
  const code = codeOf(name);
  if (code === undefined) return undefined;
  const method = native(name, 'self *rest **named', (vm, [self, rest], named) => {
    const args = rest instanceof PyTuple ? rest.items : [];
    if (name === '__init__' && self instanceof PyDict && named.size > 0)
      return call(vm, self.cls.find('update') ?? null, [self, ...args], named);
    const target = self ?? null;
    const isTheirs = target instanceof PyClass || !(cls === DICT && !(target instanceof PyDict));
    if (!isTheirs)
      throw raised(
        'TypeError',
        `descriptor '${name}' requires a '${cls.name}' object but received something else`,
      );
    return code(vm, target, args);
  });
  const all = made.get(cls) ?? new Map<string, Builtin>();
  all.set(name, method);
  made.set(cls, all);
  return method;
}
