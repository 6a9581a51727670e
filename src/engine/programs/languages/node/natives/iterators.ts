import { Obj, type Value } from '../values';
import type { Vm } from '../vm';

export function iterator(vm: Vm, next: () => Value | undefined, isDone: () => boolean): Value {
  const made = new Obj(vm.realm.iteratorProto);
  made.put(
    'next',
    vm.native('next', (inner) =>
      isDone()
        ? inner.object({ value: undefined, done: true })
        : inner.object({ value: next(), done: false }),
    ),
    false,
  );
  return made;
}

export function listIterator(vm: Vm, values: Iterable<Value>): Value {
  const inner = values[Symbol.iterator]();
  let step = inner.next();
  return iterator(
    vm,
    () => {
      const { value } = step;
      step = inner.next();
      return value as Value;
    },
    () => step.done === true,
  );
}
