/** JavaScript's values. Primitives are the host's own; objects are ours, so that none of the host's is in reach. */
import type { Task } from '../../../kernel';
import type { Frame } from './scope';
import type { Vm } from './vm';

export type Value = undefined | null | boolean | number | bigint | string | Sym | Obj;
export type Key = string | Sym;

export class Sym {
  constructor(readonly description: string | undefined) {}
}

export const ITERATOR = new Sym('Symbol.iterator');
export const ASYNC_ITERATOR = new Sym('Symbol.asyncIterator');
export const TO_STRING_TAG = new Sym('Symbol.toStringTag');
export const HAS_INSTANCE = new Sym('Symbol.hasInstance');
export const TO_PRIMITIVE = new Sym('Symbol.toPrimitive');
export const CUSTOM_INSPECT = new Sym('nodejs.util.inspect.custom');

/** A property. With `get` or `set` it is an accessor. */
export interface Slot {
  value: Value;
  get?: Value;
  set?: Value;
  isEnumerable: boolean;
  isFixed?: boolean;
}

export class Obj {
  readonly slots = new Map<Key, Slot>();
  isFrozen = false;
  isExtensible = true;

  constructor(public proto: Obj | null) {}

  own(key: Key): Slot | undefined {
    return this.slots.get(key);
  }

  find(key: Key): Slot | undefined {
    const slot = this.own(key);
    if (slot) return slot;
    for (let one = this.proto; one; one = one.proto) {
      const inherited = one.own(key);
      if (inherited) return inherited;
    }
    return undefined;
  }

  /** Sets without asking anybody: what natives do. */
  put(key: Key, value: Value, isEnumerable = true): this {
    this.slots.set(key, { value, isEnumerable });
    return this;
  }

  remove(key: Key): boolean {
    if (this.isFrozen || this.slots.get(key)?.isFixed) return false;
    this.slots.delete(key);
    return true;
  }

  keys(): Key[] {
    return ordered([...this.slots.keys()]);
  }
}

/** Whole numbers first and by size, as JavaScript lists names. */
function ordered(keys: Key[]): Key[] {
  const symbols = keys.filter((key) => key instanceof Sym);
  if (symbols.length > 0) return [...ordered(keys.filter((key) => typeof key === 'string')), ...symbols];
  const isIndex = (key: Key): key is string => typeof key === 'string' && /^(?:0|[1-9]\d{0,9})$/.test(key);
  if (!keys.some(isIndex)) return keys;
  const indexes = keys.filter(isIndex).sort((a, b) => Number(a) - Number(b));
  return [...indexes, ...keys.filter((key) => !isIndex(key))];
}

export function indexOf(key: Key): number | undefined {
  if (typeof key !== 'string') return undefined;
  const number = Number(key);
  return Number.isInteger(number) && number >= 0 && String(number) === key ? number : undefined;
}

/** Where an array has nothing, not even undefined. */
export const HOLE = new Sym('hole');
export const MAX_LENGTH = 2 ** 24;

export class Arr extends Obj {
  constructor(
    proto: Obj | null,
    public items: Value[],
  ) {
    super(proto);
  }

  override own(key: Key): Slot | undefined {
    if (key === 'length') return { value: this.items.length, isEnumerable: false, isFixed: true };
    const index = indexOf(key);
    if (index === undefined) return this.slots.get(key);
    const item = this.items[index];
    return index < this.items.length && item !== HOLE ? { value: item, isEnumerable: true } : undefined;
  }

  override keys(): Key[] {
    return [
      ...[...this.items.keys()].filter((index) => this.items[index] !== HOLE).map(String),
      ...super.keys(),
    ];
  }
}

export type NativeCode = (
  vm: Vm,
  self: Value,
  args: readonly Value[],
  newTarget?: Obj,
) => Value | Task<Value>;

export class Fn extends Obj {
  /** What `new` does; undefined: it cannot. */
  construct: NativeCode | undefined;
  isClass = false;
  /** False for a Proxy of what cannot be called. */
  isCallable = true;
  /** For super, and for the fields that an instance begins with. */
  home: Obj | undefined;
  fields: ((vm: Vm, instance: Obj) => Task<void>) | undefined;
  isDerived = false;
  /** A function of the language itself: stack traces show it. */
  isBuiltin = false;
  /** What a stack trace calls a function without a name: what it was assigned to. */
  inferredName = '';
  source: string | undefined;

  constructor(
    proto: Obj | null,
    readonly name: string,
    readonly code: NativeCode,
    length = 0,
  ) {
    super(proto);
    this.slots.set('name', { value: name, isEnumerable: false });
    this.slots.set('length', { value: length, isEnumerable: false });
  }
}

export class Err extends Obj {
  stack: StackPlace[] = [];
  /** The code that Node writes behind the name of its own errors: TypeError [ERR_INVALID_ARG_TYPE]. */
  tag: string | undefined;
  /** Shown right below the line that is marked, without an empty line. */
  isBare = false;
  /** What is written in place of its name. */
  title: string | undefined;
}

/** Where a call was made from. */
export interface StackPlace {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Characters that are marked where it is shown. */
  readonly width?: number;
}

export class JsMap extends Obj {
  readonly map = new Map<Value, Value>();
}

export class JsSet extends Obj {
  readonly set = new Set<Value>();
}

export class JsDate extends Obj {
  constructor(
    proto: Obj | null,
    public ms: number,
  ) {
    super(proto);
  }
}

export class JsRegExp extends Obj {
  constructor(
    proto: Obj | null,
    readonly regex: RegExp,
  ) {
    super(proto);
    this.put('lastIndex', 0, false);
  }
}

export class Bytes extends Obj {
  constructor(
    proto: Obj | null,
    readonly data: Uint8Array,
  ) {
    super(proto);
  }

  override own(key: Key): Slot | undefined {
    if (key === 'length') return { value: this.data.length, isEnumerable: false };
    const index = indexOf(key);
    if (index === undefined) return this.slots.get(key);
    return index < this.data.length ? { value: this.data[index], isEnumerable: true } : undefined;
  }
}

/** A box for what natives keep with an object. */
export class Held<T> extends Obj {
  constructor(
    proto: Obj | null,
    public held: T,
  ) {
    super(proto);
  }
}

export class JsPromise extends Obj {
  state: 'pending' | 'fulfilled' | 'rejected' = 'pending';
  result: Value;
  isHandled = false;
  /** The asynchronous function that awaits it. */
  awaiter: Frame | undefined;
  readonly waiting: {
    readonly done: (value: Value) => Task<void>;
    readonly failed: (reason: Value) => Task<void>;
  }[] = [];
}

/** A value on its way up. */
export class Thrown extends Error {
  /** `place`: where the program threw it, for what is no object and cannot tell. */
  constructor(
    readonly value: Value,
    readonly place?: StackPlace,
  ) {
    super('thrown');
  }
}

/** Something that real Node.js has and this one does not. */
export class NotModelled extends Error {}

/** process.exit() */
export class ExitNow extends Error {
  constructor(readonly status: number) {
    super('exit');
  }
}

export function isTask<T>(value: T | Task<T>): value is Task<T> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Obj) &&
    !(value instanceof Sym) &&
    'next' in value
  );
}
