import type { Stream } from './process';
import { ProcessEnd } from './process-life';
import type { Task } from './task';

const CHUNK_BYTES = 65_536;
const NEWLINE = 10;
/** More than this nobody holds at once: `$(yes)` ends as where memory is used up. */
const MOST_HELD_BYTES = 64 * 2 ** 20;

/** Lines and whole contents over a source of bytes that takes back what was read too much. */
export abstract class StreamReader implements Stream {
  abstract read(max?: number): Task<Uint8Array>;
  /** Takes back the end of what was read last. */
  protected abstract unread(bytes: Uint8Array): void;
  abstract write(data: Uint8Array | string): Task<void>;

  *readLine(): Task<string | undefined> {
    const parts: Uint8Array[] = [];
    let heldBytes = 0;
    for (;;) {
      let chunk: Uint8Array;
      try {
        chunk = yield* this.read(CHUNK_BYTES);
      } catch (error) {
        // A signal came in the middle of a line: it is there for the next call.
        if (parts.length > 0) this.unread(join(parts));
        throw error;
      }
      if (chunk.length === 0) return parts.length === 0 ? undefined : decode(parts);
      const end = chunk.indexOf(NEWLINE);
      if (end >= 0) {
        if (end + 1 < chunk.length) this.unread(chunk.subarray(end + 1));
        return decode([...parts, chunk.subarray(0, end)]);
      }
      parts.push(chunk);
      heldBytes = held(heldBytes, chunk);
    }
  }

  *readAll(): Task<Uint8Array> {
    const parts: Uint8Array[] = [];
    let heldBytes = 0;
    for (;;) {
      const chunk = yield* this.read(CHUNK_BYTES);
      if (chunk.length === 0) return join(parts);
      parts.push(chunk);
      heldBytes = held(heldBytes, chunk);
    }
  }

  *readText(): Task<string> {
    return new TextDecoder().decode(yield* this.readAll());
  }
}

/** What is held with one more chunk; ends the process where that is too much. */
function held(bytes: number, chunk: Uint8Array): number {
  if (bytes + chunk.length > MOST_HELD_BYTES) throw new ProcessEnd({ signal: 'KILL' });
  return bytes + chunk.length;
}

/** Text as UTF-8; bytes as they are. */
export function encode(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function decode(parts: readonly Uint8Array[]): string {
  return new TextDecoder().decode(join(parts));
}
