import { closedScope, ParserBase } from './parse-base';
import { formattedParts, literalText } from './parse-strings';
import type { Argument, Clause, Expression, FunctionNode, Parameter, Place } from './syntax';
import type { Token } from './tokens';

const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
];
const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '==', '>=', '<=', '!=', 'in', 'not', 'is']);

export abstract class ExpressionParser extends ParserBase {
  /** One or more with commas between: a tuple, if there is any comma. */
  expressionList(isStarAllowed = true): Expression {
    const start = this.token;
    const first = isStarAllowed ? this.starOrNamed() : this.expression();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.accept(',')) {
      if (!this.startsExpression()) break;
      items.push(isStarAllowed ? this.starOrNamed() : this.expression());
    }
    return this.node({ kind: 'tuple', items }, this.from(start), ...items);
  }

  protected startsExpression(): boolean {
    const { kind, text } = this.token;
    if (kind === 'number' || kind === 'string') return true;
    if (kind === 'operator') return ['(', '[', '{', '-', '+', '~', '*', '...'].includes(text);
    return (
      kind === 'name' &&
      (this.isName || ['not', 'lambda', 'None', 'True', 'False', 'await', 'yield'].includes(text))
    );
  }

  protected starOrNamed(): Expression {
    if (!this.is('*')) return this.namedExpression();
    const start = this.next();
    const value = this.binary(0);
    return this.node({ kind: 'star', value }, this.from(start), value);
  }

  namedExpression(): Expression {
    if (this.isName && this.peek().text === ':=') {
      const start = this.token;
      const name = this.name();
      this.next();
      this.outerScope.names.add(name);
      const value = this.expression();
      return this.node({ kind: 'walrus', name, value }, this.from(start), value);
    }
    return this.expression();
  }

  expression(): Expression {
    return this.nested(() => {
      if (this.is('lambda')) return this.lambda();
      const start = this.token;
      const then = this.disjunction();
      if (!this.is('if')) return then;
      this.next();
      const test = this.disjunction();
      if (!this.accept('else')) this.fail("expected 'else' after 'if' expression", this.from(start));
      const otherwise = this.expression();
      return this.node({ kind: 'if else', test, then, otherwise }, this.from(start), test, then, otherwise);
    });
  }

  protected lambda(): Expression {
    const start = this.next();
    return this.within('function', (scope) => {
      const parameters = this.parameters(':', false);
      this.expect(':');
      const value = this.expression();
      const definition: FunctionNode = {
        name: '<lambda>',
        parameters,
        body: [{ kind: 'return', value, ...this.from(value) }],
        scope: closedScope(scope),
        isGenerator: scope.isGenerator,
        isAsync: false,
        documentation: null,
        line: start.line,
      };
      return this.node({ kind: 'lambda', definition }, this.from(start), value);
    });
  }

  protected parameters(end: string, hasAnnotations: boolean): Parameter[] {
    const found: Parameter[] = [];
    let kind: Parameter['kind'] = 'normal';
    while (!this.is(end)) {
      if (this.accept('/')) {
        for (const [index, one] of found.entries()) found[index] = { ...one, kind: 'position only' };
      } else if (this.is('*') && (this.peek().text === ',' || this.peek().text === end)) {
        this.next();
        kind = 'keyword only';
      } else {
        const stars = this.accept('**') ? 2 : this.accept('*') ? 1 : 0;
        const place = this.token;
        const name = this.name();
        if (this.scope.names.has(name))
          this.fail(`duplicate argument '${name}' in function definition`, place);
        this.scope.names.add(name);
        const annotation =
          hasAnnotations && this.accept(':') ? this.outside(() => this.annotation()) : undefined;
        const fallback = stars === 0 && this.accept('=') ? this.outside(() => this.expression()) : undefined;
        const previous = found[found.length - 1];
        if (stars === 0 && kind === 'normal' && fallback === undefined && previous?.fallback !== undefined) {
          this.fail('parameter without a default follows parameter with a default', place);
        }
        found.push({
          name,
          kind: stars === 2 ? 'named rest' : stars === 1 ? 'rest' : kind,
          ...(fallback && { fallback }),
          ...(annotation && { annotation }),
        });
        if (stars === 1) kind = 'keyword only';
      }
      if (!this.accept(',')) break;
    }
    return found;
  }

  /** Under `from __future__ import annotations` they are texts. */
  hasTextAnnotations = false;

  /** What a name is said to be. */
  protected annotation(): Expression {
    const start = this.token;
    const value = this.is('*') ? this.starOrNamed() : this.expression();
    if (!this.hasTextAnnotations || value.line !== value.endLine) return value;
    const text = (this.source.split('\n')[value.line - 1] ?? '').slice(value.column, value.endColumn);
    return this.node({ kind: 'constant', value: text }, this.from(start));
  }

  /** Defaults and annotations belong to the scope around the function. */
  protected outside<T>(rule: () => T): T {
    const scope = this.scopes.pop();
    try {
      return rule();
    } finally {
      if (scope) this.scopes.push(scope);
    }
  }

  protected disjunction(): Expression {
    const start = this.token;
    let left = this.conjunction();
    while (this.accept('or')) {
      const right = this.conjunction();
      left = this.node({ kind: 'or', left, right }, this.from(start), left, right);
    }
    return left;
  }

  protected conjunction(): Expression {
    const start = this.token;
    let left = this.inversion();
    while (this.accept('and')) {
      const right = this.inversion();
      left = this.node({ kind: 'and', left, right }, this.from(start), left, right);
    }
    return left;
  }

  protected inversion(): Expression {
    if (!this.is('not')) return this.comparison();
    const start = this.next();
    const operand = this.nested(() => this.inversion());
    return this.node({ kind: 'not', operand }, this.from(start), operand);
  }

  protected comparison(): Expression {
    const start = this.token;
    const first = this.binary(0);
    const rest: { operator: string; value: Expression }[] = [];
    while (COMPARISONS.has(this.token.text) && this.token.kind !== 'string') {
      let operator = this.token.text;
      if (operator === 'not' && this.peek().text !== 'in') break;
      this.next();
      if (operator === 'not') {
        this.next();
        operator = 'not in';
      } else if (operator === 'is' && this.accept('not')) operator = 'is not';
      rest.push({ operator, value: this.binary(0) });
    }
    if (rest.length === 0) return first;
    return this.node(
      { kind: 'compare', first, rest },
      this.from(start),
      first,
      ...rest.map(({ value }) => value),
    );
  }

  protected binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    const start = this.token;
    let left = this.binary(level + 1);
    while (this.token.kind === 'operator' && operators.includes(this.token.text)) {
      const operatorPlace = this.next();
      const right = this.binary(level + 1);
      left = this.node(
        { kind: 'binary', operator: operatorPlace.text, left, right, operatorPlace },
        this.from(start),
        left,
        right,
      );
    }
    return left;
  }

  protected unary(): Expression {
    const { token } = this;
    if (token.kind !== 'operator' || !['-', '+', '~'].includes(token.text)) return this.power();
    this.next();
    const operand = this.nested(() => this.unary());
    if (token.text === '-' && operand.kind === 'constant' && typeof operand.value !== 'string') {
      const { value } = operand;
      if (typeof value === 'bigint' || typeof value === 'number') {
        return this.node({ kind: 'constant', value: -value }, this.from(token));
      }
    }
    return this.node({ kind: 'unary', operator: token.text, operand }, this.from(token), operand);
  }

  protected power(): Expression {
    const start = this.token;
    let left: Expression;
    if (this.is('await')) {
      this.next();
      const scope = this.scopes.findLast(({ kind }) => kind !== 'comprehension');
      if (scope?.kind !== 'function' || !scope.isAsync) {
        const value = this.primary();
        const what =
          scope?.kind === 'function' ? "'await' outside async function" : "'await' outside function";
        this.fail(what, this.from(start, this.from(value)));
      }
      const value = this.primary();
      left = this.node({ kind: 'await', value }, this.from(start), value);
    } else left = this.primary();
    if (!this.is('**')) return left;
    const operatorPlace = this.next();
    const right = this.nested(() => this.unary());
    return this.node(
      { kind: 'binary', operator: '**', left, right, operatorPlace },
      this.from(start),
      left,
      right,
    );
  }

  protected primary(): Expression {
    const start = this.token;
    let object = this.atom();
    for (;;) {
      if (this.accept('.')) {
        const name = this.token.kind === 'name' ? this.next().text : this.unexpected();
        object = this.node({ kind: 'attribute', object, name }, this.from(start), object);
      } else if (this.is('(')) {
        const args = this.args();
        const isPlain = args.every(({ name, stars }) => name === undefined && stars === 0);
        object = this.node(
          { kind: 'call', callee: object, args, isPlain },
          this.from(start),
          object,
          ...args.map(({ value }) => value),
        );
      } else if (this.is('[')) {
        this.next();
        const index = this.subscript();
        this.expect(']');
        object = this.node({ kind: 'subscript', object, index }, this.from(start), object, index);
      } else return object;
    }
  }

  args(): Argument[] {
    this.expect('(');
    const args: Argument[] = [];
    while (!this.is(')')) {
      const start = this.token;
      if (this.accept('**')) args.push({ stars: 2, value: this.expression() });
      else if (this.accept('*')) args.push({ stars: 1, value: this.expression() });
      else if (this.token.kind === 'name' && this.peek().text === '=' && this.peek().kind === 'operator') {
        const name = this.name();
        this.next();
        args.push({ name, stars: 0, value: this.expression() });
      } else {
        let value = this.namedExpression();
        if (this.is('for') || this.is('async')) value = this.comprehension('generator', start, value);
        else if (args.some(({ name }) => name !== undefined)) {
          this.fail('positional argument follows keyword argument', this.from(value));
        }
        args.push({ stars: 0, value });
      }
      if (!this.accept(',')) break;
    }
    this.close(')', args[args.length - 1]?.value);
    return args;
  }

  protected perhapsComma(last: Expression | undefined): void {
    if (last === undefined) return;
    const end = this.disjunction();
    this.fail('invalid syntax. Perhaps you forgot a comma?', this.from(last, { ...this.token, ...end }));
  }

  protected subscript(): Expression {
    const start = this.token;
    const first = this.slice();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.accept(',')) {
      if (this.is(']')) break;
      items.push(this.slice());
    }
    return this.node({ kind: 'tuple', items }, this.from(start), ...items);
  }

  protected slice(): Expression {
    const begin = this.token;
    const part = (): Expression | undefined =>
      this.is(':') || this.is(']') || this.is(',') ? undefined : this.starOrNamed();
    const start = part();
    if (!this.is(':')) return start ?? this.unexpected();
    this.next();
    const stop = part();
    const step = this.accept(':') ? part() : undefined;
    return this.node({ kind: 'slice', start, stop, step }, this.from(begin), start, stop, step);
  }

  protected atom(): Expression {
    const { token } = this;
    if (token.kind === 'number') return this.number(this.next());
    if (token.kind === 'string') return this.strings();
    if (token.kind === 'name') {
      if (token.text === 'None' || token.text === 'True' || token.text === 'False') {
        this.next();
        const value = token.text === 'None' ? null : token.text === 'True';
        return this.node({ kind: 'constant', value }, token);
      }
      if (token.text === 'yield') return this.yieldExpression();
      return this.node({ kind: 'name', name: this.name() }, token);
    }
    if (this.accept('...')) return this.node({ kind: 'ellipsis' }, token);
    if (this.is('(')) return this.nested(() => this.parenthesis());
    if (this.is('[')) return this.nested(() => this.display('list', ']'));
    if (this.is('{')) return this.nested(() => this.braces());
    return this.unexpected();
  }

  protected number(token: Token): Expression {
    const text = token.text.replace(/_/g, '');
    if (/[jJ]$/.test(text)) return this.node({ kind: 'imaginary', value: Number(text.slice(0, -1)) }, token);
    const isFloat = !/^0[xXoObB]/.test(text) && /[.eE]/.test(text);
    return this.node({ kind: 'constant', value: isFloat ? Number(text) : BigInt(text.toLowerCase()) }, token);
  }

  protected strings(): Expression {
    const start = this.token;
    const parts: Token[] = [];
    while (this.token.kind === 'string') parts.push(this.next());
    const place = this.from(start);
    const isBytes = start.prefix?.includes('b') ?? false;
    if (parts.some(({ prefix = '' }) => prefix.includes('b') !== isBytes)) {
      this.fail('cannot mix bytes and nonbytes literals', place);
    }
    if (isBytes) {
      const value = parts.map((part) => literalText(part)).join('');
      if (/[^\x00-\xff]/.test(value)) this.fail('bytes can only contain ASCII literal characters', place);
      return this.node({ kind: 'bytes', value }, place);
    }
    if (!parts.some(({ prefix = '' }) => prefix.includes('f'))) {
      return this.node({ kind: 'constant', value: parts.map((part) => literalText(part)).join('') }, place);
    }
    const all = parts.flatMap((part) =>
      part.prefix?.includes('f')
        ? formattedParts(part, (source, origin) => this.piece(source, origin))
        : [literalText(part)],
    );
    return this.node({ kind: 'formatted', parts: all }, place);
  }

  /** An expression of a text within the program: an f-string's field. */
  protected abstract piece(source: string, origin: { line: number; column: number }): Expression;

  protected yieldExpression(): Expression {
    const start = this.next();
    if (this.scope.kind !== 'function') this.fail("'yield' outside function", start);
    this.scope.isGenerator = true;
    if (this.accept('from')) {
      const value = this.expression();
      return this.node({ kind: 'yield from', value }, this.from(start), value);
    }
    const value = this.startsExpression() ? this.expressionList() : undefined;
    return this.node({ kind: 'yield', value }, this.from(start), value);
  }

  protected parenthesis(): Expression {
    const start = this.next();
    if (this.accept(')')) return this.node({ kind: 'tuple', items: [] }, this.from(start));
    if (this.is('yield')) {
      const value = this.yieldExpression();
      this.expect(')');
      return value;
    }
    const first = this.starOrNamed();
    if (this.is('for') || this.is('async')) {
      const made = this.comprehension('generator', start, first);
      this.expect(')');
      return { ...made, ...this.from(start) };
    }
    if (this.accept(')')) return first;
    const items = [first];
    while (this.accept(',')) {
      if (this.is(')')) break;
      items.push(this.starOrNamed());
    }
    this.close(')', items[items.length - 1]);
    return this.node({ kind: 'tuple', items }, this.from(start), ...items);
  }

  protected display(
    kind: 'list' | 'set',
    close: string,
    start = this.next(),
    begun: Expression[] = [],
  ): Expression {
    const items = [...begun];
    if (begun.length > 0) this.accept(',');
    while (!this.is(close)) {
      items.push(this.starOrNamed());
      const [first] = items;
      if (items.length === 1 && first && (this.is('for') || this.is('async'))) {
        return this.closedComprehension(kind, close, start, first);
      }
      if (!this.accept(',')) break;
    }
    this.close(close, items[items.length - 1]);
    return this.node({ kind, items }, this.from(start), ...items);
  }

  /** The closing bracket; without one, what may be wrong. */
  protected close(bracket: string, last: Expression | undefined): void {
    if (!this.is(bracket)) {
      if (this.startsExpression()) this.perhapsComma(last);
      this.unexpected();
    }
    this.next();
  }

  protected closedComprehension(
    makes: 'list' | 'set' | 'dict',
    close: string,
    start: Token,
    element: Expression,
    value?: Expression,
  ): Expression {
    const made = this.comprehension(makes, start, element, value);
    this.expect(close);
    return { ...made, ...this.from(start) };
  }

  protected braces(): Expression {
    const start = this.next();
    const items: (readonly [Expression | undefined, Expression])[] = [];
    while (!this.is('}')) {
      if (this.accept('**')) items.push([undefined, this.binary(0)]);
      else {
        const key = this.starOrNamed();
        if (items.length === 0 && !this.is(':')) {
          if (this.is('for') || this.is('async')) return this.closedComprehension('set', '}', start, key);
          if (!this.is(',') && !this.is('}')) this.close('}', key);
          return this.display('set', '}', start, [key]);
        }
        this.expect(':');
        const value = this.expression();
        if (items.length === 0 && (this.is('for') || this.is('async'))) {
          return this.closedComprehension('dict', '}', start, key, value);
        }
        items.push([key, value]);
      }
      if (!this.accept(',')) break;
    }
    this.close('}', items[items.length - 1]?.[1]);
    return this.node({ kind: 'dict', items }, this.from(start), ...items.flat());
  }

  protected comprehension(
    makes: 'list' | 'set' | 'dict' | 'generator',
    start: Place,
    element: Expression,
    value?: Expression,
  ): Expression {
    return this.within('comprehension', (scope) => {
      const clauses: Clause[] = [];
      while (this.is('for') || this.is('async')) {
        const isAsync = this.accept('async');
        this.next();
        const target = this.targets();
        this.expect('in');
        const iterable = clauses.length === 0 ? this.outside(() => this.disjunction()) : this.disjunction();
        const conditions: Expression[] = [];
        while (this.accept('if')) conditions.push(this.conditionOf());
        clauses.push({ target, iterable, conditions, isAsync });
      }
      return this.node(
        {
          kind: 'comprehension',
          makes,
          element,
          ...(value && { value }),
          clauses,
          scope: closedScope(scope),
        },
        this.from(start),
        element,
        value,
        ...clauses.flatMap(({ target, iterable, conditions }) => [target, iterable, ...conditions]),
      );
    });
  }

  protected conditionOf(): Expression {
    return this.isName && this.peek().text === ':=' ? this.namedExpression() : this.disjunction();
  }

  /** What a `for` gives its values to. */
  protected targets(): Expression {
    const start = this.token;
    const one = (): Expression => {
      if (!this.is('*')) return this.primary();
      const star = this.next();
      const value = this.primary();
      return this.node({ kind: 'star', value }, this.from(star), value);
    };
    const items = [one()];
    let isTuple = false;
    while (this.accept(',')) {
      isTuple = true;
      if (this.is('in') || this.is('=')) break;
      items.push(one());
    }
    const [first] = items;
    const target =
      !isTuple && first ? first : this.node({ kind: 'tuple', items }, this.from(start), ...items);
    this.bind(target, '');
    return target;
  }

  /** Notes the names that an assignment to this makes; fails where nothing can be assigned to it. */
  protected bind(target: Expression, hint: string): void {
    switch (target.kind) {
      case 'name':
        this.scope.names.add(target.name);
        return;
      case 'attribute':
      case 'subscript':
        return;
      case 'star':
        this.bind(target.value, hint);
        return;
      case 'tuple':
      case 'list':
        for (const item of target.items) this.bind(item, hint);
        return;
      default:
        this.fail(`cannot assign to ${nameOf(target)}${hint}`, target);
    }
  }
}

/** What an expression is called in "cannot assign to …". */
export function nameOf(node: Expression): string {
  switch (node.kind) {
    case 'constant':
      return node.value === null || typeof node.value === 'boolean'
        ? node.value === null
          ? 'None'
          : node.value
            ? 'True'
            : 'False'
        : 'literal';
    case 'bytes':
      return 'literal';
    case 'call':
      return 'function call';
    case 'compare':
      return 'comparison';
    case 'formatted':
      return 'f-string expression';
    case 'if else':
      return 'conditional expression';
    case 'lambda':
      return 'lambda';
    case 'dict':
      return 'dict literal';
    case 'set':
      return 'set display';
    case 'comprehension':
      return node.makes === 'generator' ? 'generator expression' : `${node.makes} comprehension`;
    case 'await':
      return 'await expression';
    case 'yield':
    case 'yield from':
      return 'yield expression';
    case 'ellipsis':
      return 'ellipsis';
    default:
      return 'expression';
  }
}
