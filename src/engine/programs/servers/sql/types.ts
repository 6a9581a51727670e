import { SqlError } from './sql-error';

export type Value = null | number | string | boolean;

/** A type by PostgreSQL's name, with what stands in its brackets. */
export interface SqlType {
  readonly name: string;
  readonly length?: number;
  readonly scale?: number;
}

const NAMES: Readonly<Record<string, string>> = {
  int: 'integer',
  int4: 'integer',
  integer: 'integer',
  serial: 'integer',
  smallint: 'smallint',
  int2: 'smallint',
  smallserial: 'smallint',
  bigint: 'bigint',
  int8: 'bigint',
  bigserial: 'bigint',
  text: 'text',
  varchar: 'character varying',
  'character varying': 'character varying',
  char: 'character',
  character: 'character',
  bool: 'boolean',
  boolean: 'boolean',
  numeric: 'numeric',
  decimal: 'numeric',
  real: 'real',
  float4: 'real',
  float: 'double precision',
  float8: 'double precision',
  'double precision': 'double precision',
  date: 'date',
  timestamp: 'timestamp without time zone',
  'timestamp without time zone': 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  'timestamp with time zone': 'timestamp with time zone',
  time: 'time without time zone',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'jsonb',
  regclass: 'regclass',
};
const RANGES: Readonly<Record<string, number>> = {
  smallint: 32_767,
  integer: 2_147_483_647,
  bigint: 2 ** 63,
};
const NUMBERS: ReadonlySet<string> = new Set([...Object.keys(RANGES), 'numeric', 'real', 'double precision']);

export const TEXT: SqlType = { name: 'text' };
export const INTEGER: SqlType = { name: 'integer' };
export const BIGINT: SqlType = { name: 'bigint' };
export const NUMERIC: SqlType = { name: 'numeric' };
export const BOOLEAN: SqlType = { name: 'boolean' };
export const TIMESTAMPTZ: SqlType = { name: 'timestamp with time zone' };
/** Of a literal that takes its type from where it stands. */
export const UNKNOWN: SqlType = { name: 'unknown' };

export function typeNamed(name: string): string | undefined {
  return NAMES[name];
}

export function isNumber({ name }: SqlType): boolean {
  return NUMBERS.has(name);
}

export function isWhole({ name }: SqlType): boolean {
  return name in RANGES;
}

export function typeText({ name, length, scale }: SqlType): string {
  if (length === undefined) return name;
  return `${name}(${length}${scale === undefined ? '' : `,${scale}`})`;
}

/** A value as a type holds it. Throws SqlError in PostgreSQL's words. */
export function cast(value: Value, type: SqlType, at?: number): Value {
  if (value === null) return null;
  const { name } = type;
  if (isWhole(type)) return castWhole(value, type, at);
  if (isNumber(type)) {
    const number = typeof value === 'number' ? value : Number(String(value).trim() || 'x');
    if (Number.isNaN(number)) throw badInput(name, value, at);
    if (name !== 'numeric' || type.length === undefined) return number;
    const rounded = Number(number.toFixed(type.scale ?? 0));
    if (Math.abs(rounded) >= 10 ** (type.length - (type.scale ?? 0))) {
      throw new SqlError(
        'numeric field overflow',
        undefined,
        `A field with precision ${type.length}, scale ${type.scale ?? 0} must round to an absolute value less than 10^${type.length - (type.scale ?? 0)}.`,
      );
    }
    return rounded;
  }
  if (name === 'boolean') return castBoolean(value, at);
  if (name === 'date' || name.startsWith('timestamp')) return castTime(value, name, at);
  const text = show(value, typeof value === 'boolean' ? BOOLEAN : TEXT);
  if (name === 'character varying' && type.length !== undefined && text.length > type.length) {
    throw new SqlError(`value too long for type ${typeText(type)}`);
  }
  if (name === 'character') return text.padEnd(type.length ?? 1);
  if (name === 'json' || name === 'jsonb') return castJson(text, name, at);
  return text;
}

function badInput(name: string, value: Value, at?: number): SqlError {
  return new SqlError(`invalid input syntax for type ${name}: "${String(value)}"`, at);
}

function castWhole(value: Value, { name }: SqlType, at?: number): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const isText = typeof value === 'string';
  if (isText && !/^\s*[-+]?\d+\s*$/.test(value)) throw badInput(name, value, at);
  const number = roundHalfEven(Number(value));
  if (Math.abs(number) > (RANGES[name] ?? Infinity)) {
    throw isText
      ? new SqlError(`value "${value}" is out of range for type ${name}`, at)
      : new SqlError(`${name} out of range`);
  }
  return number;
}

function roundHalfEven(number: number): number {
  return Math.sign(number) * Math.round(Math.abs(number));
}

function castBoolean(value: Value, at?: number): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const text = String(value).trim().toLowerCase();
  if (['t', 'true', 'y', 'yes', 'on', '1'].includes(text)) return true;
  if (['f', 'false', 'n', 'no', 'off', '0'].includes(text)) return false;
  throw badInput('boolean', value, at);
}

/** Times are texts that sort: `2026-11-24 09:00:00.123+00`. */
function castTime(value: Value, name: string, at?: number): string {
  const [, day, clock = '00:00:00', zone] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(Z|[+-]\d{2}(?::?\d{2})?)?\s*$/.exec(
      String(value),
    ) ?? [];
  if (day === undefined) throw badInput(name, value, at);
  if (name === 'date') return day;
  const whole = clock.length === 5 ? `${clock}:00` : clock;
  return `${day} ${whole}${name === 'timestamp with time zone' ? (zone === undefined || zone === 'Z' ? '+00' : zone) : ''}`;
}

function castJson(text: string, name: string, at?: number): string {
  try {
    const value: unknown = JSON.parse(text);
    return name === 'json' ? text : spaced(JSON.stringify(value));
  } catch {
    throw new SqlError(`invalid input syntax for type json`, at, `Token "${text}" is invalid.`);
  }
}

/** jsonb has a blank after colons and commas. */
function spaced(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|[:,]/g, (part) =>
    part === ':' || part === ',' ? `${part} ` : part,
  );
}

/** A value as the server sends it. */
export function show(value: Value, type: SqlType): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'string') return value;
  if (type.name === 'numeric' && type.scale !== undefined) return value.toFixed(type.scale);
  return String(value);
}
