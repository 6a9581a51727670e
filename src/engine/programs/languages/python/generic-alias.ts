/** `list[int]` and `int | None`: classes with what they are of. */
import type { Task } from '../../../kernel';
import { findAttribute } from './attributes';
import { NONE_TYPE, Obj, OBJECT, PyClass, PyTuple, type Value } from './values';
import type { Vm } from './vm';

export const GENERIC_ALIAS = new PyClass('GenericAlias', [OBJECT]);
GENERIC_ALIAS.module = 'types';
export const UNION_TYPE = new PyClass('UnionType', [OBJECT]);
UNION_TYPE.module = 'types';

export class GenericAlias extends Obj {
  constructor(
    readonly origin: Value,
    readonly args: readonly Value[],
  ) {
    super(GENERIC_ALIAS);
  }
}

export class UnionType extends Obj {
  constructor(readonly args: readonly Value[]) {
    super(UNION_TYPE);
  }
}

/** `a | b` of classes. */
export function unionOf(a: Value, b: Value): Value | undefined {
  if (!isType(a) || !isType(b)) return undefined;
  const all: Value[] = [];
  for (const one of [a, b])
    for (const part of one instanceof UnionType ? one.args : [one === null ? NONE_TYPE : one])
      if (!all.includes(part)) all.push(part);
  return all.length === 1 ? (all[0] ?? null) : new UnionType(all);
}

function isType(value: Value): boolean {
  return (
    value === null || value instanceof PyClass || value instanceof GenericAlias || value instanceof UnionType
  );
}

const SUBSCRIPTABLE: ReadonlySet<string> = new Set(
  'list dict tuple set frozenset type deque defaultdict OrderedDict Counter ChainMap Future Queue partial Popen CompletedProcess PathLike cached_property'.split(
    ' ',
  ),
);

/** `cls[index]` of a class that says nothing about it itself; undefined: it cannot be subscripted. */
export function* subscriptedClass(vm: Vm, cls: PyClass, index: Value): Task<Value | undefined> {
  const isGeneric = cls.mro.some((one) => SUBSCRIPTABLE.has(one.name) || one.members.has('__type_params__'));
  if (!isGeneric && (yield* findAttribute(vm, cls, '__orig_bases__')) === undefined) return undefined;
  return new GenericAlias(cls, index instanceof PyTuple ? index.items : [index]);
}
