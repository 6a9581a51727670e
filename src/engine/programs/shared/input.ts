import { Errno } from '../../kernel';
import type { Process, Stream, Task } from '../../kernel';
import { bytesOf } from './bytes';

const CHUNK_BYTES = 65_536;

/** Reads a stream as byte strings: by line, by chunk or to its end, in any mixture. */
export class Reader {
  #buffer = '';
  #at = 0;
  #ended = false;
  /** Whether the last line had its newline; false for a last line without one. */
  terminated = true;

  constructor(
    readonly p: Process,
    readonly stream: Stream,
    readonly separator = '\n',
  ) {}

  *#fill(): Task<boolean> {
    if (this.#ended) return false;
    yield* this.p.turn();
    const data = yield* this.stream.read(CHUNK_BYTES);
    if (data.length === 0) {
      this.#ended = true;
      return false;
    }
    this.#buffer = this.#buffer.slice(this.#at) + bytesOf(data);
    this.#at = 0;
    return true;
  }

  /** A line without its newline; undefined at the end. */
  *line(): Task<string | undefined> {
    let from = this.#at;
    for (;;) {
      const end = this.#buffer.indexOf(this.separator, from);
      if (end >= 0) {
        const line = this.#buffer.slice(this.#at, end);
        this.#at = end + 1;
        this.terminated = true;
        return line;
      }
      const searched = this.#buffer.length - this.#at;
      if (!(yield* this.#fill())) break;
      from = this.#at + searched;
    }
    if (this.#at >= this.#buffer.length) return undefined;
    const line = this.#buffer.slice(this.#at);
    this.#at = this.#buffer.length;
    this.terminated = false;
    return line;
  }

  /** Whatever is there, at most `max` bytes; '' at the end. */
  *chunk(max = CHUNK_BYTES): Task<string> {
    if (this.#at >= this.#buffer.length && !(yield* this.#fill())) return '';
    const chunk = this.#buffer.slice(this.#at, this.#at + max);
    this.#at += chunk.length;
    return chunk;
  }

  *rest(): Task<string> {
    const parts: string[] = [];
    for (;;) {
      const chunk = yield* this.chunk();
      if (chunk === '') return parts.join('');
      parts.push(chunk);
    }
  }

  *lines(): Task<string[]> {
    const text = yield* this.rest();
    this.terminated = text === '' || text.endsWith(this.separator);
    if (text === '') return [];
    return (this.terminated ? text.slice(0, -1) : text).split(this.separator);
  }
}

export interface OpenInput {
  readonly reader: Reader;
  close(): void;
}

/** Opens a file for reading, `-` being stdin. Throws Errno; a folder is refused with EISDIR. */
export function openInput(p: Process, name: string, separator = '\n'): OpenInput {
  if (name === '-') return { reader: new Reader(p, p.stdin, separator), close: () => undefined };
  if (p.files.stat(name).kind === 'directory') throw new Errno('EISDIR', name);
  const fd = p.open(name, { read: true });
  return { reader: new Reader(p, p.stream(fd), separator), close: () => p.close(fd) };
}
