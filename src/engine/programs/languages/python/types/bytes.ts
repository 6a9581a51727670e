/** bytes and bytearray. */
import type { Task } from '../../../../kernel';
import { asStatic } from '../attributes';
import { define, native } from '../call';
import { raised } from '../errors';
import { collect } from '../iterate';

import { BYTEARRAY, BYTES, classOf, ClassMethod, PyBytes, PyClass, PyList, type Value } from '../values';
import type { Vm } from '../vm';

function encodingOf(value: Value | undefined): string {
  return typeof value === 'string' ? value.toLowerCase().replace(/[-_ ]/g, '') : 'utf8';
}

export function encodeText(text: string, encoding?: Value, errors?: Value): PyBytes {
  const name = encodingOf(encoding);
  if (name === 'utf8') return new PyBytes(new TextEncoder().encode(text));
  const limit =
    name === 'ascii' || name === 'usascii'
      ? 0x80
      : name === 'latin1' || name === 'iso88591'
        ? 0x100
        : undefined;
  if (limit === undefined) throw unknownEncoding(encoding);
  const data: number[] = [];
  for (const [index, char] of Array.from(text).entries()) {
    const point = char.codePointAt(0) ?? 0;
    if (point < limit) data.push(point);
    else if (errors === 'replace') data.push(0x3f);
    else if (errors !== 'ignore') {
      const shown =
        point < 0x100
          ? `\\x${point.toString(16).padStart(2, '0')}`
          : `\\u${point.toString(16).padStart(4, '0')}`;
      throw raised(
        'UnicodeEncodeError',
        `'${limit === 0x80 ? 'ascii' : 'latin-1'}' codec can't encode character '${shown}' in position ${String(index)}: ordinal not in range(${String(limit)})`,
      );
    }
  }
  return new PyBytes(Uint8Array.from(data));
}

function unknownEncoding(encoding: Value | undefined): Error {
  return raised('LookupError', `unknown encoding: ${String(encoding as string)}`);
}

export function decodeBytes({ data }: PyBytes, encoding?: Value, errors?: Value): string {
  const name = encodingOf(encoding);
  if (name === 'utf8') return decodeUtf8(data, errors);
  if (name === 'latin1' || name === 'iso88591')
    return Array.from(data, (byte) => String.fromCharCode(byte)).join('');
  if (name === 'ascii' || name === 'usascii') {
    const wrong = data.findIndex((byte) => byte > 0x7f);
    if (wrong >= 0 && errors === undefined) {
      throw raised(
        'UnicodeDecodeError',
        `'ascii' codec can't decode byte 0x${(data[wrong] ?? 0).toString(16)} in position ${String(wrong)}: ordinal not in range(128)`,
      );
    }
    return decodeUtf8(data, 'replace');
  }
  throw unknownEncoding(encoding);
}

function decodeUtf8(data: Uint8Array, errors: Value | undefined): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(data);
  if (errors === 'replace' || !text.includes('\ufffd')) return text;
  if (errors === 'ignore') return text.replaceAll('\ufffd', '');
  for (let at = 0; at < data.length; at++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(data.subarray(0, at + 1), { stream: true });
    } catch {
      const byte = (data[at] ?? 0).toString(16).padStart(2, '0');
      const isStart = (data[at] ?? 0) >= 0xf8 || ((data[at] ?? 0) & 0xc0) === 0x80;
      throw raised(
        'UnicodeDecodeError',
        `'utf-8' codec can't decode byte 0x${byte} in position ${String(at)}: invalid ${isStart ? 'start' : 'continuation'} byte`,
      );
    }
  }
  return text;
}

function* makeBytes(
  vm: Vm,
  cls: PyClass,
  value: Value | undefined,
  encoding: Value | undefined,
): Task<Value> {
  if (value === undefined) return new PyBytes(new Uint8Array(), cls);
  if (typeof value === 'string') {
    if (encoding === undefined) throw raised('TypeError', 'string argument without an encoding');
    return new PyBytes(encodeText(value, encoding).data, cls);
  }
  if (value instanceof PyBytes) return new PyBytes(value.data.slice(), cls);
  if (typeof value === 'bigint') {
    if (value < 0n) throw raised('ValueError', 'negative count');
    const size = Number(value);
    // So much is not really made: what counts is that the machine has it.
    vm.make(size);
    if (size > 2 ** 28) throw raised('MemoryError');
    return new PyBytes(new Uint8Array(size), cls);
  }
  const items = yield* collect(vm, value);
  return new PyBytes(
    Uint8Array.from(items, (item) => {
      if (typeof item !== 'bigint')
        throw raised('TypeError', `'${classOf(item).name}' object cannot be interpreted as an integer`);
      if (item < 0n || item > 255n) throw raised('ValueError', 'bytes must be in range(0, 256)');
      return Number(item);
    }),
    cls,
  );
}

/** Without these bytes, or else white space, at its ends. */
function stripped(
  value: Value | undefined,
  these: Value | undefined,
  atStart: boolean,
  atEnd: boolean,
): string {
  const text = latin(value);
  const drops = these === undefined || these === null ? ' \t\n\r\v\f' : latin(these);
  let from = 0;
  let to = text.length;
  while (atStart && from < to && drops.includes(text.charAt(from))) from++;
  while (atEnd && to > from && drops.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

const latin = (value: Value | undefined): string =>
  value instanceof PyBytes ? Array.from(value.data, (byte) => String.fromCharCode(byte)).join('') : '';
const back = (text: string): PyBytes => new PyBytes(Uint8Array.from(text, (char) => char.charCodeAt(0)));

for (const cls of [BYTES, BYTEARRAY]) {
  cls.make = (vm, own, args, named) => makeBytes(vm, own, args[0], args[1] ?? named.get('encoding'));
  define(cls.members, {
    decode: [
      'self encoding? errors?',
      (_vm, [self, encoding, errors]) => decodeBytes(self as PyBytes, encoding, errors),
    ],
    hex: [
      'self',
      (_vm, [self]) =>
        Array.from((self as PyBytes).data, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    ],
    startswith: ['self prefix', (_vm, [self, prefix]) => latin(self).startsWith(latin(prefix))],
    endswith: ['self suffix', (_vm, [self, suffix]) => latin(self).endsWith(latin(suffix))],
    find: ['self sub', (_vm, [self, sub]) => BigInt(latin(self).indexOf(latin(sub)))],
    count: ['self sub', (_vm, [self, sub]) => BigInt(latin(self).split(latin(sub)).length - 1)],
    strip: ['self bytes?', (_vm, [self, these]) => back(stripped(self, these, true, true))],
    rstrip: ['self bytes?', (_vm, [self, these]) => back(stripped(self, these, false, true))],
    lstrip: ['self bytes?', (_vm, [self, these]) => back(stripped(self, these, true, false))],
    upper: ['self', (_vm, [self]) => back(latin(self).replace(/[a-z]/g, (char) => char.toUpperCase()))],
    lower: ['self', (_vm, [self]) => back(latin(self).replace(/[A-Z]/g, (char) => char.toLowerCase()))],
    replace: [
      'self old new',
      (_vm, [self, old, made]) => back(latin(self).replaceAll(latin(old), () => latin(made))),
    ],
    split: [
      'self sep? maxsplit?',
      (_vm, [self, separator, most]) => {
        const left = typeof most === 'bigint' && most >= 0n ? Number(most) : Infinity;
        if (!(separator instanceof PyBytes))
          return new PyList(latin(self).trim().split(/\s+/).filter(Boolean).map(back));
        const all = latin(self).split(latin(separator));
        const parts =
          all.length - 1 <= left ? all : [...all.slice(0, left), all.slice(left).join(latin(separator))];
        return new PyList(parts.map(back));
      },
    ],
    join: [
      'self items',
      function* (vm, [self, items = null]) {
        return back((yield* collect(vm, items)).map(latin).join(latin(self)));
      },
    ],
  });
  cls.members.set(
    'fromhex',
    new ClassMethod(
      asStatic(
        native('fromhex', 'cls text', (_vm, [own, text]) => {
          const digits = String(text as string).replace(/\s/g, '');
          if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) {
            throw raised(
              'ValueError',
              `non-hexadecimal number found in fromhex() arg at position ${String(digits.search(/[^0-9a-fA-F]|$/))}`,
            );
          }
          return new PyBytes(
            Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16)),
            own as PyClass,
          );
        }),
      ),
    ),
  );
}
define(BYTEARRAY.members, {
  extend: [
    'self data',
    (vm, [self, data]) => {
      if (self instanceof PyBytes && data instanceof PyBytes) {
        vm.p.allocate(data.data.length);
        self.data = Uint8Array.from([...self.data, ...data.data]);
      }
      return null;
    },
  ],
  append: [
    'self value',
    (_vm, [self, value]) => {
      if (self instanceof PyBytes) self.data = Uint8Array.from([...self.data, Number(value as bigint)]);
      return null;
    },
  ],
});
