/** Numbers as a locale writes them, from their decimal digits and without the host's help (ECMA-402, NumberFormat). */
import type { Locale } from './tags';

export interface NumberOptions {
  readonly style: 'decimal' | 'percent' | 'currency';
  /** A currency that `currencySign` knows. */
  readonly currency?: string;
  readonly leastWhole: number;
  readonly leastFraction: number;
  readonly mostFraction: number;
  /** Stands above the digits of the fraction. */
  readonly leastSignificant?: number;
  readonly mostSignificant?: number;
  readonly isGrouped: boolean;
}

/** Digits before and after the point. */
interface Digits {
  readonly whole: string;
  readonly fraction: string;
}

/** `1e+21` as its digits. */
function digitsOf(text: string, shift: number): Digits {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) ?? [];
  const move = Number(exponent) + shift;
  const all = whole + fraction;
  const place = whole.length + move;
  const padded = place <= 0 ? `${'0'.repeat(1 - place)}${all}` : all.padEnd(place, '0');
  const point = Math.max(place, 1);
  return { whole: padded.slice(0, point).replace(/^0+(?=\d)/, ''), fraction: padded.slice(point) };
}

/** Half goes away from zero. */
function rounded({ whole, fraction }: Digits, most: number): Digits {
  if (fraction.length <= most) return { whole, fraction };
  const kept = BigInt(whole + fraction.slice(0, most)) + ((fraction[most] ?? '0') >= '5' ? 1n : 0n);
  const text = kept.toString().padStart(most + 1, '0');
  return { whole: text.slice(0, text.length - most), fraction: most === 0 ? '' : text.slice(-most) };
}

function significant(digits: Digits, most: number): Digits {
  const { whole, fraction } = digits;
  if (whole !== '0' && whole.length > most) {
    const over = whole.length - most;
    const scale = 10n ** BigInt(over);
    const up = (whole[most] ?? '0') >= '5' ? scale : 0n;
    return { whole: String((BigInt(whole) / scale) * scale + up), fraction: '' };
  }
  const zeros = whole === '0' ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  return rounded(digits, whole === '0' ? zeros + most : most - whole.length);
}

/** How many significant digits stand before the point; fewer than none where zeros follow it. */
function significantBefore(whole: string, fraction: string): number {
  if (whole !== '0') return whole.length;
  return fraction === '' ? 1 : -(/^0*/.exec(fraction)?.[0].length ?? 0);
}

function numberText(text: string, shift: number, options: NumberOptions, locale: Locale): string {
  const exact = digitsOf(text, shift);
  const { leastSignificant = 1, mostSignificant } = options;
  let digits =
    mostSignificant === undefined
      ? rounded(exact, options.mostFraction)
      : significant(exact, mostSignificant);
  const trimmed = digits.fraction.replace(/0+$/, '');
  const least =
    mostSignificant === undefined
      ? options.leastFraction
      : leastSignificant - significantBefore(digits.whole, trimmed);
  digits = { whole: digits.whole.padStart(options.leastWhole, '0'), fraction: trimmed.padEnd(least, '0') };
  const [comma, point] = locale === 'de-DE' ? ['.', ','] : [',', '.'];
  const whole = options.isGrouped ? digits.whole.replaceAll(/\B(?=(\d{3})+$)/g, comma) : digits.whole;
  return digits.fraction === '' ? whole : `${whole}${point}${digits.fraction}`;
}

const SIGNS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'en-US': { USD: '$', EUR: '€', GBP: '£', JPY: '¥' },
  'en-GB': { USD: 'US$', EUR: '€', GBP: '£', JPY: 'JP¥' },
  'de-DE': { USD: '$', EUR: '€', GBP: '£', JPY: '¥' },
};

/** A currency's sign; undefined: it is not known here. */
export function currencySign(currency: string, locale: Locale): string | undefined {
  return SIGNS[locale][currency];
}

/** The number whose text in JavaScript is `text`: `-1234.5`, `1e+21`, `NaN`. */
export function localNumber(text: string, options: NumberOptions, locale: Locale): string {
  const isNegative = text.startsWith('-');
  const plain = isNegative ? text.slice(1) : text;
  const { style, currency = '' } = options;
  const shown =
    plain === 'NaN'
      ? 'NaN'
      : plain === 'Infinity'
        ? '∞'
        : numberText(plain, style === 'percent' ? 2 : 0, options, locale);
  const minus = isNegative ? '-' : '';
  const blank = '\u00a0';
  if (style === 'percent') return `${minus}${shown}${locale === 'de-DE' ? blank : ''}%`;
  if (style !== 'currency') return minus + shown;
  const sign = currencySign(currency, locale) ?? currency;
  return locale === 'de-DE' ? `${minus}${shown}${blank}${sign}` : `${minus}${sign}${shown}`;
}
