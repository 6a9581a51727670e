// Functions of lists and maps. Source: go-cty, cty/function/stdlib (collection.go, sequence.go, set.go).
import {
  anyParameter,
  BadArgument,
  numberParameter,
  textParameter,
  type HclFunction,
  type HclParameter,
} from './function';
import { areEqual, ConversionError, isObject, isTuple, sortedEntries, toText, type Value } from './values';

function listParameter(name: string): HclParameter {
  return {
    name,
    convert: (value) => {
      if (value === null) throw new ConversionError('argument must not be null');
      if (!isTuple(value)) throw new ConversionError('a list is required');
      return value;
    },
  };
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value !== undefined && isTuple(value) ? value : [];
}

function distinct(items: readonly Value[]): readonly Value[] {
  return items.filter((item, index) => items.findIndex((other) => areEqual(other, item)) === index);
}

/** A set's elements: each once, texts in their order. */
function asSet(items: readonly Value[]): readonly Value[] {
  const each = distinct(items);
  return each.every((item) => typeof item === 'string') ? [...each].sort(byText) : each;
}

function byText(a: Value, b: Value): number {
  const [first, second] = [`${toText(a)}`, `${toText(b)}`];
  return first < second ? -1 : first > second ? 1 : 0;
}

function has(items: readonly Value[], wanted: Value): boolean {
  return items.some((item) => areEqual(item, wanted));
}

function setFunction(combine: (a: readonly Value[], b: readonly Value[]) => readonly Value[]): HclFunction {
  return {
    parameters: [listParameter('first_set')],
    rest: listParameter('other_sets'),
    call: ([first, ...others]) =>
      others.reduce<readonly Value[]>(
        (set, other) => asSet(combine(set, itemsOf(other))),
        asSet(itemsOf(first)),
      ),
  };
}

function flatten(value: Value): readonly Value[] {
  return isTuple(value) ? value.flatMap(flatten) : [value];
}

function lookup(map: Value, key: string, fallback: Value | undefined): Value {
  const found = isObject(map) ? map.get(key) : undefined;
  if (found !== undefined) return found;
  if (fallback !== undefined) return fallback;
  throw new ConversionError(`the given object has no attribute ${JSON.stringify(key)}`);
}

function range([first = 0, second, third]: readonly number[]): readonly number[] {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  if (step === 0) throw new BadArgument(2, 'step must not be zero');
  const numbers: number[] = [];
  for (let number = start; step > 0 ? number < end : number > end; number += step) {
    numbers.push(number);
    if (numbers.length > 1024) {
      throw new ConversionError(
        'more than 1024 values were generated; either decrease the difference between start and end or use a smaller step',
      );
    }
  }
  return numbers;
}

function product(lists: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return lists.reduce<readonly (readonly Value[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])),
    [[]],
  );
}

export const collectionFunctions: Readonly<Record<string, HclFunction>> = {
  chunklist: {
    parameters: [listParameter('list'), numberParameter('size')],
    call: ([list, given]) => {
      const items = itemsOf(list);
      const size = Number(given);
      if (size < 0) throw new BadArgument(1, 'the size argument must be positive');
      if (size === 0) return [items];
      return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
        items.slice(index * size, (index + 1) * size),
      );
    },
  },
  coalesce: {
    parameters: [],
    rest: anyParameter('vals', true),
    call: (args) => {
      const found = args.find((arg) => arg !== null);
      if (found === undefined) throw new ConversionError('no non-null arguments');
      return found;
    },
  },
  coalescelist: {
    parameters: [],
    rest: listParameter('vals'),
    call: (args) => {
      const found = args.find((arg) => itemsOf(arg).length > 0);
      if (found === undefined) throw new ConversionError('no non-null arguments');
      return found;
    },
  },
  compact: {
    parameters: [listParameter('list')],
    call: ([list]) => itemsOf(list).filter((item) => item !== null && item !== ''),
  },
  concat: { parameters: [], rest: listParameter('seqs'), call: (args) => args.flatMap(itemsOf) },
  contains: {
    parameters: [listParameter('list'), anyParameter('value')],
    call: ([list, value = null]) => has(itemsOf(list), value),
  },
  distinct: { parameters: [listParameter('list')], call: ([list]) => distinct(itemsOf(list)) },
  element: {
    parameters: [listParameter('list'), numberParameter('index')],
    call: ([list, index]) => {
      const items = itemsOf(list);
      if (items.length === 0) throw new ConversionError('cannot use element function with an empty list');
      const at = Number(index) % items.length;
      return items[at < 0 ? at + items.length : at] ?? null;
    },
  },
  flatten: { parameters: [listParameter('list')], call: ([list = null]) => flatten(list) },
  hasindex: {
    parameters: [anyParameter('collection'), anyParameter('key')],
    call: ([collection = null, key = null]) => {
      if (isObject(collection)) return typeof key === 'string' && collection.has(key);
      return typeof key === 'number' && itemsOf(collection)[key] !== undefined;
    },
  },
  index: {
    parameters: [anyParameter('collection'), anyParameter('key')],
    call: ([collection = null, key = null]) => {
      const found = isObject(collection)
        ? collection.get(`${toText(key)}`)
        : itemsOf(collection)[typeof key === 'number' ? key : -1];
      if (found === undefined) throw new ConversionError('key does not exist in collection');
      return found;
    },
  },
  indexof: {
    parameters: [anyParameter('list'), anyParameter('value')],
    call: ([list = null, value = null]) => {
      if (!isTuple(list)) throw new ConversionError('argument must be a list or tuple');
      if (list.length === 0) throw new ConversionError('cannot search an empty list');
      const index = list.findIndex((item) => areEqual(item, value));
      if (index < 0) throw new ConversionError('item not found');
      return index;
    },
  },
  keys: {
    parameters: [anyParameter('inputMap')],
    call: ([map = null]) => (isObject(map) ? sortedEntries(map).map(([key]) => key) : []),
  },
  length: {
    parameters: [anyParameter('collection')],
    call: ([value = null]) => {
      if (isObject(value)) return value.size;
      if (isTuple(value)) return value.length;
      throw new ConversionError('collection must be a list, a map or a tuple');
    },
  },
  lookup: {
    parameters: [anyParameter('inputMap'), textParameter('key')],
    rest: anyParameter('default', true),
    call: ([map = null, key = null, fallback]) => lookup(map, `${toText(key)}`, fallback),
  },
  merge: {
    parameters: [],
    rest: anyParameter('maps', true),
    call: (args) => new Map(args.flatMap((arg) => (isObject(arg) ? [...arg] : []))),
  },
  range: { parameters: [], rest: numberParameter('params'), call: (args) => range(args.map(Number)) },
  reverselist: { parameters: [listParameter('list')], call: ([list]) => [...itemsOf(list)].reverse() },
  sethaselement: {
    parameters: [listParameter('set'), anyParameter('elem')],
    call: ([list, value = null]) => has(itemsOf(list), value),
  },
  setintersection: setFunction((a, b) => a.filter((item) => has(b, item))),
  setproduct: { parameters: [], rest: listParameter('sets'), call: (args) => product(args.map(itemsOf)) },
  setsubtract: setFunction((a, b) => a.filter((item) => !has(b, item))),
  setsymmetricdifference: setFunction((a, b) => [
    ...a.filter((item) => !has(b, item)),
    ...b.filter((item) => !has(a, item)),
  ]),
  setunion: setFunction((a, b) => [...a, ...b]),
  slice: {
    parameters: [listParameter('list'), numberParameter('start_index'), numberParameter('end_index')],
    call: ([list, start, end]) => {
      const items = itemsOf(list);
      const [first, last] = [Number(start), Number(end)];
      if (first < 0) throw new BadArgument(1, 'start index must not be less than zero');
      if (last > items.length)
        throw new BadArgument(2, 'end index must not be greater than the length of the list');
      if (first > last) throw new BadArgument(1, 'start index must not be greater than end index');
      return items.slice(first, last);
    },
  },
  sort: { parameters: [listParameter('list')], call: ([list]) => itemsOf(list).map(toText).sort(byText) },
  values: {
    parameters: [anyParameter('mapping')],
    call: ([map = null]) => (isObject(map) ? sortedEntries(map).map(([, each]) => each) : []),
  },
  zipmap: {
    parameters: [listParameter('keys'), listParameter('values')],
    call: ([keys, values]) => {
      const [names, items] = [itemsOf(keys), itemsOf(values)];
      if (names.length !== items.length) {
        throw new ConversionError(
          `number of keys (${names.length}) does not match number of values (${items.length})`,
        );
      }
      return new Map(names.map((name, index) => [`${toText(name)}`, items[index] ?? null]));
    },
  },
};
