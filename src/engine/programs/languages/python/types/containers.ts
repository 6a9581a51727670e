/** list, tuple, dict, range and slice. */
import type { Task } from '../../../../kernel';
import { call, define, native } from '../call';
import { raised } from '../errors';
import { collect, dictIterator } from '../iterate';
import { equals, isSame } from '../equality';
import { keyOf } from '../keys';
import { setItem } from '../subscripts';
import { repr } from '../text';
import {
  classOf,
  ClassMethod,
  DICT,
  LIST,
  type Named,
  Obj,
  OBJECT,
  PyClass,
  PyDict,
  PyList,
  PyRange,
  PySlice,
  plain,
  PyTuple,
  RANGE,
  SLICE,
  TUPLE,
  type Value,
  Raised,
} from '../values';
import type { Vm } from '../vm';
import { sorted } from './sort';
import { asSet } from './sets';
import { combineSets } from '../set-operators';
import { asStatic } from '../attributes';

// Sequences

LIST.make = function* (vm, cls, args) {
  return new PyList(args.length === 0 ? [] : yield* collect(vm, args[0] ?? null), cls);
};
TUPLE.make = function* (vm, cls, args) {
  return new PyTuple(args.length === 0 ? [] : yield* collect(vm, args[0] ?? null), cls);
};

function* indexOf(vm: Vm, items: readonly Value[], wanted: Value, from = 0, to = items.length): Task<number> {
  for (let at = from; at < Math.min(to, items.length); at++) {
    const item = items[at] ?? null;
    if (isSame(item, wanted) || (yield* equals(vm, item, wanted))) return at;
    if (vm.isTurnDue()) yield* vm.turn();
  }
  return -1;
}

const list = (value: Value | undefined): PyList => value as PyList;

define(LIST.members, {
  append: [
    'self object',
    (vm, [self, item = null]) => {
      list(self).items.push(item);
      vm.keep(item);
      return null;
    },
  ],
  extend: [
    'self iterable',
    function* (vm, [self, items = null]) {
      for (const item of yield* collect(vm, items)) list(self).items.push(item);
      return null;
    },
  ],
  insert: [
    'self index object',
    (_vm, [self, index, item = null]) => {
      list(self).items.splice(Number(index as bigint), 0, item);
      return null;
    },
  ],
  pop: [
    'self index?',
    (_vm, [self, index = -1n]) => {
      const { items } = list(self);
      if (items.length === 0) throw raised('IndexError', 'pop from empty list');
      const at = Number(index as bigint);
      const place = at < 0 ? at + items.length : at;
      if (place < 0 || place >= items.length) throw raised('IndexError', 'pop index out of range');
      return items.splice(place, 1)[0] ?? null;
    },
  ],
  remove: [
    'self value',
    function* (vm, [self, wanted = null]) {
      const at = yield* indexOf(vm, list(self).items, wanted);
      if (at < 0) throw raised('ValueError', 'list.remove(x): x not in list');
      list(self).items.splice(at, 1);
      return null;
    },
  ],
  clear: [
    'self',
    (_vm, [self]) => {
      list(self).items = [];
      return null;
    },
  ],
  copy: ['self', (_vm, [self]) => new PyList([...list(self).items])],
  reverse: [
    'self',
    (_vm, [self]) => {
      list(self).items.reverse();
      return null;
    },
  ],
  sort: [
    'self * key? reverse?',
    function* (vm, [self, key = null, reverse = false]) {
      list(self).items = yield* sorted(vm, list(self).items, key, reverse);
      return null;
    },
  ],
});
for (const cls of [LIST, TUPLE]) {
  const items = (value: Value | undefined): readonly Value[] => (value as PyList | PyTuple).items;
  define(cls.members, {
    index: [
      'self value start? stop?',
      function* (vm, [self, wanted = null, start, stop]) {
        const from = start === undefined ? 0 : Number(start as bigint);
        const at = yield* indexOf(
          vm,
          items(self),
          wanted,
          from,
          stop === undefined ? undefined : Number(stop as bigint),
        );
        if (at >= 0) return BigInt(at);
        throw raised(
          'ValueError',
          cls === LIST ? `${yield* repr(vm, wanted)} is not in list` : 'tuple.index(x): x not in tuple',
        );
      },
    ],
    count: [
      'self value',
      function* (vm, [self, wanted = null]) {
        let count = 0n;
        for (const item of items(self))
          if (isSame(item, wanted) || (yield* equals(vm, item, wanted))) count++;
        return count;
      },
    ],
  });
}

// Dicts

/** An item of what a dict is made of; Python has words of its own for one that is no sequence. */
function* pairOf(vm: Vm, pair: Value, index: number): Task<Value[]> {
  try {
    return yield* collect(vm, pair);
  } catch (error) {
    if (!(error instanceof Raised) || error.exception.cls.name !== 'TypeError') throw error;
    throw raised(
      'TypeError',
      `cannot convert dictionary update sequence element #${String(index)} to a sequence`,
    );
  }
}

export function* updateDict(vm: Vm, dict: PyDict, source: Value | undefined, named: Named): Task<void> {
  if (source instanceof PyDict) for (const [key, item] of source.map) dict.map.set(key, [item[0], item[1]]);
  else if (source !== undefined) {
    const keys = source instanceof Obj && classOf(source).find('keys') !== undefined;
    if (keys) {
      for (const key of yield* collect(vm, yield* call(vm, classOf(source).find('keys') ?? null, [source]))) {
        yield* setItem(
          vm,
          dict,
          key,
          yield* call(vm, classOf(source).find('__getitem__') ?? null, [source, key]),
        );
      }
    } else {
      for (const [index, pair] of (yield* collect(vm, source)).entries()) {
        const parts = yield* pairOf(vm, pair, index);
        if (parts.length !== 2) {
          throw raised(
            'ValueError',
            `dictionary update sequence element #${String(index)} has length ${String(parts.length)}; 2 is required`,
          );
        }
        dict.map.set(yield* keyOf(vm, parts[0] ?? null), [parts[0] ?? null, parts[1] ?? null]);
      }
    }
  }
  for (const [name, value] of named) dict.setText(name, value);
}

DICT.make = function* (vm, cls, args, named) {
  const made = new PyDict(cls);
  if (cls === DICT) yield* updateDict(vm, made, args[0], named);
  return made;
};
DICT.members.set(
  '__init__',
  native('__init__', 'self source? **named', function* (vm, [self, source], named) {
    if (self instanceof PyDict && self.cls !== DICT) yield* updateDict(vm, self, source, named);
    return null;
  }),
);

/** keys(), values() and items(): what is in the dict now, whenever asked. */
export class DictView extends Obj {
  constructor(
    cls: PyClass,
    readonly dict: PyDict,
    readonly pick: (item: [Value, Value]) => Value,
    readonly iterator: PyClass,
  ) {
    super(cls);
  }

  get values(): Value[] {
    return [...this.dict.map.values()].map((item) => this.pick(item));
  }
}

function viewClass(
  name: string,
  iterator: string,
  pick: (item: [Value, Value]) => Value,
): (dict: PyDict) => DictView {
  const cls = new PyClass(name, [OBJECT]);
  const iteratorClass = new PyClass(iterator, [OBJECT]);
  const view = (value: Value | undefined): DictView => value as DictView;
  define(cls.members, {
    __iter__: ['self', (_vm, [self]) => dictIterator(view(self).dict, iteratorClass, pick)],
    __len__: ['self', (_vm, [self]) => BigInt(view(self).dict.map.size)],
    __repr__: [
      'self',
      function* (vm, [self]) {
        return `${name}(${yield* repr(vm, new PyList(view(self).values))})`;
      },
    ],
    __eq__: [
      'self other',
      function* (vm, [self, other = null]) {
        const [a, b] = [yield* asSet(vm, self ?? null), yield* asSet(vm, other)];
        return a.map.size === b.map.size && [...a.map.keys()].every((key) => b.map.has(key));
      },
    ],
  });
  const combine = (operator: string) =>
    function* (vm: Vm, [self = null, other = null]: readonly (Value | undefined)[]): Task<Value> {
      const [a, b] = [yield* asSet(vm, self), yield* asSet(vm, other)];
      return combineSets(operator, a, b) ?? null;
    };
  if (name !== 'dict_values') {
    define(cls.members, {
      __and__: ['self other', combine('&')],
      __or__: ['self other', combine('|')],
      __sub__: ['self other', combine('-')],
      __xor__: ['self other', combine('^')],
    });
  }
  if (name === 'dict_keys') {
    define(cls.members, {
      __contains__: [
        'self key',
        function* (vm, [self, key = null]) {
          return view(self).dict.map.has(yield* keyOf(vm, key));
        },
      ],
    });
  }
  return (dict) => new DictView(cls, dict, pick, iteratorClass);
}

const KEYS = viewClass('dict_keys', 'dict_keyiterator', ([key]) => key);
const VALUES = viewClass('dict_values', 'dict_valueiterator', ([, value]) => value);
const ITEMS = viewClass('dict_items', 'dict_itemiterator', ([key, value]) => new PyTuple([key, value]));
const dict = (value: Value | undefined): PyDict => value as PyDict;

define(DICT.members, {
  keys: ['self', (_vm, [self]) => KEYS(dict(self))],
  values: ['self', (_vm, [self]) => VALUES(dict(self))],
  items: ['self', (_vm, [self]) => ITEMS(dict(self))],
  get: [
    'self key default?',
    function* (vm, [self, key = null, otherwise = null]) {
      const found = dict(self).map.get(yield* keyOf(vm, key));
      return found ? found[1] : otherwise;
    },
  ],
  setdefault: [
    'self key default?',
    function* (vm, [self, key = null, value = null]) {
      const own = yield* keyOf(vm, key);
      const known = dict(self).map.get(own);
      if (known) return known[1];
      dict(self).map.set(own, [key, value]);
      return value;
    },
  ],
  pop: [
    'self key default?',
    function* (vm, [self, key = null, otherwise]) {
      const own = yield* keyOf(vm, key);
      const known = dict(self).map.get(own);
      if (!known && otherwise === undefined) throw raised('KeyError', key);
      dict(self).map.delete(own);
      return known ? known[1] : (otherwise ?? null);
    },
  ],
  popitem: [
    'self',
    (_vm, [self]) => {
      const last = [...dict(self).map].pop();
      if (!last) throw raised('KeyError', 'popitem(): dictionary is empty');
      dict(self).map.delete(last[0]);
      return new PyTuple(last[1]);
    },
  ],
  update: [
    'self source? **named',
    function* (vm, [self, source], named) {
      yield* updateDict(vm, dict(self), source, named);
      return null;
    },
  ],
  clear: [
    'self',
    (_vm, [self]) => {
      dict(self).map.clear();
      return null;
    },
  ],
  copy: [
    'self',
    (_vm, [self]) => {
      const made = new PyDict(dict(self).cls);
      made.factory = dict(self).factory;
      for (const [key, item] of dict(self).map) made.map.set(key, item);
      return made;
    },
  ],
});
DICT.members.set(
  'fromkeys',
  new ClassMethod(
    asStatic(
      native('fromkeys', 'cls iterable value?', function* (vm, [, items = null, value = null]) {
        const made = new PyDict();
        for (const item of yield* collect(vm, items)) made.map.set(yield* keyOf(vm, item), [item, value]);
        return made;
      }),
    ),
  ),
);

// Ranges and slices

RANGE.make = (_vm, _cls, args) => {
  const numbers = args.map((given) => {
    const value = plain(given);
    if (typeof value === 'boolean') return BigInt(value);
    if (typeof value === 'bigint') return value;
    throw raised('TypeError', `'${classOf(value).name}' object cannot be interpreted as an integer`);
  });
  if (numbers.length === 0) throw raised('TypeError', 'range expected at least 1 argument, got 0');
  const [first = 0n, second, step = 1n] = numbers;
  if (step === 0n) throw raised('ValueError', 'range() arg 3 must not be zero');
  return second === undefined ? new PyRange(0n, first, 1n) : new PyRange(first, second, step);
};
SLICE.make = (_vm, _cls, args) => {
  const [first = null, second, step = null] = args;
  return second === undefined ? new PySlice(null, first, null) : new PySlice(first, second, step);
};
