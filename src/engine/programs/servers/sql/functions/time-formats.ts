// to_char, to_date and to_timestamp with their templates (formatting.c).
import { DAYS, MONTHS, type Zone } from '../../../shared/time';
import { SqlError } from '../sql-error';
import { DAY, daysInMonth, daysOf, HOUR, MINUTE, offsetText, partsOf, SECOND } from '../times';
import { isoWeek } from './times';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
/** The longest first. */
const PATTERN =
  /"((?:[^"\\]|\\.)*)"|(FM|fm)|(HH24|HH12|HH|MI|SSSSS|SSSS|SS|MS|US|FF[1-6]|A\.M\.|P\.M\.|a\.m\.|p\.m\.|AM|PM|am|pm|Y,YYY|YYYY|YYY|YY|IYYY|IYY|IY|MONTH|Month|month|MON|Mon|mon|MM|RM|rm|DAY|Day|day|DY|Dy|dy|DDD|DD|IDDD|ID|D|IW|WW|W|CC|Q|J|TZH|TZM|TZ|tz|OF|B\.C\.|BC|AD|A\.D\.|hh24|hh12|hh|mi|ss|yyyy|yyy|yy|ddd|dd|mm|d|q|w|ww|iw|Y)(TH|th)?/g;

function ordinal(text: string, suffix: string | undefined): string {
  if (suffix === undefined) return text;
  const number = Number(text);
  const word =
    number % 100 >= 11 && number % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return text + (suffix === 'TH' ? word.toUpperCase() : word);
}

export function timeToChar(wall: number, format: string, zone: Zone): string {
  const { year, month, day, micros } = partsOf(wall);
  const days = Math.floor(wall / DAY);
  const weekday = (((days + 4) % 7) + 7) % 7;
  const ofYear = days - daysOf(year, 1, 1) + 1;
  const hour = Math.floor(micros / HOUR);
  let isPlain = false;
  return format.replace(
    PATTERN,
    (_, text: string | undefined, fill: string | undefined, key = '', suffix: string | undefined) => {
      if (text !== undefined) return text.replace(/\\(.)/g, '$1');
      if (fill !== undefined) {
        isPlain = true;
        return '';
      }
      const plain = isPlain;
      isPlain = false;
      const number = (value: number, width: number): string =>
        ordinal(plain ? String(value) : String(value).padStart(width, '0'), suffix);
      const word = (value: string, width: number): string => {
        const cased =
          key === key.toUpperCase()
            ? value.toUpperCase()
            : key === key.toLowerCase()
              ? value.toLowerCase()
              : value;
        return plain ? cased : cased.padEnd(width);
      };
      const half = hour < 12 ? 'am' : 'pm';
      switch (key) {
        case 'Month':
        case 'MONTH':
        case 'month':
          return word(MONTHS[month - 1] ?? '', 9);
        case 'Mon':
        case 'MON':
        case 'mon':
          return word((MONTHS[month - 1] ?? '').slice(0, 3), 0);
        case 'Day':
        case 'DAY':
        case 'day':
          return word(DAYS[weekday] ?? '', 9);
        case 'Dy':
        case 'DY':
        case 'dy':
          return word((DAYS[weekday] ?? '').slice(0, 3), 0);
        case 'AM':
        case 'PM':
          return half.toUpperCase();
        case 'am':
        case 'pm':
          return half;
        case 'A.M.':
        case 'P.M.':
          return half === 'am' ? 'A.M.' : 'P.M.';
        case 'a.m.':
        case 'p.m.':
          return half === 'am' ? 'a.m.' : 'p.m.';
        case 'RM':
          return (ROMAN[month - 1] ?? '').padEnd(plain ? 0 : 4);
        case 'rm':
          return (ROMAN[month - 1] ?? '').toLowerCase().padEnd(plain ? 0 : 4);
        case 'BC':
        case 'AD':
          return year > 0 ? 'AD' : 'BC';
        case 'B.C.':
        case 'A.D.':
          return year > 0 ? 'A.D.' : 'B.C.';
        case 'TZ':
          return zone.name;
        case 'tz':
          return zone.name.toLowerCase();
        case 'OF':
          return offsetText(zone.offsetMinutes);
        case 'TZH':
          return offsetText(zone.offsetMinutes).slice(0, 3);
        case 'TZM':
          return String(Math.abs(zone.offsetMinutes) % 60).padStart(2, '0');
        default:
          break;
      }
      switch (key.toUpperCase()) {
        case 'HH24':
          return number(hour, 2);
        case 'HH12':
        case 'HH':
          return number(hour % 12 === 0 ? 12 : hour % 12, 2);
        case 'MI':
          return number(Math.floor(micros / MINUTE) % 60, 2);
        case 'SS':
          return number(Math.floor(micros / SECOND) % 60, 2);
        case 'SSSS':
        case 'SSSSS':
          return number(Math.floor(micros / SECOND), 1);
        case 'MS':
          return number(Math.floor((micros % SECOND) / 1000), 3);
        case 'US':
          return number(micros % SECOND, 6);
        case 'Y,YYY':
          return `${Math.floor(year / 1000)},${String(year % 1000).padStart(3, '0')}`;
        case 'YYYY':
          return number(year, 4);
        case 'YYY':
          return number(year % 1000, 3);
        case 'YY':
          return number(year % 100, 2);
        case 'Y':
          return number(year % 10, 1);
        case 'IYYY':
          return number(isoWeek(days).year, 4);
        case 'IYY':
          return number(isoWeek(days).year % 1000, 3);
        case 'IY':
          return number(isoWeek(days).year % 100, 2);
        case 'MM':
          return number(month, 2);
        case 'DDD':
          return number(ofYear, 3);
        case 'DD':
          return number(day, 2);
        case 'D':
          return number(weekday + 1, 1);
        case 'ID':
          return number(weekday === 0 ? 7 : weekday, 1);
        case 'IW':
          return number(isoWeek(days).week, 2);
        case 'WW':
          return number(Math.floor((ofYear - 1) / 7) + 1, 2);
        case 'W':
          return number(Math.floor((day - 1) / 7) + 1, 1);
        case 'CC':
          return number(Math.ceil(year / 100), 2);
        case 'Q':
          return number(Math.ceil(month / 3), 1);
        case 'J':
          return number(days + 2_440_588, 1);
        default: {
          const digits = /^FF([1-6])$/.exec(key)?.[1];
          return digits === undefined
            ? key
            : String(micros % SECOND)
                .padStart(6, '0')
                .slice(0, Number(digits));
        }
      }
    },
  );
}

/** What to_date and to_timestamp read, as microseconds of a wall's clock. */
export function toMoment(text: string, format: string): number {
  let rest = text.trimStart();
  let [year, month, day, hour, minute, second, micros] = [1, 1, 1, 0, 0, 0, 0];
  let half: string | undefined;
  let ofYear: number | undefined;
  const digits = (most: number, key: string): number => {
    const found = new RegExp(`^\\s*([+-]?\\d{1,${most}})`).exec(rest);
    if (!found) {
      throw new SqlError(
        `invalid value "${rest.trimStart().slice(0, key.length)}" for "${key}"`,
        undefined,
        'Value must be an integer.',
      );
    }
    rest = rest.slice(found[0].length);
    return Number(found[1]);
  };
  const word = (names: readonly string[], length?: number): number => {
    const index = names.findIndex((name) =>
      rest.toLowerCase().startsWith(name.slice(0, length).toLowerCase()),
    );
    if (index < 0)
      throw new SqlError(
        `invalid value "${rest.slice(0, 3)}" for "Mon"`,
        undefined,
        'The given value did not match any of the allowed values for this field.',
      );
    rest = rest.slice((names[index] ?? '').slice(0, length).length);
    return index;
  };
  let at = 0;
  const skipTo = (end: number): void => {
    for (const char of format.slice(at, end)) {
      if (rest.startsWith(char)) rest = rest.slice(1);
      else if (/[^\w\s]/.test(char) && /^[^\w\s]/.test(rest)) rest = rest.slice(1);
      else if (!/\s/.test(char) && rest !== '' && !/^\d/.test(rest)) rest = rest.slice(1);
      if (/\s/.test(char)) rest = rest.trimStart();
    }
  };
  for (const match of format.matchAll(PATTERN)) {
    const [whole, quotedText, fill, key = ''] = match;
    skipTo(match.index);
    at = match.index + whole.length;
    if (fill !== undefined) continue;
    if (quotedText !== undefined) {
      rest = rest.slice(quotedText.length);
      continue;
    }
    if (rest === '') break;
    switch (key.toUpperCase()) {
      case 'YYYY':
        year = digits(4, key);
        break;
      case 'YY': {
        const short = digits(2, key);
        year = short < 70 ? 2000 + short : 1900 + short;
        break;
      }
      case 'MM':
        month = digits(2, key);
        break;
      case 'MON':
        month = word(MONTHS, 3) + 1;
        break;
      case 'MONTH':
        month = word(MONTHS) + 1;
        break;
      case 'DD':
        day = digits(2, key);
        break;
      case 'DDD':
        ofYear = digits(3, key);
        break;
      case 'DAY':
        word(DAYS);
        break;
      case 'DY':
        word(DAYS, 3);
        break;
      case 'HH24':
      case 'HH12':
      case 'HH':
        hour = digits(2, key);
        break;
      case 'MI':
        minute = digits(2, key);
        break;
      case 'SS':
        second = digits(2, key);
        break;
      case 'MS':
        micros = digits(3, key) * 1000;
        break;
      case 'US':
        micros = digits(6, key);
        break;
      case 'AM':
      case 'PM':
        half = rest.slice(0, 2).toLowerCase();
        rest = rest.slice(2);
        break;
      default:
        throw new SqlError(`the template ${key} is not modelled in to_date on this simulated server`);
    }
  }
  if (half === 'pm' && hour < 12) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  const isGood =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isGood) throw new SqlError(`date/time field value out of range: "${text}"`);
  const days = ofYear === undefined ? daysOf(year, month, day) : daysOf(year, 1, 1) + ofYear - 1;
  return days * DAY + hour * HOUR + minute * MINUTE + second * SECOND + micros;
}
