import type { Value } from './values';

/** Sizes of BusyBox' table, and how many keys for each place make it take the next. */
const BUSYBOX_SIZES = [61, 251, 1021, 4093, 16_381, 65_521];
const BUSYBOX_CROWD = 7;
const MAWK_SIZE = 64;
const MAWK_CROWD = 12;

/**
 * An array of awk. `for (key in array)` goes through it as the real one's hash table lies: BusyBox' puts the newest key
 * of a place first, mawk's the one last asked for, and keys that are whole numbers lie in a table of their own until
 * somebody needs them as text. Sources: BusyBox' editors/awk.c, mawk's array.w.
 */
export class AwkArray {
  /** From the key that mawk was asked for longest ago to the last one; for BusyBox by their age. */
  readonly #cells = new Map<string, Value>();
  readonly #whole = new Set<string>();

  constructor(readonly gnu: boolean) {}

  get size(): number {
    return this.#cells.size;
  }

  has(key: string): boolean {
    return this.#cells.has(key);
  }

  /** The value at a key, which is there from now on. `isWhole`: the key was a whole number, not a text. */
  get(key: string, isWhole: boolean): Value {
    const value = this.#cells.get(key);
    this.set(key, value, isWhole);
    return value;
  }

  set(key: string, value: Value, isWhole: boolean): void {
    if (this.gnu) {
      if (isWhole && !this.#cells.has(key)) this.#whole.add(key);
      this.#cells.delete(key);
    }
    this.#cells.set(key, value);
  }

  delete(key: string): void {
    this.#cells.delete(key);
    this.#whole.delete(key);
  }

  clear(): void {
    this.#cells.clear();
    this.#whole.clear();
  }

  /** The keys in the order of the table. */
  keys(): string[] {
    return this.gnu ? this.#mawkKeys() : this.#busyboxKeys();
  }

  #busyboxKeys(): string[] {
    let sizeIndex = 0;
    let places = new Map<number, string[]>();
    const put = (key: string): void => {
      const place = busyboxHash(key) % (BUSYBOX_SIZES[sizeIndex] ?? 1);
      const there = places.get(place);
      if (there) there.unshift(key);
      else places.set(place, [key]);
    };
    let count = 0;
    for (const key of this.#cells.keys()) {
      const size = BUSYBOX_SIZES[sizeIndex] ?? 1;
      if (Math.trunc(++count / size) > BUSYBOX_CROWD && sizeIndex + 1 < BUSYBOX_SIZES.length) {
        const before = inOrder(places);
        places = new Map();
        sizeIndex++;
        before.forEach(put);
      }
      put(key);
    }
    return inOrder(places);
  }

  #mawkKeys(): string[] {
    let size = MAWK_SIZE;
    while (this.#cells.size > size * MAWK_CROWD) size *= 2;
    const recent = [...this.#cells.keys()].reverse();
    const places = new Map<number, string[]>();
    const listAt = (place: number): string[] => {
      const list = places.get(place) ?? [];
      places.set(place, list);
      return list;
    };
    for (const key of recent) if (!this.#whole.has(key)) listAt(fnv1a(key) & (size - 1)).push(key);
    // Then the numbers get their texts, place by place of their own table.
    const numbers = recent.filter((key) => this.#whole.has(key));
    const placeOf = (key: string): number => Number(key) & (size - 1);
    for (const key of numbers.sort((a, b) => placeOf(a) - placeOf(b)))
      listAt(fnv1a(key) & (size - 1)).unshift(key);
    return inOrder(places);
  }
}

function inOrder(places: ReadonlyMap<number, readonly string[]>): string[] {
  return [...places].sort(([a], [b]) => a - b).flatMap(([, keys]) => keys);
}

/** A text (of bytes) as BusyBox' awk hashes it: 63 times what was, and the next byte, a signed one. */
function busyboxHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const byte = (text.charCodeAt(at) << 24) >> 24;
    hash = (Math.imul(hash, 63) + byte) >>> 0;
  }
  return hash;
}

/** The hash function of Fowler, Noll and Vo, in its form 1a of 32 bits, which mawk uses. */
function fnv1a(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return hash >>> 0;
}
