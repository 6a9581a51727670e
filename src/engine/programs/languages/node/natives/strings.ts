/** String: what a text can do, with another text or with a pattern. */
import type { Task } from '../../../../kernel';
import { call, get, listOf, num, plainString, toText } from '../objects';
import { Fn as FnClass, ITERATOR, JsRegExp, Obj, Sym, type Value } from '../values';
import type { Vm } from '../vm';
import { array, methods } from './objects';
import { listIterator } from './iterators';
import { guarded, matchOf } from './regexps';

export function addStrings(vm: Vm): void {
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
    trimLeft: (self) => self.trimStart(),
    trimRight: (self) => self.trimEnd(),
    toWellFormed: (self) => self.replace(LONE, '\ufffd'),
    isWellFormed: (self) => self.search(LONE) < 0,
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
    normalize: (self, [form], inner) => {
      const wanted = form === undefined ? 'NFC' : one(form);
      if (!['NFC', 'NFD', 'NFKC', 'NFKD'].includes(wanted))
        throw inner.error('RangeError', 'The normalization form should be one of NFC, NFD, NFKC, NFKD.');
      return self.normalize(wanted);
    },
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
      const regex = guarded(self, realm.regExpOf(inner, pattern));
      const found = self.match(regex);
      if (!found) return null;
      return regex.global ? array(inner, [...found]) : matchOf(inner, found);
    },
    matchAll: (self, [pattern], inner) => {
      const own = realm.regExpOf(inner, pattern, 'g');
      if (!own.regex.global)
        throw inner.error('TypeError', 'String.prototype.matchAll called with a non-global RegExp argument');
      return listIterator(
        inner,
        [...self.matchAll(guarded(self, own))].map((found) => matchOf(inner, found)),
      );
    },
    search: (self, [pattern], inner) => self.search(guarded(self, realm.regExpOf(inner, pattern))),
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

/** Halves of characters that stand alone. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function compareText(a: string, b: string): number {
  const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const [x, y] = [fold(a), fold(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a === b ? 0 : a.toLowerCase() === a && b.toLowerCase() !== b ? -1 : 1;
}

/** replace and replaceAll: the replacement may be a function. */
export function* replaceText(vm: Vm, self: string, pattern: Value, by: Value, isAll: boolean): Task<string> {
  const matches: { index: number; text: string; groups: Value[]; named: Value }[] = [];
  if (pattern instanceof JsRegExp) {
    const regex = guarded(self, pattern);
    if (isAll && !regex.global)
      throw vm.error('TypeError', 'String.prototype.replaceAll called with a non-global RegExp argument');
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
