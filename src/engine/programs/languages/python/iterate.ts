/** Going through things one value after another. */
import type { Task } from '../../../kernel';
import { resume } from '../../shared/calls';
import { special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import {
  classOf,
  isTask,
  Obj,
  OBJECT,
  plain,
  PyBytes,
  PyClass,
  PyDict,
  PyGenerator,
  PyIterator,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  Raised,
  type Value,
} from './values';
import type { Vm } from './vm';

const iteratorClass = (name: string): PyClass => new PyClass(name, [OBJECT]);
const LIST_ITERATOR = iteratorClass('list_iterator');
const TUPLE_ITERATOR = iteratorClass('tuple_iterator');
const STR_ITERATOR = iteratorClass('str_ascii_iterator');
const RANGE_ITERATOR = iteratorClass('range_iterator');
const DICT_ITERATOR = iteratorClass('dict_keyiterator');
const SET_ITERATOR = iteratorClass('set_iterator');
const BYTES_ITERATOR = iteratorClass('bytes_iterator');
const CALL_ITERATOR = iteratorClass('iterator');

/** Over values that are there already; `changed` says what is wrong when they changed meanwhile. */
export function iteratorOver(cls: PyClass, values: Iterable<Value>, check?: () => void): PyIterator {
  const inner = values[Symbol.iterator]();
  return new PyIterator(cls, () => {
    check?.();
    const next = inner.next();
    return next.done ? undefined : next.value;
  });
}

export function newIterator(name: string, step: PyIterator['step']): PyIterator {
  return new PyIterator(iteratorClass(name), step);
}

export function* iterate(vm: Vm, value: Value): Task<PyIterator> {
  const isOurs = !(value instanceof Obj) || value.cls.isNative;
  const found = isOurs ? nativeIterator(value) : undefined;
  if (found) return found;
  const method = special(value, '__iter__');
  if (method !== undefined && method !== null) {
    const made = yield* call(vm, method, [value]);
    if (made instanceof PyIterator) return made;
    if (made instanceof PyGenerator) return generatorIterator(made);
    const next = special(made, '__next__');
    if (next === undefined) {
      throw raised('TypeError', `iter() returned non-iterator of type '${classOf(made).name}'`);
    }
    return new PyIterator(CALL_ITERATOR, function* (inner) {
      return yield* untilStop(call(inner, next, [made]));
    });
  }
  const inner = isOurs ? undefined : nativeIterator(plain(value));
  if (inner) return inner;
  const getItem = special(value, '__getitem__');
  if (getItem === undefined) throw raised('TypeError', `'${classOf(value).name}' object is not iterable`);
  let index = 0n;
  return new PyIterator(CALL_ITERATOR, function* (inner) {
    try {
      return yield* call(inner, getItem, [value, index++]);
    } catch (error) {
      if (error instanceof Raised && error.exception.cls.name === 'IndexError') return undefined;
      throw error;
    }
  });
}

export function nativeIterator(value: Value): PyIterator | undefined {
  if (typeof value === 'string') return iteratorOver(STR_ITERATOR, value);
  if (value instanceof PyIterator) return value;
  if (value instanceof PyGenerator) return generatorIterator(value);
  if (value instanceof PyList) {
    let index = 0;
    return new PyIterator(LIST_ITERATOR, () => value.items[index++]);
  }
  if (value instanceof PyTuple) return iteratorOver(TUPLE_ITERATOR, value.items);
  if (value instanceof PyRange) return rangeIterator(value);
  if (value instanceof PyDict) return dictIterator(value, DICT_ITERATOR, ([key]) => key);
  if (value instanceof PySet) {
    const { size } = value.map;
    return iteratorOver(SET_ITERATOR, value.map.values(), () => {
      if (value.map.size !== size) throw raised('RuntimeError', 'Set changed size during iteration');
    });
  }
  if (value instanceof PyBytes)
    return iteratorOver(
      BYTES_ITERATOR,
      [...value.data].map((byte) => BigInt(byte)),
    );
  return undefined;
}

export function dictIterator(dict: PyDict, cls: PyClass, pick: (item: [Value, Value]) => Value): PyIterator {
  const { size } = dict.map;
  const items = dict.map.values();
  return new PyIterator(cls, () => {
    if (dict.map.size !== size) throw raised('RuntimeError', 'dictionary changed size during iteration');
    const next = items.next();
    return next.done ? undefined : pick(next.value);
  });
}

function rangeIterator({ start, step, length }: PyRange): PyIterator {
  let [at, left] = [start, length];
  return new PyIterator(RANGE_ITERATOR, () => {
    if (left <= 0n) return undefined;
    left--;
    const value = at;
    at += step;
    return value;
  });
}

/** Turns StopIteration into undefined. */
function* untilStop(task: Task<Value>): Task<Value | undefined> {
  try {
    return yield* task;
  } catch (error) {
    if (error instanceof Raised && error.exception.cls.name === 'StopIteration') return undefined;
    throw error;
  }
}

function generatorIterator(generator: PyGenerator): PyIterator {
  return new PyIterator(CALL_ITERATOR, (vm) => nextOfGenerator(vm, generator, null));
}

/** Goes on with a generator; undefined: it is over. */
export function* nextOfGenerator(
  vm: Vm,
  generator: PyGenerator,
  sent: Value,
  thrown?: Raised,
): Task<Value | undefined> {
  const { coroutine } = generator;
  if (coroutine.state === 'running') throw raised('ValueError', 'generator already executing');
  if (coroutine.state === 'done') {
    if (thrown) throw thrown;
    return undefined;
  }
  if (coroutine.state === 'new' && sent !== null) {
    throw raised('TypeError', "can't send non-None value to a just-started generator");
  }
  if (coroutine.state === 'new' && thrown) generator.frame?.markDefinition(thrown, generator.firstLine);
  const { depth, handling } = vm;
  vm.handling = generator.handling ?? handling;
  try {
    const { done, value } = yield* resume(coroutine, sent, thrown && { error: thrown });
    if (!done) return asValue(value);
    generator.returned = asValue(value);
    return undefined;
  } catch (error) {
    if (error instanceof Raised && error.exception.cls.name === 'StopIteration') {
      const wrapped = raised('RuntimeError', 'generator raised StopIteration');
      wrapped.exception.cause = wrapped.exception.context = error.exception;
      throw wrapped;
    }
    throw error;
  } finally {
    generator.handling = vm.handling === handling ? undefined : vm.handling;
    vm.handling = handling;
    vm.depth = depth;
  }
}

function asValue(value: unknown): Value {
  return (value ?? null) as Value;
}

/** The next value; undefined: no more. */
export function* nextOf(vm: Vm, iterator: PyIterator): Task<Value | undefined> {
  const next = iterator.step(vm);
  return isTask(next) ? yield* next : next;
}

/** All values. */
export function* collect(vm: Vm, value: Value): Task<Value[]> {
  if ((value instanceof PyList || value instanceof PyTuple) && value.cls.isNative) return [...value.items];
  const iterator = yield* iterate(vm, value);
  const items: Value[] = [];
  for (;;) {
    const next = iterator.step(vm);
    const item = isTask(next) ? yield* next : next;
    if (item === undefined) return items;
    items.push(item);
    if (vm.isTurnDue()) {
      vm.makeItems(items.length);
      yield* vm.turn();
    }
  }
}
