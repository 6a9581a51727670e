import type { Task } from '../../../kernel';
import { invoke } from '../../shared/calls';
import { findAttribute, special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import { mixedArguments } from './evaluate';
import { execute } from './execute';
import { Frame } from './frame';
import { GenericAlias } from './generic-alias';
import type { Statement } from './syntax';
import {
  type Attributes,
  classOf,
  ClassMethod,
  InconsistentBases,
  OBJECT,
  PyClass,
  PyDict,
  PyFunction,
  PyList,
  PyProperty,
  PySuper,
  PyTuple,
  Raised,
  StaticMethod,
  TYPE,
  type Value,
} from './values';
import type { Vm } from './vm';

/** Runs a class' body and makes the class of what it left. */
export function* makeClass(
  vm: Vm,
  frame: Frame,
  statement: Extract<Statement, { readonly kind: 'class' }>,
  /** With its type parameters, if it has any. */
  generic: Frame,
): Task<Value> {
  const args: Value[] = [];
  const named = yield* mixedArguments(vm, generic, { args: statement.args }, args);
  frame.at = statement;
  const replacements = yield* basesOf(vm, args);
  const bases = args.map((base) => {
    if (base instanceof PyClass) return base;
    if (base instanceof GenericAlias && base.origin instanceof PyClass) return base.origin;
    const replaced = replacements.get(base);
    if (replaced) return replaced;
    throw raised('TypeError', `bases must be types, not '${classOf(base).name}'`);
  });
  const values: Attributes = new Map();
  values.set('__module__', frame.globals.get('__name__') ?? '__main__');
  if (statement.documentation !== null) values.set('__doc__', statement.documentation);
  const owner =
    frame.function.kind === 'function'
      ? `${frame.function.qualifiedName}.<locals>.`
      : frame.kind === 'class'
        ? `${frame.qualifiedName}.`
        : '';
  const body = new Frame(
    'class',
    statement.scope,
    generic.closure,
    values,
    frame.globals,
    frame.file,
    statement.name,
    owner + statement.name,
  );
  yield* invoke(runClassBody(vm, body, statement.body));
  const given = named.get('metaclass');
  const meta =
    given instanceof PyClass && given !== TYPE
      ? given
      : bases.map((base) => base.meta).find((one) => one !== undefined);
  values.set('__qualname__', owner + statement.name);
  const made = yield* construct(vm, statement.name, bases, values, meta);
  for (const [name, value] of values) {
    const hook =
      value === null || typeof value !== 'object' ? undefined : classOf(value).find('__set_name__');
    if (hook instanceof PyFunction) yield* call(vm, hook, [value, made, name]);
  }
  const subclassed = yield* findAttribute(vm, new PySuper(made, made), '__init_subclass__');
  if (subclassed !== undefined) {
    const rest = new Map([...named].filter(([name]) => name !== 'metaclass'));
    yield* call(vm, subclassed, [], rest);
  }
  return made;
}

/** What stands for a base that is no class (`__mro_entries__`). */
function* basesOf(vm: Vm, args: readonly Value[]): Task<ReadonlyMap<Value, PyClass>> {
  const found = new Map<Value, PyClass>();
  for (const base of args) {
    const method = base instanceof PyClass ? undefined : special(base, '__mro_entries__');
    if (method === undefined) continue;
    const entries = yield* call(vm, method, [base, new PyTuple(args)]);
    const [first] = entries instanceof PyTuple ? entries.items : [];
    if (first instanceof PyClass) found.set(base, first);
  }
  return found;
}

/** Calls the class of the class, as far as it has a say. */
function* construct(
  vm: Vm,
  name: string,
  bases: readonly PyClass[],
  values: Attributes,
  meta: PyClass | undefined,
): Task<PyClass> {
  const namespace = new PyDict();
  for (const [key, value] of values) namespace.setText(key, value);
  const args = [name, new PyTuple(bases), namespace];
  const maker = meta?.find('__new__');
  const inner = maker instanceof StaticMethod ? maker.inner : maker;
  let made: PyClass | undefined;
  if (meta && inner instanceof PyFunction) {
    const result = yield* call(vm, inner, [meta, ...args]);
    if (result instanceof PyClass) made = result;
  }
  made ??= newClass(name, bases, values, values.get('__module__') ?? '__main__');
  if (meta) made.meta = meta;
  const init = meta?.find('__init__');
  if (init instanceof PyFunction) yield* call(vm, init, [made, ...args]);
  return made;
}

function* runClassBody(vm: Vm, body: Frame, statements: readonly Statement[]): Task<null> {
  try {
    yield* execute(vm, body, statements);
    return null;
  } catch (error) {
    if (error instanceof Raised) body.mark(error);
    throw error;
  }
}

/** A class of the program's. */
export function newClass(
  name: string,
  bases: readonly PyClass[],
  values: Attributes,
  module: Value,
): PyClass {
  let made: PyClass;
  try {
    made = new PyClass(name, bases.length > 0 ? bases : [OBJECT]);
  } catch (error) {
    if (!(error instanceof InconsistentBases)) throw error;
    throw raised(
      'TypeError',
      `Cannot create a consistent method resolution order (MRO) for bases ${bases.map((base) => base.name).join(', ')}`,
    );
  }
  made.isNative = false;
  if (typeof module === 'string') made.module = module;
  const qualified = values.get('__qualname__');
  if (typeof qualified === 'string') made.qualifiedName = qualified;
  for (const [key, value] of values) if (key !== '__qualname__') made.members.set(key, value);
  made.slots = slotsOf(values.get('__slots__'));
  if (values.get('__eq__') instanceof PyFunction && !values.has('__hash__'))
    made.members.set('__hash__', null);
  for (const value of values.values()) own(value, made);
  const init = made.members.get('__init_subclass__');
  if (init instanceof PyFunction) made.members.set('__init_subclass__', new ClassMethod(init));
  return made;
}

/** The names that __slots__ lists. */
function slotsOf(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const items =
    value instanceof PyDict
      ? value.keys
      : value instanceof PyTuple || value instanceof PyList
        ? value.items
        : [value];
  return items.filter((item) => typeof item === 'string');
}

/** Tells functions which class they were written in, for super(). */
function own(value: Value, cls: PyClass): void {
  if (value instanceof PyFunction) value.owner ??= cls;
  else if (value instanceof ClassMethod || value instanceof StaticMethod) own(value.inner, cls);
  else if (value instanceof PyProperty)
    for (const one of [value.getter, value.setter, value.deleter]) own(one, cls);
}
