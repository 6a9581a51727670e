/** Functions that programs write. */
import type { Task } from '../../../kernel';
import { Coroutine, invoke, resume } from '../../shared/calls';
import { newAsyncGenerator } from './async-iteration';
import { ReturnNow } from './endings';
import { evaluate } from './evaluate';
import { className } from './inspect';
import { execute, hoist } from './execute';
import type { FunctionLike } from './parse';
import { bindPattern, namesOf } from './patterns';
import { newPromise, settle, subscribe, toPromise } from './promises';
import { Frame, Scope } from './scope';
import { protoFor, protoOf } from './objects';
import { Arr, Fn, Held, ITERATOR, Obj, Thrown, TO_STRING_TAG, type Value } from './values';
import type { Vm } from './vm';

export function makeFunction(vm: Vm, scope: Scope, node: FunctionLike, name = '', home?: Obj): Fn {
  const isArrow = node.type === 'ArrowFunctionExpression';
  const { async: isAsync, generator: isGenerator } = node;
  const length = node.params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  const proto = isAsync
    ? isGenerator
      ? vm.realm.asyncGeneratorFunctionProto
      : vm.realm.asyncFunctionProto
    : isGenerator
      ? vm.realm.generatorFunctionProto
      : vm.realm.functionProto;
  const made: Fn = new Fn(
    proto,
    name,
    (inner, self, args) => {
      const frame = frameOf(inner, made, scope, isArrow, self, args);
      if (isGenerator && isAsync) {
        const own = made.own('prototype')?.value;
        const proto = own instanceof Obj ? own : inner.realm.asyncGeneratorProto;
        return newAsyncGenerator(proto, frame, runBody(inner, node, scope, frame));
      }
      if (isGenerator) return newGenerator(inner, made, node, scope, frame);
      if (isAsync) return startAsync(inner, frame, runBody(inner, node, scope, frame));
      return invoke(runBody(inner, node, scope, frame));
    },
    length < 0 ? node.params.length : length,
  );
  made.home = home;
  if (!isArrow && !isAsync && home === undefined) {
    if (isGenerator) made.put('prototype', new Obj(vm.realm.generatorProto), false);
    else {
      const prototype = new Obj(vm.realm.objectProto);
      prototype.put('constructor', made, false);
      made.put('prototype', prototype, false);
      made.construct = (inner, _self, args, newTarget) =>
        constructOld(inner, made, node, scope, args, newTarget);
    }
  } else if (isGenerator)
    made.put('prototype', new Obj(isAsync ? vm.realm.asyncGeneratorProto : vm.realm.generatorProto), false);
  return made;
}

function frameOf(
  vm: Vm,
  callee: Fn,
  scope: Scope,
  isArrow: boolean,
  self: Value,
  args: readonly Value[],
): Frame {
  const { nextCall } = vm;
  vm.nextCall = undefined;
  const name = nextCall?.name
    ? nextCall.name(callee.name)
    : scope.frame.file === 'node:internal/prelude'
      ? builtinName(vm, callee, self)
      : nameOf(vm, callee, self);
  const frame = new Frame(name, scope.frame.file, vm.frame, isArrow ? scope.frame : undefined);
  if (nextCall) frame.between = nextCall.between;
  if (vm.builtin && !scope.frame.file.startsWith('node:')) {
    frame.between = [...frame.between, `${vm.builtin()} (<anonymous>)`];
    vm.builtin = undefined;
  }
  frame.callee = callee;
  // Outside of strict code a call without a thing is one on the global object.
  const isLoose =
    self === undefined &&
    callee.home === undefined &&
    !scope.frame.file.startsWith('node:') &&
    !vm.realm.isStrict(scope.frame.file);
  frame.self = isLoose ? vm.realm.global : self;
  frame.args = args;
  return frame;
}

/** How a stack trace names a call: a method with the class of its thing. */
function nameOf(vm: Vm, callee: Fn, self: Value): string {
  const { name } = callee;
  if (name === '') return callee.inferredName;
  if (!(self instanceof Obj) || self === vm.realm.global || /^(?:#|[gs]et )/.test(name)) return name;
  return `${self instanceof Fn ? (self.isClass ? self.name : 'Function') : (className(self) ?? 'Object')}.${name}`;
}

/** A function of the language, as a stack trace names it. */
export function builtinName(vm: Vm, callee: Fn, self: Value): string {
  const tag = self instanceof Obj && !(self instanceof Fn) ? self.own(TO_STRING_TAG)?.value : undefined;
  if (typeof tag === 'string') return `${tag}.${callee.name}`;
  const holder = self instanceof Obj || self === undefined ? undefined : protoOf(vm, self);
  return holder ? `${className(new Obj(holder)) ?? 'Object'}.${callee.name}` : nameOf(vm, callee, self);
}

/** `new` on a function that is no class. */
function* constructOld(
  vm: Vm,
  callee: Fn,
  node: FunctionLike,
  scope: Scope,
  args: readonly Value[],
  newTarget: Obj | undefined,
): Task<Value> {
  const made = new Obj(protoFor(newTarget, vm.realm.objectProto));
  const frame = frameOf(vm, callee, scope, false, made, args);
  frame.newTarget = newTarget;
  const result = yield* invoke(runBody(vm, node, scope, frame));
  return result instanceof Obj ? result : made;
}

export function* runBody(vm: Vm, node: FunctionLike, outer: Scope, frame: Frame): Task<Value> {
  vm.deeper();
  const { caller } = frame;
  try {
    vm.frame = frame;
    const scope = new Scope(outer, frame);
    frame.at = node;
    yield* bindParameters(vm, scope, node);
    if (node.type === 'FunctionExpression' && node.id && !scope.names.has(node.id.name) && frame.callee)
      scope.declare(node.id.name, frame.callee);
    if (node.body.type !== 'BlockStatement') return yield* evaluate(vm, scope, node.body);
    hoist(vm, scope, node.body.body, true);
    const end = yield* execute(vm, scope, node.body.body);
    return end?.kind === 'return' ? end.value : undefined;
  } finally {
    vm.depth--;
    vm.frame = caller;
  }
}

function* bindParameters(vm: Vm, scope: Scope, node: FunctionLike): Task<void> {
  const { args } = scope.frame;
  if (node.type !== 'ArrowFunctionExpression') {
    // Only where a name asks for it is the list of arguments made.
    scope.names.set('arguments', lazyArguments(vm, args));
  }
  for (const [index, parameter] of node.params.entries()) {
    if (parameter.type === 'Identifier') scope.declare(parameter.name, args[index]);
    else if (parameter.type === 'RestElement') {
      yield* bindPattern(
        vm,
        scope,
        parameter.argument,
        new Arr(vm.realm.arrayProto, args.slice(index)),
        'let',
      );
    } else {
      for (const name of namesOf(parameter)) scope.announce(name, false);
      yield* bindPattern(vm, scope, parameter, args[index], 'let');
    }
  }
}

function lazyArguments(vm: Vm, args: readonly Value[]): { value: Value; isDead: boolean; isConst: boolean } {
  let made: Arr | undefined;
  return {
    get value() {
      return (made ??= new Arr(vm.realm.arrayProto, [...args]));
    },
    set value(value: Value) {
      if (value instanceof Arr) made = value;
    },
    isDead: false,
    isConst: false,
  };
}

// Generators

function newGenerator(vm: Vm, callee: Fn, node: FunctionLike, scope: Scope, frame: Frame): Value {
  const coroutine = new Coroutine(runBody(vm, node, scope, frame));
  frame.coroutine = coroutine;
  const proto = callee.own('prototype')?.value;
  return new Held(proto instanceof Obj ? proto : vm.realm.generatorProto, coroutine);
}

export function* resumeGenerator(vm: Vm, self: Value, sent: Value, thrown?: unknown): Task<Value> {
  if (!(self instanceof Held) || !(self.held instanceof Coroutine)) {
    throw vm.error('TypeError', 'next method called on incompatible receiver');
  }
  const coroutine: Coroutine = self.held;
  if (coroutine.state === 'running') throw vm.error('TypeError', 'Generator is already running');
  const result = (done: boolean, value: Value): Value => vm.object({ value, done });
  if (coroutine.state === 'done' || (coroutine.state === 'new' && thrown !== undefined)) {
    coroutine.state = 'done';
    if (thrown instanceof ReturnNow) return result(true, thrown.value);
    if (thrown !== undefined) throw thrown;
    return result(true, undefined);
  }
  const { depth } = vm;
  try {
    const step = yield* resume(coroutine, sent, thrown === undefined ? undefined : { error: thrown });
    return result(step.done, step.value as Value);
  } catch (error) {
    if (error instanceof ReturnNow) return result(true, error.value);
    throw error;
  } finally {
    vm.depth = depth;
  }
}

export function addGeneratorMethods(vm: Vm, proto: Obj): void {
  proto.put(
    'next',
    vm.native('next', (inner, self, [value]) => resumeGenerator(inner, self, value)),
    false,
  );
  proto.put(
    'return',
    vm.native('return', (inner, self, [value]) =>
      resumeGenerator(inner, self, undefined, new ReturnNow(value)),
    ),
    false,
  );
  proto.put(
    'throw',
    vm.native('throw', (inner, self, [value]) => resumeGenerator(inner, self, undefined, new Thrown(value))),
    false,
  );
  proto.put(
    ITERATOR,
    vm.native('[Symbol.iterator]', (_inner, self) => self),
    false,
  );
}

// Asynchronous functions

/** Runs an asynchronous body as far as it goes; gives the promise of its end. */
export function* startAsync(vm: Vm, frame: Frame, body: Task<Value>): Task<Value> {
  const coroutine = new Coroutine(body);
  frame.coroutine = coroutine;
  const promise = newPromise(vm);
  frame.promise = promise;
  let hasWaited = false;
  const goOn = function* (sent: Value, thrown?: { readonly error: unknown }): Task<void> {
    if (hasWaited) frame.caller = undefined;
    hasWaited = true;
    const { depth, frame: before } = vm;
    try {
      const step = yield* resume(coroutine, sent, thrown);
      if (step.done) yield* settle(vm, promise, 'resolve', step.value as Value);
      else {
        const inner = yield* toPromise(vm, step.value as Value);
        inner.awaiter = frame;
        subscribe(
          vm,
          inner,
          (value) => goOn(value),
          (reason) => goOn(undefined, { error: new Thrown(reason) }),
        );
      }
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      yield* settle(vm, promise, 'reject', error.value);
    } finally {
      vm.depth = depth;
      vm.frame = before;
    }
  };
  yield* goOn(undefined);
  return promise;
}
