import { WaitQueue } from '../../kernel';

export type OutputStream = 'stdout' | 'stderr';

/** A line that a container printed, with its newline. */
export interface LogEntry {
  readonly timeMs: number;
  readonly stream: OutputStream;
  readonly line: Uint8Array;
}

/** Docker cuts lines that are longer into pieces (moby, logger copier). */
const longestPiece = 16 * 1024;
const newline = 10;

/** What a container printed, as the json-file driver keeps it: until the container is removed. */
export class ContainerLog {
  readonly #entries: LogEntry[] = [];
  readonly #pending = new Map<OutputStream, Uint8Array>();
  /** Woken when there is more, and when the container ends. */
  readonly grown = new WaitQueue();

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Takes bytes as they come; what is not a whole line yet waits for its rest. */
  append(stream: OutputStream, bytes: Uint8Array, nowMs: number): void {
    let rest = joined(this.#pending.get(stream), bytes);
    let hasMore = false;
    for (;;) {
      const end = rest.indexOf(newline);
      const length = end >= 0 ? end + 1 : rest.length > longestPiece ? longestPiece : 0;
      if (length === 0) break;
      this.#entries.push({ timeMs: nowMs, stream, line: rest.slice(0, length) });
      rest = rest.slice(length);
      hasMore = true;
    }
    this.#pending.set(stream, rest);
    if (hasMore) this.grown.wakeAll();
  }

  /** The stream is over: a last line without a newline is written with one. */
  finish(stream: OutputStream, nowMs: number): void {
    const rest = this.#pending.get(stream);
    if (rest !== undefined && rest.length > 0) {
      this.#entries.push({ timeMs: nowMs, stream, line: joined(rest, Uint8Array.of(newline)) });
    }
    this.#pending.delete(stream);
    this.grown.wakeAll();
  }
}

function joined(first: Uint8Array | undefined, second: Uint8Array): Uint8Array {
  if (first === undefined || first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
