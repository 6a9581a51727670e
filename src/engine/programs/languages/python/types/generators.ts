/** What generators and other iterators can be told. */
import type { Task } from '../../../../kernel';
import { define, native } from '../call';
import { frameObject } from '../trace-objects';
import { EXCEPTIONS, makeException, raised } from '../errors';
import { newIterator, nextOfGenerator } from '../iterate';
import { equals } from '../equality';
import { call } from '../call';
import {
  COROUTINE,
  GENERATOR,
  PyClass,
  PyException,
  PyGenerator,
  PyProperty,
  Raised,
  type Value,
} from '../values';
import type { Vm } from '../vm';

const own = (value: Value | undefined): PyGenerator => value as PyGenerator;

/** Its next value; what it returned comes with the exception that says it is over. */
function* goOn(vm: Vm, generator: PyGenerator, sent: Value, thrown?: Raised): Task<Value> {
  const next = yield* nextOfGenerator(vm, generator, sent, thrown);
  if (next !== undefined) return next;
  throw raised('StopIteration', ...(generator.returned === null ? [] : [generator.returned]));
}

for (const cls of [GENERATOR, COROUTINE]) {
  define(cls.members, {
    send: [
      'self value',
      function* (vm, [self, value = null]) {
        return yield* goOn(vm, own(self), value);
      },
    ],
    __next__: [
      'self',
      function* (vm, [self]) {
        return yield* goOn(vm, own(self), null);
      },
    ],
    throw: [
      'self exception',
      function* (vm, [self, exception = null]) {
        const made = exception instanceof PyClass ? yield* call(vm, exception, []) : exception;
        if (!(made instanceof PyException))
          throw raised('TypeError', 'exceptions must be classes or instances deriving from BaseException');
        return yield* goOn(vm, own(self), null, new Raised(made));
      },
    ],
    close: [
      'self',
      function* (vm, [self]) {
        const { coroutine } = own(self);
        if (coroutine.state !== 'suspended') {
          coroutine.state = 'done';
          return null;
        }
        try {
          yield* nextOfGenerator(vm, own(self), null, new Raised(makeException('GeneratorExit')));
        } catch (error) {
          if (!(error instanceof Raised) || error.exception.cls !== EXCEPTIONS.get('GeneratorExit'))
            throw error;
        }
        return null;
      },
    ],
  });
}

for (const cls of [GENERATOR, COROUTINE]) {
  const property = (name: string, read: (generator: PyGenerator) => Value): void =>
    void cls.members.set(name, new PyProperty(native(name, 'self', (_vm, [self]) => read(own(self)))));
  const prefix = cls === GENERATOR ? 'gi' : 'cr';
  property('__name__', ({ name }) => name.slice(name.lastIndexOf('.') + 1));
  property('__qualname__', ({ name }) => name);
  property(`${prefix}_running`, ({ coroutine }) => coroutine.state === 'running');
  property(`${prefix}_suspended`, ({ coroutine }) => coroutine.state === 'suspended');
  property(`${prefix}_frame`, ({ coroutine, frame }) =>
    coroutine.state === 'done' ? null : frameObject(frame),
  );
  // What asyncio tells of a task.
  property('cr_done', ({ coroutine }) => coroutine.state === 'done');
  property('cr_file', ({ frame }) => frame?.file.name ?? '');
  property('cr_first_line', ({ firstLine }) => BigInt(firstLine));
  property('cr_line', ({ coroutine, frame, firstLine }) =>
    BigInt(coroutine.state === 'new' ? firstLine : (frame?.at?.line ?? firstLine)),
  );
}

/** iter(function, end): calls it until it gives what equals `end`. */
export function callUntil(callee: Value, end: Value): Value {
  return newIterator('callable_iterator', function* (vm) {
    const value = yield* call(vm, callee, []);
    return (yield* equals(vm, value, end)) ? undefined : value;
  });
}
