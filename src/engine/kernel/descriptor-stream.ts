import type { LiveProcess } from './live-process';
import { encode, StreamReader } from './streams';
import type { Task } from './task';

const CHUNK_BYTES = 65_536;

/** A process' descriptor as a stream: whatever file the number stands for when it is used. */
export class DescriptorStream extends StreamReader {
  constructor(
    private readonly process: LiveProcess,
    private readonly fd: number,
  ) {
    super();
  }

  read(max = CHUNK_BYTES): Task<Uint8Array> {
    return this.process.descriptors.get(this.fd).read(this.process, max);
  }

  protected unread(bytes: Uint8Array): void {
    this.process.descriptors.get(this.fd).unread(bytes);
  }

  *write(data: Uint8Array | string): Task<void> {
    yield* this.process.descriptors.get(this.fd).write(this.process, encode(data));
  }
}
