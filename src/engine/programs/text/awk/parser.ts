import { compileRegex, RegexError } from '../../shared/regex';
import { tokenize } from './lexer';
import type { Token } from './lexer';
import { AwkSyntaxError } from './syntax';
import type { AwkFunction, AwkProgram, Expr, Rule, Statement } from './syntax';

/** `gnu`: as mawk reads it. */
export function parseAwk(text: string, gnu: boolean): AwkProgram {
  return new Parser(tokenize(text, gnu), gnu).program();
}

/** BusyBox takes C's octal and hexadecimal numbers. */
function numberOf(text: string): number {
  return /^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text);
}

const COMPARISONS = ['<', '<=', '==', '!=', '>', '>='];
const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=', '**='];

class Parser {
  #at = 0;
  /** Inside `print …` without brackets: `>` is a redirection there. */
  #noGreater = false;
  /** Inside `for (…`: `in` belongs to the loop. */
  #noIn = false;

  /** Names of functions that are called. */
  readonly #called = new Set<string>();

  constructor(
    readonly tokens: readonly Token[],
    readonly gnu: boolean,
  ) {}

  get #token(): Token {
    return this.tokens[this.#at] ?? { kind: 'end', text: '', line: 0 };
  }

  #fail(): AwkSyntaxError {
    const { line, text, kind } = this.#token;
    const near = kind === 'newline' ? 'end of line' : kind === 'end' ? 'end of file' : text;
    return new AwkSyntaxError(line, near, 'syntax error', this.#complaints(near));
  }

  /** What mawk says is missing or too much. Source: mawk's scan.c, yyerror and compile_or_expect. */
  #complaints(near: string): string[] {
    const { line, kind, text } = this.#token;
    const before = this.tokens.slice(0, this.#at);
    const open = (opener: string, closer: string, among: readonly Token[]): number =>
      among.reduce((n, { kind: own, text: one }) => {
        if (own === 'function' && opener === '(') return n;
        return own !== 'operator' ? n : one === opener ? n + 1 : one === closer ? n - 1 : n;
      }, 0);
    const [parens, braces] = [open('(', ')', before), open('{', '}', before)];
    const last = this.tokens.at(-1)?.line ?? line;
    const missing = `line ${last}: missing } near end of file`;
    if (kind === 'operator' && text === ')' && parens <= 0) return [`line ${line}: extra ')'`];
    if (kind === 'operator' && text === '}' && braces <= 0)
      return [`line ${line}: extra '}'`, `line ${line}: syntax error at or near end of line`];
    const first =
      parens > 0
        ? `line ${line}: missing ) near ${near}`
        : braces > 0 && kind === 'end'
          ? missing
          : `line ${line}: syntax error at or near ${near}`;
    return kind === 'newline' && open('{', '}', this.tokens) > 0 ? [first, missing] : [first];
  }

  #is(text: string): boolean {
    const { kind, text: own } = this.#token;
    return own === text && (kind === 'operator' || kind === 'keyword' || kind === 'newline');
  }

  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#fail();
  }

  #newlines(): void {
    while (this.#token.kind === 'newline') this.#at++;
  }

  #separators(): void {
    while (this.#token.kind === 'newline' || this.#is(';')) this.#at++;
  }

  program(): AwkProgram {
    const begin: Statement[] = [];
    const end: Statement[] = [];
    const rules: Rule[] = [];
    const functions = new Map<string, AwkFunction>();
    for (this.#separators(); this.#token.kind !== 'end'; this.#separators()) {
      if (this.#accept('BEGIN')) begin.push(this.#block());
      else if (this.#accept('END')) end.push(this.#block());
      else if (this.#accept('function')) {
        const name = this.#token.text;
        this.#at++;
        this.#expect('(');
        const parameters: string[] = [];
        while (!this.#accept(')')) {
          if (this.#token.kind !== 'name') throw this.#fail();
          parameters.push(this.#token.text);
          this.#at++;
          if (this.#accept(',')) this.#newlines();
        }
        this.#newlines();
        functions.set(name, { parameters, body: this.#block() });
      } else {
        let first: Expr | undefined;
        let second: Expr | undefined;
        if (!this.#is('{')) {
          first = this.#expression();
          if (this.#accept(',')) {
            this.#newlines();
            second = this.#expression();
          }
        }
        rules.push({ first, second, body: this.#is('{') ? this.#block() : undefined });
        this.#ruleEnds();
      }
    }
    for (const name of this.gnu ? this.#called : [])
      if (!functions.has(name)) {
        const { line } = this.#token;
        throw new AwkSyntaxError(line, name, 'syntax error', [
          `line ${line}: function ${name} never defined`,
        ]);
      }
    return { begin, rules, end, functions };
  }

  #ruleEnds(): void {
    const { kind } = this.#token;
    if (kind === 'end' || kind === 'newline' || this.#is(';') || this.tokens[this.#at - 1]?.text === '}')
      return;
    throw this.#fail();
  }

  #block(): Statement {
    this.#newlines();
    this.#expect('{');
    const body: Statement[] = [];
    for (this.#separators(); !this.#accept('}'); this.#separators()) body.push(this.#statement());
    return { kind: 'block', body };
  }

  #finish(): void {
    if (this.#accept(';') || this.#is('}')) return;
    if (this.#token.kind === 'newline') {
      this.#at++;
      return;
    }
    throw this.#fail();
  }

  #body(): Statement {
    this.#newlines();
    if (this.#accept(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #statement(): Statement {
    if (this.#is('{')) return this.#block();
    if (this.#accept('if')) {
      this.#expect('(');
      const test = this.#expression();
      this.#expect(')');
      const yes = this.#body();
      const mark = this.#at;
      this.#separators();
      if (this.#accept('else')) return { kind: 'if', test, yes, no: this.#body() };
      this.#at = mark;
      return { kind: 'if', test, yes, no: undefined };
    }
    if (this.#accept('while')) {
      this.#expect('(');
      const test = this.#expression();
      this.#expect(')');
      return { kind: 'while', test, body: this.#body(), after: false };
    }
    if (this.#accept('do')) {
      const body = this.#body();
      this.#separators();
      this.#expect('while');
      this.#expect('(');
      const test = this.#expression();
      this.#expect(')');
      this.#finish();
      return { kind: 'while', test, body, after: true };
    }
    if (this.#accept('for')) return this.#for();
    const simple = this.#simple();
    this.#finish();
    return simple;
  }

  #for(): Statement {
    this.#expect('(');
    const [a, b, c, d] = [0, 1, 2, 3].map((n) => this.tokens[this.#at + n]);
    if (a?.kind === 'name' && b?.text === 'in' && c?.kind === 'name' && d?.text === ')') {
      this.#at += 4;
      return { kind: 'each', variable: { kind: 'variable', name: a.text }, name: c.text, body: this.#body() };
    }
    const start = this.#is(';') ? undefined : this.#simple();
    this.#expect(';');
    this.#newlines();
    const test = this.#is(';') ? undefined : this.#expression();
    this.#expect(';');
    this.#newlines();
    const step = this.#is(')') ? undefined : this.#simple();
    this.#expect(')');
    return { kind: 'for', start, test, step, body: this.#body() };
  }

  #simple(): Statement {
    for (const how of ['next', 'nextfile', 'break', 'continue'] as const) {
      if (this.#accept(how)) return { kind: 'jump', how, value: undefined };
    }
    for (const how of ['exit', 'return'] as const) {
      if (this.#accept(how))
        return { kind: 'jump', how, value: this.#ends() ? undefined : this.#expression() };
    }
    if (this.#accept('delete')) {
      const name = this.#token.text;
      this.#at++;
      if (!this.#accept('[')) return { kind: 'delete', name, keys: undefined };
      const keys = this.#list(']');
      return { kind: 'delete', name, keys };
    }
    if (this.#is('print') || this.#is('printf')) return this.#print();
    return { kind: 'expression', value: this.#expression() };
  }

  #ends(): boolean {
    return this.#token.kind === 'newline' || this.#is(';') || this.#is('}');
  }

  #print(): Statement {
    const formatted = this.#token.text === 'printf';
    this.#at++;
    const before = this.#noGreater;
    this.#noGreater = true;
    let items: readonly Expr[] = [];
    if (!this.#ends() && !/^(>|>>|\|)$/.test(this.#token.text)) {
      const list = [this.#expression()];
      while (this.#accept(',')) {
        this.#newlines();
        list.push(this.#expression());
      }
      const [only] = list;
      items = list.length === 1 && only?.kind === 'group' ? only.items : list;
    }
    let redirect: { how: string; target: Expr } | undefined;
    if (this.#token.kind === 'operator' && /^(>|>>|\|)$/.test(this.#token.text)) {
      const how = this.#token.text;
      this.#at++;
      redirect = { how, target: this.#concatenation() };
    }
    this.#noGreater = before;
    return { kind: 'print', formatted, items, redirect };
  }

  #list(close: string): Expr[] {
    const items: Expr[] = [];
    this.#newlines();
    while (!this.#accept(close)) {
      items.push(this.#expression());
      this.#newlines();
      if (!this.#accept(',') && !this.#is(close)) throw this.#fail();
      this.#newlines();
    }
    return items;
  }

  #expression(): Expr {
    const left = this.#conditional();
    const { text, kind } = this.#token;
    if (kind === 'operator' && ASSIGNMENTS.includes(text) && isTarget(left)) {
      this.#at++;
      this.#newlines();
      return {
        kind: 'assign',
        operator: text.replace('**', '^').slice(0, -1),
        target: left,
        value: this.#expression(),
      };
    }
    return left;
  }

  #conditional(): Expr {
    const test = this.#or();
    if (!this.#accept('?')) return test;
    this.#newlines();
    const yes = this.#expression();
    this.#newlines();
    this.#expect(':');
    this.#newlines();
    return { kind: 'conditional', test, yes, no: this.#expression() };
  }

  #or(): Expr {
    let left = this.#and();
    while (this.#accept('||')) {
      this.#newlines();
      left = { kind: 'binary', operator: '||', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expr {
    let left = this.#in();
    while (this.#accept('&&')) {
      this.#newlines();
      left = { kind: 'binary', operator: '&&', left, right: this.#in() };
    }
    return left;
  }

  #in(): Expr {
    let left = this.#match();
    while (!this.#noIn && this.#is('in')) {
      this.#at++;
      const name = this.#token.text;
      this.#at++;
      left = { kind: 'in', keys: left.kind === 'group' ? left.items : [left], name };
    }
    return left;
  }

  #match(): Expr {
    let left = this.#comparison();
    while (this.#is('~') || this.#is('!~')) {
      const negated = this.#is('!~');
      this.#at++;
      left = { kind: 'match', negated, left, pattern: this.#comparison() };
    }
    return left;
  }

  #comparison(): Expr {
    let left = this.#concatenation();
    for (;;) {
      const { kind, text } = this.#token;
      if (kind === 'operator' && COMPARISONS.includes(text) && !(text === '>' && this.#noGreater)) {
        this.#at++;
        left = { kind: 'binary', operator: text, left, right: this.#concatenation() };
      } else if (
        kind === 'operator' &&
        (text === '|' || text === '|&') &&
        this.tokens[this.#at + 1]?.text === 'getline'
      ) {
        this.#at += 2;
        left = { kind: 'getline', how: 'command', source: left, target: this.#optionalTarget() };
      } else return left;
    }
  }

  #startsValue(): boolean {
    const { kind, text } = this.#token;
    if (/^(number|string|regex|name|function|builtin)$/.test(kind)) return true;
    if (kind === 'operator') return /^(\$|!|\(|-|\+|\+\+|--)$/.test(text);
    return false;
  }

  #concatenation(): Expr {
    let left = this.#additive();
    while (this.#startsValue() && !(this.#token.text === 'in' && this.#noIn)) {
      left = { kind: 'binary', operator: ' ', left, right: this.#additive() };
    }
    return left;
  }

  #additive(): Expr {
    let left = this.#multiplicative();
    while (this.#is('+') || this.#is('-')) {
      const operator = this.#token.text;
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#multiplicative() };
    }
    return left;
  }

  #multiplicative(): Expr {
    let left = this.#unary();
    while (this.#is('*') || this.#is('/') || this.#is('%')) {
      const operator = this.#token.text;
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expr {
    const { kind, text } = this.#token;
    if (kind === 'operator' && (text === '!' || text === '-' || text === '+')) {
      this.#at++;
      return { kind: 'unary', operator: text, operand: this.#unary() };
    }
    return this.#power();
  }

  #power(): Expr {
    const left = this.#postfix();
    if (!this.#accept('^') && !this.#accept('**')) return left;
    const negative = this.#accept('-');
    const right = negative
      ? ({ kind: 'unary', operator: '-', operand: this.#power() } as const)
      : this.#power();
    return { kind: 'binary', operator: '^', left, right };
  }

  #postfix(): Expr {
    const left = this.#primary();
    if ((this.#is('++') || this.#is('--')) && isTarget(left)) {
      const operator = this.#token.text;
      this.#at++;
      return { kind: 'step', operator, prefix: false, target: left };
    }
    return left;
  }

  #optionalTarget(): Expr | undefined {
    return this.#token.kind === 'name' || this.#is('$') ? this.#primary() : undefined;
  }

  #primary(): Expr {
    const { kind, text } = this.#token;
    this.#at++;
    switch (kind) {
      case 'number':
        return { kind: 'number', value: numberOf(text) };
      case 'string':
        return { kind: 'string', value: text };
      case 'regex':
        try {
          return { kind: 'regex', regex: compileRegex(text, 'awk') };
        } catch (error) {
          if (!(error instanceof RegexError)) throw error;
          // BusyBox has no line for it.
          if (!this.gnu) throw new RegexError(`bad regex '${text}': ${error.message}`);
          throw new AwkSyntaxError(this.#token.line, text, error.message);
        }
      case 'name':
        return this.#accept('[')
          ? { kind: 'element', name: text, keys: this.#list(']') }
          : { kind: 'variable', name: text };
      case 'function':
        this.#called.add(text);
        this.#expect('(');
        return { kind: 'call', name: text, args: this.#bracketed() };
      case 'builtin':
        return { kind: 'builtin', name: text, args: this.#accept('(') ? this.#bracketed() : [] };
      default:
    }
    if (text === '$') {
      if (this.#is('++') || this.#is('--')) {
        const operator = this.#token.text;
        this.#at++;
        return { kind: 'field', index: { kind: 'step', operator, prefix: true, target: this.#primary() } };
      }
      if (this.#accept('-'))
        return { kind: 'field', index: { kind: 'unary', operator: '-', operand: this.#primary() } };
      return { kind: 'field', index: this.#primary() };
    }
    if (text === '++' || text === '--') {
      return { kind: 'step', operator: text, prefix: true, target: this.#primary() };
    }
    if (text === '-' || text === '+' || text === '!')
      return { kind: 'unary', operator: text, operand: this.#unary() };
    if (text === 'getline') {
      const target = this.#optionalTarget();
      if (this.#accept('<')) return { kind: 'getline', how: 'file', source: this.#primary(), target };
      return { kind: 'getline', how: 'main', source: undefined, target };
    }
    if (text === '(' && kind === 'operator') {
      const items = this.#bracketed();
      if (items.length === 0) throw this.#fail();
      return { kind: 'group', items };
    }
    this.#at--;
    throw this.#fail();
  }

  #bracketed(): Expr[] {
    const [noGreater, noIn] = [this.#noGreater, this.#noIn];
    this.#noGreater = this.#noIn = false;
    const items = this.#list(')');
    [this.#noGreater, this.#noIn] = [noGreater, noIn];
    return items;
  }
}

function isTarget(expr: Expr): boolean {
  return expr.kind === 'variable' || expr.kind === 'field' || expr.kind === 'element';
}
