import { Errno } from './errno';
import { LineDiscipline, withReturns } from './line-discipline';
import type { LiveProcess } from './live-process';
import type { OpenFile } from './open-file';
import { Pipe } from './pipe';
import type { Stat } from './process';
import type { SignalName } from './signals';
import { join } from './streams';
import { type Task, WaitQueue } from './task';

/** Major number of the slaves of pseudo terminals. */
export const PTS_MAJOR = 136;

/** Who answers to a terminal's keys: the kernel's process table. */
export interface TtyOwner {
  readonly nowMs: number;
  signalGroup(group: number, signal: SignalName): void;
  signalSession(session: number, signal: SignalName): void;
  isBackground(process: LiveProcess, tty: Tty): boolean;
  isOrphanedGroup(process: LiveProcess): boolean;
}

/**
 * A pseudo terminal (pty(7), termios(3)): keys come in at the master, go through the line discipline, and are
 * read at the slave; what is written to the slave comes out of the master.
 */
export class Tty {
  columns: number;
  rows: number;
  /** In /dev/pts of its mount namespace; given when it becomes the terminal of a session there. */
  number = 0;
  /** Process group that gets the keys; its number is the kernel's own. */
  foregroundGroup = 0;
  /** The session whose controlling terminal it is; its number is the kernel's own. */
  session = 0;
  isHungUp = false;
  /** What programs wrote, for whoever holds the master. */
  readonly output = new Pipe();
  readonly #input = new WaitQueue();
  readonly #line: LineDiscipline;
  /** Finished lines (cooked) or bytes as they came (raw); an empty one is the end of the file. */
  #ready: Uint8Array[] = [];
  #waitingReaders = 0;
  #openCount = 0;

  constructor(
    private readonly owner: TtyOwner,
    size: { readonly columns: number; readonly rows: number },
  ) {
    this.columns = size.columns;
    this.rows = size.rows;
    this.#line = new LineDiscipline({
      echo: (bytes) => this.output.push(bytes),
      deliver: (bytes) => this.#deliver(bytes),
      signal: (signal) => {
        this.#ready = [];
        owner.signalGroup(this.foregroundGroup, signal);
      },
    });
  }

  get name(): string {
    return `pts/${this.number}`;
  }

  /** Raw: bytes as typed, no echo, no signals, and no other bytes than those but where `keepsNewlines` says so. */
  get isRaw(): boolean {
    return this.#line.isRaw;
  }

  set isRaw(isRaw: boolean) {
    this.#line.isRaw = isRaw;
  }

  /** Whether Return is a newline still, and a newline moves to the first column, while it is raw (ICRNL, ONLCR). */
  get keepsNewlines(): boolean {
    return this.#line.keepsNewlines;
  }

  set keepsNewlines(keepsNewlines: boolean) {
    this.#line.keepsNewlines = keepsNewlines;
  }

  get hasEcho(): boolean {
    return this.#line.hasEcho;
  }

  set hasEcho(hasEcho: boolean) {
    this.#line.hasEcho = hasEcho;
  }

  /** Whether a program waits for what is typed next, everything typed so far being read. */
  get isAwaited(): boolean {
    return this.#waitingReaders > 0 && this.#ready.length === 0;
  }

  /** Whether its number can be given to another one. */
  get isGone(): boolean {
    return this.isHungUp || this.#openCount === 0;
  }

  resize(columns: number, rows: number): void {
    if (columns === this.columns && rows === this.rows) return;
    this.columns = columns;
    this.rows = rows;
    this.owner.signalGroup(this.foregroundGroup, 'WINCH');
  }

  /** Keys are pressed. */
  press(bytes: Uint8Array): void {
    if (!this.isHungUp) this.#line.press(bytes);
  }

  /** The master is gone: readers get the end of the file, writers EIO, and the session is told. */
  hangUp(): void {
    if (this.isHungUp) return;
    this.isHungUp = true;
    this.output.closeRead();
    this.#input.wakeAll();
    this.owner.signalSession(this.session, 'HUP');
    this.owner.signalGroup(this.foregroundGroup, 'HUP');
    this.owner.signalGroup(this.foregroundGroup, 'CONT');
  }

  /** One more open file is it; see `TtyFile`. */
  opened(): void {
    this.#openCount++;
  }

  closed(): void {
    this.#openCount--;
  }

  #deliver(bytes: Uint8Array): void {
    this.#ready.push(bytes);
    this.#input.wakeAll();
  }

  *read(process: LiveProcess, max: number): Task<Uint8Array> {
    for (;;) {
      if (this.isHungUp) return new Uint8Array();
      if (this.owner.isBackground(process, this)) yield* this.#stopReader(process);
      else if (this.#ready.length > 0) return this.#take(max);
      else yield* this.#awaitInput();
    }
  }

  /** Who reads in the background is stopped until it comes to the foreground (SIGTTIN). */
  *#stopReader(process: LiveProcess): Task<void> {
    if (process.disposition('TTIN') === 'ignore' || this.owner.isOrphanedGroup(process))
      throw new Errno('EIO');
    this.owner.signalGroup(process.kernelGroup, 'TTIN');
    yield {};
  }

  *#awaitInput(): Task<void> {
    this.#waitingReaders++;
    try {
      yield { queue: this.#input };
    } finally {
      this.#waitingReaders--;
    }
  }

  /** One line at most; of a raw terminal all that came. */
  #take(max: number): Uint8Array {
    if (this.isRaw) this.#ready = [join(this.#ready)];
    const [first = new Uint8Array(), ...rest] = this.#ready;
    const taken = first.subarray(0, max);
    this.#ready = taken.length === first.length ? rest : [first.subarray(max), ...rest];
    return taken;
  }

  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#ready.unshift(bytes);
    this.#input.wakeAll();
  }

  *write(bytes: Uint8Array): Task<void> {
    if (this.isHungUp) throw new Errno('EIO');
    try {
      yield* this.output.write(this.isRaw && !this.keepsNewlines ? bytes : withReturns(bytes));
    } catch (error) {
      throw error instanceof Errno && error.code === 'EPIPE' ? new Errno('EIO') : error;
    }
  }

  /** What stat tells of the slave. */
  stat(): Stat {
    return {
      kind: 'character',
      ino: 3 + this.number,
      mode: 0o620,
      uid: 0,
      gid: 5,
      sizeBytes: 0,
      blocks: 0,
      nlink: 1,
      mtimeMs: this.owner.nowMs,
      ctimeMs: this.owner.nowMs,
      deviceId: 21,
      major: PTS_MAJOR,
      minor: this.number,
    };
  }
}

/** A terminal as its programs have it open. */
export class TtyFile implements OpenFile {
  constructor(readonly tty: Tty) {
    tty.opened();
  }

  get name(): string {
    return `/dev/${this.tty.name}`;
  }

  read(process: LiveProcess, max: number): Task<Uint8Array> {
    return this.tty.read(process, max);
  }

  unread(bytes: Uint8Array): void {
    this.tty.unread(bytes);
  }

  write(_process: LiveProcess, bytes: Uint8Array): Task<void> {
    return this.tty.write(bytes);
  }

  reopen(): OpenFile {
    return new TtyFile(this.tty);
  }

  stat(): Stat {
    return this.tty.stat();
  }

  close(): void {
    this.tty.closed();
  }
}
