/** printf(3)'s conversions on byte strings: for printf, awk, seq and stat. */
import { cFixed, cGeneral, cHexadecimal, cScientific } from '../../units';

export interface Conversion {
  readonly flags: string;
  readonly width: number;
  /** undefined: none given. */
  readonly precision: number | undefined;
  readonly type: string;
}

/** Fills up to the conversion's width. */
export function padded(text: string, c: Conversion, zeroes = false): string {
  if (text.length >= c.width) return text;
  if (c.flags.includes('-')) return text.padEnd(c.width);
  if (!zeroes || !c.flags.includes('0')) return text.padStart(c.width);
  const sign = /^(?:[-+ ]|0[xX])?/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(c.width - sign.length, '0');
}

function signed(text: string, negative: boolean, flags: string): string {
  return (negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + text;
}

export function formatInteger(value: bigint, c: Conversion): string {
  const signedType = c.type === 'd' || c.type === 'i';
  const negative = signedType && value < 0n;
  const size = signedType ? (negative ? -value : value) : BigInt.asUintN(64, value);
  const base = c.type === 'o' ? 8 : c.type === 'x' || c.type === 'X' ? 16 : 10;
  let text = size.toString(base);
  if (c.type === 'X') text = text.toUpperCase();
  if (c.precision !== undefined) text = text.padStart(c.precision, '0');
  if (c.precision === 0 && size === 0n) text = '';
  if (c.flags.includes('#') && size !== 0n) {
    if (base === 16) text = `0${c.type}${text}`;
    else if (base === 8 && !text.startsWith('0')) text = `0${text}`;
  }
  if (signedType) text = signed(text, negative, c.flags);
  return padded(text, c, c.precision === undefined);
}

export function formatFloat(value: number, c: Conversion): string {
  const type = c.type.toLowerCase();
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const precision = Math.min(c.precision ?? 6, 100);
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'nan' : 'inf';
  else if (type === 'f') text = cFixed(size, precision);
  else if (type === 'e') text = cScientific(size, precision);
  else if (type === 'a') text = cHexadecimal(size, c.precision);
  else text = cGeneral(size, precision, c.flags.includes('#'));
  if (c.type !== type) text = text.toUpperCase();
  return padded(signed(text, negative && !Number.isNaN(value), c.flags), c, Number.isFinite(value));
}

export function formatText(text: string, c: Conversion): string {
  return padded(c.precision === undefined ? text : text.slice(0, c.precision), c);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  e: '\x1b',
};

export interface Unescaped {
  readonly text: string;
  /** `\c` was met: print no more. */
  readonly stop: boolean;
}

/** Backslash escapes of printf's format, its %b and `echo -e`; `octalZero`: octal needs a leading 0 (`\0101`). */
export function unescape(text: string, octalZero: boolean): Unescaped {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const next = text[at + 1];
    if (char !== '\\' || next === undefined) {
      result += char;
      continue;
    }
    at++;
    if (next === 'c') return { text: result, stop: true };
    const octal = (octalZero ? /^0[0-7]{0,3}|^[1-7][0-7]{0,2}/ : /^[0-7]{1,3}/).exec(
      text.slice(at, at + 4),
    )?.[0];
    const hex = /^x([0-9a-fA-F]{1,2})/.exec(text.slice(at, at + 3));
    if (octal) {
      result += String.fromCharCode(parseInt(octal, 8) & 255);
      at += octal.length - 1;
    } else if (hex) {
      result += String.fromCharCode(parseInt(hex[1] ?? '', 16));
      at += (hex[1] ?? '').length;
    } else result += ESCAPES[next] ?? `\\${next}`;
  }
  return { text: result, stop: false };
}

/** A format cut into plain text and conversions. `*` stands as width or precision -1. */
export type FormatPart = string | Conversion;

export function parseFormat(format: string): FormatPart[] {
  const parts: FormatPart[] = [];
  let plain = '';
  let at = 0;
  while (at < format.length) {
    const percent = format.indexOf('%', at);
    if (percent < 0) break;
    plain += format.slice(at, percent);
    const found = /^%([-+ #0']*)(\*|\d*)(?:\.(\*|\d*))?(?:hh?|ll?|[Lqjzt])?([a-zA-Z%]?)/.exec(
      format.slice(percent, percent + 64),
    );
    at = percent + (found?.[0].length ?? 1);
    if (!found || found[0] === '%%') {
      plain += '%';
      continue;
    }
    if (plain !== '') parts.push(plain);
    plain = '';
    const [, flags = '', width = '', precision, type = ''] = found;
    parts.push({
      flags,
      width: width === '*' ? -1 : Number(width),
      precision: precision === undefined ? undefined : precision === '*' ? -1 : Number(precision),
      type,
    });
  }
  plain += format.slice(at);
  if (plain !== '') parts.push(plain);
  return parts;
}
