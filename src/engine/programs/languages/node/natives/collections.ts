/** Map and Set, and those that hold weakly. */
import { get, listOf, protoFor } from '../objects';
import { ITERATOR, JsMap, JsSet, Obj, TO_STRING_TAG, type Value } from '../values';
import type { Vm } from '../vm';
import { array, getter, methods, nativeClass } from './objects';
import { listIterator } from './iterators';

export function addCollections(vm: Vm): void {
  const { realm } = vm;
  const map = (inner: Vm, self: Value): Map<Value, Value> => {
    if (self instanceof JsMap) return self.map;
    throw inner.error('TypeError', 'Method Map.prototype method called on incompatible receiver');
  };
  const set = (inner: Vm, self: Value): Set<Value> => {
    if (self instanceof JsSet) return self.set;
    throw inner.error('TypeError', 'Method Set.prototype method called on incompatible receiver');
  };
  for (const [name, proto] of [
    ['Map', realm.mapProto],
    ['WeakMap', realm.weakMapProto],
  ] as const) {
    nativeClass(
      vm,
      name,
      proto,
      function* (inner, _self, [source], newTarget) {
        const made = new JsMap(protoFor(newTarget, proto));
        if (source !== undefined && source !== null)
          for (const pair of yield* listOf(inner, source))
            made.map.set(yield* get(inner, pair, 0), yield* get(inner, pair, 1));
        return made;
      },
      (inner) => {
        throw inner.error('TypeError', `Constructor ${name} requires 'new'`);
      },
    );
    methods(vm, proto, {
      get: (inner, self, [key]) => map(inner, self).get(key),
      set: (inner, self, [key, value]) => {
        map(inner, self).set(key, value);
        return self;
      },
      has: (inner, self, [key]) => map(inner, self).has(key),
      delete: (inner, self, [key]) => map(inner, self).delete(key),
      clear: (inner, self) => {
        map(inner, self).clear();
        return undefined;
      },
      keys: (inner, self) => listIterator(inner, map(inner, self).keys()),
      values: (inner, self) => listIterator(inner, map(inner, self).values()),
    });
    const entries = vm.native('entries', (inner, self) =>
      listIterator(inner, pairs(inner, map(inner, self))),
    );
    proto.put('entries', entries, false).put(ITERATOR, entries, false);
    getter(vm, proto, 'size', (inner, self) => map(inner, self).size);
    proto.put(TO_STRING_TAG, name, false);
  }
  for (const name of ['Set', 'WeakSet']) {
    const proto = name === 'Set' ? realm.setProto : new Obj(realm.objectProto);
    nativeClass(
      vm,
      name,
      proto,
      function* (inner, _self, [source], newTarget) {
        const made = new JsSet(protoFor(newTarget, proto));
        if (source !== undefined && source !== null)
          for (const one of yield* listOf(inner, source)) made.set.add(one);
        return made;
      },
      (inner) => {
        throw inner.error('TypeError', `Constructor ${name} requires 'new'`);
      },
    );
    methods(vm, proto, {
      add: (inner, self, [value]) => {
        set(inner, self).add(value);
        return self;
      },
      has: (inner, self, [value]) => set(inner, self).has(value),
      delete: (inner, self, [value]) => set(inner, self).delete(value),
      clear: (inner, self) => {
        set(inner, self).clear();
        return undefined;
      },
      *entries(inner, self) {
        return listIterator(
          inner,
          [...set(inner, self)].map((one) => array(inner, [one, one])),
        );
      },
    });
    const values = vm.native('values', (inner, self) => listIterator(inner, set(inner, self)));
    proto.put('values', values, false).put('keys', values, false).put(ITERATOR, values, false);
    getter(vm, proto, 'size', (inner, self) => set(inner, self).size);
    proto.put(TO_STRING_TAG, name, false);
  }
}

function* pairs(vm: Vm, map: Map<Value, Value>): Generator<Value> {
  for (const [key, value] of map) yield array(vm, [key, value]);
}
