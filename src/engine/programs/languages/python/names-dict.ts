/** Names and what they stand for, as a dict that changes them: globals(), `thing.__dict__`. */
import { type Attributes, type Key, PyDict, textKey, type Value } from './values';

type Item = [key: Value, value: Value];

/** A map of names seen as a dict's; keys that are no texts are kept beside them. */
class NameTable extends Map<Key, Item> {
  // A map's constructor may not touch what is not there yet.
  readonly #names: Attributes;

  constructor(names: Attributes) {
    super();
    this.#names = names;
  }

  #nameOf(key: Key): string | undefined {
    if (typeof key !== 'string') return undefined;
    if (!key.startsWith('\0')) return key;
    return key.startsWith('\0s') ? key.slice(2) : undefined;
  }

  override get size(): number {
    return super.size + this.#names.size;
  }

  override get(key: Key): Item | undefined {
    const name = this.#nameOf(key);
    if (name === undefined) return super.get(key);
    const value = this.#names.get(name);
    return value === undefined ? undefined : [name, value];
  }

  override has(key: Key): boolean {
    const name = this.#nameOf(key);
    return name === undefined ? super.has(key) : this.#names.has(name);
  }

  override set(key: Key, item: Item): this {
    const name = this.#nameOf(key);
    if (name === undefined) super.set(key, item);
    else this.#names.set(name, item[1]);
    return this;
  }

  override delete(key: Key): boolean {
    const name = this.#nameOf(key);
    return name === undefined ? super.delete(key) : this.#names.delete(name);
  }

  override clear(): void {
    super.clear();
    this.#names.clear();
  }

  override *entries(): MapIterator<[Key, Item]> {
    for (const [name, value] of this.#names) yield [textKey(name), [name, value]];
    yield* super.entries();
  }

  override *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  override *values(): MapIterator<Item> {
    for (const [, item] of this.entries()) yield item;
  }

  override [Symbol.iterator](): MapIterator<[Key, Item]> {
    return this.entries();
  }

  override forEach(callback: (item: Item, key: Key, map: Map<Key, Item>) => void): void {
    for (const [key, item] of this.entries()) callback(item, key, this);
  }
}

/** The dict of some names: what is set in it is set for the program, too. */
export function namesDict(names: Attributes): PyDict {
  const known = dicts.get(names);
  if (known) return known;
  const made = new PyDict(undefined, new NameTable(names));
  dicts.set(names, made);
  return made;
}

const dicts = new WeakMap<Attributes, PyDict>();

/** A dict seen as the names that code runs with: exec(code, names). */
export class DictNames extends Map<string, Value> {
  readonly #dict: PyDict;

  constructor(dict: PyDict) {
    super();
    this.#dict = dict;
  }

  override get size(): number {
    return [...this.keys()].length;
  }

  override get(name: string): Value | undefined {
    return this.#dict.getText(name);
  }

  override has(name: string): boolean {
    return this.#dict.map.has(textKey(name));
  }

  override set(name: string, value: Value): this {
    this.#dict.setText(name, value);
    return this;
  }

  override delete(name: string): boolean {
    return this.#dict.map.delete(textKey(name));
  }

  override *entries(): MapIterator<[string, Value]> {
    for (const [key, value] of this.#dict.map.values()) if (typeof key === 'string') yield [key, value];
  }

  override *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}
