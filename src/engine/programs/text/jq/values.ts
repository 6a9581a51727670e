/** JSON as jq sees it: its order, its sums, its words for a value. Source: the jq manual; jq 1.7's messages. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A program's error, which `catch` gets as a value. */
export class JqError extends Error {
  constructor(readonly value: Json) {
    super(typeof value === 'string' ? value : `(not a string): ${textOf(value)}`);
  }
}

export const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
export const isTrue = (value: Json): boolean => value !== null && value !== false;

export function fail(message: string): never {
  throw new JqError(message);
}

export function typeOf(value: Json): string {
  return value === null ? 'null' : isArray(value) ? 'array' : typeof value;
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
    const [x, y] = [Object.keys(a).sort(), Object.keys(b).sort()];
    const order = compareJson(x, y);
    if (order !== 0) return order;
    for (const key of x) {
      const one = compareJson(a[key] ?? null, b[key] ?? null);
      if (one !== 0) return one;
    }
    return 0;
  }
  // What is no number is less than every number, and than itself.
  if (Number.isNaN(a)) return -1;
  if (Number.isNaN(b)) return 1;
  const [x, y] = [a === false ? 0 : a === true ? 1 : a, b === false ? 0 : b === true ? 1 : b];
  return x !== null && y !== null && x < y ? -1 : x !== null && y !== null && x > y ? 1 : 0;
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
  if (typeof value === 'number') return numberText(value);
  if (isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, one]) => `${JSON.stringify(key)}:${textOf(one)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

/** A string as it is, anything else as JSON. */
export const plainText = (value: Json): string => (typeof value === 'string' ? value : textOf(value));

/** A value as JSON, cut where it is long. */
export function cutText(value: Json): string {
  const text = textOf(value);
  return text.length > 14 ? `${text.slice(0, 11)}...` : text;
}

/** `object ({"a":1})` */
export function shown(value: Json): string {
  return `${typeOf(value)} (${cutText(value)})`;
}

export function at(value: Json, key: Json): Json {
  if (isObject(key)) return sliceOf(value, key);
  if (isObject(value) && typeof key === 'string')
    return Object.hasOwn(value, key) ? (value[key] ?? null) : null;
  if (isArray(value) && typeof key === 'number') {
    const index = Math.floor(key);
    return value[index < 0 ? value.length + index : index] ?? null;
  }
  if (value === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  if (isArray(value) && isArray(key)) return indices(value, key);
  if (isArray(value) && typeof key === 'string') return fail(`Cannot index array with string "${key}"`);
  return fail(`Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `"${key}"` : typeOf(key)}`);
}

function sliceOf(value: Json, key: { readonly [key: string]: Json }): Json {
  if (value === null) return null;
  const [start, end] = [key.start ?? null, key.end ?? null];
  const isPlace = (place: Json): place is number | null => place === null || typeof place === 'number';
  if (!isPlace(start) || !isPlace(end))
    return fail('Start and end indices of an array slice must be numbers');
  const all: readonly Json[] | readonly string[] =
    typeof value === 'string'
      ? [...value]
      : isArray(value)
        ? value
        : fail(`Cannot index ${typeOf(value)} with object`);
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
    if (part === '') return null;
    for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1))
      found.push([...whole.slice(0, at)].length);
    return found;
  }
  if (isArray(whole) && !isArray(part))
    return whole.flatMap((one, index) => (compareJson(one, part) === 0 ? [index] : []));
  if (isArray(whole) && isArray(part)) {
    if (part.length === 0) return null;
    return whole.flatMap((_, index) =>
      compareJson(whole.slice(index, index + part.length), part) === 0 ? [index] : [],
    );
  }
  return fail(`Cannot determine indices of ${typeOf(part)} in ${typeOf(whole)}`);
}

export function each(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  if (isObject(value)) return Object.values(value);
  return fail(`Cannot iterate over ${shown(value)}`);
}

const VERBS: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'subtracted',
  '*': 'multiplied',
  '/': 'divided',
  '%': 'divided',
};

export function arithmetic(operator: string, a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') return ofNumbers(operator, a, b);
  switch (operator) {
    case '+':
      if (a === null) return b;
      if (b === null) return a;
      if (typeof a === 'string' && typeof b === 'string') return a + b;
      if (isArray(a) && isArray(b)) return [...a, ...b];
      if (isObject(a) && isObject(b)) return { ...a, ...b };
      break;
    case '-':
      if (isArray(a) && isArray(b))
        return a.filter((one) => !b.some((other) => compareJson(one, other) === 0));
      break;
    case '*': {
      if (isObject(a) && isObject(b)) return merged(a, b);
      const [text, count] = typeof a === 'string' ? [a, b] : [b, a];
      if (typeof text === 'string' && typeof count === 'number')
        return count > 0 ? text.repeat(Math.max(1, Math.ceil(count < 1 ? 1 : Math.floor(count)))) : null;
      break;
    }
    case '/':
      if (typeof a === 'string' && typeof b === 'string') return a === '' ? [] : a.split(b);
      break;
    default:
  }
  return fail(`${shown(a)} and ${shown(b)} cannot be ${VERBS[operator] ?? 'combined'}`);
}

function ofNumbers(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default: {
      const isRest = operator === '%';
      if (b === 0 || (isRest && Math.trunc(b) === 0))
        return fail(
          `${shown(a)} and ${shown(b)} cannot be divided${isRest ? ' (remainder)' : ''} because the divisor is zero`,
        );
      return isRest ? Math.trunc(a) % Math.abs(Math.trunc(b)) : a / b;
    }
  }
}

function merged(a: { readonly [key: string]: Json }, b: { readonly [key: string]: Json }): Json {
  const result: { [key: string]: Json } = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = result[key];
    result[key] = before !== undefined && isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}

export function contains(whole: Json, part: Json): boolean {
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
  if (isArray(whole) && isArray(part))
    return part.every((one) => whole.some((other) => typeOf(one) === typeOf(other) && contains(other, one)));
  if (isObject(whole) && isObject(part))
    return Object.entries(part).every(
      ([key, one]) => Object.hasOwn(whole, key) && contains(whole[key] ?? null, one),
    );
  if (typeOf(whole) !== typeOf(part))
    return fail(`${shown(whole)} and ${shown(part)} cannot have their containment checked`);
  return compareJson(whole, part) === 0;
}
