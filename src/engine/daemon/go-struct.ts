/**
 * An object of the Engine API as Go holds it. JSON and templates see different things of it: JSON leaves empty
 * fields out that a template can name, and some values print otherwise than they are written.
 */
export function goStruct(
  json: object,
  apart: {
    /** Fields that JSON leaves out while they are empty, with their empty values. */
    readonly omitted?: Readonly<Record<string, unknown>>;
    /** What templates see in place of the JSON's value. */
    readonly printed?: Readonly<Record<string, unknown>>;
  },
): object {
  const struct = { ...json, ...apart.printed };
  for (const [name, value] of Object.entries(apart.omitted ?? {})) {
    if (!Object.hasOwn(json, name)) Object.defineProperty(struct, name, { value, enumerable: false });
  }
  return Object.defineProperty(struct, 'toJSON', { value: () => json, enumerable: false });
}
