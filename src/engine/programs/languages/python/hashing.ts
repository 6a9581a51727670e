/** Hashes as CPython computes them on a 64-bit machine. */
import { PyBytes, PyComplex, PySet, PyTuple, type Value } from './values';

const MASK = (1n << 64n) - 1n;
/** Numbers are hashed by their rest after this: 2**61 - 1. */
const MODULUS = (1n << 61n) - 1n;

/** The two secret words that texts are hashed with: zero under PYTHONHASHSEED=0. */
export type HashKey = readonly [bigint, bigint];
export const NO_SECRET: HashKey = [0n, 0n];

/** The secret that PYTHONHASHSEED gives: 24 bits of a linear congruential generator each byte. */
export function hashKeyOf(seed: number): HashKey {
  if (seed === 0) return NO_SECRET;
  let state = seed >>> 0;
  const word = (): bigint => {
    let made = 0n;
    for (let at = 0n; at < 8n; at++) {
      state = (Math.imul(state, 214013) + 2531011) >>> 0;
      made |= BigInt((state >>> 16) & 0xff) << (8n * at);
    }
    return made;
  };
  return [word(), word()];
}

function signed(hash: bigint): bigint {
  const value = BigInt.asIntN(64, hash);
  return value === -1n ? -2n : value;
}

function rotate(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & MASK;
}

/** SipHash-1-3 of some bytes. */
function sipHash([k0, k1]: HashKey, data: Uint8Array): bigint {
  if (data.length === 0) return 0n;
  let v0 = k0 ^ 0x736f6d6570736575n;
  let v1 = k1 ^ 0x646f72616e646f6dn;
  let v2 = k0 ^ 0x6c7967656e657261n;
  let v3 = k1 ^ 0x7465646279746573n;
  const round = (): void => {
    v0 = (v0 + v1) & MASK;
    v2 = (v2 + v3) & MASK;
    v1 = rotate(v1, 13n) ^ v0;
    v3 = rotate(v3, 16n) ^ v2;
    v0 = rotate(v0, 32n);
    v2 = (v2 + v1) & MASK;
    v0 = (v0 + v3) & MASK;
    v1 = rotate(v1, 17n) ^ v2;
    v3 = rotate(v3, 21n) ^ v0;
    v2 = rotate(v2, 32n);
  };
  const wordAt = (from: number, count: number): bigint => {
    let word = 0n;
    for (let at = 0; at < count; at++) word |= BigInt(data[from + at] ?? 0) << BigInt(8 * at);
    return word;
  };
  const whole = data.length - (data.length % 8);
  for (let at = 0; at < whole; at += 8) {
    const word = wordAt(at, 8);
    v3 ^= word;
    round();
    v0 ^= word;
  }
  const last = (BigInt(data.length & 0xff) << 56n) | wordAt(whole, data.length - whole);
  v3 ^= last;
  round();
  v0 ^= last;
  v2 ^= 0xffn;
  round();
  round();
  round();
  return v0 ^ v1 ^ v2 ^ v3;
}

/** A text as it lies in memory: one, two or four bytes a character, as the widest of them needs. */
function memoryOf(text: string): Uint8Array {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const most = points.reduce((a, b) => Math.max(a, b), 0);
  const width = most < 0x100 ? 1 : most < 0x10000 ? 2 : 4;
  const data = new Uint8Array(points.length * width);
  points.forEach((point, index) => {
    for (let byte = 0; byte < width; byte++) data[index * width + byte] = (point >>> (8 * byte)) & 0xff;
  });
  return data;
}

/** Of an int, and of what is as large as one. */
export function hashOfInt(value: bigint): bigint {
  const rest = (value < 0n ? -value : value) % MODULUS;
  return signed(value < 0n ? -rest : rest);
}

/** Of a fraction of two ints: what equal numbers of all kinds share. */
export function hashOfRatio(above: bigint, below: bigint): bigint {
  let inverse = 1n;
  let power = below % MODULUS;
  if (power === 0n) return above < 0n ? -314159n : 314159n;
  for (let left = MODULUS - 2n; left > 0n; left >>= 1n) {
    if (left & 1n) inverse = (inverse * power) % MODULUS;
    power = (power * power) % MODULUS;
  }
  const rest = (((above < 0n ? -above : above) % MODULUS) * inverse) % MODULUS;
  return signed(above < 0n ? -rest : rest);
}

function hashOfFloat(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (!Number.isFinite(value)) return value < 0 ? -314159n : 314159n;
  if (Number.isInteger(value)) return hashOfInt(BigInt(value));
  let below = 1n;
  let above = value;
  while (!Number.isInteger(above)) {
    above *= 2;
    below *= 2n;
  }
  return hashOfRatio(BigInt(above), below);
}

const PRIME_1 = 11400714785074694791n;
const PRIME_2 = 14029467366897019727n;
const PRIME_5 = 2870177450012600261n;

function hashOfTuple(hashes: readonly bigint[]): bigint {
  let sum = PRIME_5;
  for (const hash of hashes) {
    sum = (sum + BigInt.asUintN(64, hash) * PRIME_2) & MASK;
    sum = (rotate(sum, 31n) * PRIME_1) & MASK;
  }
  sum = (sum + (BigInt(hashes.length) ^ (PRIME_5 ^ 3527539n))) & MASK;
  return sum === MASK ? 1546275796n : BigInt.asIntN(64, sum);
}

function hashOfMembers(hashes: readonly bigint[]): bigint {
  let hash = 0n;
  for (const one of hashes) {
    const own = BigInt.asUintN(64, one);
    hash ^= ((own ^ 89869747n ^ ((own << 16n) & MASK)) * 3644798167n) & MASK;
  }
  hash ^= ((BigInt(hashes.length) + 1n) * 1927868237n) & MASK;
  hash ^= (hash >> 11n) ^ (hash >> 25n);
  hash = (hash * 69069n + 907133923n) & MASK;
  return hash === MASK ? 590923713n : BigInt.asIntN(64, hash);
}

/** The hash of what has no code of its own; undefined: a thing that is hashed by where it lies, or by its class. */
export function nativeHash(value: Value, key: HashKey = NO_SECRET): bigint | undefined {
  switch (typeof value) {
    case 'bigint':
      return hashOfInt(value);
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      return hashOfFloat(value);
    case 'string':
      return signed(sipHash(key, memoryOf(value)));
  }
  if (value === null) return 0xfca86420n;
  if (value instanceof PyComplex) {
    const sum = hashOfFloat(value.real) + 1000003n * hashOfFloat(value.imaginary);
    return signed(BigInt.asUintN(64, sum));
  }
  if (value instanceof PyBytes) return signed(sipHash(key, value.data));
  if (value instanceof PyTuple) {
    const hashes = value.items.map((item) => nativeHash(item, key));
    return hashes.includes(undefined) ? undefined : hashOfTuple(hashes.map((one) => one ?? 0n));
  }
  if (value instanceof PySet) {
    const hashes = [...value.map.values()].map((item) => nativeHash(item, key));
    return hashes.includes(undefined) ? undefined : hashOfMembers(hashes.map((one) => one ?? 0n));
  }
  return undefined;
}

export { hashOfTuple };
