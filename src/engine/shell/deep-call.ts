import type { Task, Wait, WaitQueue } from '../kernel';

/**
 * A call that leaves the host's stack. A script may call functions a thousand deep; each level is a dozen
 * generators, and resuming the innermost one would pass through all of them. So a function's body is not run
 * by `yield*` but handed to the process' root (`rootTask`), which runs it while its caller rests.
 */
class DeepCall implements Wait {
  readonly queue?: WaitQueue;

  constructor(
    /** Never throws: it keeps what happened for its caller. */
    readonly body: Task<void>,
  ) {}
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

function* keepOutcome<T>(task: Task<T>, keep: (outcome: Outcome<T>) => void): Task<void> {
  try {
    keep({ value: yield* task });
  } catch (error) {
    keep({ error });
  }
}

/** Runs `task` on a stack of its own. */
export function* deepCall<T>(task: Task<T>): Task<T> {
  let outcome: Outcome<T> | undefined;
  yield new DeepCall(
    keepOutcome(task, (one) => {
      outcome = one;
    }),
  );
  return resultOf(outcome);
}

/** The root of a process in which `deepCall` works. */
export function* rootTask<T>(task: Task<T>): Task<T> {
  let outcome: Outcome<T> | undefined;
  const keep = (one: Outcome<T>): void => {
    outcome = one;
  };
  const stack: Task<void>[] = [keepOutcome(task, keep)];
  let thrown: { readonly error: unknown } | undefined;
  try {
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const step = thrown ? top.throw(thrown.error) : top.next();
      thrown = undefined;
      if (step.done) stack.pop();
      else if (step.value instanceof DeepCall) stack.push(step.value.body);
      else {
        try {
          yield step.value;
        } catch (error) {
          thrown = { error };
        }
      }
    }
  } finally {
    for (let top = stack.pop(); top; top = stack.pop()) top.return();
  }
  return resultOf(outcome);
}

function resultOf<T>(outcome: Outcome<T> | undefined): T {
  if (outcome === undefined) throw new Error('a call ended without an outcome');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}
