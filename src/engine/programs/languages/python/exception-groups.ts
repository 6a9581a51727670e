/** Groups of exceptions, and their parts that `except*` catches. */
import type { Task } from '../../../kernel';
import { call } from './call';
import { exceptionClass, raised } from './errors';
import { type PyClass, PyList, PyException, PyTuple, type Value } from './values';
import type { Vm } from './vm';

export const BASE_GROUP = exceptionClass('BaseExceptionGroup');
export const GROUP = exceptionClass('ExceptionGroup');
export const EXCEPTION = exceptionClass('Exception');

/** What a group holds; undefined: it is none. */
export function membersOf(exception: PyException): readonly PyException[] | undefined {
  if (!exception.cls.isSubclassOf(BASE_GROUP)) return undefined;
  const held = exception.attributes?.get('exceptions');
  return held instanceof PyTuple ? held.items.filter((item) => item instanceof PyException) : [];
}

export function newGroup(
  cls: PyClass,
  message: string,
  held: readonly Value[],
  args: readonly Value[] = [message, new PyList([...held])],
): PyException {
  const made = new PyException(cls);
  made.args = args;
  made.set('message', message);
  made.set('exceptions', new PyTuple(held));
  return made;
}

/** A group of some of another's members, which came the same way. */
function* derived(vm: Vm, group: PyException, held: readonly PyException[]): Task<PyException> {
  const own = group.cls.find('derive');
  const made = yield* call(vm, own ?? null, [group, new PyList([...held])]);
  if (!(made instanceof PyException))
    throw raised('TypeError', 'derive must return an instance of BaseExceptionGroup');
  made.trace = [...group.trace];
  made.cause = group.cause;
  made.context = group.context;
  made.isContextHidden = group.isContextHidden;
  const notes = group.attributes?.get('__notes__');
  if (notes !== undefined) made.set('__notes__', notes);
  return made;
}

type Parts = readonly [matching: PyException | undefined, rest: PyException | undefined];

/** The part of an exception for which `matches` holds, and what is left. */
export function* split(
  vm: Vm,
  exception: PyException,
  matches: (one: PyException) => Task<boolean>,
): Task<Parts> {
  if (yield* matches(exception)) return [exception, undefined];
  const held = membersOf(exception);
  if (held === undefined) return [undefined, exception];
  const [matching, rest]: [PyException[], PyException[]] = [[], []];
  for (const one of held) {
    const [a, b] = yield* split(vm, one, matches);
    if (a) matching.push(a);
    if (b) rest.push(b);
  }
  if (matching.length === 0) return [undefined, exception];
  return [
    yield* derived(vm, exception, matching),
    rest.length === 0 ? undefined : yield* derived(vm, exception, rest),
  ];
}

/** What an `except*` block gets of an exception: always a group. */
export function* splitByClasses(vm: Vm, exception: PyException, classes: readonly PyClass[]): Task<Parts> {
  if (membersOf(exception) === undefined) {
    if (!classes.some((cls) => exception.cls.isSubclassOf(cls))) return [undefined, exception];
    const isPlain = exception.cls.isSubclassOf(EXCEPTION);
    return [newGroup(isPlain ? GROUP : BASE_GROUP, '', [exception]), undefined];
  }
  return yield* split(vm, exception, function* (one) {
    return classes.some((cls) => one.cls.isSubclassOf(cls));
  });
}

/** What is raised at the end of `except*`: what was not caught, and what the blocks raised. */
export function together(
  original: PyException,
  rest: PyException | undefined,
  failed: readonly PyException[],
): PyException | undefined {
  if (failed.length === 0) return rest;
  if (membersOf(original) === undefined && failed.length === 1) return failed[0];
  const all = [...failed, ...(rest ? [rest] : [])];
  const isPlain = all.every((one) => one.cls.isSubclassOf(EXCEPTION));
  return newGroup(isPlain ? GROUP : BASE_GROUP, '', all);
}
