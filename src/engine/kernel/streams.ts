import type { Stream } from './process';
import type { Task } from './task';

const CHUNK_BYTES = 65_536;
const NEWLINE = 10;

/** Lines and whole contents over a source of bytes; what was read too much is kept for the next call. */
export abstract class StreamReader implements Stream {
  #rest: Uint8Array = new Uint8Array();

  protected abstract fetch(max: number): Task<Uint8Array>;
  abstract write(data: Uint8Array | string): Task<void>;

  *read(max = CHUNK_BYTES): Task<Uint8Array> {
    if (this.#rest.length === 0) return yield* this.fetch(max);
    const taken = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  *readLine(): Task<string | undefined> {
    const parts: Uint8Array[] = [];
    for (;;) {
      const chunk = yield* this.read();
      if (chunk.length === 0) return parts.length === 0 ? undefined : decode(parts);
      const end = chunk.indexOf(NEWLINE);
      if (end >= 0) {
        this.#rest = chunk.subarray(end + 1);
        return decode([...parts, chunk.subarray(0, end)]);
      }
      parts.push(chunk);
    }
  }

  *readAll(): Task<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (;;) {
      const chunk = yield* this.read();
      if (chunk.length === 0) return join(parts);
      parts.push(chunk);
    }
  }

  *readText(): Task<string> {
    return new TextDecoder().decode(yield* this.readAll());
  }
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
