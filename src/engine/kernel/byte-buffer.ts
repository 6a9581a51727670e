import { join } from './streams';

/** Bytes in the order in which they came, taken from the front. */
export class ByteBuffer {
  #chunks: Uint8Array[] = [];
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.push(bytes);
    this.#sizeBytes += bytes.length;
  }

  /** Puts bytes back in front of the others. */
  unshift(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.unshift(bytes);
    this.#sizeBytes += bytes.length;
  }

  /** Up to `max` of them. */
  take(max: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let count = 0;
    let left = max;
    for (const chunk of this.#chunks) {
      if (left <= 0) break;
      const part = chunk.subarray(0, left);
      parts.push(part);
      left -= part.length;
      if (part.length < chunk.length) {
        this.#chunks[count] = chunk.subarray(part.length);
        break;
      }
      count++;
    }
    if (count > 0) this.#chunks.splice(0, count);
    this.#sizeBytes -= max - left;
    return join(parts);
  }

  clear(): void {
    this.#chunks = [];
    this.#sizeBytes = 0;
  }
}
