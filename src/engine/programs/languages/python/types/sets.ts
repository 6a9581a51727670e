/** set and frozenset. */
import type { Task } from '../../../../kernel';
import { define } from '../call';
import { raised } from '../errors';
import { iterate, nextOf } from '../iterate';
import { keyOf } from '../keys';
import { changeSet, combineSets, copiedSet } from '../set-operators';
import { DICT, FROZENSET, type PyClass, PyDict, PySet, PyTuple, SET, type Value } from '../values';
import type { Vm } from '../vm';

const own = (value: Value | undefined): PySet => value as PySet;

/** A set of what an iterable gives, in the order that CPython's own would have. */
export function* setOf(vm: Vm, source: Value, cls: PyClass = SET): Task<PySet> {
  const made = new PySet(cls);
  yield* addAll(vm, made, source);
  return made;
}

export function* asSet(vm: Vm, value: Value): Task<PySet> {
  return value instanceof PySet ? value : yield* setOf(vm, value);
}

function* addAll(vm: Vm, set: PySet, source: Value): Task<void> {
  if (source instanceof PySet) {
    set.map.merge(source.map);
    return;
  }
  if (source instanceof PyDict && source.cls === DICT) set.map.reserve(source.map.size);
  const iterator = yield* iterate(vm, source);
  for (;;) {
    const item = yield* nextOf(vm, iterator);
    if (item === undefined) return;
    set.map.set(yield* keyOf(vm, item), item);
    if (vm.isTurnDue()) yield* vm.turn();
  }
}

function isWithin(a: PySet, b: PySet): boolean {
  return [...a.map.keys()].every((key) => b.map.has(key));
}

for (const cls of [SET, FROZENSET]) {
  cls.make = function* (vm, wanted, args) {
    const [source] = args;
    if (source === undefined) return new PySet(wanted);
    if (wanted === FROZENSET && source instanceof PySet && source.cls === FROZENSET) return source;
    return yield* setOf(vm, source, wanted);
  };
  const combined = (operator: string) =>
    function* (vm: Vm, [self, others]: readonly (Value | undefined)[]): Task<Value> {
      let result = own(self);
      for (const value of others instanceof PyTuple ? others.items : [others ?? null]) {
        result = combineSets(operator, result, yield* asSet(vm, value)) ?? result;
      }
      return result === self ? copiedSet(result) : result;
    };
  const compared = (test: (self: PySet, other: PySet) => boolean) =>
    function* (vm: Vm, [self, other = null]: readonly (Value | undefined)[]): Task<Value> {
      return test(own(self), yield* asSet(vm, other));
    };
  define(cls.members, {
    union: ['self *others', combined('|')],
    intersection: ['self *others', combined('&')],
    difference: ['self *others', combined('-')],
    symmetric_difference: ['self other', combined('^')],
    issubset: ['self other', compared(isWithin)],
    issuperset: ['self other', compared((self, other) => isWithin(other, self))],
    isdisjoint: [
      'self other',
      compared((self, other) => ![...self.map.keys()].some((key) => other.map.has(key))),
    ],
    copy: ['self', (_vm, [self]) => copiedSet(own(self))],
  });
}

const changing = (operator: string) =>
  function* (vm: Vm, [self, others]: readonly (Value | undefined)[]): Task<Value> {
    for (const value of others instanceof PyTuple ? others.items : [others ?? null]) {
      if (operator === '|') yield* addAll(vm, own(self), value);
      else changeSet(operator, own(self), yield* asSet(vm, value));
    }
    return null;
  };

define(SET.members, {
  add: [
    'self element',
    function* (vm, [self, item = null]) {
      own(self).map.set(yield* keyOf(vm, item), item);
      return null;
    },
  ],
  discard: [
    'self element',
    function* (vm, [self, item = null]) {
      own(self).map.delete(yield* keyOf(vm, item));
      return null;
    },
  ],
  remove: [
    'self element',
    function* (vm, [self, item = null]) {
      if (!own(self).map.delete(yield* keyOf(vm, item))) throw raised('KeyError', item);
      return null;
    },
  ],
  pop: [
    'self',
    (_vm, [self]) => {
      const taken = own(self).map.pop();
      if (!taken) throw raised('KeyError', 'pop from an empty set');
      return taken.value;
    },
  ],
  clear: [
    'self',
    (_vm, [self]) => {
      own(self).map.clear();
      return null;
    },
  ],
  update: ['self *others', changing('|')],
  intersection_update: ['self *others', changing('&')],
  difference_update: ['self *others', changing('-')],
  symmetric_difference_update: ['self other', changing('^')],
});
