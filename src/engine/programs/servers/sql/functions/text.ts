import { md5 } from '@noble/hashes/legacy.js';
import { fromBase64, sha256Hex, toBase64 } from '../../../../units';
import { compilePattern } from '../patterns';
import { SqlError } from '../sql-error';
import { TEXT, type SqlType, type Value } from '../types';
import { bytesOfHex, hexOf, showValue } from '../values';
import { define, defineOpen, defineSet, type CallSite, type Definition } from './definition';

/** No text of a function is longer than this. */
const LONGEST = 1_000_000;

function chars(value: Value): readonly string[] {
  return [...String(value)];
}

function shown(value: Value, type: SqlType | undefined, site: CallSite): string {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return showValue(value, type ?? TEXT, site.around.clock);
}

function padded(text: Value, length: Value, fill: Value, side: 'left' | 'right'): string {
  const own = chars(text);
  const wanted = Math.max(0, Math.min(Number(length), LONGEST));
  if (own.length >= wanted) return own.slice(0, wanted).join('');
  const signs = chars(fill);
  if (signs.length === 0) return own.join('');
  const added = Array.from(
    { length: wanted - own.length },
    (_, index) => signs[index % signs.length] ?? '',
  ).join('');
  return side === 'left' ? added + own.join('') : own.join('') + added;
}

function part(text: Value, start: number, count?: number): string {
  const own = chars(text);
  if (count !== undefined && count < 0) throw new SqlError('negative substring length not allowed');
  const end = count === undefined ? own.length : start - 1 + count;
  return own.slice(Math.max(0, start - 1), Math.max(0, end)).join('');
}

function trimmed(text: Value, signs: Value, sides: 'both' | 'left' | 'right'): string {
  const own = chars(text);
  const set = new Set(chars(signs));
  let [from, to] = [0, own.length];
  if (sides !== 'right') while (from < to && set.has(own[from] ?? '')) from++;
  if (sides !== 'left') while (to > from && set.has(own[to - 1] ?? '')) to--;
  return own.slice(from, to).join('');
}

function splitPart(text: string, separator: string, number: number): string {
  if (number === 0) throw new SqlError('field position must not be zero');
  const parts = separator === '' ? [text] : text.split(separator);
  return parts[number > 0 ? number - 1 : parts.length + number] ?? '';
}

/** `\1` and `\&` in what replaces. */
function replacement(text: string): (...groups: readonly unknown[]) => string {
  return (...groups) =>
    text.replace(/\\(\d|&|\\)/g, (_, sign) =>
      sign === '\\' ? '\\' : sign === '&' ? String(groups[0]) : String(groups[Number(sign)] ?? ''),
    );
}

function replaceMatches(text: Value, pattern: Value, by: Value, flags: string): string {
  const regex = compilePattern(String(pattern), flags);
  const all = flags.includes('g') ? new RegExp(regex.source, `${regex.flags}g`) : regex;
  return String(text).replace(all, replacement(String(by)));
}

function allMatches(text: Value, pattern: Value, flags: string): readonly RegExpMatchArray[] {
  const regex = compilePattern(String(pattern), flags);
  return [...String(text).matchAll(new RegExp(regex.source, `${regex.flags}g`))];
}

function groupsOf(match: RegExpMatchArray): Value {
  return match.length > 1 ? match.slice(1).map((one) => (one as string | undefined) ?? null) : [match[0]];
}

function splitBy(text: Value, pattern: Value, flags: string): readonly string[] {
  const own = String(text);
  const parts: string[] = [];
  let from = 0;
  for (const match of allMatches(text, pattern, flags)) {
    const { index = 0 } = match;
    if (match[0] === '' && (index === 0 || index >= own.length)) continue;
    parts.push(own.slice(from, index));
    from = index + match[0].length;
  }
  return [...parts, own.slice(from)];
}

export function quoteIdentifier(name: string): string {
  const isPlain =
    /^[a-z_][a-z0-9_$]*$/.test(name) &&
    !/^(user|order|group|select|table|from|where|to|end|all|and|or|not|desc|asc|default|check|column|primary|references|unique|limit|offset)$/.test(
      name,
    );
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

function format(template: string, args: readonly Value[], site: CallSite): string {
  let next = 0;
  return template.replace(
    /%(?:(\d+)\$)?(-)?(\d+)?([sIL%])|%(.?)/g,
    (_, position, minus, width, kind, bad) => {
      if (kind === '%') return '%';
      if (kind === undefined) {
        if (bad === '')
          throw new SqlError(
            'unterminated format() type specifier',
            undefined,
            undefined,
            'For a single "%" use "%%".',
          );
        throw new SqlError(
          `unrecognized format() type specifier "${String(bad)}"`,
          undefined,
          undefined,
          'For a single "%" use "%%".',
        );
      }
      const index = position === undefined ? next : Number(position) - 1;
      next = index + 1;
      if (index >= args.length) throw new SqlError('too few arguments for format()');
      const value = args[index] ?? null;
      const text = value === null ? '' : shown(value, site.types[index + 1], site);
      let result = text;
      if (kind === 'I') {
        if (value === null) throw new SqlError('null values cannot be formatted as an SQL identifier');
        result = quoteIdentifier(text);
      } else if (kind === 'L') result = value === null ? 'NULL' : quoteLiteral(text);
      if (width === undefined) return result;
      return minus === undefined ? result.padStart(Number(width)) : result.padEnd(Number(width));
    },
  );
}

function decode(text: string, how: string): string {
  if (how === 'hex') return text.toLowerCase();
  if (how === 'base64') return hexOf(fromBase64(text.replace(/\s/g, '')));
  if (how === 'escape') return hexOf(new TextEncoder().encode(text));
  throw new SqlError(`unrecognized encoding: "${how}"`);
}

function encode(hex: string, how: string): string {
  if (how === 'hex') return hex;
  if (how === 'base64') return toBase64(bytesOfHex(hex)).replace(/.{76}(?=.)/g, '$&\n');
  if (how === 'escape') return new TextDecoder().decode(bytesOfHex(hex));
  throw new SqlError(`unrecognized encoding: "${how}"`);
}

export const TEXT_FUNCTIONS: readonly Definition[] = [
  define('upper(text) text', ([text = null]) => String(text).toUpperCase()),
  define('lower(text) text', ([text = null]) => String(text).toLowerCase()),
  define('initcap(text) text', ([text = null]) =>
    String(text)
      .toLowerCase()
      .replace(/[\p{L}\d]+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ),
  define('length(text) integer', ([text = null]) => chars(text).length),
  define('length(bytea) integer', ([text = null]) => String(text).length / 2),
  define('char_length(text) integer', ([text = null]) => chars(text).length),
  define('character_length(text) integer', ([text = null]) => chars(text).length),
  define('octet_length(text) integer', ([text = null]) => new TextEncoder().encode(String(text)).length),
  define('octet_length(bytea) integer', ([text = null]) => String(text).length / 2),
  define('bit_length(text) integer', ([text = null]) => new TextEncoder().encode(String(text)).length * 8),
  define('reverse(text) text', ([text = null]) => [...chars(text)].reverse().join('')),
  define('substring(text, integer) text', ([text = null, start]) => part(text, Number(start))),
  define('substring(text, integer, integer) text', ([text = null, start, count]) =>
    part(text, Number(start), Number(count)),
  ),
  define('substring(text, text) text', ([text = null, pattern = null]) => {
    const [match] = allMatches(text, pattern, '');
    return match ? (match.length > 1 ? (match[1] ?? null) : match[0]) : null;
  }),
  define('substr(text, integer) text', ([text = null, start]) => part(text, Number(start))),
  define('substr(text, integer, integer) text', ([text = null, start, count]) =>
    part(text, Number(start), Number(count)),
  ),
  define(
    'overlay(text, text, integer) text',
    ([text = null, by = null, start]) =>
      part(text, 1, Number(start) - 1) + String(by) + part(text, Number(start) + chars(by).length),
  ),
  define(
    'overlay(text, text, integer, integer) text',
    ([text = null, by = null, start, count]) =>
      part(text, 1, Number(start) - 1) + String(by) + part(text, Number(start) + Number(count)),
  ),
  define('left(text, integer) text', ([text = null, count]) => chars(text).slice(0, Number(count)).join('')),
  define('right(text, integer) text', ([text = null, count]) => {
    const own = chars(text);
    return Number(count) >= 0
      ? own.slice(Math.max(0, own.length - Number(count))).join('')
      : own.slice(-Number(count)).join('');
  }),
  define('position(text, text) integer', ([text = null, wanted = null]) => place(text, wanted)),
  define('strpos(text, text) integer', ([text = null, wanted = null]) => place(text, wanted)),
  define('btrim(text) text', ([text = null]) => trimmed(text, ' ', 'both')),
  define('btrim(text, text) text', ([text = null, signs = null]) => trimmed(text, signs, 'both')),
  define('ltrim(text) text', ([text = null]) => trimmed(text, ' ', 'left')),
  define('ltrim(text, text) text', ([text = null, signs = null]) => trimmed(text, signs, 'left')),
  define('rtrim(text) text', ([text = null]) => trimmed(text, ' ', 'right')),
  define('rtrim(text, text) text', ([text = null, signs = null]) => trimmed(text, signs, 'right')),
  define('lpad(text, integer) text', ([text = null, length = null]) => padded(text, length, ' ', 'left')),
  define('lpad(text, integer, text) text', ([text = null, length = null, fill = null]) =>
    padded(text, length, fill, 'left'),
  ),
  define('rpad(text, integer) text', ([text = null, length = null]) => padded(text, length, ' ', 'right')),
  define('rpad(text, integer, text) text', ([text = null, length = null, fill = null]) =>
    padded(text, length, fill, 'right'),
  ),
  define('replace(text, text, text) text', ([text = null, from = null, to = null]) =>
    from === '' ? text : String(text).replaceAll(String(from), () => String(to)),
  ),
  define('translate(text, text, text) text', ([text = null, from = null, to = null]) => {
    const [a, b] = [chars(from), chars(to)];
    return chars(text)
      .map((char) => (a.includes(char) ? (b[a.indexOf(char)] ?? '') : char))
      .join('');
  }),
  define('repeat(text, integer) text', ([text = null, count]) => {
    const times = Math.max(0, Number(count));
    if (String(text).length * times > LONGEST) throw new SqlError('requested length too large');
    return String(text).repeat(times);
  }),
  define('split_part(text, text, integer) text', ([text, separator, number]) =>
    splitPart(String(text), String(separator), Number(number)),
  ),
  define('starts_with(text, text) bool', ([text, start]) => String(text).startsWith(String(start))),
  define('ascii(text) integer', ([text]) => String(text).codePointAt(0) ?? 0),
  define('chr(integer) text', ([code]) => {
    if (Number(code) === 0) throw new SqlError('null character not permitted');
    return String.fromCodePoint(Math.min(0x10ffff, Math.max(1, Number(code))));
  }),
  define('to_hex(integer) text', ([number]) => (Number(number) >>> 0).toString(16)),
  define('to_hex(bigint) text', ([number]) => BigInt.asUintN(64, BigInt(String(number))).toString(16)),
  define('to_bin(integer) text', ([number]) => (Number(number) >>> 0).toString(2)),
  define('to_oct(integer) text', ([number]) => (Number(number) >>> 0).toString(8)),
  define('md5(text) text', ([text]) => hexOf(md5(new TextEncoder().encode(String(text))))),
  define('sha256(bytea) bytea', ([bytes]) => sha256Hex(bytesOfHex(String(bytes)))),
  define('encode(bytea, text) text', ([bytes, how]) => encode(String(bytes), String(how))),
  define('decode(text, text) bytea', ([text, how]) => decode(String(text), String(how))),
  define('quote_ident(text) text', ([text]) => quoteIdentifier(String(text))),
  define('quote_literal(text) text', ([text]) => quoteLiteral(String(text))),
  defineOpen('quote_nullable(text) text', ([text = null]) =>
    text === null ? 'NULL' : quoteLiteral(String(text)),
  ),
  defineOpen('concat(...any) text', (args, site) =>
    args.map((arg, index) => (arg === null ? '' : shown(arg, site.types[index], site))).join(''),
  ),
  defineOpen('concat_ws(text, ...any) text', ([separator = null, ...args], site) =>
    separator === null
      ? null
      : args
          .flatMap((arg, index) => (arg === null ? [] : [shown(arg, site.types[index + 1], site)]))
          .join(String(separator)),
  ),
  defineOpen('format(text) text', ([template = null], site) =>
    template === null ? null : format(String(template), [], site),
  ),
  defineOpen('format(text, ...any) text', ([template = null, ...args], site) =>
    template === null ? null : format(String(template), args, site),
  ),
  define('regexp_replace(text, text, text) text', ([text = null, pattern = null, by = null]) =>
    replaceMatches(text, pattern, by, ''),
  ),
  define('regexp_replace(text, text, text, text) text', ([text = null, pattern = null, by = null, flags]) =>
    replaceMatches(text, pattern, by, String(flags)),
  ),
  define('regexp_match(text, text) text[]', ([text = null, pattern = null]) => {
    const [match] = allMatches(text, pattern, '');
    return match ? groupsOf(match) : null;
  }),
  define('regexp_match(text, text, text) text[]', ([text = null, pattern = null, flags]) => {
    const [match] = allMatches(text, pattern, String(flags));
    return match ? groupsOf(match) : null;
  }),
  defineSet('regexp_matches(text, text) text[]', ([text = null, pattern = null]) =>
    allMatches(text, pattern, '').slice(0, 1).map(groupsOf),
  ),
  defineSet('regexp_matches(text, text, text) text[]', ([text = null, pattern = null, flags]) => {
    const all = allMatches(text, pattern, String(flags));
    return (String(flags).includes('g') ? all : all.slice(0, 1)).map(groupsOf);
  }),
  define('regexp_split_to_array(text, text) text[]', ([text = null, pattern = null]) =>
    splitBy(text, pattern, ''),
  ),
  defineSet('regexp_split_to_table(text, text) text', ([text = null, pattern = null]) =>
    splitBy(text, pattern, ''),
  ),
  define('regexp_like(text, text) bool', ([text, pattern]) =>
    compilePattern(String(pattern), '').test(String(text)),
  ),
  define(
    'regexp_count(text, text) integer',
    ([text = null, pattern = null]) => allMatches(text, pattern, '').length,
  ),
  define(
    'regexp_substr(text, text) text',
    ([text = null, pattern = null]) => allMatches(text, pattern, '')[0]?.[0] ?? null,
  ),
  defineSet('string_to_table(text, text) text', ([text, separator]) => String(text).split(String(separator))),
];

function place(text: Value, wanted: Value): number {
  const at = String(text).indexOf(String(wanted));
  return at < 0 ? 0 : [...String(text).slice(0, at)].length + 1;
}
