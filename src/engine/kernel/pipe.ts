import { ByteBuffer } from './byte-buffer';
import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { OpenFile } from './open-file';
import type { Stat } from './process';
import { type Task, until, WaitQueue } from './task';

const CAPACITY_BYTES = 65_536;
/** Writes up to this size are never mixed with those of others (PIPE_BUF). */
const ATOMIC_BYTES = 4_096;

/** Bytes on their way from writers to readers; writers wait while it is full (pipe(7)). */
export class Pipe {
  readonly changed = new WaitQueue();
  readonly #buffer = new ByteBuffer();
  isWriteClosed = false;
  isReadClosed = false;

  get isEmpty(): boolean {
    return this.#buffer.sizeBytes === 0;
  }

  /** Up to `max` bytes of what is there; empty when no writer is left. */
  *read(max = CAPACITY_BYTES): Task<Uint8Array> {
    yield* until(this.changed, () => !this.isEmpty || this.isWriteClosed);
    if (this.isEmpty) return new Uint8Array();
    const taken = this.#buffer.take(max);
    this.changed.wakeAll();
    return taken;
  }

  /** Puts back what was read too much, in front of all else. */
  unread(bytes: Uint8Array): void {
    this.#buffer.unshift(bytes);
    this.changed.wakeAll();
  }

  /** Writes all of it, waiting for room; throws EPIPE when no reader is left. */
  *write(bytes: Uint8Array): Task<void> {
    if (this.isReadClosed) throw new Errno('EPIPE');
    for (let at = 0; at < bytes.length;) {
      const needed = Math.min(bytes.length - at, ATOMIC_BYTES);
      yield* until(this.changed, () => this.isReadClosed || this.#room >= needed);
      if (this.isReadClosed) throw new Errno('EPIPE');
      const part = bytes.slice(at, at + this.#room);
      at += part.length;
      this.#buffer.push(part);
      this.changed.wakeAll();
    }
  }

  /** As `write`, but takes everything at once: for who cannot wait, such as a terminal's echo. */
  push(bytes: Uint8Array): void {
    if (this.isReadClosed || bytes.length === 0) return;
    this.#buffer.push(bytes.slice());
    this.changed.wakeAll();
  }

  get #room(): number {
    return CAPACITY_BYTES - this.#buffer.sizeBytes;
  }

  closeWrite(): void {
    this.isWriteClosed = true;
    this.changed.wakeAll();
  }

  closeRead(): void {
    this.isReadClosed = true;
    this.changed.wakeAll();
  }
}

const PIPE_STAT: Stat = {
  kind: 'fifo',
  ino: 0,
  mode: 0o600,
  uid: 0,
  gid: 0,
  sizeBytes: 0,
  blocks: 0,
  nlink: 1,
  mtimeMs: 0,
  ctimeMs: 0,
  deviceId: 14,
};

export const SOCKET_STAT: Stat = { ...PIPE_STAT, kind: 'socket', mode: 0o777 };

/** Writes to a pipe for a process: where nobody reads, it gets SIGPIPE. */
export function* writeToPipe(pipe: Pipe, process: LiveProcess, bytes: Uint8Array): Task<void> {
  try {
    yield* pipe.write(bytes);
  } catch (error) {
    if (error instanceof Errno && error.code === 'EPIPE') process.raise('PIPE');
    throw error;
  }
}

/** The reading end of a pipe as an open file. */
export class PipeReader implements OpenFile {
  readonly name = 'pipe';
  readonly access = 'read';
  constructor(readonly pipe: Pipe) {}

  read(_process: LiveProcess, max: number): Task<Uint8Array> {
    return this.pipe.read(max);
  }

  unread(bytes: Uint8Array): void {
    this.pipe.unread(bytes);
  }

  *write(): Task<void> {
    throw new Errno('EBADF');
  }

  stat(): Stat {
    return PIPE_STAT;
  }

  close(): void {
    this.pipe.closeRead();
  }
}

/** The writing end of a pipe as an open file. Writing when nobody reads sends SIGPIPE. */
export class PipeWriter implements OpenFile {
  readonly name = 'pipe';
  readonly access = 'write';
  constructor(readonly pipe: Pipe) {}

  *read(): Task<Uint8Array> {
    throw new Errno('EBADF');
  }

  unread(): void {
    throw new Errno('EBADF');
  }

  write(process: LiveProcess, bytes: Uint8Array): Task<void> {
    return writeToPipe(this.pipe, process, bytes);
  }

  stat(): Stat {
    return PIPE_STAT;
  }

  close(): void {
    this.pipe.closeWrite();
  }
}
