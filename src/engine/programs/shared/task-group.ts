import { isErrno, WaitQueue } from '../../kernel';
import type { Process, Task } from '../../kernel';

interface Member {
  readonly task: Task<void>;
  isReady: boolean;
  untilMs: number;
  stopWaiting: () => void;
}

/**
 * Several tasks taken forward in one process, as a server's event loop or threads do. A connection that its
 * other side has closed ends its task without a word.
 */
export class TaskGroup {
  readonly #members = new Set<Member>();
  readonly #woken = new WaitQueue();

  get size(): number {
    return this.#members.size;
  }

  add(task: Task<void>): void {
    this.#members.add({ task, isReady: true, untilMs: Infinity, stopWaiting: () => undefined });
    this.#woken.wakeAll();
  }

  /** Ends every task where it stands. */
  clear(): void {
    for (const { task, stopWaiting } of this.#members) {
      stopWaiting();
      task.return();
    }
    this.#members.clear();
  }

  /**
   * Until no task is left. Throws Errno EINTR when the process catches a signal; the tasks are as they were, so
   * call it again after the signal was seen to.
   */
  *run(p: Process): Task<void> {
    while (this.#members.size > 0) {
      for (const member of [...this.#members]) {
        if (member.untilMs <= p.nowMs) member.isReady = true;
        if (member.isReady) this.#step(member, p);
      }
      const members = [...this.#members];
      if (members.some((one) => one.isReady)) {
        yield {};
      } else if (members.length > 0) {
        const untilMs = Math.min(...members.map((one) => one.untilMs));
        yield { queue: this.#woken, ...(untilMs === Infinity ? {} : { untilMs }) };
      }
    }
  }

  #step(member: Member, p: Process): void {
    member.stopWaiting();
    member.isReady = false;
    member.untilMs = Infinity;
    let step: ReturnType<typeof member.task.next>;
    try {
      step = member.task.next();
    } catch (error) {
      this.#members.delete(member);
      if (isErrno(error) && (error.code === 'EPIPE' || error.code === 'ECONNRESET')) return;
      throw error;
    }
    if (step.done) {
      this.#members.delete(member);
      return;
    }
    const { queue, untilMs, forMs } = step.value;
    member.untilMs = forMs === undefined ? (untilMs ?? Infinity) : p.nowMs + forMs;
    if (queue === undefined) {
      member.isReady = member.untilMs === Infinity;
      return;
    }
    const sleeper = {
      wake: () => {
        member.isReady = true;
        this.#woken.wakeAll();
      },
    };
    queue.add(sleeper);
    member.stopWaiting = () => queue.remove(sleeper);
  }
}
