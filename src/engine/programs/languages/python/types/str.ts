/** str's methods. */
import type { Task } from '../../../../kernel';
import { asStatic } from '../attributes';
import { define, native } from '../call';
import { raised } from '../errors';
import { collect } from '../iterate';
import { keyOf } from '../keys';
import { str } from '../text';
import type { Vm } from '../vm';
import {
  Boxed,
  classOf,
  plain,
  type PyClass,
  PyBytes,
  PyDict,
  PyList,
  PyTuple,
  STR,
  type Value,
} from '../values';
import { formatMethod } from './str-format';
import { decodeBytes, encodeText } from './bytes';

STR.make = (vm, cls, args, named) => {
  if (cls !== STR) return boxed(vm, cls, args);
  const [value, encoding = named.get('encoding'), errors = named.get('errors')] = args;
  if (value === undefined) return '';
  if (encoding !== undefined && value instanceof PyBytes) return decodeBytes(value, encoding, errors);
  return str(vm, value);
};

function* boxed(vm: Vm, cls: PyClass, args: readonly Value[]): Task<Value> {
  return new Boxed(cls, args.length === 0 ? '' : yield* str(vm, args[0] ?? null));
}

const SPACES = /[\s\x1c-\x1f\x85]/;

function text(value: Value | undefined, what = 'str'): string {
  if (typeof value === 'string') return value;
  throw raised('TypeError', `${what} must be str, not ${classOf(value ?? null).name}`);
}

function strip(self: string, chars: Value | undefined, sides: 'both' | 'left' | 'right'): string {
  const isCut =
    typeof chars === 'string' ? (char: string) => chars.includes(char) : (char: string) => SPACES.test(char);
  let [from, to] = [0, self.length];
  if (sides !== 'right') while (from < to && isCut(self[from] ?? '')) from++;
  if (sides !== 'left') while (to > from && isCut(self[to - 1] ?? '')) to--;
  return self.slice(from, to);
}

function split(
  self: string,
  separator: Value | undefined,
  most: Value | undefined,
  isFromRight: boolean,
): Value {
  let left = most === undefined ? Infinity : Number(most as bigint);
  if (left < 0) left = Infinity;
  if (separator === '') throw raised('ValueError', 'empty separator');
  const parts: string[] = [];
  if (typeof separator === 'string') {
    const all = self.split(separator);
    if (all.length - 1 <= left) return new PyList(all);
    if (isFromRight)
      return new PyList([all.slice(0, all.length - left).join(separator), ...all.slice(all.length - left)]);
    return new PyList([...all.slice(0, left), all.slice(left).join(separator)]);
  }
  let rest = strip(self, undefined, 'both');
  while (rest !== '' && parts.length < left) {
    const found = isFromRight ? /[\s\x1c-\x1f\x85]+(?=\S*$)/.exec(rest) : /[\s\x1c-\x1f\x85]+/.exec(rest);
    if (!found) break;
    if (isFromRight) {
      parts.unshift(rest.slice(found.index + found[0].length));
      rest = rest.slice(0, found.index);
    } else {
      parts.push(rest.slice(0, found.index));
      rest = rest.slice(found.index + found[0].length);
    }
  }
  if (rest !== '') {
    if (isFromRight) parts.unshift(strip(rest, undefined, 'right'));
    else parts.push(strip(rest, undefined, 'left'));
  }
  return new PyList(parts);
}

function bounds(
  self: string,
  start: Value | undefined,
  end: Value | undefined,
): { from: number; to: number } {
  const part = (value: Value | undefined, otherwise: number): number => {
    if (typeof value !== 'bigint') return otherwise;
    const at = Number(value);
    return Math.max(0, Math.min(self.length, at < 0 ? at + self.length : at));
  };
  return { from: part(start, 0), to: part(end, self.length) };
}

function find(
  self: string,
  wanted: Value | undefined,
  start: Value | undefined,
  end: Value | undefined,
  isLast: boolean,
): number {
  const { from, to } = bounds(self, start, end);
  const piece = self.slice(from, to);
  const at = isLast ? piece.lastIndexOf(text(wanted)) : piece.indexOf(text(wanted));
  return at < 0 ? -1 : at + from;
}

function hasEnd(
  self: string,
  wanted: Value | undefined,
  start: Value | undefined,
  end: Value | undefined,
  isStart: boolean,
): boolean {
  const { from, to } = bounds(self, start, end);
  const piece = self.slice(from, to);
  const options = wanted instanceof PyTuple ? wanted.items : [wanted ?? null];
  return options.some((one) => {
    if (typeof one !== 'string') {
      throw raised(
        'TypeError',
        `${isStart ? 'startswith' : 'endswith'} first arg must be str or a tuple of str, not ${classOf(one).name}`,
      );
    }
    return isStart ? piece.startsWith(one) : piece.endsWith(one);
  });
}

function pad(
  self: string,
  width: Value | undefined,
  fill: Value | undefined,
  side: 'left' | 'right' | 'center',
): string {
  const missing = Number(width as bigint) - Array.from(self).length;
  if (missing > 2 ** 26) throw raised('MemoryError');
  if (missing <= 0) return self;
  const char = typeof fill === 'string' ? fill : ' ';
  if (side === 'left') return char.repeat(missing) + self;
  if (side === 'right') return self + char.repeat(missing);
  const left = Math.floor(missing / 2) + (missing & Number(width as bigint) & 1);
  return char.repeat(left) + self + char.repeat(missing - left);
}

function every(self: string, pattern: RegExp): boolean {
  return self !== '' && Array.from(self).every((char) => pattern.test(char));
}

function* join(vm: Parameters<typeof collect>[0], self: string, items: Value): Task<string> {
  const all = (yield* collect(vm, items)).map(plain);
  for (const [index, item] of all.entries()) {
    if (typeof item !== 'string') {
      throw raised(
        'TypeError',
        `sequence item ${String(index)}: expected str instance, ${classOf(item).name} found`,
      );
    }
  }
  return all.join(self);
}

const LINE_ENDS = /\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]/g;

function lines(self: string, keeps: boolean): string[] {
  const found: string[] = [];
  let last = 0;
  for (const end of self.matchAll(LINE_ENDS)) {
    const after = end.index + end[0].length;
    found.push(self.slice(last, keeps ? after : end.index));
    last = after;
  }
  if (last < self.length) found.push(self.slice(last));
  return found;
}

function titled(self: string): string {
  return self.replace(/\p{L}+/gu, (word) => capitalize(word));
}

function capitalize(self: string): string {
  const [first = '', ...rest] = Array.from(self);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

function partition(self: string, separator: string, isLast: boolean): Value {
  if (separator === '') throw raised('ValueError', 'empty separator');
  const at = isLast ? self.lastIndexOf(separator) : self.indexOf(separator);
  if (at < 0) return new PyTuple(isLast ? ['', '', self] : [self, '', '']);
  return new PyTuple([self.slice(0, at), separator, self.slice(at + separator.length)]);
}

function replace(self: string, old: string, made: string, count: Value | undefined): string {
  let left = typeof count === 'bigint' && count >= 0n ? Number(count) : Infinity;
  if (left === Infinity) {
    if (old.length > 0 && made.length > old.length && (self.length / old.length) * made.length > 2 ** 28)
      throw raised('MemoryError');
    return old === ''
      ? made +
          Array.from(self)
            .map((char) => char + made)
            .join('')
      : self.replaceAll(old, () => made);
  }
  return old === '' ? self : self.replaceAll(old, () => (left-- > 0 ? made : old));
}

const own = (value: Value | undefined): string => value as string;

define(STR.members, {
  upper: ['self', (_vm, [self]) => own(self).toUpperCase()],
  lower: ['self', (_vm, [self]) => own(self).toLowerCase()],
  casefold: ['self', (_vm, [self]) => own(self).toLowerCase().replace(/ß/g, 'ss')],
  title: ['self', (_vm, [self]) => titled(own(self))],
  capitalize: ['self', (_vm, [self]) => capitalize(own(self))],
  swapcase: [
    'self',
    (_vm, [self]) =>
      own(self).replace(/\p{L}/gu, (char) =>
        char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase(),
      ),
  ],
  strip: ['self chars?', (_vm, [self, chars]) => strip(own(self), chars, 'both')],
  lstrip: ['self chars?', (_vm, [self, chars]) => strip(own(self), chars, 'left')],
  rstrip: ['self chars?', (_vm, [self, chars]) => strip(own(self), chars, 'right')],
  split: ['self sep? maxsplit?', (_vm, [self, separator, most]) => split(own(self), separator, most, false)],
  rsplit: ['self sep? maxsplit?', (_vm, [self, separator, most]) => split(own(self), separator, most, true)],
  splitlines: [
    'self keepends?',
    (_vm, [self, keeps]) => new PyList(lines(own(self), keeps === true || keeps === 1n)),
  ],
  join: ['self iterable', (vm, [self, items = null]) => join(vm, own(self), items)],
  replace: [
    'self old new count?',
    (_vm, [self, old, made, count]) =>
      replace(own(self), text(old, 'replace() argument 1'), text(made, 'replace() argument 2'), count),
  ],
  startswith: [
    'self prefix start? end?',
    (_vm, [self, wanted, start, end]) => hasEnd(own(self), wanted, start, end, true),
  ],
  endswith: [
    'self suffix start? end?',
    (_vm, [self, wanted, start, end]) => hasEnd(own(self), wanted, start, end, false),
  ],
  removeprefix: [
    'self prefix',
    (_vm, [self, prefix]) =>
      own(self).startsWith(text(prefix)) ? own(self).slice(own(prefix).length) : own(self),
  ],
  removesuffix: [
    'self suffix',
    (_vm, [self, suffix]) =>
      suffix !== '' && own(self).endsWith(text(suffix)) ? own(self).slice(0, -own(suffix).length) : own(self),
  ],
  find: [
    'self sub start? end?',
    (_vm, [self, sub, start, end]) => BigInt(find(own(self), sub, start, end, false)),
  ],
  rfind: [
    'self sub start? end?',
    (_vm, [self, sub, start, end]) => BigInt(find(own(self), sub, start, end, true)),
  ],
  index: [
    'self sub start? end?',
    (_vm, [self, sub, start, end]) => found(find(own(self), sub, start, end, false)),
  ],
  rindex: [
    'self sub start? end?',
    (_vm, [self, sub, start, end]) => found(find(own(self), sub, start, end, true)),
  ],
  count: [
    'self sub start? end?',
    (_vm, [self, sub, start, end]) => {
      const { from, to } = bounds(own(self), start, end);
      return BigInt(sub === '' ? to - from + 1 : own(self).slice(from, to).split(text(sub)).length - 1);
    },
  ],
  partition: ['self sep', (_vm, [self, separator]) => partition(own(self), text(separator), false)],
  rpartition: ['self sep', (_vm, [self, separator]) => partition(own(self), text(separator), true)],
  ljust: ['self width fillchar?', (_vm, [self, width, fill]) => pad(own(self), width, fill, 'right')],
  rjust: ['self width fillchar?', (_vm, [self, width, fill]) => pad(own(self), width, fill, 'left')],
  center: ['self width fillchar?', (_vm, [self, width, fill]) => pad(own(self), width, fill, 'center')],
  zfill: [
    'self width',
    (_vm, [self, width]) => {
      const sign = /^[-+]/.exec(own(self))?.[0] ?? '';
      return (
        sign + pad(own(self).slice(sign.length), BigInt(width as bigint) - BigInt(sign.length), '0', 'left')
      );
    },
  ],
  expandtabs: [
    'self tabsize?',
    (_vm, [self, size]) => expandTabs(own(self), Number((size as bigint | undefined) ?? 8n)),
  ],
  isdigit: ['self', (_vm, [self]) => every(own(self), /[\p{Nd}²³¹]/u)],
  isdecimal: ['self', (_vm, [self]) => every(own(self), /\p{Nd}/u)],
  isnumeric: ['self', (_vm, [self]) => every(own(self), /\p{N}/u)],
  isalpha: ['self', (_vm, [self]) => every(own(self), /\p{L}/u)],
  isalnum: ['self', (_vm, [self]) => every(own(self), /[\p{L}\p{N}]/u)],
  isspace: ['self', (_vm, [self]) => every(own(self), SPACES)],
  isupper: [
    'self',
    (_vm, [self]) => own(self) === own(self).toUpperCase() && own(self) !== own(self).toLowerCase(),
  ],
  islower: [
    'self',
    (_vm, [self]) => own(self) === own(self).toLowerCase() && own(self) !== own(self).toUpperCase(),
  ],
  istitle: ['self', (_vm, [self]) => /\p{L}/u.test(own(self)) && titled(own(self)) === own(self)],
  isascii: ['self', (_vm, [self]) => /^[\x00-\x7f]*$/.test(own(self))],
  isprintable: ['self', (_vm, [self]) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(own(self))],
  isidentifier: ['self', (_vm, [self]) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(own(self))],
  encode: [
    'self encoding? errors?',
    (_vm, [self, encoding, errors]) => encodeText(own(self), encoding, errors),
  ],
  translate: [
    'self table',
    (_vm, [self, table]) =>
      Array.from(own(self))
        .map((char) => {
          const found =
            table instanceof PyDict ? table.map.get(BigInt(char.codePointAt(0) ?? 0))?.[1] : undefined;
          return found === undefined
            ? char
            : found === null
              ? ''
              : typeof found === 'bigint'
                ? String.fromCodePoint(Number(found))
                : String(found as string);
        })
        .join(''),
  ],
});
STR.members.set('format', formatMethod);
STR.members.set(
  'maketrans',
  asStatic(
    native('maketrans', 'x y? z?', function* (vm, [x = null, y, z]) {
      const table = new PyDict();
      if (x instanceof PyDict) {
        for (const [key, value] of x.map.values()) {
          const point = typeof key === 'string' ? BigInt(key.codePointAt(0) ?? 0) : key;
          table.map.set(yield* keyOf(vm, point), [point, value]);
        }
        return table;
      }
      const [from, to] = [Array.from(text(x)), Array.from(text(y))];
      if (from.length !== to.length)
        throw raised('ValueError', 'the first two maketrans arguments must have equal length');
      for (const [index, char] of from.entries()) {
        const point = BigInt(char.codePointAt(0) ?? 0);
        table.map.set(point, [point, BigInt((to[index] ?? '').codePointAt(0) ?? 0)]);
      }
      for (const char of typeof z === 'string' ? z : '') {
        const point = BigInt(char.codePointAt(0) ?? 0);
        table.map.set(point, [point, null]);
      }
      return table;
    }),
  ),
);

function expandTabs(self: string, size: number): string {
  let column = 0;
  let made = '';
  for (const char of self) {
    const shown = char === '\t' ? ' '.repeat(size > 0 ? size - (column % size) : 0) : char;
    made += shown;
    column = char === '\n' || char === '\r' ? 0 : column + shown.length;
  }
  return made;
}

function found(at: number): bigint {
  if (at < 0) throw raised('ValueError', 'substring not found');
  return BigInt(at);
}
