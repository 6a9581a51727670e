import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { OpenFile } from './open-file';
import { Pipe, writeToPipe } from './pipe';
import type { OpenOptions, Stat } from './process';
import { type Task, until } from './task';

/**
 * A named pipe (fifo(7)): one for all who open the file. As `open` never waits here, it is the first read or
 * write that waits for somebody at the other end.
 */
export class Fifo {
  readonly pipe = new Pipe();
  readers = 0;
  writers = 0;

  open(path: string, options: OpenOptions, stat: () => Stat): OpenFile {
    const writes = options.write === true || options.append === true;
    return new FifoFile(this, path, { reads: options.read ?? !writes, writes }, stat);
  }
}

class FifoFile implements OpenFile {
  /** Whether somebody was at the other end since this was opened. */
  #hasMet = false;

  constructor(
    private readonly fifo: Fifo,
    readonly name: string,
    private readonly use: { readonly reads: boolean; readonly writes: boolean },
    readonly stat: () => Stat,
  ) {
    const { pipe } = fifo;
    if (use.reads) {
      fifo.readers++;
      pipe.isReadClosed = false;
      if (fifo.writers === 0 && pipe.isEmpty) pipe.isWriteClosed = false;
    }
    if (use.writes) {
      fifo.writers++;
      pipe.isWriteClosed = false;
      if (fifo.readers === 0) pipe.isReadClosed = false;
    }
    pipe.changed.wakeAll();
  }

  *read(_process: LiveProcess, max: number): Task<Uint8Array> {
    if (!this.use.reads) throw new Errno('EBADF', this.name);
    return yield* this.fifo.pipe.read(max);
  }

  unread(bytes: Uint8Array): void {
    this.fifo.pipe.unread(bytes);
  }

  *write(process: LiveProcess, bytes: Uint8Array): Task<void> {
    if (!this.use.writes) throw new Errno('EBADF', this.name);
    const { fifo } = this;
    if (!this.#hasMet) yield* until(fifo.pipe.changed, () => fifo.readers > 0);
    this.#hasMet = true;
    yield* writeToPipe(fifo.pipe, process, bytes);
  }

  close(): void {
    const { fifo, use } = this;
    if (use.reads && --fifo.readers === 0) fifo.pipe.closeRead();
    if (use.writes && --fifo.writers === 0) fifo.pipe.closeWrite();
  }
}
