/** Asynchronous generators: what `async for` asks of them. */
import type { Task } from '../../../../kernel';
import { Coroutine, resume, suspend } from '../../../shared/calls';
import { define } from '../call';
import { EXCEPTIONS, makeException, raised } from '../errors';
import {
  ASYNC_GENERATOR,
  AsyncYield,
  PyAsyncGenerator,
  PyGenerator,
  Raised,
  type Value,
  COROUTINE,
} from '../values';

const own = (value: Value | undefined): PyAsyncGenerator => value as PyAsyncGenerator;

/** Something to await that goes on with a generator to what it gives next. */
function next(generator: PyAsyncGenerator, first: Value, error?: Raised, isClosing = false): PyGenerator {
  const { coroutine } = generator;
  const body = function* (): Task<Value> {
    let sent = first;
    let thrown = error && { error };
    if (coroutine.state === 'done') {
      if (isClosing) return null;
      if (error) throw error;
      throw raised('StopAsyncIteration');
    }
    if (coroutine.state === 'new' && isClosing) {
      coroutine.state = 'done';
      return null;
    }
    for (;;) {
      let step: { readonly done: boolean; readonly value: unknown };
      try {
        step = yield* resume(coroutine, sent, thrown);
      } catch (failure) {
        const name = failure instanceof Raised ? failure.exception.cls.name : '';
        if (isClosing && ['GeneratorExit', 'StopAsyncIteration'].includes(name)) return null;
        throw failure;
      }
      if (step.done) {
        if (isClosing) return null;
        throw raised('StopAsyncIteration');
      }
      if (step.value instanceof AsyncYield) {
        if (isClosing) throw raised('RuntimeError', 'async generator ignored GeneratorExit');
        return step.value.value;
      }
      thrown = undefined;
      try {
        sent = ((yield* suspend(outer, step.value)) ?? null) as Value;
      } catch (failure) {
        if (!(failure instanceof Raised)) throw failure;
        thrown = { error: failure };
      }
    }
  };
  const outer: Coroutine = new Coroutine(body());
  return new PyGenerator(outer, 'async_generator_asend', COROUTINE);
}

define(ASYNC_GENERATOR.members, {
  __aiter__: ['self', (_vm, [self = null]) => self],
  __anext__: ['self', (_vm, [self]) => next(own(self), null)],
  asend: ['self value', (_vm, [self, value = null]) => next(own(self), value)],
  athrow: [
    'self exception',
    (_vm, [self, exception]) => {
      const made = EXCEPTIONS.get(String(exception as string));
      return next(own(self), null, made ? raised(made) : new Raised(exception as never));
    },
  ],
  aclose: ['self', (_vm, [self]) => next(own(self), null, new Raised(makeException('GeneratorExit')), true)],
});
