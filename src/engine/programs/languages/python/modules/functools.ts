/** functools. */
import { call, define, native } from '../call';
import { raised } from '../errors';
import { nativeClass, record, whole } from '../helpers';
import { collect } from '../iterate';
import { keyOf } from '../keys';
import { order } from '../order';
import { truth } from '../truth';
import { OPEN_CLASSES } from '../attributes';
import { repr } from '../text';
import {
  type Attributes,
  BoundMethod,
  Builtin,
  type Named,
  Obj,
  PyDict,
  PyFunction,
  PyProperty,
  PyTuple,
  type Value,
} from '../values';
import type { Vm } from '../vm';

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

for (const [name, read] of Object.entries({
  func: ({ callee }: PartialCall): Value => callee,
  args: ({ args }: PartialCall): Value => new PyTuple(args),
  keywords: ({ named }: PartialCall): Value => {
    const made = new PyDict();
    for (const [key, value] of named) made.setText(key, value);
    return made;
  },
}))
  PARTIAL.members.set(name, new PyProperty(native(name, 'self', (_vm, [self]) => read(self as PartialCall))));
OPEN_CLASSES.add('partial');
OPEN_CLASSES.add('_lru_cache_wrapper');
define(PARTIAL.members, {
  __repr__: [
    'self',
    function* (vm, [self]) {
      const { callee, args, named } = self as PartialCall;
      const parts = [yield* repr(vm, callee)];
      for (const arg of args) parts.push(yield* repr(vm, arg));
      for (const [key, value] of named) parts.push(`${key}=${yield* repr(vm, value)}`);
      return `functools.partial(${parts.join(', ')})`;
    },
  ],
});

PARTIAL.make = (_vm, _cls, [callee = null, ...args], named) => new PartialCall(callee, args, named);

PARTIAL.members.set(
  '__call__',
  new Builtin('__call__', function* (vm, [self, ...args], named) {
    const own = self as PartialCall;
    return yield* call(vm, own.callee, [...own.args, ...args], new Map([...own.named, ...named]));
  }),
);

const CACHED = nativeClass('_lru_cache_wrapper', 'functools');

class Cached extends Obj {
  readonly known = new Map<unknown, Value>();
  hits = 0n;
  misses = 0n;
  /** `most`: how many results it keeps; undefined: all. */
  constructor(
    readonly callee: Value,
    readonly most?: number,
  ) {
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
      // The one used last is the last to go.
      own.known.delete(key);
      own.known.set(key, old);
      return old;
    }
    own.misses++;
    const made = yield* call(vm, own.callee, args, named);
    own.known.set(key, made);
    const [oldest] = own.known.keys();
    if (own.most !== undefined && own.known.size > own.most) own.known.delete(oldest);
    return made;
  }),
);

CACHED.members.set(
  'cache_info',
  native('cache_info', 'self', (_vm, [self]) => {
    const { hits, misses, most, known } = self as Cached;
    return record('CacheInfo', [
      ['hits', hits],
      ['misses', misses],
      ['maxsize', most === undefined ? null : BigInt(most)],
      ['currsize', BigInt(known.size)],
    ]);
  }),
);

CACHED.members.set(
  'cache_clear',
  native('cache_clear', 'self', (_vm, [self]) => {
    const own = self as Cached;
    own.known.clear();
    own.hits = own.misses = 0n;
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
    lru_cache: [
      'maxsize? typed?',
      (_inner, [size]) => {
        if (size instanceof PyFunction) return likeOriginal(new Cached(size, 128), size);
        const most = size === undefined ? 128 : size === null ? undefined : whole(size);
        return native('decorating', 'function', (_vm, [inner = null]) =>
          likeOriginal(new Cached(inner, most), inner),
        );
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

export const modules = { _functools: fillFunctools };
