/*
 * Filler: bytes that look like a program to a compressor (gzip leaves about 45 %, as of real binaries), the
 * same for the same seed, made block by block, so that any range costs only its blocks.
 */
const blockBytes = 4096;
const commonWords = [
  0x00000000, 0x48e58948, 0xe8c78948, 0x0fc08548, 0xffffffff, 0x4c8d4c00, 0x5d5b5841, 0x90906690, 0x00000001,
  0x8b482024, 0xec834853, 0x0000001f, 0x41554156, 0x1f0f2e66, 0xc031c35d, 0x24448948,
];

/** `length` bytes of the seed's filler, from `offset` on. */
export function fillerSlice(seed: string, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const seedNumber = hashText(seed);
  const block = new Uint8Array(blockBytes);
  let position = 0;
  while (position < length) {
    const index = Math.floor((offset + position) / blockBytes);
    const start = (offset + position) % blockBytes;
    const count = Math.min(blockBytes - start, length - position);
    fillBlock(block, seedNumber, index, start + count);
    bytes.set(block.subarray(start, start + count), position);
    position += count;
  }
  return bytes;
}

/** Fills a block up to (at least) the byte `end`: each word follows from the one before it, so none can be left out. */
function fillBlock(block: Uint8Array, seedNumber: number, index: number, end: number): void {
  const view = new DataView(block.buffer);
  let state = (seedNumber ^ Math.imul(index + 1, 0x9e3779b1)) | 1;
  for (let at = 0; at < end; at += 4) {
    // xorshift32 (Marsaglia, 2003)
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const isRandom = (state & 0x30000) === 0;
    view.setUint32(at, isRandom ? state >>> 0 : (commonWords[(state >>> 24) & 15] ?? 0), true);
  }
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
