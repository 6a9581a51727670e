/** RegExp, on the host's own, guarded. */
import type { Task } from '../../../../kernel';
import { isNestedRepetition } from '../../../shared/host-regex';
import { get, num, toText, truthy } from '../objects';
import { areFlags, patternFault } from '../../../shared/regex/js-syntax';
import { JsRegExp, NotModelled, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { array, getter, methods, nativeClass } from './objects';

export function matchOf(vm: Vm, found: RegExpExecArray | RegExpMatchArray): Value {
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
export function guarded(text: string, { regex }: JsRegExp): RegExp {
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

export function addRegExps(vm: Vm): void {
  const { realm } = vm;
  const regExp = (inner: Vm, source: string, flags: string): JsRegExp => {
    if (!areFlags(flags))
      throw inner.error('SyntaxError', `Invalid flags supplied to RegExp constructor '${flags}'`);
    const fault = patternFault(source, flags);
    if (fault !== undefined)
      throw inner.error('SyntaxError', `Invalid regular expression: /${source}/${flags}: ${fault}`);
    try {
      return new JsRegExp(realm.regExpProto, new RegExp(source, flags));
    } catch {
      throw new NotModelled(`the pattern /${source}/${flags}`);
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
  for (const name of [
    'source',
    'flags',
    'global',
    'ignoreCase',
    'multiline',
    'sticky',
    'unicode',
    'dotAll',
    'hasIndices',
  ] as const)
    getter(vm, realm.regExpProto, name, (inner, self) => regex(inner, self).regex[name]);
}
