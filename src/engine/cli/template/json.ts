import { jsonOf } from '../go-json';
import { Stringer } from './stringer';
import { isRecord, JsonNumber, KeyedMap, MethodSet, NilCollection, NoValue, Struct } from './values';

/** A value as compact JSON, keys in their order; an object of methods as those that take no argument, by name. */
export function toJson(value: unknown): string {
  return jsonOf(plain(value));
}

function plain(value: unknown): unknown {
  if (value instanceof NilCollection || value instanceof NoValue) return null;
  if (value instanceof JsonNumber) return Number(value.text);
  if (value instanceof Stringer || value instanceof Struct || value instanceof KeyedMap)
    return plain(value.json);
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof MethodSet)) return isRecord(value) ? plainRecord(value) : value;
  if (value.json !== undefined) return plain(value.json);
  const names = Object.keys(value.methods)
    .filter((name) => value.methods[name]?.length === 0)
    .sort();
  return Object.fromEntries(names.map((name) => [name, plain(value.methods[name]?.())]));
}

function plainRecord(record: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, plain(value)]));
}
