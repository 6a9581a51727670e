/** What stands to the left of `=`. */
import type { Task } from '../../../kernel';
import { deleteAttribute, noAttribute, setAttribute } from './attributes';
import { raised } from './errors';
import { evaluate } from './evaluate';
import type { Frame } from './frame';
import { iterate, nextOf } from './iterate';
import { deleteItem, setItem } from './subscripts';
import type { Expression } from './syntax';
import { classOf, PyClass, PyGenerator, PyList, PyTuple, type Value } from './values';
import type { Vm } from './vm';

export function* assign(vm: Vm, frame: Frame, target: Expression, value: Value): Task<void> {
  switch (target.kind) {
    case 'name':
      frame.assign(target.name, value);
      return;
    case 'attribute': {
      const object = yield* evaluate(vm, frame, target.object);
      frame.at = target;
      yield* setAttribute(vm, object, target.name, value);
      return;
    }
    case 'subscript': {
      const object = yield* evaluate(vm, frame, target.object);
      const index = yield* evaluate(vm, frame, target.index);
      frame.at = target;
      yield* setItem(vm, object, index, value);
      return;
    }
    case 'tuple':
    case 'list':
      frame.at = target;
      yield* unpack(vm, frame, target.items, value);
      return;
    default:
      frame.at = target;
      throw raised('SyntaxError', 'cannot assign to expression');
  }
}

function* unpack(vm: Vm, frame: Frame, targets: readonly Expression[], value: Value): Task<void> {
  const star = targets.findIndex(({ kind }) => kind === 'star');
  if (
    !(value instanceof PyList || value instanceof PyTuple || value instanceof PyGenerator) &&
    classOf(value).find('__iter__') === undefined
  ) {
    if (
      value === null ||
      typeof value === 'bigint' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      throw raised('TypeError', `cannot unpack non-iterable ${classOf(value).name} object`);
    }
  }
  const iterator = yield* iterate(vm, value);
  const found: Value[] = [];
  const wanted = star < 0 ? targets.length + 1 : Infinity;
  while (found.length < wanted) {
    const next = yield* nextOf(vm, iterator);
    if (next === undefined) break;
    found.push(next);
    if (vm.isTurnDue()) yield* vm.turn();
  }
  const needed = star < 0 ? targets.length : targets.length - 1;
  if (found.length < needed) {
    throw raised(
      'ValueError',
      `not enough values to unpack (expected ${star < 0 ? '' : 'at least '}${String(needed)}, got ${String(found.length)})`,
    );
  }
  if (star < 0 && found.length > needed) {
    throw raised('ValueError', `too many values to unpack (expected ${String(needed)})`);
  }
  let at = 0;
  for (const target of targets) {
    if (target.kind === 'star') {
      const count = found.length - needed;
      yield* assign(vm, frame, target.value, new PyList(found.slice(at, at + count)));
      at += count;
    } else yield* assign(vm, frame, target, found[at++] ?? null);
  }
}

export function* remove(vm: Vm, frame: Frame, target: Expression): Task<void> {
  switch (target.kind) {
    case 'name':
      frame.at = target;
      if (frame.remove(target.name)) return;
      throw frame.placeOf(target.name) === 'local'
        ? raised(
            'UnboundLocalError',
            `cannot access local variable '${target.name}' where it is not associated with a value`,
          )
        : raised('NameError', `name '${target.name}' is not defined`);
    case 'attribute': {
      const object = yield* evaluate(vm, frame, target.object);
      frame.at = target;
      if (object instanceof PyClass && object.isNative) throw noAttribute(object, target.name);
      yield* deleteAttribute(vm, object, target.name);
      return;
    }
    case 'subscript': {
      const object = yield* evaluate(vm, frame, target.object);
      const index = yield* evaluate(vm, frame, target.index);
      frame.at = target;
      yield* deleteItem(vm, object, index);
      return;
    }
    case 'tuple':
    case 'list':
      for (const item of target.items) yield* remove(vm, frame, item);
      return;
    default:
      throw raised('SyntaxError', 'cannot delete expression');
  }
}
