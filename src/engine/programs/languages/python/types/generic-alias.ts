/** What `list[int]` and `int | None` can be asked for. */
import type { Task } from '../../../../kernel';
import { getAttribute } from '../attributes';
import { call, define } from '../call';
import { raised } from '../errors';
import { GENERIC_ALIAS, GenericAlias, UNION_TYPE, unionOf, type UnionType } from '../generic-alias';
import { repr } from '../text';
import { NONE_TYPE, PyClass, PyList, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';

/** A class as annotations show it: without its module where that is `builtins`. */
export function* typeText(vm: Vm, value: Value): Task<string> {
  if (value === NONE_TYPE) return 'None';
  if (value instanceof PyClass)
    return value.module === 'builtins' ? value.qualifiedName : `${value.module}.${value.qualifiedName}`;
  if (value instanceof PyList) {
    const parts: string[] = [];
    for (const item of value.items) parts.push(yield* typeText(vm, item));
    return `[${parts.join(', ')}]`;
  }
  const text = yield* repr(vm, value);
  return text === 'Ellipsis' ? '...' : text;
}

const alias = (value: Value | undefined): GenericAlias => value as GenericAlias;

define(GENERIC_ALIAS.members, {
  __repr__: [
    'self',
    function* (vm, [self]) {
      const { origin, args } = alias(self);
      const parts: string[] = [];
      for (const arg of args) parts.push(yield* typeText(vm, arg));
      return `${yield* typeText(vm, origin)}[${parts.length === 0 ? '()' : parts.join(', ')}]`;
    },
  ],
  __call__: [
    'self *args **named',
    function* (vm, [self, args], named) {
      return yield* call(vm, alias(self).origin, args instanceof PyTuple ? args.items : [], named);
    },
  ],
  __getattr__: [
    'self name',
    function* (vm, [self, name]) {
      const { origin, args } = alias(self);
      if (name === '__origin__') return origin;
      if (name === '__args__') return new PyTuple(args);
      if (name === '__parameters__') return new PyTuple([]);
      return yield* getAttribute(vm, origin, String(name as string));
    },
  ],
  __getitem__: ['self index', (_vm, [self = null]) => self],
  __eq__: [
    'self other',
    (_vm, [self, other]) =>
      other instanceof GenericAlias &&
      other.origin === alias(self).origin &&
      other.args.length === alias(self).args.length &&
      other.args.every((arg, index) => arg === alias(self).args[index]),
  ],
  __hash__: ['self', (vm, [self]) => vm.idOf(alias(self).origin)],
  __or__: ['self other', (_vm, [self = null, other = null]) => unionOf(self, other) ?? self],
  __ror__: ['self other', (_vm, [self = null, other = null]) => unionOf(other, self) ?? self],
});

define(UNION_TYPE.members, {
  __repr__: [
    'self',
    function* (vm, [self]) {
      const parts: string[] = [];
      for (const arg of (self as UnionType).args) parts.push(yield* typeText(vm, arg));
      return parts.join(' | ');
    },
  ],
  __getattr__: [
    'self name',
    (_vm, [self, name]) => {
      if (name === '__args__') return new PyTuple((self as UnionType).args);
      throw raised('AttributeError', `'types.UnionType' object has no attribute '${String(name as string)}'`);
    },
  ],
  __or__: ['self other', (_vm, [self = null, other = null]) => unionOf(self, other) ?? self],
  __ror__: ['self other', (_vm, [self = null, other = null]) => unionOf(other, self) ?? self],
});
