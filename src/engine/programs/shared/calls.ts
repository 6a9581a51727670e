/**
 * Calls between the functions of an interpreted language, and its coroutines, on a stack of our own: so that
 * neither deep recursion nor a chain of generators uses the host's stack, and a step costs the same at any depth.
 * Within an interpreter these are waits like any other; `drive` answers them and lets through what the kernel
 * is to see.
 */
import type { Task, Wait } from '../../kernel';

class Invoke implements Wait {
  readonly forMs = undefined;
  result: unknown;
  constructor(readonly task: Task<unknown>) {}
}

/** What a coroutine gave when it was resumed: something on the way, or its end. */
export interface CoroutineStep {
  readonly done: boolean;
  readonly value: unknown;
}

class Resume implements Wait {
  readonly forMs = undefined;
  step: CoroutineStep = { done: true, value: undefined };
  constructor(
    readonly coroutine: Coroutine,
    readonly thrown: { readonly error: unknown } | undefined,
  ) {}
}

class Suspend implements Wait {
  readonly forMs = undefined;
  constructor(readonly value: unknown) {}
}

interface Entry {
  readonly task: Task<unknown>;
  readonly call?: Invoke;
  readonly resume?: Resume;
}

/** A task that can be left in its middle and gone on with: a generator, or an asynchronous function. */
export class Coroutine {
  state: 'new' | 'suspended' | 'running' | 'done' = 'new';
  /** What its last `suspend` answers when it goes on. */
  sent: unknown;
  /** Its calls under way, the innermost last. */
  frames: readonly Entry[];

  constructor(task: Task<unknown>) {
    this.frames = [{ task }];
  }
}

/** Runs a task on the interpreter's stack. */
export function* invoke<T>(task: Task<T>): Task<T> {
  const call = new Invoke(task);
  yield call;
  return call.result as T;
}

/** Goes on with a coroutine until it suspends or ends; with `thrown`, an error comes up where it stands. */
export function* resume(
  coroutine: Coroutine,
  sent: unknown,
  thrown?: { readonly error: unknown },
): Task<CoroutineStep> {
  coroutine.sent = sent;
  const request = new Resume(coroutine, thrown);
  yield request;
  return request.step;
}

/** Leaves the coroutine that this runs in, giving `value` to who resumed it; answers what is sent then. */
export function* suspend(coroutine: Coroutine, value: unknown): Task<unknown> {
  yield new Suspend(value);
  return coroutine.sent;
}

/** Runs a task with all its calls and coroutines. */
export function* drive<T>(root: Task<T>): Task<T> {
  let stack: Entry[] = [{ task: root }];
  let thrown: { readonly error: unknown } | undefined;
  for (;;) {
    const entry = stack[stack.length - 1];
    if (entry === undefined) throw new Error('a coroutine suspended outside of any');
    let step: IteratorResult<Wait, unknown>;
    try {
      const error = thrown;
      thrown = undefined;
      step = error ? entry.task.throw(error.error) : entry.task.next();
    } catch (error) {
      stack.pop();
      if (entry.resume) entry.resume.coroutine.state = 'done';
      if (stack.length === 0) throw error;
      thrown = { error };
      continue;
    }
    if (step.done) {
      stack.pop();
      if (entry.resume) {
        entry.resume.coroutine.state = 'done';
        entry.resume.step = { done: true, value: step.value };
      } else if (entry.call) entry.call.result = step.value;
      if (stack.length === 0) return step.value as T;
      continue;
    }
    const wait = step.value;
    if (wait instanceof Invoke) stack.push({ task: wait.task, call: wait });
    else if (wait instanceof Resume) {
      const [first, ...rest] = wait.coroutine.frames;
      wait.coroutine.state = 'running';
      wait.coroutine.frames = [];
      if (first) stack.push({ task: first.task, resume: wait }, ...rest);
      thrown = wait.thrown;
    } else if (wait instanceof Suspend) {
      const base = stack.findLastIndex((one) => one.resume !== undefined);
      const request = stack[base]?.resume;
      const frames = stack.slice(base);
      stack = stack.slice(0, base);
      if (request) {
        request.coroutine.frames = frames;
        request.coroutine.state = 'suspended';
        request.step = { done: false, value: wait.value };
      }
    } else {
      try {
        yield wait;
      } catch (error) {
        thrown = { error };
      }
    }
  }
}
