/** What Perl's variables hold, and what ends a block before its end. */
import type { Task } from '../../../kernel';
import type { Output } from '../../shared/output';
import type { Node } from './syntax';

/** A scalar's value. Strings hold bytes, one a character, until something decodes them (perlunicode). */
export type Scalar = undefined | string | number | bigint | Ref | Code | Handle | Dual;

/** What is one thing as a number and another as a text: `$!`. */
export class Dual {
  constructor(
    readonly number: number,
    readonly text: string,
  ) {}
}

/** A variable, or a place of an array or hash: what an alias shares. */
export class Cell {
  constructor(public v: Scalar = undefined) {}
}

export class PArray {
  cells: (Cell | undefined)[] = [];
  blessed: string | undefined;

  static of(values: readonly Scalar[]): PArray {
    const made = new PArray();
    made.cells = values.map((value) => new Cell(value));
    return made;
  }

  /** The place at an index; negative ones count from the end. Undefined: there is none. */
  get(index: number): Cell | undefined {
    return this.cells[index < 0 ? index + this.cells.length : index];
  }

  /** The same, made where it is missing; undefined: before the start. */
  make(index: number): Cell | undefined {
    const at = index < 0 ? index + this.cells.length : index;
    if (at < 0) return undefined;
    while (this.cells.length < at) this.cells.push(undefined);
    return (this.cells[at] ??= new Cell());
  }
}

export class PHash {
  readonly map = new Map<string, Cell>();
  blessed: string | undefined;
  /** Keys that `each` has still to give. */
  left: string[] | undefined;

  get(key: string): Cell | undefined {
    return this.map.get(key);
  }

  make(key: string): Cell {
    let cell = this.map.get(key);
    if (cell === undefined) this.map.set(key, (cell = new Cell()));
    return cell;
  }
}

/** A reference to a scalar, an array or a hash. */
export class Ref {
  constructor(readonly to: Cell | PArray | PHash) {}
}

/** Blessed scalars, by the place. */
export const BLESSED_CELLS = new WeakMap<Cell, string>();

/** The variables of one running of a block, by the number of their declaration. */
export class Scope {
  readonly vars = new Map<number, Cell | PArray | PHash>();

  constructor(readonly parent: Scope | undefined) {}

  find(id: number): Cell | PArray | PHash | undefined {
    const own = this.vars.get(id);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope; scope = scope.parent) {
      const found = scope.vars.get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export class Code {
  blessed: string | undefined;

  constructor(
    readonly name: string,
    readonly body: readonly Node[],
    readonly scope: Scope,
    readonly inPackage: string,
    readonly file: string,
  ) {}
}

/** A compiled pattern of qr//. */
export class Pattern extends Ref {
  constructor(
    readonly source: string,
    readonly flags: string,
  ) {
    super(new Cell(`(?^${flags}:${source})`));
  }
}

/** A file, pipe, folder or text that is open. */
export class Handle {
  /** Bytes that were read and not yet asked for. */
  rest = '';
  isAtEnd = false;
  /** It was read to its end once. */
  hasTold = false;
  lines = 0;
  fd: number | undefined;
  read: (() => Task<Uint8Array>) | undefined;
  out: Output | undefined;
  /** Of `<>`: goes on to the next file; false: there is none. */
  next: (() => Task<boolean>) | undefined;
  isUtf8 = false;
  isFlushed = false;
  /** The command at its other end. */
  pid: number | undefined;
  /** Names of a folder that were not yet asked for. */
  entries: string[] | undefined;
  /** The variable that writing to it fills. */
  into: Cell | undefined;

  constructor(public name: string) {}
}

/** All that has one name. */
export class Glob {
  scalar = new Cell();
  array: PArray | undefined;
  hash: PHash | undefined;
  code: Code | undefined;
  io: Handle | undefined;

  constructor(readonly name: string) {}
}

/** die: comes up to the next eval. */
export class Die extends Error {
  constructor(readonly value: Scalar) {
    super('die');
  }
}

/** next, last and redo. */
export class LoopJump {
  constructor(
    readonly kind: 'next' | 'last' | 'redo',
    readonly label: string | undefined,
  ) {}
}

export class Return {
  constructor(readonly cells: readonly Cell[]) {}
}

export class ExitNow {
  constructor(readonly status: number) {}
}

export class NotModelled extends Error {}

/** Something wrong with the program's text; the whole message, with its place. */
export class CompileError extends Error {}
