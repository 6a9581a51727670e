// Values as Go's fmt prints them. Source: Go's fmt (verbs, flags, error marks).
import { formatDuration, formatShortest, formatSignificant, quote } from '../../units';
import { toJson } from './json';
import { Stringer } from './stringer';
import {
  GoDuration,
  isRecord,
  JsonNumber,
  KeyedMap,
  MethodSet,
  NilCollection,
  NoValue,
  Struct,
} from './values';

/** Where Go would print the place of something in memory, which is another each time. */
const someAddress = '0xc000438f00';

/** A template's value: lists as `[a b]`, maps as `map[a:1 b:2]` by key, structs as `{a b}`. */
export function printValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (value instanceof NoValue) return '<no value>';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatShortest(value);
  if (value instanceof GoDuration) return formatDuration(value.nanoseconds);
  if (value instanceof Stringer || value instanceof JsonNumber) return value.text;
  if (value instanceof NilCollection) return value.kind === 'list' ? '[]' : 'map[]';
  if (value instanceof MethodSet) return toJson(value);
  if (value instanceof Struct) return `{${value.fields.map(printField).join(' ')}}`;
  if (Array.isArray(value)) return `[${value.map(printInner).join(' ')}]`;
  if (value instanceof KeyedMap) return printMap(value.entries);
  if (isRecord(value)) return printMap(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return String(value);
}

function printMap(entries: readonly (readonly [string, unknown])[]): string {
  return `map[${entries.map(([key, value]) => `${key}:${printInner(value)}`).join(' ')}]`;
}

function printField(field: Struct['fields'][number]): string {
  if (field instanceof Struct) return printValue(field);
  const value = field.value();
  return field.isPointer && value !== null ? someAddress : printInner(value);
}

/** Inside another value pointers are not followed, and what is missing of JSON is nil. */
function printInner(value: unknown): string {
  if (value instanceof Struct && value.isPointer) return someAddress;
  return value instanceof NoValue ? '<nil>' : printValue(value);
}

/** `%v` of what a function was given: a pointer to a struct shows that it is one. */
function printArgument(value: unknown): string {
  if (value instanceof NoValue) return '<nil>';
  return (value instanceof Struct && value.isPointer ? '&' : '') + printValue(value);
}

/** Go's fmt.Sprint: blanks only between values of which neither is a text. */
export function print(values: readonly unknown[]): string {
  return values.reduce<string>((text, value, index) => {
    const isParted = index > 0 && typeof value !== 'string' && typeof values[index - 1] !== 'string';
    return text + (isParted ? ' ' : '') + printArgument(value);
  }, '');
}

/** Go's fmt.Sprintf for the verbs that values of JSON can take. */
export function printf(format: string, values: readonly unknown[]): string {
  let used = 0;
  const verb = /%([-+# 0]*)(\d+|\*)?(?:\.(\d+|\*)?)?([a-zA-Z%]|$)/g;
  const text = format.replace(
    verb,
    (whole, flags: string, widthText?: string, precisionText?: string, letter = '') => {
      if (letter === '%') return '%';
      if (letter === '') return '%!(NOVERB)';
      const width = widthText === '*' ? Number(values[used++]) : Number(widthText ?? 0);
      const precision =
        precisionText === undefined ? (whole.includes('.') ? 0 : undefined) : Number(precisionText);
      if (used >= values.length) return `%!${letter}(MISSING)`;
      const value = values[used++];
      return padded(formatVerb(letter, value, flags, precision), flags, width, typeof value === 'number');
    },
  );
  const extra = values.slice(used);
  if (extra.length === 0) return text;
  return `${text}%!(EXTRA ${extra.map((value) => `${kindName(value)}=${printArgument(value)}`).join(', ')})`;
}

function kindName(value: unknown): string {
  if (value instanceof JsonNumber) return 'json.Number';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : '[]interface {}';
}

function padded(text: string, flags: string, width: number, isNumber: boolean): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || !isNumber) return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function formatVerb(letter: string, value: unknown, flags: string, precision: number | undefined): string {
  const wrong = `%!${letter}(${kindName(value)}=${printArgument(value)})`;
  if (letter === 'v') return printArgument(value);
  if (letter === 'T') return kindName(value);
  if (Array.isArray(value)) {
    return `[${value.map((item) => formatVerb(letter, item, flags, precision)).join(' ')}]`;
  }
  if (letter === 't') return typeof value === 'boolean' ? String(value) : wrong;
  if (letter === 's' || letter === 'q') {
    const whole = textOf(value);
    if (whole === undefined) return wrong;
    const text = precision === undefined ? whole : [...whole].slice(0, precision).join('');
    return letter === 'q' ? quote(text) : text;
  }
  if (typeof value === 'string' && (letter === 'x' || letter === 'X')) {
    const hex = [...new TextEncoder().encode(value)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    return letter === 'x' ? hex : hex.toUpperCase();
  }
  if (typeof value !== 'number') return wrong;
  const sign = flags.includes('+') && value >= 0 ? '+' : '';
  const number = formatNumber(letter, value, precision);
  return number === undefined ? wrong : sign + number;
}

/** What `%s` takes: a text, or what tells its text. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof GoDuration) return formatDuration(value.nanoseconds);
  return value instanceof Stringer || value instanceof JsonNumber ? value.text : undefined;
}

function formatNumber(letter: string, value: number, precision: number | undefined): string | undefined {
  const isWhole = Number.isInteger(value);
  switch (letter) {
    case 'd':
      return isWhole ? String(value) : undefined;
    case 'x':
    case 'X':
    case 'o':
    case 'b': {
      const digits = value.toString(letter === 'o' ? 8 : letter === 'b' ? 2 : 16);
      return letter === 'X' ? digits.toUpperCase() : digits;
    }
    case 'c':
      return isWhole ? String.fromCodePoint(value) : undefined;
    case 'f':
    case 'F':
      return value.toFixed(precision ?? 6);
    case 'e':
      return value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
    case 'g':
      return precision === undefined ? formatShortest(value) : formatSignificant(value, precision);
    default:
      return undefined;
  }
}
