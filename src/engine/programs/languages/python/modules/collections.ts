/** collections, itertools and functools. */
import type { Task } from '../../../../kernel';
import { call, define, native } from '../call';
import { raised } from '../errors';
import { nativeClass, text, whole } from '../helpers';
import { collect, iterate, iteratorOver, newIterator, nextOf } from '../iterate';
import { binary, equals, keyOf, order, truth } from '../operators';
import { repr } from '../text';
import { sorted } from '../types/sort';
import { updateDict } from '../types/containers';
import { OPEN_CLASSES, asStatic } from '../attributes';
import {
  type Attributes,
  BoundMethod,
  Builtin,
  ClassMethod,
  DICT,
  type Named,
  NO_NAMES,
  Obj,
  OBJECT,
  PyClass,
  PyDict,
  PyFunction,
  PyIterator,
  PyList,
  PyProperty,
  PyTuple,
  TUPLE,
  type Value,
} from '../values';
import { newClass } from '../make-class';
import type { Vm } from '../vm';

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

// namedtuple

function namedTuple(
  name: string,
  fields: readonly string[],
  defaults: readonly Value[],
  module: Value,
): PyClass {
  const made = newClass(name, [TUPLE], new Map(), module);
  made.members.set('_fields', new PyTuple(fields));
  made.members.set('__match_args__', new PyTuple(fields));
  for (const [index, field] of fields.entries()) {
    made.members.set(
      field,
      new PyProperty(native(field, 'self', (_vm, [self]) => (self as PyTuple).items[index] ?? null)),
    );
  }
  made.make = (_vm, cls, args, named) => {
    if (args.length > fields.length) {
      throw raised(
        'TypeError',
        `${name}.__new__() takes ${String(fields.length + 1)} positional arguments but ${String(args.length + 1)} were given`,
      );
    }
    const missing: string[] = [];
    const items = fields.map((field, index) => {
      const value = args[index] ?? named.get(field) ?? defaults[index - fields.length + defaults.length];
      if (value === undefined) missing.push(`'${field}'`);
      return value ?? null;
    });
    if (missing.length > 0) {
      const list =
        missing.length === 1
          ? missing[0]
          : `${missing.slice(0, -1).join(', ')}${missing.length > 2 ? ',' : ''} and ${String(missing[missing.length - 1])}`;
      throw raised(
        'TypeError',
        `${name}.__new__() missing ${String(missing.length)} required positional argument${missing.length === 1 ? '' : 's'}: ${String(list)}`,
      );
    }
    return new PyTuple(items, cls);
  };
  define(made.members, {
    __repr__: [
      'self',
      function* (vm, [self]) {
        const parts: string[] = [];
        for (const [index, field] of fields.entries())
          parts.push(`${field}=${yield* repr(vm, (self as PyTuple).items[index] ?? null)}`);
        return `${(self as PyTuple).cls.name}(${parts.join(', ')})`;
      },
    ],
    _asdict: [
      'self',
      (_vm, [self]) => {
        const dict = new PyDict();
        for (const [index, field] of fields.entries())
          dict.setText(field, (self as PyTuple).items[index] ?? null);
        return dict;
      },
    ],
    _replace: [
      'self **named',
      (_vm, [self], named) =>
        new PyTuple(
          fields.map((field, index) => named.get(field) ?? (self as PyTuple).items[index] ?? null),
          (self as PyTuple).cls,
        ),
    ],
  });
  made.members.set(
    '_make',
    new ClassMethod(
      asStatic(
        native('_make', 'cls items', function* (vm, [, items = null]) {
          return new PyTuple(yield* collect(vm, items), made);
        }),
      ),
    ),
  );
  return made;
}

export { namedTuple };

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

// itertools

function fillItertools(_vm: Vm, members: Attributes): void {
  const combine = (items: readonly Value[], size: number, isOrdered: boolean): Value[][] => {
    if (size === 0) return [[]];
    const found: Value[][] = [];
    for (const [index, item] of items.entries()) {
      const rest = isOrdered ? items.filter((_, at) => at !== index) : items.slice(index + 1);
      for (const tail of combine(rest, size - 1, isOrdered)) {
        found.push([item, ...tail]);
        if (found.length > 100_000) throw raised('MemoryError');
      }
    }
    return found;
  };
  const tuples = (cls: string, all: readonly Value[][]): Value => {
    let at = 0;
    return newIterator(cls, () => {
      const next = all[at++];
      return next && new PyTuple(next);
    });
  };
  define(members, {
    count: [
      'start? step?',
      (_inner, [start = 0n, step = 1n]) => {
        let at: Value | undefined;
        return newIterator('count', function* (vm) {
          at = at === undefined ? start : yield* binary(vm, '+', at, step);
          return at;
        });
      },
    ],
    cycle: [
      'iterable',
      function* (vm, [items = null]) {
        const all = yield* collect(vm, items);
        let at = 0;
        return newIterator('cycle', () => all[at++ % all.length]);
      },
    ],
    repeat: [
      'object times?',
      (_inner, [value = null, times]) => {
        let left = times === undefined ? Infinity : whole(times);
        return newIterator('repeat', () => (left-- > 0 ? value : undefined));
      },
    ],
    chain: ['*iterables', (vm, [sources]) => chained(vm, (sources as PyTuple).items)],
    islice: [
      'iterable start stop? step?',
      function* (vm, [items = null, first = null, second, third]) {
        const iterator = yield* iterate(vm, items);
        const from = second === undefined ? 0 : whole(first);
        const to =
          second === undefined
            ? first === null
              ? Infinity
              : whole(first)
            : second === null
              ? Infinity
              : whole(second);
        const by = whole(third, 1);
        let at = 0;
        let wanted = from;
        return newIterator('islice', function* (inner) {
          while (wanted < to) {
            const item = yield* nextOf(inner, iterator);
            if (item === undefined) return undefined;
            if (at++ < wanted) continue;
            wanted += by;
            return item;
          }
          return undefined;
        });
      },
    ],
    product: [
      '*iterables repeat?',
      function* (vm, [sources, repeat]) {
        const pools: Value[][] = [];
        for (const source of (sources as PyTuple).items) pools.push(yield* collect(vm, source));
        const all = Array.from({ length: whole(repeat, 1) }, () => pools).flat();
        if (all.reduce((size, pool) => size * pool.length, 1) > 1_000_000) throw raised('MemoryError');
        return tuples(
          'product',
          all.reduce<Value[][]>(
            (made, pool) => made.flatMap((head) => pool.map((item) => [...head, item])),
            [[]],
          ),
        );
      },
    ],
    permutations: [
      'iterable r?',
      function* (vm, [items = null, size]) {
        const all = yield* collect(vm, items);
        return tuples('permutations', combine(all, whole(size, all.length), true));
      },
    ],
    combinations: [
      'iterable r',
      function* (vm, [items = null, size]) {
        return tuples('combinations', combine(yield* collect(vm, items), whole(size), false));
      },
    ],
    zip_longest: [
      '*iterables fillvalue?',
      function* (vm, [sources, fill = null]) {
        const pools: Value[][] = [];
        for (const source of (sources as PyTuple).items) pools.push(yield* collect(vm, source));
        const longest = Math.max(0, ...pools.map((pool) => pool.length));
        return tuples(
          'zip_longest',
          Array.from({ length: longest }, (_, at) => pools.map((pool) => pool[at] ?? fill)),
        );
      },
    ],
    accumulate: [
      'iterable func?',
      function* (vm, [items = null, func]) {
        const iterator = yield* iterate(vm, items);
        let total: Value | undefined;
        return newIterator('accumulate', function* (inner) {
          const item = yield* nextOf(inner, iterator);
          if (item === undefined) return undefined;
          total =
            total === undefined
              ? item
              : func === undefined || func === null
                ? yield* binary(inner, '+', total, item)
                : yield* call(inner, func, [total, item]);
          return total;
        });
      },
    ],
    pairwise: [
      'iterable',
      function* (vm, [items = null]) {
        const all = yield* collect(vm, items);
        return tuples(
          'pairwise',
          all.slice(1).map((item, at) => [all[at] ?? null, item]),
        );
      },
    ],
    takewhile: [
      'predicate iterable',
      function* (vm, [test = null, items = null]) {
        const iterator = yield* iterate(vm, items);
        return newIterator('takewhile', function* (inner) {
          const item = yield* nextOf(inner, iterator);
          return item !== undefined && (yield* truth(inner, yield* call(inner, test, [item])))
            ? item
            : undefined;
        });
      },
    ],
    dropwhile: [
      'predicate iterable',
      function* (vm, [test = null, items = null]) {
        const iterator = yield* iterate(vm, items);
        let isOver = false;
        return newIterator('dropwhile', function* (inner) {
          for (;;) {
            const item = yield* nextOf(inner, iterator);
            if (item === undefined || isOver) return item;
            if (yield* truth(inner, yield* call(inner, test, [item]))) continue;
            isOver = true;
            return item;
          }
        });
      },
    ],
    groupby: [
      'iterable key?',
      function* (vm, [items = null, key = null]) {
        const groups: [Value, Value[]][] = [];
        for (const item of yield* collect(vm, items)) {
          const own = key === null ? item : yield* call(vm, key, [item]);
          const last = groups[groups.length - 1];
          if (last && (yield* equals(vm, last[0], own))) last[1].push(item);
          else groups.push([own, [item]]);
        }
        let at = 0;
        return newIterator('groupby', () => {
          const group = groups[at++];
          return group && new PyTuple([group[0], iteratorOver(GROUPER, group[1])]);
        });
      },
    ],
  });
  const chain = members.get('chain');
  if (chain instanceof Builtin)
    chain.set(
      'from_iterable',
      native('from_iterable', 'iterable', function* (vm, [sources = null]) {
        return chained(vm, yield* collect(vm, sources));
      }),
    );
}
const GROUPER = new PyClass('_grouper', [OBJECT]);

function chained(_vm: Vm, sources: readonly Value[]): Value {
  let at = 0;
  let current: PyIterator | undefined;
  return newIterator('chain', function* (vm) {
    for (;;) {
      if (current === undefined) {
        const next = sources[at++];
        if (next === undefined) return undefined;
        current = yield* iterate(vm, next);
      }
      const item = yield* nextOf(vm, current);
      if (item !== undefined) return item;
      current = undefined;
    }
  });
}

// functools

const PARTIAL = nativeClass('partial', 'functools');
class PartialCall extends Obj {
  constructor(
    readonly callee: Value,
    readonly args: readonly Value[],
    readonly named: Named,
  ) {
    super(PARTIAL);
  }
}
PARTIAL.make = (_vm, _cls, [callee = null, ...args], named) => new PartialCall(callee, args, named);
PARTIAL.members.set(
  '__call__',
  new Builtin('__call__', function* (vm, [self, ...args], named) {
    const own = self as PartialCall;
    return yield* call(vm, own.callee, [...own.args, ...args], new Map([...own.named, ...named]));
  }),
);

const CACHED = nativeClass('_lru_cache_wrapper', 'functools');
OPEN_CLASSES.add('_lru_cache_wrapper');
class Cached extends Obj {
  readonly known = new Map<unknown, Value>();
  hits = 0n;
  constructor(readonly callee: Value) {
    super(CACHED);
  }
}
CACHED.members.set(
  '__call__',
  new Builtin('__call__', function* (vm, [self, ...args], named) {
    const own = self as Cached;
    const key = yield* keyOf(vm, new PyTuple([...args, ...[...named].flat()]));
    const old = own.known.get(key);
    if (old !== undefined) {
      own.hits++;
      return old;
    }
    const made = yield* call(vm, own.callee, args, named);
    own.known.set(key, made);
    return made;
  }),
);
CACHED.members.set(
  'cache_clear',
  native('cache_clear', 'self', (_vm, [self]) => {
    (self as Cached).known.clear();
    return null;
  }),
);

/** Gives a wrapper the name and text of what it wraps. */
function likeOriginal(wrapper: Value, original: Value): Value {
  if (wrapper instanceof Obj && original instanceof Obj) {
    const source = original instanceof BoundMethod ? original.method : original;
    if (source instanceof PyFunction) {
      for (const [name, value] of [
        ['__name__', source.attributes?.get('__name__') ?? source.name],
        ['__qualname__', source.qualifiedName],
        ['__doc__', source.node.documentation],
      ] as const)
        wrapper.set(name, value);
    }
    wrapper.set('__wrapped__', original);
  }
  return wrapper;
}

function fillFunctools(_vm: Vm, members: Attributes): void {
  members.set('partial', PARTIAL);
  define(members, {
    reduce: [
      'function iterable initial?',
      function* (vm, [callee = null, items = null, initial]) {
        let total: Value | undefined = initial;
        for (const item of yield* collect(vm, items))
          total = total === undefined ? item : yield* call(vm, callee, [total, item]);
        if (total === undefined)
          throw raised('TypeError', 'reduce() of empty iterable with no initial value');
        return total;
      },
    ],
    wraps: [
      'wrapped *rest **named',
      (_inner, [original = null]) =>
        native('wraps', 'wrapper', (_vm, [wrapper = null]) => likeOriginal(wrapper, original)),
    ],
    cache: ['function', (_inner, [callee = null]) => likeOriginal(new Cached(callee), callee)],
    lru_cache: [
      'maxsize? typed?',
      (_inner, [callee]) =>
        callee instanceof PyFunction
          ? likeOriginal(new Cached(callee), callee)
          : native('decorating', 'function', (_vm, [inner = null]) => likeOriginal(new Cached(inner), inner)),
    ],
    cached_property: ['function', (_inner, [getter = null]) => new PyProperty(getter)],
    total_ordering: [
      'cls',
      (_inner, [cls = null]) => {
        if (!(cls instanceof PyClass)) return cls;
        const less = cls.find('__lt__');
        if (less !== undefined) {
          define(cls.members, {
            __gt__: [
              'self other',
              function* (vm, [self = null, other = null]) {
                return yield* call(vm, less, [other, self]);
              },
            ],
            __le__: [
              'self other',
              function* (vm, [self = null, other = null]) {
                return !(yield* truth(vm, yield* call(vm, less, [other, self])));
              },
            ],
            __ge__: [
              'self other',
              function* (vm, [self = null, other = null]) {
                return !(yield* truth(vm, yield* call(vm, less, [self, other])));
              },
            ],
          });
        }
        return cls;
      },
    ],
    cmp_to_key: [
      'mycmp',
      (_inner, [compare = null]) => {
        const cls = nativeClass('K', 'functools', {
          __lt__: [
            'self other',
            function* (vm, [self, other]) {
              const result = yield* call(vm, compare, [
                (self as Obj).attributes?.get('obj') ?? null,
                (other as Obj).attributes?.get('obj') ?? null,
              ]);
              return yield* truth(vm, yield* order(vm, '<', result, 0n));
            },
          ],
        });
        return native('K', 'obj', (_vm, [value = null]) => {
          const made = new Obj(cls);
          made.set('obj', value);
          return made;
        });
      },
    ],
  });
}

export const modules = { collections: fillCollections, itertools: fillItertools, functools: fillFunctools };
