import { tokensOf, type Token } from './lexer';
import { SqlError } from './sql-error';
import type { ColumnDefinition, Expression, Order, Select, Source, Statement, TableChange } from './syntax';
import { BIGINT, BOOLEAN, INTEGER, NUMERIC, typeNamed, UNKNOWN, type SqlType } from './types';

/** Words that end an expression or a list, and so cannot be an alias without AS. */
const RESERVED = new Set(
  'select from where group having order limit offset union join inner left right full cross on using as and or not in is null like ilike between case when then else end returning values set into distinct desc asc table create default primary unique check references constraint foreign'.split(
    ' ',
  ),
);
const COMPARISONS = new Set(['=', '<', '>', '<=', '>=', '<>', '!=']);
/** Statements of SQL that are real and not modelled. */
const NOT_MODELLED = new Set(
  'explain analyze vacuum copy with listen notify declare fetch move prepare execute lock comment refresh cluster reindex do call merge security'.split(
    ' ',
  ),
);

export function parseSql(sql: string): Statement | undefined {
  return new Parser(sql).statement();
}

/** Reads one statement from left to right (PostgreSQL's gram.y, as far as it is modelled). */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(readonly sql: string) {
    this.#tokens = tokensOf(sql);
  }

  get #token(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (token === undefined) throw new SqlError('syntax error at end of input', this.sql.length);
    return token;
  }

  #next(): Token {
    const token = this.#token;
    this.#at++;
    return token;
  }

  #is(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const token = this.#tokens[this.#at + index];
      return token !== undefined && token.text === word && (token.kind === 'word' || token.kind === 'sign');
    });
  }

  #take(...words: readonly string[]): boolean {
    if (!this.#is(...words)) return false;
    this.#at += words.length;
    return true;
  }

  #need(...words: readonly string[]): void {
    for (const word of words) if (!this.#take(word)) throw this.#unexpected();
  }

  #unexpected(): SqlError {
    const { kind, raw, at } = this.#token;
    return kind === 'end'
      ? new SqlError('syntax error at end of input', at)
      : new SqlError(`syntax error at or near "${raw}"`, at);
  }

  #name(): string {
    const { kind, text } = this.#token;
    if (kind !== 'quoted' && (kind !== 'word' || RESERVED.has(text))) throw this.#unexpected();
    this.#at++;
    return text;
  }

  /** A table's name; the schema in front of it is `public` here. */
  #tableName(): string {
    const name = this.#name();
    return this.#take('.') ? this.#name() : name;
  }

  #list<T>(one: () => T): T[] {
    const items = [one()];
    while (this.#take(',')) items.push(one());
    return items;
  }

  #names(): string[] {
    this.#need('(');
    const names = this.#list(() => this.#name());
    this.#need(')');
    return names;
  }

  statement(): Statement | undefined {
    if (this.#token.kind === 'end' || this.#is(';')) return undefined;
    const statement = this.#anyStatement();
    this.#take(';');
    this.#end();
    return statement;
  }

  #end(): void {
    if (this.#token.kind !== 'end') throw this.#unexpected();
  }

  #anyStatement(): Statement {
    const { text } = this.#token;
    if (NOT_MODELLED.has(text)) {
      throw new SqlError(`${text.toUpperCase()} is not modelled on this simulated server`);
    }
    if (this.#is('select') || this.#is('values') || this.#is('(')) return this.#select();
    if (this.#take('table')) return this.#wholeTable();
    if (this.#take('create')) return this.#create();
    if (this.#take('drop')) return this.#drop();
    if (this.#take('alter')) return this.#alter();
    if (this.#take('truncate')) {
      this.#take('table');
      const names = this.#list(() => this.#tableName());
      for (const word of ['restart', 'identity', 'cascade']) this.#take(word);
      return { kind: 'truncate', names };
    }
    if (this.#take('insert')) return this.#insert();
    if (this.#take('update')) return this.#update();
    if (this.#take('delete')) return this.#delete();
    return this.#session();
  }

  #wholeTable(): Select {
    const { at } = this.#token;
    const source: Source = { table: this.#tableName(), at, join: 'cross' };
    const items = [{ expression: { kind: 'star' } as const }];
    return { kind: 'select', isDistinct: false, items, from: [source], groupBy: [], orderBy: [] };
  }

  #session(): Statement {
    if (this.#take('begin') || this.#take('start')) {
      if (!this.#take('transaction')) this.#take('work');
      return { kind: 'transaction', what: 'begin' };
    }
    for (const [word, what] of [
      ['commit', 'commit'],
      ['end', 'commit'],
      ['rollback', 'rollback'],
      ['abort', 'rollback'],
    ] as const) {
      if (!this.#take(word)) continue;
      this.#take('transaction');
      return { kind: 'transaction', what };
    }
    const word = this.#token.text;
    if (this.#token.kind === 'word' && ['set', 'grant', 'revoke', 'reset'].includes(word)) {
      this.#at = this.#tokens.length - 1;
      return { kind: 'accepted', tag: word.toUpperCase() };
    }
    throw this.#unexpected();
  }

  #create(): Statement {
    for (const word of ['temporary', 'temp', 'unlogged']) this.#take(word);
    if (this.#take('table')) return this.#createTable();
    if (this.#take('database')) {
      const name = this.#name();
      this.#at = this.#tokens.length - 1;
      return { kind: 'create database', name };
    }
    if (this.#is('user') || this.#is('role')) return this.#role(true);
    const isUnique = this.#take('unique');
    if (this.#take('index') || isUnique) return this.#accept('CREATE INDEX');
    for (const [word, tag] of [
      ['extension', 'CREATE EXTENSION'],
      ['schema', 'CREATE SCHEMA'],
    ] as const) {
      if (this.#take(word)) return this.#accept(tag);
    }
    const { kind, text } = this.#token;
    if (
      kind === 'word' &&
      /^(view|function|trigger|type|sequence|or|materialized|procedure|domain)$/.test(text)
    ) {
      throw new SqlError(`CREATE ${text.toUpperCase()} is not modelled on this simulated server`);
    }
    throw this.#unexpected();
  }

  #accept(tag: string): Statement {
    this.#at = this.#tokens.length - 1;
    return { kind: 'accepted', tag };
  }

  #role(isNew: boolean): Statement {
    const mayLogIn = this.#next().text === 'user';
    const name = this.#name();
    let password: string | undefined;
    let login = mayLogIn;
    while (this.#token.kind !== 'end' && !this.#is(';')) {
      const { kind, text } = this.#next();
      if (kind === 'text') password = text;
      if (text === 'login') login = true;
    }
    return { kind: 'role', name, isNew, mayLogIn: login, ...(password === undefined ? {} : { password }) };
  }

  #createTable(): Statement {
    const ifNotExists = this.#take('if', 'not', 'exists');
    const name = this.#tableName();
    const none = { kind: 'create table', name, ifNotExists, columns: [], keys: [] } as const;
    if (this.#take('as')) return { ...none, as: this.#select() };
    this.#need('(');
    const columns: ColumnDefinition[] = [];
    const keys: { columns: readonly string[]; isPrimary: boolean }[] = [];
    if (!this.#is(')')) {
      this.#list(() => {
        if (this.#take('constraint')) this.#name();
        if (this.#take('primary', 'key')) keys.push({ columns: this.#names(), isPrimary: true });
        else if (this.#is('unique', '(')) {
          this.#at++;
          keys.push({ columns: this.#names(), isPrimary: false });
        } else if (this.#take('foreign', 'key')) {
          this.#names();
          this.#need('references');
          this.#references();
        } else if (this.#take('check')) this.#expression();
        else columns.push(this.#column());
      });
    }
    this.#need(')');
    return { ...none, columns, keys };
  }

  #references(): void {
    this.#tableName();
    if (this.#is('(')) this.#names();
    while (this.#take('on')) {
      this.#at++;
      if (!this.#take('cascade') && !this.#take('restrict') && !this.#take('set', 'null'))
        this.#take('no', 'action');
    }
  }

  #column(): ColumnDefinition {
    const name = this.#name();
    const isSerial = /^(small|big)?serial[248]?$/.test(this.#token.text);
    const type = this.#type();
    let column: ColumnDefinition = {
      name,
      type,
      isSerial,
      notNull: isSerial,
      isPrimary: false,
      isUnique: false,
    };
    for (;;) {
      if (this.#take('constraint')) this.#name();
      if (this.#take('not', 'null')) column = { ...column, notNull: true };
      else if (this.#take('null')) continue;
      else if (this.#take('primary', 'key')) column = { ...column, isPrimary: true, notNull: true };
      else if (this.#take('unique')) column = { ...column, isUnique: true };
      else if (this.#take('default')) column = { ...column, defaultValue: this.#expression() };
      else if (this.#take('check')) column = { ...column, check: this.#expression() };
      else if (this.#take('references')) this.#references();
      else if (this.#take('generated')) {
        const identity = this.#take('always') ? 'always' : 'by default';
        if (identity === 'by default') this.#need('by', 'default');
        this.#need('as', 'identity');
        column = { ...column, isSerial: true, notNull: true, identity };
      } else return column;
    }
  }

  #type(): SqlType {
    const first = this.#token;
    if (first.kind !== 'word') throw this.#unexpected();
    this.#at++;
    let word = first.text;
    if (word === 'double' && this.#take('precision')) word = 'double precision';
    if (word === 'character' && this.#take('varying')) word = 'character varying';
    const [length, scale] = this.#is('(') ? this.#typeSizes() : [];
    if (word === 'timestamp' && this.#take('with', 'time', 'zone')) word = 'timestamptz';
    else if (word === 'timestamp' && this.#take('without', 'time', 'zone')) word = 'timestamp';
    const name = typeNamed(word);
    if (name === undefined) throw new SqlError(`type "${word}" does not exist`, first.at);
    const isNumeric = name === 'numeric' && length !== undefined;
    return {
      name,
      ...(length === undefined ? {} : { length }),
      ...(isNumeric ? { scale: scale ?? 0 } : {}),
    };
  }

  #typeSizes(): number[] {
    this.#need('(');
    const sizes = this.#list(() => Number(this.#next().text));
    this.#need(')');
    return sizes;
  }

  #drop(): Statement {
    const what = this.#next().text;
    const ifExists = this.#take('if', 'exists');
    if (what === 'table') {
      const names = this.#list(() => this.#tableName());
      this.#take('cascade');
      return { kind: 'drop table', names, ifExists };
    }
    if (what === 'database') return { kind: 'drop database', name: this.#name(), ifExists };
    if (['index', 'view', 'schema', 'extension', 'user', 'role'].includes(what)) {
      return this.#accept(`DROP ${what === 'user' ? 'ROLE' : what.toUpperCase()}`);
    }
    this.#at--;
    throw this.#unexpected();
  }

  #alter(): Statement {
    if (this.#is('user') || this.#is('role')) return this.#role(false);
    this.#need('table');
    this.#take('if', 'exists');
    const { at } = this.#token;
    const name = this.#tableName();
    return { kind: 'alter table', name, at, change: this.#tableChange() };
  }

  #tableChange(): TableChange {
    if (this.#take('add')) {
      this.#take('column');
      return { kind: 'add', column: this.#column() };
    }
    if (this.#take('drop')) {
      this.#take('column');
      return { kind: 'drop', column: this.#name() };
    }
    this.#need('rename');
    if (this.#take('to')) return { kind: 'rename', to: this.#name() };
    this.#take('column');
    const column = this.#name();
    this.#need('to');
    return { kind: 'rename column', column, to: this.#name() };
  }

  #insert(): Statement {
    this.#need('into');
    const { at } = this.#token;
    const table = this.#tableName();
    const columns: { name: string; at: number }[] = [];
    if (this.#take('(')) {
      columns.push(
        ...this.#list(() => {
          const place = this.#token.at;
          return { name: this.#name(), at: place };
        }),
      );
      this.#need(')');
    }
    let rows: readonly (readonly (Expression | 'default')[])[] | Select;
    if (this.#take('default', 'values')) rows = [[]];
    else if (this.#take('values')) {
      rows = this.#list(() => {
        this.#need('(');
        const values = this.#list(() => (this.#take('default') ? ('default' as const) : this.#expression()));
        this.#need(')');
        return values;
      });
    } else rows = this.#select();
    let ignoresConflicts = false;
    if (this.#take('on', 'conflict')) {
      if (this.#is('(')) this.#names();
      if (!this.#take('do', 'nothing'))
        throw new SqlError('ON CONFLICT DO UPDATE is not modelled on this simulated server');
      ignoresConflicts = true;
    }
    return { kind: 'insert', table, at, columns, rows, ignoresConflicts, returning: this.#returning() };
  }

  #returning(): Select['items'] {
    return this.#take('returning') ? this.#items() : [];
  }

  #update(): Statement {
    const { at } = this.#token;
    const table = this.#tableName();
    this.#need('set');
    const sets = this.#list(() => {
      const place = this.#token.at;
      const name = this.#name();
      this.#need('=');
      return { name, at: place, value: this.#expression() };
    });
    const where = this.#take('where') ? this.#expression() : undefined;
    return { kind: 'update', table, at, sets, ...(where ? { where } : {}), returning: this.#returning() };
  }

  #delete(): Statement {
    this.#need('from');
    const { at } = this.#token;
    const table = this.#tableName();
    const where = this.#take('where') ? this.#expression() : undefined;
    return { kind: 'delete', table, at, ...(where ? { where } : {}), returning: this.#returning() };
  }

  #select(): Select {
    if (this.#take('(')) {
      const inner = this.#select();
      this.#need(')');
      return inner;
    }
    this.#need('select');
    const isDistinct = this.#take('distinct');
    this.#take('all');
    const ends = this.#is('from') || this.#is(';') || this.#token.kind === 'end';
    const items = ends ? [] : this.#items();
    const from = this.#take('from') ? this.#sources() : [];
    const where = this.#take('where') ? this.#expression() : undefined;
    const groupBy = this.#take('group', 'by') ? this.#list(() => this.#expression()) : [];
    const having = this.#take('having') ? this.#expression() : undefined;
    if (this.#is('union') || this.#is('intersect') || this.#is('except')) {
      throw new SqlError(`${this.#token.text.toUpperCase()} is not modelled on this simulated server`);
    }
    const orderBy = this.#take('order', 'by') ? this.#list(() => this.#order()) : [];
    let limit: Expression | undefined;
    let offset: Expression | undefined;
    for (;;) {
      if (this.#take('limit')) {
        if (!this.#take('all')) limit = this.#expression();
      } else if (this.#take('offset')) offset = this.#expression();
      else break;
    }
    return {
      kind: 'select',
      isDistinct,
      items,
      from,
      groupBy,
      orderBy,
      ...(where ? { where } : {}),
      ...(having ? { having } : {}),
      ...(limit ? { limit } : {}),
      ...(offset ? { offset } : {}),
    };
  }

  #items(): Select['items'] {
    return this.#list(() => {
      if (this.#take('*')) return { expression: { kind: 'star' } as const };
      const expression = this.#expression();
      const alias = this.#alias();
      return { expression, ...(alias === undefined ? {} : { alias }) };
    });
  }

  #alias(): string | undefined {
    if (this.#take('as')) return this.#next().text;
    const { kind, text } = this.#token;
    return kind === 'quoted' || (kind === 'word' && !RESERVED.has(text)) ? this.#name() : undefined;
  }

  #sources(): Source[] {
    const sources = [this.#source('cross')];
    for (;;) {
      if (this.#take(',') || this.#take('cross', 'join')) sources.push(this.#source('cross'));
      else {
        const join = this.#joinWord();
        if (join === undefined) return sources;
        const source = this.#source(join);
        if (this.#take('using')) sources.push({ ...source, using: this.#names() });
        else {
          this.#need('on');
          sources.push({ ...source, on: this.#expression() });
        }
      }
    }
  }

  #joinWord(): Source['join'] | undefined {
    if (this.#take('join') || this.#take('inner', 'join')) return 'inner';
    for (const side of ['left', 'right', 'full'] as const) {
      if (this.#take(side, 'join') || this.#take(side, 'outer', 'join')) return side;
    }
    return undefined;
  }

  #source(join: Source['join']): Source {
    const { at } = this.#token;
    let table: string | Select;
    if (this.#take('(')) {
      table = this.#select();
      this.#need(')');
    } else table = this.#tableName();
    const alias = this.#alias();
    return { table, at, join, ...(alias === undefined ? {} : { alias }) };
  }

  #order(): Order {
    const expression = this.#expression();
    const isDescending = this.#take('desc') || (this.#take('asc') && false);
    if (this.#take('nulls', 'first')) return { expression, isDescending, nullsFirst: true };
    if (this.#take('nulls', 'last')) return { expression, isDescending, nullsFirst: false };
    return { expression, isDescending, nullsFirst: isDescending };
  }

  // Expressions, the weakest operator first

  #expression(): Expression {
    return this.#chain(['or'], () => this.#chain(['and'], () => this.#negation()));
  }

  #chain(operators: readonly string[], next: () => Expression): Expression {
    let left = next();
    for (;;) {
      const { text, at, kind } = this.#token;
      if ((kind !== 'sign' && kind !== 'word') || !operators.includes(text)) return left;
      this.#at++;
      left = { kind: 'binary', operator: text, left, right: next(), at };
    }
  }

  #negation(): Expression {
    if (this.#is('not') && !this.#is('not', 'exists')) {
      this.#at++;
      return { kind: 'unary', operator: 'not', operand: this.#negation() };
    }
    return this.#comparison();
  }

  #comparison(): Expression {
    let left = this.#matching();
    for (;;) {
      const { text, at, kind } = this.#token;
      if (kind === 'sign' && COMPARISONS.has(text)) {
        this.#at++;
        left = { kind: 'binary', operator: text === '!=' ? '<>' : text, left, right: this.#matching(), at };
      } else if (this.#take('is')) {
        const not = this.#take('not');
        const what = this.#next().text;
        if (what !== 'null' && what !== 'true' && what !== 'false') throw this.#unexpected();
        left = { kind: 'is', operand: left, what, not };
      } else return left;
    }
  }

  #matching(): Expression {
    const left = this.#sum();
    const { at } = this.#token;
    const start = this.#at;
    const not = this.#take('not');
    if (this.#take('between')) {
      const low = this.#sum();
      this.#need('and');
      return { kind: 'between', operand: left, low, high: this.#sum(), not };
    }
    if (this.#take('in')) {
      this.#need('(');
      const list = this.#is('select') ? this.#select() : this.#list(() => this.#expression());
      this.#need(')');
      return { kind: 'in', operand: left, list, not };
    }
    for (const operator of ['like', 'ilike', '~', '~*', '!~', '!~*']) {
      if (!this.#take(operator)) continue;
      const found: Expression = { kind: 'binary', operator, left, right: this.#sum(), at };
      return not ? { kind: 'unary', operator: 'not', operand: found } : found;
    }
    this.#at = start;
    return left;
  }

  #sum(): Expression {
    return this.#chain(['||', '->', '->>'], () =>
      this.#chain(['+', '-'], () =>
        this.#chain(['*', '/', '%'], () => this.#chain(['^'], () => this.#sign())),
      ),
    );
  }

  #sign(): Expression {
    if (this.#take('-')) return { kind: 'unary', operator: '-', operand: this.#sign() };
    if (this.#take('+')) return this.#sign();
    let operand = this.#primary();
    for (;;) {
      const { at } = this.#token;
      if (!this.#take('::')) return operand;
      operand = { kind: 'cast', operand, type: this.#type(), at };
    }
  }

  #primary(): Expression {
    const token = this.#next();
    const { at, text, kind } = token;
    if (kind === 'number') {
      const isWhole = /^\d+$/.test(text);
      const type = !isWhole
        ? { ...NUMERIC, ...(/e/i.test(text) ? {} : { scale: text.split('.')[1]?.length ?? 0 }) }
        : Number(text) > 2_147_483_647
          ? BIGINT
          : INTEGER;
      return { kind: 'literal', value: Number(text), type, at };
    }
    if (kind === 'text') return { kind: 'literal', value: text, type: UNKNOWN, at };
    if (text === '(' && kind === 'sign') {
      if (this.#is('select')) {
        const select = this.#select();
        this.#need(')');
        return { kind: 'subquery', select };
      }
      const inner = this.#expression();
      this.#need(')');
      return inner;
    }
    this.#at--;
    if (kind === 'word') {
      const special = this.#wordExpression(token);
      if (special) return special;
    }
    const name = this.#name();
    if (this.#is('(')) return this.#call(name, at);
    if (!this.#take('.')) return { kind: 'column', name, at };
    if (this.#take('*')) return { kind: 'star', table: name };
    return { kind: 'column', table: name, name: this.#name(), at };
  }

  #wordExpression({ text, at }: Token): Expression | undefined {
    if (this.#take('null')) return { kind: 'literal', value: null, type: UNKNOWN, at };
    if (this.#take('true')) return { kind: 'literal', value: true, type: BOOLEAN, at };
    if (this.#take('false')) return { kind: 'literal', value: false, type: BOOLEAN, at };
    if (this.#take('case')) return this.#case();
    if (this.#is('not', 'exists') || this.#is('exists')) {
      const isNot = this.#take('not');
      this.#need('exists', '(');
      const exists: Expression = { kind: 'exists', select: this.#select() };
      this.#need(')');
      return isNot ? { kind: 'unary', operator: 'not', operand: exists } : exists;
    }
    if (this.#take('cast', '(')) {
      const operand = this.#expression();
      this.#need('as');
      const type = this.#type();
      this.#need(')');
      return { kind: 'cast', operand, type, at };
    }
    const isTyped = this.#tokens[this.#at + 1]?.kind === 'text' && typeNamed(text) !== undefined;
    if (isTyped) {
      const type = this.#type();
      return { kind: 'cast', operand: this.#primary(), type, at };
    }
    if (/^(current_(date|timestamp|user|time|catalog|schema)|session_user|localtimestamp)$/.test(text)) {
      this.#at++;
      return { kind: 'call', name: text, args: [], isDistinct: false, at };
    }
    return undefined;
  }

  #case(): Expression {
    const subject = this.#is('when') ? undefined : this.#expression();
    const branches: [Expression, Expression][] = [];
    while (this.#take('when')) {
      const condition = this.#expression();
      this.#need('then');
      branches.push([condition, this.#expression()]);
    }
    const otherwise = this.#take('else') ? this.#expression() : undefined;
    this.#need('end');
    return { kind: 'case', branches, ...(subject ? { subject } : {}), ...(otherwise ? { otherwise } : {}) };
  }

  #call(name: string, at: number): Expression {
    this.#need('(');
    const isDistinct = this.#take('distinct');
    let args: Expression[] = [];
    if (this.#take('*')) args = [{ kind: 'star' }];
    else if (!this.#is(')')) args = this.#list(() => this.#expression());
    this.#need(')');
    return { kind: 'call', name, args, isDistinct, at };
  }
}
