import type { Context, Typed } from './evaluate';
import { SqlError } from './sql-error';
import type { Expression } from './syntax';
import {
  BOOLEAN,
  cast,
  INTEGER,
  isNumber,
  isWhole,
  NUMERIC,
  show,
  TEXT,
  TIMESTAMPTZ,
  typeText,
} from './types';
import type { SqlType, Value } from './types';

const FLOAT: SqlType = { name: 'double precision' };

type Argument = (argument: Expression) => Typed;

/** The functions of a statement's expressions that look at one row. Throws SqlError for those that there are not. */
export function scalar(c: Context, call: Expression & { kind: 'call' }, evaluate: Argument): Typed {
  const { name, at } = call;
  const own = session(c, name);
  if (own) return own;
  const args = call.args.map((argument) => evaluate(argument));
  const conditional = choose(name, args);
  if (conditional) return conditional;
  const values = args.map(({ value }) => value);
  const texts = args.map(({ value, type }) => show(value, type));
  const result = textFunction(name, texts, values) ?? numberFunction(name, args) ?? timeFunction(name, args);
  if (result === undefined) {
    const types = args.map(({ type }) => typeText(type)).join(', ');
    throw new SqlError(
      `function ${name}(${types}) does not exist`,
      at,
      undefined,
      'No function matches the given name and argument types. You might need to add explicit type casts.',
    );
  }
  const isKnown = !values.includes(null) || name === 'concat';
  return isKnown ? result : { ...result, value: null };
}

function session(c: Context, name: string): Typed | undefined {
  const time = timeText(c.nowMs);
  switch (name) {
    case 'now':
    case 'current_timestamp':
    case 'clock_timestamp':
    case 'transaction_timestamp':
      return { value: time, type: TIMESTAMPTZ };
    case 'localtimestamp':
      return { value: time.replace('+00', ''), type: { name: 'timestamp without time zone' } };
    case 'current_date':
      return { value: time.slice(0, 10), type: { name: 'date' } };
    case 'current_time':
      return { value: time.slice(11), type: { name: 'time with time zone' } };
    case 'current_user':
    case 'session_user':
      return { value: c.user, type: { name: 'name' } };
    case 'current_database':
    case 'current_catalog':
      return { value: c.database, type: { name: 'name' } };
    case 'current_schema':
      return { value: 'public', type: { name: 'name' } };
    case 'version':
      return { value: c.version, type: TEXT };
    case 'random':
      return { value: c.random(), type: FLOAT };
    case 'gen_random_uuid':
      return { value: uuid(() => c.random()), type: { name: 'uuid' } };
    case 'pi':
      return { value: Math.PI, type: FLOAT };
    default:
      return undefined;
  }
}

function timeText(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '+00')
    .replace(/\.?0+\+/, '+');
}

function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'[Math.floor(random() * 4)] ?? '8';
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function choose(name: string, args: readonly Typed[]): Typed | undefined {
  const type = args.find((arg) => arg.type.name !== 'unknown')?.type ?? TEXT;
  const pick = (value: Value): Typed => ({
    value: value === null ? null : cast(value, { name: type.name }),
    type,
  });
  if (name === 'coalesce') return pick(args.find(({ value }) => value !== null)?.value ?? null);
  const [first = { value: null, type }, second] = args;
  if (name === 'nullif') return pick(first.value === second?.value ? null : first.value);
  if (name !== 'greatest' && name !== 'least') return undefined;
  const sign = name === 'greatest' ? 1 : -1;
  const values = args.flatMap(({ value }) => (value === null ? [] : [cast(value, { name: type.name })]));
  return pick(
    values.reduce<Value>(
      (best, value) => (best === null || (value !== null && (value > best ? 1 : -1) === sign) ? value : best),
      null,
    ),
  );
}

function textFunction(name: string, texts: readonly string[], values: readonly Value[]): Typed | undefined {
  const [text = '', second = '', third = ''] = texts;
  const asText = (value: string): Typed => ({ value, type: TEXT });
  switch (name) {
    case 'upper':
      return asText(text.toUpperCase());
    case 'lower':
      return asText(text.toLowerCase());
    case 'initcap':
      return asText(text.toLowerCase().replace(/\b\w/g, (letter) => letter.toUpperCase()));
    case 'length':
    case 'char_length':
      return { value: [...text].length, type: INTEGER };
    case 'trim':
    case 'btrim':
      return asText(text.replace(/^ +| +$/g, ''));
    case 'concat':
      return asText(texts.join(''));
    case 'replace':
      return asText(second === '' ? text : text.replaceAll(second, third));
    case 'reverse':
      return asText([...text].reverse().join(''));
    case 'left':
      return asText(text.slice(0, Number(values[1] ?? 0)));
    case 'right':
      return asText(text.slice(-Number(values[1] ?? 0)));
    case 'substr':
    case 'substring':
      return asText(
        text.substr(
          Math.max(0, Number(values[1] ?? 1) - 1),
          values[2] === undefined ? undefined : Number(values[2]),
        ),
      );
    case 'repeat':
      return asText(text.repeat(Math.min(Math.max(0, Number(values[1] ?? 0)), 100_000)));
    case 'lpad':
      return asText(text.padStart(Math.min(Number(values[1] ?? 0), 100_000), texts[2] ?? ' '));
    case 'rpad':
      return asText(text.padEnd(Math.min(Number(values[1] ?? 0), 100_000), texts[2] ?? ' '));
    case 'starts_with':
      return { value: text.startsWith(second), type: BOOLEAN };
    case 'pg_sleep':
      return { value: '', type: { name: 'void' } };
    default:
      return undefined;
  }
}

function numberFunction(name: string, args: readonly Typed[]): Typed | undefined {
  const [first, second] = args;
  if (first === undefined || (!isNumber(first.type) && first.type.name !== 'unknown')) return undefined;
  const number = Number(first.value ?? 0);
  const type = first.type.name === 'unknown' ? FLOAT : first.type;
  switch (name) {
    case 'abs':
      return { value: Math.abs(number), type };
    case 'ceil':
    case 'ceiling':
      return { value: Math.ceil(number), type: isWhole(type) ? FLOAT : { name: type.name } };
    case 'floor':
      return { value: Math.floor(number), type: isWhole(type) ? FLOAT : { name: type.name } };
    case 'round': {
      const scale = Math.min(Math.max(0, Number(second?.value ?? 0)), 20);
      const value = Number(number.toFixed(scale));
      return { value, type: type.name === 'numeric' ? { ...NUMERIC, scale } : FLOAT };
    }
    case 'sqrt':
      if (number < 0) throw new SqlError('cannot take square root of a negative number');
      return { value: Math.sqrt(number), type: FLOAT };
    case 'power':
      return { value: number ** Number(second?.value ?? 0), type: FLOAT };
    case 'mod':
      if (Number(second?.value) === 0) throw new SqlError('division by zero');
      return { value: number % Number(second?.value ?? 1), type };
    default:
      return undefined;
  }
}

function timeFunction(name: string, args: readonly Typed[]): Typed | undefined {
  const [first, second] = args;
  if (name === 'date' && first)
    return { value: String(first.value ?? '').slice(0, 10), type: { name: 'date' } };
  if (name === 'to_char' && first && second)
    return { value: toChar(String(first.value ?? ''), String(second.value)), type: TEXT };
  if (name === 'date_trunc' && first && second) {
    const kept = { year: 4, month: 7, day: 10, hour: 13, minute: 16, second: 19 }[String(first.value)];
    if (kept === undefined) return undefined;
    const text = String(second.value ?? '');
    const rest = '0000-01-01 00:00:00'.slice(kept);
    return { value: text.slice(0, kept) + rest + (/[+-]\d\d$/.exec(text)?.[0] ?? ''), type: second.type };
  }
  return undefined;
}

function toChar(time: string, format: string): string {
  const parts: Readonly<Record<string, string>> = {
    YYYY: time.slice(0, 4),
    MM: time.slice(5, 7),
    DD: time.slice(8, 10),
    HH24: time.slice(11, 13),
    MI: time.slice(14, 16),
    SS: time.slice(17, 19),
  };
  return format.replace(/YYYY|HH24|MM|DD|MI|SS/g, (part) => parts[part] ?? part);
}
