/** int, float and bool. */
import type { Task } from '../../../../kernel';
import { asStatic, special } from '../attributes';
import { call, define, native } from '../call';
import { raised } from '../errors';
import { binary } from '../operators';
import { truth } from '../truth';
import {
  BOOL,
  Boxed,
  classOf,
  plain,
  ClassMethod,
  FLOAT,
  INT,
  PyBytes,
  type PyClass,
  PyProperty,
  PyTuple,
  type Value,
} from '../values';
import type { Vm } from '../vm';
import { quote } from '../text';

const INTEGER = /^[-+]?(?:\d+(?:_\d+)*)$/;

export function* toInt(vm: Vm, given: Value, base: Value | undefined): Task<bigint> {
  const value = given instanceof Boxed && special(given, '__int__') === undefined ? plain(given) : given;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return BigInt(value);
  if (typeof value === 'number') {
    if (Number.isNaN(value)) throw raised('ValueError', 'cannot convert float NaN to integer');
    if (!Number.isFinite(value)) throw raised('OverflowError', 'cannot convert float infinity to integer');
    return BigInt(Math.trunc(value));
  }
  const text = value instanceof PyBytes ? String.fromCharCode(...value.data) : value;
  if (typeof text === 'string') {
    const radix = base === undefined ? 10 : Number(base as bigint);
    const parsed = parseInteger(text.trim(), radix);
    if (parsed === undefined) {
      throw raised('ValueError', `invalid literal for int() with base ${String(radix)}: ${quote(text)}`);
    }
    return parsed;
  }
  for (const name of ['__int__', '__index__', '__trunc__']) {
    const method = special(value, name);
    if (method === undefined) continue;
    const result = yield* call(vm, method, [value]);
    if (typeof result === 'bigint') return result;
  }
  throw raised(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${classOf(value).name}'`,
  );
}

function parseInteger(text: string, radix: number): bigint | undefined {
  if (radix === 10) return INTEGER.test(text) ? BigInt(text.replace(/[_+]/g, '')) : undefined;
  const [, sign = '', digits = ''] = /^([-+]?)(?:0[xXoObB](?=.))?([0-9a-zA-Z_]+)$/.exec(text) ?? [];
  const base =
    radix === 0 ? (/0[xX]/.test(text) ? 16 : /0[oO]/.test(text) ? 8 : /0[bB]/.test(text) ? 2 : 10) : radix;
  let value = 0n;
  if (digits === '') return undefined;
  for (const char of digits.replace(/_/g, '')) {
    const digit = parseInt(char, 36);
    if (!(digit < base)) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return sign === '-' ? -value : value;
}

export function* toFloat(vm: Vm, given: Value): Task<number> {
  const value = given instanceof Boxed && special(given, '__float__') === undefined ? plain(given) : given;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') {
    const result = Number(value);
    if (!Number.isFinite(result)) throw raised('OverflowError', 'int too large to convert to float');
    return result;
  }
  if (typeof value === 'string') {
    const text = value
      .trim()
      .toLowerCase()
      .replace(/(\d)_(?=\d)/g, '$1');
    if (/^[-+]?(?:inf|infinity)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
    if (/^[-+]?nan$/.test(text)) return NaN;
    if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/.test(text)) {
      throw raised('ValueError', `could not convert string to float: ${quote(value)}`);
    }
    return Number(text);
  }
  const method = special(value, '__float__');
  if (method !== undefined) {
    const result = yield* call(vm, method, [value]);
    if (typeof result === 'number') return result;
  }
  throw raised(
    'TypeError',
    `float() argument must be a string or a real number, not '${classOf(value).name}'`,
  );
}

INT.make = (vm, cls, args, named) => {
  const made = args.length === 0 ? 0n : toInt(vm, args[0] ?? null, args[1] ?? named.get('base'));
  return cls === INT ? made : boxed(cls, made);
};

/** A thing of a class below int, float or str. */
function* boxed(cls: PyClass, made: Task<bigint | number> | bigint | number): Task<Value> {
  return new Boxed(cls, typeof made === 'object' ? yield* made : made);
}
BOOL.make = (vm, _cls, args) => (args.length === 0 ? false : truth(vm, args[0] ?? null));
FLOAT.make = (vm, cls, args) => {
  const made = args.length === 0 ? 0 : toFloat(vm, args[0] ?? null);
  return cls === FLOAT ? made : boxed(cls, made);
};

define(INT.members, {
  bit_length: [
    'self',
    (_vm, [self]) =>
      BigInt(
        self === 0n
          ? 0
          : (typeof self === 'bigint' && self < 0n ? -self : BigInt(self as bigint)).toString(2).length,
      ),
  ],
  bit_count: [
    'self',
    (_vm, [self]) =>
      BigInt(
        BigInt(self as bigint)
          .toString(2)
          .replace(/[^1]/g, '').length,
      ),
  ],
  to_bytes: [
    'self length? byteorder? signed?',
    (_vm, [self, length, order]) => {
      let left = BigInt(self as bigint);
      const data = new Uint8Array(Number((length as bigint | undefined) ?? 1n));
      for (let at = data.length - 1; at >= 0; at--, left >>= 8n) data[at] = Number(left & 255n);
      if (left > 0n) throw raised('OverflowError', 'int too big to convert');
      return new PyBytes(order === 'little' ? data.reverse() : data);
    },
  ],
  is_integer: ['self', () => true],
  conjugate: ['self', (_vm, [self]) => self ?? null],
  as_integer_ratio: ['self', (_vm, [self]) => new PyTuple([self ?? null, 1n])],
});
INT.members.set(
  'from_bytes',
  new ClassMethod(
    asStatic(
      native('from_bytes', 'cls data byteorder? signed?', (_vm, [, data, order]) => {
        const bytes = data instanceof PyBytes ? [...data.data] : [];
        if (order === 'little') bytes.reverse();
        return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      }),
    ),
  ),
);
define(FLOAT.members, {
  is_integer: ['self', (_vm, [self]) => Number.isInteger(self)],
  conjugate: ['self', (_vm, [self]) => self ?? null],
  as_integer_ratio: [
    'self',
    (_vm, [self]) => {
      let [above, below] = [Number(self), 1n];
      if (Number.isNaN(above)) throw raised('ValueError', 'cannot convert NaN to integer ratio');
      if (!Number.isFinite(above)) throw raised('OverflowError', 'cannot convert Infinity to integer ratio');
      for (; !Number.isInteger(above); above *= 2) below *= 2n;
      return new PyTuple([BigInt(above), below]);
    },
  ],
  hex: ['self', (_vm, [self]) => hexText(Number(self))],
});

function hexText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0x0.0p+0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = (bits & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
  const shown = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? '0' : '1'}.${fraction}p${shown < 0 ? '' : '+'}${String(shown)}`;
}

for (const cls of [INT, FLOAT]) {
  const part = (name: string, read: (self: Value) => Value): void =>
    void cls.members.set(name, new PyProperty(native(name, 'self', (_vm, [self = null]) => read(self))));
  const whole = (self: Value): Value => (typeof self === 'boolean' ? BigInt(self) : self);
  part('real', whole);
  part('imag', () => (cls === INT ? 0n : 0));
  if (cls === INT) {
    part('numerator', whole);
    part('denominator', () => 1n);
  }
}

/** round(): halves go to the even neighbour. */
export function* round(vm: Vm, value: Value, digits: Value | undefined): Task<Value> {
  const method = typeof value === 'object' && value !== null ? special(value, '__round__') : undefined;
  if (method !== undefined) return yield* call(vm, method, digits === undefined ? [value] : [value, digits]);
  if (typeof value === 'boolean' || typeof value === 'bigint') {
    const whole = BigInt(value);
    if (typeof digits !== 'bigint' || digits >= 0n) return whole;
    const unit = 10n ** -digits;
    const rest = ((whole % unit) + unit) % unit;
    const lower = whole - rest;
    if (rest * 2n === unit) return (lower / unit) % 2n === 0n ? lower : lower + unit;
    return rest * 2n > unit ? lower + unit : lower;
  }
  if (typeof value !== 'number')
    throw raised('TypeError', `type ${classOf(value).name} doesn't define __round__ method`);
  if (digits === undefined || digits === null) {
    if (!Number.isFinite(value)) return yield* toInt(vm, value, undefined);
    const lower = Math.floor(value);
    const rest = value - lower;
    return BigInt(rest === 0.5 ? (lower % 2 === 0 ? lower : lower + 1) : rest > 0.5 ? lower + 1 : lower);
  }
  return roundTo(value, Number(digits as bigint));
}

/** Correctly rounded, as the decimal digits of the value are: toFixed does that, halves that are exact apart. */
function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 300) return value;
  if (digits < 0) {
    const unit = 10 ** -digits;
    const scaled = value / unit;
    const lower = Math.floor(scaled);
    const rest = scaled - lower;
    return (rest === 0.5 ? (lower % 2 === 0 ? lower : lower + 1) : Math.round(scaled)) * unit;
  }
  const text = Number(value.toFixed(Math.min(digits, 100)));
  const scaled = value * 10 ** digits;
  const isExactHalf =
    Math.abs(scaled % 1) === 0.5 && scaled / 10 ** digits === value && (value * 2 ** 30) % 1 === 0;
  if (!isExactHalf) return text;
  const lower = Math.floor(scaled);
  return (lower % 2 === 0 ? lower : lower + 1) / 10 ** digits;
}

export function* divmod(vm: Vm, a: Value, b: Value): Task<Value> {
  return new PyTuple([yield* binary(vm, '//', a, b), yield* binary(vm, '%', a, b)]);
}
