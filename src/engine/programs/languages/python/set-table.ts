/** What a set holds, in the order in which CPython's hash table gives it. */

/** What members are found by, as in dicts. */
type Key = string | number | bigint | null | object;

interface Entry<V> {
  readonly key: Key;
  readonly value: V;
  /** 64 bits, without a sign. */
  readonly hash: bigint;
}

/** A place whose member was removed: it still counts when the table is searched. */
const GONE = Symbol('gone');
type Slot<V> = Entry<V> | typeof GONE | undefined;

const SMALLEST = 8;
/** Places behind the first one that are tried before others. */
const LINEAR_PROBES = 9;
const LARGE = 50_000;

export class SetTable<V> {
  readonly #entries = new Map<Key, Entry<V>>();
  #slots: Slot<V>[] = new Array<Slot<V>>(SMALLEST).fill(undefined);
  /** Members, and places of those that were removed. */
  #filled = 0;
  /** Where pop() goes on. */
  #finger = 0;
  #count = 0;

  /** `hashOf`: undefined for things that are hashed by where they lie; these stay in the order they came in. */
  constructor(private readonly hashOf: (key: Key, value: V) => bigint | undefined) {}

  get size(): number {
    return this.#entries.size;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  /** Adds a member; one that is equal stays. */
  set(key: Key, value: V): this {
    if (this.#entries.has(key)) return this;
    const hash = BigInt.asUintN(64, this.hashOf(key, value) ?? BigInt(this.#count++));
    this.#add({ key, value, hash });
    return this;
  }

  #add(entry: Entry<V>): void {
    this.#entries.set(entry.key, entry);
    this.#place(entry, (slot) => slot === undefined);
    this.#filled++;
    if (this.#filled * 5 < (this.#slots.length - 1) * 3) return;
    this.#resize(this.size > LARGE ? this.size * 2 : this.size * 4);
  }

  #place(entry: Entry<V>, isFree: (slot: Slot<V>) => boolean): void {
    const mask = this.#slots.length - 1;
    let at = Number(entry.hash & BigInt(mask));
    let left = entry.hash;
    for (;;) {
      const probes = at + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
      for (let next = at; next <= at + probes; next++) {
        if (!isFree(this.#slots[next])) continue;
        this.#slots[next] = entry;
        return;
      }
      left >>= 5n;
      at = Number((BigInt(at) * 5n + 1n + left) & BigInt(mask));
    }
  }

  #resize(least: number): void {
    let size = SMALLEST;
    while (size <= least) size *= 2;
    const members = [...this.#members()];
    this.#slots = new Array<Slot<V>>(size).fill(undefined);
    this.#filled = members.length;
    for (const entry of members) this.#place(entry, (slot) => slot === undefined);
  }

  *#members(): Generator<Entry<V>> {
    for (let at = 0; at < this.#slots.length; at++) {
      const slot = this.#slots[at];
      if (slot !== undefined && slot !== GONE) yield slot;
    }
  }

  delete(key: Key): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#entries.delete(key);
    this.#slots[this.#slots.indexOf(entry)] = GONE;
    return true;
  }

  clear(): void {
    this.#entries.clear();
    this.#slots = new Array<Slot<V>>(SMALLEST).fill(undefined);
    this.#filled = 0;
    this.#finger = 0;
  }

  /** Takes one out; undefined: there is none. */
  pop(): { readonly value: V } | undefined {
    if (this.size === 0) return undefined;
    const mask = this.#slots.length - 1;
    for (let at = this.#finger & mask; ; at = (at + 1) & mask) {
      const slot = this.#slots[at];
      if (slot === undefined || slot === GONE) continue;
      this.#slots[at] = GONE;
      this.#entries.delete(slot.key);
      this.#finger = at + 1;
      return { value: slot.value };
    }
  }

  /** Makes room for so many more at once, as when members of a set or dict are added. */
  reserve(more: number): void {
    if ((this.#filled + more) * 5 >= (this.#slots.length - 1) * 3) this.#resize((this.size + more) * 2);
  }

  /** Adds all members of another set. */
  merge(other: SetTable<V>): void {
    if (other === this || other.size === 0) return;
    this.reserve(other.size);
    const isEmpty = this.#filled === 0;
    if (isEmpty && this.#slots.length === other.#slots.length && other.#filled === other.size) {
      this.#slots = [...other.#slots];
      for (const entry of other.#members()) this.#entries.set(entry.key, entry);
      this.#filled = other.size;
      this.#count = other.#count;
      return;
    }
    for (const entry of other.#members()) {
      if (this.#entries.has(entry.key)) continue;
      if (isEmpty) {
        this.#entries.set(entry.key, entry);
        this.#place(entry, (slot) => slot === undefined);
        this.#filled++;
      } else this.#add(entry);
    }
  }

  /** Becomes what another one is. */
  take(other: SetTable<V>): void {
    this.clear();
    this.#slots = [...other.#slots];
    for (const entry of other.#members()) this.#entries.set(entry.key, entry);
    this.#filled = other.#filled;
    this.#finger = other.#finger;
    this.#count = other.#count;
  }

  *keys(): Generator<Key> {
    for (const { key } of this.#members()) yield key;
  }

  *values(): Generator<V> {
    for (const { value } of this.#members()) yield value;
  }

  *[Symbol.iterator](): Generator<[Key, V]> {
    for (const { key, value } of this.#members()) yield [key, value];
  }
}
