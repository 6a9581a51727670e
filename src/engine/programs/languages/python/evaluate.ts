/** Expressions. What needs none of the program's code is answered at once, by `quick`; the rest are tasks. */
import type { Task } from '../../../kernel';
import { Coroutine, suspend } from '../../shared/calls';
import { bindMethod } from './bind-method';
import { closest, getAttribute, special } from './attributes';
import { call } from './call';
import { EXCEPTIONS, raised } from './errors';
import { Frame } from './frame';
import { format } from './format-spec';
import { collect, iterate, nextOf, nextOfGenerator } from './iterate';
import { quickEquals } from './equality';
import { keyOf } from './keys';
import { quickBinary } from './number-arithmetic';
import { binary, compare, unary } from './operators';
import { quickOrder } from './order';
import { quickTruth, truth } from './truth';
import { REAL_BUILTINS, STANDARD_MODULES } from './real-names';
import { getItem, quickItem } from './subscripts';
import type { Clause, Expression, FormattedPart, FunctionNode, Of, Statement, TypeParameter } from './syntax';
import { repr, str } from './text';
import { assign } from './assign';
import { copiedSet } from './set-operators';
import {
  AsyncYield,
  classOf,
  COROUTINE,
  ELLIPSIS,
  isTask,
  type Named,
  NO_NAMES,
  NotModelled,
  Obj,
  PyAsyncGenerator,
  PyBytes,
  PyComplex,
  PyDict,
  PyFunction,
  PyGenerator,
  PyIterator,
  PyList,
  PySet,
  PySlice,
  PySuper,
  PyTuple,
  Raised,
  SUPER,
  type Value,
} from './values';
import type { Vm } from './vm';

/** The value of an expression that only looks at what is there; undefined: ask `evaluate`. Changes nothing. */
export function quick(vm: Vm, frame: Frame, node: Expression): Value | undefined {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'name':
      return (
        frame.find(node.name) ??
        (frame.placeOf(node.name) === 'global' ? vm.builtins.get(node.name) : undefined)
      );
    case 'binary': {
      const left = quick(vm, frame, node.left);
      if (left === undefined) return undefined;
      const right = quick(vm, frame, node.right);
      return right === undefined ? undefined : quickBinary(node.operator, left, right);
    }
    case 'compare': {
      const [only] = node.rest;
      if (node.rest.length !== 1 || only === undefined) return undefined;
      const left = quick(vm, frame, node.first);
      if (left === undefined) return undefined;
      const right = quick(vm, frame, only.value);
      if (right === undefined) return undefined;
      switch (only.operator) {
        case '==':
          return quickEquals(left, right);
        case '!=': {
          const result = quickEquals(left, right);
          return result === undefined ? undefined : !result;
        }
        case '<':
        case '>':
        case '<=':
        case '>=':
          return quickOrder(only.operator, left, right);
        default:
          return undefined;
      }
    }
    case 'subscript': {
      const object = quick(vm, frame, node.object);
      if (object === undefined) return undefined;
      const index = quick(vm, frame, node.index);
      return index === undefined ? undefined : quickItem(object, index);
    }
    case 'not': {
      const operand = quick(vm, frame, node.operand);
      const result = operand === undefined ? undefined : quickTruth(operand);
      return result === undefined ? undefined : !result;
    }
    default:
      return undefined;
  }
}

export function* evaluate(vm: Vm, frame: Frame, node: Expression): Task<Value> {
  const at = quick(vm, frame, node);
  if (at !== undefined) return at;
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'bytes':
      return new PyBytes(Uint8Array.from(node.value, (char) => char.charCodeAt(0)));
    case 'ellipsis':
      return ELLIPSIS;
    case 'imaginary':
      return new PyComplex(0, node.value);
    case 'name':
      return lookUp(vm, frame, node);
    case 'formatted':
      return yield* formatted(vm, frame, node.parts);
    case 'tuple':
      return new PyTuple(yield* items(vm, frame, node.items));
    case 'list':
      return new PyList(yield* items(vm, frame, node.items));
    case 'set': {
      const made = new PySet();
      for (const item of yield* items(vm, frame, node.items)) made.map.set(yield* keyOf(vm, item), item);
      if (node.items.length < 3 || !node.items.every(isConstant)) return made;
      // The compiler puts three and more constants together, twice over, and the program then copies them.
      const constant = new PySet();
      for (const [key, value] of made.map) constant.map.set(key, value);
      return copiedSet(constant);
    }
    case 'dict':
      return yield* dict(vm, frame, node);
    case 'star':
      frame.at = node;
      throw raised('SyntaxError', "can't use starred expression here");
    case 'unary': {
      const operand = yield* evaluate(vm, frame, node.operand);
      frame.at = node;
      return yield* unary(vm, node.operator, operand);
    }
    case 'not':
      return !(yield* truth(vm, yield* evaluate(vm, frame, node.operand)));
    case 'binary': {
      const left = quick(vm, frame, node.left) ?? (yield* evaluate(vm, frame, node.left));
      const right = quick(vm, frame, node.right) ?? (yield* evaluate(vm, frame, node.right));
      frame.at = node;
      return quickBinary(node.operator, left, right) ?? (yield* binary(vm, node.operator, left, right));
    }
    case 'and':
    case 'or': {
      const left = quick(vm, frame, node.left) ?? (yield* evaluate(vm, frame, node.left));
      const isTrue = yield* truth(vm, left);
      if (isTrue === (node.kind === 'or')) return left;
      return quick(vm, frame, node.right) ?? (yield* evaluate(vm, frame, node.right));
    }
    case 'compare': {
      let left = yield* evaluate(vm, frame, node.first);
      let result: Value = true;
      for (const { operator, value } of node.rest) {
        const right = quick(vm, frame, value) ?? (yield* evaluate(vm, frame, value));
        frame.at = node;
        result = yield* compare(vm, operator, left, right);
        if (node.rest.length > 1 && !(yield* truth(vm, result))) return result;
        left = right;
      }
      return result;
    }
    case 'call':
      return yield* callNode(vm, frame, node);
    case 'attribute': {
      const object = quick(vm, frame, node.object) ?? (yield* evaluate(vm, frame, node.object));
      frame.at = node;
      return yield* getAttribute(vm, object, node.name);
    }
    case 'subscript': {
      const object = quick(vm, frame, node.object) ?? (yield* evaluate(vm, frame, node.object));
      const index = quick(vm, frame, node.index) ?? (yield* evaluate(vm, frame, node.index));
      frame.at = node;
      return yield* getItem(vm, object, index);
    }
    case 'slice': {
      const start = node.start ? yield* evaluate(vm, frame, node.start) : null;
      const stop = node.stop ? yield* evaluate(vm, frame, node.stop) : null;
      const step = node.step ? yield* evaluate(vm, frame, node.step) : null;
      return new PySlice(start, stop, step);
    }
    case 'if else': {
      const test = yield* truth(vm, yield* evaluate(vm, frame, node.test));
      return yield* evaluate(vm, frame, test ? node.then : node.otherwise);
    }
    case 'lambda':
      return yield* makeFunction(vm, frame, node.definition);
    case 'comprehension':
      return yield* comprehension(vm, frame, node);
    case 'walrus': {
      const value = yield* evaluate(vm, frame, node.value);
      frame.assign(node.name, value);
      return value;
    }
    case 'yield': {
      const value = node.value ? yield* evaluate(vm, frame, node.value) : null;
      const isAsync = (frame.coroutine ? frame : frame.function).isAsyncGenerator;
      return yield* isAsync ? suspended(frame, new AsyncYield(value)) : give(frame, value);
    }
    case 'yield from':
      return yield* yieldFrom(vm, frame, yield* evaluate(vm, frame, node.value));
    case 'await':
      return yield* awaitValue(vm, frame, yield* evaluate(vm, frame, node.value), node);
  }
}

function isConstant(node: Expression): boolean {
  return (
    node.kind === 'constant' ||
    node.kind === 'bytes' ||
    (node.kind === 'tuple' && node.items.every(isConstant))
  );
}

function lookUp(vm: Vm, frame: Frame, node: Of<'name'>): Value {
  const { name } = node;
  const found = frame.find(name);
  if (found !== undefined) return found;
  const place = frame.placeOf(name);
  frame.at = node;
  if (place === 'local') {
    throw raised(
      'UnboundLocalError',
      `cannot access local variable '${name}' where it is not associated with a value`,
    );
  }
  if (place === 'enclosing') {
    throw raised(
      'NameError',
      `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
    );
  }
  const builtin = vm.builtins.get(name);
  if (builtin !== undefined) return builtin;
  if (REAL_BUILTINS.has(name) || EXCEPTIONS.has(name)) throw new NotModelled(`${name}()`);
  const error = raised('NameError', `name '${name}' is not defined`);
  error.exception.set('name', name);
  const known = [...frame.values.keys(), ...frame.globals.keys(), ...vm.builtins.keys()];
  error.exception.suggestion = STANDARD_MODULES.has(name) ? `import ${name}` : closest(name, known);
  throw error;
}

function* items(vm: Vm, frame: Frame, nodes: readonly Expression[]): Task<Value[]> {
  const found: Value[] = [];
  for (const node of nodes) {
    if (node.kind === 'star') {
      const value = yield* evaluate(vm, frame, node.value);
      frame.at = node;
      found.push(...(yield* collect(vm, value)));
    } else found.push(quick(vm, frame, node) ?? (yield* evaluate(vm, frame, node)));
  }
  return found;
}

function* dict(vm: Vm, frame: Frame, node: Of<'dict'>): Task<Value> {
  const made = new PyDict();
  for (const [keyNode, valueNode] of node.items) {
    if (keyNode === undefined) {
      const other = yield* evaluate(vm, frame, valueNode);
      if (!(other instanceof PyDict))
        throw raised('TypeError', `'${classOf(other).name}' object is not a mapping`);
      for (const [key, item] of other.map) made.map.set(key, item);
      continue;
    }
    const key = yield* evaluate(vm, frame, keyNode);
    const value = quick(vm, frame, valueNode) ?? (yield* evaluate(vm, frame, valueNode));
    frame.at = node;
    const own = yield* keyOf(vm, key);
    made.map.set(own, [made.map.get(own)?.[0] ?? key, value]);
  }
  return made;
}

export function* formatted(vm: Vm, frame: Frame, parts: readonly FormattedPart[]): Task<string> {
  let made = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      made += part;
      continue;
    }
    let value = quick(vm, frame, part.value) ?? (yield* evaluate(vm, frame, part.value));
    if (part.conversion === 'r' || part.conversion === 'a') value = yield* repr(vm, value);
    else if (part.conversion === 's') value = yield* str(vm, value);
    const spec = part.format ? yield* formatted(vm, frame, part.format) : '';
    frame.at = part.value;
    made += yield* format(vm, value, spec);
  }
  return made;
}

// Calls

function* callNode(vm: Vm, frame: Frame, node: Of<'call'>): Task<Value> {
  const { callee } = node;
  let called: Value;
  let self: Value | undefined;
  if (callee.kind === 'attribute') {
    const object = quick(vm, frame, callee.object) ?? (yield* evaluate(vm, frame, callee.object));
    frame.at = callee;
    const bound = bindMethod(object, callee.name);
    if (bound === undefined) called = yield* getAttribute(vm, object, callee.name);
    else [called, self] = [bound, object];
  } else called = quick(vm, frame, callee) ?? (yield* evaluate(vm, frame, callee));
  if (called === SUPER && node.args.length === 0) return superOf(frame, node);
  const args: Value[] = self === undefined ? [] : [self];
  let named: Named = NO_NAMES;
  if (node.isPlain) {
    for (const { value } of node.args)
      args.push(quick(vm, frame, value) ?? (yield* evaluate(vm, frame, value)));
  } else named = yield* mixedArguments(vm, frame, node, args);
  frame.at = node;
  if (vm.isTurnDue()) yield* vm.turn();
  vm.frame = frame;
  const result = yield* call(vm, called, args, named);
  // `open(name).read()`: nobody has the file any more, and it is closed.
  if (self instanceof Obj && self.release && callee.kind === 'attribute' && callee.object.kind === 'call')
    if (result !== self) yield* self.release(vm);
  return result;
}

/** super() without arguments: of the class that its function was written in. */
function superOf(frame: Frame, node: Expression): PySuper {
  const { owner, self } = frame.function;
  frame.at = node;
  if (owner === undefined || self === undefined) throw raised('RuntimeError', 'super(): no arguments');
  return new PySuper(owner, self);
}

export function* mixedArguments(
  vm: Vm,
  frame: Frame,
  node: Pick<Of<'call'>, 'args'> & Partial<Of<'call'>>,
  args: Value[],
): Task<Named> {
  const named = new Map<string, Value>();
  for (const { name, stars, value: valueNode } of node.args) {
    const value = yield* evaluate(vm, frame, valueNode);
    if (name !== undefined) {
      if (named.has(name)) throw raised('SyntaxError', `keyword argument repeated: ${name}`);
      named.set(name, value);
    } else if (stars === 0) args.push(value);
    else if (stars === 1) {
      frame.at = valueNode;
      args.push(...(yield* collect(vm, value)));
    } else {
      if (!(value instanceof PyDict)) {
        throw raised('TypeError', `argument after ** must be a mapping, not ${classOf(value).name}`);
      }
      for (const [key, item] of value.map.values()) {
        if (typeof key !== 'string') throw raised('TypeError', 'keywords must be strings');
        if (named.has(key)) throw raised('TypeError', `got multiple values for keyword argument '${key}'`);
        named.set(key, item);
      }
    }
  }
  return named;
}

export function* makeFunction(vm: Vm, frame: Frame, node: FunctionNode): Task<PyFunction> {
  const defaults = new Map<string, Value>();
  for (const { name, fallback } of node.parameters) {
    if (fallback) defaults.set(name, yield* evaluate(vm, frame, fallback));
  }
  const generic = yield* withTypeParameters(vm, frame, node.typeParameters);
  const made = new PyFunction(node, node.name, generic, defaults);
  const annotations: [string, Expression][] = node.parameters.flatMap(({ name, annotation }) =>
    annotation ? [[name, annotation]] : [],
  );
  if (node.returns) annotations.push(['return', node.returns]);
  if (annotations.length > 0) {
    const told = new PyDict();
    for (const [name, value] of annotations) told.setText(name, yield* evaluate(vm, generic, value));
    made.annotations = told;
  }
  if (node.typeParameters) made.set('__type_params__', new PyTuple([...generic.values.values()]));
  if (frame.kind === 'class') made.qualifiedName = `${frame.qualifiedName}.${node.name}`;
  else if (frame.function.kind === 'function')
    made.qualifiedName = `${frame.function.qualifiedName}.<locals>.${node.name}`;
  return made;
}

/** The frame that a function or class with type parameters is made in: they are names of it. */
export function* withTypeParameters(
  vm: Vm,
  frame: Frame,
  parameters: readonly TypeParameter[] | undefined,
): Task<Frame> {
  if (!parameters || parameters.length === 0) return frame;
  const names = new Set(parameters.map(({ name }) => name));
  const scope = { names, globals: new Set<string>(), nonlocals: new Set<string>() };
  const { name } = frame;
  const inner = new Frame('comprehension', scope, frame.closure, new Map(), frame.globals, frame.file, name);
  inner.owner = frame.owner;
  inner.self = frame.self;
  const typing = yield* vm.importModule(vm, 'typing');
  for (const parameter of parameters) {
    const kind = ['TypeVar', 'TypeVarTuple', 'ParamSpec'][parameter.stars] ?? 'TypeVar';
    const made = yield* call(vm, typing.members.get(kind) ?? null, [parameter.name]);
    if (made instanceof Obj) made.set('_shown', parameter.name);
    inner.values.set(parameter.name, made);
  }
  return inner;
}

// Comprehensions

function* comprehension(vm: Vm, frame: Frame, node: Of<'comprehension'>): Task<Value> {
  const [first] = node.clauses;
  if (first === undefined) return null;
  const source = yield* evaluate(vm, frame, first.iterable);
  frame.at = first.iterable;
  const iterator = first.isAsync ? yield* iterateAsync(vm, source) : yield* iterate(vm, source);
  const parent = frame.kind === 'module' ? undefined : frame.kind === 'class' ? frame.parent : frame;
  const name = node.makes === 'generator' ? '<genexpr>' : frame.name;
  const inner = new Frame('comprehension', node.scope, parent, new Map(), frame.globals, frame.file, name);
  inner.owner = frame.owner;
  inner.self = frame.self;
  if (node.makes === 'generator') {
    const body = (function* (): Task<Value> {
      try {
        yield* loopThrough(vm, inner, node.clauses, iterator, function* () {
          const element = yield* evaluate(vm, inner, node.element);
          yield* inner.isAsyncGenerator ? suspended(inner, new AsyncYield(element)) : give(inner, element);
        });
        return null;
      } catch (error) {
        if (error instanceof Raised) inner.mark(error);
        throw error;
      }
    })();
    const coroutine = new Coroutine(body);
    inner.coroutine = coroutine;
    inner.isAsyncGenerator = node.clauses.some(({ isAsync }) => isAsync);
    return inner.isAsyncGenerator
      ? new PyAsyncGenerator(coroutine, '<genexpr>')
      : new PyGenerator(coroutine, '<genexpr>');
  }
  const list: Value[] = [];
  const made = node.makes === 'list' ? new PyList(list) : node.makes === 'set' ? new PySet() : new PyDict();
  try {
    yield* loopThrough(vm, inner, node.clauses, iterator, function* () {
      const element = quick(vm, inner, node.element) ?? (yield* evaluate(vm, inner, node.element));
      if (made instanceof PyList) list.push(element);
      else if (made instanceof PySet) made.map.set(yield* keyOf(vm, element), element);
      else if (node.value) {
        const value = yield* evaluate(vm, inner, node.value);
        made.map.set(yield* keyOf(vm, element), [element, value]);
      }
    });
  } finally {
    // It runs in its function's frame as far as tracebacks go.
    frame.at = inner.at ?? frame.at;
  }
  return made;
}

function* loopThrough(
  vm: Vm,
  frame: Frame,
  clauses: readonly Clause[],
  iterator: Value,
  body: () => Task<void>,
): Task<void> {
  const [clause, ...rest] = clauses;
  if (clause === undefined) return;
  for (let count = 1; ; count++) {
    const step =
      iterator instanceof PyIterator ? iterator.step(vm) : nextAsync(vm, frame, iterator, clause.iterable);
    const next = isTask(step) ? yield* step : step;
    if (next === undefined) return;
    if (vm.isTurnDue()) yield* vm.turn();
    if (count % 65_536 === 0) vm.makeItems(count);
    if (clause.target.kind === 'name') frame.assign(clause.target.name, next);
    else yield* assign(vm, frame, clause.target, next);
    if (!(yield* allHold(vm, frame, clause.conditions))) continue;
    const [inner] = rest;
    if (inner === undefined) yield* body();
    else
      yield* loopThrough(
        vm,
        frame,
        rest,
        yield* (inner.isAsync ? iterateAsync : iterate)(vm, yield* evaluate(vm, frame, inner.iterable)),
        body,
      );
  }
}

function* allHold(vm: Vm, frame: Frame, conditions: readonly Expression[]): Task<boolean> {
  for (const condition of conditions) {
    const value = quick(vm, frame, condition) ?? (yield* evaluate(vm, frame, condition));
    if (!(yield* truth(vm, value))) return false;
  }
  return true;
}

// Generators

function* give(frame: Frame, value: Value): Task<Value> {
  return yield* suspended(frame, value);
}

function* suspended(frame: Frame, value: Value | AsyncYield): Task<Value> {
  const { coroutine } = frame.coroutine ? frame : frame.function;
  if (coroutine === undefined) throw raised('SyntaxError', "'yield' outside function");
  const sent = yield* suspend(coroutine, value);
  return (sent ?? null) as Value;
}

function* yieldFrom(vm: Vm, frame: Frame, source: Value): Task<Value> {
  if (source instanceof PyGenerator) {
    let sent: Value = null;
    let thrown: Raised | undefined;
    for (;;) {
      const next: Value | undefined = yield* nextOfGenerator(vm, source, sent, thrown);
      if (next === undefined) return source.returned;
      thrown = undefined;
      try {
        sent = yield* give(frame, next);
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        thrown = error;
      }
    }
  }
  const iterator = yield* iterate(vm, source);
  for (;;) {
    const next = yield* nextOf(vm, iterator);
    if (next === undefined) return null;
    yield* give(frame, next);
  }
}

function* awaitValue(vm: Vm, frame: Frame, value: Value, node: Expression): Task<Value> {
  frame.at = node;
  const awaited = yield* awaitable(vm, value);
  if (awaited instanceof PyGenerator && awaited.cls === COROUTINE && awaited.coroutine.state === 'done')
    throw raised('RuntimeError', 'cannot reuse already awaited coroutine');
  return yield* yieldFrom(vm, frame, awaited);
}

/** What `await` goes through of a thing. */
export function* awaitable(vm: Vm, value: Value): Task<Value> {
  if (value instanceof PyGenerator && value.cls === COROUTINE) return value;
  const method = classOf(value).find('__await__');
  if (method === undefined) {
    throw raised('TypeError', `object ${classOf(value).name} can't be used in 'await' expression`);
  }
  return yield* call(vm, method, [value]);
}

/** Calls a method and awaits what it gives: `async for`, `async with`. */
export function* awaitCall(
  vm: Vm,
  frame: Frame,
  method: Value,
  args: readonly Value[],
  node: Expression | Statement,
): Task<Value> {
  const made = yield* call(vm, method, args);
  frame.at = node;
  return yield* yieldFrom(vm, frame, yield* awaitable(vm, made));
}

/** The next value of an asynchronous iterator; undefined: no more. */
export function* nextAsync(
  vm: Vm,
  frame: Frame,
  iterator: Value,
  node: Expression | Statement,
): Task<Value | undefined> {
  const method = special(iterator, '__anext__');
  if (method === undefined)
    throw raised(
      'TypeError',
      `'async for' received an object from __aiter__ that does not implement __anext__: ${classOf(iterator).name}`,
    );
  try {
    return yield* awaitCall(vm, frame, method, [iterator], node);
  } catch (error) {
    if (error instanceof Raised && error.exception.cls.name === 'StopAsyncIteration') return undefined;
    throw error;
  }
}

export function* iterateAsync(vm: Vm, value: Value): Task<Value> {
  const method = special(value, '__aiter__');
  if (method === undefined)
    throw raised(
      'TypeError',
      `'async for' requires an object with __aiter__ method, got ${classOf(value).name}`,
    );
  return yield* call(vm, method, [value]);
}
