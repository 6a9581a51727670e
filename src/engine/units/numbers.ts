import { quote } from './quote';
import { ValueError } from './value-error';

function syntaxError(functionName: string, text: string): ValueError {
  return new ValueError(`strconv.${functionName}: parsing ${quote(text)}: invalid syntax`);
}

function rangeError(functionName: string, text: string): ValueError {
  return new ValueError(`strconv.${functionName}: parsing ${quote(text)}: value out of range`);
}

const trueTexts = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const falseTexts = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** Go's strconv.ParseBool. */
export function parseBool(text: string): boolean {
  if (trueTexts.has(text)) return true;
  if (falseTexts.has(text)) return false;
  throw syntaxError('ParseBool', text);
}

/**
 * A number's digits as a whole number, or undefined.
 * With base 0 the prefix decides (0x, 0o, 0b, 0), and digits may be grouped with underscores.
 */
function parseDigits(text: string, base: 0 | 10): bigint | undefined {
  if (base === 10) return /^[0-9]+$/.test(text) ? BigInt(text) : undefined;
  const lower = text.toLowerCase();
  const grouped = /^(0x(_?[0-9a-f])+|0o(_?[0-7])+|0b(_?[01])+|0(_?[0-7])*|[1-9](_?[0-9])*)$/;
  if (!grouped.test(lower)) return undefined;
  const digits = lower.replaceAll('_', '');
  return BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
}

/** How a whole number is read: Go's `base` argument, its size in bits, and the function that errors name. */
export interface IntegerOptions {
  readonly base?: 0 | 10;
  readonly bits?: 16 | 32 | 64;
  readonly functionName?: 'ParseInt' | 'Atoi';
}

/** Go's strconv.ParseInt (and Atoi). Beyond 2^53 the nearest double is given. */
export function parseInteger(text: string, options: IntegerOptions = {}): number {
  const { base = 10, bits = 64, functionName = 'ParseInt' } = options;
  const isNegative = text.startsWith('-');
  const magnitude = parseDigits(text.replace(/^[+-]/, ''), base);
  if (magnitude === undefined) throw syntaxError(functionName, text);
  const limit = 1n << BigInt(bits - 1);
  if (isNegative ? magnitude > limit : magnitude >= limit) throw rangeError(functionName, text);
  return Number(isNegative && magnitude !== 0n ? -magnitude : magnitude);
}

/** Go's strconv.ParseUint. Beyond 2^53 the nearest double is given. */
export function parseUnsigned(text: string, options: Omit<IntegerOptions, 'functionName'> = {}): number {
  const { base = 10, bits = 64 } = options;
  const value = parseDigits(text, base);
  if (value === undefined) throw syntaxError('ParseUint', text);
  if (value >> BigInt(bits) !== 0n) throw rangeError('ParseUint', text);
  return Number(value);
}

/** Go's strconv.ParseFloat for decimal numbers, `inf` and `nan`. */
export function parseFloat64(text: string): number {
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (word?.[2] !== undefined) {
    return word[2].toLowerCase() === 'nan' ? NaN : word[1] === '-' ? -Infinity : Infinity;
  }
  if (!/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i.test(text)) throw syntaxError('ParseFloat', text);
  const value = Number(text);
  if (!Number.isFinite(value)) throw rangeError('ParseFloat', text);
  return value;
}

/**
 * Go's `%.{precision}g`: that many significant digits, trailing zeros dropped, a tie goes to the even digit, and an
 * exponent of at least two digits where the number does not fit.
 */
export function formatSignificant(value: number, precision: number): string {
  if (value === 0 || !Number.isFinite(value)) return value === 0 ? '0' : formatSpecial(value);
  const wanted = Math.max(precision, 1);
  const [mantissa = '', exponentText = '0'] = Math.abs(value).toExponential(100).split('e');
  const digits = mantissa.replace('.', '');
  let kept = BigInt(digits.slice(0, wanted));
  const rest = digits.slice(wanted);
  const isAboveHalf = /^([6-9]|5.*[1-9])/.test(rest);
  const isTie = /^50*$/.test(rest);
  if (isAboveHalf || (isTie && kept % 2n === 1n)) kept += 1n;
  const hasGrown = kept.toString().length > wanted;
  const exponent = Number(exponentText) + (hasGrown ? 1 : 0);
  const sign = value < 0 ? '-' : '';
  const significant = kept.toString().replace(/0+$/, '');
  return sign + placePoint(significant, exponent, exponent < -4 || exponent >= wanted);
}

/** Go's shortest text that reads back as the same number, as `%v` prints a float64. */
export function formatShortest(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return value === 0 ? '0' : formatSpecial(value);
  const [mantissa = '', exponentText = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(exponentText);
  return (
    (value < 0 ? '-' : '') + placePoint(mantissa.replace('.', ''), exponent, exponent < -4 || exponent >= 21)
  );
}

function formatSpecial(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** Digits d1d2d3… with the value d1.d2d3… × 10^exponent, as text. */
function placePoint(digits: string, exponent: number, isScientific: boolean): string {
  if (isScientific) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
