import { Errno } from '../../kernel';
import type { Process, Stream, Task } from '../../kernel';
import { bytesOf } from './bytes';

const CHUNK_BYTES = 65_536;

/** More than this no program holds at once: `tac /dev/zero` ends as where memory is used up. */
const MOST_HELD = 64 * 2 ** 20;

/** What is held at once counts as the process' memory in pieces of this size. */
const COUNTED_BYTES = 2 ** 20;

function held(p: Process, length: number, part: string): number {
  const now = length + part.length;
  if (now > MOST_HELD) throw new RangeError('Invalid string length');
  const pieces = Math.floor(now / COUNTED_BYTES) - Math.floor(length / COUNTED_BYTES);
  if (pieces > 0) p.allocate(pieces * COUNTED_BYTES);
  return now;
}

/** Gives back what `held` counted. */
function release(p: Process, length: number): void {
  const pieces = Math.floor(length / COUNTED_BYTES);
  if (pieces > 0) p.allocate(-pieces * COUNTED_BYTES);
}

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
    isEmpty = false,
  ) {
    this.#ended = isEmpty;
  }

  /** Takes the next chunk in place of what was read to its end. */
  *#fill(): Task<boolean> {
    if (this.#ended) return false;
    yield* this.p.turn();
    const data = yield* this.stream.read(CHUNK_BYTES);
    if (data.length === 0) {
      this.#ended = true;
      return false;
    }
    this.#buffer = bytesOf(data);
    this.#at = 0;
    return true;
  }

  /** A line without its newline; undefined at the end. */
  *line(): Task<string | undefined> {
    const parts: string[] = [];
    let length = 0;
    for (;;) {
      const end = this.#buffer.indexOf(this.separator, this.#at);
      if (end >= 0) {
        parts.push(this.#buffer.slice(this.#at, end));
        this.#at = end + 1;
        this.terminated = true;
        release(this.p, length);
        return parts.join('');
      }
      const part = this.#buffer.slice(this.#at);
      if (part !== '') parts.push(part);
      length = held(this.p, length, part);
      this.#at = this.#buffer.length;
      try {
        if (!(yield* this.#fill())) break;
      } catch (error) {
        // A signal came in the middle of a line: it is there for the next call.
        this.#buffer = parts.join('');
        this.#at = 0;
        throw error;
      }
    }
    if (parts.length === 0) return undefined;
    this.terminated = false;
    return parts.join('');
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
    let length = 0;
    for (;;) {
      const chunk = yield* this.chunk();
      if (chunk === '') return parts.join('');
      parts.push(chunk);
      length = held(this.p, length, chunk);
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

/**
 * Opens a file for reading, `-` being stdin. Throws Errno; a folder is refused with EISDIR, unless there is nothing
 * to be read in it for this program.
 */
export function openInput(p: Process, name: string, separator = '\n', seesNoFolders = false): OpenInput {
  if (name === '-') return { reader: new Reader(p, p.stdin, separator), close: () => undefined };
  if (p.files.stat(name).kind === 'directory') {
    if (!seesNoFolders) throw new Errno('EISDIR', name);
    return { reader: new Reader(p, p.stdin, separator, true), close: () => undefined };
  }
  const fd = p.open(name, { read: true });
  return { reader: new Reader(p, p.stream(fd), separator), close: () => p.close(fd) };
}
