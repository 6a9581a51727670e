import { closedScope, KEYWORDS } from './parse-base';
import { ExpressionParser } from './parse-expressions';
import { parsePattern } from './parse-patterns';
import {
  type Case,
  type Expression,
  type FunctionNode,
  type Handler,
  type ImportedName,
  type Place,
  PySyntaxError,
  type Scope,
  type Statement,
  type TypeParameter,
} from './syntax';
import { tokenize } from './tokens';

const AUGMENTED: ReadonlySet<string> = new Set([
  '+=',
  '-=',
  '*=',
  '/=',
  '//=',
  '%=',
  '**=',
  '&=',
  '|=',
  '^=',
  '<<=',
  '>>=',
  '@=',
]);

export interface Program {
  readonly body: readonly Statement[];
  readonly scope: Scope;
}

/** Reads a whole program. Throws PySyntaxError. */
export function parseProgram(source: string): Program {
  return new Parser(source).program();
}

/** Reads one expression, for eval(). */
export function parseExpression(source: string): Expression {
  return new Parser(source.trim()).onlyExpression();
}

class Parser extends ExpressionParser {
  program(): Program {
    const body: Statement[] = [];
    this.reading(() => {
      while (this.token.kind !== 'end') body.push(...this.statement());
    });
    return { body, scope: closedScope(this.scope) };
  }

  onlyExpression(): Expression {
    return this.reading(() => {
      const value = this.expressionList();
      while (this.token.kind === 'newline') this.next();
      if (this.token.kind !== 'end') this.unexpected();
      return value;
    });
  }

  /** What is wrong on a line below a bracket that nothing closes is that bracket. */
  protected reading<T>(rule: () => T): T {
    try {
      return rule();
    } catch (error) {
      const end = this.tokens[this.tokens.length - 1];
      if (!(error instanceof PySyntaxError) || end?.unclosed === undefined) throw error;
      const { text, place } = end.unclosed;
      const isAtEnd = error.place.line === end.line && error.place.column >= end.column;
      if (!isAtEnd && error.place.endLine <= place.line) throw error;
      throw new PySyntaxError(`'${text}' was never closed`, place, 'SyntaxError', true);
    }
  }

  protected piece(source: string, origin: { line: number; column: number }): Expression {
    const inner = new Parser(source, tokenize(source, origin, true));
    inner.scopes.splice(0, 1, ...this.scopes);
    const value = inner.is('yield') ? inner.yieldExpression() : inner.expressionList();
    if (inner.token.kind === 'newline') inner.next();
    if (inner.token.kind !== 'end') inner.fail('f-string: invalid syntax', inner.token);
    return value;
  }

  protected statement(): Statement[] {
    const start = this.token;
    if (start.kind === 'indent') this.unexpected();
    if (start.kind === 'name') {
      switch (start.text) {
        case 'if':
          return [this.ifStatement()];
        case 'while':
          return [this.whileStatement()];
        case 'for':
          return [this.forStatement()];
        case 'try':
          return [this.tryStatement()];
        case 'with':
          return [this.withStatement()];
        case 'def':
          return [this.functionStatement([], start, false)];
        case 'class':
          return [this.classStatement([], start)];
        case 'async':
          return [this.asyncStatement()];
        case 'match': {
          const match = this.matchStatement();
          if (match) return [match];
        }
      }
    }
    if (this.is('@')) return [this.decorated()];
    return this.simpleLine();
  }

  protected simpleLine(): Statement[] {
    const statements = [this.simple()];
    while (this.accept(';')) {
      if (this.token.kind === 'newline') break;
      statements.push(this.simple());
    }
    if (this.token.kind !== 'newline') this.unexpected();
    this.next();
    return statements;
  }

  protected simple(): Statement {
    const start = this.token;
    if (start.kind === 'name') {
      switch (start.text) {
        case 'pass':
          this.next();
          return { kind: 'pass', ...this.from(start) };
        case 'break':
        case 'continue':
          this.next();
          if (this.scope.loops === 0) {
            this.fail(
              start.text === 'break' ? "'break' outside loop" : "'continue' not properly in loop",
              this.from(start),
            );
          }
          return { kind: start.text, ...this.from(start) };
        case 'return':
          return this.returnStatement();
        case 'raise': {
          this.next();
          const value = this.startsExpression() ? this.expression() : undefined;
          const cause = value && this.accept('from') ? this.expression() : undefined;
          return { kind: 'raise', value, cause, ...this.from(start) };
        }
        case 'global':
        case 'nonlocal':
          return this.scopeStatement();
        case 'del': {
          this.next();
          const list = this.deleted();
          const isBare = list.kind === 'tuple' && list.items.length > 0;
          return { kind: 'delete', targets: isBare ? list.items : [list], ...this.from(start) };
        }
        case 'assert': {
          this.next();
          const test = this.expression();
          const message = this.accept(',') ? this.expression() : undefined;
          return { kind: 'assert', test, message, ...this.from(start) };
        }
        case 'import':
          return this.importStatement();
        case 'from':
          return this.fromStatement();
        case 'print':
        case 'exec': {
          const after = this.peek();
          if (
            after.kind === 'string' ||
            after.kind === 'number' ||
            (after.kind === 'name' && !KEYWORDS.has(after.text))
          ) {
            this.next();
            const value = this.expressionList();
            this.fail(
              `Missing parentheses in call to '${start.text}'. Did you mean ${start.text}(...)?`,
              this.from(start, { ...this.from(value) }),
            );
          }
          break;
        }
        case 'type':
          if (this.peek().kind === 'name' && ['=', '['].includes(this.peek(2).text)) return this.typeAlias();
      }
    }
    return this.assignment();
  }

  /** What `del` takes away. */
  protected deleted(): Expression {
    const at = this.at;
    const names = new Set(this.scope.names);
    const list = this.expressionList();
    if (list.kind === 'call') this.fail('cannot delete function call', list);
    if (list.kind === 'constant') this.fail('cannot delete literal', list);
    this.at = at;
    for (const name of [...this.scope.names]) if (!names.has(name)) this.scope.names.delete(name);
    return this.targets();
  }

  protected returnStatement(): Statement {
    const start = this.next();
    if (this.scope.kind !== 'function') this.fail("'return' outside function", this.lineOf(start));
    const value = this.startsExpression() ? this.expressionList() : undefined;
    return { kind: 'return', value, ...this.from(start) };
  }

  /** From here to the end of the statement. */
  protected lineOf(start: Place): Place {
    let ahead = 0;
    while (!['newline', 'end'].includes(this.peek(ahead).kind) && !(this.peek(ahead).text === ';')) ahead++;
    return this.from(start, ahead === 0 ? this.previous : this.peek(ahead - 1));
  }

  protected scopeStatement(): Statement {
    const start = this.next();
    const names = start.text === 'global' ? this.scope.globals : this.scope.nonlocals;
    do {
      const place = this.token;
      const name = this.name();
      if (this.scope.names.has(name)) {
        this.fail(`name '${name}' is assigned to before ${start.text} declaration`, this.from(start, place));
      }
      names.add(name);
    } while (this.accept(','));
    if (start.text === 'nonlocal') {
      if (!this.scopes.slice(1, -1).some(({ kind }) => kind === 'function')) {
        const [name = ''] = [...names];
        this.fail(
          this.scopes.length === 1
            ? 'nonlocal declaration not allowed at module level'
            : `no binding for nonlocal '${name}' found`,
          this.from(start),
        );
      }
    }
    return { kind: 'scope', ...this.from(start) };
  }

  protected dotted(): string {
    let name = this.name();
    while (this.accept('.')) name += `.${this.name()}`;
    return name;
  }

  protected importStatement(): Statement {
    const start = this.next();
    if (this.token.kind === 'newline') this.fail("Expected one or more names after 'import'");
    const names: ImportedName[] = [];
    do {
      const name = this.dotted();
      const as = this.accept('as') ? this.name() : undefined;
      this.scope.names.add(as ?? name.split('.')[0] ?? name);
      names.push({ name, as });
    } while (this.accept(','));
    return { kind: 'import', names, ...this.from(start) };
  }

  protected fromStatement(): Statement {
    const start = this.next();
    let level = 0;
    while (this.is('.') || this.is('...')) level += this.next().text.length;
    const module = this.is('import') && level > 0 ? '' : this.dotted();
    this.expect('import');
    if (module === '__future__' && this.is('annotations')) this.hasTextAnnotations = true;
    const names: ImportedName[] = [];
    if (this.accept('*')) return { kind: 'from', module, level, names, ...this.from(start) };
    const isWrapped = this.accept('(');
    do {
      if (isWrapped && this.is(')')) break;
      const name = this.name();
      const as = this.accept('as') ? this.name() : undefined;
      this.scope.names.add(as ?? name);
      names.push({ name, as });
    } while (this.accept(','));
    if (isWrapped) this.expect(')');
    return { kind: 'from', module, level, names, ...this.from(start) };
  }

  protected assignment(): Statement {
    const start = this.token;
    const first = this.is('yield') ? this.yieldExpression() : this.expressionList();
    if (this.is(':') && (first.kind === 'tuple' || first.kind === 'list'))
      this.fail(`only single target (not ${first.kind}) can be annotated`, first);
    if (this.accept(':')) {
      this.bind(first, " here. Maybe you meant '==' instead of '='?");
      const annotation = this.annotation();
      const value = this.accept('=')
        ? this.is('yield')
          ? this.yieldExpression()
          : this.expressionList()
        : undefined;
      return { kind: 'annotate', target: first, annotation, value, ...this.from(start) };
    }
    if (this.token.kind === 'operator' && AUGMENTED.has(this.token.text)) {
      const operator = this.next().text.slice(0, -1);
      if (first.kind !== 'name' && first.kind !== 'attribute' && first.kind !== 'subscript') {
        this.fail(
          `'${first.kind === 'tuple' ? 'tuple' : 'expression'}' is an illegal expression for augmented assignment`,
          first,
        );
      }
      this.bind(first, '');
      const value = this.is('yield') ? this.yieldExpression() : this.expressionList();
      return { kind: 'augment', target: first, operator, value, ...this.from(start) };
    }
    if (!this.is('=')) {
      if (this.startsExpression() && first.kind !== 'name') this.unexpected();
      return { kind: 'expression', value: first, ...this.from(start) };
    }
    const targets: Expression[] = [];
    let value = first;
    while (this.accept('=')) {
      const isConstant =
        value.kind === 'constant' && (value.value === null || typeof value.value === 'boolean');
      this.bind(value, isConstant ? '' : " here. Maybe you meant '==' instead of '='?");
      targets.push(value);
      value = this.is('yield') ? this.yieldExpression() : this.expressionList();
    }
    return { kind: 'assign', targets, value, ...this.from(start) };
  }

  // Compound statements

  /** `isForced`: nothing but a colon may stand here; elsewhere only a line's end says that it is missing. */
  protected block(what: string, line: number, isForced = false): readonly Statement[] {
    if (!this.is(':') && !isForced && this.token.kind !== 'newline') this.unexpected();
    this.expect(':');
    if (this.token.kind !== 'newline') return this.simpleLine();
    this.next();
    if (!this.isKind('indent')) {
      throw new PySyntaxError(
        `expected an indented block after ${what} on line ${String(line)}`,
        this.token,
        'IndentationError',
        this.isKind('end'),
      );
    }
    this.next();
    const body: Statement[] = [];
    while (!this.isKind('dedent') && !this.isKind('end')) body.push(...this.statement());
    if (this.isKind('dedent')) this.next();
    return body;
  }

  protected condition(): Expression {
    const start = this.token;
    const test = this.namedExpression();
    if (this.is('=')) {
      this.next();
      const right = this.disjunction();
      this.fail(
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        this.from(start, this.from(start, right)),
      );
    }
    return test;
  }

  protected ifStatement(): Statement {
    const start = this.next();
    const test = this.condition();
    const body = this.block(`'${start.text}' statement`, start.line);
    let otherwise: readonly Statement[] = [];
    if (this.is('elif')) otherwise = [this.nested(() => this.ifStatement())];
    else if (this.is('else')) {
      const { line } = this.next();
      otherwise = this.block("'else' statement", line, true);
    }
    return { kind: 'if', test, body, otherwise, ...this.from(start) };
  }

  protected loop(
    what: string,
    line: number,
  ): { body: readonly Statement[]; otherwise: readonly Statement[] } {
    this.scope.loops++;
    const body = this.block(what, line);
    this.scope.loops--;
    let otherwise: readonly Statement[] = [];
    if (this.is('else')) {
      const { line: elseLine } = this.next();
      otherwise = this.block("'else' statement", elseLine, true);
    }
    return { body, otherwise };
  }

  protected whileStatement(): Statement {
    const start = this.next();
    const test = this.condition();
    return { kind: 'while', test, ...this.loop("'while' statement", start.line), ...this.from(start) };
  }

  protected forStatement(): Statement {
    const start = this.next();
    const target = this.targets();
    this.expect('in');
    const iterable = this.expressionList();
    return {
      kind: 'for',
      isAsync: false,
      target,
      iterable,
      ...this.loop("'for' statement", start.line),
      ...this.from(start),
    };
  }

  protected tryStatement(): Statement {
    const start = this.next();
    const body = this.block("'try' statement", start.line, true);
    const handlers: Handler[] = [];
    let isStar = false;
    while (this.is('except')) {
      const begin = this.next();
      const star = this.accept('*');
      if (handlers.length > 0 && star !== isStar)
        this.fail("cannot have both 'except' and 'except*' on the same 'try'", begin);
      isStar = star;
      const type = this.is(':') ? undefined : this.expression();
      if (this.is(',')) this.fail('multiple exception types must be parenthesized', this.from(type ?? begin));
      const name = this.accept('as') ? this.name() : undefined;
      if (name !== undefined) this.scope.names.add(name);
      handlers.push({ type, name, body: this.block("'except' statement", begin.line), ...this.from(begin) });
    }
    let otherwise: readonly Statement[] = [];
    if (handlers.length > 0 && this.is('else'))
      otherwise = this.block("'else' statement", this.next().line, true);
    let final: readonly Statement[] = [];
    if (this.is('finally')) final = this.block("'finally' statement", this.next().line, true);
    else if (handlers.length === 0) {
      throw new PySyntaxError(
        "expected 'except' or 'finally' block",
        this.token,
        'SyntaxError',
        this.token.kind === 'end',
      );
    }
    return { kind: 'try', body, handlers, otherwise, final, isStar, ...this.from(start) };
  }

  protected withStatement(): Statement {
    const start = this.next();
    const items: { context: Expression; target: Expression | undefined }[] = [];
    const isWrapped = this.is('(') && this.isWrappedWith();
    if (isWrapped) this.next();
    do {
      if (isWrapped && this.is(')')) break;
      const context = this.expression();
      const target = this.accept('as') ? this.primary() : undefined;
      if (target) this.bind(target, '');
      items.push({ context, target });
    } while (this.accept(','));
    if (isWrapped) this.expect(')');
    return {
      kind: 'with',
      isAsync: false,
      items,
      body: this.block("'with' statement", start.line),
      ...this.from(start),
    };
  }

  /** Whether the brackets after `with` hold items, not one expression: there is `as` in them, or `):` behind. */
  protected isWrappedWith(): boolean {
    let depth = 0;
    for (let at = this.at; at < this.tokens.length; at++) {
      const { text, kind } = this.tokens[at] ?? this.token;
      if (kind === 'operator' && '([{'.includes(text)) depth++;
      else if (kind === 'operator' && ')]}'.includes(text) && --depth === 0) return false;
      else if (depth === 1 && kind === 'name' && text === 'as') return true;
    }
    return false;
  }

  protected decorated(): Statement {
    const start = this.token;
    const decorators: Expression[] = [];
    while (this.accept('@')) {
      decorators.push(this.namedExpression());
      if (this.token.kind !== 'newline') this.unexpected();
      this.next();
    }
    if (this.is('class')) return this.classStatement(decorators, start);
    const isAsync = this.accept('async');
    if (!this.is('def')) this.unexpected();
    return this.functionStatement(decorators, start, isAsync);
  }

  protected asyncStatement(): Statement {
    const start = this.next();
    if (this.is('def')) return this.functionStatement([], start, true);
    if (!this.is('for') && !this.is('with')) return this.unexpected();
    const statement = this.is('for') ? this.forStatement() : this.withStatement();
    const isWithin = this.scope.kind === 'function' && this.scope.isAsync;
    if (!isWithin) {
      const what = statement.kind === 'for' ? 'for' : 'with';
      this.fail(`'async ${what}' outside async function`, { ...statement, column: start.column });
    }
    return { ...statement, isAsync: true, line: start.line, column: start.column } as Statement;
  }

  protected functionStatement(decorators: readonly Expression[], start: Place, isAsync: boolean): Statement {
    const def = this.next();
    const name = this.name();
    this.scope.names.add(name);
    const typeParameters = this.typeParameters();
    const inner = (): FunctionNode =>
      this.within('function', (scope): FunctionNode => {
        scope.isAsync = isAsync;
        if (!this.is('(')) this.fail("expected '('");
        this.next();
        const parameters = this.parameters(')', true);
        this.expect(')');
        const returns = this.accept('->') ? this.outside(() => this.annotation()) : undefined;
        const body = this.block('function definition', def.line, true);
        const { isGenerator } = scope;
        const documentation = documentationOf(body);
        return {
          name,
          parameters,
          body,
          scope: closedScope(scope),
          isGenerator,
          isAsync,
          documentation,
          line: def.line,
          ...(returns && { returns }),
          ...(typeParameters.length > 0 && { typeParameters }),
        };
      });
    const definition = this.withTypeParameters(typeParameters, inner);
    return { kind: 'function', definition, decorators, ...this.from(start) };
  }

  protected classStatement(decorators: readonly Expression[], start: Place): Statement {
    const { line } = this.next();
    const name = this.name();
    this.scope.names.add(name);
    const typeParameters = this.typeParameters();
    const { args, body, scope } = this.withTypeParameters(typeParameters, () => {
      const bases = this.is('(') ? this.args() : [];
      const read = this.within('class', (inner) => {
        const statements = this.block('class definition', line);
        return { body: statements, scope: closedScope(inner) };
      });
      return { args: bases, ...read };
    });
    const documentation = documentationOf(body);
    const generic = typeParameters.length > 0 && { typeParameters };
    return {
      kind: 'class',
      name,
      args,
      body,
      scope,
      decorators,
      documentation,
      ...generic,
      ...this.from(start),
    };
  }

  /** `[T, *Ts]` behind the name of a function, class or alias. */
  protected typeParameters(): TypeParameter[] {
    const found: TypeParameter[] = [];
    if (!this.accept('[')) return found;
    while (!this.is(']')) {
      const stars = this.accept('**') ? 2 : this.accept('*') ? 1 : 0;
      const name = this.name();
      const bound = this.accept(':') ? this.expression() : undefined;
      if (this.accept('=')) this.expression();
      found.push({ name, stars, ...(bound && { bound }) });
      if (!this.accept(',')) break;
    }
    this.expect(']');
    return found;
  }

  /** Reads what may use type parameters: they are names of a scope around it. */
  protected withTypeParameters<T>(parameters: readonly TypeParameter[], rule: () => T): T {
    if (parameters.length === 0) return rule();
    return this.within('comprehension', (scope) => {
      for (const { name } of parameters) scope.names.add(name);
      return rule();
    });
  }

  /** `type Name[T] = value`, whose value is looked at when it is asked for. */
  protected typeAlias(): Statement {
    const start = this.next();
    const name = this.name();
    this.scope.names.add(name);
    const typeParameters = this.typeParameters();
    this.expect('=');
    const value = this.withTypeParameters(typeParameters, () =>
      this.within('function', (scope): FunctionNode => {
        const given = this.expression();
        const body: Statement[] = [{ kind: 'return', value: given, ...this.from(given) }];
        const { line } = start;
        const plain = { parameters: [], isGenerator: false, isAsync: false, documentation: null, line };
        return { name, body, scope: closedScope(scope), ...plain };
      }),
    );
    return { kind: 'type alias', name, typeParameters, value, ...this.from(start) };
  }

  /** `match` is only a word: undefined where it begins something else. */
  protected matchStatement(): Statement | undefined {
    const at = this.at;
    const start = this.next();
    if (!this.startsExpression() || this.isMatchAName()) {
      this.at = at;
      return undefined;
    }
    const subject = this.expressionList();
    this.expect(':');
    if (this.token.kind !== 'newline' || this.peek().kind !== 'indent') {
      throw new PySyntaxError(
        `expected an indented block after 'match' statement on line ${String(start.line)}`,
        this.token,
        'IndentationError',
        this.peek().kind === 'end',
      );
    }
    this.next();
    this.next();
    const cases: Case[] = [];
    while (this.is('case')) {
      const { line } = this.next();
      const pattern = parsePattern(this.patternTokens());
      const guard = this.accept('if') ? this.namedExpression() : undefined;
      cases.push({ pattern, guard, body: this.block("'case' statement", line) });
    }
    if (!this.isKind('dedent')) this.unexpected();
    this.next();
    return { kind: 'match', subject, cases, ...this.from(start) };
  }

  /** A line that begins with `match` is such a statement if it ends with a colon and has an indented `case`. */
  protected isMatchAName(): boolean {
    let at = this.at;
    let depth = 0;
    for (; at < this.tokens.length; at++) {
      const { kind, text } = this.tokens[at] ?? this.token;
      if (kind === 'newline' || kind === 'end') return true;
      if (kind === 'operator' && '([{'.includes(text)) depth++;
      if (kind === 'operator' && ')]}'.includes(text)) depth--;
      if (depth === 0 && kind === 'operator' && text === '=') return true;
      if (depth === 0 && text === ':' && this.tokens[at + 1]?.kind === 'newline') break;
    }
    return this.tokens[at + 2]?.kind !== 'indent' || this.tokens[at + 3]?.text !== 'case';
  }

  /** What the reader of patterns needs of this parser. */
  protected patternTokens(): Parameters<typeof parsePattern>[0] {
    return {
      is: (text) => this.is(text),
      accept: (text) => this.accept(text),
      expect: (text) => void this.expect(text),
      name: () => this.name(),
      isName: () => this.isName,
      nextIs: (text) => this.peek().text === text,
      value: () => this.binary(3),
      dotted: () => this.primaryName(),
      bind: (name) => void this.scope.names.add(name),
      unexpected: () => this.unexpected(),
      nested: (rule) => this.nested(rule),
    };
  }

  protected primaryName(): Expression {
    const start = this.token;
    let object = this.node({ kind: 'name', name: this.name() }, start);
    while (this.accept('.')) {
      object = this.node({ kind: 'attribute', object, name: this.name() }, this.from(start), object);
    }
    return object;
  }
}

function documentationOf(body: readonly Statement[]): string | null {
  const [first] = body;
  if (first?.kind !== 'expression' || first.value.kind !== 'constant') return null;
  return typeof first.value.value === 'string' ? first.value.value : null;
}
