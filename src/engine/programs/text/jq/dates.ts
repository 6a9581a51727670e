/** Seconds since 1970 and broken-down times: year, month from 0, day, hours, minutes, seconds, weekday, day of the year. */
import { formatTime } from '../../shared/time';
import { fail, isArray, type Json, plain, shown } from './values';

export function brokenDown(value: Json): Json {
  if (typeof value !== 'number') return fail(`${shown(value)} gmtime() requires a number`);
  const date = new Date(value * 1000);
  const year = date.getUTCFullYear();
  const dayOfYear = Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000);
  const seconds = date.getUTCSeconds() + (value - Math.floor(value));
  return [
    year,
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    seconds,
    date.getUTCDay(),
    dayOfYear,
  ];
}

export function secondsOf(value: Json): number {
  if (!isArray(value)) return fail('mktime requires array inputs');
  const parts = value.map(plain).filter((one) => typeof one === 'number');
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts;
  if (year === undefined || month === undefined || day === undefined)
    return fail('mktime requires parsed datetime inputs');
  return Math.floor(Date.UTC(year, month, day, hour, minute, Math.floor(second)) / 1000);
}

export function formatted(value: Json, format: Json): string {
  if (typeof format !== 'string') return fail('strftime/1 requires a string format');
  const seconds =
    typeof value === 'number'
      ? value
      : isArray(value)
        ? secondsOf(value)
        : fail('strftime/1 requires parsed datetime inputs');
  return formatTime(format, seconds * 1000);
}

const FIELDS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  e: '\\s*(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  b: '(?<b>[A-Za-z]{3})',
  B: '(?<b>[A-Za-z]{3})[a-z]*',
  a: '[A-Za-z]{3}',
  A: '[A-Za-z]+',
  Z: '[A-Za-z]+',
  z: '[-+]\\d{2}:?\\d{2}',
  T: '(?<H>\\d{1,2}):(?<M>\\d{1,2}):(?<S>\\d{1,2})',
  F: '(?<Y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})',
  s: '(?<s>\\d+)',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export function parsed(value: Json, format: Json): Json {
  if (typeof value !== 'string' || typeof format !== 'string')
    return fail(`strptime/1 requires string inputs and arguments`);
  const source = format.replace(/%(.)|[^]/g, (part, letter: string | undefined) =>
    letter === undefined
      ? part.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')
      : letter === '%'
        ? '%'
        : (FIELDS[letter] ?? '.*?'),
  );
  const found = new RegExp(`^${source}$`).exec(value)?.groups;
  if (!found) return fail(`date "${value}" does not match format "${format}"`);
  const number = (name: string, otherwise: number): number => Number(found[name] ?? otherwise);
  if (found.s !== undefined) return brokenDown(Number(found.s));
  const month = found.b === undefined ? number('m', 1) - 1 : MONTHS.indexOf(found.b.toLowerCase());
  const ms = Date.UTC(
    number('Y', 1900),
    month,
    number('d', 1),
    number('H', 0),
    number('M', 0),
    number('S', 0),
  );
  return brokenDown(ms / 1000);
}
