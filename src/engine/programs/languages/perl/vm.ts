/** The state of one run of Perl: its process, its names, and where it stands. */
import {
  Errno,
  type ErrnoCode,
  isErrno,
  type Process,
  SIGNAL_NUMBERS,
  type SignalName,
  type Stream,
  strerror,
  type Task,
} from '../../../kernel';
import { Output } from '../../shared/output';
import type { Found } from './regex';
import type { Node, Program } from './syntax';
import {
  Cell,
  type Code,
  Die,
  Dual,
  Glob,
  Handle,
  NotModelled,
  PArray,
  PHash,
  type Scalar,
  Scope,
} from './values';

const TURN_EVERY = 5;

/** Numbers of what the kernel refuses (errno.h of Linux), as far as programs ask. */
export const ERRNO: Readonly<Partial<Record<ErrnoCode, number>>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EPIPE: 32,
  ENOTEMPTY: 39,
  ELOOP: 40,
};

export interface Caller {
  readonly inPackage: string;
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** What it was called with; undefined: an eval. */
  readonly args: readonly Scalar[] | undefined;
}

export class Vm {
  readonly globs = new Map<string, Glob>();
  readonly outerScope = new Scope(undefined);
  scope = this.outerScope;
  args = new PArray();
  inPackage = 'main';
  file = '-';
  line = 1;
  warns = false;
  want: 'list' | 'scalar' = 'scalar';
  match: Found | undefined;
  readonly callers: Caller[] = [];
  /** Variables of `state`, by their declaration. */
  readonly states = new Map<number, Cell | PArray | PHash>();
  /** What `local` put aside. */
  readonly locals: (() => void)[] = [];
  /** END blocks, by where they stand. */
  readonly atEnd = new Map<Node, Code>();
  readonly pos = new WeakMap<Cell, number>();
  /** Where m//g found nothing but the empty text last. */
  readonly emptyAt = new WeakMap<Cell, number>();
  /** Where `each` is in an array. */
  readonly eachAt = new WeakMap<PArray, number>();
  /** Texts that stand in the program and are searched with m//g. */
  readonly constants = new WeakMap<Node, Cell>();
  lastRead: Handle | undefined;
  readonly stdout: Handle;
  readonly stderr: Handle;
  selected: Handle;
  readonly openHandles = new Set<Handle>();
  childStatus = 0;
  evals = 0;
  evalCount = 0;
  readonly env: PHash;
  readonly signals: PHash;
  readonly hashSeed: number;
  readonly startedMs: number;
  /** What -i keeps of the file that is read: its name behind, if it is kept. */
  inPlace: string | undefined;
  #edited: Handle | undefined;
  readonly caught = new Set<string>();
  readonly programs: Program[] = [];
  readonly ids = new WeakMap<object, number>();
  #nextId: number;
  #steps = 0;

  constructor(
    readonly p: Process,
    readonly version: string,
  ) {
    this.startedMs = p.nowMs;
    this.hashSeed = Math.floor(p.random() * 2 ** 31);
    this.#nextId = 0x55d0_0000_0000 + Math.floor(p.random() * 2 ** 20) * 4096;
    this.stdout = this.#standard('STDOUT');
    this.stdout.out = new Output(p.stdout, p.isOpen(1) && p.isatty(1));
    this.stderr = this.#standard('STDERR');
    this.stderr.out = new Output(p.stderr, true);
    this.stderr.isFlushed = true;
    const input = this.#standard('STDIN');
    input.fd = 0;
    input.read = () => p.stdin.read();
    this.selected = this.stdout;
    this.env = this.hash('main::ENV');
    for (const [name, value] of p.env)
      this.env.make(name).v = Array.from(new TextEncoder().encode(value), (byte) =>
        String.fromCharCode(byte),
      ).join('');
    this.signals = this.hash('main::SIG');
  }

  #standard(name: string): Handle {
    const made = new Handle(name);
    this.glob(`main::${name}`).io = made;
    return made;
  }

  glob(name: string): Glob {
    let found = this.globs.get(name);
    if (found === undefined) this.globs.set(name, (found = new Glob(name)));
    return found;
  }

  array(name: string): PArray {
    return (this.glob(name).array ??= new PArray());
  }

  hash(name: string): PHash {
    return (this.glob(name).hash ??= new PHash());
  }

  get topic(): Cell {
    return this.glob('main::_').scalar;
  }

  isTurnDue(): boolean {
    if (++this.#steps < TURN_EVERY) return false;
    this.#steps = 0;
    return true;
  }

  unwind(mark: number): void {
    while (this.locals.length > mark) this.locals.pop()?.();
  }

  /** ` at FILE line N.`, with the line of the file that was read last. */
  get place(): string {
    const { lastRead } = this;
    const read =
      lastRead && lastRead.lines > 0
        ? `, <${lastRead.name}> ${this.glob('main::/').scalar.v === '\n' ? 'line' : 'chunk'} ${String(lastRead.lines)}`
        : '';
    // Before -n has run anything there is no line yet.
    return `${this.line === 0 ? '' : ` at ${this.file} line ${String(this.line)}`}${read}.\n`;
  }

  die(message: string): Die {
    return new Die(message + this.place);
  }

  /** Keeps what the kernel refused for `$!`. */
  refused(error: unknown): void {
    if (!isErrno(error)) throw error;
    this.errno(error.code);
  }

  errno(code: ErrnoCode): void {
    this.glob('main::!').scalar.v = new Dual(ERRNO[code] ?? 22, strerror(code));
  }

  /** `$! = number`. */
  setErrno(number: number): void {
    const code = Object.entries(ERRNO).find(([, one]) => one === number)?.[0] as ErrnoCode | undefined;
    const text = number === 0 ? '' : code === undefined ? `Unknown error ${String(number)}` : strerror(code);
    this.glob('main::!').scalar.v = new Dual(number, text);
  }

  *patiently<T>(begin: () => Task<T>, call: (code: Code, args: readonly Cell[]) => Task<unknown>): Task<T> {
    for (;;) {
      try {
        return yield* begin();
      } catch (error) {
        if (!isErrno(error) || !(error instanceof Errno) || error.code !== 'EINTR') throw error;
        yield* this.handleSignals(call);
      }
    }
  }

  newOutput(stream: Stream, isTerminal: boolean): Output {
    return new Output(stream, isTerminal);
  }

  notModelled(what: string): NotModelled {
    return new NotModelled(what);
  }

  /** With -i: what is printed from now on takes the place of the file that was opened. */
  *beginInPlace(path: string): Task<void> {
    if (this.inPlace === undefined) return;
    yield* this.endInPlace();
    const { files } = this.p;
    const { mode } = files.stat(path);
    if (this.inPlace === '') files.unlink(path);
    else
      files.rename(
        path,
        this.inPlace.includes('*') ? this.inPlace.replace(/\*/g, path) : path + this.inPlace,
      );
    const fd = this.p.open(path, { write: true, create: true, truncate: true, mode });
    const made = new Handle('ARGVOUT');
    made.fd = fd;
    made.out = this.newOutput(this.p.stream(fd), false);
    this.#edited = made;
    this.selected = made;
  }

  *endInPlace(): Task<void> {
    const edited = this.#edited;
    if (!edited) return;
    this.#edited = undefined;
    this.selected = this.stdout;
    if (edited.out) yield* edited.out.flush();
    if (edited.fd !== undefined) this.p.close(edited.fd);
  }

  /** Tells the kernel which signals %SIG asks for. */
  syncSignals(): void {
    for (const [name, cell] of this.signals.map) {
      if (!(name in SIGNAL_NUMBERS)) continue;
      const value = cell.v;
      const how =
        value === 'IGNORE'
          ? 'ignore'
          : value === undefined || value === '' || value === 'DEFAULT'
            ? 'default'
            : 'catch';
      this.p.setDisposition(name as SignalName, how);
    }
  }

  *handleSignals(call: (code: Code, args: readonly Cell[]) => Task<unknown>): Task<void> {
    for (const name of this.p.takeSignals()) {
      const handler = this.signals.get(name)?.v;
      const code =
        typeof handler === 'string'
          ? this.globs.get(handler.includes('::') ? handler : `main::${handler}`)?.code
          : handler;
      if (code !== undefined && typeof code === 'object' && 'body' in code)
        yield* call(code, [new Cell(name)]);
    }
  }

  idOf(thing: object): number {
    let id = this.ids.get(thing);
    if (id === undefined) {
      this.#nextId += 24;
      this.ids.set(thing, (id = this.#nextId));
    }
    return id;
  }

  /** Keys in the order of a hash: none that a program could count on. */
  keysOf(hash: PHash): string[] {
    const order = (key: string): number => {
      let sum = this.hashSeed;
      for (let at = 0; at < key.length; at++) sum = Math.imul(sum ^ key.charCodeAt(at), 0x0100_0193);
      return (sum ^ (sum >>> 15)) >>> 0;
    };
    return [...hash.map.keys()]
      .map((key) => [order(key), key] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, key]) => key);
  }
}

export const truthValue = (isTrue: boolean): Scalar => (isTrue ? 1 : '');
