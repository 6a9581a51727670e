// ln, exp, log and power of numerics: fixed-point numbers with more digits than are shown (numeric.c).
import { readNumeric, roundNumeric, scaleOf } from './numeric';

/** Digits after the point while reckoning. */
const PLACES = 60;
const ONE = 10n ** BigInt(PLACES);

function fixed(text: string): bigint {
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text) * ONE;
  const digits = BigInt(text.replace('.', ''));
  const scale = text.length - point - 1;
  return scale <= PLACES ? digits * 10n ** BigInt(PLACES - scale) : digits / 10n ** BigInt(scale - PLACES);
}

function times(a: bigint, b: bigint): bigint {
  return (a * b) / ONE;
}

/** 2 · artanh((x - 1) / (x + 1)), for x near 1. */
function nearLn(x: bigint): bigint {
  const y = ((x - ONE) * ONE) / (x + ONE);
  const square = times(y, y);
  let term = y;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term / n;
    term = times(term, square);
  }
  return 2n * sum;
}

const LN_2 = nearLn(2n * ONE);

function ln(x: bigint): bigint {
  let reduced = x;
  let twos = 0n;
  while (reduced > (3n * ONE) / 2n) {
    reduced /= 2n;
    twos++;
  }
  while (reduced < (3n * ONE) / 4n) {
    reduced *= 2n;
    twos--;
  }
  return nearLn(reduced) + twos * LN_2;
}

function exp(x: bigint): bigint {
  const twos = x / LN_2;
  const rest = x - twos * LN_2;
  let term = ONE;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = times(term, rest) / n;
  }
  return twos >= 0n ? sum * 2n ** twos : sum / 2n ** -twos;
}

function shown(value: bigint, places: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(PLACES + 1, '0');
  const text = `${sign}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
  return roundNumeric(readNumeric(text) ?? '0', Math.max(0, Math.min(places, PLACES - 10)));
}

/** The decimal place of a logarithm's first digit (estimate_ln_dweight). */
function weightOfLn(number: number): number {
  if (number >= 0.9 && number <= 1.1) {
    const beside = Math.abs(number - 1);
    return beside === 0 ? 0 : Math.floor(Math.log10(beside));
  }
  return Math.trunc(Math.log10(Math.abs(Math.log(number))));
}

/** The natural logarithm of a number above 0. */
export function lnOfNumeric(text: string): string {
  return shown(ln(fixed(text)), Math.max(16 - weightOfLn(Number(text)), scaleOf(text)));
}

export function expOfNumeric(text: string): string {
  const places = 16 - Math.trunc(Number(text) * Math.LOG10E);
  return shown(exp(fixed(text)), Math.max(places, scaleOf(text)));
}

/** The logarithm to a base, both above 0. */
export function logOfNumeric(base: string, text: string): string {
  const places = 16 - (weightOfLn(Number(text)) - weightOfLn(Number(base)));
  return shown((ln(fixed(text)) * ONE) / ln(fixed(base)), Math.max(places, scaleOf(base), scaleOf(text)));
}

/** A power whose exponent is not whole; the base is above 0. */
export function realPowerOfNumeric(base: string, exponent: string): string {
  const size = Number(exponent) * Math.log(Number(base));
  const places = 16 - Math.trunc(size * Math.LOG10E);
  return shown(
    exp(times(fixed(exponent), ln(fixed(base)))),
    Math.max(places, scaleOf(base), scaleOf(exponent)),
  );
}
