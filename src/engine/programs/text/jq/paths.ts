/** Paths into a value: arrays of keys, numbers and slices, by which values are read, changed and removed. */
import {
  at,
  bounds,
  compareJson,
  fail,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  noIndex,
  plain,
  shown,
  typeOf,
} from './values';

export type Path = readonly Json[];

/** The value at a path; what is not there is null. */
export function getPath(value: Json, path: Path): Json {
  let found = value;
  for (const key of path) {
    if (found === null) return null;
    found = at(found, key);
  }
  return found;
}

export function setPath(value: Json, path: Path, set: Json): Json {
  const [place, ...rest] = path;
  if (place === undefined) return set;
  const key = plain(place);
  const inner = setPath(value === null ? null : at(value, key), rest, set);
  if (typeof key === 'string') {
    if (value !== null && !isObject(value)) return noIndex(value, key);
    return new Map(value).set(key, inner);
  }
  if (value !== null && !isArray(value)) return fail(`Cannot index ${typeOf(value)} with ${typeOf(key)}`);
  const items = [...(value ?? [])];
  if (isObject(key)) {
    if (!isArray(inner)) return fail('A slice of an array can only be assigned another array');
    const [from, to] = boundsOf(items, key);
    items.splice(from, to - from, ...inner);
    return items;
  }
  if (typeof key !== 'number') return fail(`Cannot update field at array index of ${typeOf(value)}`);
  const index = Math.floor(key) < 0 ? items.length + Math.floor(key) : Math.floor(key);
  if (index < 0) return fail('Out of bounds negative array index');
  while (items.length < index) items.push(null);
  items[index] = inner;
  return items;
}

function boundsOf(items: readonly Json[], key: JsonObject): readonly [number, number] {
  const place = (one: Json): number | null => (typeof one === 'number' ? one : null);
  return bounds(items.length, place(plain(key.get('start') ?? null)), place(plain(key.get('end') ?? null)));
}

/** Without what is at these paths: the last ones first, so that places do not move. */
export function deletePaths(value: Json, paths: readonly Path[]): Json {
  return [...paths].sort((a, b) => compareJson(b, a)).reduce(deletePath, value);
}

function deletePath(value: Json, path: Path): Json {
  const [place, ...rest] = path;
  if (place === undefined || value === null) return null;
  const key = plain(place);
  if (rest.length > 0) {
    const inner = at(value, key);
    return inner === null ? value : setPath(value, [key], deletePath(inner, rest));
  }
  if (isObject(value) && typeof key === 'string') return new Map([...value].filter(([name]) => name !== key));
  if (isArray(value) && typeof key === 'number') {
    const index = Math.floor(key) < 0 ? value.length + Math.floor(key) : Math.floor(key);
    return value.filter((_, item) => item !== index);
  }
  if (isArray(value) && isObject(key)) {
    const [from, to] = boundsOf(value, key);
    return value.filter((_, item) => item < from || item >= to);
  }
  return fail(
    `Cannot delete field at ${typeof key === 'string' ? 'object index of array' : `array index of ${shown(value)}`}`,
  );
}
