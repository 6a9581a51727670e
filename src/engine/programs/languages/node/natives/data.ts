/** Array, String, Number, BigInt, Math, JSON, Map, Set, Date and RegExp. */
import type { Task } from '../../../../kernel';
import { isNestedRepetition } from '../../../shared/host-regex';
import {
  call,
  get,
  listOf,
  num,
  plainString,
  protoFor,
  toNumber,
  toPrimitive,
  toText,
  truthy,
} from '../objects';
import {
  Arr,
  Fn as FnClass,
  HOLE,
  ITERATOR,
  JsDate,
  JsMap,
  JsRegExp,
  JsSet,
  MAX_LENGTH,
  NotModelled,
  Obj,
  Sym,
  TO_STRING_TAG,
  type Value,
} from '../values';
import type { Vm } from '../vm';
import { array, getter, methods, nativeClass } from './objects';

function iterator(vm: Vm, next: () => Value | undefined, isDone: () => boolean): Value {
  const made = new Obj(vm.realm.iteratorProto);
  made.put(
    'next',
    vm.native('next', (inner) =>
      isDone()
        ? inner.object({ value: undefined, done: true })
        : inner.object({ value: next(), done: false }),
    ),
    false,
  );
  return made;
}

export function listIterator(vm: Vm, values: Iterable<Value>): Value {
  const inner = values[Symbol.iterator]();
  let step = inner.next();
  return iterator(
    vm,
    () => {
      const { value } = step;
      step = inner.next();
      return value as Value;
    },
    () => step.done === true,
  );
}

function at(index: Value, length: number, otherwise: number): number {
  const value = Math.trunc(num(index, otherwise)) || 0;
  return value < 0 ? Math.max(0, value + length) : Math.min(value, length);
}

function items(vm: Vm, self: Value): Value[] {
  if (self instanceof Arr) return self.items;
  throw vm.error('TypeError', 'this is not an array');
}

function same(a: Value, b: Value): boolean {
  return a === b || (a !== a && b !== b);
}

function flat(vm: Vm, values: readonly Value[], depth: number, made: Value[]): Value[] {
  for (const one of values) {
    if (one instanceof Arr && depth > 0) flat(vm, one.items, depth - 1, made);
    else made.push(one);
    if (made.length > MAX_LENGTH) throw vm.error('RangeError', 'Invalid array length');
  }
  return made;
}

function addArrays(vm: Vm): void {
  const { realm } = vm;
  const make = (inner: Vm, _self: Value, args: readonly Value[], newTarget?: Obj): Value => {
    const [only] = args;
    const proto = protoFor(newTarget, realm.arrayProto);
    if (args.length !== 1 || typeof only !== 'number') return new Arr(proto, [...args]);
    if (!Number.isInteger(only) || only < 0 || only > MAX_LENGTH)
      throw inner.error('RangeError', 'Invalid array length');
    return new Arr(
      proto,
      Array.from({ length: only }, () => HOLE),
    );
  };
  const cls = nativeClass(vm, 'Array', realm.arrayProto, make, make);
  methods(vm, cls, {
    isArray: (_inner, _self, [value]) => value instanceof Arr,
    of: (inner, _self, args) => array(inner, args),
  });
  const changing =
    (act: (inner: Vm, list: Value[], args: readonly Value[]) => Value) =>
    (inner: Vm, self: Value, args: readonly Value[]): Value => {
      if (self instanceof Arr && self.isFrozen)
        throw inner.error(
          'TypeError',
          `Cannot add property ${String(self.items.length)}, object is not extensible`,
        );
      return act(inner, items(inner, self), args);
    };
  methods(vm, realm.arrayProto, {
    push: changing((inner, list, args) => {
      if (list.length + args.length > MAX_LENGTH) throw inner.error('RangeError', 'Invalid array length');
      for (const one of args) {
        list.push(one);
        if (typeof one === 'string' && one.length > 4096) inner.p.allocate(one.length);
      }
      return list.length;
    }),
    pop: changing((_inner, list) => list.pop()),
    shift: changing((_inner, list) => list.shift()),
    unshift: changing((_inner, list, args) => list.unshift(...args)),
    reverse: (inner, self) => {
      items(inner, self).reverse();
      return self;
    },
    splice: changing((inner, list, args) => {
      const [start, count, ...added] = args;
      const from = at(start, list.length, 0);
      const most = args.length < 2 ? list.length - from : Math.max(0, num(count) || 0);
      return array(inner, list.splice(from, most, ...added));
    }),
    slice: (inner, self, [start, end]) =>
      array(
        inner,
        items(inner, self).slice(
          at(start, items(inner, self).length, 0),
          at(end, items(inner, self).length, Infinity),
        ),
      ),
    concat: (inner, self, args) =>
      array(inner, [
        ...items(inner, self),
        ...args.flatMap((one) => (one instanceof Arr ? one.items : [one])),
      ]),
    indexOf: (inner, self, [value, from]) => items(inner, self).indexOf(value, num(from, 0)),
    lastIndexOf: (inner, self, [value]) => items(inner, self).lastIndexOf(value),
    includes: (inner, self, [value]) => items(inner, self).some((one) => same(one, value)),
    at: (inner, self, [index]) => items(inner, self).at(num(index, 0)),
    fill: (inner, self, [value, start, end]) => {
      const list = items(inner, self);
      list.fill(value, at(start, list.length, 0), at(end, list.length, Infinity));
      return self;
    },
    flat: (inner, self, [depth]) => array(inner, flat(inner, items(inner, self), num(depth, 1), [])),
    with: (inner, self, [index, value]) => array(inner, items(inner, self).with(num(index), value)),
    *join(inner, self, [separator]) {
      const parts: string[] = [];
      for (const one of items(inner, self)) {
        parts.push(one === undefined || one === null || one === HOLE ? '' : yield* toText(inner, one));
        if (inner.isTurnDue()) yield* inner.p.turn();
      }
      return parts.join(separator === undefined ? ',' : yield* toText(inner, separator));
    },
    *toString(inner, self) {
      inner.deeper();
      try {
        const parts: string[] = [];
        for (const one of items(inner, self))
          parts.push(one === undefined || one === null || one === HOLE ? '' : yield* toText(inner, one));
        return parts.join(',');
      } finally {
        inner.depth--;
      }
    },
  });
  const values = vm.native('values', (inner, self) => {
    let index = 0;
    return iterator(
      inner,
      () => {
        const item = self instanceof Arr ? self.items[index++] : undefined;
        return item === HOLE ? undefined : item;
      },
      () => !(self instanceof Arr) || index >= self.items.length,
    );
  });
  realm.arrayValues = values;
  realm.arrayProto.put('values', values, false).put(ITERATOR, values, false);
}

function addStrings(vm: Vm): void {
  const { realm } = vm;
  const cls = vm.native('String', function* (inner, _self, args) {
    return args.length === 0
      ? ''
      : args[0] instanceof Sym
        ? plainString(args[0])
        : yield* toText(inner, args[0]);
  });
  cls.put('prototype', realm.stringProto, false);
  realm.stringProto.put('constructor', cls, false);
  realm.global.put('String', cls, false);
  methods(vm, cls, {
    fromCharCode: (_inner, _self, codes) => String.fromCharCode(...codes.map((code) => num(code))),
    fromCodePoint: (_inner, _self, codes) => String.fromCodePoint(...codes.map((code) => num(code))),
    *raw(inner, _self, [strings, ...values]) {
      const parts = yield* listOf(inner, yield* get(inner, strings, 'raw'));
      let made = '';
      for (const [index, part] of parts.entries())
        made +=
          plainString(part) +
          (index < parts.length - 1 && index < values.length ? yield* toText(inner, values[index]) : '');
      return made;
    },
  });
  type Plain = (self: string, args: readonly Value[], vm: Vm) => Value;
  const text =
    (act: Plain) =>
    (inner: Vm, self: Value, args: readonly Value[]): Value => {
      if (self === undefined || self === null)
        throw inner.error('TypeError', `String.prototype method called on null or undefined`);
      return act(typeof self === 'string' ? self : plainString(self), args, inner);
    };
  const one = (value: Value): string => (value === undefined ? 'undefined' : plainString(value));
  const sized = (inner: Vm, length: number): void => {
    if (!(length <= 2 ** 28)) throw inner.error('RangeError', 'Invalid string length');
  };
  const natives: { readonly [name: string]: Plain | undefined; readonly toString?: Plain } = {
    charAt: (self, [index]) => self.charAt(num(index, 0)),
    charCodeAt: (self, [index]) => self.charCodeAt(num(index, 0)),
    codePointAt: (self, [index]) => self.codePointAt(num(index, 0)),
    at: (self, [index]) => self.at(num(index, 0)),
    indexOf: (self, [wanted, from]) => self.indexOf(one(wanted), num(from, 0)),
    lastIndexOf: (self, [wanted]) => self.lastIndexOf(one(wanted)),
    includes: (self, [wanted, from]) => self.includes(one(wanted), num(from, 0)),
    startsWith: (self, [wanted, from]) => self.startsWith(one(wanted), num(from, 0)),
    endsWith: (self, [wanted, end]) => self.endsWith(one(wanted), end === undefined ? self.length : num(end)),
    slice: (self, [from, to]) => self.slice(num(from, 0), to === undefined ? undefined : num(to)),
    substring: (self, [from, to]) => self.substring(num(from, 0), to === undefined ? undefined : num(to)),
    substr: (self, [from, count]) =>
      self.slice(num(from, 0)).slice(0, count === undefined ? undefined : num(count)),
    toUpperCase: (self) => self.toUpperCase(),
    toLowerCase: (self) => self.toLowerCase(),
    toLocaleUpperCase: (self) => self.toUpperCase(),
    toLocaleLowerCase: (self) => self.toLowerCase(),
    trim: (self) => self.trim(),
    trimStart: (self) => self.trimStart(),
    trimEnd: (self) => self.trimEnd(),
    padStart: (self, [width, fill], inner) => (
      sized(inner, num(width, 0)),
      self.padStart(num(width, 0), fill === undefined ? ' ' : one(fill))
    ),
    padEnd: (self, [width, fill], inner) => (
      sized(inner, num(width, 0)),
      self.padEnd(num(width, 0), fill === undefined ? ' ' : one(fill))
    ),
    repeat: (self, [count], inner) => {
      const times = num(count, 0);
      if (times < 0 || times === Infinity)
        throw inner.error('RangeError', `Invalid count value: ${plainString(count)}`);
      sized(inner, self.length * times);
      if (self.length * times > 2 ** 20) inner.p.allocate(self.length * times);
      return self.repeat(times);
    },
    concat: (self, args) => self + args.map(one).join(''),
    localeCompare: (self, [other]) => compareText(self, one(other)),
    normalize: (self) => self.normalize(),
    toString: (self) => self,
    split: (self, [by, most], inner) => {
      const limit = most === undefined ? undefined : num(most);
      if (by === undefined) return array(inner, [self]);
      return array(
        inner,
        by instanceof JsRegExp ? self.split(guarded(self, by), limit) : self.split(one(by), limit),
      );
    },
    match: (self, [pattern], inner) => {
      const regex = pattern instanceof JsRegExp ? guarded(self, pattern) : new RegExp(escaped(one(pattern)));
      const found = self.match(regex);
      if (!found) return null;
      return regex.global ? array(inner, [...found]) : matchOf(inner, found);
    },
    matchAll: (self, [pattern], inner) => {
      if (!(pattern instanceof JsRegExp) || !pattern.regex.global)
        throw inner.error('TypeError', 'String.prototype.matchAll called with a non-global RegExp argument');
      return listIterator(
        inner,
        [...self.matchAll(guarded(self, pattern))].map((found) => matchOf(inner, found)),
      );
    },
    search: (self, [pattern]) =>
      pattern instanceof JsRegExp ? self.search(guarded(self, pattern)) : self.indexOf(one(pattern)),
  };
  for (const [name, act] of Object.entries(natives))
    if (act) realm.stringProto.put(name, vm.native(name, text(act), 1), false);
  realm.stringProto.put(
    ITERATOR,
    vm.native('[Symbol.iterator]', (inner, self) =>
      listIterator(inner, typeof self === 'string' ? self : ''),
    ),
    false,
  );
}

function compareText(a: string, b: string): number {
  const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const [x, y] = [fold(a), fold(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a === b ? 0 : a.toLowerCase() === a && b.toLowerCase() !== b ? -1 : 1;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
}

function matchOf(vm: Vm, found: RegExpExecArray | RegExpMatchArray): Value {
  const made = array(vm, [...found]);
  made.put('index', found.index ?? 0).put('input', found.input ?? '');
  let groups: Obj | undefined;
  if (found.groups) {
    groups = new Obj(null);
    for (const [name, value] of Object.entries(found.groups)) groups.put(name, value);
  }
  return made.put('groups', groups);
}

/** The host goes back and tries again without end on some patterns: those, and very long texts, are refused. */
function guarded(text: string, { regex }: JsRegExp): RegExp {
  if (isNestedRepetition(regex.source))
    throw new NotModelled(`the pattern ${String(regex)}: a repetition inside of a repetition`);
  if (text.length > 200_000) throw new NotModelled(`a search in a text of ${String(text.length)} characters`);
  return regex;
}

function* exec(vm: Vm, self: JsRegExp, text: string): Task<Value> {
  const regex = guarded(text, self);
  const isSticky = regex.global || regex.sticky;
  regex.lastIndex = isSticky ? num(yield* get(vm, self, 'lastIndex')) : 0;
  const found = regex.exec(text);
  if (isSticky) self.put('lastIndex', found ? regex.lastIndex : 0, false);
  return found ? matchOf(vm, found) : null;
}

/** replace and replaceAll: the replacement may be a function. */
export function* replaceText(vm: Vm, self: string, pattern: Value, by: Value, isAll: boolean): Task<string> {
  const matches: { index: number; text: string; groups: Value[]; named: Value }[] = [];
  if (pattern instanceof JsRegExp) {
    const regex = guarded(self, pattern);
    const own = new RegExp(regex.source, regex.flags.includes('g') ? regex.flags : `${regex.flags}g`);
    for (const found of self.matchAll(own)) {
      const named = found.groups ? matchOf(vm, found) : undefined;
      matches.push({
        index: found.index,
        text: found[0],
        groups: found.slice(1),
        named: named instanceof Obj ? named.find('groups')?.value : undefined,
      });
      if (!regex.global) break;
    }
  } else {
    const wanted = yield* toText(vm, pattern);
    for (
      let from = self.indexOf(wanted);
      from >= 0;
      from = self.indexOf(wanted, from + Math.max(1, wanted.length))
    ) {
      matches.push({ index: from, text: wanted, groups: [], named: undefined });
      if (!isAll || from >= self.length) break;
    }
  }
  let made = '';
  let last = 0;
  const template = by instanceof FnClass ? '' : yield* toText(vm, by);
  for (const { index, text, groups, named } of matches) {
    made += self.slice(last, index);
    if (by instanceof FnClass) {
      made += yield* toText(
        vm,
        yield* call(vm, by, undefined, [
          text,
          ...groups,
          index,
          self,
          ...(named === undefined ? [] : [named]),
        ]),
      );
    } else {
      made += template.replace(
        /\$(?:(\d\d?)|<([^>]*)>|([$&`']))/g,
        (whole, number: string | undefined, name: string | undefined, mark: string | undefined) => {
          if (number !== undefined)
            return Number(number) > groups.length || Number(number) === 0
              ? whole
              : plainString(groups[Number(number) - 1] ?? '');
          if (name !== undefined)
            return named instanceof Obj ? plainString(named.find(name)?.value ?? '') : whole;
          return mark === '$'
            ? '$'
            : mark === '&'
              ? text
              : mark === '`'
                ? self.slice(0, index)
                : self.slice(index + text.length);
        },
      );
    }
    last = index + text.length;
  }
  return made + self.slice(last);
}

function addNumbers(vm: Vm): void {
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
  const grouped = (value: number, least = 0, most = 3): string =>
    value.toLocaleString('en-US', {
      minimumFractionDigits: least,
      maximumFractionDigits: Math.max(least, most),
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
    toString: (inner, self, [radix]) => {
      if (radix !== undefined && !(num(radix) >= 2 && num(radix) <= 36))
        throw inner.error('RangeError', 'toString() radix must be between 2 and 36');
      return num(self).toString(radix === undefined ? undefined : num(radix));
    },
    *toLocaleString(inner, self, [, options]) {
      const least = options === undefined ? undefined : yield* get(inner, options, 'minimumFractionDigits');
      const most = options === undefined ? undefined : yield* get(inner, options, 'maximumFractionDigits');
      return grouped(num(self), num(least, 0), num(most, 3));
    },
  });
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
    toLocaleString: (_inner, self) => (self as bigint).toLocaleString('en-US'),
  });

  const math = vm.object();
  realm.global.put('Math', math, false);
  math.put(TO_STRING_TAG, 'Math', false);
  for (const name of ['PI', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2'] as const)
    math.put(name, Math[name], false);
  for (const name of [
    'abs',
    'floor',
    'ceil',
    'round',
    'trunc',
    'sign',
    'sqrt',
    'cbrt',
    'exp',
    'log',
    'log2',
    'log10',
    'log1p',
    'expm1',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'fround',
    'clz32',
  ] as const) {
    methods(vm, math, {
      *[name](inner, _self, [value]) {
        return Math[name](yield* toNumber(inner, value));
      },
    });
  }
  for (const name of ['max', 'min', 'hypot', 'pow', 'atan2', 'imul'] as const) {
    methods(vm, math, {
      *[name](inner, _self, args) {
        const numbers: number[] = [];
        for (const one of args) numbers.push(yield* toNumber(inner, one));
        if (name === 'max' || name === 'min' || name === 'hypot')
          return numbers.reduce(
            (a, b) => (name === 'hypot' ? Math.hypot(a, b) : Math[name](a, b)),
            name === 'max' ? -Infinity : name === 'min' ? Infinity : 0,
          );
        return Math[name](numbers[0] ?? NaN, numbers[1] ?? NaN);
      },
    });
  }
  methods(vm, math, { random: (inner) => inner.p.random() });
  const coding = (name: 'encodeURIComponent' | 'decodeURIComponent' | 'encodeURI' | 'decodeURI'): void => {
    methods(vm, realm.global, {
      *[name](inner, _self, [value]) {
        const text = yield* toText(inner, value);
        const act = { encodeURIComponent, decodeURIComponent, encodeURI, decodeURI }[name];
        try {
          return act(text);
        } catch {
          throw inner.error('URIError', 'URI malformed');
        }
      },
    });
  };
  (['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI'] as const).forEach(coding);
}

// JSON

function* toJson(
  vm: Vm,
  holder: Obj,
  key: string,
  given: Value,
  gap: string,
  level: string,
  replacer: Value,
  seen: readonly Obj[],
): Task<string | undefined> {
  let value = given;
  if (value instanceof Obj || typeof value === 'bigint') {
    const own = yield* get(vm, value, 'toJSON');
    if (own instanceof FnClass) value = yield* call(vm, own, value, [key]);
  }
  if (replacer instanceof FnClass) value = yield* call(vm, replacer, holder, [key, value]);
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') throw vm.error('TypeError', 'Do not know how to serialize a BigInt');
  if (!(value instanceof Obj) || value instanceof FnClass) return undefined;
  if (seen.includes(value)) {
    throw vm.error(
      'TypeError',
      `Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    --- property '${key}' closes the circle`,
    );
  }
  if (seen.length > 2000) throw vm.error('RangeError', 'Maximum call stack size exceeded');
  if (vm.isTurnDue()) yield* vm.p.turn();
  const next = [...seen, value];
  const inner = level + gap;
  const parts: string[] = [];
  const isList = value instanceof Arr;
  if (value instanceof Arr) {
    for (const [index, one] of value.items.entries())
      parts.push(
        (yield* toJson(
          vm,
          value,
          String(index),
          one === HOLE ? undefined : one,
          gap,
          inner,
          replacer,
          next,
        )) ?? 'null',
      );
  } else {
    const only = replacer instanceof Arr ? replacer.items.map(plainString) : undefined;
    for (const name of value.keys()) {
      if (
        typeof name !== 'string' ||
        name.startsWith('#') ||
        value.own(name)?.isEnumerable !== true ||
        (only && !only.includes(name))
      )
        continue;
      const text = yield* toJson(vm, value, name, yield* get(vm, value, name), gap, inner, replacer, next);
      if (text !== undefined) parts.push(`${JSON.stringify(name)}:${gap === '' ? '' : ' '}${text}`);
    }
  }
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  return gap === ''
    ? open + parts.join(',') + close
    : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${level}${close}`;
}

export function* stringify(vm: Vm, value: Value, replacer: Value, space: Value): Task<Value> {
  const gap =
    typeof space === 'number'
      ? ' '.repeat(Math.max(0, Math.min(10, space)))
      : typeof space === 'string'
        ? space.slice(0, 10)
        : '';
  return yield* toJson(vm, vm.object({ '': value }), '', value, gap, '', replacer, []);
}

function fromHost(vm: Vm, value: unknown): Value {
  if (Array.isArray(value))
    return array(
      vm,
      value.map((one: unknown) => fromHost(vm, one)),
    );
  if (typeof value === 'object' && value !== null) {
    const made = vm.object();
    for (const [key, one] of Object.entries(value)) made.put(key, fromHost(vm, one));
    return made;
  }
  return value as Value;
}

function* revive(vm: Vm, holder: Obj, key: string, reviver: Value): Task<Value> {
  const value = yield* get(vm, holder, key);
  if (value instanceof Obj) {
    for (const name of value.keys()) {
      if (typeof name !== 'string') continue;
      const made = yield* revive(vm, value, name, reviver);
      if (value instanceof Arr) value.items[Number(name)] = made;
      else if (made === undefined) value.remove(name);
      else value.put(name, made);
    }
  }
  return yield* call(vm, reviver, holder, [key, value]);
}

export function* parseJson(vm: Vm, text: string, reviver?: Value): Task<Value> {
  let host: unknown;
  try {
    host = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw vm.error(error instanceof RangeError ? 'RangeError' : 'SyntaxError', error.message);
  }
  const made = fromHost(vm, host);
  return reviver instanceof FnClass ? yield* revive(vm, vm.object({ '': made }), '', reviver) : made;
}

function addCollections(vm: Vm): void {
  const { realm } = vm;
  const json = vm.object();
  json.put(TO_STRING_TAG, 'JSON', false);
  realm.global.put('JSON', json, false);
  methods(vm, json, {
    stringify: (inner, _self, [value, replacer, space]) => stringify(inner, value, replacer, space),
    *parse(inner, _self, [text, reviver]) {
      return yield* parseJson(inner, yield* toText(inner, text), reviver);
    },
  });
  const map = (inner: Vm, self: Value): Map<Value, Value> => {
    if (self instanceof JsMap) return self.map;
    throw inner.error('TypeError', 'Method Map.prototype method called on incompatible receiver');
  };
  const set = (inner: Vm, self: Value): Set<Value> => {
    if (self instanceof JsSet) return self.set;
    throw inner.error('TypeError', 'Method Set.prototype method called on incompatible receiver');
  };
  for (const [name, proto] of [
    ['Map', realm.mapProto],
    ['WeakMap', realm.weakMapProto],
  ] as const) {
    nativeClass(
      vm,
      name,
      proto,
      function* (inner, _self, [source], newTarget) {
        const made = new JsMap(protoFor(newTarget, proto));
        if (source !== undefined && source !== null)
          for (const pair of yield* listOf(inner, source))
            made.map.set(yield* get(inner, pair, 0), yield* get(inner, pair, 1));
        return made;
      },
      (inner) => {
        throw inner.error('TypeError', `Constructor ${name} requires 'new'`);
      },
    );
    methods(vm, proto, {
      get: (inner, self, [key]) => map(inner, self).get(key),
      set: (inner, self, [key, value]) => {
        map(inner, self).set(key, value);
        return self;
      },
      has: (inner, self, [key]) => map(inner, self).has(key),
      delete: (inner, self, [key]) => map(inner, self).delete(key),
      clear: (inner, self) => {
        map(inner, self).clear();
        return undefined;
      },
      keys: (inner, self) => listIterator(inner, map(inner, self).keys()),
      values: (inner, self) => listIterator(inner, map(inner, self).values()),
    });
    const entries = vm.native('entries', (inner, self) =>
      listIterator(inner, pairs(inner, map(inner, self))),
    );
    proto.put('entries', entries, false).put(ITERATOR, entries, false);
    getter(vm, proto, 'size', (inner, self) => map(inner, self).size);
    proto.put(TO_STRING_TAG, name, false);
  }
  for (const name of ['Set', 'WeakSet']) {
    const proto = name === 'Set' ? realm.setProto : new Obj(realm.objectProto);
    nativeClass(
      vm,
      name,
      proto,
      function* (inner, _self, [source], newTarget) {
        const made = new JsSet(protoFor(newTarget, proto));
        if (source !== undefined && source !== null)
          for (const one of yield* listOf(inner, source)) made.set.add(one);
        return made;
      },
      (inner) => {
        throw inner.error('TypeError', `Constructor ${name} requires 'new'`);
      },
    );
    methods(vm, proto, {
      add: (inner, self, [value]) => {
        set(inner, self).add(value);
        return self;
      },
      has: (inner, self, [value]) => set(inner, self).has(value),
      delete: (inner, self, [value]) => set(inner, self).delete(value),
      clear: (inner, self) => {
        set(inner, self).clear();
        return undefined;
      },
      *entries(inner, self) {
        return listIterator(
          inner,
          [...set(inner, self)].map((one) => array(inner, [one, one])),
        );
      },
    });
    const values = vm.native('values', (inner, self) => listIterator(inner, set(inner, self)));
    proto.put('values', values, false).put('keys', values, false).put(ITERATOR, values, false);
    getter(vm, proto, 'size', (inner, self) => set(inner, self).size);
    proto.put(TO_STRING_TAG, name, false);
  }
}

function* pairs(vm: Vm, map: Map<Value, Value>): Generator<Value> {
  for (const [key, value] of map) yield array(vm, [key, value]);
}

// Date and RegExp

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

function dateText(ms: number, what: 'all' | 'date' | 'time'): string {
  if (Number.isNaN(ms)) return 'Invalid Date';
  const date = new Date(ms);
  const day = `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${two(date.getUTCDate())} ${String(date.getUTCFullYear())}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} GMT+0000 (Coordinated Universal Time)`;
  return what === 'date' ? day : what === 'time' ? time : `${day} ${time}`;
}

/** Texts without a zone are local time, which is UTC here. */
function parseDate(text: string): number {
  const isBare =
    /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) || !/(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*(?:\(.*\))?$/i.test(text);
  return Date.parse(
    isBare && /^\d{4}-\d\d-\d\dT/.test(text)
      ? `${text}Z`
      : isBare && !/^\d{4}(?:-\d\d){0,2}$/.test(text)
        ? `${text} UTC`
        : text,
  );
}

function localText(ms: number, what: 'all' | 'date' | 'time'): string {
  if (Number.isNaN(ms)) return 'Invalid Date';
  const date = new Date(ms);
  const day = `${String(date.getUTCMonth() + 1)}/${String(date.getUTCDate())}/${String(date.getUTCFullYear())}`;
  const hours = date.getUTCHours();
  const time = `${String(hours % 12 || 12)}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
  return what === 'date' ? day : what === 'time' ? time : `${day}, ${time}`;
}

function addDates(vm: Vm): void {
  const { realm } = vm;
  const cls = nativeClass(
    vm,
    'Date',
    realm.dateProto,
    function* (inner, _self, args, newTarget) {
      const [first] = args;
      let ms = Math.floor(inner.p.nowMs);
      if (args.length === 1) {
        const plain = first instanceof JsDate ? first.ms : yield* toPrimitive(inner, first);
        ms = typeof plain === 'string' ? parseDate(plain) : Math.trunc(yield* toNumber(inner, plain));
      } else if (args.length > 1) {
        const [year = NaN, month = 0, day = 1, hour = 0, minute = 0, second = 0, milli = 0] = args.map(
          (one) => num(one),
        );
        ms = Date.UTC(year, month, day, hour, minute, second, milli);
      }
      return new JsDate(protoFor(newTarget, realm.dateProto), ms);
    },
    (inner) => dateText(inner.p.nowMs, 'all'),
  );
  methods(vm, cls, {
    now: (inner) => Math.floor(inner.p.nowMs),
    parse: (_inner, _self, [text]) => parseDate(plainString(text)),
    UTC: (_inner, _self, args) => {
      const [year = NaN, month = 0, day = 1, hour = 0, minute = 0, second = 0, milli = 0] = args.map((one) =>
        num(one),
      );
      return Date.UTC(year, month, day, hour, minute, second, milli);
    },
  });
  const date = (inner: Vm, self: Value): JsDate => {
    if (self instanceof JsDate) return self;
    throw inner.error('TypeError', 'this is not a Date object.');
  };
  realm.dateProto.put(
    'valueOf',
    vm.native('valueOf', (inner, self) => date(inner, self).ms),
    false,
  );
  for (const part of [
    'FullYear',
    'Month',
    'Date',
    'Day',
    'Hours',
    'Minutes',
    'Seconds',
    'Milliseconds',
  ] as const) {
    for (const zone of ['', 'UTC']) {
      methods(vm, realm.dateProto, {
        [`get${zone}${part}`]: (inner, self) => new Date(date(inner, self).ms)[`getUTC${part}`](),
      });
      if (part === 'Day') continue;
      methods(vm, realm.dateProto, {
        [`set${zone}${part}`]: (inner, self, [value, ...rest]) => {
          const own = date(inner, self);
          const made = new Date(own.ms);
          made[`setUTC${part}`](num(value), ...(rest.map((one) => num(one)) as []));
          return (own.ms = made.getTime());
        },
      });
    }
  }
  methods(vm, realm.dateProto, {
    getTime: (inner, self) => date(inner, self).ms,
    setTime: (inner, self, [value]) => (date(inner, self).ms = num(value)),
    getTimezoneOffset: () => 0,
    toISOString: (inner, self) => {
      const { ms } = date(inner, self);
      if (Number.isNaN(ms)) throw inner.error('RangeError', 'Invalid time value');
      return new Date(ms).toISOString();
    },
    toJSON: (inner, self) =>
      Number.isNaN(date(inner, self).ms) ? null : new Date(date(inner, self).ms).toISOString(),
    toString: (inner, self) => dateText(date(inner, self).ms, 'all'),
    toDateString: (inner, self) => dateText(date(inner, self).ms, 'date'),
    toTimeString: (inner, self) => dateText(date(inner, self).ms, 'time'),
    toUTCString: (inner, self) => new Date(date(inner, self).ms).toUTCString(),
    toLocaleString: (inner, self) => localText(date(inner, self).ms, 'all'),
    toLocaleDateString: (inner, self) => localText(date(inner, self).ms, 'date'),
    toLocaleTimeString: (inner, self) => localText(date(inner, self).ms, 'time'),
  });
  const regExp = (inner: Vm, source: string, flags: string): JsRegExp => {
    try {
      return new JsRegExp(realm.regExpProto, new RegExp(source, flags));
    } catch (error) {
      throw inner.error('SyntaxError', error instanceof Error ? error.message : '');
    }
  };
  realm.newRegExp = regExp;
  const makeRegExp = function* (inner: Vm, _self: Value, [source, flags]: readonly Value[]): Task<Value> {
    const [text, own] =
      source instanceof JsRegExp
        ? [source.regex.source, source.regex.flags]
        : [yield* toText(inner, source ?? '(?:)'), ''];
    return regExp(inner, text, flags === undefined ? own : yield* toText(inner, flags));
  };
  nativeClass(vm, 'RegExp', realm.regExpProto, makeRegExp, makeRegExp);
  const regex = (inner: Vm, self: Value): JsRegExp => {
    if (self instanceof JsRegExp) return self;
    throw inner.error('TypeError', 'Receiver is not a RegExp');
  };
  methods(vm, realm.regExpProto, {
    *exec(inner, self, [text]) {
      return yield* exec(inner, regex(inner, self), yield* toText(inner, text));
    },
    *test(inner, self, [text]) {
      return truthy(yield* exec(inner, regex(inner, self), yield* toText(inner, text)));
    },
    toString: (inner, self) => String(regex(inner, self).regex),
  });
  for (const name of ['source', 'flags', 'global', 'ignoreCase', 'multiline', 'sticky', 'unicode'] as const)
    getter(vm, realm.regExpProto, name, (inner, self) => regex(inner, self).regex[name]);
}

export function addData(vm: Vm): void {
  const { stringProto, numberProto, bigintProto } = vm.realm;
  for (const proto of [stringProto, numberProto, bigintProto])
    proto.put(
      'valueOf',
      vm.native('valueOf', (_inner, self) => self),
      false,
    );
  addArrays(vm);
  addStrings(vm);
  addNumbers(vm);
  addCollections(vm);
  addDates(vm);
}
