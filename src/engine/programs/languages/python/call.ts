/** Calling what can be called. */
import type { Task } from '../../../kernel';
import { Coroutine, invoke } from '../../shared/calls';
import { getAttribute, special } from './attributes';
import { raised } from './errors';
import { execute } from './execute';
import { Frame } from './frame';
import {
  type Attributes,
  BoundMethod,
  Builtin,
  BYTEARRAY,
  classOf,
  COROUTINE,
  DICT,
  isTask,
  LIST,
  type Named,
  NO_NAMES,
  NotModelled,
  Obj,
  OBJECT,
  PyAsyncGenerator,
  PyClass,
  PyDict,
  PyFunction,
  PyGenerator,
  PyTuple,
  Raised,
  SET,
  StaticMethod,
  TYPE,
  type Value,
} from './values';
import type { Vm } from './vm';

export function* call(vm: Vm, callee: Value, args: readonly Value[], named: Named = NO_NAMES): Task<Value> {
  if (callee instanceof Builtin) {
    const result = callee.code(vm, args, named);
    return isTask(result) ? yield* result : result;
  }
  if (callee instanceof PyFunction) return yield* callFunction(vm, callee, args, named);
  if (callee instanceof BoundMethod) return yield* call(vm, callee.method, [callee.self, ...args], named);
  if (callee instanceof PyClass) {
    const own = callee.meta?.find('__call__');
    if (own instanceof PyFunction) return yield* call(vm, own, [callee, ...args], named);
    return yield* construct(vm, callee, args, named);
  }
  if (callee instanceof StaticMethod) return yield* call(vm, callee.inner, args, named);
  const method = special(callee, '__call__');
  if (method === undefined) throw raised('TypeError', `'${classOf(callee).name}' object is not callable`);
  return yield* call(vm, method, [callee, ...args], named);
}

/** Calls a method by its name. */
export function* callMethod(vm: Vm, self: Value, name: string, ...args: readonly Value[]): Task<Value> {
  return yield* call(vm, yield* getAttribute(vm, self, name), args);
}

function* callFunction(vm: Vm, callee: PyFunction, args: readonly Value[], named: Named): Task<Value> {
  const { node } = callee;
  const values = bindArguments(callee, args, named);
  const frame = new Frame(
    'function',
    node.scope,
    callee.frame.closure,
    values,
    callee.frame.globals,
    callee.frame.file,
    node.name,
    callee.qualifiedName,
  );
  frame.owner = callee.owner;
  frame.self = args[0];
  frame.caller = vm.frame;
  frame.parameters = node.parameters.map(({ name }) => name);
  if (!node.isGenerator && !node.isAsync) return yield* invoke(runBody(vm, frame, callee));
  const coroutine = new Coroutine(runBody(vm, frame, callee));
  frame.coroutine = coroutine;
  frame.isAsyncGenerator = node.isGenerator && node.isAsync;
  if (frame.isAsyncGenerator) return new PyAsyncGenerator(coroutine, callee.qualifiedName);
  const made = new PyGenerator(coroutine, callee.qualifiedName, node.isAsync ? COROUTINE : undefined);
  made.frame = frame;
  made.firstLine = node.line;
  return made;
}

function* runBody(vm: Vm, frame: Frame, callee: PyFunction): Task<Value> {
  // The module's own frame counts, too.
  if (++vm.depth >= vm.maxDepth) {
    vm.depth--;
    throw raised('RecursionError', 'maximum recursion depth exceeded');
  }
  const { handling } = vm;
  try {
    yield* execute(vm, frame, callee.node.body);
    return frame.returned;
  } catch (error) {
    if (error instanceof Raised) frame.mark(error);
    throw error;
  } finally {
    vm.handling = handling;
    vm.depth--;
  }
}

function bindArguments(callee: PyFunction, args: readonly Value[], named: Named): Attributes {
  const values: Attributes = new Map();
  const { parameters } = callee.node;
  let position = 0;
  let used = 0;
  let hasRest = false;
  const missing: { name: string; isKeywordOnly: boolean }[] = [];
  for (const { name, kind } of parameters) {
    if (kind === 'rest') {
      values.set(name, new PyTuple(args.slice(position)));
      hasRest = true;
      continue;
    }
    if (kind === 'named rest') {
      const rest = new PyDict();
      for (const [key, value] of named) {
        if (
          !parameters.some(
            (one) => one.name === key && one.kind !== 'position only' && !one.kind.endsWith('rest'),
          )
        )
          rest.setText(key, value);
      }
      values.set(name, rest);
      used = named.size;
      continue;
    }
    const byName = kind === 'position only' ? undefined : named.get(name);
    if (kind !== 'keyword only' && position < args.length) {
      if (byName !== undefined)
        throw raised('TypeError', `${title(callee)}() got multiple values for argument '${name}'`);
      values.set(name, args[position++] ?? null);
      continue;
    }
    const value = byName === undefined ? callee.defaults.get(name) : byName;
    if (byName !== undefined) used++;
    if (value === undefined) missing.push({ name, isKeywordOnly: kind === 'keyword only' });
    else values.set(name, value);
  }
  if (used < named.size) {
    const extra = [...named.keys()].find(
      (key) =>
        !parameters.some(
          ({ name, kind }) => name === key && kind !== 'position only' && !kind.endsWith('rest'),
        ),
    );
    const wrongly = parameters.filter(({ name, kind }) => kind === 'position only' && named.has(name));
    if (wrongly.length > 0)
      throw raised(
        'TypeError',
        `${title(callee)}() got some positional-only arguments passed as keyword arguments: '${wrongly.map(({ name }) => name).join(', ')}'`,
      );
    if (extra !== undefined)
      throw raised('TypeError', `${title(callee)}() got an unexpected keyword argument '${extra}'`);
  }
  if (!hasRest && position < args.length) throw tooMany(callee, args.length, named);
  if (missing.length > 0) throw tooFew(callee, missing);
  return values;
}

function title(callee: PyFunction): string {
  return callee.qualifiedName;
}

function tooMany(callee: PyFunction, given: number, named: Named): Raised {
  const taken = callee.node.parameters.filter(({ kind }) => kind === 'normal' || kind === 'position only');
  const needed = taken.filter(({ name }) => !callee.defaults.has(name)).length;
  const count =
    needed === taken.length ? String(needed) : `from ${String(needed)} to ${String(taken.length)}`;
  const plural = taken.length === 1 && needed === taken.length ? '' : 's';
  const byName = callee.node.parameters.filter(
    ({ name, kind }) => kind === 'keyword only' && named.has(name),
  ).length;
  const also =
    byName === 0
      ? ''
      : ` positional argument${given === 1 ? '' : 's'} (and ${String(byName)} keyword-only argument${byName === 1 ? '' : 's'})`;
  return raised(
    'TypeError',
    `${title(callee)}() takes ${count} positional argument${plural} but ${String(given)}${also} ${given === 1 && byName === 0 ? 'was' : 'were'} given`,
  );
}

function tooFew(callee: PyFunction, missing: readonly { name: string; isKeywordOnly: boolean }[]): Raised {
  const positional = missing.filter(({ isKeywordOnly }) => !isKeywordOnly);
  const told = positional.length > 0 ? positional : missing;
  const names = told.map(({ name }) => `'${name}'`);
  const last = names.pop() ?? '';
  const list = names.length === 0 ? last : `${names.join(', ')}${names.length > 1 ? ',' : ''} and ${last}`;
  const kind = positional.length > 0 ? 'positional' : 'keyword-only';
  return raised(
    'TypeError',
    `${title(callee)}() missing ${String(told.length)} required ${kind} argument${told.length === 1 ? '' : 's'}: ${list}`,
  );
}

const FILLED_LATER = [LIST, DICT, SET, BYTEARRAY];

export function* construct(vm: Vm, cls: PyClass, args: readonly Value[], named: Named): Task<Value> {
  if (cls === TYPE && args.length === 1) return classOf(args[0] ?? null);
  const maker = cls.find('__new__');
  const init = cls.find('__init__');
  let made: Value;
  if (
    maker instanceof PyFunction ||
    (maker instanceof StaticMethod && maker !== OBJECT.find('__new__') && maker !== TYPE.find('__new__'))
  )
    made = yield* call(vm, maker, [cls, ...args], named);
  else {
    const isInitOurs = init instanceof PyFunction;
    if (
      !cls.make &&
      !isInitOurs &&
      (args.length > 0 || named.size > 0) &&
      !(init instanceof Builtin && cls !== OBJECT && init !== OBJECT.find('__init__'))
    ) {
      throw raised('TypeError', `${cls.name}() takes no arguments`);
    }
    // Lists, dicts and sets are filled by __init__, which here is the program's.
    const isFilledLater = isInitOurs && FILLED_LATER.some((one) => cls.isSubclassOf(one));
    const result = cls.make
      ? cls.make(vm, cls, isFilledLater ? [] : args, isFilledLater ? NO_NAMES : named)
      : new Obj(cls);
    made = isTask(result) ? yield* result : result;
  }
  if (init === undefined || !classOf(made).isSubclassOf(cls)) return made;
  if (init instanceof PyFunction || (init instanceof Builtin && init !== OBJECT.find('__init__'))) {
    const result = yield* call(vm, init, [made, ...args], named);
    if (result !== null) {
      throw raised('TypeError', `__init__() should return None, not '${classOf(result).name}'`);
    }
  }
  return made;
}

/** Says that something which real Python has is not here. */
export function notModelled(what: string): NotModelled {
  return new NotModelled(what);
}

// Native functions

/** What a native function got, by the names of its parameters. */
export type Given = readonly (Value | undefined)[];

/**
 * A function of ours. `spec` has its parameters: `a b? *rest key?`; after `*rest` or `*` they are given by name
 * only, `?` may be left out, `/` ends those by position only.
 */
export function native(
  name: string,
  spec: string,
  code: (vm: Vm, given: Given, named: Named) => Value | Task<Value>,
): Builtin {
  const parameters = parameterList(spec);
  return new Builtin(name, (vm, args, named) => code(vm, bindNative(name, parameters, args, named), named));
}

interface NativeParameter {
  readonly name: string;
  readonly isOptional: boolean;
  readonly kind: 'normal' | 'rest' | 'named' | 'any';
}

function parameterList(spec: string): readonly NativeParameter[] {
  let isNamed = false;
  const found: NativeParameter[] = [];
  for (const word of spec.split(' ').filter(Boolean)) {
    if (word === '*') isNamed = true;
    else if (word.startsWith('**')) found.push({ name: word.slice(2), isOptional: true, kind: 'any' });
    else if (word.startsWith('*')) {
      isNamed = true;
      found.push({ name: word.slice(1), isOptional: true, kind: 'rest' });
    } else {
      found.push({
        name: word.replace('?', ''),
        isOptional: word.endsWith('?'),
        kind: isNamed ? 'named' : 'normal',
      });
    }
  }
  return found;
}

function bindNative(
  name: string,
  parameters: readonly NativeParameter[],
  args: readonly Value[],
  named: Named,
): Given {
  let position = 0;
  const given = parameters.map(({ name: own, kind, isOptional }) => {
    if (kind === 'any') return undefined;
    if (kind === 'rest') {
      const rest = new PyTuple(args.slice(position));
      position = args.length;
      return rest;
    }
    const value = kind === 'normal' && position < args.length ? args[position++] : named.get(own);
    if (value === undefined && !isOptional) {
      throw raised('TypeError', `${name}() missing required argument: '${own}'`);
    }
    return value;
  });
  if (position < args.length) {
    const most = parameters.filter(({ kind }) => kind === 'normal').length;
    const self = parameters[0]?.name === 'self' ? 1 : 0;
    throw raised(
      'TypeError',
      most - self === 0
        ? `${name}() takes no arguments (${String(args.length - self)} given)`
        : `${name}() takes at most ${String(most - self)} argument${most - self === 1 ? '' : 's'} (${String(args.length - self)} given)`,
    );
  }
  for (const key of named.keys()) {
    if (!parameters.some((one) => one.name === key || one.kind === 'any')) {
      throw raised('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    }
  }
  return given;
}

/** Puts native functions into a class or module. */
export function define(
  members: Attributes,
  functions: Readonly<
    Record<string, readonly [string, (vm: Vm, given: Given, named: Named) => Value | Task<Value>]>
  >,
): void {
  for (const [name, [spec, code]] of Object.entries(functions)) members.set(name, native(name, spec, code));
}
