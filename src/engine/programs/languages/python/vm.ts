/** The state of one run of Python: its process, its modules, and what it prints to. */
import { Errno, isErrno, type Process, SIGNAL_NUMBERS, type SignalName, type Task } from '../../../kernel';
import type { Output } from '../../shared/output';
import { call } from './call';
import { raised } from './errors';
import type { CodeFile, Frame } from './frame';
import { type HashKey, hashKeyOf } from './hashing';
import { frameObject } from './trace-objects';
import { Threads } from './threads';
import { type Attributes, type PyException, type PyModule, type Value } from './values';

/** Statements between two turns of the others. */
const TURN_EVERY = 5;
const MAX_DEPTH = 1000;
/** The largest single thing that is really made. */
const MAX_SIZE = 2 ** 26;

export interface Installation {
  /** `3.13.15` */
  readonly version: string;
  /** `/usr/local` */
  readonly prefix: string;
  readonly executable: string;
  readonly compiler: string;
  readonly built: string;
}

export class Vm {
  readonly builtins: Attributes = new Map();
  readonly modules = new Map<string, PyModule>();
  readonly handlers = new Map<SignalName, Value>();
  readonly atExit: (() => Task<void>)[] = [];
  /** What texts are hashed with: another in each run, or what PYTHONHASHSEED gives. */
  readonly hashKey: HashKey;
  path: string[] = [];
  argv: readonly string[] = [];
  flags = { isInteractive: false, isUnbuffered: false };
  readonly warnOptions: string[] = [];
  /** The exception that is being handled. */
  handling: PyException | undefined;
  depth = 0;
  /** Where the call that is under way was made. */
  frame: Frame | undefined;
  maxDepth = MAX_DEPTH;
  lastCaught: PyException | undefined;
  readonly threads: Threads;
  #steps = 0;
  #largestBytes = 0;
  #nextId = 0x7f3a_5c10_0000n;
  readonly #ids = new WeakMap<object, bigint>();

  constructor(
    readonly p: Process,
    readonly out: Output,
    readonly installation: Installation,
    readonly importModule: (vm: Vm, name: string, level?: number, from?: string) => Task<PyModule>,
    readonly program: CodeFile,
  ) {
    const seed = p.env.get('PYTHONHASHSEED') ?? 'random';
    this.hashKey = hashKeyOf(/^\d+$/.test(seed) ? Number(seed) : 1 + Math.floor(p.random() * 2 ** 31));
    this.threads = new Threads(p, this);
  }

  /** Counts work that is done. */
  step(): void {
    this.#steps++;
  }

  /** Asked in every loop and call: whether to let others run, and handlers of signals. */
  isTurnDue(): boolean {
    if (++this.#steps < TURN_EVERY) return false;
    this.#steps = 0;
    return true;
  }

  *turn(): Task<void> {
    yield* this.p.turn();
    yield* this.signals();
  }

  /** Runs the handlers of signals that came, in the main thread. */
  *signals(): Task<void> {
    if (!this.threads.isMain) return;
    for (const name of this.p.takeSignals()) {
      const handler = this.handlers.get(name);
      if (handler === undefined) {
        if (name === 'INT') throw raised('KeyboardInterrupt');
        continue;
      }
      yield* call(this, handler, [BigInt(SIGNAL_NUMBERS[name]), frameObject(this.frame)]);
    }
  }

  /** Something that waits: a signal ends the wait, its handler runs, and then it is begun again. */
  *waiting<T>(begin: () => Task<T>): Task<T> {
    for (;;) {
      try {
        return yield* begin();
      } catch (error) {
        if (!isErrno(error) || !(error instanceof Errno) || error.code !== 'EINTR') throw error;
        yield* this.signals();
      }
    }
  }

  *sleep(ms: number): Task<void> {
    const untilMs = this.p.nowMs + ms;
    yield* this.waiting(() => this.p.sleep(Math.max(0, untilMs - this.p.nowMs)));
    yield* this.signals();
  }

  /** A thing of so many bytes is made: too large a one is refused, and memory is counted by the largest. */
  make(bytes: number): void {
    if (bytes > MAX_SIZE * 64 || !Number.isFinite(bytes)) throw raised('MemoryError');
    if (bytes > this.#largestBytes && bytes > 2 ** 20) {
      this.p.allocate(bytes - this.#largestBytes);
      this.#largestBytes = bytes;
    }
  }

  /** As `make`, for things that take memory of ours as well. */
  makeItems(count: number | bigint, itemBytes = 8): void {
    if (count > MAX_SIZE) throw raised('MemoryError');
    this.make(Number(count) * itemBytes);
  }

  /** A large thing is put where it stays: its memory is used from now on. */
  keep(value: Value): void {
    const bytes = typeof value === 'string' ? value.length : 0;
    if (bytes > 4096) this.p.allocate(bytes);
  }

  /** id(): an address that stays with the thing. */
  idOf(value: Value): bigint {
    if (typeof value !== 'object' || value === null)
      return 0x5590_0000_1000n + BigInt(String(value).length) * 32n;
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    this.#nextId += 48n + BigInt(Math.floor(this.p.random() * 64)) * 16n;
    this.#ids.set(value, this.#nextId);
    return this.#nextId;
  }
}
