/** Array. */
import { num, protoFor, toText } from '../objects';
import { JsProxy } from '../proxies';
import { Arr, HOLE, ITERATOR, MAX_LENGTH, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { array, methods, nativeClass } from './objects';
import { iterator } from './iterators';

export function at(index: Value, length: number, otherwise: number): number {
  const value = Math.trunc(num(index, otherwise)) || 0;
  return value < 0 ? Math.max(0, value + length) : Math.min(value, length);
}

export function items(vm: Vm, self: Value): Value[] {
  if (self instanceof Arr) return self.items;
  throw vm.error('TypeError', 'this is not an array');
}

function same(a: Value, b: Value): boolean {
  return a === b || (a !== a && b !== b);
}

function flat(vm: Vm, values: readonly Value[], depth: number, made: Value[]): Value[] {
  for (const one of values) {
    if (one instanceof Arr && depth > 0) flat(vm, one.items, depth - 1, made);
    else made.push(one);
    if (made.length > MAX_LENGTH) throw vm.error('RangeError', 'Invalid array length');
  }
  return made;
}

export function addArrays(vm: Vm): void {
  const { realm } = vm;
  const make = (inner: Vm, _self: Value, args: readonly Value[], newTarget?: Obj): Value => {
    const [only] = args;
    const proto = protoFor(newTarget, realm.arrayProto);
    if (args.length !== 1 || typeof only !== 'number') return new Arr(proto, [...args]);
    if (!Number.isInteger(only) || only < 0 || only > MAX_LENGTH)
      throw inner.error('RangeError', 'Invalid array length');
    return new Arr(
      proto,
      Array.from({ length: only }, () => HOLE),
    );
  };
  const cls = nativeClass(vm, 'Array', realm.arrayProto, make, make);
  methods(vm, cls, {
    isArray: (_inner, _self, [value]) => (value instanceof JsProxy ? value.target : value) instanceof Arr,
    of: (inner, _self, args) => array(inner, args),
  });
  const changing =
    (act: (inner: Vm, list: Value[], args: readonly Value[]) => Value) =>
    (inner: Vm, self: Value, args: readonly Value[]): Value => {
      if (self instanceof Arr && self.isFrozen)
        throw inner.error(
          'TypeError',
          `Cannot add property ${String(self.items.length)}, object is not extensible`,
        );
      return act(inner, items(inner, self), args);
    };
  methods(vm, realm.arrayProto, {
    push: changing((inner, list, args) => {
      if (list.length + args.length > MAX_LENGTH) throw inner.error('RangeError', 'Invalid array length');
      for (const one of args) {
        list.push(one);
        if (typeof one === 'string' && one.length > 4096) inner.p.allocate(one.length);
      }
      return list.length;
    }),
    pop: changing((_inner, list) => list.pop()),
    shift: changing((_inner, list) => list.shift()),
    unshift: changing((_inner, list, args) => list.unshift(...args)),
    reverse: (inner, self) => {
      items(inner, self).reverse();
      return self;
    },
    splice: changing((inner, list, args) => {
      const [start, count, ...added] = args;
      const from = at(start, list.length, 0);
      const most = args.length < 2 ? list.length - from : Math.max(0, num(count) || 0);
      return array(inner, list.splice(from, most, ...added));
    }),
    slice: (inner, self, [start, end]) =>
      array(
        inner,
        items(inner, self).slice(
          at(start, items(inner, self).length, 0),
          at(end, items(inner, self).length, Infinity),
        ),
      ),
    concat: (inner, self, args) =>
      array(inner, [
        ...items(inner, self),
        ...args.flatMap((one) => (one instanceof Arr ? one.items : [one])),
      ]),
    indexOf: (inner, self, [value, from]) => items(inner, self).indexOf(value, num(from, 0)),
    lastIndexOf: (inner, self, [value]) => items(inner, self).lastIndexOf(value),
    includes: (inner, self, [value]) => items(inner, self).some((one) => same(one, value)),
    at: (inner, self, [index]) => items(inner, self).at(num(index, 0)),
    fill: (inner, self, [value, start, end]) => {
      const list = items(inner, self);
      list.fill(value, at(start, list.length, 0), at(end, list.length, Infinity));
      return self;
    },
    flat: (inner, self, [depth]) => array(inner, flat(inner, items(inner, self), num(depth, 1), [])),
    with: (inner, self, [index, value]) => array(inner, items(inner, self).with(num(index), value)),
    *join(inner, self, [separator]) {
      const parts: string[] = [];
      for (const one of items(inner, self)) {
        parts.push(one === undefined || one === null || one === HOLE ? '' : yield* toText(inner, one));
        if (inner.isTurnDue()) yield* inner.p.turn();
      }
      return parts.join(separator === undefined ? ',' : yield* toText(inner, separator));
    },
    *toString(inner, self) {
      inner.deeper();
      try {
        const parts: string[] = [];
        for (const one of items(inner, self))
          parts.push(one === undefined || one === null || one === HOLE ? '' : yield* toText(inner, one));
        return parts.join(',');
      } finally {
        inner.depth--;
      }
    },
  });
  const values = vm.native('values', (inner, self) => {
    let index = 0;
    return iterator(
      inner,
      () => {
        const item = self instanceof Arr ? self.items[index++] : undefined;
        return item === HOLE ? undefined : item;
      },
      () => !(self instanceof Arr) || index >= self.items.length,
    );
  });
  realm.arrayValues = values;
  realm.arrayProto.put('values', values, false).put(ITERATOR, values, false);
}
