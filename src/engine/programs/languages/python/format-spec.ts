/** format(): Python's little language of widths and digits. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import { floatText, str } from './text';
import { Boxed, classOf, Obj, type Value } from './values';
import type { Vm } from './vm';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly group: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;
const MAX_WIDTH = 1_000_000;

export function* format(vm: Vm, value: Value, spec: string): Task<string> {
  const method = value instanceof Obj ? special(value, '__format__') : undefined;
  if (method !== undefined) return yield* str(vm, yield* call(vm, method, [value, spec]));
  if (value instanceof Boxed)
    return spec === '' ? yield* str(vm, value) : yield* format(vm, value.value, spec);
  if (spec === '') return yield* str(vm, value);
  if (typeof value === 'object' && value !== null) {
    throw raised('TypeError', `unsupported format string passed to ${classOf(value).name}.__format__`);
  }
  if (value === null) throw raised('TypeError', 'unsupported format string passed to NoneType.__format__');
  return formatPlain(value, parseSpec(spec, value));
}

function parseSpec(text: string, value: Value): Spec {
  const found = SPEC.exec(text);
  if (!found)
    throw raised(
      'ValueError',
      `Invalid format specifier '${text}' for object of type '${classOf(value).name}'`,
    );
  const [, fill, align = '', sign = '', , alternate, zero, width, group = '', precision, type = ''] = found;
  const isText = typeof value === 'string';
  if (Number(width ?? 0) > MAX_WIDTH || Number(precision ?? 0) > MAX_WIDTH)
    throw raised('ValueError', 'Too many decimal digits in format string');
  return {
    fill: fill ?? (zero && align === '' ? '0' : align !== '' && zero ? '0' : ' '),
    align: align || (zero && !isText ? '=' : isText ? '<' : '>'),
    sign,
    isAlternate: alternate !== undefined,
    width: Number(width ?? 0),
    group,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function formatPlain(value: boolean | bigint | number | string, spec: Spec): string {
  if (typeof value === 'string') {
    if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec.type, value);
    if (spec.align === '=')
      throw raised('ValueError', "'=' alignment not allowed in string format specifier");
    return padded(
      spec.precision === undefined ? value : Array.from(value).slice(0, spec.precision).join(''),
      '',
      spec,
    );
  }
  if (typeof value === 'boolean' && spec.type === '')
    return padded(value ? 'True' : 'False', '', { ...spec, align: spec.align === '>' ? '<' : spec.align });
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  if (typeof number === 'bigint' && 'bcdoxXn'.includes(spec.type)) return ofInt(number, spec);
  return ofFloat(typeof number === 'bigint' ? Number(number) : number, spec, value);
}

function unknownCode(code: string, value: Value): Error {
  return raised('ValueError', `Unknown format code '${code}' for object of type '${classOf(value).name}'`);
}

function ofInt(value: bigint, spec: Spec): string {
  if (spec.precision !== undefined)
    throw raised('ValueError', 'Precision not allowed in integer format specifier');
  const isNegative = value < 0n;
  const positive = isNegative ? -value : value;
  let digits: string;
  let prefix = '';
  switch (spec.type) {
    case 'c':
      return padded(String.fromCodePoint(Number(value)), '', spec);
    case 'b':
      [digits, prefix] = [positive.toString(2), '0b'];
      break;
    case 'o':
      [digits, prefix] = [positive.toString(8), '0o'];
      break;
    case 'x':
      [digits, prefix] = [positive.toString(16), '0x'];
      break;
    case 'X':
      [digits, prefix] = [positive.toString(16).toUpperCase(), '0X'];
      break;
    default:
      digits = positive.toString();
  }
  const sign = isNegative ? '-' : spec.sign === '-' ? '' : spec.sign;
  return padded(grouped(digits, spec), sign + (spec.isAlternate ? prefix : ''), spec);
}

function grouped(digits: string, { group, type }: Spec): string {
  if (group === '') return digits;
  const size = 'boxX'.includes(type) && type !== '' ? 4 : 3;
  return digits.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${String(size)}})+$)`, 'g'), group);
}

function ofFloat(value: number, spec: Spec, original: Value): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const sign = isNegative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const positive = Math.abs(value);
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'nan' : 'inf';
  else {
    switch (spec.type) {
      case 'f':
      case 'F':
        text = fixed(positive, spec.precision ?? 6);
        break;
      case '%':
        text = `${fixed(positive * 100, spec.precision ?? 6)}%`;
        break;
      case 'e':
      case 'E':
        text = exponential(positive, spec.precision ?? 6);
        break;
      case 'g':
      case 'G':
      case 'n':
        text = general(positive, spec.precision ?? 6, spec.isAlternate);
        break;
      case '':
        text = spec.precision === undefined ? floatText(positive) : generalFloat(positive, spec.precision);
        break;
      default:
        throw unknownCode(spec.type, original);
    }
  }
  if ('EGF'.includes(spec.type) && spec.type !== '') text = text.toUpperCase();
  const [, whole = text, rest = ''] = /^(\d+)(.*)$/.exec(text) ?? [];
  return padded(grouped(whole, { ...spec, type: '' }) + rest, sign, spec);
}

export function fixed(value: number, digits: number): string {
  if (value >= 1e21) {
    return `${BigInt(value).toString()}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  }
  const text = value.toFixed(Math.min(digits, 100));
  return roundHalfEven(value, digits) ?? text + '0'.repeat(Math.max(0, digits - 100));
}

/** toFixed rounds exact halves up, Python to even: only where a value is exactly between two. */
function roundHalfEven(value: number, digits: number): string | undefined {
  if (digits > 15) return undefined;
  const scaled = value * 10 ** digits;
  if (scaled % 1 !== 0.5 || scaled > 2 ** 50 || scaled / 10 ** digits !== value) return undefined;
  // Exact only if the value is a sum of halves.
  if ((value * 2 ** 30) % 1 !== 0) return undefined;
  const lower = Math.floor(scaled);
  return ((lower % 2 === 0 ? lower : lower + 1) / 10 ** digits).toFixed(digits);
}

export function exponential(value: number, digits: number): string {
  return value.toExponential(Math.min(digits, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
}

export function general(value: number, precision: number, keepsZeros = false): string {
  const digits = precision === 0 ? 1 : precision;
  const exponent =
    value === 0 ? 0 : Number(/e([+-]\d+)$/.exec(value.toExponential(Math.min(digits - 1, 100)))?.[1] ?? 0);
  const text =
    exponent < -4 || exponent >= digits
      ? exponential(value, digits - 1)
      : fixed(value, Math.max(0, digits - 1 - exponent));
  if (keepsZeros) return text;
  return text.replace(/(\.\d*?)0+(e|$)/, '$1$2').replace(/\.(e|$)/, '$1');
}

function generalFloat(value: number, precision: number): string {
  const text = general(value, precision);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function padded(text: string, sign: string, { width, fill, align }: Spec): string {
  const length = Array.from(text).length + sign.length;
  const missing = Math.max(0, width - length);
  if (missing === 0) return sign + text;
  switch (align) {
    case '<':
      return sign + text + fill.repeat(missing);
    case '^': {
      const left = Math.floor(missing / 2);
      return fill.repeat(left) + sign + text + fill.repeat(missing - left);
    }
    case '=':
      return sign + fill.repeat(missing) + text;
    default:
      return fill.repeat(missing) + sign + text;
  }
}
