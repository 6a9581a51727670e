/** Dates as a locale writes them, without the host's help (ECMA-402, DateTimeFormat). The time is UTC. */
import type { Locale } from './tags';

export type DateOptions = Readonly<Partial<Record<DateOption, string>>>;

/** The options that are known; the values are texts, `hour12` is `true` or `false`. */
export const DATE_OPTIONS = [
  'weekday',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'hour12',
  'dateStyle',
  'timeStyle',
] as const;
export type DateOption = (typeof DATE_OPTIONS)[number];

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const two = (value: number): string => String(value).padStart(2, '0');

/** What a style stands for. */
const DATE_STYLES: Readonly<Record<string, DateOptions>> = {
  full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  short: { year: '2-digit', month: 'numeric', day: 'numeric' },
};
const TIME_STYLES: Readonly<Record<string, DateOptions>> = {
  medium: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  short: { hour: 'numeric', minute: '2-digit' },
};

/** A moment as text; undefined: these options are not modelled. */
export function localDate(
  ms: number,
  what: 'all' | 'date' | 'time',
  locale: Locale,
  options: DateOptions,
): string | undefined {
  if (Number.isNaN(ms)) return 'Invalid Date';
  const date = new Date(ms);
  if (locale !== 'en-US') {
    return Object.keys(options).length === 0 ? elsewhere(date, what, locale) : undefined;
  }
  const { dateStyle, timeStyle, ...parts } = options;
  if (dateStyle !== undefined || timeStyle !== undefined) {
    if (Object.keys(parts).some((name) => name !== 'hour12')) return undefined;
    const [day, time] = [DATE_STYLES[dateStyle ?? ''], TIME_STYLES[timeStyle ?? '']];
    if ((dateStyle !== undefined && !day) || (timeStyle !== undefined && !time)) return undefined;
    if (what === 'date' ? timeStyle !== undefined : what === 'time' && dateStyle !== undefined)
      return undefined;
    const texts = [
      ...(day ? [dayText(date, day)] : []),
      ...(time ? [timeText(date, { ...time, ...parts })] : []),
    ];
    return texts.join(/^(full|long)$/.test(dateStyle ?? '') ? ' at ' : ', ');
  }
  const hasDay = ['weekday', 'year', 'month', 'day'].some((name) => name in parts);
  const hasTime = ['hour', 'minute', 'second'].some((name) => name in parts);
  const needsDay = what === 'date' ? !hasDay : what === 'all' && !hasDay && !hasTime;
  const needsTime = what === 'time' ? !hasTime : what === 'all' && !hasDay && !hasTime;
  const whole: DateOptions = {
    ...parts,
    ...(needsDay ? { year: 'numeric', month: 'numeric', day: 'numeric' } : {}),
    ...(needsTime ? { hour: 'numeric', minute: '2-digit', second: '2-digit' } : {}),
  };
  const texts = [
    ...(hasDay || needsDay ? [dayText(date, whole)] : []),
    ...(hasTime || needsTime ? [timeText(date, whole)] : []),
  ];
  if (texts.includes(undefined) || (texts.length > 1 && /^(long|short)$/.test(whole.month ?? '')))
    return undefined;
  return texts.join(', ');
}

function elsewhere(date: Date, what: 'all' | 'date' | 'time', locale: Locale): string {
  const [day, month, year] = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()];
  const own = locale === 'en-GB' ? `${two(day)}/${two(month)}/${year}` : `${day}.${month}.${year}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return what === 'date' ? own : what === 'time' ? time : `${own}, ${time}`;
}

function dayText(date: Date, { weekday, year, month, day }: DateOptions): string | undefined {
  const name = DAYS[date.getUTCDay()] ?? '';
  const week = weekday === undefined ? '' : weekday === 'long' ? name : name.slice(0, 3);
  const number = (value: number, form: string): string =>
    form === '2-digit' ? two(value % 100) : String(value);
  const years = year === undefined ? '' : number(date.getUTCFullYear(), year);
  const days = day === undefined ? '' : number(date.getUTCDate(), day);
  if ([weekday, month].includes('narrow')) return undefined;
  if (month === 'long' || month === 'short') {
    const own = MONTHS[date.getUTCMonth()] ?? '';
    const named = `${month === 'long' ? own : own.slice(0, 3)}${days === '' ? '' : ` ${days}`}`;
    const dated = years === '' ? named : `${named}${days === '' ? '' : ','} ${years}`;
    return week === '' ? dated : days === '' ? undefined : `${week}, ${dated}`;
  }
  const numbers = [month === undefined ? '' : number(date.getUTCMonth() + 1, month), days, years].filter(
    (part) => part !== '',
  );
  if (month === undefined && numbers.length > 1) return undefined;
  if (week !== '' && numbers.length === 1) return undefined;
  return [...(week === '' ? [] : [week]), ...(numbers.length > 0 ? [numbers.join('/')] : [])].join(', ');
}

function timeText(date: Date, { hour, minute, second, hour12 }: DateOptions): string | undefined {
  if (hour === undefined) return undefined;
  const hours = date.getUTCHours();
  const is12 = hour12 !== 'false';
  const own = is12 ? hours % 12 || 12 : hours;
  const parts = [
    hour === '2-digit' || !is12 ? two(own) : String(own),
    ...(minute === undefined ? [] : [two(date.getUTCMinutes())]),
    ...(second === undefined ? [] : [two(date.getUTCSeconds())]),
  ];
  if (second !== undefined && minute === undefined) return undefined;
  return `${parts.join(':')}${is12 ? ` ${hours < 12 ? 'AM' : 'PM'}` : ''}`;
}
