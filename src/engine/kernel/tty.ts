import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { OpenFile } from './open-file';
import { Pipe } from './pipe';
import type { Stat } from './process';
import type { SignalName } from './signals';
import { type Task, WaitQueue } from './task';

const CTRL = { C: 3, D: 4, H: 8, U: 21, W: 23, Z: 26, backslash: 28, delete: 127 } as const;
const NEWLINE = 10;
const RETURN = 13;
const SIGNAL_KEYS: ReadonlyMap<number, SignalName> = new Map([
  [CTRL.C, 'INT'],
  [CTRL.backslash, 'QUIT'],
  [CTRL.Z, 'TSTP'],
]);

/** Who answers to a terminal's keys: the kernel's process table. */
export interface TtyOwner {
  signalGroup(group: number, signal: SignalName): void;
  isBackground(process: LiveProcess, tty: Tty): boolean;
}

/**
 * A pseudo terminal (pty(7), termios(3)): keys come in at the master, go through the line discipline (echo,
 * editing a line, keys that are signals), and are read at the slave; what is written to the slave comes out
 * of the master.
 */
export class Tty {
  columns: number;
  rows: number;
  isRaw = false;
  hasEcho = true;
  /** Process group that gets the keys; its number is the kernel's own. */
  foregroundGroup = 0;
  session = 0;
  /** What programs wrote, for whoever holds the master. */
  readonly output = new Pipe();
  readonly #input = new WaitQueue();
  /** Finished lines (cooked) or bytes as they came (raw); an empty one is end of file. */
  #ready: Uint8Array[] = [];
  #line: number[] = [];
  #waitingReaders = 0;
  isHungUp = false;

  constructor(
    readonly number: number,
    private readonly owner: TtyOwner,
    size: { readonly columns: number; readonly rows: number },
  ) {
    this.columns = size.columns;
    this.rows = size.rows;
  }

  get name(): string {
    return `pts/${this.number}`;
  }

  /** Whether a program waits for what is typed next, everything typed so far being read. */
  get isAwaited(): boolean {
    return this.#waitingReaders > 0 && this.#ready.length === 0;
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.owner.signalGroup(this.foregroundGroup, 'WINCH');
  }

  /** Keys are pressed. */
  press(bytes: Uint8Array): void {
    for (const byte of bytes) this.#key(byte);
  }

  /** The master is gone: readers get the end of the file, and the session is told. */
  hangUp(): void {
    this.isHungUp = true;
    this.#input.wakeAll();
    this.output.closeRead();
  }

  #key(key: number): void {
    if (this.isRaw) {
      this.#deliver(Uint8Array.of(key));
      return;
    }
    const signal = SIGNAL_KEYS.get(key);
    if (signal) {
      this.#line = [];
      this.#ready = [];
      this.#echo(`^${String.fromCharCode(key + 64)}`);
      this.owner.signalGroup(this.foregroundGroup, signal);
    } else if (key === CTRL.D) {
      this.#deliver(Uint8Array.from(this.#line));
      this.#line = [];
    } else if (key === RETURN || key === NEWLINE) {
      this.#echo('\r\n');
      this.#deliver(Uint8Array.from([...this.#line, NEWLINE]));
      this.#line = [];
    } else if (key === CTRL.delete || key === CTRL.H) {
      this.#erase(1);
    } else if (key === CTRL.U) {
      this.#erase(this.#line.length);
    } else if (key === CTRL.W) {
      this.#erase(lastWordLength(this.#line));
    } else {
      this.#line.push(key);
      this.#echoByte(key);
    }
  }

  #deliver(bytes: Uint8Array): void {
    this.#ready.push(bytes);
    this.#input.wakeAll();
  }

  #erase(count: number): void {
    for (let left = count; left > 0 && this.#line.length > 0; left--) {
      while (isContinuation(this.#line.pop())) {
        // the rest of a character of several bytes
      }
      this.#echo('\b \b');
    }
  }

  #echoByte(key: number): void {
    if (!this.hasEcho) return;
    if (key < 32 && key !== 9) this.#echo(`^${String.fromCharCode(key + 64)}`);
    else this.output.push(Uint8Array.of(key));
  }

  #echo(text: string): void {
    if (this.hasEcho) this.output.push(new TextEncoder().encode(text));
  }

  *read(process: LiveProcess, max: number): Task<Uint8Array> {
    for (;;) {
      if (this.owner.isBackground(process, this)) {
        if (process.disposition('TTIN') === 'ignore') throw new Errno('EIO');
        this.owner.signalGroup(process.kernelGroup, 'TTIN');
        yield {};
        continue;
      }
      const first = this.#ready[0];
      if (first !== undefined) {
        const taken = first.subarray(0, max);
        if (taken.length === first.length) this.#ready.shift();
        else this.#ready[0] = first.subarray(max);
        return taken;
      }
      if (this.isHungUp) return new Uint8Array();
      this.#waitingReaders++;
      try {
        yield { queue: this.#input };
      } finally {
        this.#waitingReaders--;
      }
    }
  }

  *write(bytes: Uint8Array): Task<void> {
    if (this.isHungUp) throw new Errno('EIO');
    yield* this.output.write(this.isRaw ? bytes : withReturns(bytes));
  }
}

/** ONLCR: a newline goes to the start of the next line. */
function withReturns(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(NEWLINE)) return bytes;
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === NEWLINE) out.push(RETURN);
    out.push(byte);
  }
  return Uint8Array.from(out);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function lastWordLength(line: readonly number[]): number {
  const text = String.fromCharCode(...line);
  return text.length - text.replace(/\S*\s*$/, '').length;
}

/** A terminal as its programs have it open. */
export class TtyFile implements OpenFile {
  constructor(readonly tty: Tty) {}

  get name(): string {
    return `/dev/${this.tty.name}`;
  }

  read(process: LiveProcess, max: number): Task<Uint8Array> {
    return this.tty.read(process, max);
  }

  write(_process: LiveProcess, bytes: Uint8Array): Task<void> {
    return this.tty.write(bytes);
  }

  stat(): Stat {
    return {
      kind: 'character',
      ino: 3 + this.tty.number,
      mode: 0o620,
      uid: 0,
      gid: 5,
      sizeBytes: 0,
      blocks: 0,
      nlink: 1,
      mtimeMs: 0,
      ctimeMs: 0,
      deviceId: 21,
      major: 136,
      minor: this.tty.number,
    };
  }

  close(): void {
    // The terminal lives as long as its master.
  }
}
