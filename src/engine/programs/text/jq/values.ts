/** JSON as jq sees it: its order, its sums, its words for a value. Source: the jq manual; jq's own messages. */
import { byteString, textOf as textOfBytes } from '../../shared/bytes';
import { NumberLiteral } from './number-literal';
import type { JqVersion } from './version';

/** Keys stand in the order in which they came. */
export type JsonObject = ReadonlyMap<string, Json>;

/** A number is a double, or, since 1.7, what a text said where a double would be shown otherwise. */
export type Json = null | boolean | number | NumberLiteral | string | readonly Json[] | JsonObject;

/** A program's error, which `catch` gets as a value. */
export class JqError extends Error {
  constructor(readonly value: Json) {
    super('a program failed');
  }
}

export const isObject = (value: Json): value is JsonObject => value instanceof Map;
export const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
export const isTrue = (value: Json): boolean => value !== null && value !== false;

export function fail(message: string): never {
  throw new JqError(message);
}

/** A number as a double, whatever its text; anything else as it is. */
export function plain(value: Json): Exclude<Json, NumberLiteral> {
  return value instanceof NumberLiteral ? value.value : value;
}

export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  return value instanceof NumberLiteral ? 'number' : typeof value;
}

const ORDER = ['null', 'boolean', 'number', 'string', 'array', 'object'];

export function compareJson(a: Json, b: Json): number {
  const byType = ORDER.indexOf(typeOf(a)) - ORDER.indexOf(typeOf(b));
  if (byType !== 0) return byType;
  if (isArray(a) && isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const order = compareJson(a[at] ?? null, b[at] ?? null);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  if (isObject(a) && isObject(b)) {
    const [x, y] = [[...a.keys()].sort(byCodePoint), [...b.keys()].sort(byCodePoint)];
    const order = compareJson(x, y);
    if (order !== 0) return order;
    for (const key of x) {
      const one = compareJson(a.get(key) ?? null, b.get(key) ?? null);
      if (one !== 0) return one;
    }
    return 0;
  }
  if (typeof a === 'string' && typeof b === 'string') return byCodePoint(a, b);
  if (a instanceof NumberLiteral && b instanceof NumberLiteral) return a.compare(b);
  const [one, other] = [plain(a), plain(b)];
  // What is no number is less than every number, and than itself.
  if (Number.isNaN(one)) return -1;
  if (Number.isNaN(other)) return 1;
  const [x, y] = [
    one === false ? 0 : one === true ? 1 : one,
    other === false ? 0 : other === true ? 1 : other,
  ];
  return x !== null && y !== null && x < y ? -1 : x !== null && y !== null && x > y ? 1 : 0;
}

/** Texts in the order of their bytes, which is that of their characters. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    const order = (x[at]?.codePointAt(0) ?? 0) - (y[at]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

/** A number as jq writes it: without an exponent where that takes few zeroes; what has no end is the greatest. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? '1.7976931348623157e+308' : '-1.7976931348623157e+308';
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(power) + 1;
  const sign = value < 0 ? '-' : '';
  if (value === 0 || (point > -4 && point <= digits.length + 15)) return plainNumber(value);
  const exponent = point - 1;
  const written = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return `${sign}${mantissa}e${written}`;
}

function plainNumber(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const text = String(value);
  return text.includes('e')
    ? Number.isInteger(value)
      ? BigInt(value).toString()
      : value.toFixed(20).replace(/0+$/, '')
    : text;
}

/** A value as compact JSON. */
export function textOf(value: Json): string {
  if (isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (isObject(value))
    return `{${[...value].map(([key, one]) => `${quoted(key)}:${textOf(one)}`).join(',')}}`;
  return scalarText(value);
}

/** What is neither an array nor an object, as JSON. */
export function scalarText(value: null | boolean | number | NumberLiteral | string): string {
  if (value instanceof NumberLiteral) return value.text;
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** A text between quotes, with jq's escapes: DEL has one, too. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/\x7f/g, '\\u007f');
}

/** A string as it is, anything else as JSON. */
export const plainText = (value: Json): string => (typeof value === 'string' ? value : textOf(value));

/** A value as JSON, cut where it is longer than jq's buffer of 15 bytes, never within a character. */
export function cutText(value: Json): string {
  const bytes = byteString(textOf(value));
  return bytes.length > 14 ? `${textOfBytes(bytes.slice(0, 11)).replace(/\ufffd+$/, '')}...` : textOf(value);
}

/** `object ({"a":1})` */
export function shown(value: Json): string {
  return `${typeOf(value)} (${cutText(value)})`;
}

/** What is at a key, an index or in a slice; 1.6 has nothing at an index that is not whole. */
export function at(value: Json, place: Json): Json {
  const key = plain(place);
  if (isObject(key) && (value === null || typeof value === 'string' || isArray(value)))
    return sliceOf(value, key);
  if (isObject(value) && typeof key === 'string') return value.get(key) ?? null;
  if (isArray(value) && typeof key === 'number') {
    const index = Math.floor(key);
    return value[index < 0 ? value.length + index : index] ?? null;
  }
  if (value === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  if (isArray(value) && isArray(key)) return indices(value, key);
  return noIndex(value, key);
}

/** Ends with an error; a key that is long is left out of it. */
export function noIndex(value: Json, key: Json): never {
  const begin = `Cannot index ${typeOf(value)} with`;
  if (typeof key !== 'string') return fail(`${begin} ${typeOf(key)}`);
  const length = byteString(key).length;
  return fail(length < LONGEST_KEY ? `${begin} string "${key}"` : `${begin} string`);
}

/** Bytes of a key that an error does not show any more. */
const LONGEST_KEY = 30;

function sliceOf(value: null | string | readonly Json[], key: JsonObject): Json {
  if (value === null) return null;
  const [start, end] = [plain(key.get('start') ?? null), plain(key.get('end') ?? null)];
  const isPlace = (place: Json): place is number | null => place === null || typeof place === 'number';
  if (!isPlace(start) || !isPlace(end) || (!key.has('start') && !key.has('end')))
    return fail('Array/string slice indices must be integers');
  const all: readonly Json[] | readonly string[] = typeof value === 'string' ? [...value] : value;
  const [from, to] = bounds(all.length, start, end);
  return typeof value === 'string' ? all.slice(from, to).join('') : all.slice(from, to);
}

export function bounds(length: number, start: number | null, end: number | null): readonly [number, number] {
  const place = (wanted: number): number =>
    Math.min(length, Math.max(0, wanted < 0 ? wanted + length : wanted));
  const from = start === null ? 0 : place(Math.floor(start));
  return [from, Math.max(from, end === null ? length : place(Math.ceil(end)))];
}

/** Where an array, or a text, holds another. */
export function indices(whole: Json, part: Json): Json {
  if (whole === null) return null;
  if (typeof whole === 'string' && typeof part === 'string') {
    const found: number[] = [];
    if (part === '') return [];
    for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1))
      found.push([...whole.slice(0, at)].length);
    return found;
  }
  if (isArray(whole) && !isArray(part))
    return whole.flatMap((one, index) => (compareJson(one, part) === 0 ? [index] : []));
  if (isArray(whole) && isArray(part)) {
    if (part.length === 0) return [];
    return whole.flatMap((_, index) =>
      compareJson(whole.slice(index, index + part.length), part) === 0 ? [index] : [],
    );
  }
  return at(whole, part);
}

export function each(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  if (isObject(value)) return [...value.values()];
  return fail(`Cannot iterate over ${shown(value)}`);
}

const VERBS: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'subtracted',
  '*': 'multiplied',
  '/': 'divided',
  '%': 'divided',
};

export function arithmetic(operator: string, left: Json, right: Json, { isOld }: JqVersion): Json {
  // Nothing is added to what is null: it stays as it was written.
  if (operator === '+' && (left === null || right === null)) return left ?? right;
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'number' && typeof b === 'number') return ofNumbers(operator, a, b, isOld);
  switch (operator) {
    case '+':
      if (typeof a === 'string' && typeof b === 'string') return a + b;
      if (isArray(a) && isArray(b)) return [...a, ...b];
      if (isObject(a) && isObject(b)) return new Map([...a, ...b]);
      break;
    case '-':
      if (isArray(a) && isArray(b))
        return a.filter((one) => !b.some((other) => compareJson(one, other) === 0));
      break;
    case '*': {
      if (isObject(a) && isObject(b)) return merged(a, b);
      const [text, count] = typeof a === 'string' ? [a, b] : [b, a];
      if (typeof text === 'string' && typeof count === 'number') return repeated(text, count, isOld);
      break;
    }
    case '/':
      if (typeof a === 'string' && typeof b === 'string') return a === '' ? [] : a.split(b);
      break;
    default:
  }
  return fail(`${shown(a)} and ${shown(b)} cannot be ${VERBS[operator] ?? 'combined'}`);
}

function ofNumbers(operator: string, a: number, b: number, isOld: boolean): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default: {
      const isRest = operator === '%';
      if (b === 0 && !isRest && isOld && a === 0) return NaN;
      if (b === 0 || (isRest && Math.trunc(b) === 0))
        return fail(
          `${shown(a)} and ${shown(b)} cannot be divided${isRest ? ' (remainder)' : ''} because the divisor is zero`,
        );
      return isRest ? remainder(a, b, isOld) : a / b;
    }
  }
}

function repeated(text: string, count: number, isOld: boolean): Json {
  if (isOld) return count > 0 ? text.repeat(Math.max(1, Math.floor(count))) : null;
  return count < 0 || Number.isNaN(count) ? null : text.repeat(Math.floor(count));
}

/** Of numbers as integers of 64 bits: what is greater is the greatest, in 1.6 the least, as is what is no number. */
function remainder(a: number, b: number, isOld: boolean): number {
  const least = -(2n ** 63n);
  const whole = (value: number): bigint => {
    if (isOld && !(Math.abs(value) < 2 ** 63)) return least;
    return value >= 2 ** 63 ? 2n ** 63n - 1n : value <= -(2 ** 63) ? least : BigInt(Math.trunc(value));
  };
  if (!isOld && (Number.isNaN(a) || Number.isNaN(b))) return NaN;
  const [x, y] = [whole(a), whole(b)];
  const rest = Number(x % (y < 0n ? -y : y));
  return rest === 0 ? 0 : rest;
}

function merged(a: JsonObject, b: JsonObject): Json {
  const result = new Map(a);
  for (const [key, value] of b) {
    const before = result.get(key);
    result.set(
      key,
      before !== undefined && isObject(before) && isObject(value) ? merged(before, value) : value,
    );
  }
  return result;
}

export function contains(whole: Json, part: Json): boolean {
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
  if (isArray(whole) && isArray(part))
    return part.every((one) => whole.some((other) => typeOf(one) === typeOf(other) && contains(other, one)));
  if (isObject(whole) && isObject(part))
    return [...part].every(([key, one]) => whole.has(key) && contains(whole.get(key) ?? null, one));
  if (typeOf(whole) !== typeOf(part))
    return fail(`${shown(whole)} and ${shown(part)} cannot have their containment checked`);
  return compareJson(whole, part) === 0;
}
