/** collections. */
import type { Task } from '../../../../kernel';
import { call, define, native } from '../call';
import { raised } from '../errors';
import { nativeClass, text, whole } from '../helpers';
import { collect, iterate, iteratorOver, nextOf } from '../iterate';
import { binary, keyOf } from '../operators';
import { repr } from '../text';
import { sorted } from '../types/sort';
import { updateDict } from '../types/containers';
import { OPEN_CLASSES } from '../attributes';
import {
  type Attributes,
  DICT,
  type Named,
  NO_NAMES,
  OBJECT,
  PyClass,
  PyDict,
  PyList,
  PyTuple,
  type Value,
} from '../values';
import type { Vm } from '../vm';
import { namedTuple } from './named-tuple';

// Counter, defaultdict, OrderedDict

const COUNTER = nativeClass('Counter', 'collections', {}, [DICT]);

const DEFAULT_DICT = nativeClass('defaultdict', 'collections', {}, [DICT]);

const ORDERED = nativeClass('OrderedDict', 'collections', {}, [DICT]);

function* count(vm: Vm, counter: PyDict, source: Value | undefined, named: Named, sign: bigint): Task<void> {
  const add = function* (item: Value, number: Value): Task<void> {
    const key = yield* keyOf(vm, item);
    const old = counter.map.get(key);
    counter.map.set(key, [
      old ? old[0] : item,
      yield* binary(vm, sign > 0n ? '+' : '-', old?.[1] ?? 0n, number),
    ]);
  };
  if (source instanceof PyDict) for (const [key, number] of [...source.map.values()]) yield* add(key, number);
  else if (source !== undefined && source !== null) {
    const iterator = yield* iterate(vm, source);
    for (let item = yield* nextOf(vm, iterator); item !== undefined; item = yield* nextOf(vm, iterator)) {
      yield* add(item, 1n);
      if (vm.isTurnDue()) yield* vm.turn();
    }
  }
  for (const [name, number] of named) yield* add(name, number);
}

COUNTER.make = (_vm, cls) => new PyDict(cls);

function* mostCommon(vm: Vm, counter: PyDict): Task<PyTuple[]> {
  const pairs = [...counter.map.values()].map((pair) => new PyTuple(pair));
  const byCount = native('key', 'pair', (_vm, [pair]) =>
    pair instanceof PyTuple ? (pair.items[1] ?? null) : null,
  );
  return (yield* sorted(vm, pairs, byCount, true)) as PyTuple[];
}

const dict = (value: Value | undefined): PyDict => value as PyDict;

define(COUNTER.members, {
  __init__: [
    'self iterable? **named',
    function* (vm, [self, source], named) {
      yield* count(vm, dict(self), source, named, 1n);
      return null;
    },
  ],
  __missing__: ['self key', () => 0n],
  most_common: [
    'self n?',
    function* (vm, [self, most]) {
      const pairs = yield* mostCommon(vm, dict(self));
      return new PyList(most === undefined || most === null ? pairs : pairs.slice(0, whole(most)));
    },
  ],
  update: [
    'self iterable? **named',
    function* (vm, [self, source], named) {
      yield* count(vm, dict(self), source, named, 1n);
      return null;
    },
  ],
  subtract: [
    'self iterable? **named',
    function* (vm, [self, source], named) {
      yield* count(vm, dict(self), source, named, -1n);
      return null;
    },
  ],
  elements: [
    'self',
    (_vm, [self]) =>
      iteratorOver(
        ELEMENTS,
        [...dict(self).map.values()].flatMap(([key, number]) =>
          Array.from({ length: Math.min(whole(number), 2 ** 20) }, () => key),
        ),
      ),
  ],
  total: [
    'self',
    (_vm, [self]) => BigInt([...dict(self).map.values()].reduce((sum, [, number]) => sum + whole(number), 0)),
  ],
  __add__: ['self other', (vm, [self, other]) => combined(vm, dict(self), dict(other), 1n)],
  __sub__: ['self other', (vm, [self, other]) => combined(vm, dict(self), dict(other), -1n)],
  __repr__: [
    'self',
    function* (vm, [self]) {
      if (dict(self).map.size === 0) return 'Counter()';
      const parts: string[] = [];
      for (const { items } of yield* mostCommon(vm, dict(self))) {
        parts.push(`${yield* repr(vm, items[0] ?? null)}: ${yield* repr(vm, items[1] ?? null)}`);
      }
      return `Counter({${parts.join(', ')}})`;
    },
  ],
});

const ELEMENTS = new PyClass('chain', [OBJECT]);

function* combined(vm: Vm, a: PyDict, b: PyDict, sign: bigint): Task<Value> {
  const made = new PyDict(COUNTER);
  yield* count(vm, made, a, NO_NAMES, 1n);
  yield* count(vm, made, b, NO_NAMES, sign);
  for (const [key, [, number]] of made.map) if (whole(number) <= 0) made.map.delete(key);
  return made;
}

DEFAULT_DICT.make = (_vm, cls) => new PyDict(cls);

define(DEFAULT_DICT.members, {
  __init__: [
    'self default_factory? source? **named',
    function* (vm, [self, factory = null, source], named) {
      dict(self).factory = factory;
      yield* updateDict(vm, dict(self), source, named);
      return null;
    },
  ],
  __missing__: [
    'self key',
    function* (vm, [self, key = null]) {
      if (dict(self).factory === null) throw raised('KeyError', key);
      const value = yield* call(vm, dict(self).factory, []);
      dict(self).map.set(yield* keyOf(vm, key), [key, value]);
      return value;
    },
  ],
  __repr__: [
    'self',
    function* (vm, [self]) {
      return `defaultdict(${yield* repr(vm, dict(self).factory)}, ${yield* plainRepr(vm, dict(self))})`;
    },
  ],
});

define(ORDERED.members, {
  move_to_end: [
    'self key last?',
    function* (vm, [self, key = null, last]) {
      const own = yield* keyOf(vm, key);
      const item = dict(self).map.get(own);
      if (!item) throw raised('KeyError', key);
      dict(self).map.delete(own);
      const rest = [...dict(self).map];
      if (last === false) dict(self).map.clear();
      dict(self).map.set(own, item);
      if (last === false) for (const [other, value] of rest) dict(self).map.set(other, value);
      return null;
    },
  ],
  __repr__: [
    'self',
    function* (vm, [self]) {
      return dict(self).map.size === 0 ? 'OrderedDict()' : `OrderedDict(${yield* plainRepr(vm, dict(self))})`;
    },
  ],
});

function* plainRepr(vm: Vm, source: PyDict): Task<string> {
  const plain = new PyDict();
  for (const [key, item] of source.map) plain.map.set(key, item);
  return yield* repr(vm, plain);
}

// deque

class Deque extends PyList {
  most: number | undefined;
}

const DEQUE = nativeClass('deque', 'collections');

const deque = (value: Value | undefined): Deque => value as Deque;

const push = (self: Deque, item: Value, isLeft: boolean): null => {
  if (isLeft) self.items.unshift(item);
  else self.items.push(item);
  if (self.most !== undefined && self.items.length > self.most) {
    if (isLeft) self.items.pop();
    else self.items.shift();
  }
  return null;
};

const take = (self: Deque, isLeft: boolean): Value => {
  const item = isLeft ? self.items.shift() : self.items.pop();
  if (item === undefined) throw raised('IndexError', 'pop from an empty deque');
  return item;
};

DEQUE.make = function* (vm, cls, args, named) {
  const made = new Deque([], cls);
  const most = args[1] ?? named.get('maxlen');
  made.most = typeof most === 'bigint' ? Number(most) : undefined;
  const source = args[0] ?? named.get('iterable');
  if (source !== undefined) for (const item of yield* collect(vm, source)) push(made, item, false);
  return made;
};

define(DEQUE.members, {
  append: ['self item', (_vm, [self, item = null]) => push(deque(self), item, false)],
  appendleft: ['self item', (_vm, [self, item = null]) => push(deque(self), item, true)],
  pop: ['self', (_vm, [self]) => take(deque(self), false)],
  popleft: ['self', (_vm, [self]) => take(deque(self), true)],
  clear: [
    'self',
    (_vm, [self]) => {
      deque(self).items = [];
      return null;
    },
  ],
  extend: [
    'self items',
    function* (vm, [self, items = null]) {
      for (const item of yield* collect(vm, items)) push(deque(self), item, false);
      return null;
    },
  ],
  rotate: [
    'self n?',
    (_vm, [self, n]) => {
      const { items } = deque(self);
      const by = items.length === 0 ? 0 : ((whole(n, 1) % items.length) + items.length) % items.length;
      deque(self).items = [...items.slice(items.length - by), ...items.slice(0, items.length - by)];
      return null;
    },
  ],
  __repr__: [
    'self',
    function* (vm, [self]) {
      const { most } = deque(self);
      return `deque(${yield* repr(vm, new PyList(deque(self).items))}${most === undefined ? '' : `, maxlen=${String(most)}`})`;
    },
  ],
});

function fillCollections(_vm: Vm, members: Attributes): void {
  for (const cls of [COUNTER, DEFAULT_DICT, ORDERED, DEQUE]) members.set(cls.name, cls);
  define(members, {
    namedtuple: [
      'typename field_names * rename? defaults? module?',
      function* (vm, [name, names = null, , defaults]) {
        const fields =
          typeof names === 'string'
            ? names.replace(/,/g, ' ').split(/\s+/).filter(Boolean)
            : (yield* collect(vm, names)).map(text);
        const values = defaults === undefined || defaults === null ? [] : yield* collect(vm, defaults);
        return namedTuple(text(name), fields, values, '__main__');
      },
    ],
  });
}

OPEN_CLASSES.add('_lru_cache_wrapper');

export const modules = { collections: fillCollections };
