import { roundNumeric } from '../numeric';
import { SqlError } from '../sql-error';
import {
  addToWall,
  ageBetween,
  DAY,
  dateOf,
  daysInMonth,
  daysOf,
  HOUR,
  intervalSize,
  MINUTE,
  momentOf,
  partsOf,
  SECOND,
  wallOf,
} from '../times';
import type { Interval, Value } from '../types';
import { isInterval } from '../values';
import { toMoment, timeToChar } from './time-formats';
import { define, defineOpen, defineSet, type CallSite, type Definition } from './definition';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  date: 'date',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  interval: 'interval',
  time: 'time without time zone',
};

/** Seconds and their parts are given with six digits. */
function micros(number: number): string {
  return roundNumeric((number / SECOND).toFixed(6), 6);
}

/** A part of a moment by the wall's clock; undefined: no such part. */
function fieldOf(unit: string, wall: number, epoch: number): string | undefined {
  const { year, month, day, micros: rest } = partsOf(wall);
  const days = Math.floor(wall / DAY);
  const weekday = (((days + 4) % 7) + 7) % 7;
  switch (unit) {
    case 'year':
    case 'years':
      return String(year);
    case 'month':
    case 'months':
      return String(month);
    case 'day':
    case 'days':
      return String(day);
    case 'hour':
    case 'hours':
      return String(Math.floor(rest / HOUR));
    case 'minute':
    case 'minutes':
      return String(Math.floor(rest / MINUTE) % 60);
    case 'second':
    case 'seconds':
      return micros(rest % MINUTE);
    case 'milliseconds':
      return roundNumeric(((rest % MINUTE) / 1000).toFixed(3), 3);
    case 'microseconds':
      return String(rest % MINUTE);
    case 'dow':
      return String(weekday);
    case 'isodow':
      return String(weekday === 0 ? 7 : weekday);
    case 'doy':
      return String(days - daysOf(year, 1, 1) + 1);
    case 'quarter':
      return String(Math.ceil(month / 3));
    case 'week':
      return String(isoWeek(days).week);
    case 'isoyear':
      return String(isoWeek(days).year);
    case 'decade':
      return String(Math.floor(year / 10));
    case 'century':
      return String(Math.ceil(year / 100));
    case 'millennium':
      return String(Math.ceil(year / 1000));
    case 'epoch':
      return micros(epoch);
    default:
      return undefined;
  }
}

export function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const weekday = (((days + 3) % 7) + 7) % 7;
  const thursday = days - weekday + 3;
  const { year } = dateOf(thursday);
  return { year, week: Math.floor((thursday - daysOf(year, 1, 1)) / 7) + 1 };
}

function intervalField(unit: string, value: Interval): string | undefined {
  const { months, days, micros: rest } = value;
  switch (unit.replace(/s$/, '')) {
    case 'year':
      return String(Math.trunc(months / 12));
    case 'month':
      return String(months % 12);
    case 'day':
      return String(days);
    case 'hour':
      return String(Math.trunc(rest / HOUR));
    case 'minute':
      return String(Math.trunc(rest / MINUTE) % 60);
    case 'second':
      return micros(rest % MINUTE);
    case 'epoch':
      return micros(
        intervalSize({ ...value, months: 0 }) + (Math.trunc(months / 12) * 365.25 + (months % 12) * 30) * DAY,
      );
    default:
      return undefined;
  }
}

function extract(unit: string, value: Value, type: string, site: CallSite): string {
  const own = unit.toLowerCase();
  const { zone } = site.around.clock;
  const wall =
    type === 'date'
      ? Number(value) * DAY
      : type === 'timestamptz'
        ? wallOf(Number(value), zone)
        : Number(value);
  const epoch = type === 'timestamptz' ? Number(value) : wall;
  const isClockUnit = /^(hour|minute|second|milli|micro)/.test(own);
  const field = isInterval(value)
    ? intervalField(own, value)
    : own === 'timezone' && type === 'timestamptz'
      ? String((wall - Number(value)) / SECOND)
      : fieldOf(own, wall, epoch);
  const typeName = TYPE_NAMES[type] ?? type;
  if (field === undefined) throw new SqlError(`unit "${unit}" not recognized for type ${typeName}`);
  if (type === 'date' && isClockUnit) throw new SqlError(`unit "${unit}" not supported for type date`);
  if (type === 'date' && own === 'epoch') return String(Number(value) * 86_400);
  if (type === 'time' && !isClockUnit && own !== 'epoch')
    throw new SqlError(`unit "${unit}" not supported for type ${typeName}`);
  return field;
}

function truncated(unit: string, wall: number, typeName: string): number {
  const own = unit.toLowerCase().replace(/s$/, '');
  const { year, month } = partsOf(wall);
  const days = Math.floor(wall / DAY);
  switch (own) {
    case 'microsecond':
      return wall;
    case 'millisecond':
      return Math.floor(wall / 1000) * 1000;
    case 'second':
      return Math.floor(wall / SECOND) * SECOND;
    case 'minute':
      return Math.floor(wall / MINUTE) * MINUTE;
    case 'hour':
      return Math.floor(wall / HOUR) * HOUR;
    case 'day':
      return days * DAY;
    case 'week':
      return (days - ((((days + 3) % 7) + 7) % 7)) * DAY;
    case 'month':
      return daysOf(year, month, 1) * DAY;
    case 'quarter':
      return daysOf(year, Math.floor((month - 1) / 3) * 3 + 1, 1) * DAY;
    case 'year':
      return daysOf(year, 1, 1) * DAY;
    case 'decade':
      return daysOf(Math.floor(year / 10) * 10, 1, 1) * DAY;
    case 'century':
      return daysOf(Math.floor((year - 1) / 100) * 100 + 1, 1, 1) * DAY;
    default:
      throw new SqlError(`unit "${unit}" not recognized for type ${typeName}`);
  }
}

function truncateInterval(unit: string, { months, days, micros: rest }: Interval): Interval {
  const own = unit.toLowerCase().replace(/s$/, '');
  if (own === 'year') return { months: Math.trunc(months / 12) * 12, days: 0, micros: 0 };
  if (own === 'month') return { months, days: 0, micros: 0 };
  if (own === 'day') return { months, days, micros: 0 };
  const step = { hour: HOUR, minute: MINUTE, second: SECOND }[own];
  if (step === undefined) throw new SqlError(`unit "${unit}" not recognized for type interval`);
  return { months, days, micros: Math.trunc(rest / step) * step };
}

/** Moments from one to another by steps of an interval. */
function* series(start: number, stop: number, step: Interval): Generator<number> {
  const size = intervalSize(step);
  if (size === 0) throw new SqlError('step size cannot equal zero');
  let count = 0;
  for (let at = start; size > 0 ? at <= stop : at >= stop; at = addToWall(at, step)) {
    if (++count > 200_000) throw new SqlError('the result is too large for this simulated server');
    yield at;
  }
}

function interval(value: Value): Interval {
  return isInterval(value) ? value : { months: 0, days: 0, micros: 0 };
}

function atZone(name: Value, site: CallSite): ReturnType<CallSite['around']['clock']['namedZone']> {
  const zone = site.around.clock.namedZone(String(name));
  if (zone === undefined) throw new SqlError(`time zone "${String(name)}" not recognized`);
  return zone;
}

function makeDate(year: Value, month: Value, day: Value): number {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || y === 0 || d > daysInMonth(y, m))
    throw new SqlError(
      `date field value out of range: ${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
    );
  return daysOf(y, m, d);
}

const nowOf = (site: CallSite): number => Math.round(site.around.clock.nowMs * 1000);

export const TIME_FUNCTIONS: readonly Definition[] = [
  ...['now', 'current_timestamp', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'].map(
    (name) => define(`${name}() timestamptz`, (_, site) => nowOf(site)),
  ),
  define('localtimestamp() timestamp', (_, site) => wallOf(nowOf(site), site.around.clock.zone)),
  define('current_date() date', (_, site) => Math.floor(wallOf(nowOf(site), site.around.clock.zone) / DAY)),
  define('current_time() timetz', (_, site) => wallOf(nowOf(site), site.around.clock.zone) % DAY),
  define('localtime() time', (_, site) => wallOf(nowOf(site), site.around.clock.zone) % DAY),
  ...(['date', 'timestamp', 'timestamptz', 'interval', 'time'] as const).flatMap((type) => [
    define(`extract(text, ${type}) numeric`, ([unit, value = null], site) =>
      extract(String(unit), value, type, site),
    ),
    define(`date_part(text, ${type}) float`, ([unit, value = null], site) =>
      Number(extract(String(unit), value, type, site)),
    ),
  ]),
  define('date_trunc(text, timestamp) timestamp', ([unit, value]) =>
    truncated(String(unit), Number(value), 'timestamp without time zone'),
  ),
  define('date_trunc(text, timestamptz) timestamptz', ([unit, value], site) => {
    const { zone } = site.around.clock;
    return momentOf(truncated(String(unit), wallOf(Number(value), zone), 'timestamp with time zone'), zone);
  }),
  define('date_trunc(text, interval) interval', ([unit, value = null]) =>
    truncateInterval(String(unit), interval(value)),
  ),
  define('age(timestamp, timestamp) interval', ([a, b]) => ageBetween(Number(a), Number(b))),
  define('age(timestamptz, timestamptz) interval', ([a, b], site) =>
    ageBetween(wallOf(Number(a), site.around.clock.zone), wallOf(Number(b), site.around.clock.zone)),
  ),
  define('age(timestamp) interval', ([a], site) =>
    ageBetween(Math.floor(wallOf(nowOf(site), site.around.clock.zone) / DAY) * DAY, Number(a)),
  ),
  define('age(timestamptz) interval', ([a], site) =>
    ageBetween(
      Math.floor(wallOf(nowOf(site), site.around.clock.zone) / DAY) * DAY,
      wallOf(Number(a), site.around.clock.zone),
    ),
  ),
  define('justify_hours(interval) interval', ([value = null]) => {
    const { months, days, micros: rest } = interval(value);
    const over = Math.trunc(rest / DAY);
    return { months, days: days + over, micros: rest - over * DAY };
  }),
  define('justify_days(interval) interval', ([value = null]) => {
    const { months, days, micros: rest } = interval(value);
    const over = Math.trunc(days / 30);
    return { months: months + over, days: days - over * 30, micros: rest };
  }),
  define('justify_interval(interval) interval', ([value = null]) => {
    const { months, days, micros: rest } = interval(value);
    const overDays = Math.trunc(rest / DAY);
    const all = days + overDays;
    const overMonths = Math.trunc(all / 30);
    return { months: months + overMonths, days: all - overMonths * 30, micros: rest - overDays * DAY };
  }),
  define('make_date(integer, integer, integer) date', ([y = null, m = null, d = null]) => makeDate(y, m, d)),
  define(
    'make_time(integer, integer, float) time',
    ([h, m, s]) => Number(h) * HOUR + Number(m) * MINUTE + Math.round(Number(s) * SECOND),
  ),
  define(
    'make_timestamp(integer, integer, integer, integer, integer, float) timestamp',
    ([y = null, mo = null, d = null, h, mi, s]) =>
      makeDate(y, mo, d) * DAY + Number(h) * HOUR + Number(mi) * MINUTE + Math.round(Number(s) * SECOND),
  ),
  defineOpen(
    'make_interval(integer, integer, integer, integer, integer, integer, float) interval',
    ([y, mo, w, d, h, mi, s]) => ({
      months: Number(y ?? 0) * 12 + Number(mo ?? 0),
      days: Number(w ?? 0) * 7 + Number(d ?? 0),
      micros: Number(h ?? 0) * HOUR + Number(mi ?? 0) * MINUTE + Math.round(Number(s ?? 0) * SECOND),
    }),
  ),
  define('to_timestamp(float) timestamptz', ([seconds]) => Math.round(Number(seconds) * SECOND)),
  define('to_timestamp(text, text) timestamptz', ([text, format], site) =>
    momentOf(toMoment(String(text), String(format)), site.around.clock.zone),
  ),
  define('to_date(text, text) date', ([text, format]) =>
    Math.floor(toMoment(String(text), String(format)) / DAY),
  ),
  define('to_char(timestamp, text) text', ([value, format]) =>
    timeToChar(Number(value), String(format), { name: '', offsetMinutes: 0 }),
  ),
  define('to_char(timestamptz, text) text', ([value, format], { around: { clock } }) =>
    timeToChar(
      wallOf(Number(value), clock.zone),
      String(format),
      clock.zone.at?.(Math.floor(Number(value) / 1000)) ?? clock.zone,
    ),
  ),
  define('to_char(interval, text) text', ([value = null, format]) =>
    timeToChar(interval(value).micros + interval(value).days * 0, String(format), {
      name: '',
      offsetMinutes: 0,
    }),
  ),
  define('timezone(text, timestamptz) timestamp', ([zone = null, value], site) => {
    const own = atZone(zone, site);
    return own ? wallOf(Number(value), own) : null;
  }),
  define('timezone(text, timestamp) timestamptz', ([zone = null, value], site) => {
    const own = atZone(zone, site);
    return own ? momentOf(Number(value), own) : null;
  }),
  define('isfinite(date) bool', ([value]) => Number.isFinite(Number(value))),
  define('isfinite(timestamp) bool', ([value]) => Number.isFinite(Number(value))),
  define('isfinite(timestamptz) bool', ([value]) => Number.isFinite(Number(value))),
  define('date_bin(interval, timestamp, timestamp) timestamp', ([step = null, value, origin]) => {
    const size = intervalSize(interval(step));
    if (size <= 0) throw new SqlError('stride must be greater than zero');
    return Number(origin) + Math.floor((Number(value) - Number(origin)) / size) * size;
  }),
  define('date(timestamp) date', ([value]) => Math.floor(Number(value) / DAY)),
  define('date(timestamptz) date', ([value], site) =>
    Math.floor(wallOf(Number(value), site.around.clock.zone) / DAY),
  ),
  define('overlaps(date, date, date, date) bool', ([a, b, c, d]) =>
    overlap(Number(a), Number(b), Number(c), Number(d)),
  ),
  define('overlaps(timestamp, timestamp, timestamp, timestamp) bool', ([a, b, c, d]) =>
    overlap(Number(a), Number(b), Number(c), Number(d)),
  ),
  define('overlaps(timestamptz, timestamptz, timestamptz, timestamptz) bool', ([a, b, c, d]) =>
    overlap(Number(a), Number(b), Number(c), Number(d)),
  ),
  define('overlaps(time, time, time, time) bool', ([a, b, c, d]) =>
    overlap(Number(a), Number(b), Number(c), Number(d)),
  ),
  defineSet('generate_series(timestamp, timestamp, interval) timestamp', ([from, to, step = null]) => [
    ...series(Number(from), Number(to), interval(step)),
  ]),
  defineSet(
    'generate_series(timestamptz, timestamptz, interval) timestamptz',
    ([from, to, step = null], { around: { clock } }) =>
      [...series(wallOf(Number(from), clock.zone), wallOf(Number(to), clock.zone), interval(step))].map(
        (wall) => momentOf(wall, clock.zone),
      ),
  ),
];

function overlap(a: number, b: number, c: number, d: number): boolean {
  const [start, end] = [Math.min(a, b), Math.max(a, b)];
  const [from, to] = [Math.min(c, d), Math.max(c, d)];
  return start === from ? true : start < to && from < end;
}
