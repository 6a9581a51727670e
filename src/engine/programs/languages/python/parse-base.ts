/** What the two halves of the parser share: tokens one after another, and the names of each scope. */
import { type Expression, type Place, PySyntaxError, type Scope } from './syntax';
import { type Token, tokenize } from './tokens';

export const KEYWORDS: ReadonlySet<string> = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
const MAX_DEPTH = 2000;
const MAX_NESTING = 300;

/** A scope that is still being read. */
export interface OpenScope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly names: Set<string>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
  isGenerator: boolean;
  isAsync: boolean;
  loops: number;
}

export function newScope(kind: OpenScope['kind']): OpenScope {
  return {
    kind,
    names: new Set(),
    globals: new Set(),
    nonlocals: new Set(),
    isGenerator: false,
    isAsync: false,
    loops: 0,
  };
}

export function closedScope(scope: OpenScope): Scope {
  const names = new Set(scope.names);
  for (const name of [...scope.globals, ...scope.nonlocals]) names.delete(name);
  return { names, globals: scope.globals, nonlocals: scope.nonlocals };
}

/** An expression without its place. */
type Bare<E> = E extends unknown ? Omit<E, keyof Place | 'depth'> : never;

export abstract class ParserBase {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  protected readonly scopes: OpenScope[] = [newScope('module')];
  #nesting = 0;

  constructor(
    readonly source: string,
    tokens?: readonly Token[],
  ) {
    this.tokens = tokens ?? tokenize(source);
  }

  protected get scope(): OpenScope {
    return this.scopes[this.scopes.length - 1] ?? newScope('module');
  }

  /** Where names go that are bound inside of a comprehension by := */
  protected get outerScope(): OpenScope {
    return this.scopes.findLast(({ kind }) => kind !== 'comprehension') ?? this.scope;
  }

  protected get token(): Token {
    const token = this.tokens[this.at] ?? this.tokens[this.tokens.length - 1];
    if (token === undefined) throw new Error('no tokens');
    return token;
  }

  protected get previous(): Token {
    return this.tokens[this.at - 1] ?? this.token;
  }

  protected peek(ahead = 1): Token {
    return this.tokens[this.at + ahead] ?? this.token;
  }

  protected next(): Token {
    const token = this.token;
    if (this.at < this.tokens.length - 1) this.at++;
    return token;
  }

  /** Whether the operator or keyword stands here. */
  protected is(text: string): boolean {
    const { kind, text: here } = this.token;
    return here === text && (kind === 'operator' || kind === 'name');
  }

  protected isKind(kind: Token['kind']): boolean {
    return this.token.kind === kind;
  }

  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  protected expect(text: string): Token {
    if (this.is(text)) return this.next();
    if (text === ':') this.fail("expected ':'");
    return this.unexpected();
  }

  protected get isName(): boolean {
    return this.token.kind === 'name' && !KEYWORDS.has(this.token.text);
  }

  protected name(): string {
    if (!this.isName) return this.unexpected();
    return this.next().text;
  }

  protected fail(message: string, place: Place = this.token): never {
    throw new PySyntaxError(message, place);
  }

  protected unexpected(): never {
    const { token } = this;
    if (token.kind === 'indent')
      throw new PySyntaxError('unexpected indent', token, 'IndentationError', false, true);
    throw new PySyntaxError('invalid syntax', token, 'SyntaxError', token.kind === 'end');
  }

  protected from(start: Place, end: Place = this.previous): Place {
    return { line: start.line, column: start.column, endLine: end.endLine, endColumn: end.endColumn };
  }

  protected node(
    shape: Bare<Expression>,
    place: Place,
    ...inner: readonly (Expression | undefined)[]
  ): Expression {
    const depth = 1 + inner.reduce((most, one) => Math.max(most, one?.depth ?? 0), 0);
    if (depth > MAX_DEPTH) this.fail('too many nested expressions', place);
    const { line, column, endLine, endColumn } = place;
    return { ...shape, line, column, endLine, endColumn, depth } as Expression;
  }

  /** Runs one rule that may hold itself. */
  protected nested<T>(rule: () => T): T {
    if (++this.#nesting > MAX_NESTING) this.fail('too many nested parentheses');
    try {
      return rule();
    } finally {
      this.#nesting--;
    }
  }

  /** Reads something with names of its own. */
  protected within<T>(kind: OpenScope['kind'], rule: (scope: OpenScope) => T): T {
    const scope = newScope(kind);
    this.scopes.push(scope);
    try {
      return rule(scope);
    } finally {
      this.scopes.pop();
    }
  }
}
