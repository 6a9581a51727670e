const words = (count: number): Int32Array => new Int32Array(count);

/** The first 32 bits of the fractional parts of the cube roots (64 of them) and square roots (8) of the primes. */
const rounds = words(64);
const start = words(8);
for (let candidate = 2, found = 0; found < 64; candidate++) {
  let isPrime = true;
  for (let divisor = 2; divisor * divisor <= candidate; divisor++)
    if (candidate % divisor === 0) isPrime = false;
  if (!isPrime) continue;
  const fraction = (root: number): number => ((root % 1) * 2 ** 32) | 0;
  if (found < 8) start[found] = fraction(Math.sqrt(candidate));
  rounds[found++] = fraction(Math.cbrt(candidate));
}

/** The SHA-256 of these bytes, in hex digits. Source: FIPS 180-4. (The library's brings all of SHA-2 to every page.) */
export function sha256Hex(bytes: Uint8Array): string {
  const whole = bytes.length - (bytes.length % Sha256Blocks.BLOCK_BYTES);
  return new Sha256Blocks().take(bytes.subarray(0, whole)).hex(bytes.subarray(whole));
}

/** A SHA-256 of what comes in whole blocks of 64 bytes: it can be gone on with from where it stood before. */
export class Sha256Blocks {
  static readonly BLOCK_BYTES = 64;
  readonly #state: Int32Array;
  #length: number;

  constructor(from?: Sha256Blocks) {
    this.#state = (from === undefined ? start : from.#state).slice();
    this.#length = from === undefined ? 0 : from.#length;
  }

  /** Takes these bytes, whole blocks. */
  take(bytes: Uint8Array): this {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < bytes.length; at += Sha256Blocks.BLOCK_BYTES) mix(this.#state, scheduled(view, at));
    this.#length += bytes.length;
    return this;
  }

  /** Whether both have taken the same so far. */
  equals(other: Sha256Blocks): boolean {
    return this.#length === other.#length && this.#state.every((word, i) => word === other.#state[i]);
  }

  /** The digest of all that was taken and of these last bytes, less than a block, in hex digits. */
  hex(rest: Uint8Array = new Uint8Array(0)): string {
    const length = this.#length + rest.length;
    const { BLOCK_BYTES } = Sha256Blocks;
    const end = new Uint8Array(rest.length < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES);
    end.set(rest);
    end[rest.length] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(length / 2 ** 29));
    view.setUint32(end.length - 4, (length * 8) >>> 0);
    const state = this.#state.slice();
    for (let at = 0; at < end.length; at += BLOCK_BYTES) mix(state, scheduled(view, at));
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

const schedule = words(64);
const roundWords = words(64);

/**
 * What a block puts into each round, with the round's own constant. Of a block of zeros, which archives are full of,
 * that is the constant alone. (`?? 0` is for the types: no place is outside.)
 */
function scheduled(bytes: DataView, from: number): Int32Array {
  let anyBits = 0;
  for (let i = 0; i < 16; i++) {
    const word = bytes.getInt32(from + 4 * i);
    anyBits |= word;
    schedule[i] = word;
    roundWords[i] = word + (rounds[i] ?? 0);
  }
  if (anyBits === 0) return rounds;
  for (let i = 16; i < 64; i++) {
    const early = schedule[i - 15] ?? 0;
    const late = schedule[i - 2] ?? 0;
    const first = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const second = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    const word = ((schedule[i - 16] ?? 0) + first + (schedule[i - 7] ?? 0) + second) | 0;
    schedule[i] = word;
    roundWords[i] = word + (rounds[i] ?? 0);
  }
  return roundWords;
}

/** The standard's Σ0. */
function sumZero(word: number): number {
  return ((word >>> 2) | (word << 30)) ^ ((word >>> 13) | (word << 19)) ^ ((word >>> 22) | (word << 10));
}

/** The standard's Σ1. */
function sumOne(word: number): number {
  return ((word >>> 6) | (word << 26)) ^ ((word >>> 11) | (word << 21)) ^ ((word >>> 25) | (word << 7));
}

/**
 * Takes one block into the state. Eight rounds are written out, through which the names move on in place of the words:
 * a fifth faster than one round in a loop that moves eight words.
 */
function mix(state: Int32Array, block: Int32Array): void {
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let i = 0; i < 64; i += 8) {
    h = (h + sumOne(e) + (g ^ (e & (f ^ g))) + (block[i] ?? 0)) | 0;
    d = (d + h) | 0;
    h = (h + sumZero(a) + ((a & b) | (c & (a | b)))) | 0;
    g = (g + sumOne(d) + (f ^ (d & (e ^ f))) + (block[i + 1] ?? 0)) | 0;
    c = (c + g) | 0;
    g = (g + sumZero(h) + ((h & a) | (b & (h | a)))) | 0;
    f = (f + sumOne(c) + (e ^ (c & (d ^ e))) + (block[i + 2] ?? 0)) | 0;
    b = (b + f) | 0;
    f = (f + sumZero(g) + ((g & h) | (a & (g | h)))) | 0;
    e = (e + sumOne(b) + (d ^ (b & (c ^ d))) + (block[i + 3] ?? 0)) | 0;
    a = (a + e) | 0;
    e = (e + sumZero(f) + ((f & g) | (h & (f | g)))) | 0;
    d = (d + sumOne(a) + (c ^ (a & (b ^ c))) + (block[i + 4] ?? 0)) | 0;
    h = (h + d) | 0;
    d = (d + sumZero(e) + ((e & f) | (g & (e | f)))) | 0;
    c = (c + sumOne(h) + (b ^ (h & (a ^ b))) + (block[i + 5] ?? 0)) | 0;
    g = (g + c) | 0;
    c = (c + sumZero(d) + ((d & e) | (f & (d | e)))) | 0;
    b = (b + sumOne(g) + (a ^ (g & (h ^ a))) + (block[i + 6] ?? 0)) | 0;
    f = (f + b) | 0;
    b = (b + sumZero(c) + ((c & d) | (e & (c | d)))) | 0;
    a = (a + sumOne(f) + (h ^ (f & (g ^ h))) + (block[i + 7] ?? 0)) | 0;
    e = (e + a) | 0;
    a = (a + sumZero(b) + ((b & c) | (d & (b | c)))) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}
