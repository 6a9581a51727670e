import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { OpenFile } from './open-file';
import type { Stat } from './process';
import { type Task, until, WaitQueue } from './task';

const CAPACITY_BYTES = 65_536;

/** Bytes on their way from writers to readers; writers wait while it is full (pipe(7)). */
export class Pipe {
  readonly changed = new WaitQueue();
  #chunks: Uint8Array[] = [];
  #sizeBytes = 0;
  isWriteClosed = false;
  isReadClosed = false;

  get isEmpty(): boolean {
    return this.#sizeBytes === 0;
  }

  /** Up to `max` bytes; empty when no writer is left. */
  *read(max = CAPACITY_BYTES): Task<Uint8Array> {
    yield* until(this.changed, () => this.#sizeBytes > 0 || this.isWriteClosed);
    const chunk = this.#chunks[0];
    if (chunk === undefined) return new Uint8Array();
    const taken = chunk.subarray(0, max);
    if (taken.length === chunk.length) this.#chunks.shift();
    else this.#chunks[0] = chunk.subarray(max);
    this.#sizeBytes -= taken.length;
    this.changed.wakeAll();
    return taken;
  }

  /** Writes all of it, waiting for room; throws EPIPE when no reader is left. */
  *write(bytes: Uint8Array): Task<void> {
    for (let at = 0; at < bytes.length;) {
      yield* until(this.changed, () => this.#sizeBytes < CAPACITY_BYTES || this.isReadClosed);
      if (this.isReadClosed) throw new Errno('EPIPE');
      const part = bytes.slice(at, at + CAPACITY_BYTES - this.#sizeBytes);
      this.#chunks.push(part);
      this.#sizeBytes += part.length;
      at += part.length;
      this.changed.wakeAll();
    }
    if (this.isReadClosed) throw new Errno('EPIPE');
  }

  /** As `write`, but takes everything at once: for who cannot wait, such as a terminal's echo. */
  push(bytes: Uint8Array): void {
    if (this.isReadClosed || bytes.length === 0) return;
    this.#chunks.push(bytes.slice());
    this.#sizeBytes += bytes.length;
    this.changed.wakeAll();
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

/** The reading end of a pipe as an open file. */
export class PipeReader implements OpenFile {
  readonly name = 'pipe';
  constructor(readonly pipe: Pipe) {}

  read(_process: LiveProcess, max: number): Task<Uint8Array> {
    return this.pipe.read(max);
  }

  // eslint-disable-next-line require-yield -- never waits: it is the wrong end
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
  constructor(readonly pipe: Pipe) {}

  // eslint-disable-next-line require-yield -- never waits: it is the wrong end
  *read(): Task<Uint8Array> {
    throw new Errno('EBADF');
  }

  *write(process: LiveProcess, bytes: Uint8Array): Task<void> {
    try {
      yield* this.pipe.write(bytes);
    } catch (error) {
      if (error instanceof Errno && error.code === 'EPIPE') process.raise('PIPE');
      throw error;
    }
  }

  stat(): Stat {
    return PIPE_STAT;
  }

  close(): void {
    this.pipe.closeWrite();
  }
}
