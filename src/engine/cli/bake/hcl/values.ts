// What expressions come to. Source: go-cty.

/** A null, a primitive, a tuple (or list, or set) or an object (or map). Of numbers 15 digits count. */
export type Value = null | boolean | number | string | readonly Value[] | ReadonlyMap<string, Value>;

export function isObject(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

export function isTuple(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** How errors call a value's type. */
export function typeName(value: Value): string {
  if (value === null) return 'dynamic';
  if (isTuple(value)) return 'tuple';
  return isObject(value) ? 'object' : typeof value === 'boolean' ? 'bool' : typeof value;
}

/** A value that cannot be converted: why, for an error to say. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
}

function required(wanted: string, value: Value): ConversionError {
  return new ConversionError(`${wanted} required, but have ${typeName(value)}`);
}

export function toText(value: Value): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return `${value}`;
  throw required('string', value);
}

export function toNumber(value: Value): number | null {
  if (value === null || typeof value === 'number') return value;
  if (typeof value !== 'string') throw required('number', value);
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value))
    throw new ConversionError('a number is required');
  return Number(value);
}

export function toBool(value: Value): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'string') throw required('bool', value);
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  const hint = /^(?:true|false)$/i.test(value)
    ? `; to convert from string, use lowercase "${value.toLowerCase()}"`
    : '';
  throw new ConversionError(`a bool is required${hint}`);
}

/** A list of texts. */
export function toTexts(value: Value): readonly (string | null)[] | null {
  if (value === null) return null;
  if (!isTuple(value)) throw required('list of string', value);
  return value.map((each, index) => within(`element ${index}`, () => toText(each)));
}

/** A map of texts, its keys in order. */
export function toTextMap(value: Value): ReadonlyMap<string, string | null> | null {
  if (value === null) return null;
  if (!isObject(value)) throw required('map of string', value);
  return new Map(
    sortedEntries(value).map(([key, each]) => [
      key,
      within(`element ${JSON.stringify(key)}`, () => toText(each)),
    ]),
  );
}

function within<T>(place: string, convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    throw new ConversionError(`${place}: ${error.message}`);
  }
}

/** An object's attributes in the order of their names, in which all of it is gone through. */
export function sortedEntries(value: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...value].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A number as text: whole, or with the digits that a double holds for sure. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = `${Number(value.toPrecision(15))}`;
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
}

export function areEqual(a: Value, b: Value): boolean {
  if (isTuple(a) && isTuple(b)) {
    return a.length === b.length && a.every((each, index) => areEqual(each, b[index] ?? null));
  }
  if (isObject(a) && isObject(b)) {
    return (
      a.size === b.size && [...a].every(([key, each]) => b.has(key) && areEqual(each, b.get(key) ?? null))
    );
  }
  return a === b;
}
