import { WaitQueue } from '../../kernel';

export type OutputStream = 'stdout' | 'stderr';

/** A line that a container printed, with its newline. */
export interface LogEntry {
  readonly timeMs: number;
  readonly stream: OutputStream;
  readonly line: Uint8Array;
}

/**
 * Told of each entry before it is kept; gives how many of the oldest ones go, because their file is one too many.
 * Source: moby, loggerutils.LogFile.
 */
export type LogRotation = (entry: LogEntry) => number;

/** Docker cuts lines that are longer into pieces (moby, logger copier). */
const longestPiece = 16 * 1024;
const newline = 10;

/** Whole lines of one stream that came at one moment. */
interface Block {
  readonly timeMs: number;
  readonly stream: OutputStream;
  readonly bytes: Uint8Array;
  /** How many entries they make. */
  readonly count: number;
}

/**
 * What a container printed, as its log driver keeps it: until the container is removed. It is kept as it came, and
 * cut into entries for whoever reads it: a program that prints for ever fills a log with millions of them.
 */
export class ContainerLog {
  #blocks: Block[] = [];
  #total = 0;
  /** Undefined: one file that grows. */
  rotation: LogRotation | undefined;
  readonly #pending = new Map<OutputStream, Uint8Array>();
  /** Woken when there is more, and when the container ends. */
  readonly grown = new WaitQueue();

  get entries(): readonly LogEntry[] {
    return this.#blocks.flatMap(entriesOf);
  }

  /** How many entries there have been. */
  get total(): number {
    return this.#total;
  }

  /** The entries behind the first `count` ones, as far as they are kept. */
  after(count: number): readonly LogEntry[] {
    let start = this.#total;
    let at = this.#blocks.length;
    while (start > count && at > 0) start -= this.#blocks[--at]?.count ?? 0;
    return this.#blocks
      .slice(at)
      .flatMap(entriesOf)
      .slice(Math.max(0, count - start));
  }

  /** Takes bytes as they come; what is not a whole line yet waits for its rest. Gives how many entries they made. */
  append(stream: OutputStream, bytes: Uint8Array, nowMs: number): number {
    const all = joined(this.#pending.get(stream), bytes);
    const before = this.#blocks.at(-1);
    const isSame = before !== undefined && areEqual(before.bytes, all);
    const { count, end } = isSame ? { count: before.count, end: all.length } : wholePieces(all);
    this.#pending.set(stream, end < all.length ? all.slice(end) : new Uint8Array(0));
    if (count === 0) return 0;
    // Who prints the same again and again (yes) takes no more room for it.
    this.#add({ timeMs: nowMs, stream, bytes: isSame ? before.bytes : all.subarray(0, end), count });
    this.grown.wakeAll();
    return count;
  }

  /** The stream is over: a last line without a newline is written with one. */
  finish(stream: OutputStream, nowMs: number): void {
    const rest = this.#pending.get(stream);
    if (rest !== undefined && rest.length > 0) {
      this.#add({ timeMs: nowMs, stream, bytes: joined(rest, Uint8Array.of(newline)), count: 1 });
    }
    this.#pending.delete(stream);
    this.grown.wakeAll();
  }

  #add(block: Block): void {
    const { rotation } = this;
    if (rotation === undefined) return this.#keep(block);
    for (const entry of entriesOf(block)) {
      // Every block of a log with more than one file holds one entry.
      this.#blocks.splice(0, rotation(entry));
      this.#keep({ timeMs: entry.timeMs, stream: entry.stream, bytes: entry.line, count: 1 });
    }
  }

  #keep(block: Block): void {
    this.#blocks.push(block);
    this.#total += block.count;
  }
}

/** How many lines, or pieces of long ones, are whole, and where they end. */
function wholePieces(bytes: Uint8Array): { readonly count: number; readonly end: number } {
  let count = 0;
  let end = 0;
  for (let next = pieceEnd(bytes, 0); next > end; next = pieceEnd(bytes, end)) {
    end = next;
    count++;
  }
  return { count, end };
}

/** Where the piece ends that starts at `start`; `start` where it is not whole yet. */
function pieceEnd(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(newline, start);
  if (end >= 0) return end + 1;
  return bytes.length - start > longestPiece ? start + longestPiece : start;
}

function entriesOf({ timeMs, stream, bytes, count }: Block): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (let start = 0; entries.length < count;) {
    const end = pieceEnd(bytes, start);
    entries.push({ timeMs, stream, line: bytes.subarray(start, end > start ? end : bytes.length) });
    start = end;
  }
  return entries;
}

function areEqual(first: Uint8Array, second: Uint8Array): boolean {
  if (first.length !== second.length) return false;
  for (let at = 0; at < first.length; at++) if (first[at] !== second[at]) return false;
  return true;
}

function joined(first: Uint8Array | undefined, second: Uint8Array): Uint8Array {
  if (first === undefined || first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
