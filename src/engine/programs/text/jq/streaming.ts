/** `--stream`: a value as events, each a path with what is there, or a path alone where something closes. */
import { isArray, isObject, type Json } from './values';

export function* eventsOf(value: Json, path: readonly Json[] = []): Iterable<Json> {
  const keys: readonly Json[] = isArray(value)
    ? value.map((_, index) => index)
    : isObject(value)
      ? [...value.keys()]
      : [];
  const items: readonly Json[] = isArray(value) ? value : isObject(value) ? [...value.values()] : [];
  for (const [index, item] of items.entries()) yield* eventsOf(item, [...path, keys[index] ?? null]);
  const last = keys.at(-1);
  if (last === undefined) yield [path, value];
  else yield [[...path, last]];
}
