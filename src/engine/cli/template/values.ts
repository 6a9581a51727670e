// What templates work on: plain data as of JSON, and objects of Go that answer by methods.

/** An object of Go whose fields are methods, such as a row of `docker ps --format`. */
export class MethodSet {
  constructor(
    /** Go's name of the type, for errors. */
    readonly typeName: string,
    /** By name; a method may take arguments (`.Label "x"`). */
    readonly methods: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>,
    /** What `json` makes of it, where that is not its methods by name. */
    readonly json?: unknown,
  ) {}
}

/** A struct of Go: its fields, and what its JSON is, where keys or order differ. */
export function structValue(
  goType: string,
  fields: Readonly<Record<string, unknown>>,
  json: unknown = fields,
): MethodSet {
  const methods = Object.entries(fields).map(([name, value]) => [name, () => value] as const);
  return new MethodSet(goType, Object.fromEntries(methods), json);
}

/** Null where Go has a list or map that was never made: prints as an empty one, and is null in JSON. */
export class NilCollection {
  constructor(readonly kind: 'list' | 'map') {}
}

/** A time.Duration: prints as `1m30s`, and is a number of nanoseconds in JSON and in comparisons. */
export class GoDuration {
  constructor(readonly nanoseconds: number) {}

  valueOf(): number {
    return this.nanoseconds;
  }

  toJSON(): number {
    return this.nanoseconds;
  }
}

/** One field of a struct: by Go's name, made when it is asked for. */
export interface StructField {
  readonly name: string;
  readonly value: () => unknown;
  /** The field holds a pointer: printed with its struct, it shows an address unless it is nil. */
  readonly isPointer: boolean;
}

/** A struct of Go, whose fields are told in Go's order. Its JSON has names and an order of its own. */
export class Struct {
  constructor(
    readonly typeName: string,
    /** In Go's order; an embedded struct is one field, and its own fields are found through it. */
    readonly fields: readonly (StructField | Struct)[],
    readonly json: unknown,
    readonly isPointer = false,
  ) {}

  /** The field of that name, of an embedded struct too; undefined where there is none. */
  field(name: string): StructField | undefined {
    for (const field of this.fields) {
      const found = field instanceof Struct ? field.field(name) : field.name === name ? field : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** A map of Go whose keys are no texts, such as ports: a name or a text finds nothing in it. */
export class KeyedMap {
  constructor(
    /** The keys as they print, in Go's order. */
    readonly entries: readonly (readonly [string, unknown])[],
    readonly json: unknown,
  ) {}
}

/** A number of JSON that Go has read as its text (json.Number): it compares as a text does. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/** What a template has where there is nothing: JSON's null, a key that a map does not have. */
export class NoValue {}
export const noValue = new NoValue();

/** An object with keys of its own; none of the classes above. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Go's idea of a value that counts as false. */
export function isTrue(value: unknown): boolean {
  if (value instanceof NilCollection || value instanceof NoValue) return false;
  if (value === null || value === undefined) return false;
  if (value instanceof JsonNumber) return value.text !== '';
  if (value instanceof GoDuration) return value.nanoseconds !== 0;
  if (value instanceof KeyedMap) return value.entries.length > 0;
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Go's name of a value's type. */
export function typeName(value: unknown): string {
  if (value instanceof MethodSet || value instanceof Struct) return value.typeName;
  if (value instanceof JsonNumber) return 'json.Number';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  if (Array.isArray(value) || (value instanceof NilCollection && value.kind === 'list')) {
    const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return isTexts ? '[]string' : '[]interface {}';
  }
  return value === null || value === undefined || value instanceof NoValue
    ? '<nil>'
    : 'map[string]interface {}';
}
