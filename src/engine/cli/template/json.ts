import { MethodSet, NilCollection } from './values';

/** A value as compact JSON, keys in their order; an object of methods as those that take no argument, by name. */
export function toJson(value: unknown): string {
  return JSON.stringify(plain(value)) ?? 'null';
}

function plain(value: unknown): unknown {
  if (value instanceof NilCollection) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof MethodSet)) return value;
  const names = Object.keys(value.methods)
    .filter((name) => value.methods[name]?.length === 0)
    .sort();
  return Object.fromEntries(names.map((name) => [name, plain(value.methods[name]?.())]));
}
