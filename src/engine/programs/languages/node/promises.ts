/** Promises and the queue of what follows them. */
import type { Task } from '../../../kernel';
import { suspend } from '../../shared/calls';
import { call, get } from './objects';
import type { Frame } from './scope';
import { Fn, JsPromise, Obj, Thrown, type Value } from './values';
import type { Vm } from './vm';

export function newPromise(vm: Vm): JsPromise {
  return new JsPromise(vm.realm.promiseProto);
}

/** `resolve` follows other promises and thenables. */
export function* settle(vm: Vm, promise: JsPromise, how: 'resolve' | 'reject', value: Value): Task<void> {
  if (promise.state !== 'pending') return;
  if (how === 'resolve' && value === promise) {
    yield* settle(
      vm,
      promise,
      'reject',
      vm.makeError('TypeError', 'Chaining cycle detected for promise #<Promise>'),
    );
    return;
  }
  if (how === 'resolve' && value instanceof JsPromise) {
    subscribe(
      vm,
      value,
      (result) => settle(vm, promise, 'resolve', result),
      (reason) => settle(vm, promise, 'reject', reason),
    );
    return;
  }
  if (how === 'resolve' && value instanceof Obj) {
    try {
      const then = yield* get(vm, value, 'then');
      if (then instanceof Fn) {
        const [resolve, reject] = resolvers(vm, promise);
        vm.microtasks.push(() => calling(vm, then, value, [resolve, reject], promise));
        return;
      }
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      yield* settle(vm, promise, 'reject', error.value);
      return;
    }
  }
  promise.state = how === 'resolve' ? 'fulfilled' : 'rejected';
  promise.result = value;
  if (how === 'reject' && !promise.isHandled) vm.unhandled.add(promise);
  for (const { done, failed } of promise.waiting.splice(0))
    vm.microtasks.push(() => (how === 'resolve' ? done : failed)(value));
}

function* calling(vm: Vm, then: Value, self: Value, args: readonly Value[], promise: JsPromise): Task<void> {
  try {
    yield* call(vm, then, self, args);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    yield* settle(vm, promise, 'reject', error.value);
  }
}

export function resolvers(vm: Vm, promise: JsPromise): [Fn, Fn] {
  let isCalled = false;
  const make = (how: 'resolve' | 'reject'): Fn =>
    vm.native(
      '',
      function* (inner, _self, [value]) {
        if (isCalled) return undefined;
        isCalled = true;
        yield* settle(inner, promise, how, value);
        return undefined;
      },
      1,
    );
  return [make('resolve'), make('reject')];
}

export function subscribe(
  vm: Vm,
  promise: JsPromise,
  done: (value: Value) => Task<void>,
  failed: (reason: Value) => Task<void>,
): void {
  promise.isHandled = true;
  vm.unhandled.delete(promise);
  if (promise.state === 'pending') promise.waiting.push({ done, failed });
  else vm.microtasks.push(() => (promise.state === 'fulfilled' ? done : failed)(promise.result));
}

export function* toPromise(vm: Vm, value: Value): Task<JsPromise> {
  if (value instanceof JsPromise) return value;
  const made = newPromise(vm);
  yield* settle(vm, made, 'resolve', value);
  return made;
}

export function reaction(vm: Vm, promise: JsPromise, onDone: Value, onFailed: Value): JsPromise {
  const made = newPromise(vm);
  const react = (handler: Value, otherwise: 'resolve' | 'reject') =>
    function* (value: Value): Task<void> {
      if (!(handler instanceof Fn)) {
        yield* settle(vm, made, otherwise, value);
        return;
      }
      try {
        yield* settle(vm, made, 'resolve', yield* call(vm, handler, undefined, [value]));
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        yield* settle(vm, made, 'reject', error.value);
      }
    };
  subscribe(vm, promise, react(onDone, 'resolve'), react(onFailed, 'reject'));
  return made;
}

/** `await` in an asynchronous function: it goes on when the promise is settled. */
export function* awaited(vm: Vm, frame: Frame, value: Value): Task<Value> {
  let own: Frame | undefined = frame;
  while (own && own.coroutine === undefined) own = own.outer;
  if (own?.coroutine === undefined)
    throw vm.error(
      'SyntaxError',
      'await is only valid in async functions and the top level bodies of modules',
    );
  const result = (yield* suspend(own.coroutine, value)) as Value;
  vm.frame = frame;
  return result;
}
