/** Making and splitting groups of exceptions. */
import type { Task } from '../../../../kernel';
import { call, define } from '../call';
import { BASE_EXCEPTION, raised } from '../errors';
import { BASE_GROUP, EXCEPTION, GROUP, membersOf, newGroup, split } from '../exception-groups';
import { collect } from '../iterate';
import { truth } from '../truth';
import { classOf, PyClass, PyException, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';

BASE_GROUP.make = GROUP.make = function* (vm, wanted, args) {
  const [message = null, given = null] = args;
  if (args.length !== 2)
    throw raised(
      'TypeError',
      `BaseExceptionGroup.__new__() takes exactly 2 arguments (${String(args.length)} given)`,
    );
  if (typeof message !== 'string')
    throw raised('TypeError', `argument 1 must be str, not ${classOf(message).name}`);
  const held = yield* collect(vm, given);
  if (held.length === 0)
    throw raised('ValueError', 'second argument (exceptions) must be a non-empty sequence');
  for (const [index, one] of held.entries())
    if (!(one instanceof PyException))
      throw raised('ValueError', `Item ${String(index)} of second argument (exceptions) is not an exception`);
  const isPlain = held.every((one) => classOf(one).isSubclassOf(EXCEPTION));
  if (!isPlain && wanted === GROUP)
    throw raised('TypeError', 'Cannot nest BaseExceptions in an ExceptionGroup');
  return newGroup(isPlain && wanted === BASE_GROUP ? GROUP : wanted, message, held, args);
};

function* condition(vm: Vm, wanted: Value): Task<(one: PyException) => Task<boolean>> {
  const isClass = (value: Value): boolean => value instanceof PyClass && value.isSubclassOf(BASE_EXCEPTION);
  if (isClass(wanted) || (wanted instanceof PyTuple && wanted.items.every(isClass))) {
    const classes = (wanted instanceof PyTuple ? wanted.items : [wanted]).filter(
      (one) => one instanceof PyClass,
    );
    return function* (one) {
      return classes.some((cls) => one.cls.isSubclassOf(cls));
    };
  }
  return function* (one) {
    return yield* truth(vm, yield* call(vm, wanted, [one]));
  };
}

define(BASE_GROUP.members, {
  __init__: ['self *args **named', () => null],
  derive: [
    'self exceptions',
    function* (vm, [self, held = null]) {
      const message = (self as PyException).attributes?.get('message') ?? '';
      return yield* call(vm, BASE_GROUP, [message, held]);
    },
  ],
  split: [
    'self condition',
    function* (vm, [self, wanted = null]) {
      const [a = null, b = null] = yield* split(vm, self as PyException, yield* condition(vm, wanted));
      return new PyTuple([a, b]);
    },
  ],
  subgroup: [
    'self condition',
    function* (vm, [self, wanted = null]) {
      const [a = null] = yield* split(vm, self as PyException, yield* condition(vm, wanted));
      return a;
    },
  ],
  __str__: [
    'self',
    (_vm, [self]) => {
      const exception = self as PyException;
      const count = membersOf(exception)?.length ?? 0;
      const message = exception.attributes?.get('message');
      return `${typeof message === 'string' ? message : ''} (${String(count)} sub-exception${count === 1 ? '' : 's'})`;
    },
  ],
});
