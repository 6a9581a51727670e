// PostgreSQL's types: their names, families, and which of them becomes which without being asked (pg_type, pg_cast).

/** A stretch of time as PostgreSQL keeps it: months, days and microseconds, each for itself. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly micros: number;
}

/** A row inside of a value. */
export interface Composite {
  readonly fields: readonly Value[];
}

/**
 * A value in memory and on the disk. Whole numbers of 64 bits and numerics are texts of digits, dates are days and
 * times are microseconds since 1970 (UTC), json and jsonb are their text.
 */
export type Value = null | boolean | number | string | Interval | Composite | readonly Value[];

/** A type by PostgreSQL's name, with what stands in its brackets. */
export interface SqlType {
  readonly name: string;
  readonly length?: number;
  readonly scale?: number;
  /** Of an array. */
  readonly element?: SqlType;
  /** Of an enumeration. */
  readonly labels?: readonly string[];
  /** Of a row. */
  readonly fields?: readonly { readonly name: string; readonly type: SqlType }[];
}

interface Family {
  readonly name: string;
  /** The short name that a column of a cast gets. */
  readonly short: string;
  /** N numbers, S texts, D moments, T intervals, B booleans, U others. */
  readonly category: string;
  readonly isPreferred?: true;
}

const FAMILIES: readonly Family[] = [
  { name: 'smallint', short: 'int2', category: 'N' },
  { name: 'integer', short: 'int4', category: 'N' },
  { name: 'bigint', short: 'int8', category: 'N' },
  { name: 'numeric', short: 'numeric', category: 'N' },
  { name: 'real', short: 'float4', category: 'N' },
  { name: 'double precision', short: 'float8', category: 'N', isPreferred: true },
  { name: 'money', short: 'money', category: 'N' },
  { name: 'oid', short: 'oid', category: 'N' },
  { name: 'regclass', short: 'regclass', category: 'N' },
  { name: 'regtype', short: 'regtype', category: 'N' },
  { name: 'text', short: 'text', category: 'S', isPreferred: true },
  { name: 'character varying', short: 'varchar', category: 'S' },
  { name: 'character', short: 'bpchar', category: 'S' },
  { name: 'name', short: 'name', category: 'S' },
  { name: 'boolean', short: 'bool', category: 'B', isPreferred: true },
  { name: 'date', short: 'date', category: 'D' },
  { name: 'time without time zone', short: 'time', category: 'D' },
  { name: 'time with time zone', short: 'timetz', category: 'D' },
  { name: 'timestamp without time zone', short: 'timestamp', category: 'D' },
  { name: 'timestamp with time zone', short: 'timestamptz', category: 'D', isPreferred: true },
  { name: 'interval', short: 'interval', category: 'T', isPreferred: true },
  { name: 'uuid', short: 'uuid', category: 'U' },
  { name: 'json', short: 'json', category: 'U' },
  { name: 'jsonb', short: 'jsonb', category: 'U' },
  { name: 'bytea', short: 'bytea', category: 'U' },
  { name: 'inet', short: 'inet', category: 'I', isPreferred: true },
  { name: 'void', short: 'void', category: 'P' },
  { name: 'record', short: 'record', category: 'P' },
];
const BY_NAME = new Map(FAMILIES.map((family) => [family.name, family]));
const OTHER_NAMES: Readonly<Record<string, string>> = {
  int: 'integer',
  decimal: 'numeric',
  float: 'double precision',
  varchar: 'character varying',
  char: 'character',
  bpchar: 'character',
  bool: 'boolean',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};
const NAMES = new Map([
  ...FAMILIES.map(({ short, name }) => [short, name] as const),
  ...FAMILIES.map(({ name }) => [name, name] as const),
  ...Object.entries(OTHER_NAMES),
]);

export const TEXT: SqlType = { name: 'text' };
export const NAME: SqlType = { name: 'name' };
export const INTEGER: SqlType = { name: 'integer' };
export const BIGINT: SqlType = { name: 'bigint' };
export const NUMERIC: SqlType = { name: 'numeric' };
export const FLOAT: SqlType = { name: 'double precision' };
export const BOOLEAN: SqlType = { name: 'boolean' };
export const DATE: SqlType = { name: 'date' };
export const TIMESTAMP: SqlType = { name: 'timestamp without time zone' };
export const TIMESTAMPTZ: SqlType = { name: 'timestamp with time zone' };
export const INTERVAL: SqlType = { name: 'interval' };
export const JSON_TYPE: SqlType = { name: 'json' };
export const JSONB: SqlType = { name: 'jsonb' };
/** Of a literal that takes its type from where it stands. */
export const UNKNOWN: SqlType = { name: 'unknown' };

/** The full name of a built-in type. */
export function typeNamed(name: string): string | undefined {
  return NAMES.get(name);
}

export function arrayOf(element: SqlType): SqlType {
  return { name: `${element.name}[]`, element };
}

export function shortName({ name, element }: SqlType): string {
  if (element) return shortName(element);
  return BY_NAME.get(name)?.short ?? name;
}

export function category(type: SqlType): string {
  if (type.element) return 'A';
  if (type.labels) return 'E';
  if (type.name === 'unknown') return 'X';
  return BY_NAME.get(type.name)?.category ?? 'U';
}

export function isPreferred({ name }: SqlType): boolean {
  return BY_NAME.get(name)?.isPreferred === true;
}

export function isNumber(type: SqlType): boolean {
  return category(type) === 'N';
}

export function isText(type: SqlType): boolean {
  return category(type) === 'S';
}

export function isUnknown({ name }: SqlType): boolean {
  return name === 'unknown';
}

/** `character varying(100)`, `numeric(8,2)`, `text[]`: as `\d` and messages show it (format_type). */
export function typeText({ name, length, scale, element }: SqlType): string {
  if (element) return `${typeText(element)}[]`;
  if (length === undefined) return name;
  const sizes = `(${length}${name === 'numeric' ? `,${scale ?? 0}` : ''})`;
  const [, first, rest] = /^(timestamp|time)( with.*)$/.exec(name) ?? [];
  return first === undefined ? name + sizes : `${first}${sizes}${rest}`;
}

/** The same type without what stands in its brackets. */
export function bare({ name, element, labels, fields }: SqlType): SqlType {
  return {
    name,
    ...(element ? { element: bare(element) } : {}),
    ...(labels ? { labels } : {}),
    ...(fields ? { fields } : {}),
  };
}

/** How far a cast goes by itself. */
export type CastContext = 'implicit' | 'assignment' | 'explicit';

const WIDENS: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double precision', 'oid', 'regclass'],
  integer: ['bigint', 'numeric', 'real', 'double precision', 'oid', 'regclass'],
  bigint: ['numeric', 'real', 'double precision', 'oid', 'regclass'],
  numeric: ['real', 'double precision'],
  real: ['double precision'],
  date: ['timestamp without time zone', 'timestamp with time zone'],
  'timestamp without time zone': ['timestamp with time zone'],
  'time without time zone': ['interval', 'time with time zone'],
  'character varying': ['text', 'character', 'name'],
  character: ['text', 'character varying', 'name'],
  text: ['character varying', 'character', 'name'],
  name: ['text'],
  oid: ['regclass'],
  regclass: ['oid', 'bigint'],
};
const ASSIGNS: Readonly<Record<string, readonly string[]>> = {
  integer: ['smallint', 'money'],
  bigint: ['smallint', 'integer', 'money'],
  numeric: ['smallint', 'integer', 'bigint', 'money'],
  real: ['smallint', 'integer', 'bigint', 'numeric'],
  'double precision': ['smallint', 'integer', 'bigint', 'numeric', 'real'],
  money: ['numeric'],
  'timestamp without time zone': ['date', 'time without time zone'],
  'timestamp with time zone': ['date', 'time without time zone', 'timestamp without time zone'],
  interval: ['time without time zone'],
  json: ['jsonb'],
  jsonb: ['json'],
  name: ['character varying', 'character'],
};
const EXPLICIT: Readonly<Record<string, readonly string[]>> = {
  integer: ['boolean'],
  boolean: ['integer'],
  jsonb: ['boolean', 'smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'],
};

/** Whether a value of one type may become one of another. */
export function canCast(from: SqlType, to: SqlType, context: CastContext): boolean {
  if (from.name === to.name || isUnknown(from)) return true;
  if (to.name === 'record' || from.name === 'record') return false;
  if (from.element && to.element) return canCast(from.element, to.element, context);
  if (WIDENS[from.name]?.includes(to.name)) return true;
  if (context === 'implicit') return false;
  if (isText(to) || ASSIGNS[from.name]?.includes(to.name)) return true;
  return context === 'explicit' && (isText(from) || EXPLICIT[from.name]?.includes(to.name) === true);
}

/** The type that several expressions have in common (UNION, CASE, VALUES, ARRAY); undefined: there is none. */
export function commonType(types: readonly SqlType[]): SqlType | undefined {
  const known = types.filter((type) => !isUnknown(type));
  const [first] = known;
  if (first === undefined) return TEXT;
  let best = first;
  for (const type of known) {
    if (type.name === best.name) continue;
    if (category(type) !== category(best)) return undefined;
    if (!isPreferred(best) && canCast(best, type, 'implicit') && !canCast(type, best, 'implicit'))
      best = type;
  }
  // Brackets stay only where all have the same.
  return known.every((type) => typeText(type) === typeText(best)) ? best : bare(best);
}
