/** JSON. */
import type { Task } from '../../../../kernel';
import { call, get, plainString, toText } from '../objects';
import { JSON_TEXT } from '../errors';
import { Arr, Fn as FnClass, HOLE, Obj, Thrown, TO_STRING_TAG, type Value } from '../values';
import type { Vm } from '../vm';
import { array, methods } from './objects';

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

/** JSON.parse's error, which shows the text that it read, and where in it. */
function refused(vm: Vm, text: string, message: string): Thrown {
  const made = vm.makeError('SyntaxError', message);
  made.stack = [{ name: 'JSON.parse', file: '<anonymous>', line: 0, column: 0 }, ...made.stack].slice(0, 10);
  const at = faultIn(text, message);
  const before = text.slice(0, at).split('\n');
  vm.sources.set(JSON_TEXT, text.split('\n'));
  const column = (before.at(-1) ?? '').length + 1;
  vm.realm.thrownAt.set(made, { name: '', file: JSON_TEXT, line: before.length, column });
  return new Thrown(made);
}

/** Where in a text its fault is: V8 says the place, or the character that it did not expect. */
function faultIn(text: string, message: string): number {
  const place = /at position (\d+)/.exec(message)?.[1];
  if (place !== undefined) return Number(place);
  if (message.startsWith('Unexpected end')) return text.length;
  const token = /^Unexpected token '(.+?)'/.exec(message)?.[1];
  if (token === undefined) return 0;
  // The first place where what was read so far could not have ended otherwise.
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1))
    if (!couldGoOn(text.slice(0, at + token.length))) return at;
  return 0;
}

/** Whether the beginning of a text is the beginning of some JSON: it is refused for its end alone. */
function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (/^(Unexpected end|Unterminated)/.test(error.message)) return true;
    return Number(/at position (\d+)/.exec(error.message)?.[1] ?? 0) >= beginning.length;
  }
}

export function* parseJson(vm: Vm, text: string, reviver?: Value): Task<Value> {
  let host: unknown;
  try {
    host = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof RangeError) throw vm.error('RangeError', error.message);
    throw refused(vm, text, error.message);
  }
  const made = fromHost(vm, host);
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
      return yield* parseJson(inner, yield* toText(inner, text), reviver);
    },
  });
}
