/** collections. */
import type { Task } from '../../../../kernel';
import { call, define, native } from '../call';
import { raised } from '../errors';
import { nativeClass, text, whole } from '../helpers';
import { collect } from '../iterate';
import { equals, isSame } from '../equality';
import { keyOf } from '../keys';
import { repr } from '../text';
import { updateDict } from '../types/containers';
import { OPEN_CLASSES } from '../attributes';
import { type Attributes, DICT, LIST, PyDict, PyList, PyProperty, Raised, type Value } from '../values';
import type { Vm } from '../vm';
import { namedTuple } from './named-tuple';

const DEFAULT_DICT = nativeClass('defaultdict', 'collections', {}, [DICT]);

const dict = (value: Value | undefined): PyDict => value as PyDict;

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

/** What list has for it, too. */
const ofList = (name: string) =>
  function* (vm: Vm, [self = null, ...rest]: readonly (Value | undefined)[]): Task<Value> {
    const args = rest.filter((one) => one !== undefined);
    return yield* call(vm, LIST.find(name) ?? null, [self, ...args]);
  };

function copied(self: Deque): Deque {
  const made = new Deque([...self.items], self.cls);
  made.most = self.most;
  return made;
}

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
  extendleft: [
    'self items',
    function* (vm, [self, items = null]) {
      for (const item of yield* collect(vm, items)) push(deque(self), item, true);
      return null;
    },
  ],
  index: [
    'self item start? stop?',
    function* (vm, given) {
      try {
        return yield* ofList('index')(vm, given);
      } catch (error) {
        if (!(error instanceof Raised) || error.exception.cls.name !== 'ValueError') throw error;
        throw raised('ValueError', `${yield* repr(vm, given[1] ?? null)} is not in deque`);
      }
    },
  ],
  count: ['self item', ofList('count')],
  remove: [
    'self item',
    function* (vm, [self, item = null]) {
      const { items } = deque(self);
      for (const [at, one] of items.entries()) {
        if (!isSame(one, item) && !(yield* equals(vm, one, item))) continue;
        items.splice(at, 1);
        return null;
      }
      throw raised('ValueError', `${yield* repr(vm, item)} is not in deque`);
    },
  ],
  insert: [
    'self index item',
    (_vm, [self, index, item = null]) => {
      const own = deque(self);
      if (own.most !== undefined && own.items.length >= own.most)
        throw raised('IndexError', 'deque already at its maximum size');
      const at = whole(index);
      own.items.splice(at < 0 ? Math.max(0, own.items.length + at) : at, 0, item);
      return null;
    },
  ],
  reverse: [
    'self',
    (_vm, [self]) => {
      deque(self).items.reverse();
      return null;
    },
  ],
  copy: ['self', (_vm, [self]) => copied(deque(self))],
  __copy__: ['self', (_vm, [self]) => copied(deque(self))],
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

DEQUE.members.set(
  'maxlen',
  new PyProperty(
    native('maxlen', 'self', (_vm, [self]) => {
      const { most } = deque(self);
      return most === undefined ? null : BigInt(most);
    }),
  ),
);
DEFAULT_DICT.members.set(
  'default_factory',
  new PyProperty(native('default_factory', 'self', (_vm, [self]) => dict(self).factory)),
);

function fillCollections(_vm: Vm, members: Attributes): void {
  for (const cls of [DEFAULT_DICT, DEQUE]) members.set(cls.name, cls);
  define(members, {
    namedtuple: [
      'typename field_names * rename? defaults? module?',
      function* (vm, [name, names = null, , defaults]) {
        const fields =
          typeof names === 'string'
            ? names.replace(/,/g, ' ').split(/\s+/).filter(Boolean)
            : (yield* collect(vm, names)).map(text);
        const values = defaults === undefined || defaults === null ? [] : yield* collect(vm, defaults);
        const module = vm.frame?.globals.get('__name__') ?? '__main__';
        return namedTuple(text(name), fields, values, module);
      },
    ],
  });
}

OPEN_CLASSES.add('_lru_cache_wrapper');

export const modules = { _collections: fillCollections };
