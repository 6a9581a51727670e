import type { Coroutine } from '../../shared/calls';
import type { Expression, Scope, Statement } from './syntax';
import type { Anchors, Attributes, PyClass, Raised, TracePlace, Value } from './values';

/** What a traceback says of where code is from. */
export interface CodeFile {
  readonly name: string;
  /** undefined: it cannot be shown. */
  readonly lines: readonly string[] | undefined;
  /** Of the library: which lines of ours stand for which of the real one, outermost first. The others are not told of. */
  readonly real?: ReadonlyMap<number, readonly RealLine[]>;
}

/** A line of the real library. */
export interface RealLine {
  readonly line: number;
  readonly file: string;
  /** Where a traceback shows another function and other text than ours: with its marks. */
  readonly shown?: { readonly name: string; readonly text: string };
}

/** One run of a module, function, class body or comprehension. */
export class Frame {
  /** What is being done, for tracebacks. */
  at: Expression | Statement | undefined;
  statement: Statement | undefined;
  returned: Value = null;
  coroutine: Coroutine | undefined;
  /** Of an asynchronous generator: what it gives is told from what it waits for. */
  isAsyncGenerator = false;
  /** Who called. */
  caller: Frame | undefined;
  /** For super() without arguments. */
  owner: PyClass | undefined;
  self: Value | undefined;

  constructor(
    readonly kind: 'module' | 'function' | 'class' | 'comprehension',
    readonly scope: Scope,
    /** The function around it. */
    readonly parent: Frame | undefined,
    readonly values: Attributes,
    readonly globals: Attributes,
    readonly file: CodeFile,
    readonly name: string,
    /** With the classes and functions around it. */
    readonly qualifiedName = name,
  ) {}

  /** Where functions that are made here look for names of functions around them. */
  get closure(): Frame | undefined {
    return this.kind === 'module' ? undefined : this.kind === 'class' ? this.parent : this;
  }

  /** Names of a function's parameters, first. */
  parameters: readonly string[] = [];

  /** The run of a function that a comprehension belongs to. */
  get function(): Frame {
    return this.kind === 'comprehension' && this.parent ? this.parent.function : this;
  }

  find(name: string): Value | undefined {
    if (this.kind === 'module') return this.globals.get(name);
    if (this.scope.names.has(name)) {
      const own = this.values.get(name);
      return own === undefined && this.kind === 'class' ? this.globals.get(name) : own;
    }
    if (!this.scope.globals.has(name)) {
      for (let frame = this.parent; frame; frame = frame.parent) {
        if (frame.scope.names.has(name)) return frame.values.get(name);
      }
    }
    return this.globals.get(name);
  }

  /** Whether a name that was not found has a place here, where nothing was put yet. */
  placeOf(name: string): 'local' | 'enclosing' | 'global' {
    if (this.kind === 'module' || this.kind === 'class') return 'global';
    if (this.scope.names.has(name)) return 'local';
    for (let frame = this.parent; frame; frame = frame.parent) {
      if (frame.scope.names.has(name)) return 'enclosing';
    }
    return 'global';
  }

  #home(name: string): Attributes {
    if (this.kind === 'module') return this.globals;
    if (this.scope.names.has(name)) return this.values;
    if (!this.scope.globals.has(name)) {
      for (let frame = this.parent; frame; frame = frame.parent) {
        if (frame.scope.names.has(name)) return frame.values;
      }
    }
    return this.globals;
  }

  assign(name: string, value: Value): void {
    this.#home(name).set(name, value);
  }

  remove(name: string): boolean {
    return this.#home(name).delete(name);
  }

  /** Notes on an exception that it came through here; once, however often it is caught and let go on. */
  mark(raised: Raised): void {
    if (marked.get(raised) === this) return;
    marked.set(raised, this);
    const { at } = this;
    if (at === undefined) return;
    const { real } = this.file;
    const lines = real === undefined ? [undefined] : (real.get(at.line) ?? []);
    raised.exception.trace.unshift(...lines.map((line) => this.place(at, line)));
  }

  /** An exception that was thrown into a coroutine before its first line is told of at its definition. */
  markDefinition({ exception }: Raised, line: number): void {
    if (this.file.real !== undefined && !this.file.real.has(line)) return;
    const range = { line, column: 0, endLine: line, endColumn: Infinity };
    exception.trace.unshift({ ...this.#where(line), ...range, anchors: undefined, isPlain: true });
  }

  /** An exception that is raised again as it was: this frame is in its traceback already. */
  keepMark(raised: Raised): Raised {
    marked.set(raised, this);
    return raised;
  }

  place(at: Expression | Statement, real?: RealLine): TracePlace {
    // Of a statement with a block, its first line.
    const hasBlock = 'body' in at || at.kind === 'function' || at.kind === 'match';
    return {
      ...this.#where(at.line, real),
      line: at.line,
      column: at.column,
      endLine: hasBlock ? at.line : at.endLine,
      endColumn: hasBlock ? Infinity : at.endColumn,
      anchors: anchorsOf(at),
      isPlain: isWholeCall(this.statement, at) && this.#beginsLine(this.statement),
    };
  }

  #where(
    line: number,
    real = this.file.real?.get(line)?.[0],
  ): Pick<TracePlace, 'file' | 'shownLine' | 'shown' | 'name' | 'source'> {
    return {
      file: real?.file ?? this.file.name,
      ...(real && { shownLine: real.line }),
      ...(real?.shown && { shown: real.shown.text }),
      name: real?.shown?.name ?? this.name,
      source: this.file.lines,
    };
  }

  /** Python reads the lines of the place alone, so that `def f(): return g()` is no return to it. */
  #beginsLine(statement: Statement | undefined): boolean {
    const line = statement && this.file.lines?.[statement.line - 1];
    return line === undefined || line.slice(0, statement?.column).trim() === '';
  }
}

const marked = new WeakMap<Raised, Frame>();

function anchorsOf(at: Expression | Statement): Anchors | undefined {
  switch (at.kind) {
    case 'binary': {
      const { line, column } = at.operatorPlace;
      return { line, from: column, to: column + at.operator.length };
    }
    case 'subscript':
      return { line: at.object.endLine, from: at.object.endColumn, to: Infinity, opens: '[' };
    case 'call':
      return { line: at.callee.endLine, from: at.callee.endColumn, to: Infinity, opens: '(' };
    default:
      return undefined;
  }
}

/** `return f()` and `x = f()`: a mark under the whole of it would say nothing. */
function isWholeCall(statement: Statement | undefined, at: Expression | Statement): boolean {
  if (at.kind !== 'call' || statement === undefined) return false;
  if (statement.kind === 'return') return statement.value === at && at.callee.kind === 'name';
  const [target, ...more] = statement.kind === 'assign' ? statement.targets : [];
  const isOneName = target?.kind === 'name' && more.length === 0;
  return statement.kind === 'assign' && statement.value === at && isOneName;
}
