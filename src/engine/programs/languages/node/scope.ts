import type { Coroutine } from '../../shared/calls';
import type { Node } from './parse';
import type { Fn, JsPromise, Obj, StackPlace, Value } from './values';

export interface Binding {
  value: Value;
  /** Before its declaration has run. */
  isDead: boolean;
  readonly isConst: boolean;
}

/** One run of a function or of a program, for stack traces and what belongs to it. */
export class Frame {
  at: Node | undefined;
  coroutine: Coroutine | undefined;
  isAsyncGenerator = false;
  /** Of an asynchronous function: what it answers. */
  promise: JsPromise | undefined;
  self: Value;
  isSelfMissing = false;
  callee: Fn | undefined;
  newTarget: Obj | undefined;
  args: readonly Value[] = [];
  /** Node's own places between this and its caller. */
  between: readonly string[] = [];

  constructor(
    readonly name: string,
    readonly file: string,
    /** Nobody, once an asynchronous function has waited. */
    public caller: Frame | undefined,
    /** Whose `this` an arrow function uses. */
    readonly outer: Frame | undefined,
  ) {}

  get place(): StackPlace {
    const { line = 1, column = 0 } = this.at?.loc?.start ?? {};
    return { name: this.name, file: this.file, line, column: column + 1 };
  }
}

export class Scope {
  readonly names = new Map<string, Binding>();

  constructor(
    readonly parent: Scope | undefined,
    readonly frame: Frame,
  ) {}

  find(name: string): Binding | undefined {
    const own = this.names.get(name);
    if (own) return own;
    for (let scope = this.parent; scope; scope = scope.parent) {
      const found = scope.names.get(name);
      if (found) return found;
    }
    return undefined;
  }

  declare(name: string, value: Value, isConst = false): void {
    this.names.set(name, { value, isDead: false, isConst });
  }

  announce(name: string, isConst: boolean): void {
    this.names.set(name, { value: undefined, isDead: true, isConst });
  }
}
