import { WaitQueue } from '../../kernel';

export type OutputStream = 'stdout' | 'stderr';

/** A line that a container printed, with its newline. */
export interface LogEntry {
  readonly timeMs: number;
  readonly stream: OutputStream;
  readonly line: Uint8Array;
}

/** A log in files of a certain size, of which the last ones are kept. Source: moby, loggerutils.LogFile. */
export interface LogRotation {
  /** A file that has this many bytes gets no more. */
  readonly fileBytes: number;
  readonly fileCount: number;
  readonly entryBytes: (entry: LogEntry) => number;
}

/** Docker cuts lines that are longer into pieces (moby, logger copier). */
const longestPiece = 16 * 1024;
const newline = 10;

/** What a container printed, as its log driver keeps it: until the container is removed. */
export class ContainerLog {
  #entries: LogEntry[] = [];
  /** How many entries were in files that are no more. */
  #dropped = 0;
  /** Of each file the number of its first entry. */
  #fileStarts = [0];
  #fileBytes = 0;
  /** Undefined: one file that grows. */
  rotation: LogRotation | undefined;
  readonly #pending = new Map<OutputStream, Uint8Array>();
  /** Woken when there is more, and when the container ends. */
  readonly grown = new WaitQueue();

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** How many entries there have been. */
  get total(): number {
    return this.#dropped + this.#entries.length;
  }

  /** The entries behind the first `count` ones, as far as they are kept. */
  after(count: number): readonly LogEntry[] {
    return this.#entries.slice(Math.max(0, count - this.#dropped));
  }

  /** Takes bytes as they come; what is not a whole line yet waits for its rest. */
  append(stream: OutputStream, bytes: Uint8Array, nowMs: number): void {
    let rest = joined(this.#pending.get(stream), bytes);
    let hasMore = false;
    for (;;) {
      const end = rest.indexOf(newline);
      const length = end >= 0 ? end + 1 : rest.length > longestPiece ? longestPiece : 0;
      if (length === 0) break;
      this.#add({ timeMs: nowMs, stream, line: rest.slice(0, length) });
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
      this.#add({ timeMs: nowMs, stream, line: joined(rest, Uint8Array.of(newline)) });
    }
    this.#pending.delete(stream);
    this.grown.wakeAll();
  }

  #add(entry: LogEntry): void {
    const { rotation } = this;
    if (rotation !== undefined && this.#fileBytes >= rotation.fileBytes) {
      this.#fileStarts = [...this.#fileStarts, this.total].slice(-Math.max(1, rotation.fileCount));
      this.#entries = [...this.after(this.#fileStarts[0] ?? 0)];
      this.#dropped = this.#fileStarts[0] ?? 0;
      this.#fileBytes = 0;
    }
    this.#entries.push(entry);
    this.#fileBytes += rotation?.entryBytes(entry) ?? 0;
  }
}

function joined(first: Uint8Array | undefined, second: Uint8Array): Uint8Array {
  if (first === undefined || first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
