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

/** What JSON does not say of Go's types, by the name of the field that holds the value. */
export interface GoTypes {
  /** Objects with keys of their own, such as labels. */
  readonly maps: ReadonlySet<string>;
  /** Values that may be missing: null prints as `<nil>`; elsewhere null is a list or map without entries. */
  readonly pointers: ReadonlySet<string>;
  /** Numbers of nanoseconds. */
  readonly durations: ReadonlySet<string>;
}

/** No knowledge: every object is a map, and null is `<nil>`. */
export const anyTypes: GoTypes = { maps: new Set(), pointers: new Set(), durations: new Set() };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof MethodSet) &&
    !(value instanceof NilCollection) &&
    !(value instanceof GoDuration)
  );
}

/** Go's idea of a value that counts as false. */
export function isTrue(value: unknown): boolean {
  if (value instanceof NilCollection || value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  return value instanceof MethodSet || Boolean(value);
}

/** Go's name of a value's type. */
export function typeName(value: unknown): string {
  if (value instanceof MethodSet) return value.typeName;
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  if (Array.isArray(value) || (value instanceof NilCollection && value.kind === 'list')) {
    const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return isTexts ? '[]string' : '[]interface {}';
  }
  return value === null || value === undefined ? '<nil>' : 'map[string]interface {}';
}
