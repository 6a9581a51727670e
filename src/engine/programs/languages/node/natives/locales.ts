/** toLocaleString and its like: their arguments, as the functions of `locale/` want them. */
import type { Task } from '../../../../kernel';
import { DATE_OPTIONS, localDate, type DateOption } from '../locale/dates';
import { currencySign, localNumber, type NumberOptions } from '../locale/numbers';
import { BadLocale, localeOf, UnknownLocale, type Locale } from '../locale/tags';
import { get, num, plainString } from '../objects';
import { Arr, NotModelled, type Value } from '../values';
import type { Vm } from '../vm';

/** Options of numbers that are real and not modelled. */
const MORE_OF_NUMBERS =
  'notation compactDisplay unit unitDisplay currencyDisplay currencySign signDisplay roundingMode roundingPriority roundingIncrement trailingZeroDisplay numberingSystem localeMatcher'.split(
    ' ',
  );
const MORE_OF_DATES =
  'era hourCycle timeZoneName fractionalSecondDigits dayPeriod calendar numberingSystem formatMatcher localeMatcher'.split(
    ' ',
  );

function localeFor(vm: Vm, given: Value): Locale {
  const first = given instanceof Arr ? given.items[0] : given;
  try {
    return localeOf(first === undefined ? undefined : plainString(first));
  } catch (error) {
    if (error instanceof BadLocale) throw vm.error('RangeError', error.message);
    if (error instanceof UnknownLocale) throw new NotModelled(error.message);
    throw error;
  }
}

function* refuse(vm: Vm, options: Value, names: readonly string[]): Task<void> {
  if (options === undefined) return;
  for (const name of names)
    if ((yield* get(vm, options, name)) !== undefined)
      throw new NotModelled(`the option ${name} of a locale's text`);
}

/** A number's digits that an option asks for. Throws RangeError. */
function* digits(vm: Vm, options: Value, name: string, least: number): Task<number | undefined> {
  const value = options === undefined ? undefined : yield* get(vm, options, name);
  if (value === undefined) return undefined;
  const number = Math.floor(num(value));
  if (!(number >= least && number <= (name.includes('Fraction') ? 100 : 21)))
    throw vm.error('RangeError', `${name} value is out of range.`);
  return number;
}

/** What Number.prototype.toLocaleString gives for a number whose text is `text`. */
export function* numberInLocale(vm: Vm, text: string, tag: Value, options: Value): Task<string> {
  const locale = localeFor(vm, tag);
  yield* refuse(vm, options, MORE_OF_NUMBERS);
  const option = function* (name: string): Task<Value> {
    return options === undefined ? undefined : yield* get(vm, options, name);
  };
  const written = yield* option('style');
  const style = written === undefined ? 'decimal' : plainString(written);
  if (style === 'unit') throw new NotModelled('numbers with units');
  if (style !== 'decimal' && style !== 'percent' && style !== 'currency')
    throw vm.error(
      'RangeError',
      `Value ${style} out of range for Number.prototype.toLocaleString options property style`,
    );
  const code = yield* option('currency');
  if (style === 'currency' && code === undefined)
    throw vm.error('TypeError', 'Currency code is required with currency style.');
  const currency = code === undefined ? undefined : plainString(code).toUpperCase();
  if (style === 'currency' && currency !== undefined && currencySign(currency, locale) === undefined)
    throw new NotModelled(`the currency ${currency}`);
  const usualLeast = style === 'currency' && currency !== 'JPY' ? 2 : 0;
  const usualMost = style === 'decimal' ? 3 : usualLeast;
  const leastWhole = (yield* digits(vm, options, 'minimumIntegerDigits', 1)) ?? 1;
  let least = yield* digits(vm, options, 'minimumFractionDigits', 0);
  let most = yield* digits(vm, options, 'maximumFractionDigits', 0);
  if (least !== undefined && most !== undefined && most < least)
    throw vm.error('RangeError', 'maximumFractionDigits value is out of range.');
  least ??= most === undefined ? usualLeast : Math.min(usualLeast, most);
  most ??= Math.max(usualMost, least);
  const leastSignificant = yield* digits(vm, options, 'minimumSignificantDigits', 1);
  const mostSignificant = yield* digits(vm, options, 'maximumSignificantDigits', 1);
  const grouping = yield* option('useGrouping');
  if (typeof grouping === 'string') throw new NotModelled(`the option useGrouping as a text`);
  const all: NumberOptions = {
    style,
    leastWhole,
    leastFraction: least,
    mostFraction: most,
    isGrouped: grouping !== false,
    ...(currency === undefined ? {} : { currency }),
    ...(leastSignificant === undefined && mostSignificant === undefined
      ? {}
      : { leastSignificant: leastSignificant ?? 1, mostSignificant: mostSignificant ?? 21 }),
  };
  return localNumber(text, all, locale);
}

/** What Date.prototype.toLocaleString and its two likes give. */
export function* dateInLocale(
  vm: Vm,
  ms: number,
  what: 'all' | 'date' | 'time',
  tag: Value,
  options: Value,
): Task<string> {
  const locale = localeFor(vm, tag);
  yield* refuse(vm, options, MORE_OF_DATES);
  const known: Partial<Record<DateOption, string>> = {};
  if (options !== undefined) {
    for (const name of DATE_OPTIONS) {
      const value = yield* get(vm, options, name);
      if (value !== undefined) known[name] = plainString(value);
    }
    const zone = yield* get(vm, options, 'timeZone');
    if (zone !== undefined && !/^(utc|gmt|etc\/(utc|gmt))$/i.test(plainString(zone)))
      throw new NotModelled(`the time zone ${plainString(zone)}`);
  }
  const text = localDate(ms, what, locale, known);
  if (text === undefined) throw new NotModelled('these options of a date in words');
  return text;
}
