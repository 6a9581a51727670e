/** What a Python program's names stand for. None is null, an int a bigint, a float a number, a str a string. */
import type { Task } from '../../../kernel';
import type { Coroutine } from '../../shared/calls';
import type { FunctionNode, PySyntaxError } from './syntax';
import type { Frame } from './frame';
import { nativeHash } from './hashing';
import { SetTable } from './set-table';
import type { Vm } from './vm';

export type Value = null | boolean | bigint | number | string | Obj;
export type Attributes = Map<string, Value>;

export class Obj {
  attributes: Attributes | undefined;
  readonly #cls: PyClass | undefined;

  /** Missing: a class, whose class is `type`. */
  constructor(cls?: PyClass) {
    this.#cls = cls;
  }

  get cls(): PyClass {
    return this.#cls ?? (this instanceof PyClass ? this.meta : undefined) ?? TYPE;
  }

  /** What is done when nobody has it any more. */
  release?(vm: Vm): Task<void>;

  set(name: string, value: Value): void {
    (this.attributes ??= new Map()).set(name, value);
  }
}

export class PyClass extends Obj {
  readonly mro: readonly PyClass[];
  readonly members: Attributes = new Map();
  /** Of ours: nothing can be set on it. */
  isNative = true;
  /** Makes an empty instance of this or a class below it, before `__init__`. */
  make: ((vm: Vm, cls: PyClass, args: readonly Value[], named: Named) => Value | Task<Value>) | undefined;
  module = 'builtins';
  /** Of a class with __slots__: the only attributes that its things may have. */
  slots: readonly string[] | undefined;
  /** Its own class, where that is not `type`. */
  meta: PyClass | undefined;

  #name: string;
  /** With the classes and functions around it. */
  qualifiedName: string;

  constructor(
    name: string,
    readonly bases: readonly PyClass[] = [],
  ) {
    super();
    this.#name = name;
    this.qualifiedName = name;
    this.meta = bases.map(({ meta }) => meta).find((meta) => meta !== undefined);
    this.mro = [this, ...merge([...bases.map(({ mro }) => [...mro]), [...bases]])];
    this.make = bases.map(({ make }) => make).find((make) => make !== undefined);
  }

  get name(): string {
    return this.#name;
  }

  rename(which: '__name__' | '__qualname__', name: string): void {
    if (which === '__name__') this.#name = name;
    else this.qualifiedName = name;
  }

  find(name: string): Value | undefined {
    for (const cls of this.mro) {
      const found = cls.members.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  isSubclassOf(other: PyClass): boolean {
    return this.mro.includes(other);
  }
}

/** The order in which classes are asked for a name (C3). */
function merge(lists: PyClass[][]): PyClass[] {
  const order: PyClass[] = [];
  for (;;) {
    const left = lists.filter((list) => list.length > 0);
    if (left.length === 0) return order;
    const next = left
      .map(([head]) => head)
      .find((head) => head !== undefined && !left.some((list) => list.indexOf(head) > 0));
    if (next === undefined) throw new InconsistentBases();
    order.push(next);
    for (const list of left) if (list[0] === next) list.shift();
  }
}

export class InconsistentBases extends Error {}

export type Named = ReadonlyMap<string, Value>;
const NO_NAMES: Named = new Map();
export { NO_NAMES };

export type NativeCode = (vm: Vm, args: readonly Value[], named: Named) => Value | Task<Value>;

export const OBJECT = new PyClass('object');
export const TYPE = new PyClass('type', [OBJECT]);
const builtin = (name: string, ...bases: PyClass[]): PyClass =>
  new PyClass(name, bases.length ? bases : [OBJECT]);
export const NONE_TYPE = builtin('NoneType');
export const INT = builtin('int');
export const BOOL = builtin('bool', INT);
export const FLOAT = builtin('float');
export const STR = builtin('str');
export const BYTES = builtin('bytes');
export const BYTEARRAY = builtin('bytearray');
export const LIST = builtin('list');
export const TUPLE = builtin('tuple');
export const DICT = builtin('dict');
export const SET = builtin('set');
export const FROZENSET = builtin('frozenset');
export const RANGE = builtin('range');
export const SLICE = builtin('slice');
export const FUNCTION = builtin('function');
export const BUILTIN = builtin('builtin_function_or_method');
export const METHOD = builtin('method');
export const MODULE = builtin('module');
export const GENERATOR = builtin('generator');
export const COROUTINE = builtin('coroutine');
export const ASYNC_GENERATOR = builtin('async_generator');
export const COMPLEX = builtin('complex');
export const PROPERTY = builtin('property');
export const CLASS_METHOD = builtin('classmethod');
export const STATIC_METHOD = builtin('staticmethod');
export const SUPER = builtin('super');
export const NOT_IMPLEMENTED_TYPE = builtin('NotImplementedType');
export const ELLIPSIS_TYPE = builtin('ellipsis');
export const NOT_IMPLEMENTED = new Obj(NOT_IMPLEMENTED_TYPE);
export const ELLIPSIS = new Obj(ELLIPSIS_TYPE);

/** A thing of a class below int, float or str. */
export class Boxed extends Obj {
  constructor(
    cls: PyClass,
    readonly value: bigint | number | string,
  ) {
    super(cls);
  }
}

/** What a value is to builtin code: of one of a class below int, float or str the number or text itself. */
export function plain(value: Value): Value {
  return value instanceof Boxed ? value.value : value;
}

export class PyComplex extends Obj {
  constructor(
    readonly real: number,
    readonly imaginary: number,
  ) {
    super(COMPLEX);
  }
}

export class PyList extends Obj {
  constructor(
    public items: Value[],
    cls: PyClass = LIST,
  ) {
    super(cls);
  }
}

export class PyTuple extends Obj {
  constructor(
    readonly items: readonly Value[],
    cls: PyClass = TUPLE,
  ) {
    super(cls);
  }
}

export class PyBytes extends Obj {
  constructor(
    public data: Uint8Array,
    cls: PyClass = BYTES,
  ) {
    super(cls);
  }
}

/** What a value is found by in a dict or set: equal values have the same. */
export type Key = string | number | bigint | null | object;

export class PyDict extends Obj {
  /** defaultdict's. */
  factory: Value = null;

  constructor(
    cls: PyClass = DICT,
    readonly map = new Map<Key, [key: Value, value: Value]>(),
  ) {
    super(cls);
  }

  /** For names, which are their own keys. */
  getText(name: string): Value | undefined {
    return this.map.get(textKey(name))?.[1];
  }

  setText(name: string, value: Value): this {
    this.map.set(textKey(name), [name, value]);
    return this;
  }

  get keys(): Value[] {
    return [...this.map.values()].map(([key]) => key);
  }
}

/** Texts are their own keys, but for those that look like the key of a tuple. */
export function textKey(text: string): Key {
  return text.startsWith('\0') ? `\0s${text}` : text;
}

/** A thing with a __hash__ of the program's has its hash in its key. */
function hashOfMember(key: Key, value: Value): bigint | undefined {
  return typeof key === 'string' && key.startsWith('\0h') ? BigInt(key.slice(2)) : nativeHash(value);
}

export class PySet extends Obj {
  readonly map = new SetTable<Value>(hashOfMember);

  constructor(cls: PyClass = SET) {
    super(cls);
  }
}

export class PyRange extends Obj {
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
  ) {
    super(RANGE);
  }

  get length(): bigint {
    const { start, stop, step } = this;
    const span = step > 0n ? stop - start : start - stop;
    const by = step > 0n ? step : -step;
    return span <= 0n ? 0n : (span + by - 1n) / by;
  }
}

export class PySlice extends Obj {
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
  ) {
    super(SLICE);
  }
}

export class PyFunction extends Obj {
  qualifiedName: string;
  /** What its parameters are said to be, by their names; `return` what it gives. */
  annotations: PyDict | undefined;
  /** The class that it was written in, for super(). */
  owner: PyClass | undefined;

  constructor(
    readonly node: FunctionNode,
    public name: string,
    readonly frame: Frame,
    readonly defaults: ReadonlyMap<string, Value>,
  ) {
    super(FUNCTION);
    this.qualifiedName = name;
  }
}

export class Builtin extends Obj {
  constructor(
    readonly name: string,
    readonly code: NativeCode,
  ) {
    super(BUILTIN);
  }
}

export class BoundMethod extends Obj {
  constructor(
    readonly self: Value,
    readonly method: PyFunction | Builtin | Obj,
  ) {
    super(method instanceof PyFunction ? METHOD : BUILTIN);
  }
}

export class PyProperty extends Obj {
  constructor(
    readonly getter: Value,
    readonly setter: Value = null,
    readonly deleter: Value = null,
  ) {
    super(PROPERTY);
  }
}

export class ClassMethod extends Obj {
  constructor(readonly inner: Value) {
    super(CLASS_METHOD);
  }
}

export class StaticMethod extends Obj {
  constructor(readonly inner: Value) {
    super(STATIC_METHOD);
  }
}

export class PySuper extends Obj {
  constructor(
    readonly after: PyClass,
    readonly self: Value,
  ) {
    super(SUPER);
  }
}

export class PyModule extends Obj {
  /**
   * Of ours: `real` are the names that the real one has, 'unknown' where nobody has listed them; asked for one that is
   * missing here, we say so.
   */
  constructor(
    readonly name: string,
    readonly members: Attributes,
    readonly real?: ReadonlySet<string> | 'unknown',
  ) {
    super(MODULE);
  }
}

/** Gives one value after another; undefined: no more. */
export class PyIterator extends Obj {
  constructor(
    cls: PyClass,
    readonly step: (vm: Vm) => Value | undefined | Task<Value | undefined>,
  ) {
    super(cls);
  }
}

/** What an asynchronous generator gives to whoever goes through it; what it waits for goes on up as it is. */
export class AsyncYield {
  constructor(readonly value: Value) {}
}

export class PyAsyncGenerator extends Obj {
  constructor(
    readonly coroutine: Coroutine,
    readonly name: string,
  ) {
    super(ASYNC_GENERATOR);
  }
}

export class PyGenerator extends Obj {
  returned: Value = null;
  /** Where its code stands. */
  frame: Frame | undefined;
  /** What its code was handling when it last stopped. */
  handling: PyException | undefined;
  firstLine = 0;

  constructor(
    readonly coroutine: Coroutine,
    readonly name: string,
    cls: PyClass = GENERATOR,
  ) {
    super(cls);
  }
}

/** Where an exception came through: the innermost place last. */
export interface TracePlace {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  /** Where its number is another than that in `source`. */
  readonly shownLine?: number;
  /** What is printed below instead of a line of `source`, marks included. */
  readonly shown?: string;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly source: readonly string[] | undefined;
  readonly anchors: Anchors | undefined;
  /** `return f()` and `x = f()`: the whole line is no news. */
  readonly isPlain: boolean;
}

/** The part of an expression that is marked with ^; the rest gets ~. */
export interface Anchors {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** From where this bracket stands, at `from` or behind. */
  readonly opens?: string;
}

export class PyException extends Obj {
  args: readonly Value[] = [];
  trace: TracePlace[] = [];
  cause: Value = null;
  context: PyException | undefined;
  isContextHidden = false;
  /** Of a SyntaxError: what is wrong where. */
  syntaxError: { error: PySyntaxError; file: string; lines: readonly string[] | undefined } | undefined;
  /** A name that was looked for in vain, and where: for "Did you mean". */
  suggestion: string | undefined;

  constructor(cls: PyClass) {
    super(cls);
  }
}

/** An exception on its way up. */
export class Raised extends Error {
  constructor(readonly exception: PyException) {
    super(exception.cls.name);
  }
}

/** Something that real Python has and this one does not: ends the program with one line that says so. */
export class NotModelled extends Error {}

export function classOf(value: Value): PyClass {
  switch (typeof value) {
    case 'string':
      return STR;
    case 'bigint':
      return INT;
    case 'number':
      return FLOAT;
    case 'boolean':
      return BOOL;
    default:
      return value === null ? NONE_TYPE : value.cls;
  }
}

export function isTask<T>(value: T | Task<T>): value is Task<T> {
  return typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';
}
