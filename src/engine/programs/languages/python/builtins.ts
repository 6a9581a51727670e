/** Python's built-in functions and types. */
import type { Task } from '../../../kernel';
import { deleteAttribute, findAttribute, getAttribute, setAttribute, special } from './attributes';
import { call, define } from './call';
import { addDynamic } from './dynamic';
import { EXCEPTIONS, raised } from './errors';
import { iterateAsync } from './evaluate';
import { openFile } from './files';
import { format } from './format-spec';
import { GenericAlias, UnionType } from './generic-alias';
import { hashOfInt, hashOfTuple, nativeHash } from './hashing';
import { collect, iterate, newIterator, nextOf, nextOfGenerator } from './iterate';
import { keyOf } from './keys';
import { nativeLength, nativeMethod } from './native-methods';
import { binary } from './operators';
import { order } from './order';
import { repr, str } from './text';
import { truth } from './truth';
import { callUntil } from './types/generators';
import { divmod, round, toInt } from './types/numbers';
import { sorted } from './types/sort';
import {
  type Attributes,
  BOOL,
  BYTEARRAY,
  BYTES,
  Boxed,
  Builtin,
  CLASS_METHOD,
  COMPLEX,
  DICT,
  ELLIPSIS,
  FLOAT,
  FROZENSET,
  INT,
  LIST,
  NOT_IMPLEMENTED,
  NotModelled,
  OBJECT,
  PROPERTY,
  PyBytes,
  PyClass,
  PyFunction,
  PyGenerator,
  PyIterator,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  RANGE,
  Raised,
  SET,
  SLICE,
  STATIC_METHOD,
  STR,
  SUPER,
  TUPLE,
  TYPE,
  type Value,
  classOf,
  plain,
} from './values';
import type { Vm } from './vm';
import './types/str';
import './types/bytes';
import './types/containers';
import './types/sets';
import './types/complex';
import './types/async';
import './types/exception-groups';
import './types/generic-alias';
import './types/trace-objects';
import './types/exceptions';
import './types/object';

const TYPES = [
  OBJECT,
  TYPE,
  INT,
  BOOL,
  FLOAT,
  STR,
  BYTES,
  BYTEARRAY,
  COMPLEX,
  LIST,
  TUPLE,
  DICT,
  SET,
  FROZENSET,
  RANGE,
  SLICE,
  PROPERTY,
  CLASS_METHOD,
  STATIC_METHOD,
  SUPER,
];

/** Fills a machine's builtins. */
export function addBuiltins(vm: Vm): void {
  const members: Attributes = vm.builtins;
  for (const cls of TYPES) members.set(cls.name, cls);
  for (const [name, cls] of EXCEPTIONS) members.set(name, cls);
  members.set('EnvironmentError', EXCEPTIONS.get('OSError') ?? null);
  members.set('IOError', EXCEPTIONS.get('OSError') ?? null);
  members.set('NotImplemented', NOT_IMPLEMENTED);
  members.set('Ellipsis', ELLIPSIS);
  members.set('__debug__', true);
  define(members, FUNCTIONS);
  addDynamic(members);
}

type Functions = Parameters<typeof define>[1];

const FUNCTIONS: Functions = {
  print: [
    '*values sep? end? file? flush?',
    function* (vm, [values, separator, end, file, flush]) {
      const parts: string[] = [];
      for (const value of (values as PyTuple).items) parts.push(yield* str(vm, value));
      const line =
        parts.join(typeof separator === 'string' ? separator : ' ') + (typeof end === 'string' ? end : '\n');
      const stream = file ?? vm.modules.get('sys')?.members.get('stdout') ?? null;
      yield* call(vm, yield* getAttribute(vm, stream, 'write'), [line]);
      if (flush !== undefined && (yield* truth(vm, flush)))
        yield* call(vm, yield* getAttribute(vm, stream, 'flush'), []);
      return null;
    },
  ],
  input: [
    'prompt?',
    function* (vm, [prompt]) {
      const out = vm.modules.get('sys')?.members.get('stdout') ?? null;
      if (prompt !== undefined)
        yield* call(vm, yield* getAttribute(vm, out, 'write'), [yield* str(vm, prompt)]);
      yield* call(vm, yield* getAttribute(vm, out, 'flush'), []);
      const source = vm.modules.get('sys')?.members.get('stdin') ?? null;
      const line = yield* call(vm, yield* getAttribute(vm, source, 'readline'), []);
      if (line === '') throw raised('EOFError', 'EOF when reading a line');
      return String(line as string).replace(/\n$/, '');
    },
  ],
  len: ['object', (vm, [value = null]) => length(vm, value)],
  repr: ['object', (vm, [value = null]) => repr(vm, value)],
  ascii: [
    'object',
    function* (vm, [value = null]) {
      return (yield* repr(vm, value)).replace(/[^\x00-\x7f]/gu, (char) => {
        const point = char.codePointAt(0) ?? 0;
        const [letter, width] = point < 0x100 ? ['x', 2] : point < 0x10000 ? ['u', 4] : ['U', 8];
        return `\\${String(letter)}${point.toString(16).padStart(Number(width), '0')}`;
      });
    },
  ],
  abs: [
    'x',
    function* (vm, [value = null]) {
      if (typeof value === 'boolean') return BigInt(value);
      if (typeof value === 'bigint') return value < 0n ? -value : value;
      if (typeof value === 'number') return Math.abs(value);
      const method =
        special(value, '__abs__') ?? nativeMethod(FLOAT, value instanceof Boxed ? '__abs__' : '');
      if (method === undefined)
        throw raised('TypeError', `bad operand type for abs(): '${classOf(value).name}'`);
      return yield* call(vm, method, [value]);
    },
  ],
  round: ['number ndigits?', (vm, [value = null, digits]) => round(vm, value, digits)],
  divmod: ['x y', (vm, [a = null, b = null]) => divmod(vm, a, b)],
  pow: [
    'base exp mod?',
    function* (vm, [base = null, exponent = null, modulus]) {
      if (modulus === undefined || modulus === null) return yield* binary(vm, '**', base, exponent);
      let [b, e, result] = [BigInt(base as bigint), BigInt(exponent as bigint), 1n];
      const m = BigInt(modulus as bigint);
      if (m === 0n) throw raised('ValueError', 'pow() 3rd argument cannot be 0');
      for (b %= m; e > 0n; e >>= 1n) {
        if (e & 1n) result = (result * b) % m;
        b = (b * b) % m;
      }
      return ((result % m) + m) % m;
    },
  ],
  sum: [
    'iterable start?',
    function* (vm, [items = null, start = 0n]) {
      if (typeof start === 'string')
        throw raised('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
      let total: Value = start;
      // Of floats, what each addition loses is added at the end (Neumaier, since 3.12).
      let lost = 0;
      const iterator = yield* iterate(vm, items);
      for (;;) {
        const item = yield* nextOf(vm, iterator);
        if (item === undefined)
          return typeof total === 'number' && Number.isFinite(lost) ? total + lost : total;
        if (typeof total === 'number' && typeof item === 'number') {
          const next: number = total + item;
          lost += Math.abs(total) >= Math.abs(item) ? total - next + item : item - next + total;
          total = next;
          continue;
        }
        total =
          typeof total === 'bigint' && typeof item === 'bigint'
            ? total + item
            : yield* binary(vm, '+', total, item);
        if (vm.isTurnDue()) yield* vm.turn();
      }
    },
  ],
  min: ['*args key? default?', (vm, [args, key, otherwise]) => extreme(vm, 'min', args, key, otherwise)],
  max: ['*args key? default?', (vm, [args, key, otherwise]) => extreme(vm, 'max', args, key, otherwise)],
  sorted: [
    'iterable * key? reverse?',
    function* (vm, [items = null, key = null, reverse = false]) {
      return new PyList(yield* sorted(vm, yield* collect(vm, items), key, reverse));
    },
  ],
  reversed: [
    'sequence',
    function* (vm, [value = null]) {
      const method = special(value, '__reversed__');
      if (method !== undefined) return yield* call(vm, method, [value]);
      if (value instanceof PyRange) {
        const { start, step, length: count } = value;
        return yield* iterate(vm, new PyRange(start + (count - 1n) * step, start - step, -step));
      }
      if (value instanceof PySet) throw raised('TypeError', "'set' object is not reversible");
      const all = (yield* collect(vm, value)).reverse();
      let at = 0;
      return newIterator(value instanceof PyList ? 'list_reverseiterator' : 'reversed', () => all[at++]);
    },
  ],
  enumerate: [
    'iterable start?',
    function* (vm, [items = null, start = 0n]) {
      const iterator = yield* iterate(vm, items);
      let index = start as bigint;
      return newIterator('enumerate', function* (inner) {
        const item = yield* nextOf(inner, iterator);
        return item === undefined ? undefined : new PyTuple([index++, item]);
      });
    },
  ],
  zip: [
    '*iterables strict?',
    function* (vm, [sources, strict]) {
      const iterators: PyIterator[] = [];
      for (const source of (sources as PyTuple).items) iterators.push(yield* iterate(vm, source));
      return newIterator('zip', function* (inner) {
        const items: Value[] = [];
        for (const [index, iterator] of iterators.entries()) {
          const item = yield* nextOf(inner, iterator);
          if (item === undefined) {
            if (strict === true && index === 0) {
              for (const [later, other] of iterators.slice(1).entries())
                if ((yield* nextOf(inner, other)) !== undefined)
                  throw raised(
                    'ValueError',
                    `zip() argument ${String(later + 2)} is longer than argument${later === 0 ? ' 1' : `s 1-${String(later + 1)}`}`,
                  );
            }
            if (strict === true && index > 0) {
              throw raised(
                'ValueError',
                `zip() argument ${String(index + 1)} is shorter than argument${index === 1 ? ' 1' : `s 1-${String(index)}`}`,
              );
            }
            return undefined;
          }
          items.push(item);
        }
        return items.length === 0 ? undefined : new PyTuple(items);
      });
    },
  ],
  map: [
    'function *iterables',
    function* (vm, [callee = null, sources]) {
      const iterators: PyIterator[] = [];
      for (const source of (sources as PyTuple).items) iterators.push(yield* iterate(vm, source));
      return newIterator('map', function* (inner) {
        const items: Value[] = [];
        for (const iterator of iterators) {
          const item = yield* nextOf(inner, iterator);
          if (item === undefined) return undefined;
          items.push(item);
        }
        return yield* call(inner, callee, items);
      });
    },
  ],
  filter: [
    'function iterable',
    function* (vm, [callee = null, items = null]) {
      const iterator = yield* iterate(vm, items);
      return newIterator('filter', function* (inner) {
        for (;;) {
          const item = yield* nextOf(inner, iterator);
          if (item === undefined) return undefined;
          if (yield* truth(inner, callee === null ? item : yield* call(inner, callee, [item]))) return item;
          if (inner.isTurnDue()) yield* inner.turn();
        }
      });
    },
  ],
  any: ['iterable', (vm, [items = null]) => some(vm, items, true)],
  all: ['iterable', (vm, [items = null]) => some(vm, items, false)],
  iter: [
    'object sentinel?',
    function* (vm, [value = null, end]) {
      if (end === undefined) return value instanceof PyGenerator ? value : yield* iterate(vm, value);
      return callUntil(value, end);
    },
  ],
  next: [
    'iterator default?',
    function* (vm, [value = null, otherwise]) {
      let next: Value | undefined;
      if (value instanceof PyIterator) next = yield* nextOf(vm, value);
      else if (value instanceof PyGenerator) next = yield* nextOfGenerator(vm, value, null);
      else {
        const method = special(value, '__next__');
        if (method === undefined)
          throw raised('TypeError', `'${classOf(value).name}' object is not an iterator`);
        try {
          next = yield* call(vm, method, [value]);
        } catch (error) {
          const isEnd = error instanceof Raised && error.exception.cls.name === 'StopIteration';
          if (!isEnd || otherwise === undefined) throw error;
        }
      }
      if (next !== undefined) return next;
      if (otherwise !== undefined) return otherwise;
      throw raised(
        'StopIteration',
        ...(value instanceof PyGenerator && value.returned !== null ? [value.returned] : []),
      );
    },
  ],
  aiter: ['async_iterable', (vm, [value = null]) => iterateAsync(vm, value)],
  anext: [
    'async_iterator default?',
    function* (vm, [value = null, otherwise]) {
      const method = special(value, '__anext__');
      if (method === undefined)
        throw raised('TypeError', `'${classOf(value).name}' object is not an async iterator`);
      if (otherwise !== undefined) throw new NotModelled('anext() with a default');
      return yield* call(vm, method, [value]);
    },
  ],
  isinstance: [
    'object classinfo',
    function* (vm, [value = null, types = null]) {
      const message = 'isinstance() arg 2 must be a type, a tuple of types, or a union';
      const hooked = yield* asked(vm, '__instancecheck__', types, value);
      return hooked ?? isInstance(classOf(value), types, message);
    },
  ],
  issubclass: [
    'cls classinfo',
    function* (vm, [cls = null, types = null]) {
      if (!(cls instanceof PyClass)) throw raised('TypeError', 'issubclass() arg 1 must be a class');
      const hooked = yield* asked(vm, '__subclasscheck__', types, cls);
      if (hooked !== undefined) return hooked;
      return isInstance(cls, types, 'issubclass() arg 2 must be a class, a tuple of classes, or a union');
    },
  ],
  callable: ['object', (_vm, [value = null]) => isCallable(value)],
  id: ['object', (vm, [value = null]) => vm.idOf(value)],
  hash: [
    'object',
    function* (vm, [value = null]) {
      const own = nativeHash(plain(value), vm.hashKey);
      const key = yield* keyOf(vm, value);
      if (own !== undefined) return own;
      if (typeof key === 'string' && key.startsWith('\0h')) return hashOfInt(BigInt(key.slice(2)));
      if (value instanceof PyTuple) {
        const hashes: bigint[] = [];
        for (const item of value.items)
          hashes.push((yield* call(vm, vm.builtins.get('hash') ?? null, [item])) as bigint);
        return hashOfTuple(hashes);
      }
      return vm.idOf(value) >> 4n;
    },
  ],
  ord: [
    'c',
    (_vm, [value = null]) => {
      const points =
        typeof value === 'string'
          ? Array.from(value)
          : value instanceof PyBytes
            ? Array.from(value.data, (byte) => String.fromCharCode(byte))
            : [];
      if (points.length !== 1) {
        throw raised(
          'TypeError',
          typeof value === 'string'
            ? `ord() expected a character, but string of length ${String(points.length)} found`
            : `ord() expected string of length 1, but ${classOf(value).name} found`,
        );
      }
      return BigInt(points[0]?.codePointAt(0) ?? 0);
    },
  ],
  chr: [
    'i',
    (_vm, [value = null]) => {
      if (typeof value !== 'bigint')
        throw raised('TypeError', `'${classOf(value).name}' object cannot be interpreted as an integer`);
      if (value < 0n || value > 0x10ffffn) throw raised('ValueError', 'chr() arg not in range(0x110000)');
      return String.fromCodePoint(Number(value));
    },
  ],
  bin: ['number', (vm, [value = null]) => based(vm, value, 2, '0b')],
  oct: ['number', (vm, [value = null]) => based(vm, value, 8, '0o')],
  hex: ['number', (vm, [value = null]) => based(vm, value, 16, '0x')],
  format: ['value format_spec?', (vm, [value = null, spec = '']) => format(vm, value, spec as string)],
  getattr: [
    'object name default?',
    function* (vm, [object = null, name = null, otherwise]) {
      if (typeof name !== 'string')
        throw raised('TypeError', `attribute name must be string, not '${classOf(name).name}'`);
      if (otherwise === undefined) return yield* getAttribute(vm, object, name);
      try {
        const found = yield* findAttribute(vm, object, name);
        return found === undefined ? otherwise : found;
      } catch (error) {
        if (error instanceof Raised && error.exception.cls.name === 'AttributeError') return otherwise;
        throw error;
      }
    },
  ],
  hasattr: [
    'object name',
    function* (vm, [object = null, name = null]) {
      try {
        return (yield* findAttribute(vm, object, name as string)) !== undefined;
      } catch (error) {
        if (error instanceof Raised && error.exception.cls.name === 'AttributeError') return false;
        throw error;
      }
    },
  ],
  setattr: [
    'object name value',
    function* (vm, [object = null, name = null, value = null]) {
      yield* setAttribute(vm, object, name as string, value);
      return null;
    },
  ],
  delattr: [
    'object name',
    function* (vm, [object = null, name = null]) {
      yield* deleteAttribute(vm, object, name as string);
      return null;
    },
  ],
  open: [
    'file mode? buffering? encoding? errors? newline?',
    function* (vm, [file = null, mode = 'r', buffering, encoding, , newline]) {
      const opened = yield* openFile(vm, file, mode, buffering, encoding);
      opened.keepsLineEnds = typeof newline === 'string';
      return opened;
    },
  ],
  exit: ['code?', (_vm, [code]) => exit(code)],
  quit: ['code?', (_vm, [code]) => exit(code)],
};

function exit(code: Value | undefined): never {
  throw raised('SystemExit', ...(code === undefined ? [] : [code]));
}

export function* length(vm: Vm, value: Value): Task<bigint> {
  if (typeof value === 'string') {
    return BigInt(/[\ud800-\udfff]/.test(value) ? Array.from(value).length : value.length);
  }
  const method = special(value, '__len__');
  if (method !== undefined) {
    const result = yield* call(vm, method, [value]);
    if (typeof result !== 'bigint')
      throw raised('TypeError', `'${classOf(result).name}' object cannot be interpreted as an integer`);
    if (result < 0n) throw raised('ValueError', '__len__() should return >= 0');
    return result;
  }
  if (value instanceof Boxed && typeof value.value === 'string') return yield* length(vm, value.value);
  const own = nativeLength(value);
  if (own !== undefined) return own;
  throw raised('TypeError', `object of type '${classOf(value).name}' has no len()`);
}

function* extreme(
  vm: Vm,
  name: 'min' | 'max',
  given: Value | undefined,
  key: Value | undefined,
  otherwise: Value | undefined,
): Task<Value> {
  const args = (given as PyTuple).items;
  if (args.length === 0) throw raised('TypeError', `${name} expected at least 1 argument, got 0`);
  const values = args.length === 1 ? yield* collect(vm, args[0] ?? null) : args;
  let best: { value: Value; key: Value } | undefined;
  for (const value of values) {
    const own = key === undefined || key === null ? value : yield* call(vm, key, [value]);
    if (
      best === undefined ||
      (yield* truth(vm, yield* order(vm, name === 'min' ? '<' : '>', own, best.key)))
    ) {
      best = { value, key: own };
    }
    if (vm.isTurnDue()) yield* vm.turn();
  }
  if (best !== undefined) return best.value;
  if (otherwise !== undefined) return otherwise;
  throw raised('ValueError', `${name}() iterable argument is empty`);
}

function* some(vm: Vm, items: Value, wanted: boolean): Task<boolean> {
  const iterator = yield* iterate(vm, items);
  for (;;) {
    const item = yield* nextOf(vm, iterator);
    if (item === undefined) return !wanted;
    if ((yield* truth(vm, item)) === wanted) return wanted;
    if (vm.isTurnDue()) yield* vm.turn();
  }
}

/** What classes with a say of their own answer; undefined: none has, or none says yes. */
function* asked(vm: Vm, name: string, types: Value, value: Value): Task<boolean | undefined> {
  for (const one of types instanceof PyTuple ? types.items : [types]) {
    const hook = one instanceof PyClass ? one.meta?.find(name) : undefined;
    if (!(hook instanceof PyFunction)) continue;
    const result = yield* truth(vm, yield* call(vm, hook, [one, value]));
    if (result || !(types instanceof PyTuple)) return result;
  }
  return undefined;
}

export function isInstance(cls: PyClass, types: Value, message: string): boolean {
  if (types instanceof PyTuple) return types.items.some((one) => isInstance(cls, one, message));
  if (types === null) return cls.name === 'NoneType';
  if (types instanceof UnionType) return types.args.some((one) => isInstance(cls, one, message));
  if (types instanceof GenericAlias)
    throw raised(
      'TypeError',
      `${message.slice(0, message.indexOf(' '))} arg 2 cannot be a parameterized generic`.replace(
        'arg 2',
        'argument 2',
      ),
    );
  if (!(types instanceof PyClass)) throw raised('TypeError', message);
  return cls.isSubclassOf(types);
}

export function isCallable(value: Value): boolean {
  if (value instanceof PyClass || value instanceof PyFunction || value instanceof Builtin) return true;
  return (
    ['method', 'builtin_function_or_method'].includes(classOf(value).name) ||
    special(value, '__call__') !== undefined
  );
}

function* based(vm: Vm, value: Value, radix: number, prefix: string): Task<string> {
  if (typeof value !== 'bigint' && typeof value !== 'boolean' && special(value, '__index__') === undefined) {
    throw raised('TypeError', `'${classOf(value).name}' object cannot be interpreted as an integer`);
  }
  const number = yield* toInt(vm, value, undefined);
  return `${number < 0n ? '-' : ''}${prefix}${(number < 0n ? -number : number).toString(radix)}`;
}
