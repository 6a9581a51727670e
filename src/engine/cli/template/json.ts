import { isRecord, MethodSet, NilCollection } from './values';

/** A value as compact JSON, keys in their order; an object of methods as those that take no argument, by name. */
export function toJson(value: unknown): string {
  return JSON.stringify(plain(value)) ?? 'null';
}

function plain(value: unknown): unknown {
  if (value instanceof NilCollection) return null;
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
