/** JSON. */
import type { Task } from '../../../../kernel';
import { call, get, plainString, toText, typeOf } from '../objects';
import { JSON_TEXT } from '../errors';
import { visibleKeys } from '../proxies';
import { Arr, Fn as FnClass, HOLE, Obj, Thrown, TO_STRING_TAG, type Value } from '../values';
import type { Vm } from '../vm';
import { isOldRelease } from '../internals';
import { JsonFault, type JsonMaker, readJson } from '../json-reader';
import { methods } from './objects';

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
  if (!(value instanceof Obj) || typeOf(value) === 'function') return undefined;
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
    for (const name of only ?? (yield* visibleKeys(vm, value))) {
      if (only && value.own(name)?.isEnumerable !== true) continue;
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

/** JSON.parse's error, which shows the text that it read, and where in it. */
function refused(vm: Vm, text: string, { message, at }: JsonFault): Thrown {
  const made = vm.makeError('SyntaxError', message);
  const before = text.slice(0, at).split('\n');
  vm.sources.set(JSON_TEXT, text.split('\n'));
  const column = (before.at(-1) ?? '').length + 1;
  vm.realm.thrownAt.set(made, { name: '', file: JSON_TEXT, line: before.length, column });
  return new Thrown(made);
}

/** The value that a text of JSON says. Throws JsonFault. */
export function parseJson(vm: Vm, text: string): Value {
  const make: JsonMaker<Value> = {
    plain: (value) => value,
    list: (items) => new Arr(vm.realm.arrayProto, items),
    object: (members) => {
      const made = vm.object();
      for (const [name, value] of members) made.put(name, value);
      return made;
    },
  };
  return readJson(text, make, isOldRelease(vm));
}

function* parse(vm: Vm, text: string, reviver: Value): Task<Value> {
  let made: Value;
  try {
    made = parseJson(vm, text);
  } catch (error) {
    throw error instanceof JsonFault ? refused(vm, text, error) : error;
  }
  return reviver instanceof FnClass ? yield* revive(vm, vm.object({ '': made }), '', reviver) : made;
}

export function addJson(vm: Vm): void {
  const { realm } = vm;
  const json = vm.object();
  json.put(TO_STRING_TAG, 'JSON', false);
  realm.global.put('JSON', json, false);
  methods(vm, json, {
    stringify: (inner, _self, [value, replacer, space]) => stringify(inner, value, replacer, space),
    *parse(inner, _self, [text, reviver]) {
      return yield* parse(inner, yield* toText(inner, text), reviver);
    },
  });
}
