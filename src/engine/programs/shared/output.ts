import type { Stream, Task } from '../../kernel';
import { dataOf } from './bytes';

const FULL_BYTES = 8192;

/** stdio's buffer for stdout: a line at a time to a terminal, in blocks to anything else. */
export class Output {
  #pending: string[] = [];
  #sizeBytes = 0;

  constructor(
    readonly stream: Stream,
    readonly lineBuffered: boolean,
  ) {}

  /** Writes a byte string. */
  *write(bytes: string): Task<void> {
    if (bytes === '') return;
    this.#pending.push(bytes);
    this.#sizeBytes += bytes.length;
    if (this.#sizeBytes >= FULL_BYTES || (this.lineBuffered && bytes.includes('\n'))) yield* this.flush();
  }

  *flush(): Task<void> {
    if (this.#sizeBytes === 0) return;
    const data = dataOf(this.#pending.join(''));
    this.#pending = [];
    this.#sizeBytes = 0;
    yield* this.stream.write(data);
  }
}
