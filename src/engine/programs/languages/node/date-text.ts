/**
 * Reads dates as V8 reads them: first as ECMAScript writes them, then as people do. Each browser reads the latter in
 * its own way, so the host is not asked. A machine's local time is UTC. Source: V8, src/date/dateparser-inl.h.
 */

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

const ISO =
  /^([+-]\d{6}|\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

function timeOf(
  year: number,
  month: number,
  day: number,
  parts: readonly number[],
  zoneMinutes: number,
): number {
  const [hour = 0, minute = 0, second = 0, milli = 0] = parts;
  const isWhole = hour === 24 && minute === 0 && second === 0 && milli === 0;
  if (month < 1 || month > 12 || day < 1 || day > 31) return NaN;
  if ((hour > 23 && !isWhole) || minute > 59 || second > 59) return NaN;
  const made = new Date(0);
  made.setUTCFullYear(year, month - 1, day);
  made.setUTCHours(hour, minute, second, milli);
  return made.getTime() - zoneMinutes * 60_000;
}

function zoneOf(text: string | undefined): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(text ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Milliseconds since 1970; NaN where it is no date. */
export function parseDateText(text: string): number {
  const iso = ISO.exec(text.trim());
  if (iso) {
    const [, year, month = '1', day = '1', hour, minute, second, fraction = '', zone] = iso;
    if (year === '-000000') return NaN;
    const milli = Number(fraction.slice(0, 3).padEnd(3, '0'));
    const parts = [hour, minute, second].map((one) => Number(one ?? 0));
    return timeOf(Number(year), Number(month), Number(day), [...parts, milli], zoneOf(zone));
  }
  return parseFree(text);
}

/** As people write them: words, numbers, a time with colons, and a zone. */
function parseFree(text: string): number {
  const tokens = text.replace(/\([^)]*\)?/g, ' ').match(/\d+|[A-Za-z]+|[:./+,-]|\S/g) ?? [];
  const numbers: number[] = [];
  let month: number | undefined;
  let time: number[] | undefined;
  let half: string | undefined;
  let zone: number | undefined;
  let isAfterNumber = false;
  /** Behind a time or a zone, a sign is that of an offset. */
  let mayBeZone = false;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    const next = tokens[at + 1];
    if (/^\d+$/.test(token)) {
      if (next === ':' && time === undefined) {
        time = [Number(token)];
        while (tokens[at + 1] === ':' && /^\d+$/.test(tokens[at + 2] ?? '')) {
          time.push(Number(tokens[at + 2]));
          at += 2;
        }
        if (tokens[at + 1] === '.' && /^\d+$/.test(tokens[at + 2] ?? '')) {
          while (time.length < 3) time.push(0);
          time.push(Number((tokens[at + 2] ?? '').slice(0, 3).padEnd(3, '0')));
          at += 2;
        }
        if (time.length < 2) return NaN;
        mayBeZone = true;
      } else {
        numbers.push(Number(token));
        mayBeZone = false;
      }
      isAfterNumber = true;
      continue;
    }
    if (/^[A-Za-z]+$/.test(token)) {
      const word = token.toLowerCase();
      const named = MONTHS.indexOf(word.slice(0, 3));
      if (word === 'am' || word === 'pm') half = word;
      else if (Object.hasOwn(ZONES, word)) {
        zone = (ZONES[word] ?? 0) * 60;
        mayBeZone = true;
      } else if (named >= 0) month = named + 1;
      else if (word === 't' && isAfterNumber) continue;
      else if (!DAYS.includes(word.slice(0, 3)) && isAfterNumber) return NaN;
      else if (!DAYS.includes(word.slice(0, 3)) && numbers.length > 0) return NaN;
      isAfterNumber = false;
      continue;
    }
    if ((token === '+' || token === '-') && mayBeZone && /^\d+$/.test(next ?? '')) {
      const digits = next ?? '';
      const isLong = digits.length > 2;
      const hours = Number(isLong ? digits.slice(0, -2) : digits);
      let minutes = isLong ? Number(digits.slice(-2)) : 0;
      at++;
      if (!isLong && tokens[at + 1] === ':') {
        minutes = Number(tokens[at + 2] ?? 0);
        at += 2;
      }
      zone = (token === '-' ? -1 : 1) * (hours * 60 + minutes);
    }
  }
  if (half !== undefined && time === undefined) return NaN;
  if (half !== undefined && time !== undefined) {
    const hour = time[0] ?? 0;
    if (hour < 1 || hour > 12) return NaN;
    time[0] = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  const date = dayOf(numbers, month);
  return date ? timeOf(date[0], date[1], date[2], time ?? [], zone ?? 0) : NaN;
}

/** Year, month and day of the numbers in a text. */
function dayOf(numbers: readonly number[], named: number | undefined): [number, number, number] | undefined {
  const full = (year: number): number => (year < 50 ? year + 2000 : year < 100 ? year + 1900 : year);
  const [first, second, third] = numbers;
  if (first === undefined || numbers.length > 3) return undefined;
  if (named !== undefined) {
    if (second === undefined) return first > 31 ? [full(first), named, 1] : [2001, named, first];
    if (third !== undefined) return undefined;
    return first > 31 ? [full(first), named, second] : [full(second), named, first];
  }
  if (second === undefined) return first > 12 || first === 0 ? [full(first), 1, 1] : [2001, first, 1];
  if (third === undefined) return first > 31 ? [full(first), second, 1] : [2001, first, second];
  return first > 31 ? [full(first), second, third] : [full(third), first, second];
}
