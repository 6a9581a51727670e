/** Statements. */
import type { Task } from '../../../kernel';
import { assign, remove } from './assign';
import { closest, findAttribute, getAttribute, noAttribute, setAttribute, special } from './attributes';
import { call } from './call';
import { makeClass } from './make-class';
import { BASE_EXCEPTION, raised } from './errors';
import {
  awaitCall,
  evaluate,
  iterateAsync,
  makeFunction,
  nextAsync,
  quick,
  withTypeParameters,
} from './evaluate';
import type { Frame } from './frame';
import { iterate } from './iterate';
import { matches } from './match';
import { binary } from './operators';
import { quickTruth, truth } from './truth';
import { splitByClasses, together } from './exception-groups';
import { traceObject } from './trace-objects';
import { getItem, setItem } from './subscripts';
import type { Expression, Handler, Statement } from './syntax';
import {
  classOf,
  COROUTINE,
  isTask,
  NotModelled,
  PyClass,
  PyDict,
  PyException,
  PyGenerator,
  PyModule,
  PyTuple,
  Raised,
  type Value,
} from './values';
import type { Vm } from './vm';

/** How a block ended, where it did not run to its end. */
type Ending = 'break' | 'continue' | 'return' | undefined;
type Kind<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>;

export function* execute(vm: Vm, frame: Frame, body: readonly Statement[]): Task<Ending> {
  for (const statement of body) {
    frame.at = statement;
    frame.statement = statement;
    vm.step();
    const ending = yield* one(vm, frame, statement);
    if (ending !== undefined) return ending;
  }
  return undefined;
}

function* one(vm: Vm, frame: Frame, statement: Statement): Task<Ending> {
  switch (statement.kind) {
    case 'expression': {
      const value = yield* evaluate(vm, frame, statement.value);
      if (isForgotten(statement.value, value)) yield* warnOfForgotten(vm, frame, statement, value);
      if (vm.flags.isInteractive && frame.kind === 'module' && value !== null) yield* show(vm, value);
      return undefined;
    }
    case 'assign': {
      const value = quick(vm, frame, statement.value) ?? (yield* evaluate(vm, frame, statement.value));
      for (const target of statement.targets) yield* assign(vm, frame, target, value);
      return undefined;
    }
    case 'augment':
      yield* augment(vm, frame, statement);
      return undefined;
    case 'annotate':
      yield* annotate(vm, frame, statement);
      return undefined;
    case 'return':
      frame.returned = statement.value ? yield* evaluate(vm, frame, statement.value) : null;
      return 'return';
    case 'raise':
      return yield* raise(vm, frame, statement);
    case 'delete':
      for (const target of statement.targets) yield* remove(vm, frame, target);
      return undefined;
    case 'assert': {
      if (yield* truth(vm, yield* evaluate(vm, frame, statement.test))) return undefined;
      const message = statement.message ? [yield* evaluate(vm, frame, statement.message)] : [];
      frame.at = statement.test;
      throw contextual(vm, raised('AssertionError', ...message));
    }
    case 'pass':
    case 'scope':
      return undefined;
    case 'break':
    case 'continue':
      return statement.kind;
    case 'import':
      yield* importNames(vm, frame, statement);
      return undefined;
    case 'from':
      yield* importFrom(vm, frame, statement);
      return undefined;
    case 'if': {
      const isTrue = yield* test(vm, frame, statement.test);
      return yield* execute(vm, frame, isTrue ? statement.body : statement.otherwise);
    }
    case 'while':
      while (yield* test(vm, frame, statement.test)) {
        frame.at = statement.test;
        if (vm.isTurnDue()) yield* vm.turn();
        const ending = yield* execute(vm, frame, statement.body);
        if (ending === 'return') return ending;
        if (ending === 'break') return undefined;
        frame.statement = statement;
      }
      return yield* execute(vm, frame, statement.otherwise);
    case 'for':
      return yield* statement.isAsync ? asyncForLoop(vm, frame, statement) : forLoop(vm, frame, statement);
    case 'try':
      return yield* tryStatement(vm, frame, statement);
    case 'type alias':
      frame.assign(statement.name, yield* typeAlias(vm, frame, statement));
      return undefined;
    case 'with':
      return yield* withStatement(vm, frame, statement, 0);
    case 'function': {
      const decorators: Value[] = [];
      for (const node of statement.decorators) decorators.push(yield* evaluate(vm, frame, node));
      const made = yield* makeFunction(vm, frame, statement.definition);
      frame.assign(
        statement.definition.name,
        yield* decorate(vm, frame, decorators, statement.decorators, made),
      );
      return undefined;
    }
    case 'class': {
      const decorators: Value[] = [];
      for (const node of statement.decorators) decorators.push(yield* evaluate(vm, frame, node));
      const generic = yield* withTypeParameters(vm, frame, statement.typeParameters);
      const made = yield* makeClass(vm, frame, statement, generic);
      frame.assign(statement.name, yield* decorate(vm, frame, decorators, statement.decorators, made));
      return undefined;
    }
    case 'match': {
      const subject = yield* evaluate(vm, frame, statement.subject);
      for (const { pattern, guard, body } of statement.cases) {
        if (!(yield* matches(vm, frame, pattern, subject))) continue;
        if (guard && !(yield* test(vm, frame, guard))) continue;
        return yield* execute(vm, frame, body);
      }
      return undefined;
    }
  }
}

/** What the prompt does with a value. */
function* show(vm: Vm, value: Value): Task<void> {
  vm.builtins.set('_', value);
  const hook = vm.builtins.get('repr') ?? null;
  yield* call(vm, vm.builtins.get('print') ?? null, [yield* call(vm, hook, [value])]);
}

function* test(vm: Vm, frame: Frame, node: Expression): Task<boolean> {
  const value = quick(vm, frame, node) ?? (yield* evaluate(vm, frame, node));
  const known = quickTruth(value);
  if (known !== undefined) return known;
  frame.at = node;
  return yield* truth(vm, value);
}

function* decorate(
  vm: Vm,
  frame: Frame,
  decorators: readonly Value[],
  nodes: readonly Expression[],
  made: Value,
): Task<Value> {
  let result = made;
  for (let index = decorators.length - 1; index >= 0; index--) {
    frame.at = nodes[index];
    result = yield* call(vm, decorators[index] ?? null, [result]);
  }
  return result;
}

function* augment(vm: Vm, frame: Frame, statement: Kind<'augment'>): Task<void> {
  const { target, operator } = statement;
  if (target.kind === 'name') {
    const old = yield* evaluate(vm, frame, target);
    const value = quick(vm, frame, statement.value) ?? (yield* evaluate(vm, frame, statement.value));
    frame.at = statement;
    frame.assign(target.name, yield* binary(vm, operator, old, value, true));
    return;
  }
  if (target.kind !== 'attribute' && target.kind !== 'subscript') return;
  const object = yield* evaluate(vm, frame, target.object);
  const index = target.kind === 'subscript' ? yield* evaluate(vm, frame, target.index) : target.name;
  frame.at = target;
  const old =
    target.kind === 'subscript'
      ? yield* getItem(vm, object, index)
      : yield* getAttribute(vm, object, target.name);
  const value = yield* evaluate(vm, frame, statement.value);
  frame.at = statement;
  const result = yield* binary(vm, operator, old, value, true);
  frame.at = target;
  if (target.kind === 'subscript') yield* setItem(vm, object, index, result);
  else yield* setAttribute(vm, object, target.name, result);
}

function* annotate(vm: Vm, frame: Frame, { target, annotation, value }: Kind<'annotate'>): Task<void> {
  if (frame.kind === 'class' || frame.kind === 'module') {
    const told = yield* evaluate(vm, frame, annotation);
    const names = frame.kind === 'class' ? frame.values : frame.globals;
    let known = names.get('__annotations__');
    if (!(known instanceof PyDict)) names.set('__annotations__', (known = new PyDict()));
    if (target.kind === 'name' && known instanceof PyDict) known.setText(target.name, told);
  }
  if (value) yield* assign(vm, frame, target, yield* evaluate(vm, frame, value));
}

function* forLoop(vm: Vm, frame: Frame, statement: Kind<'for'>): Task<Ending> {
  const source = yield* evaluate(vm, frame, statement.iterable);
  frame.at = statement.iterable;
  const iterator = yield* iterate(vm, source);
  const { target } = statement;
  for (;;) {
    frame.at = statement.iterable;
    const step = iterator.step(vm);
    const next = isTask(step) ? yield* step : step;
    if (next === undefined) break;
    if (vm.isTurnDue()) yield* vm.turn();
    if (target.kind === 'name') frame.assign(target.name, next);
    else yield* assign(vm, frame, target, next);
    const ending = yield* execute(vm, frame, statement.body);
    if (ending === 'return') return ending;
    if (ending === 'break') return undefined;
    frame.statement = statement;
  }
  return yield* execute(vm, frame, statement.otherwise);
}

function* asyncForLoop(vm: Vm, frame: Frame, statement: Kind<'for'>): Task<Ending> {
  const { iterable, target } = statement;
  const source = yield* evaluate(vm, frame, iterable);
  frame.at = iterable;
  const iterator = yield* iterateAsync(vm, source);
  for (;;) {
    frame.at = iterable;
    const next = yield* nextAsync(vm, frame, iterator, iterable);
    if (next === undefined) break;
    yield* assign(vm, frame, target, next);
    const ending = yield* execute(vm, frame, statement.body);
    if (ending === 'return') return ending;
    if (ending === 'break') return undefined;
    frame.statement = statement;
  }
  return yield* execute(vm, frame, statement.otherwise);
}

function* typeAlias(vm: Vm, frame: Frame, statement: Kind<'type alias'>): Task<Value> {
  const typing = yield* vm.importModule(vm, 'typing');
  const generic = yield* withTypeParameters(vm, frame, statement.typeParameters);
  const parameters = statement.typeParameters.map(({ name }) => generic.values.get(name) ?? null);
  const value = yield* makeFunction(vm, generic, statement.value);
  const maker = typing.members.get('TypeAliasType') ?? null;
  return yield* call(vm, maker, [statement.name, value, new PyTuple(parameters)]);
}

/** A coroutine that was made and never awaited: its statement is over, and nobody has it. */
function isForgotten(node: Expression, value: Value): value is PyGenerator {
  return (
    node.kind === 'call' &&
    value instanceof PyGenerator &&
    value.cls === COROUTINE &&
    value.coroutine.state === 'new'
  );
}

function* warnOfForgotten(vm: Vm, frame: Frame, statement: Statement, value: PyGenerator): Task<void> {
  const warnings = yield* vm.importModule(vm, 'warnings');
  const line = frame.file.lines?.[statement.line - 1];
  yield* call(vm, warnings.members.get('_warn_unawaited') ?? null, [
    value.name,
    frame.file.name,
    BigInt(statement.line),
    line === undefined ? null : line.trim(),
  ]);
  value.coroutine.state = 'done';
}

// Exceptions

/** Notes what was being handled when an exception came up. */
export function contextual(vm: Vm, error: Raised): Raised {
  const { exception } = error;
  if (vm.handling && vm.handling !== exception && exception.context === undefined)
    exception.context = vm.handling;
  return error;
}

function* raise(vm: Vm, frame: Frame, statement: Kind<'raise'>): Task<Ending> {
  if (statement.value === undefined) {
    if (vm.handling === undefined) throw raised('RuntimeError', 'No active exception to reraise');
    throw frame.keepMark(new Raised(vm.handling));
  }
  const exception = yield* asException(vm, yield* evaluate(vm, frame, statement.value));
  if (statement.cause) {
    const cause = yield* evaluate(vm, frame, statement.cause);
    exception.cause = cause === null ? null : yield* asException(vm, cause);
    exception.isContextHidden = true;
  }
  frame.at = statement;
  throw contextual(vm, new Raised(exception));
}

function* asException(vm: Vm, value: Value): Task<PyException> {
  const made =
    value instanceof PyClass && value.isSubclassOf(BASE_EXCEPTION) ? yield* call(vm, value, []) : value;
  if (made instanceof PyException) return made;
  throw raised('TypeError', 'exceptions must derive from BaseException');
}

function* tryStatement(vm: Vm, frame: Frame, statement: Kind<'try'>): Task<Ending> {
  const { handling } = vm;
  let ending: Ending;
  let failed: { readonly error: unknown } | undefined;
  try {
    ending = yield* handled(vm, frame, statement);
  } catch (error) {
    // What is not modelled, and the end of the process, is nobody's to catch.
    if (!(error instanceof Raised)) throw error;
    frame.mark(error);
    failed = { error };
  } finally {
    vm.handling = handling;
  }
  if (statement.final.length > 0) {
    const { returned } = frame;
    if (failed?.error instanceof Raised) vm.handling = failed.error.exception;
    let final: Ending;
    try {
      final = yield* execute(vm, frame, statement.final);
    } finally {
      vm.handling = handling;
    }
    if (final !== undefined) return final;
    frame.returned = returned;
  }
  if (failed) throw failed.error;
  return ending;
}

function* handled(vm: Vm, frame: Frame, statement: Kind<'try'>): Task<Ending> {
  let ending: Ending;
  const { depth } = vm;
  try {
    ending = yield* execute(vm, frame, statement.body);
  } catch (error) {
    const caught = asRaised(vm, error);
    if (caught === undefined) throw error;
    vm.depth = depth;
    frame.mark(caught);
    contextual(vm, caught);
    if (statement.isStar) return yield* handledInParts(vm, frame, statement.handlers, caught.exception);
    const handler = yield* handlerFor(vm, frame, statement.handlers, caught.exception);
    if (handler === undefined) throw caught;
    vm.handling = caught.exception;
    if (handler.name !== undefined) frame.assign(handler.name, caught.exception);
    try {
      return yield* execute(vm, frame, handler.body);
    } catch (inner) {
      if (inner instanceof Raised) {
        frame.mark(inner);
        contextual(vm, inner);
      }
      throw inner;
    } finally {
      if (handler.name !== undefined) frame.remove(handler.name);
    }
  }
  if (ending !== undefined) return ending;
  return yield* execute(vm, frame, statement.otherwise);
}

/** `except*`: each block gets its part of a group; what is left, and what the blocks raise, goes on together. */
function* handledInParts(
  vm: Vm,
  frame: Frame,
  handlers: readonly Handler[],
  original: PyException,
): Task<Ending> {
  let rest: PyException | undefined = original;
  const failed: PyException[] = [];
  for (const handler of handlers) {
    if (rest === undefined || !handler.type) break;
    const type = yield* evaluate(vm, frame, handler.type);
    const classes = (type instanceof PyTuple ? type.items : [type]).filter((one) => one instanceof PyClass);
    const [part, left]: readonly (PyException | undefined)[] = yield* splitByClasses(vm, rest, classes);
    rest = left;
    if (part === undefined) continue;
    vm.handling = part;
    if (handler.name !== undefined) frame.assign(handler.name, part);
    try {
      yield* execute(vm, frame, handler.body);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      frame.mark(error);
      contextual(vm, error);
      failed.push(error.exception);
    } finally {
      if (handler.name !== undefined) frame.remove(handler.name);
    }
  }
  const left = together(original, rest, failed);
  if (left === undefined) return undefined;
  throw frame.keepMark(new Raised(left));
}

/** The host's own stack ran out: that is too deep for Python, too. */
function asRaised(vm: Vm, error: unknown): Raised | undefined {
  if (error instanceof Raised) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    vm.depth = 0;
    return raised('RecursionError', 'maximum recursion depth exceeded');
  }
  return undefined;
}

function* handlerFor(
  vm: Vm,
  frame: Frame,
  handlers: readonly Handler[],
  exception: PyException,
): Task<Handler | undefined> {
  for (const handler of handlers) {
    if (!handler.type) return handler;
    const type = yield* evaluate(vm, frame, handler.type);
    frame.at = handler.type;
    for (const one of type instanceof PyTuple ? type.items : [type]) {
      if (!(one instanceof PyClass && one.isSubclassOf(BASE_EXCEPTION))) {
        throw raised('TypeError', 'catching classes that do not inherit from BaseException is not allowed');
      }
      if (exception.cls.isSubclassOf(one)) return handler;
    }
  }
  return undefined;
}

function* withStatement(vm: Vm, frame: Frame, statement: Kind<'with'>, index: number): Task<Ending> {
  const item = statement.items[index];
  if (item === undefined) return yield* execute(vm, frame, statement.body);
  const context = yield* evaluate(vm, frame, item.context);
  frame.at = item.context;
  const prefix = statement.isAsync ? '__a' : '__';
  const [enter, exit] = [special(context, `${prefix}enter__`), special(context, `${prefix}exit__`)];
  if (enter === undefined || exit === undefined) {
    const protocol = `${statement.isAsync ? 'asynchronous ' : ''}context manager protocol`;
    const missed = enter === undefined ? '' : ` (missed ${prefix}exit__ method)`;
    throw raised('TypeError', `'${classOf(context).name}' object does not support the ${protocol}${missed}`);
  }
  const run = (method: Value, args: readonly Value[]): Task<Value> =>
    statement.isAsync ? awaitCall(vm, frame, method, args, item.context) : call(vm, method, args);
  vm.frame = frame;
  const entered = yield* run(enter, [context]);
  const { handling } = vm;
  let ending: Ending;
  try {
    if (item.target) yield* assign(vm, frame, item.target, entered);
    ending = yield* withStatement(vm, frame, statement, index + 1);
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    frame.mark(error);
    contextual(vm, error);
    vm.handling = error.exception;
    frame.at = item.context;
    const isSwallowed = yield* truth(
      vm,
      yield* run(exit, [context, error.exception.cls, error.exception, traceObject(error.exception)]),
    );
    vm.handling = handling;
    if (!isSwallowed) throw error;
    return undefined;
  }
  frame.at = item.context;
  yield* run(exit, [context, null, null, null]);
  return ending;
}

// Imports

function* importNames(vm: Vm, frame: Frame, statement: Kind<'import'>): Task<void> {
  for (const { name, as } of statement.names) {
    const module = yield* vm.importModule(vm, name);
    if (as !== undefined) frame.assign(as, module);
    else {
      const [top = name] = name.split('.');
      frame.assign(top, vm.modules.get(top) ?? module);
    }
  }
}

function* importFrom(vm: Vm, frame: Frame, statement: Kind<'from'>): Task<void> {
  const own = frame.globals.get('__package__') ?? frame.globals.get('__name__');
  const module = yield* vm.importModule(
    vm,
    statement.module,
    statement.level,
    typeof own === 'string' ? own : '',
  );
  if (statement.names.length === 0) {
    for (const [name, value] of module.members) if (!name.startsWith('_')) frame.assign(name, value);
    return;
  }
  for (const { name, as } of statement.names) {
    frame.at = statement;
    let found = yield* findAttribute(vm, module, name);
    if (found === undefined) found = yield* submodule(vm, module, name);
    if (found === undefined) throw cannotImport(module, name);
    frame.assign(as ?? name, found);
  }
}

function* submodule(vm: Vm, module: PyModule, name: string): Task<Value | undefined> {
  if (!module.members.has('__path__')) return undefined;
  try {
    return yield* vm.importModule(vm, `${module.name}.${name}`);
  } catch (error) {
    if (error instanceof Raised && error.exception.cls.name === 'ModuleNotFoundError') return undefined;
    throw error;
  }
}

function cannotImport(module: PyModule, name: string): Error {
  const error = noAttribute(module, name);
  if (error instanceof NotModelled || !(error instanceof Raised)) return error;
  const file = module.members.get('__file__');
  const from = typeof file === 'string' ? file : 'unknown location';
  const made = raised('ImportError', `cannot import name '${name}' from '${module.name}' (${from})`);
  made.exception.suggestion = closest(name, [...module.members.keys(), ...(module.real ?? [])]);
  made.exception.set('name', module.name);
  return made;
}
