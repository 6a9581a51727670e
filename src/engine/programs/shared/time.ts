/** Dates as strftime(3) writes them and `date -d` reads them. All times are milliseconds since the epoch. */
export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;

export interface Zone {
  readonly name: string;
  /** East of Greenwich. */
  readonly offsetMinutes: number;
  /** The same zone at another time of the year, where it changes its clock. */
  readonly at?: (ms: number) => Zone;
}

export const UTC: Zone = { name: 'UTC', offsetMinutes: 0 };

/** When a clock of the zone shows a time, given as if it were Greenwich'; milliseconds. */
export function utcOf(wallMs: number, zone: Zone): number {
  const there = zone.at?.(wallMs - zone.offsetMinutes * 60_000) ?? zone;
  return wallMs - there.offsetMinutes * 60_000;
}

function pad(value: number, width: number, fill = '0'): string {
  return String(Math.abs(value)).padStart(width, fill);
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS);
}

/** ISO 8601 week and its year. */
function isoWeek(date: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(date.getTime());
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  return { year: thursday.getUTCFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
}

function zoneText(zone: Zone, colon: boolean): string {
  const total = Math.abs(zone.offsetMinutes);
  const sign = zone.offsetMinutes < 0 ? '-' : '+';
  return `${sign}${pad(Math.floor(total / 60), 2)}${colon ? ':' : ''}${pad(total % 60, 2)}`;
}

/** strftime with GNU's flags (`%-d`, `%_d`, `%^a`), `%s`, `%N` and `%:z`. */
export function formatTime(format: string, ms: number, { at, ...fixed }: Zone = UTC): string {
  const zone = at?.(ms) ?? fixed;
  const date = new Date(Math.floor(ms + zone.offsetMinutes * 60_000));
  const hours = date.getUTCHours();
  const year = date.getUTCFullYear();
  const within = (pattern: string): string => formatTime(pattern, ms, zone);
  return format.replace(
    /%([-_0^#]?)(\d*)(:{0,3}[a-zA-Z%])/g,
    (whole, flag: string, width: string, code: string) => {
      const number = (value: number, digits: number, fill = '0'): string => {
        if (flag === '-') return String(value);
        const filler = flag === '_' ? ' ' : flag === '0' ? '0' : fill;
        return (value < 0 ? '-' : '') + pad(value, Math.max(digits, Number(width)), filler);
      };
      const text = (value: string): string =>
        (flag === '^' || flag === '#' ? value.toUpperCase() : value).padStart(
          flag === '-' ? 0 : Number(width),
        );
      switch (code) {
        case 'a':
          return text((DAYS[date.getUTCDay()] ?? '').slice(0, 3));
        case 'A':
          return text(DAYS[date.getUTCDay()] ?? '');
        case 'b':
        case 'h':
          return text((MONTHS[date.getUTCMonth()] ?? '').slice(0, 3));
        case 'B':
          return text(MONTHS[date.getUTCMonth()] ?? '');
        case 'c':
          return within('%a %b %e %H:%M:%S %Y');
        case 'C':
          return number(Math.floor(year / 100), 2);
        case 'd':
          return number(date.getUTCDate(), 2);
        case 'D':
        case 'x':
          return within('%m/%d/%y');
        case 'e':
          return number(date.getUTCDate(), 2, ' ');
        case 'F':
          return within('%Y-%m-%d');
        case 'g':
          return number(isoWeek(date).year % 100, 2);
        case 'G':
          return number(isoWeek(date).year, 4);
        case 'H':
          return number(hours, 2);
        case 'I':
          return number(hours % 12 || 12, 2);
        case 'j':
          return number(dayOfYear(date) + 1, 3);
        case 'k':
          return number(hours, 2, ' ');
        case 'l':
          return number(hours % 12 || 12, 2, ' ');
        case 'm':
          return number(date.getUTCMonth() + 1, 2);
        case 'M':
          return number(date.getUTCMinutes(), 2);
        case 'n':
          return '\n';
        case 'N':
          return pad(Math.round((((ms % 1000) + 1000) % 1000) * 1e6), 9).slice(0, Number(width) || 9);
        case 'p':
          return flag === '#' ? (hours < 12 ? 'am' : 'pm') : hours < 12 ? 'AM' : 'PM';
        case 'P':
          return hours < 12 ? 'am' : 'pm';
        case 'q':
          return String(Math.floor(date.getUTCMonth() / 3) + 1);
        case 'r':
          return within('%I:%M:%S %p');
        case 'R':
          return within('%H:%M');
        case 's':
          return number(Math.floor(ms / 1000), 1);
        case 'S':
          return number(date.getUTCSeconds(), 2);
        case 't':
          return '\t';
        case 'T':
        case 'X':
          return within('%H:%M:%S');
        case 'u':
          return String(date.getUTCDay() || 7);
        case 'U':
          return number(Math.floor((dayOfYear(date) + 7 - date.getUTCDay()) / 7), 2);
        case 'V':
          return number(isoWeek(date).week, 2);
        case 'w':
          return String(date.getUTCDay());
        case 'W':
          return number(Math.floor((dayOfYear(date) + 7 - ((date.getUTCDay() + 6) % 7)) / 7), 2);
        case 'y':
          return number(year % 100, 2);
        case 'Y':
          return number(year, 1);
        case 'z':
          return zoneText(zone, false);
        case ':z':
          return zoneText(zone, true);
        case '::z':
          return `${zoneText(zone, true)}:00`;
        case ':::z':
          return zoneText(zone, true).replace(/:00$/, '');
        case 'Z':
          return flag === '#' ? zone.name.toLowerCase() : text(zone.name);
        case '%':
          return '%';
        default:
          return whole;
      }
    },
  );
}

const UNIT_MS: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
  fortnight: 14 * DAY_MS,
};

/** Zones that are known by their letters, in hours east of Greenwich. Source: gnulib's parse-datetime.y. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  ...{ wet: 0, west: 1, bst: 1, cet: 1, cest: 2, met: 1, mest: 2, eet: 2, eest: 3, msk: 3, msd: 4, ist: 5.5 },
  ...{ jst: 9, nzst: 12, nzdt: 13, art: -3, brt: -3, ast: -4, adt: -3, est: -5, edt: -4, cst: -6, cdt: -5 },
  ...{ mst: -7, mdt: -6, pst: -8, pdt: -7, akst: -9, akdt: -8, hst: -10, hast: -10, sgt: 8, sast: 2, eat: 3 },
};

function indexOfWord(words: readonly string[], word: string): number {
  return word.length < 3
    ? -1
    : words.findIndex(
        (one) => one.toLowerCase().startsWith(word) || (word === 'sept' && one === 'September'),
      );
}

/**
 * What GNU's `date -d` understands, as far as people write it: ISO dates and times, `Jan 2 2024`, `@seconds`,
 * `now`, `today`, `tomorrow`, weekdays, `2 days ago`, `next week`. undefined: not a date.
 */
export function parseTime(text: string, nowMs: number, zone: Zone = UTC): number | undefined {
  const seconds = /^\s*@(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (seconds) return Number(seconds[1]) * 1000;
  const today = zone.at?.(nowMs) ?? zone;
  const now = new Date(nowMs + today.offsetMinutes * 60_000);
  let [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  let timeMs = (((nowMs + today.offsetMinutes * 60_000) % DAY_MS) + DAY_MS) % DAY_MS;
  let offset: number | undefined;
  let hasTime = false;
  let hasYear = false;
  let hasDate = false;
  let weekday: { day: number; weeks: number } | undefined;
  const shift = { ms: 0, months: 0 };

  const add = (count: number, unit: string): boolean => {
    const one = unit.replace(/s$/, '');
    if (one === 'month') shift.months += count;
    else if (one === 'year') shift.months += 12 * count;
    else if (UNIT_MS[one] !== undefined) shift.ms += count * UNIT_MS[one];
    else return false;
    return true;
  };
  const forms: readonly [RegExp, (found: RegExpExecArray) => boolean][] = [
    [
      /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?/,
      (f) => ((hasYear = true), setDate(Number(f[1]), Number(f[2]) - 1, Number(f[3]))),
    ],
    [
      /^(\d{4})(\d{2})(\d{2})(?!\d)/,
      (f) => ((hasYear = true), setDate(Number(f[1]), Number(f[2]) - 1, Number(f[3]))),
    ],
    [/^(\d{1,2})\s*(am|pm)(?![a-z])/, (f) => setHour(Number(f[1]), f[2] === 'pm')],
    // Four digits behind a whole date are hours and minutes.
    [
      /^(\d{2})(\d{2})(?!\d)/,
      (f) => {
        if (!hasYear || hasTime || Number(f[1]) > 23 || Number(f[2]) > 59) return false;
        timeMs = (Number(f[1]) * 60 + Number(f[2])) * 60_000;
        hasTime = true;
        return true;
      },
    ],
    [/^(\d{1,2})\/(\d{1,2})\/(\d{4})/, (f) => setDate(Number(f[3]), Number(f[1]) - 1, Number(f[2]))],
    [
      /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(am|pm)?/,
      (f) => {
        let hour = Number(f[1]);
        if (f[5]) hour = (hour % 12) + (f[5] === 'pm' ? 12 : 0);
        if (hour > 24 || Number(f[2]) > 59 || Number(f[3] ?? 0) > 60) return false;
        const fraction = f[4] ? Number(`0.${f[4]}`) * 1000 : 0;
        timeMs = (hour * 60 + Number(f[2])) * 60_000 + Number(f[3] ?? 0) * 1000 + fraction;
        hasTime = true;
        return true;
      },
    ],
    [/^(?:utc|gmt|z)(?![a-z])/, () => ((offset = 0), true)],
    [
      /^([a-z]{3,4})(?![a-z])/,
      (f) => {
        const hours = ZONE_HOURS[f[1] ?? ''];
        if (hours === undefined) return false;
        offset = hours * 60;
        return true;
      },
    ],
    [
      /^([+-])(\d{2}):?(\d{2})(?!\d| *[a-z])/,
      (f) => {
        if (!hasTime) return false;
        offset = (f[1] === '-' ? -1 : 1) * (Number(f[2]) * 60 + Number(f[3]));
        return true;
      },
    ],
    [/^(?:now|today)(?![a-z])/, () => true],
    [/^midnight(?![a-z])/, () => ((timeMs = 0), (hasTime = true))],
    [/^noon(?![a-z])/, () => ((timeMs = DAY_MS / 2), (hasTime = true))],
    [/^tomorrow(?![a-z])/, () => add(1, 'day')],
    [/^yesterday(?![a-z])/, () => add(-1, 'day')],
    [
      /^(next|last|this)\s+([a-z]+)/,
      (f) => {
        const count = f[1] === 'next' ? 1 : f[1] === 'last' ? -1 : 0;
        const index = indexOfWord(DAYS, f[2] ?? '');
        if (index >= 0) weekday = { day: index, weeks: count };
        return index >= 0 || add(count, f[2] ?? '');
      },
    ],
    [
      /^([+-]?\s*\d+)\s*([a-z]+)(\s+ago)?(?![a-z])/,
      (f) => {
        const count = Number((f[1] ?? '').replace(/\s/g, '')) * (f[3] ? -1 : 1);
        if (add(count, f[2] ?? '')) return true;
        const found = indexOfWord(MONTHS, f[2] ?? '');
        return found >= 0 && !f[3] && setDate(year, found, Number(f[1]));
      },
    ],
    [/^(second|minute|hour|day|week|month|year)s?\s+ago/, (f) => add(-1, f[1] ?? '')],
    [
      /^([a-z]+)\.?,?\s+(\d{1,2})(?![\d:])(?:,?\s+(\d{4})(?!\d|:))?/,
      (f) => {
        const found = indexOfWord(MONTHS, f[1] ?? '');
        return found >= 0 && setDate(f[3] ? Number(f[3]) : year, found, Number(f[2]));
      },
    ],
    [
      /^([a-z]+)\.?,?(?![a-z])/,
      (f) => {
        const index = indexOfWord(DAYS, f[1] ?? '');
        if (index >= 0) weekday = { day: index, weeks: 0 };
        return index >= 0;
      },
    ],
    [/^(\d{4})(?!\d)/, (f) => hasDate && setDate(Number(f[1]), month, day)],
  ];
  function setHour(hour: number, isAfternoon: boolean): boolean {
    if (hour < 1 || hour > 12) return false;
    timeMs = ((hour % 12) + (isAfternoon ? 12 : 0)) * 3_600_000;
    hasTime = true;
    return true;
  }
  function setDate(y: number, m: number, d: number): boolean {
    const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
    if (m < 0 || m > 11 || d < 1 || d > last) return false;
    [year, month, day, hasDate] = [y, m, d, true];
    return true;
  }

  let rest = text.toLowerCase().trim();
  while (rest !== '') {
    let used = 0;
    for (const [pattern, take] of forms) {
      const found = pattern.exec(rest);
      if (found && take(found)) {
        used = found[0].length;
        break;
      }
    }
    if (used === 0) return undefined;
    rest = rest.slice(used).replace(/^[\s,]+/, '');
  }
  if (!hasTime && (hasDate || weekday || text.trim() === '')) timeMs = 0;
  // A day of the week beside a date says nothing.
  if (weekday && !hasDate) {
    const from = new Date(Date.UTC(year, month, day)).getUTCDay();
    let ahead = (weekday.day - from + 7) % 7;
    if (weekday.weeks === 1 && ahead === 0) ahead = 7;
    if (weekday.weeks === -1) ahead -= 7;
    day += ahead;
  }
  const wall = Date.UTC(year, month + shift.months, day) + timeMs + shift.ms;
  return offset === undefined ? utcOf(wall, zone) : wall - offset * 60_000;
}
