// numeric: decimal numbers of any length, with the digits after the point that each one has (numeric.c).
import { SqlError } from './sql-error';

interface Decimal {
  /** The number without its point. */
  readonly digits: bigint;
  readonly scale: number;
}

const MOST_SCALE = 1000;
/** numeric.c works in digits of base 10000. */
const DIGITS = 4;

/** `1.50`, `-3e5` as numeric keeps it; undefined: no number. NaN stays NaN. */
export function readNumeric(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^nan$/i.test(trimmed)) return 'NaN';
  const found = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(trimmed);
  if (!found) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  if (whole === '' && fraction === '') return undefined;
  const shift = Number(exponent);
  if (Math.abs(shift) > MOST_SCALE) throw new SqlError('value overflows numeric format');
  const scale = fraction.length - shift;
  const digits = BigInt(`${whole}${fraction}`) * (scale < 0 ? 10n ** BigInt(-scale) : 1n);
  return write({ digits: sign === '-' ? -digits : digits, scale: Math.max(0, scale) });
}

function read(text: string): Decimal {
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.replace('.', '')), scale: text.length - point - 1 };
}

function write({ digits, scale }: Decimal): string {
  const isNegative = digits < 0n;
  const text = String(isNegative ? -digits : digits).padStart(scale + 1, '0');
  const body = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return isNegative ? `-${body}` : body;
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

/** Half away from zero. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const isHalf = absolute(rest) * 2n >= absolute(divisor);
  if (!isHalf) return quotient;
  return quotient + (dividend < 0n === divisor < 0n ? 1n : -1n);
}

function absolute(number: bigint): bigint {
  return number < 0n ? -number : number;
}

export function scaleOf(text: string): number {
  return text === 'NaN' ? 0 : read(text).scale;
}

export function compareNumerics(a: string, b: string): number {
  if (a === 'NaN' || b === 'NaN') return a === b ? 0 : a === 'NaN' ? 1 : -1;
  const [x, y] = [read(a), read(b)];
  const scale = Math.max(x.scale, y.scale);
  const [p, q] = [atScale(x, scale), atScale(y, scale)];
  return p < q ? -1 : p > q ? 1 : 0;
}

export function addNumerics(a: string, b: string): string {
  return sum(a, b, 1n);
}

export function subtractNumerics(a: string, b: string): string {
  return sum(a, b, -1n);
}

function sum(a: string, b: string, sign: bigint): string {
  if (a === 'NaN' || b === 'NaN') return 'NaN';
  const [x, y] = [read(a), read(b)];
  const scale = Math.max(x.scale, y.scale);
  return write({ digits: atScale(x, scale) + sign * atScale(y, scale), scale });
}

export function multiplyNumerics(a: string, b: string): string {
  if (a === 'NaN' || b === 'NaN') return 'NaN';
  const [x, y] = [read(a), read(b)];
  return roundNumeric(
    write({ digits: x.digits * y.digits, scale: x.scale + y.scale }),
    Math.min(x.scale + y.scale, MOST_SCALE),
  );
}

/** The place of the first digit in base 10000 (0: that of the ones), and that digit. */
function weightOf({ digits, scale }: Decimal): { readonly weight: number; readonly first: number } {
  const text = String(absolute(digits));
  if (text === '0') return { weight: 0, first: 0 };
  // The digits before the point decide how the groups of four lie.
  const before = text.length - scale;
  const weight = Math.ceil(before / DIGITS) - 1;
  const inFirst = before - weight * DIGITS;
  return { weight, first: Number(text.slice(0, inFirst).padEnd(inFirst, '0')) };
}

/** How many digits after the point a quotient gets (select_div_scale). */
function divisionScale(x: Decimal, y: Decimal): number {
  const [a, b] = [weightOf(x), weightOf(y)];
  const weight = a.weight - b.weight - (a.first <= b.first ? 1 : 0);
  return Math.min(Math.max(16 - weight * DIGITS, x.scale, y.scale, 0), MOST_SCALE);
}

export function divideNumerics(a: string, b: string): string {
  if (a === 'NaN' || b === 'NaN') return 'NaN';
  const [x, y] = [read(a), read(b)];
  if (y.digits === 0n) throw new SqlError('division by zero');
  const scale = divisionScale(x, y);
  const shift = scale + y.scale - x.scale;
  const dividend = x.digits * 10n ** BigInt(Math.max(0, shift));
  const divisor = y.digits * 10n ** BigInt(Math.max(0, -shift));
  return write({ digits: divideRounded(dividend, divisor), scale });
}

export function remainderOfNumerics(a: string, b: string): string {
  if (a === 'NaN' || b === 'NaN') return 'NaN';
  const [x, y] = [read(a), read(b)];
  if (y.digits === 0n) throw new SqlError('division by zero');
  const scale = Math.max(x.scale, y.scale);
  return write({ digits: atScale(x, scale) % atScale(y, scale), scale });
}

export function negateNumeric(text: string): string {
  if (text === 'NaN') return text;
  const { digits, scale } = read(text);
  return write({ digits: -digits, scale });
}

export function signOfNumeric(text: string): number {
  if (text === 'NaN') return 0;
  const { digits } = read(text);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** To so many digits after the point; a negative number rounds before it. */
export function roundNumeric(text: string, places: number): string {
  if (text === 'NaN') return text;
  const number = read(text);
  if (places >= number.scale) return write({ digits: atScale(number, places), scale: places });
  const digits = divideRounded(number.digits, 10n ** BigInt(number.scale - places));
  return places >= 0
    ? write({ digits, scale: places })
    : write({ digits: digits * 10n ** BigInt(-places), scale: 0 });
}

export function truncateNumeric(text: string, places: number): string {
  if (text === 'NaN') return text;
  const number = read(text);
  if (places >= number.scale) return write({ digits: atScale(number, places), scale: places });
  const digits = number.digits / 10n ** BigInt(number.scale - places);
  return places >= 0
    ? write({ digits, scale: places })
    : write({ digits: digits * 10n ** BigInt(-places), scale: 0 });
}

/** The next whole number above or below. */
export function wholeNumeric(text: string, way: 'ceil' | 'floor'): string {
  if (text === 'NaN') return text;
  const number = read(text);
  const unit = 10n ** BigInt(number.scale);
  const quotient = number.digits / unit;
  const rest = number.digits % unit;
  const step = rest === 0n ? 0n : way === 'ceil' ? (rest > 0n ? 1n : 0n) : rest < 0n ? -1n : 0n;
  return String(quotient + step);
}

/** Without the zeros at its end. */
export function trimNumeric(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The root, with as many digits as sqrt(numeric) gives. */
export function rootOfNumeric(text: string): string {
  const number = read(text);
  if (number.digits < 0n) throw new SqlError('cannot take square root of a negative number');
  const { weight } = weightOf(number);
  const half = weight >= 0 ? Math.floor((weight * DIGITS) / 2) + 1 : 1 - Math.floor((-weight * DIGITS) / 2);
  const scale = Math.min(Math.max(16 - half, number.scale, 0), MOST_SCALE);
  const shift = 2 * (scale + 1) - number.scale;
  const root = wholeRoot(
    shift >= 0 ? number.digits * 10n ** BigInt(shift) : number.digits / 10n ** BigInt(-shift),
  );
  return write({ digits: divideRounded(root, 10n), scale });
}

function wholeRoot(square: bigint): bigint {
  if (square < 2n) return square;
  let guess = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (guess + square / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** A whole power; undefined: the exponent is not whole, or too large. */
export function powerOfNumeric(base: string, exponent: string): string | undefined {
  const by = Number(exponent);
  if (!Number.isInteger(by) || Math.abs(by) > 1_000) return undefined;
  const number = read(base);
  if (number.digits === 0n && by < 0) throw new SqlError('zero raised to a negative power is undefined');
  const value = Math.abs(Number(base));
  const tens = value === 0 ? 0 : Math.trunc(by * Math.log10(value));
  const scale = Math.min(Math.max(16 - tens, number.scale, scaleOf(exponent), 0), MOST_SCALE);
  const power: Decimal = {
    digits: number.digits ** BigInt(Math.abs(by)),
    scale: number.scale * Math.abs(by),
  };
  if (by >= 0) return roundNumeric(write(power), scale);
  const shift = scale + power.scale;
  return write({ digits: divideRounded(10n ** BigInt(shift), power.digits), scale });
}

/** A floating-point number as numeric takes it: its 15 digits. */
export function numericFromFloat(number: number): string {
  if (Number.isNaN(number)) return 'NaN';
  return (
    readNumeric(
      number
        .toPrecision(15)
        .replace(/(\.\d*?)0+(e|$)/, '$1$2')
        .replace(/\.(e|$)/, '$1'),
    ) ?? '0'
  );
}
