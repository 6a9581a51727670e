import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { OpenFile } from './open-file';
import { SOCKET_STAT } from './pipe';
import type { Stat } from './process';
import type { Endpoint } from './socket';
import type { Task } from './task';

/** A connection as an open file: a shell gives it to programs as any other (socket(7)). */
export class SocketFile implements OpenFile {
  constructor(
    private readonly endpoint: Endpoint,
    readonly name: string,
  ) {}

  read(_process: LiveProcess, max: number): Task<Uint8Array> {
    return this.endpoint.read(max);
  }

  unread(bytes: Uint8Array): void {
    this.endpoint.unread(bytes);
  }

  *write(process: LiveProcess, bytes: Uint8Array): Task<void> {
    try {
      yield* this.endpoint.write(bytes);
    } catch (error) {
      if (error instanceof Errno && error.code === 'EPIPE') process.raise('PIPE');
      throw error;
    }
  }

  stat(): Stat {
    return SOCKET_STAT;
  }

  close(): void {
    this.endpoint.close();
  }
}
