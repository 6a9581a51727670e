/** itertools. */
import { call, define, native } from '../call';
import { raised } from '../errors';
import { whole } from '../helpers';
import { collect, iterate, iteratorOver, newIterator, nextOf } from '../iterate';
import { equals } from '../equality';
import { binary } from '../operators';
import { truth } from '../truth';
import { type Attributes, Builtin, OBJECT, PyClass, PyIterator, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';

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
    batched: [
      'iterable n * strict?',
      function* (vm, [items = null, size, strict]) {
        const iterator = yield* iterate(vm, items);
        const most = Number(size as bigint);
        if (most < 1) throw raised('ValueError', 'n must be at least one');
        return newIterator('itertools.batched', function* (inner) {
          const batch: Value[] = [];
          while (batch.length < most) {
            const item = yield* nextOf(inner, iterator);
            if (item === undefined) break;
            batch.push(item);
          }
          if (strict === true && batch.length > 0 && batch.length < most)
            throw raised('ValueError', 'batched(): incomplete batch');
          return batch.length === 0 ? undefined : new PyTuple(batch);
        });
      },
    ],
    combinations_with_replacement: [
      'iterable r',
      function* (vm, [items = null, size]) {
        const pool = yield* collect(vm, items);
        const places: number[] = new Array<number>(Number(size as bigint)).fill(0);
        let isOver = pool.length === 0 && places.length > 0;
        return newIterator('itertools.combinations_with_replacement', () => {
          if (isOver) return undefined;
          const made = new PyTuple(places.map((place) => pool[place] ?? null));
          let at = places.length - 1;
          while (at >= 0 && places[at] === pool.length - 1) at--;
          if (at < 0) isOver = true;
          else places.fill((places[at] ?? 0) + 1, at);
          return made;
        });
      },
    ],
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
      'iterable func? * initial?',
      function* (vm, [items = null, func, initial]) {
        const iterator = yield* iterate(vm, items);
        let total: Value | undefined;
        return newIterator('accumulate', function* (inner) {
          if (total === undefined && initial !== undefined && initial !== null) return (total = initial);
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

export const modules = { itertools: fillItertools };
