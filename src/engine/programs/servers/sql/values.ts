// Values of each type: read from a text, shown as one, compared, and turned into another type's.
import { readFloat, showFloat, showReal } from './floats';
import { compareJson, jsonbText, normalizeJson, parseJson } from './json';
import {
  addNumerics,
  compareNumerics,
  negateNumeric,
  numericFromFloat,
  readNumeric,
  roundNumeric,
  signOfNumeric,
} from './numeric';
import { compareTexts } from './order';
import { SqlError } from './sql-error';
import {
  addIntervals,
  DAY,
  dateText,
  intervalSize,
  intervalText,
  momentOf,
  readDate,
  readInterval,
  readTime,
  readTimestamp,
  readTimestamptz,
  timestampText,
  timestamptzText,
  timeText,
  wallOf,
  type Clock,
} from './times';
import { category, isText, typeText, type Composite, type Interval, type SqlType, type Value } from './types';

const RANGES: Readonly<Record<string, bigint>> = {
  smallint: 32_767n,
  integer: 2_147_483_647n,
  bigint: 9_223_372_036_854_775_807n,
};

export function isInterval(value: Value): value is Interval {
  return typeof value === 'object' && value !== null && 'micros' in value;
}

export function isComposite(value: Value): value is Composite {
  return typeof value === 'object' && value !== null && 'fields' in value;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** A whole number as its type keeps it; refuses what is out of its range. */
export function wholeValue(number: bigint, type: string): Value {
  const most = RANGES[type] ?? 0n;
  if (number > most || number < -most - 1n) throw new SqlError(`${type} out of range`);
  return type === 'bigint' ? String(number) : Number(number);
}

function badInput(type: SqlType, text: string): SqlError {
  return new SqlError(`invalid input syntax for type ${type.name}: "${text}"`);
}

/** What stands in a text as a value of a type (its input function). Throws SqlError. */
export function readValue(text: string, type: SqlType, clock: Clock): Value {
  if (type.element) return readArray(text, type.element, clock);
  if (type.labels) {
    if (!type.labels.includes(text))
      throw new SqlError(`invalid input value for enum ${type.name}: "${text}"`);
    return text;
  }
  switch (type.name) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'oid':
      return readWhole(text, type);
    case 'numeric': {
      const number = readNumeric(text);
      if (number === undefined) throw badInput(type, text);
      return fitNumeric(number, type);
    }
    case 'real':
    case 'double precision': {
      const number = readFloat(text);
      if (number === undefined) throw badInput(type, text);
      if (!Number.isFinite(number) && /\d/.test(text))
        throw new SqlError(`"${text}" is out of range for type ${type.name}`);
      return type.name === 'real' ? Math.fround(number) : number;
    }
    case 'money': {
      const number = readNumeric(text.replace(/[$,\s]/g, ''));
      if (number === undefined) throw badInput(type, text);
      return roundNumeric(number, 2);
    }
    case 'boolean':
      return readBoolean(text, type);
    case 'date':
      return readDate(text, clock);
    case 'timestamp without time zone':
      return fitMoment(readTimestamp(text, clock), type);
    case 'timestamp with time zone':
      return fitMoment(readTimestamptz(text, clock), type);
    case 'time without time zone':
    case 'time with time zone':
      return fitMoment(readTime(text, clock), type);
    case 'interval':
      return readInterval(text);
    case 'uuid': {
      const digits = text.replace(/[-{}]/g, '').toLowerCase();
      if (!/^[0-9a-f]{32}$/.test(digits)) throw badInput(type, text);
      return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    }
    case 'json':
      parseJson(text);
      return text;
    case 'jsonb':
      return jsonbText(normalizeJson(parseJson(text)));
    case 'bytea':
      return readBytes(text);
    case 'inet':
      if (!/^[\da-f.:]+(\/\d+)?$/i.test(text)) throw badInput(type, text);
      return text.replace(/\/32$/, '');
    default:
      return fitText(text, type, false);
  }
}

function readWhole(text: string, type: SqlType): Value {
  const name = type.name === 'oid' ? 'bigint' : type.name;
  const trimmed = text.trim();
  if (!/^[-+]?(\d[\d_]*|0x[\da-f]+|0o[0-7]+|0b[01]+)$/i.test(trimmed)) throw badInput(type, text);
  const isNegative = trimmed.startsWith('-');
  const number = BigInt(trimmed.replace(/^[-+]/, '').replaceAll('_', ''));
  const most = RANGES[name] ?? 0n;
  if (number > most + (isNegative ? 1n : 0n))
    throw new SqlError(`value "${text}" is out of range for type ${type.name}`);
  return wholeValue(isNegative ? -number : number, name);
}

function readBoolean(text: string, type: SqlType): boolean {
  const word = text.trim().toLowerCase();
  if (word !== '') {
    if ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1') return true;
    if ('false'.startsWith(word) || 'no'.startsWith(word) || word === 'off' || word === 'of' || word === '0')
      return false;
  }
  throw badInput(type, text);
}

/** bytea is kept as its hexadecimal digits. */
function readBytes(text: string): string {
  if (text.startsWith('\\x')) {
    const digits = text.slice(2).replace(/\s/g, '').toLowerCase();
    if (digits.length % 2 !== 0) throw new SqlError('invalid hexadecimal data: odd number of digits');
    const bad = /[^0-9a-f]/.exec(digits);
    if (bad) throw new SqlError(`invalid hexadecimal digit: "${bad[0]}"`);
    return digits;
  }
  return hexOf(new TextEncoder().encode(text.replaceAll('\\\\', '\\')));
}

export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}

/** `{1,2,{…}}` with quotes and NULL. */
function readArray(text: string, element: SqlType, clock: Clock): Value {
  const malformed = (detail: string): SqlError =>
    new SqlError(`malformed array literal: "${text}"`, undefined, detail);
  let at = 0;
  const skip = (): void => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  skip();
  if (text[at] !== '{') throw malformed('Array value must start with "{" or dimension information.');
  const list = (): Value => {
    const items: Value[] = [];
    at++;
    skip();
    if (text[at] === '}') {
      at++;
      return items;
    }
    for (;;) {
      skip();
      if (text[at] === '{') items.push(list());
      else if (text[at] === '"') {
        let own = '';
        for (at++; at < text.length && text[at] !== '"'; at++) {
          if (text[at] === '\\') at++;
          own += text[at] ?? '';
        }
        at++;
        items.push(readValue(own, element, clock));
      } else {
        let own = '';
        for (; at < text.length && !/[,{}"]/.test(text[at] ?? ''); at++) {
          if (text[at] === '\\') at++;
          own += text[at] ?? '';
        }
        own = own.trim();
        if (own === '')
          throw malformed(
            at >= text.length ? 'Unexpected end of input.' : `Unexpected "${text[at] ?? ''}" character.`,
          );
        items.push(own.toLowerCase() === 'null' ? null : readValue(own, element, clock));
      }
      skip();
      const sign = text[at++];
      if (sign === '}') return items;
      if (sign === undefined) throw malformed('Unexpected end of input.');
      if (sign !== ',') throw malformed('Unexpected array element.');
    }
  };
  const value = list();
  skip();
  if (at < text.length) throw malformed('Junk after closing right brace.');
  return value;
}

/** A value as the server sends it (its type's output function). */
export function showValue(value: Value, type: SqlType, clock: Clock): string {
  if (value === null) return '';
  if (type.element && isList(value)) return arrayText(value, type.element, clock);
  if (isComposite(value)) return rowText(value, type, clock);
  if (isInterval(value)) return intervalText(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') {
    switch (type.name) {
      case 'real':
        return showReal(value);
      case 'double precision':
        return showFloat(value);
      case 'date':
        return dateText(value);
      case 'timestamp without time zone':
        return timestampText(value);
      case 'timestamp with time zone':
        return timestamptzText(value, clock.zone);
      case 'time without time zone':
        return timeText(value);
      case 'time with time zone':
        return `${timeText(value)}+00`;
      default:
        return String(value);
    }
  }
  if (isList(value)) return '';
  if (type.name === 'bytea') return `\\x${value}`;
  if (type.name === 'money') {
    const digits = value.replace('-', '').replace(/\B(?=(\d{3})+(?!\d))(?=.*\.)/g, ',');
    return `${value.startsWith('-') ? '-' : ''}$${digits}`;
  }
  return value;
}

function arrayText(items: readonly Value[], element: SqlType, clock: Clock): string {
  return `{${items
    .map((item) => {
      if (item === null) return 'NULL';
      if (isList(item)) return arrayText(item, element, clock);
      const text = showValue(item, element, clock);
      const isPlain = text !== '' && !/[{}",\\\s]/.test(text) && text.toLowerCase() !== 'null';
      return isPlain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
    })
    .join(',')}}`;
}

function rowText({ fields }: Composite, type: SqlType, clock: Clock): string {
  return `(${fields
    .map((field, index) => {
      if (field === null) return '';
      const text = showValue(field, type.fields?.[index]?.type ?? { name: 'text' }, clock);
      return text !== '' && !/[(),"\\\s]/.test(text) ? text : `"${text.replace(/["\\]/g, '$&$&')}"`;
    })
    .join(',')})`;
}

/** Below, at or above zero. Neither is NULL. */
export function compareValues(a: Value, b: Value, type: SqlType): number {
  if (type.element && isList(a) && isList(b)) return compareLists(a, b, type.element);
  if (isComposite(a) && isComposite(b)) {
    for (const [index, own] of a.fields.entries()) {
      const other = b.fields[index] ?? null;
      if (own === null || other === null) {
        if (own === other) continue;
        return own === null ? 1 : -1;
      }
      const order = compareValues(own, other, type.fields?.[index]?.type ?? { name: 'text' });
      if (order !== 0) return order;
    }
    return 0;
  }
  if (isInterval(a) && isInterval(b)) return intervalSize(a) - intervalSize(b);
  if (typeof a === 'string' && typeof b === 'string') {
    if (type.labels) return type.labels.indexOf(a) - type.labels.indexOf(b);
    switch (type.name) {
      case 'bigint':
      case 'oid':
      case 'numeric':
      case 'money':
        return compareNumerics(a, b);
      case 'jsonb':
        return compareJson(parseJson(a), parseJson(b));
      case 'character':
        return compareTexts(a.trimEnd(), b.trimEnd());
      case 'uuid':
      case 'bytea':
      case 'name':
        return a < b ? -1 : a > b ? 1 : 0;
      default:
        return compareTexts(a, b);
    }
  }
  if (typeof a === 'number' && typeof b === 'number') {
    // NaN is above all other numbers.
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return Number(a === true) - Number(b === true);
}

function compareLists(a: readonly Value[], b: readonly Value[], element: SqlType): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [x = null, y = null] = [a[index], b[index]];
    if (x === null || y === null) {
      if (x === y) continue;
      return x === null ? 1 : -1;
    }
    const order = isList(x) && isList(y) ? compareLists(x, y, element) : compareValues(x, y, element);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** A text that is the same for equal values: for groups and keys. */
export function equalityKey(value: Value, type: SqlType): string {
  if (value === null) return 'n';
  if (type.name === 'numeric' && typeof value === 'string')
    return `s${value.includes('.') ? value.replace(/\.?0+$/, '') : value}`;
  if (type.name === 'character' && typeof value === 'string') return `s${value.trimEnd()}`;
  if (isInterval(value)) return `i${intervalSize(value)}`;
  if (isComposite(value))
    return `r${JSON.stringify(value.fields.map((field, index) => equalityKey(field, type.fields?.[index]?.type ?? { name: 'text' })))}`;
  if (isList(value))
    return `l${JSON.stringify(value.map((item) => equalityKey(item, type.element ?? type)))}`;
  return `${typeof value === 'string' ? 's' : 'v'}${String(value)}`;
}

function fitNumeric(number: string, { name, length, scale = 0 }: SqlType): string {
  if (name !== 'numeric' || length === undefined || number === 'NaN') return number;
  const rounded = roundNumeric(number, scale);
  const size = signOfNumeric(rounded) < 0 ? negateNumeric(rounded) : rounded;
  if (compareNumerics(size, `1${'0'.repeat(Math.max(0, length - scale))}`) >= 0) {
    throw new SqlError(
      'numeric field overflow',
      undefined,
      `A field with precision ${length}, scale ${scale} must round to an absolute value less than ${length - scale === 0 ? '1' : `10^${length - scale}`}.`,
    );
  }
  return rounded;
}

function fitMoment(micros: number, { length }: SqlType): number {
  if (length === undefined || length >= 6 || !Number.isFinite(micros)) return micros;
  const unit = 10 ** (6 - length);
  return Math.round(micros / unit) * unit;
}

function fitText(text: string, type: SqlType, isExplicit: boolean): string {
  const { name, length } = type;
  if (name === 'name') return text.slice(0, 63);
  if (length === undefined || (name !== 'character varying' && name !== 'character')) return text;
  const chars = [...text];
  if (chars.length > length) {
    const rest = chars.slice(length).join('');
    // Blanks at the end are cut without a word.
    if (!isExplicit && rest.trim() !== '') throw new SqlError(`value too long for type ${typeText(type)}`);
    return chars.slice(0, length).join('');
  }
  return name === 'character' ? text + ' '.repeat(length - chars.length) : text;
}

/** A value of one type as one of another that it may be cast to. */
export function castValue(
  value: Value,
  from: SqlType,
  to: SqlType,
  clock: Clock,
  isExplicit: boolean,
): Value {
  if (value === null) return null;
  if (to.element && from.element && isList(value)) {
    const { element } = to;
    const own = from.element;
    return value.map((item) =>
      isList(item)
        ? castValue(item, from, to, clock, isExplicit)
        : castValue(item, own, element, clock, isExplicit),
    );
  }
  if (isText(to) && isText(from))
    return fitText(
      from.name === 'character' && typeof value === 'string' ? value.trimEnd() : String(value),
      to,
      isExplicit,
    );
  if (isText(to))
    return fitText(
      typeof value === 'boolean' ? String(value) : showValue(value, from, clock),
      to,
      isExplicit,
    );
  if (isText(from) || from.name === 'unknown') return readValue(String(value), to, clock);
  if (to.name === from.name) return fitSame(value, to);
  if (category(to) === 'N') return castNumber(value, from, to);
  switch (to.name) {
    case 'boolean':
      return from.name === 'jsonb' ? jsonScalar(value, 'boolean', clock) === 'true' : Number(value) !== 0;
    case 'date':
      return Math.floor(wallFrom(Number(value), from, clock) / DAY);
    case 'timestamp without time zone':
      return fitMoment(from.name === 'date' ? Number(value) * DAY : wallFrom(Number(value), from, clock), to);
    case 'timestamp with time zone':
      return fitMoment(momentOf(from.name === 'date' ? Number(value) * DAY : Number(value), clock.zone), to);
    case 'time without time zone': {
      const wall = isInterval(value) ? value.micros : wallFrom(Number(value), from, clock);
      return wall - Math.floor(wall / DAY) * DAY;
    }
    case 'interval':
      return { months: 0, days: 0, micros: Number(value) };
    case 'jsonb':
      return jsonbText(normalizeJson(parseJson(String(value))));
    default:
      return value;
  }
}

function wallFrom(value: number, from: SqlType, clock: Clock): number {
  return from.name === 'timestamp with time zone' ? wallOf(value, clock.zone) : value;
}

function fitSame(value: Value, to: SqlType): Value {
  if (to.name === 'numeric' && typeof value === 'string') return fitNumeric(value, to);
  return typeof value === 'number' && /^time/.test(to.name) ? fitMoment(value, to) : value;
}

function jsonScalar(value: Value, wanted: string, clock: Clock): string {
  const text = showValue(value, { name: 'text' }, clock);
  const kind = /^[-\d]/.test(text)
    ? 'numeric'
    : /^(true|false)$/.test(text)
      ? 'boolean'
      : text.startsWith('"')
        ? 'string'
        : text.startsWith('[')
          ? 'array'
          : text === 'null'
            ? 'null'
            : 'object';
  if (kind !== wanted)
    throw new SqlError(`cannot cast jsonb ${kind} to type ${wanted === 'numeric' ? 'numeric' : wanted}`);
  return text;
}

function castNumber(value: Value, from: SqlType, to: SqlType): Value {
  const text =
    typeof value === 'boolean'
      ? String(Number(value))
      : typeof value === 'number' && (from.name === 'real' || from.name === 'double precision')
        ? undefined
        : String(value);
  switch (to.name) {
    case 'numeric':
    case 'money': {
      const number =
        text ??
        (from.name === 'real' && typeof value === 'number'
          ? (readNumeric(Number(value.toPrecision(6)).toString()) ?? '0')
          : numericFromFloat(Number(value)));
      return to.name === 'money' ? roundNumeric(number, 2) : fitNumeric(number, to);
    }
    case 'real':
      return Math.fround(Number(value));
    case 'double precision':
      return Number(value);
    case 'regclass':
    case 'oid':
      return String(value);
    default: {
      if (text !== undefined) {
        if (text === 'NaN') throw new SqlError(`cannot convert NaN to ${to.name}`);
        return wholeValue(BigInt(roundNumeric(text, 0)), to.name);
      }
      const number = Number(value);
      if (!Number.isFinite(number)) throw new SqlError(`${to.name} out of range`);
      return wholeValue(BigInt(halfEven(number)), to.name);
    }
  }
}

/** Floating-point numbers round halves to the even one (rint). */
export function halfEven(number: number): number {
  const floor = Math.floor(number);
  const rest = number - floor;
  if (rest !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Sums of whole columns and the like. */
export function addValues(a: Value, b: Value, type: SqlType): Value {
  if (isInterval(a) && isInterval(b)) return addIntervals(a, b);
  if (type.name === 'numeric' || type.name === 'money') return addNumerics(String(a), String(b));
  if (type.name === 'bigint') return wholeValue(BigInt(String(a)) + BigInt(String(b)), 'bigint');
  const sum = Number(a) + Number(b);
  return type.name === 'real' ? Math.fround(sum) : sum;
}
