/** The state of one run of Node.js: its process, its global objects, and what waits to be run. */
import { Errno, isErrno, type Process, type SignalName, type Task } from '../../../kernel';
import { TaskGroup } from '../../shared/task-group';
import { placeOf } from './internals';
import type { Realm } from './realm';
import type { Frame } from './scope';
import { Err, Fn, type JsPromise, type NativeCode, Obj, type StackPlace, Thrown, type Value } from './values';

const TURN_EVERY = 5;
const MAX_STACK_PLACES = 10;
/** Calls within calls; about what V8's stack of 984 kB has room for. */
const MAX_DEPTH = 9000;

export interface NextCall {
  /** Of its own name, which may be empty. */
  readonly name?: (own: string) => string;
  readonly between: readonly string[];
}

export interface Timer {
  readonly id: number;
  dueMs: number;
  readonly order: number;
  readonly everyMs: number | undefined;
  readonly run: () => Task<void>;
  isRef: boolean;
}

export class Vm {
  frame: Frame | undefined;
  depth = 0;
  readonly microtasks: (() => Task<void>)[] = [];
  readonly ticks: (() => Task<void>)[] = [];
  /** What came from outside: connections, ends of programs. */
  readonly jobs: (() => Task<void>)[] = [];
  readonly immediates: (() => Task<void>)[] = [];
  readonly timers = new Map<number, Timer>();
  readonly waiting = new TaskGroup();
  readonly unhandled = new Set<JsPromise>();
  /** While the language's own functions are made. */
  isBuildingLanguage = true;
  /** How a stack trace shows the next function, which Node's own code calls. */
  nextCall: NextCall | undefined;
  /** The function of the language that runs now, as stack traces name it. */
  builtin: (() => string) | undefined;
  /** Tells of signals that the program listens to. */
  onSignal: ((name: SignalName) => Task<void>) | undefined;
  /** Options that Node was given, without their dashes. */
  readonly flags = new Set<string>();
  exitCode: Value;
  /** Files of programs, for what an error shows. */
  readonly sources = new Map<string, readonly string[]>();
  readonly startedMs: number;
  #steps = 0;
  #nextTimer = 1;

  constructor(
    readonly p: Process,
    readonly realm: Realm,
    readonly version: string,
  ) {
    this.startedMs = p.nowMs;
  }

  isTurnDue(): boolean {
    if (++this.#steps < TURN_EVERY) return false;
    this.#steps = 0;
    return true;
  }

  addTimer(ms: number, isRepeated: boolean, run: () => Task<void>): Timer {
    const wait = ms >= 1 && ms <= 2 ** 31 - 1 ? Math.trunc(ms) : 1;
    const id = this.#nextTimer++;
    const timer: Timer = {
      id,
      dueMs: this.p.nowMs + wait,
      order: id,
      everyMs: isRepeated ? wait : undefined,
      run,
      isRef: true,
    };
    this.timers.set(id, timer);
    return timer;
  }

  /** A native function. */
  native(name: string, code: NativeCode, length = 0): Fn {
    const made = new Fn(this.realm.functionProto, name, code, length);
    made.isBuiltin = this.isBuildingLanguage;
    return made;
  }

  /** `above`: a class whose making is left out, as V8 leaves it out of the errors that it makes. */
  stack(above?: Obj): StackPlace[] {
    const places: StackPlace[] = [];
    if (this.builtin) places.push({ name: this.builtin(), file: '<anonymous>', line: 0, column: 0 });
    let first = this.frame;
    for (let frame = this.frame; above && frame; frame = frame.caller)
      if (frame.callee === above && frame.newTarget !== undefined) first = frame.caller;
    for (let frame = first; frame && places.length < MAX_STACK_PLACES; frame = frame.caller) {
      const { place } = frame;
      // The library's own lines are not those of the real one: it shows by name, or not at all.
      if (place.file === 'node:internal/prelude') places.push({ ...place, file: '<anonymous>' });
      else if (!place.file.startsWith('node:')) places.push(place);
      places.push(...frame.between.map(placeOf));
      if (frame.caller === undefined) places.push(...this.awaiting(frame.promise));
    }
    return places.slice(0, MAX_STACK_PLACES);
  }

  /** Who awaits a promise, and who awaits them. */
  awaiting(first: JsPromise | undefined): StackPlace[] {
    const places: StackPlace[] = [];
    for (let promise = first; promise?.awaiter && places.length < MAX_STACK_PLACES;) {
      const { awaiter }: { awaiter: Frame } = { awaiter: promise.awaiter };
      const { place } = awaiter;
      if (!place.file.startsWith('node:')) places.push({ ...place, name: `async ${place.name}`.trim() });
      promise = awaiter.promise;
    }
    return places;
  }

  makeError(type: string, message: string): Err {
    const made = new Err(this.realm.errorProtos.get(type) ?? this.realm.errorProto);
    made.put('message', message, false);
    made.stack = this.stack();
    return made;
  }

  error(type: string, message: string, code?: string): Thrown {
    const made = this.makeError(type, message);
    if (code !== undefined) {
      made.put('code', code);
      made.tag = code;
    }
    return new Thrown(made);
  }

  deeper(): void {
    if (++this.depth <= MAX_DEPTH) return;
    this.depth--;
    throw this.error('RangeError', 'Maximum call stack size exceeded');
  }

  object(values: Readonly<Record<string, Value>> = {}): Obj {
    const made = new Obj(this.realm.objectProto);
    for (const [key, value] of Object.entries(values)) made.put(key, value);
    return made;
  }

  /** Signals that came while something ran. */
  *signals(): Task<void> {
    for (const name of this.p.takeSignals()) if (this.onSignal) yield* this.onSignal(name);
  }

  *patiently<T>(begin: () => Task<T>): Task<T> {
    for (;;) {
      try {
        return yield* begin();
      } catch (error) {
        if (!isErrno(error) || !(error instanceof Errno) || error.code !== 'EINTR') throw error;
      }
    }
  }
}
