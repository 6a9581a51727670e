import { SqlError } from '../sql-error';
import { TEXT, type Value } from '../types';
import { equalityKey, isList, showValue } from '../values';
import { define, defineOpen, defineSet, type Definition } from './definition';

function list(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : [];
}

function lengthAt(value: readonly Value[], dimension: number): number | null {
  if (dimension === 1) return value.length === 0 ? null : value.length;
  const [first = null] = value;
  return isList(first) && dimension > 1 ? lengthAt(first, dimension - 1) : null;
}

function flat(value: readonly Value[]): readonly Value[] {
  return value.flatMap((item) => (isList(item) ? flat(item) : [item]));
}

function dimensions(value: readonly Value[]): number {
  const [first = null] = value;
  return isList(first) ? 1 + dimensions(first) : 1;
}

function places(items: readonly Value[], wanted: Value): readonly number[] {
  const key = equalityKey(wanted, TEXT);
  return items.flatMap((item, index) => (equalityKey(item, TEXT) === key ? [index] : []));
}

/** Whole numbers from one to another. */
function series(from: Value, to: Value, step: Value, asText: boolean): readonly Value[] {
  const [start, stop, by] = [BigInt(String(from)), BigInt(String(to)), BigInt(String(step))];
  if (by === 0n) throw new SqlError('step size cannot equal zero');
  const all: Value[] = [];
  for (let number = start; by > 0n ? number <= stop : number >= stop; number += by) {
    if (all.length >= 200_000) throw new SqlError('the result is too large for this simulated server');
    all.push(asText ? String(number) : Number(number));
  }
  return all;
}

export const ARRAY_FUNCTIONS: readonly Definition[] = [
  define('array_length(anyarray, integer) integer', ([value, dimension]) =>
    lengthAt(list(value), Number(dimension)),
  ),
  define('cardinality(anyarray) integer', ([value]) => flat(list(value)).length),
  define('array_ndims(anyarray) integer', ([value]) =>
    list(value).length === 0 ? null : dimensions(list(value)),
  ),
  define('array_upper(anyarray, integer) integer', ([value, dimension]) =>
    lengthAt(list(value), Number(dimension)),
  ),
  define('array_lower(anyarray, integer) integer', ([value, dimension]) =>
    lengthAt(list(value), Number(dimension)) === null ? null : 1,
  ),
  defineOpen('array_append(anyarray, anyelement) anyarray', ([value, item = null]) => [...list(value), item]),
  defineOpen('array_prepend(anyelement, anyarray) anyarray', ([item = null, value]) => [
    item,
    ...list(value),
  ]),
  defineOpen('array_cat(anyarray, anyarray) anyarray', ([a, b]) => [...list(a), ...list(b)]),
  defineOpen('array_remove(anyarray, anyelement) anyarray', ([value = null, item = null]) => {
    if (value === null) return null;
    const gone = places(list(value), item);
    return list(value).filter((_, index) => !gone.includes(index));
  }),
  defineOpen(
    'array_replace(anyarray, anyelement, anyelement) anyarray',
    ([value = null, from = null, to = null]) => {
      if (value === null) return null;
      const found = places(list(value), from);
      return list(value).map((item, index) => (found.includes(index) ? to : item));
    },
  ),
  defineOpen('array_position(anyarray, anyelement) integer', ([value, item = null]) => {
    const [first] = places(list(value), item);
    return first === undefined ? null : first + 1;
  }),
  defineOpen('array_positions(anyarray, anyelement) integer[]', ([value, item = null]) =>
    places(list(value), item).map((index) => index + 1),
  ),
  define('array_to_string(anyarray, text) text', ([value, separator], site) =>
    flat(list(value))
      .flatMap((item) =>
        item === null ? [] : [showValue(item, site.types[0]?.element ?? TEXT, site.around.clock)],
      )
      .join(String(separator)),
  ),
  defineOpen(
    'array_to_string(anyarray, text, text) text',
    ([value = null, separator = null, absent = null], site) =>
      value === null || separator === null
        ? null
        : flat(list(value))
            .flatMap((item) =>
              item === null
                ? absent === null
                  ? []
                  : [String(absent)]
                : [showValue(item, site.types[0]?.element ?? TEXT, site.around.clock)],
            )
            .join(String(separator)),
  ),
  defineOpen('string_to_array(text, text) text[]', ([text = null, separator = null]) => {
    if (text === null) return null;
    if (separator === null) return [...String(text)];
    return text === '' ? [] : String(text).split(String(separator));
  }),
  defineOpen('string_to_array(text, text, text) text[]', ([text = null, separator = null, absent = null]) => {
    if (text === null) return null;
    const parts =
      separator === null ? [...String(text)] : text === '' ? [] : String(text).split(String(separator));
    return parts.map((part) => (part === absent ? null : part));
  }),
  defineOpen('array_fill(anyelement, integer[]) anyarray', ([item = null, sizes]) =>
    Array.from({ length: Math.min(Number(list(sizes)[0] ?? 0), 100_000) }, () => item),
  ),
  defineSet('unnest(anyarray) anyelement', ([value]) => flat(list(value))),
  defineSet('generate_series(integer, integer) integer', ([from = null, to = null]) =>
    series(from, to, 1, false),
  ),
  defineSet('generate_series(integer, integer, integer) integer', ([from = null, to = null, step = null]) =>
    series(from, to, step, false),
  ),
  defineSet('generate_series(bigint, bigint) bigint', ([from = null, to = null]) =>
    series(from, to, 1, true),
  ),
  defineSet('generate_series(bigint, bigint, bigint) bigint', ([from = null, to = null, step = null]) =>
    series(from, to, step, true),
  ),
  defineSet('generate_subscripts(anyarray, integer) integer', ([value]) =>
    list(value).map((_, index) => index + 1),
  ),
];
