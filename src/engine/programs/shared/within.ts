import { isErrno, type Process, type Task } from '../../kernel';

/** What a task is thrown that has not ended in time. */
export class TimedOut extends Error {}

/** Waits for a task at most until `deadlineMs`; throws `TimedOut` then, after the task's own clean-up. */
export function* within<T>(p: Process, deadlineMs: number, task: Task<T>): Task<T> {
  let step = task.next();
  for (;;) {
    if (step.done) return step.value;
    const { queue, untilMs, forMs } = step.value;
    const ownMs = forMs === undefined ? untilMs : p.nowMs + forMs;
    const endMs = Math.min(ownMs ?? Infinity, deadlineMs);
    try {
      if (queue === undefined && ownMs === undefined) yield {};
      else yield { ...(queue ? { queue } : {}), ...(endMs === Infinity ? {} : { untilMs: endMs }) };
    } catch (error) {
      if (!isErrno(error)) throw error;
      step = task.throw(error);
      continue;
    }
    step = p.nowMs >= deadlineMs && deadlineMs !== ownMs ? task.throw(new TimedOut()) : task.next();
  }
}
