/** Asynchronous generators, and loops that wait for what they are given. Source: ECMA-262, 27.6 and 14.7.5. */
import type { Task } from '../../../kernel';
import { Coroutine, resume, suspend } from '../../shared/calls';
import { ReturnNow } from './endings';
import { call, get, iterate, type Steps, truthy } from './objects';
import { awaited, newPromise, settle, subscribe, toPromise } from './promises';
import type { Frame } from './scope';
import { ASYNC_ITERATOR, Fn, Held, JsPromise, Obj, Thrown, type Value } from './values';
import type { Vm } from './vm';

/** What leaves an asynchronous generator by `yield`; what it awaits leaves it bare. */
class Yielded {
  constructor(readonly value: Value) {}
}

interface Request {
  readonly sent: Value;
  readonly thrown: { readonly error: unknown } | undefined;
  readonly promise: JsPromise;
}

class AsyncGenerator {
  readonly requests: Request[] = [];
  isRunning = false;

  constructor(
    readonly coroutine: Coroutine,
    readonly frame: Frame,
  ) {}
}

export function newAsyncGenerator(proto: Obj, frame: Frame, body: Task<Value>): Value {
  const coroutine = new Coroutine(body);
  frame.coroutine = coroutine;
  frame.isAsyncGenerator = true;
  return new Held(proto, new AsyncGenerator(coroutine, frame));
}

/** `yield` in an asynchronous generator. */
export function* yieldLater(vm: Vm, frame: Frame, coroutine: Coroutine, value: Value): Task<Value> {
  const known = yield* awaited(vm, frame, value);
  const sent = (yield* suspend(coroutine, new Yielded(known))) as Value;
  vm.frame = frame;
  return sent;
}

function* pump(vm: Vm, generator: AsyncGenerator): Task<void> {
  const [request] = generator.requests;
  if (request === undefined || generator.isRunning) return;
  const { coroutine } = generator;
  generator.isRunning = true;
  if (coroutine.state === 'new' && request.thrown) coroutine.state = 'done';
  if (coroutine.state !== 'done') {
    yield* step(vm, generator, request.sent, request.thrown);
    return;
  }
  const error = request.thrown?.error;
  if (error instanceof Thrown) yield* answer(vm, generator, 'reject', error.value);
  else if (error instanceof ReturnNow) yield* finish(vm, generator, error.value);
  else yield* answer(vm, generator, 'resolve', vm.object({ value: undefined, done: true }));
}

function* answer(vm: Vm, generator: AsyncGenerator, how: 'resolve' | 'reject', value: Value): Task<void> {
  const request = generator.requests.shift();
  generator.isRunning = false;
  if (request) yield* settle(vm, request.promise, how, value);
  yield* pump(vm, generator);
}

/** Its end: what it returns is waited for. */
function* finish(vm: Vm, generator: AsyncGenerator, value: Value): Task<void> {
  subscribe(
    vm,
    yield* toPromise(vm, value),
    (known) => answer(vm, generator, 'resolve', vm.object({ value: known, done: true })),
    (reason) => answer(vm, generator, 'reject', reason),
  );
}

function* step(
  vm: Vm,
  generator: AsyncGenerator,
  sent: Value,
  thrown?: { readonly error: unknown },
): Task<void> {
  const { depth, frame: before } = vm;
  generator.frame.caller = undefined;
  try {
    const made = yield* resume(generator.coroutine, sent, thrown);
    if (made.done) yield* finish(vm, generator, made.value as Value);
    else if (made.value instanceof Yielded)
      yield* answer(vm, generator, 'resolve', vm.object({ value: made.value.value, done: false }));
    else
      subscribe(
        vm,
        yield* toPromise(vm, made.value as Value),
        (value) => step(vm, generator, value),
        (reason) => step(vm, generator, undefined, { error: new Thrown(reason) }),
      );
  } catch (error) {
    if (error instanceof ReturnNow) yield* finish(vm, generator, error.value);
    else if (error instanceof Thrown) yield* answer(vm, generator, 'reject', error.value);
    else throw error;
  } finally {
    vm.depth = depth;
    vm.frame = before;
  }
}

export function addAsyncGeneratorMethods(vm: Vm, proto: Obj): void {
  const method = (
    name: string,
    thrownOf: (value: Value) => { readonly error: unknown } | undefined,
  ): void => {
    proto.put(
      name,
      vm.native(name, function* (inner, self, [value]) {
        if (!(self instanceof Held) || !(self.held instanceof AsyncGenerator))
          throw inner.error('TypeError', `${name} method called on incompatible receiver`);
        const promise = newPromise(inner);
        self.held.requests.push({ sent: value, thrown: thrownOf(value), promise });
        yield* pump(inner, self.held);
        return promise;
      }),
      false,
    );
  };
  method('next', () => undefined);
  method('return', (value) => ({ error: new ReturnNow(value) }));
  method('throw', (value) => ({ error: new Thrown(value) }));
  proto.put(
    ASYNC_ITERATOR,
    vm.native('[Symbol.asyncIterator]', (_inner, self) => self),
    false,
  );
}

/** The steps of `for await`: of what has an asynchronous iterator, or of promises in a row. */
export function* iterateLater(vm: Vm, frame: Frame, value: Value, what: string): Task<Steps> {
  const method = value === undefined || value === null ? undefined : yield* get(vm, value, ASYNC_ITERATOR);
  if (method === undefined || method === null) {
    if (value === undefined || value === null || (yield* get(vm, value, vm.realm.iteratorKey)) === undefined)
      throw vm.error('TypeError', `${what} is not async iterable`);
    const steps = yield* iterate(vm, value, what);
    return {
      *next() {
        const made = yield* steps.next();
        return made.done ? made : { done: false, value: yield* awaited(vm, frame, made.value) };
      },
      close: () => steps.close(),
    };
  }
  const iterator = yield* call(vm, method, value, []);
  const next = yield* get(vm, iterator, 'next');
  return {
    *next() {
      const result = yield* awaited(vm, frame, yield* call(vm, next, iterator, []));
      if (!(result instanceof Obj))
        throw vm.error('TypeError', `Iterator result ${String(result as string)} is not an object`);
      return { done: truthy(yield* get(vm, result, 'done')), value: yield* get(vm, result, 'value') };
    },
    *close() {
      const leave = yield* get(vm, iterator, 'return');
      if (leave instanceof Fn) yield* awaited(vm, frame, yield* call(vm, leave, iterator, []));
    },
  };
}
