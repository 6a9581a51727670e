/** A JSON document that does not have the form it should have. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/** What JSON can say; keys with undefined are not written. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

const htmlEscapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** A value as Go's encoding/json writes it: `<`, `>` and `&` escaped. With `indent`, as MarshalIndent does. */
export function goJson(value: Json, indent?: string): string {
  return JSON.stringify(value, undefined, indent).replace(
    /[<>&\u2028\u2029]/g,
    (char) => htmlEscapes[char] ?? char,
  );
}

/** A map as Go writes it: keys in order. Undefined for none, as `omitempty`. */
export function sortedMap<T extends Json>(
  map: Readonly<Record<string, T>> | undefined,
): { readonly [key: string]: T } | undefined {
  const entries = Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The value, or undefined where Go's `omitempty` leaves it out. */
export function omitEmpty<T extends string | number | boolean | readonly unknown[]>(
  value: T | undefined,
): T | undefined {
  const isEmpty =
    value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
  return isEmpty ? undefined : value;
}

/** Fields of a JSON object that was read from bytes. */
export class JsonObject {
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new DocumentError('not a JSON object');
    this.#fields = new Map(Object.entries(value));
  }

  static parse(bytes: Uint8Array): JsonObject {
    return new JsonObject(parseJson(bytes));
  }

  text(key: string): string | undefined {
    const value = this.#fields.get(key);
    return typeof value === 'string' ? value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.#fields.get(key);
    return typeof value === 'number' ? value : undefined;
  }

  flag(key: string): boolean | undefined {
    const value = this.#fields.get(key);
    return typeof value === 'boolean' ? value : undefined;
  }

  texts(key: string): readonly string[] | undefined {
    const value = this.#fields.get(key);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
  }

  object(key: string): JsonObject | undefined {
    const value = this.#fields.get(key);
    return value === undefined || value === null ? undefined : new JsonObject(value);
  }

  objects(key: string): readonly JsonObject[] {
    const value = this.#fields.get(key);
    return Array.isArray(value) ? value.map((item) => new JsonObject(item)) : [];
  }

  keys(key: string): readonly string[] | undefined {
    const value = this.#fields.get(key);
    return typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
  }

  textMap(key: string): Readonly<Record<string, string>> | undefined {
    const value = this.#fields.get(key);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
  }
}

/** Throws DocumentError. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new DocumentError('invalid JSON');
  }
}
