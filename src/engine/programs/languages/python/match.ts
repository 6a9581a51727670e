/** Whether a value is as a `case` says; names in it are bound on the way. */
import type { Task } from '../../../kernel';
import { findAttribute } from './attributes';
import { raised } from './errors';
import { evaluate } from './evaluate';
import type { Frame } from './frame';
import { equals, isSame } from './equality';
import { keyOf } from './keys';
import type { Pattern } from './syntax';
import { classOf, PyClass, PyDict, PyList, PyTuple, type Value } from './values';
import type { Vm } from './vm';

const SELF_MATCHING: ReadonlySet<string> = new Set([
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
]);

export function* matches(vm: Vm, frame: Frame, pattern: Pattern, value: Value): Task<boolean> {
  switch (pattern.kind) {
    case 'value': {
      const wanted = yield* evaluate(vm, frame, pattern.value);
      if (wanted === null || typeof wanted === 'boolean') return isSame(wanted, value);
      return yield* equals(vm, wanted, value);
    }
    case 'capture':
      if (pattern.name !== undefined) frame.assign(pattern.name, value);
      return true;
    case 'or':
      for (const option of pattern.options) if (yield* matches(vm, frame, option, value)) return true;
      return false;
    case 'as':
      if (!(yield* matches(vm, frame, pattern.pattern, value))) return false;
      frame.assign(pattern.name, value);
      return true;
    case 'sequence':
      return yield* sequence(vm, frame, pattern, value);
    case 'mapping': {
      if (!(value instanceof PyDict)) return false;
      const used = new Set<unknown>();
      for (const [keyNode, inner] of pattern.items) {
        const key = yield* keyOf(vm, yield* evaluate(vm, frame, keyNode));
        const item = value.map.get(key);
        if (!item || !(yield* matches(vm, frame, inner, item[1]))) return false;
        used.add(key);
      }
      if (pattern.rest !== undefined) {
        const rest = new PyDict();
        for (const [key, item] of value.map) if (!used.has(key)) rest.map.set(key, item);
        frame.assign(pattern.rest, rest);
      }
      return true;
    }
    case 'class':
      return yield* classPattern(vm, frame, pattern, value);
  }
}

function* sequence(
  vm: Vm,
  frame: Frame,
  { items }: Extract<Pattern, { kind: 'sequence' }>,
  value: Value,
): Task<boolean> {
  if (!(value instanceof PyList || value instanceof PyTuple)) return false;
  const rest = items.findIndex(({ kind }) => kind === 'rest');
  const { length } = value.items;
  if (rest < 0 ? length !== items.length : length < items.length - 1) return false;
  let at = 0;
  for (const item of items) {
    if (item.kind === 'rest') {
      const count = length - items.length + 1;
      if (item.name !== undefined) frame.assign(item.name, new PyList(value.items.slice(at, at + count)));
      at += count;
    } else if (!(yield* matches(vm, frame, item, value.items[at++] ?? null))) return false;
  }
  return true;
}

function* classPattern(
  vm: Vm,
  frame: Frame,
  pattern: Extract<Pattern, { kind: 'class' }>,
  value: Value,
): Task<boolean> {
  const cls = yield* evaluate(vm, frame, pattern.cls);
  if (!(cls instanceof PyClass)) throw raised('TypeError', 'called match pattern must be a class');
  if (!classOf(value).isSubclassOf(cls)) return false;
  const [only] = pattern.items;
  if (SELF_MATCHING.has(cls.name) && only && pattern.items.length === 1)
    return yield* matches(vm, frame, only, value);
  const names = cls.find('__match_args__');
  for (const [index, item] of pattern.items.entries()) {
    const name = names instanceof PyTuple ? names.items[index] : undefined;
    if (typeof name !== 'string') {
      throw raised(
        'TypeError',
        `${cls.name}() accepts 0 positional sub-patterns (${String(pattern.items.length)} given)`,
      );
    }
    const attribute = yield* findAttribute(vm, value, name);
    if (attribute === undefined || !(yield* matches(vm, frame, item, attribute))) return false;
  }
  for (const [name, item] of pattern.named) {
    const attribute = yield* findAttribute(vm, value, name);
    if (attribute === undefined || !(yield* matches(vm, frame, item, attribute))) return false;
  }
  return true;
}
