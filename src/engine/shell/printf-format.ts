import { cFixed, cGeneral, cHexadecimal, cScientific } from '../units';
import { byteText, encodeText, joinBytes } from './bytes';
import type { DialectName } from './builtins/builtin';
import { codePointText } from './escapes';
import { backslashQuote } from './quote';

export interface PrintfContext {
  readonly dialect: DialectName;
  /** Whether its locale knows no characters of several bytes. */
  readonly isBytewise: boolean;
  readonly nowMs: number;
  readonly startMs: number;
}

export interface PrintfResult {
  readonly text: string;
  /** In the dialect's words, without what stands in front. */
  readonly errors: readonly PrintfError[];
  /** The format was wrong: what follows was not printed. */
  readonly isFatal: boolean;
}

export interface PrintfError {
  readonly message: string;
  /** How much of the text came before it. */
  readonly at: number;
}

const MOST_SIGNED = 2n ** 63n - 1n;
const MOST_UNSIGNED = 2n ** 64n - 1n;

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Characters by their numbers: dash knows none. */
const CODES: Partial<Record<DialectName, RegExp>> = {
  bash: /^(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8}))/,
  ash: /^x([0-9A-Fa-f]{1,2})/,
};

/** Where escapes are decoded: a format, `%b`, or `echo`. They differ in octal digits and `\c`. */
type EscapePlace = 'format' | '%b' | 'echo';

/** Decodes a shell's backslash escapes; `stops` is `\c`: nothing more is to be printed. */
export function decodeEscapes(
  text: string,
  place: EscapePlace,
  dialect: DialectName,
  isBytewise: boolean,
): { text: string; stops: boolean } {
  const isBash = dialect === 'bash';
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c !== '\\' || i === text.length - 1) {
      result += c;
      continue;
    }
    const rest = text.slice(i + 1);
    const octal = (
      place === 'format' ? /^[0-7]{1,3}/ : place === 'echo' && isBash ? /^0[0-7]{0,3}/ : /^0?[0-7]{1,3}/
    ).exec(rest)?.[0];
    const other = CODES[dialect]?.exec(rest);
    const next = rest[0] ?? '';
    if (octal !== undefined) {
      result += byteText(parseInt(octal, 8) & 0xff);
      i += octal.length;
    } else if (other) {
      const [all, hex, short, long] = other;
      result +=
        hex !== undefined
          ? byteText(parseInt(hex, 16))
          : codePointText(parseInt(short ?? long ?? '0', 16), isBytewise);
      i += all.length;
    } else if (next === 'c' && (place !== 'format' || dialect === 'ash'))
      return { text: joinBytes(result), stops: true };
    else {
      const simple =
        next === 'e' || next === 'E'
          ? next === 'e' || isBash
            ? '\x1b'
            : undefined
          : next === '"' && place === 'format' && isBash
            ? '"'
            : SIMPLE[next];
      result += simple ?? `\\${next}`;
      i++;
    }
  }
  return { text: joinBytes(result), stops: false };
}

const CONVERSION = /%(?:%|([-+ #0']*)(\*|\d+)?(?:\.(\*|-?\d+)?)?([hlLjzt]*)(\([^)]*\)T|[\s\S])?)/g;
const KNOWN = 'diouxXeEfFgGcsb';

/** The text of `printf format values…`; the format is used again until the values are used up. */
export function formatPrintf(
  format: string,
  values: readonly string[],
  context: PrintfContext,
): PrintfResult {
  const errors: PrintfError[] = [];
  let text = '';
  let used = 0;
  do {
    const before = used;
    const messages: LocatedMessages = [];
    const round = formatOnce(format, values, used, context, messages);
    for (const { message, at } of messages) errors.push({ message, at: text.length + at });
    text += round.text;
    used = round.used;
    if (round.stops) return { text: joinBytes(text), errors, isFatal: round.isFatal };
    if (used === before) break;
  } while (used < values.length);
  return { text: joinBytes(text), errors, isFatal: false };
}

/** Where a conversion puts what it complains about. */
interface Messages {
  push(message: string): void;
}

type LocatedMessages = { message: string; at: number }[];

function formatOnce(
  format: string,
  values: readonly string[],
  first: number,
  context: PrintfContext,
  located: LocatedMessages,
): { text: string; used: number; stops: boolean; isFatal: boolean } {
  let used = first;
  const next = (): string | undefined => values[used++];
  let text = '';
  let at = 0;
  const errors = {
    push(message: string): void {
      located.push({ message, at: text.length });
    },
  };
  CONVERSION.lastIndex = 0;
  for (let match = CONVERSION.exec(format); match; match = CONVERSION.exec(format)) {
    const literal = decodeEscapes(
      format.slice(at, match.index),
      'format',
      context.dialect,
      context.isBytewise,
    );
    text += literal.text;
    if (literal.stops) return { text, used: values.length, stops: true, isFatal: false };
    at = match.index + match[0].length;
    if (match[0] === '%%') {
      text += '%';
      continue;
    }
    const [whole, flags = '', widthText, precisionText, sizes = '', conversion] = match;
    const isKnown =
      conversion !== undefined &&
      // dash takes no size of a number.
      (sizes === '' || context.dialect !== 'dash') &&
      (KNOWN.includes(conversion) ||
        (/^[aA]$/.test(conversion) && context.dialect !== 'ash') ||
        (context.dialect === 'bash' &&
          (conversion === 'q' || conversion === 'Q' || conversion.startsWith('('))));
    if (!isKnown) {
      if (context.dialect === 'bash')
        errors.push(
          conversion === undefined
            ? `\`${whole}': missing format character`
            : `\`${conversion}': invalid format character`,
        );
      else if (context.dialect === 'dash') errors.push(wrongDirective(whole, sizes, conversion));
      else {
        const directive = whole.slice(0, whole.length - sizes.length - (conversion ?? '').length);
        errors.push(`${directive}${conversion ?? ''}${format.slice(at)}: invalid format`);
      }
      return { text, used, stops: true, isFatal: true };
    }
    let width = widthText === '*' ? Number(next() ?? 0) : Number(widthText ?? 0);
    let left = flags.includes('-');
    if (width < 0) {
      left = true;
      width = -width;
    }
    const hasPrecision = /\./.test(whole.slice(0, whole.length - (conversion?.length ?? 0)));
    const given = precisionText === '*' ? Number(next() ?? 0) : Number(precisionText ?? 0);
    const precision = hasPrecision && given >= 0 ? given : undefined;
    if (conversion === 'b') {
      const decoded = decodeEscapes(next() ?? '', '%b', context.dialect, context.isBytewise);
      text += pad(
        precision === undefined ? decoded.text : decoded.text.slice(0, precision),
        width,
        left,
        false,
        context.isBytewise,
      );
      if (decoded.stops) return { text, used: values.length, stops: true, isFatal: false };
      continue;
    }
    const value = next();
    const formatted = formatValue(conversion, value, flags, precision, context, errors);
    const zero =
      flags.includes('0') &&
      !left &&
      !'csqQ'.includes(conversion) &&
      !(precision !== undefined && 'diouxX'.includes(conversion));
    text += pad(formatted, width, left, zero, context.isBytewise);
  }
  const literal = decodeEscapes(format.slice(at), 'format', context.dialect, context.isBytewise);
  text += literal.text;
  return { text, used: literal.stops ? values.length : used, stops: literal.stops, isFatal: false };
}

/** dash names a wrong directive up to its letter. */
function wrongDirective(whole: string, sizes: string, conversion: string | undefined): string {
  const letter = sizes[0] ?? conversion;
  if (letter === undefined) return 'missing format character';
  const start = whole.slice(0, whole.length - sizes.length - (conversion ?? '').length);
  return `${start}${letter}: invalid directive`;
}

function pad(text: string, width: number, left: boolean, zero: boolean, isBytewise: boolean): string {
  const length = isBytewise ? encodeText(text).length : [...text].length;
  if (length >= width) return text;
  if (left) return text + ' '.repeat(width - length);
  if (!zero) return ' '.repeat(width - length) + text;
  const sign = /^(?:[-+ ]?0[xX]|[-+ ])/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(width - length) + text.slice(sign.length);
}

function formatValue(
  conversion: string,
  value: string | undefined,
  flags: string,
  precision: number | undefined,
  context: PrintfContext,
  errors: Messages,
): string {
  if (conversion.startsWith('(')) return formatTime(conversion.slice(1, -2), value, context);
  switch (conversion) {
    case 's':
      return precision === undefined ? (value ?? '') : [...(value ?? '')].slice(0, precision).join('');
    case 'q':
    case 'Q':
      return backslashQuote(value ?? '', context.isBytewise);
    case 'c':
      return [...(value ?? '')][0] ?? '\0';
  }
  if ('diouxX'.includes(conversion))
    return formatInteger(
      conversion,
      parseInteger(value, conversion === 'd' || conversion === 'i', context, errors),
      flags,
      precision,
    );
  const number = parseFloatOf(value, context, errors);
  return formatFloat(conversion, number, flags, precision, context.dialect === 'bash');
}

function numberError(value: string, context: PrintfContext): string {
  if (context.dialect === 'dash') return `${value}: expected numeric value`;
  return context.dialect === 'ash' ? `invalid number '${value}'` : `${value}: invalid number`;
}

function parseInteger(
  value: string | undefined,
  isSigned: boolean,
  context: PrintfContext,
  errors: Messages,
): bigint {
  if (value === undefined || value === '') {
    if (context.dialect === 'ash') errors.push(numberError('', context));
    return 0n;
  }
  if (value.startsWith('"') || value.startsWith("'"))
    return BigInt([...value.slice(1)][0]?.codePointAt(0) ?? 0);
  const match = /^\s*([-+]?)(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)(.*)$/s.exec(value);
  if (!match) {
    errors.push(numberError(value, context));
    return 0n;
  }
  const [, sign, digits = '0', rest] = match;
  if (rest !== '') {
    errors.push(
      context.dialect === 'dash' ? `${value}: not completely converted` : numberError(value, context),
    );
    if (context.dialect === 'ash') return 0n;
  }
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const number = sign === '-' ? -BigInt(octal) : BigInt(octal);
  return inRange(value, number, isSigned, context, errors);
}

/** strtoimax(3) and strtoumax(3): what does not fit is the nearest that does. */
function inRange(
  value: string,
  number: bigint,
  isSigned: boolean,
  context: PrintfContext,
  errors: Messages,
): bigint {
  const most = isSigned ? MOST_SIGNED : MOST_UNSIGNED;
  const least = isSigned ? -MOST_SIGNED - 1n : -MOST_UNSIGNED;
  if (number <= most && number >= least) return number;
  if (context.dialect === 'ash') {
    errors.push(numberError(value, context));
    return 0n;
  }
  errors.push(`${context.dialect === 'bash' ? 'warning: ' : ''}${value}: Numerical result out of range`);
  return number > most || !isSigned ? most : least;
}

function parseFloatOf(value: string | undefined, context: PrintfContext, errors: Messages): number {
  if (value === undefined || value === '') return 0;
  if (value.startsWith('"') || value.startsWith("'")) return value.codePointAt(1) ?? 0;
  const match =
    /^\s*[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|0[xX][0-9A-Fa-f]+|inf(?:inity)?|nan)/i.exec(
      value,
    );
  if (!match || match[0].length < value.length) errors.push(numberError(value, context));
  if (!match) return 0;
  return /inf/i.test(match[0]) ? (match[0].includes('-') ? -Infinity : Infinity) : Number(match[0]);
}

function formatInteger(
  conversion: string,
  value: bigint,
  flags: string,
  precision: number | undefined,
): string {
  const isSigned = conversion === 'd' || conversion === 'i';
  const unsigned = BigInt.asUintN(64, value);
  const radix = conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10;
  let digits = (isSigned ? (value < 0n ? -value : value) : unsigned).toString(radix);
  if (precision !== undefined) digits = digits.padStart(precision, '0');
  if (precision === 0 && value === 0n) digits = '';
  if (flags.includes('#') && value !== 0n) digits = (radix === 8 ? '0' : radix === 16 ? '0x' : '') + digits;
  if (conversion === 'X') digits = digits.toUpperCase();
  if (!isSigned) return digits;
  return (value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + digits;
}

function formatFloat(
  conversion: string,
  value: number,
  flags: string,
  precision: number | undefined,
  isLong: boolean,
): string {
  const sign =
    value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const size = Math.abs(value);
  const isUpper = conversion >= 'A' && conversion <= 'Z';
  let text: string;
  if (!Number.isFinite(size)) text = Number.isNaN(size) ? 'nan' : 'inf';
  else if (/f/i.test(conversion)) text = cFixed(size, Math.min(precision ?? 6, 100));
  else if (/e/i.test(conversion)) text = cScientific(size, Math.min(precision ?? 6, 100));
  else if (/a/i.test(conversion)) text = cHexadecimal(size, precision, isLong);
  else text = cGeneral(size, precision ?? 6, flags.includes('#'));
  return sign + (isUpper ? text.toUpperCase() : text);
}

/** bash's `%(…)T`: -1 is now, -2 when the shell started. */
function formatTime(format: string, value: string | undefined, context: PrintfContext): string {
  const seconds = value === undefined || value === '' ? -1 : Number(value);
  const date = new Date(seconds === -1 ? context.nowMs : seconds === -2 ? context.startMs : seconds * 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const months = [
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
  const day = days[date.getUTCDay()] ?? '';
  const month = months[date.getUTCMonth()] ?? '';
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const fields: Readonly<Record<string, string>> = {
    Y: String(date.getUTCFullYear()),
    y: two(date.getUTCFullYear() % 100),
    m: two(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()),
    H: two(date.getUTCHours()),
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    s: String(Math.floor(date.getTime() / 1000)),
    F: date.toISOString().slice(0, 10),
    T: time,
    X: time,
    A: day,
    a: day.slice(0, 3),
    B: month,
    b: month.slice(0, 3),
    e: String(date.getUTCDate()).padStart(2),
    Z: 'UTC',
    z: '+0000',
    '%': '%',
    n: '\n',
    t: '\t',
    c: `${day.slice(0, 3)} ${month.slice(0, 3)} ${String(date.getUTCDate()).padStart(2)} ${time} ${date.getUTCFullYear()}`,
    x: `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${two(date.getUTCFullYear() % 100)}`,
    R: time.slice(0, 5),
    D: `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${two(date.getUTCFullYear() % 100)}`,
  };
  return (format === '' ? '%X' : format).replace(
    /%(.)/g,
    (all: string, letter: string) => fields[letter] ?? all,
  );
}
