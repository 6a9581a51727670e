import type { Content, SyntheticContent } from './node';
import { fillerSlice } from './filler';

const noBytes = new Uint8Array(0);

/** Whether these bytes are only described. */
export function isSynthetic(content: Content): content is SyntheticContent {
  return !(content instanceof Uint8Array);
}

export function contentSize(content: Content): number {
  return isSynthetic(content) ? content.sizeBytes : content.length;
}

/** At most `length` bytes from `offset`, as a copy that the caller owns. Synthetic content is made only so far. */
export function contentSlice(content: Content, offset: number, length: number): Uint8Array {
  if (!isSynthetic(content)) return content.slice(offset, offset + length);
  const end = Math.min(offset + length, content.sizeBytes);
  if (end <= offset) return new Uint8Array(0);
  const bytes = new Uint8Array(end - offset);
  const { head } = content;
  const trailer = end > content.sizeBytes - longestTrailerBytes(content) ? trailerOf(content) : noBytes;
  const trailerStart = content.sizeBytes - trailer.length;
  place(bytes, offset, head, 0);
  const fillerFrom = Math.max(offset, head.length);
  const fillerTo = Math.min(end, trailerStart);
  if (fillerTo > fillerFrom) {
    const filler = fillerSlice(content.seed, fillerFrom - head.length, fillerTo - fillerFrom);
    bytes.set(filler, fillerFrom - offset);
  }
  place(bytes, offset, trailer, trailerStart);
  return bytes;
}

/** All bytes. What is given back may be shared with the tree: it is never to be written to. */
export function contentBytes(content: Content): Uint8Array {
  return isSynthetic(content) ? contentSlice(content, 0, content.sizeBytes) : content;
}

/** Puts the part of `source` (which lies at `sourceStart` of a file) that falls into the window `bytes` at `offset`. */
function place(bytes: Uint8Array, offset: number, source: Uint8Array, sourceStart: number): void {
  const from = Math.max(offset, sourceStart);
  const to = Math.min(offset + bytes.length, sourceStart + source.length);
  if (to > from) bytes.set(source.subarray(from - sourceStart, to - sourceStart), from - offset);
}

/*
 * Synthetic content ends with a description of itself, so that its bytes, once copied by cp or tar, are known
 * for what they are again (`compactContent`): seed, length of seed (2 bytes), length of head (4 bytes), marker.
 */
const trailerMarker = new TextEncoder().encode('\0DRYDOCK');
const trailerFixedBytes = 6 + trailerMarker.length;

/** A trailer is never longer: a unit of UTF-16 takes at most 3 bytes. Making one only to know costs much more. */
function longestTrailerBytes({ seed }: SyntheticContent): number {
  return seed.length * 3 + trailerFixedBytes;
}

function trailerOf({ head, seed }: SyntheticContent): Uint8Array {
  const seedBytes = new TextEncoder().encode(seed);
  const trailer = new Uint8Array(seedBytes.length + trailerFixedBytes);
  const view = new DataView(trailer.buffer);
  trailer.set(seedBytes);
  view.setUint16(seedBytes.length, seedBytes.length, true);
  view.setUint32(seedBytes.length + 2, head.length, true);
  trailer.set(trailerMarker, seedBytes.length + 6);
  return trailer;
}

/**
 * `sizeBytes` bytes that start with `head`; the rest is filler made from `seed` (at most 65,535 bytes of UTF-8).
 * A size too small for that gives plain bytes.
 */
export function syntheticContent(head: Uint8Array, sizeBytes: number, seed: string): Content {
  const content = { head, sizeBytes, seed };
  const hasRoom =
    sizeBytes >= head.length + longestTrailerBytes(content) ||
    sizeBytes >= head.length + trailerOf(content).length;
  if (hasRoom) return content;
  const bytes = new Uint8Array(Math.max(sizeBytes, head.length));
  bytes.set(head);
  bytes.set(fillerSlice(seed, 0, bytes.length - head.length), head.length);
  return bytes;
}

/** The same content in its smallest form: bytes that are those of a synthetic content become that again. */
export function compactContent(content: Content): Content {
  if (isSynthetic(content) || content.length < trailerFixedBytes) return content;
  const size = content.length;
  if (!equalBytes(content.subarray(size - trailerMarker.length), trailerMarker)) return content;
  const view = new DataView(content.buffer, content.byteOffset, size);
  const headLength = view.getUint32(size - trailerMarker.length - 4, true);
  const seedLength = view.getUint16(size - trailerFixedBytes, true);
  const seedStart = size - trailerFixedBytes - seedLength;
  if (seedStart < headLength) return content;
  const seed = new TextDecoder().decode(content.subarray(seedStart, seedStart + seedLength));
  const described: SyntheticContent = { head: content.slice(0, headLength), sizeBytes: size, seed };
  return equalBytes(contentBytes(described), content) ? described : content;
}

/** Whether both are the same bytes. */
export function sameContent(a: Content, b: Content): boolean {
  if (a === b) return true;
  if (contentSize(a) !== contentSize(b)) return false;
  const left = compactContent(a);
  const right = compactContent(b);
  if (isSynthetic(left) && isSynthetic(right)) {
    return left.seed === right.seed && equalBytes(left.head, right.head);
  }
  // Bytes that are those of a synthetic content have become one: of different forms, they differ.
  return !isSynthetic(left) && !isSynthetic(right) && equalBytes(left, right);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** All of them, one after the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
