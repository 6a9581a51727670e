/** Number and BigInt. */
import { num, plainString, toNumber, toPrimitive } from '../objects';
import type { Value } from '../values';
import type { Vm } from '../vm';
import { numberInLocale } from './locales';
import { methods } from './objects';

export function addNumbers(vm: Vm): void {
  const { realm } = vm;
  const cls = vm.native('Number', function* (inner, _self, args) {
    if (args.length === 0) return 0;
    const plain = yield* toPrimitive(inner, args[0], 'number');
    return typeof plain === 'bigint' ? Number(plain) : yield* toNumber(inner, plain);
  });
  cls.put('prototype', realm.numberProto, false);
  realm.numberProto.put('constructor', cls, false);
  realm.global.put('Number', cls, false);
  for (const name of [
    'MAX_SAFE_INTEGER',
    'MIN_SAFE_INTEGER',
    'MAX_VALUE',
    'MIN_VALUE',
    'EPSILON',
    'POSITIVE_INFINITY',
    'NEGATIVE_INFINITY',
    'NaN',
  ] as const)
    cls.put(name, Number[name], false);
  const parse = {
    parseInt: (_inner: Vm, _self: Value, [text, radix]: readonly Value[]): Value =>
      parseInt(plainString(text), num(radix, 10) || 10),
    parseFloat: (_inner: Vm, _self: Value, [text]: readonly Value[]): Value => parseFloat(plainString(text)),
  };
  methods(vm, cls, {
    ...parse,
    isInteger: (_inner, _self, [value]) => Number.isInteger(value),
    isSafeInteger: (_inner, _self, [value]) => Number.isSafeInteger(value),
    isFinite: (_inner, _self, [value]) => Number.isFinite(value),
    isNaN: (_inner, _self, [value]) => Number.isNaN(value),
  });
  methods(vm, realm.global, {
    ...parse,
    parseInt: (_inner, _self, [text, radix]) =>
      parseInt(plainString(text), radix === undefined ? undefined : num(radix)),
    *isNaN(inner, _self, [value]) {
      return Number.isNaN(yield* toNumber(inner, value));
    },
    *isFinite(inner, _self, [value]) {
      return Number.isFinite(yield* toNumber(inner, value));
    },
  });
  methods(vm, realm.numberProto, {
    toFixed: (inner, self, [digits]) => {
      if (num(digits, 0) > 100 || num(digits, 0) < 0)
        throw inner.error('RangeError', 'toFixed() digits argument must be between 0 and 100');
      return num(self).toFixed(num(digits, 0));
    },
    toPrecision: (inner, self, [digits]) => {
      if (digits !== undefined && !(num(digits) >= 1 && num(digits) <= 100))
        throw inner.error('RangeError', 'toPrecision() argument must be between 1 and 100');
      return num(self).toPrecision(digits === undefined ? undefined : num(digits));
    },
    toExponential: (inner, self, [digits]) => {
      if (digits !== undefined && !(num(digits) >= 0 && num(digits) <= 100))
        throw inner.error('RangeError', 'toExponential() argument must be between 0 and 100');
      return num(self).toExponential(digits === undefined ? undefined : num(digits));
    },
    toString: (inner, self, [radix]) => {
      if (radix !== undefined && !(num(radix) >= 2 && num(radix) <= 36))
        throw inner.error('RangeError', 'toString() radix argument must be between 2 and 36');
      return num(self).toString(radix === undefined ? undefined : num(radix));
    },
    *toLocaleString(inner, self, [tag, options]) {
      const value = num(self);
      return yield* numberInLocale(inner, Object.is(value, -0) ? '-0' : String(value), tag, options);
    },
  });
}

export function addBigInts(vm: Vm): void {
  const { realm } = vm;
  const big = vm.native('BigInt', function* (inner, _self, [value]) {
    const plain = yield* toPrimitive(inner, value, 'number');
    try {
      return BigInt(plain as string);
    } catch {
      if (typeof plain === 'number')
        throw inner.error(
          'RangeError',
          `The number ${String(plain)} cannot be converted to a BigInt because it is not an integer`,
        );
      throw inner.error('SyntaxError', `Cannot convert ${plainString(plain)} to a BigInt`);
    }
  });
  big.put('prototype', realm.bigintProto, false);
  realm.bigintProto.put('constructor', big, false);
  realm.global.put('BigInt', big, false);
  methods(vm, realm.bigintProto, {
    toString: (_inner, self, [radix]) => (self as bigint).toString(num(radix, 10)),
    *toLocaleString(inner, self, [tag, options]) {
      return yield* numberInLocale(inner, String(self), tag, options);
    },
  });
}
