// Dates, times and intervals: as they are written, kept and shown (datetime.c, timestamp.c). DateStyle is ISO, MDY.
import { UTC, utcOf, type Zone } from '../../shared/time';
import { SqlError } from './sql-error';
import type { Interval } from './types';

export const DAY = 86_400_000_000;
export const HOUR = 3_600_000_000;
export const MINUTE = 60_000_000;
export const SECOND = 1_000_000;

/** What a moment's text is read against. */
export interface Clock {
  readonly nowMs: number;
  readonly zone: Zone;
  /** A zone by its name. */
  namedZone(name: string): Zone | undefined;
}

export interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Microseconds since midnight. */
  readonly micros: number;
}

/** Days from 1970-01-01 to a day of the proleptic Gregorian calendar. */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

export function dateOf(days: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

export function partsOf(micros: number): Parts {
  const days = Math.floor(micros / DAY);
  return { ...dateOf(days), micros: micros - days * DAY };
}

export function daysInMonth(year: number, month: number): number {
  return daysOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysOf(year, month, 1);
}

/** A wall clock's time in a zone as a moment, and back. */
export function momentOf(wall: number, zone: Zone): number {
  if (!Number.isFinite(wall)) return wall;
  const ms = Math.floor(wall / 1000);
  return utcOf(ms, zone) * 1000 + (wall - ms * 1000);
}

export function wallOf(moment: number, zone: Zone): number {
  if (!Number.isFinite(moment)) return moment;
  return moment + offsetMinutes(moment, zone) * MINUTE;
}

function offsetMinutes(moment: number, zone: Zone): number {
  return (zone.at?.(Math.floor(moment / 1000)) ?? zone).offsetMinutes;
}

function pad(number: number, width = 2): string {
  return String(number).padStart(width, '0');
}

export function dateText(days: number): string {
  if (!Number.isFinite(days)) return days < 0 ? '-infinity' : 'infinity';
  const { year, month, day } = dateOf(days);
  return year > 0
    ? `${pad(year, 4)}-${pad(month)}-${pad(day)}`
    : `${pad(1 - year, 4)}-${pad(month)}-${pad(day)} BC`;
}

export function timeText(micros: number): string {
  const seconds = Math.floor(micros / SECOND);
  const rest = micros - seconds * SECOND;
  const fraction = rest === 0 ? '' : `.${pad(rest, 6).replace(/0+$/, '')}`;
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}${fraction}`;
}

export function timestampText(wall: number): string {
  if (!Number.isFinite(wall)) return wall < 0 ? '-infinity' : 'infinity';
  const days = Math.floor(wall / DAY);
  const [date, era = ''] = dateText(days).split(/(?= BC)/);
  return `${date} ${timeText(wall - days * DAY)}${era}`;
}

export function timestamptzText(moment: number, zone: Zone): string {
  if (!Number.isFinite(moment)) return timestampText(moment);
  return timestampText(wallOf(moment, zone)) + offsetText(offsetMinutes(moment, zone));
}

export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${size % 60 === 0 ? '' : `:${pad(size % 60)}`}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE_STYLE = 'Perhaps you need a different "datestyle" setting.';

function outOfRange(text: string, hint?: string): SqlError {
  return new SqlError(`date/time field value out of range: "${text}"`, undefined, undefined, hint);
}

interface Moment {
  readonly days?: number;
  readonly micros?: number;
  readonly offset?: { readonly minutes: number } | { readonly zone: Zone };
}

/** One way in which a part of a moment is written. */
interface Reading {
  readonly pattern: RegExp;
  fits?(found: RegExpExecArray): boolean;
  /** Year, month and day. */
  days?(found: RegExpExecArray): readonly [number, number, number];
  other?(found: RegExpExecArray, text: string, clock: Clock): Moment;
}

const READINGS: readonly Reading[] = [
  {
    pattern: /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(am|pm)?(?![\d:])/i,
    other: (found, text) => ({ micros: clockMicros(found, text) }),
  },
  {
    pattern: /^(\d{4,5})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/,
    days: ([, y, m, d]) => [Number(y), Number(m), Number(d)],
  },
  { pattern: /^(\d{4})(\d{2})(\d{2})(?!\d)/, days: ([, y, m, d]) => [Number(y), Number(m), Number(d)] },
  {
    pattern: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/,
    days: ([, m, d, y = '']) => [fullYear(y), Number(m), Number(d)],
  },
  {
    pattern:
      /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?([a-z]{3})[a-z]*[ -]+(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4})/i,
    fits: ([, month]) => monthOf(month) > 0,
    days: ([, month, d, y]) => [Number(y), monthOf(month), Number(d)],
  },
  {
    pattern: /^(\d{1,2})[ -]*([a-z]{3})[a-z]*,?[ -]+(\d{4})/i,
    fits: ([, , month]) => monthOf(month) > 0,
    days: ([, d, month, y]) => [Number(y), monthOf(month), Number(d)],
  },
  {
    pattern: /^(\d{4})[ -]([a-z]{3})[a-z]*[ -](\d{1,2})/i,
    fits: ([, , month]) => monthOf(month) > 0,
    days: ([, y, month, d]) => [Number(y), monthOf(month), Number(d)],
  },
  {
    pattern: /^([+-])(\d{2}):?(\d{2})?(?!\d)/,
    other: ([, sign, hours, minutes]) => {
      const size = Number(hours) * 60 + Number(minutes ?? 0);
      return { offset: { minutes: sign === '-' ? -size : size } };
    },
  },
  { pattern: /^(z|utc|gmt|zulu)(?![a-z/])/i, other: () => ({ offset: { minutes: 0 } }) },
  {
    pattern: /^[A-Za-z][A-Za-z_]*\/[A-Za-z_/+-]+/,
    other: ([name], _text, clock) => {
      const zone = clock.namedZone(name);
      if (zone === undefined) throw new SqlError(`time zone "${name}" not recognized`);
      return { offset: { zone } };
    },
  },
];

/** What stands in a text: a day, a time of the day, a zone. Throws SqlError naming the type. */
function readMoment(text: string, type: string, clock: Clock): Moment {
  const bad = (): SqlError => new SqlError(`invalid input syntax for type ${type}: "${text}"`);
  let rest = text.trim().replace(/^([0-9-]+)T(?=\d)/i, '$1 ');
  let moment: Moment = {};
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest);
    if (!found) return undefined;
    rest = rest.slice(found[0].length).trimStart();
    return found;
  };
  while (rest !== '') {
    const reading = READINGS.find(({ pattern, fits }) => {
      const found = pattern.exec(rest);
      return found !== null && (fits === undefined || fits(found));
    });
    const found = reading && take(reading.pattern);
    if (!reading || !found) throw bad();
    const days = reading.days?.(found);
    moment = {
      ...moment,
      ...(days ? { days: checkedDays(days[0], days[1], days[2], text) } : {}),
      ...reading.other?.(found, text, clock),
    };
  }
  if (moment.days === undefined && moment.micros === undefined) throw bad();
  return moment;
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function checkedDays(year: number, month: number, day: number, text: string): number {
  if (month < 1 || month > 12 || day < 1 || day > 31) throw outOfRange(text, DATE_STYLE);
  if (day > daysInMonth(year, month) || year === 0) throw outOfRange(text);
  return daysOf(year, month, day);
}

function clockMicros(
  [, hours = '0', minutes = '0', seconds = '0', fraction = '0', half]: RegExpExecArray,
  text: string,
): number {
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour > 12) throw outOfRange(text);
    hour = (hour % 12) + (/pm/i.test(half) ? 12 : 0);
  }
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) throw outOfRange(text);
  const micros =
    (hour * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND + Math.round(Number(fraction) * SECOND);
  if (micros > DAY) throw outOfRange(text);
  return micros;
}

/** now, today …: microseconds of the clock's wall. */
function specialWall(text: string, { nowMs, zone }: Clock): number | undefined {
  const wall = wallOf(Math.round(nowMs * 1000), zone);
  const midnight = Math.floor(wall / DAY) * DAY;
  switch (text.trim().toLowerCase()) {
    case 'now':
      return wall;
    case 'today':
      return midnight;
    case 'tomorrow':
      return midnight + DAY;
    case 'yesterday':
      return midnight - DAY;
    case 'epoch':
      return 0;
    case 'infinity':
      return Infinity;
    case '-infinity':
      return -Infinity;
    default:
      return undefined;
  }
}

export function readDate(text: string, clock: Clock): number {
  const special = specialWall(text, clock);
  if (special !== undefined) return Math.floor(special / DAY);
  const { days } = readMoment(text, 'date', clock);
  if (days === undefined) throw new SqlError(`invalid input syntax for type date: "${text}"`);
  return days;
}

export function readTimestamp(text: string, clock: Clock): number {
  const special = specialWall(text, clock);
  if (special !== undefined) return special;
  const { days, micros = 0 } = readMoment(text, 'timestamp', clock);
  if (days === undefined) throw new SqlError(`invalid input syntax for type timestamp: "${text}"`);
  return days * DAY + micros;
}

export function readTimestamptz(text: string, clock: Clock): number {
  const special = specialWall(text, clock);
  if (special !== undefined) return text.trim().toLowerCase() === 'epoch' ? 0 : momentOf(special, clock.zone);
  const { days, micros = 0, offset } = readMoment(text, 'timestamp with time zone', clock);
  if (days === undefined)
    throw new SqlError(`invalid input syntax for type timestamp with time zone: "${text}"`);
  const wall = days * DAY + micros;
  if (offset === undefined) return momentOf(wall, clock.zone);
  return 'minutes' in offset ? wall - offset.minutes * MINUTE : momentOf(wall, offset.zone);
}

export function readTime(text: string, clock: Clock): number {
  const { micros } = readMoment(text, 'time', clock);
  if (micros === undefined) throw new SqlError(`invalid input syntax for type time: "${text}"`);
  return micros;
}

// Intervals

const UNITS: readonly (readonly [RegExp, keyof Interval, number])[] = [
  [/^(microseconds?|usecs?|us)$/, 'micros', 1],
  [/^(milliseconds?|msecs?|ms)$/, 'micros', 1000],
  [/^(seconds?|secs?|s)$/, 'micros', SECOND],
  [/^(minutes?|mins?|m)$/, 'micros', MINUTE],
  [/^(hours?|hrs?|h)$/, 'micros', HOUR],
  [/^(days?|d)$/, 'days', 1],
  [/^(weeks?|w)$/, 'days', 7],
  [/^(months?|mons?)$/, 'months', 1],
  [/^(years?|yrs?|y)$/, 'months', 12],
  [/^(decades?|decs?)$/, 'months', 120],
  [/^(centur(y|ies)|c)$/, 'months', 1200],
  [/^(millenni(um|a)|mils?)$/, 'months', 12_000],
];

export function readInterval(text: string): Interval {
  const bad = (): SqlError => new SqlError(`invalid input syntax for type interval: "${text}"`);
  let rest = text.trim().toLowerCase();
  if (rest === '') throw bad();
  const iso =
    /^p(?:(-?[\d.]+)y)?(?:(-?[\d.]+)m)?(?:(-?[\d.]+)w)?(?:(-?[\d.]+)d)?(?:t(?:(-?[\d.]+)h)?(?:(-?[\d.]+)m)?(?:(-?[\d.]+)s)?)?$/.exec(
      rest,
    );
  if (iso) {
    const [, y = 0, mo = 0, w = 0, d = 0, h = 0, mi = 0, s = 0] = iso.map((one) => Number(one));
    const part = (one: number): number => (Number.isNaN(one) ? 0 : one);
    return {
      months: part(y) * 12 + part(mo),
      days: part(w) * 7 + part(d),
      micros: Math.round(part(h) * HOUR + part(mi) * MINUTE + part(s) * SECOND),
    };
  }
  let [months, days, micros] = [0, 0, 0];
  const isAgo = /\sago$/.test(rest);
  rest = rest.replace(/\s+ago$/, '').replace(/^@\s*/, '');
  while (rest !== '') {
    const clock = /^([+-]?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*/.exec(rest);
    const years = /^([+-]?)(\d+)-(\d+)\s*/.exec(rest);
    const unit = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z]*)\s*/.exec(rest);
    if (clock) {
      const size =
        (Number(clock[2]) * 3600 + Number(clock[3]) * 60) * SECOND +
        Math.round(Number(clock[4] ?? 0) * SECOND);
      micros += clock[1] === '-' ? -size : size;
      rest = rest.slice(clock[0].length);
    } else if (years) {
      const size = Number(years[2]) * 12 + Number(years[3]);
      months += years[1] === '-' ? -size : size;
      rest = rest.slice(years[0].length);
    } else if (unit) {
      const number = Number(unit[1]);
      const name = unit[2] === '' ? 's' : (unit[2] ?? '');
      const [, field, factor] = UNITS.find(([pattern]) => pattern.test(name)) ?? [];
      if (field === undefined || factor === undefined) throw bad();
      const whole = Math.trunc(number * factor);
      const fraction = number * factor - whole;
      if (field === 'micros') micros += Math.round(number * factor);
      else if (field === 'days') {
        days += whole;
        micros += Math.round(fraction * DAY);
      } else {
        months += whole;
        const inDays = fraction * 30;
        days += Math.trunc(inDays);
        micros += Math.round((inDays - Math.trunc(inDays)) * DAY);
      }
      rest = rest.slice(unit[0].length);
    } else throw bad();
  }
  return isAgo ? { months: -months, days: -days, micros: -micros } : { months, days, micros };
}

export function intervalText({ months, days, micros }: Interval): string {
  const parts: string[] = [];
  let isBeforeNegative = false;
  const put = (number: number, unit: string): void => {
    if (number === 0) return;
    const sign = isBeforeNegative && number > 0 ? '+' : '';
    parts.push(`${sign}${number} ${unit}${number === 1 ? '' : 's'}`);
    isBeforeNegative = number < 0;
  };
  put(Math.trunc(months / 12), 'year');
  put(months % 12, 'mon');
  put(days, 'day');
  if (micros !== 0 || parts.length === 0) {
    const sign = micros < 0 ? '-' : isBeforeNegative ? '+' : '';
    parts.push(sign + timeText(Math.abs(micros)));
  }
  return parts.join(' ');
}

/** As one number, a month being 30 days: what intervals are compared by. */
export function intervalSize({ months, days, micros }: Interval): number {
  return (months * 30 + days) * DAY + micros;
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return { months: a.months + b.months, days: a.days + b.days, micros: a.micros + b.micros };
}

export function negateInterval({ months, days, micros }: Interval): Interval {
  return { months: 0 - months, days: 0 - days, micros: 0 - micros };
}

/** What is over of a month goes into days of 30, what is over of a day into time. */
export function scaleInterval({ months, days, micros }: Interval, factor: number): Interval {
  const m = months * factor;
  const wholeMonths = Math.trunc(m);
  const d = days * factor;
  const wholeDays = Math.trunc(d);
  const spare = (m - wholeMonths) * 30;
  const spareDays = Math.trunc(Number(spare.toFixed(6)));
  const inTime = (d - wholeDays + spare - spareDays) * DAY;
  return { months: wholeMonths, days: wholeDays + spareDays, micros: Math.round(micros * factor + inTime) };
}

/** Months keep the day where the month has it. */
export function addToWall(wall: number, { months, days, micros }: Interval): number {
  if (!Number.isFinite(wall)) return wall;
  let start = wall;
  if (months !== 0) {
    const parts = partsOf(wall);
    const all = parts.year * 12 + parts.month - 1 + months;
    const [year, month] = [Math.floor(all / 12), (((all % 12) + 12) % 12) + 1];
    start = daysOf(year, month, Math.min(parts.day, daysInMonth(year, month))) * DAY + parts.micros;
  }
  return start + days * DAY + micros;
}

/** age(): years, months and days between two moments. */
export function ageBetween(a: number, b: number): Interval {
  if (a < b) return negateInterval(ageBetween(b, a));
  const [x, y] = [partsOf(a), partsOf(b)];
  let micros = x.micros - y.micros;
  let days = x.day - y.day;
  let months = (x.year - y.year) * 12 + x.month - y.month;
  if (micros < 0) {
    micros += DAY;
    days--;
  }
  if (days < 0) {
    days += daysInMonth(y.year, y.month);
    months--;
  }
  return { months, days, micros };
}

export const UTC_CLOCK: Clock = { nowMs: 0, zone: UTC, namedZone: () => undefined };
