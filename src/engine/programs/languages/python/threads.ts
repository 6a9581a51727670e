/**
 * Threads of one Python process. All run on the process' own task, one at a time, as under Python's global lock:
 * each is a task of its own, whose waits are gathered into one wait of the process'.
 */
import { Errno, isErrno, type Sleeper, type Task, type Wait, WaitQueue } from '../../../kernel';
import type { Frame } from './frame';
import type { PyException } from './values';

/** How long one runs while others could (sys.getswitchinterval()). */
const SWITCH_MS = 5;
/** A turn that a signal may end, while the main thread waits for something else. */
const TURN_MS = 0.001;

export class PyThread implements Sleeper {
  /** What its code was handling and how deep its calls were when it last stopped. */
  handling: PyException | undefined;
  depth = 0;
  frame: Frame | undefined;
  state: 'ready' | 'waiting' | 'done' = 'ready';
  wait: Wait | undefined;
  untilMs: number | undefined;
  thrown: Errno | undefined;

  constructor(
    readonly ident: number,
    readonly task: Task<unknown>,
    private readonly onReady: (thread: PyThread) => void,
  ) {}

  wake(): void {
    if (this.state !== 'waiting') return;
    this.wait?.queue?.remove(this);
    this.wait = undefined;
    this.untilMs = undefined;
    this.state = 'ready';
    this.onReady(this);
  }
}

/** What a thread keeps of the interpreter while it does not run. */
export interface RunState {
  handling: PyException | undefined;
  depth: number;
  frame: Frame | undefined;
}

export class Threads {
  #all: PyThread[] = [];
  #ready: PyThread[] = [];
  #current: PyThread | undefined;
  #main: PyThread | undefined;
  #started = 0;
  #sinceMs = 0;
  readonly #someReady = new WaitQueue();

  constructor(
    private readonly clock: { readonly nowMs: number; readonly pid: number },
    private readonly vm: RunState,
  ) {}

  get isMain(): boolean {
    return this.#current === this.#main;
  }

  /** The number of the thread that runs: what threading.get_ident() gives. */
  get ident(): number {
    return this.#current?.ident ?? this.#identOf(0);
  }

  /** The system's number of the thread that runs. */
  get nativeId(): number {
    return this.clock.pid + (this.ident - this.#identOf(0)) / -0x80_1000;
  }

  get count(): number {
    return this.#all.length;
  }

  #identOf(number: number): number {
    return 0x7f3a_5e00_0740 - number * 0x80_1000;
  }

  #add(task: Task<unknown>): PyThread {
    const thread = new PyThread(this.#identOf(this.#started++), task, (ready) => {
      this.#ready.push(ready);
      this.#someReady.wakeAll();
    });
    this.#all.push(thread);
    return thread;
  }

  /** A thread more; it runs before any other that could. */
  start(task: Task<unknown>): PyThread {
    const thread = this.#add(task);
    this.#ready.unshift(thread);
    return thread;
  }

  /** Runs the main thread to its end, with those that it starts. Those that are left then just stop. */
  *run<T>(task: Task<T>): Task<T> {
    const main = this.#add(task);
    this.#main = main;
    this.#ready.push(main);
    try {
      for (;;) {
        this.#fireTimers();
        const thread = this.#ready[0];
        if (thread === undefined) {
          yield* this.#waitForAny();
          continue;
        }
        this.#enter(thread);
        const { thrown } = thread;
        thread.thrown = undefined;
        let step: IteratorResult<Wait, unknown>;
        try {
          step = thrown ? thread.task.throw(thrown) : thread.task.next();
        } finally {
          thread.handling = this.vm.handling;
          thread.depth = this.vm.depth;
          thread.frame = this.vm.frame;
        }
        if (step.done) {
          this.#end(thread);
          if (thread === main) return step.value as T;
        } else yield* this.#settle(thread, step.value);
      }
    } finally {
      for (const left of this.#all) {
        left.wait?.queue?.remove(left);
        if (left !== main) left.task.return(undefined);
      }
    }
  }

  #enter(thread: PyThread): void {
    if (this.#current === thread) return;
    this.#current = thread;
    this.#sinceMs = this.clock.nowMs;
    this.vm.handling = thread.handling;
    this.vm.depth = thread.depth;
    this.vm.frame = thread.frame;
  }

  #end(thread: PyThread): void {
    thread.state = 'done';
    this.#all = this.#all.filter((one) => one !== thread);
    this.#ready = this.#ready.filter((one) => one !== thread);
  }

  *#settle(thread: PyThread, wait: Wait): Task<void> {
    if (this.#all.length === 1 || wait.isUninterruptible) {
      try {
        yield wait;
      } catch (error) {
        this.#interrupt(error, thread);
      }
      return;
    }
    const { nowMs } = this.clock;
    const untilMs = wait.untilMs ?? (wait.forMs === undefined ? undefined : nowMs + wait.forMs);
    if (wait.queue === undefined && untilMs === undefined) {
      yield* this.#turn(thread);
      return;
    }
    this.#ready = this.#ready.filter((one) => one !== thread);
    thread.state = 'waiting';
    thread.wait = wait;
    thread.untilMs = untilMs;
    wait.queue?.add(thread);
  }

  /** One gives the others a turn: those of the machine at once, those of its process when its time is up. */
  *#turn(thread: PyThread): Task<void> {
    if (this.#ready.length > 1 && this.clock.nowMs - this.#sinceMs >= SWITCH_MS) {
      this.#ready = [...this.#ready.filter((one) => one !== thread), thread];
    }
    try {
      yield this.#main?.state === 'waiting' ? { forMs: TURN_MS } : {};
    } catch (error) {
      this.#interrupt(error, this.#main);
    }
  }

  *#waitForAny(): Task<void> {
    const times = this.#all.map(({ untilMs }) => untilMs ?? Infinity);
    const untilMs = Math.min(...times);
    try {
      yield { queue: this.#someReady, ...(untilMs !== Infinity && { untilMs }) };
    } catch (error) {
      this.#interrupt(error, this.#main);
    }
  }

  /** Signals are the main thread's. */
  #interrupt(error: unknown, thread: PyThread | undefined): void {
    if (!isErrno(error) || !(error instanceof Errno) || thread === undefined) throw error;
    thread.thrown = error;
    thread.wake();
  }

  #fireTimers(): void {
    const { nowMs } = this.clock;
    const due = this.#all.filter((one) => one.state === 'waiting' && (one.untilMs ?? Infinity) <= nowMs);
    due.sort((a, b) => (a.untilMs ?? 0) - (b.untilMs ?? 0));
    for (const thread of due) thread.wake();
  }
}
