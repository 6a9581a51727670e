import { RegexError } from '../../shared/regex';
import type { Regex } from '../../shared/regex';
import { tokenize } from './lexer';
import type { Token } from './lexer';
import { mawkArityFault } from './arity';
import type { AwkDialect } from './dialect';
import { Names } from './names';
import { compileAwkRegex } from './patterns';
import { AwkSyntaxError } from './syntax';
import type { AwkFunction, AwkProgram, Expr, Rule, Statement } from './syntax';

export function parseAwk(text: string, dialect: AwkDialect): AwkProgram {
  return new Parser(tokenize(text, dialect.gnu), dialect).program();
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

  /** Calls of functions that the program has, in the order of their places. */
  readonly #calls: { readonly name: string; readonly count: number; readonly line: number }[] = [];
  readonly #names = new Names();
  /** What a jump may leave here. */
  #inFunction = false;
  #hasRecord = false;
  #loops = 0;
  /** Among the arguments of a call. */
  #inCall = false;
  /** As mawk reads it. */
  readonly gnu: boolean;

  constructor(
    readonly tokens: readonly Token[],
    readonly dialect: AwkDialect,
  ) {
    this.gnu = dialect.gnu;
  }

  get #token(): Token {
    return this.tokens[this.#at] ?? { kind: 'end', text: '', line: 0 };
  }

  #fail(): AwkSyntaxError {
    const { line, text, kind } = this.#token;
    const near = kind === 'newline' ? 'end of line' : kind === 'end' ? 'end of file' : text;
    return new AwkSyntaxError(line, 'Unexpected token', this.#complaints(near));
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
        const { text: name, kind } = this.#token;
        if (kind !== 'name' && kind !== 'function') throw this.#fail();
        this.#at++;
        functions.set(name, this.#function(name));
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
        this.#hasRecord = true;
        rules.push({ first, second, body: this.#is('{') ? this.#block() : undefined });
        this.#hasRecord = false;
        this.#ruleEnds();
      }
    }
    if (this.gnu) this.#checkCalls(functions);
    return { begin, rules, end, functions };
  }

  #function(name: string): AwkFunction {
    this.#expect('(');
    const parameters: string[] = [];
    while (!this.#accept(')')) {
      if (this.#token.kind !== 'name') throw this.#fail();
      if (this.#token.text === name && this.gnu)
        throw this.#mistake('function parameter cannot be the function');
      parameters.push(this.#token.text);
      this.#at++;
      if (this.#accept(',')) this.#newlines();
    }
    this.#newlines();
    this.#inFunction = true;
    this.#names.enterFunction(parameters);
    const body = this.#block();
    this.#names.leaveFunction();
    this.#inFunction = false;
    return { parameters, body };
  }

  /** mawk looks at the calls when it has read all, from the last to the first. */
  #checkCalls(functions: ReadonlyMap<string, AwkFunction>): void {
    const { line: last } = this.#token;
    const faults = this.#calls.reverse().flatMap(({ name, count, line }) => {
      const called = functions.get(name);
      if (!called) return [`line ${String(last)}: function ${name} never defined`];
      if (count <= called.parameters.length) return [];
      return [`line ${String(line)}: too many arguments in call to ${name}`];
    });
    if (faults.length > 0) throw new AwkSyntaxError(last, 'Call to undefined function', faults);
  }

  /** A mistake that is no wrong token; `busybox`: its words, where it sees it, too. */
  #mistake(mawk: string, busybox = 'Unexpected token'): AwkSyntaxError {
    const { line } = this.#token;
    return new AwkSyntaxError(line, busybox, [`line ${String(line)}: ${mawk}`]);
  }

  #use(name: string, kind: 'array' | 'variable'): void {
    if (this.gnu) this.#names.use(name, kind, this.#token.line);
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
      return { kind: 'while', test, body: this.#loopBody(), after: false };
    }
    if (this.#accept('do')) {
      const body = this.#loopBody();
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
      this.#use(a.text, 'variable');
      this.#use(c.text, 'array');
      return {
        kind: 'each',
        variable: { kind: 'variable', name: a.text },
        name: c.text,
        body: this.#loopBody(),
      };
    }
    const start = this.#is(';') ? undefined : this.#simple();
    this.#expect(';');
    this.#newlines();
    const test = this.#is(';') ? undefined : this.#expression();
    this.#expect(';');
    this.#newlines();
    const step = this.#is(')') ? undefined : this.#simple();
    this.#expect(')');
    return { kind: 'for', start, test, step, body: this.#loopBody() };
  }

  #loopBody(): Statement {
    this.#loops++;
    const body = this.#body();
    this.#loops--;
    return body;
  }

  #simple(): Statement {
    for (const how of ['next', 'nextfile', 'break', 'continue'] as const) {
      if (!this.#accept(how)) continue;
      this.#checkJump(how);
      return { kind: 'jump', how, value: undefined };
    }
    for (const how of ['exit', 'return'] as const) {
      if (!this.#accept(how)) continue;
      if (how === 'return' && this.gnu && !this.#inFunction)
        throw this.#mistake('return outside function body');
      return { kind: 'jump', how, value: this.#ends() ? undefined : this.#expression() };
    }
    if (this.#accept('delete')) {
      const name = this.#token.text;
      this.#at++;
      this.#use(name, 'array');
      if (!this.#accept('[')) return { kind: 'delete', name, keys: undefined };
      const keys = this.#list(']');
      return { kind: 'delete', name, keys };
    }
    if (this.#is('print') || this.#is('printf')) return this.#print();
    return { kind: 'expression', value: this.#expression() };
  }

  #checkJump(how: 'next' | 'nextfile' | 'break' | 'continue'): void {
    if (how === 'break' || how === 'continue') {
      if (this.#loops === 0)
        throw this.#mistake(`${how} statement outside of loop`, `'${how}' not in a loop`);
    } else if (this.gnu && !this.#hasRecord) throw this.#mistake(`improper use of ${how}`);
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
    if (!this.#ends() && !this.#redirects()) {
      const list = [this.#expression()];
      while (this.#accept(',')) {
        this.#newlines();
        list.push(this.#expression());
      }
      const [only] = list;
      items = list.length === 1 && only?.kind === 'group' ? only.items : list;
    }
    let redirect: { how: string; target: Expr } | undefined;
    if (this.#redirects()) {
      const how = this.#token.text;
      this.#at++;
      redirect = { how, target: this.#conditional() };
    }
    this.#noGreater = before;
    if (formatted && items.length === 0 && this.gnu) throw this.#mistake('no arguments in call to printf');
    return { kind: 'print', formatted, items, redirect };
  }

  #redirects(): boolean {
    return this.#token.kind === 'operator' && /^(>|>>|\|)$/.test(this.#token.text);
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
      this.#use(name, 'array');
      left = { kind: 'in', keys: left.kind === 'group' ? left.items : [left], name };
    }
    return left;
  }

  #match(): Expr {
    let left = this.#comparison();
    while (this.#is('~') || this.#is('!~')) {
      const negated = this.#is('!~');
      this.#at++;
      left = { kind: 'match', negated, left, pattern: this.#pattern(this.#comparison()) };
    }
    return left;
  }

  /** mawk compiles a text that is used as a pattern when it reads it. */
  #pattern(expr: Expr): Expr {
    if (expr.kind !== 'string' || !this.gnu) return expr;
    return { kind: 'regex', regex: this.#compile(expr.value, false) };
  }

  #compile(source: string, isLiteral: boolean): Regex {
    try {
      return compileAwkRegex(source, this.dialect, isLiteral);
    } catch (error) {
      // BusyBox has no line for it.
      if (!(error instanceof RegexError) || !this.gnu) throw error;
      throw this.#mistake(error.message);
    }
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
        return { kind: 'regex', regex: this.#compile(text, true) };
      case 'name':
        return this.#name(text);
      case 'function':
        return this.#call(text);
      case 'builtin':
        return this.#builtin(text);
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

  #name(name: string): Expr {
    if (this.#accept('[')) {
      this.#use(name, 'array');
      return { kind: 'element', name, keys: this.#list(']') };
    }
    // What is handed to a function alone can be either.
    const isArgument = this.#is(',') || this.#is(')');
    if (!isArgument || !this.#inCall) this.#use(name, 'variable');
    return { kind: 'variable', name };
  }

  #call(name: string): Expr {
    const { line } = this.#token;
    this.#expect('(');
    const before = this.#inCall;
    this.#inCall = true;
    const args = this.#bracketed();
    this.#inCall = before;
    this.#calls.push({ name, count: args.length, line });
    return { kind: 'call', name, args };
  }

  #builtin(name: string): Expr {
    const before = this.#inCall;
    this.#inCall = name === 'length' || name === 'split';
    const args = this.#accept('(') ? this.#bracketed() : [];
    this.#inCall = before;
    const fault = this.gnu ? mawkArityFault(name, args.length) : undefined;
    if (fault !== undefined) throw this.#mistake(fault);
    if (name === 'split' && args[1]?.kind === 'variable') this.#use(args[1].name, 'array');
    const [text, pattern] = args;
    if (name === 'match' && text && pattern)
      return { kind: 'builtin', name, args: [text, this.#pattern(pattern)] };
    return { kind: 'builtin', name, args };
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
