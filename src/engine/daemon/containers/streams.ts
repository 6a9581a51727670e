import type { Task } from '../../kernel';
import { until, WaitQueue } from '../../kernel';
import type { OutputStream } from './log';

/** Bytes on their way from one task to another, at most `limitBytes` of them; the writer waits for room. */
export class ByteQueue {
  readonly #chunks: Uint8Array[] = [];
  #sizeBytes = 0;
  #isClosed = false;

  constructor(
    readonly limitBytes = 64 * 1024,
    /** Woken by every change: of several queues, if they share it. */
    readonly changed = new WaitQueue(),
  ) {}

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** False when nobody reads any more. */
  *write(bytes: Uint8Array): Task<boolean> {
    yield* until(this.changed, () => this.#isClosed || this.#sizeBytes < this.limitBytes);
    return this.push(bytes);
  }

  /** As `write`, but never waits. */
  push(bytes: Uint8Array): boolean {
    if (this.#isClosed) return false;
    if (bytes.length > 0) this.#chunks.push(bytes);
    this.#sizeBytes += bytes.length;
    this.changed.wakeAll();
    return true;
  }

  /** No more comes; what is there can still be read. */
  close(): void {
    this.#isClosed = true;
    this.changed.wakeAll();
  }

  /** Nobody reads any more: what is there is lost, and a writer is told. */
  abandon(): void {
    this.#chunks.length = 0;
    this.#sizeBytes = 0;
    this.close();
  }

  /** What is there now, without waiting; empty where there is nothing (yet). */
  take(): Uint8Array {
    const chunk = this.#chunks.shift() ?? new Uint8Array(0);
    this.#sizeBytes -= chunk.length;
    if (chunk.length > 0) this.changed.wakeAll();
    return chunk;
  }

  /** Whether nothing comes any more and all was read. */
  get isOver(): boolean {
    return this.#isClosed && this.#chunks.length === 0;
  }

  /** The next bytes; empty at the end. */
  *read(): Task<Uint8Array> {
    yield* until(this.changed, () => this.#isClosed || this.#chunks.length > 0);
    return this.take();
  }
}

/** Somebody who sees a container's output (and perhaps types into it). */
export interface Attachment {
  /** Undefined where that stream is not attached. With a terminal everything comes on stdout. */
  readonly stdout?: ByteQueue;
  readonly stderr?: ByteQueue;
  /** Whether this one's end of input is the end of the container's input. */
  readonly hasStdin: boolean;
}

/** A container's standard streams, between its processes and those who are attached. */
export class ContainerStreams {
  readonly #attachments = new Set<Attachment>();
  /** What was typed and not yet read by the container; made anew for each run. */
  stdin = new ByteQueue();

  attach(attachment: Attachment): void {
    this.#attachments.add(attachment);
  }

  detach(attachment: Attachment): void {
    this.#attachments.delete(attachment);
    attachment.stdout?.abandon();
    attachment.stderr?.abandon();
  }

  /** Hands output to everybody who is attached; a slow reader holds the container up, as in Docker. */
  *send(stream: OutputStream, bytes: Uint8Array): Task<void> {
    for (const attachment of [...this.#attachments]) yield* attachment[stream]?.write(bytes) ?? noTask();
  }

  /** The run is over: everybody reads to the end and is gone. */
  endOutput(): void {
    for (const { stdout, stderr } of this.#attachments) {
      stdout?.close();
      stderr?.close();
    }
    this.#attachments.clear();
  }

  /** One stream is over; the other may go on. */
  endStream(stream: OutputStream): void {
    for (const attachment of this.#attachments) attachment[stream]?.close();
  }

  renewStdin(): void {
    this.stdin.abandon();
    this.stdin = new ByteQueue();
  }
}

function* noTask(): Task<boolean> {
  return false;
}
