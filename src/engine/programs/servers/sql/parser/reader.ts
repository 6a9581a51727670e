import { tokensOf, type Token } from '../lexer';
import { SqlError } from '../sql-error';
import type { ObjectName, TypeName } from '../syntax';

/** Words that are no names without quotes (kwlist.h: reserved). */
const RESERVED = new Set(
  'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric system_user table then to trailing true union unique user using variadic when where window with'.split(
    ' ',
  ),
);
/** Words that name functions or types, and so neither columns nor tables (kwlist.h: type or function name). */
const FUNCTION_ONLY = new Set(
  'authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose'.split(
    ' ',
  ),
);
/** Words that need AS where they are a result's name (kwlist.h: AS_LABEL). */
const NEEDS_AS = new Set(
  'array as char character create day except fetch filter for from grant group having hour in intersect into isnull limit minute month notnull offset on order over overlaps precision returning second to union varying where window with within without year'.split(
    ' ',
  ),
);

/** Reads a statement's tokens from left to right. */
export class Reader {
  readonly tokens: readonly Token[];
  position = 0;

  constructor(readonly sql: string) {
    this.tokens = tokensOf(sql);
  }

  get token(): Token {
    const token = this.tokens[Math.min(this.position, this.tokens.length - 1)];
    if (token === undefined) throw new SqlError('syntax error at end of input', this.sql.length);
    return token;
  }

  get at(): number {
    return this.token.at;
  }

  peek(by = 1): Token | undefined {
    return this.tokens[this.position + by];
  }

  next(): Token {
    const { token } = this;
    this.position++;
    return token;
  }

  is(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const token = this.tokens[this.position + index];
      return token !== undefined && token.text === word && (token.kind === 'word' || token.kind === 'sign');
    });
  }

  isOne(...words: readonly string[]): boolean {
    return words.some((word) => this.is(word));
  }

  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.position += words.length;
    return true;
  }

  /** The one of these words that stands here. */
  takeOne<Word extends string>(...words: readonly Word[]): Word | undefined {
    return words.find((word) => this.take(word));
  }

  need(...words: readonly string[]): void {
    for (const word of words) if (!this.take(word)) throw this.unexpected();
  }

  unexpected(): SqlError {
    const { kind, raw, at } = this.token;
    return kind === 'end'
      ? new SqlError('syntax error at end of input', at)
      : new SqlError(`syntax error at or near "${raw}"`, at);
  }

  isName(): boolean {
    const { kind, text } = this.token;
    return kind === 'quoted' || (kind === 'word' && !RESERVED.has(text) && !FUNCTION_ONLY.has(text));
  }

  /** A column's or table's name. */
  name(): string {
    if (!this.isName()) throw this.unexpected();
    return this.next().text;
  }

  /** A name where functions' names may stand, too. */
  functionName(): string {
    const { kind, text } = this.token;
    if (kind !== 'quoted' && (kind !== 'word' || RESERVED.has(text))) throw this.unexpected();
    return this.next().text;
  }

  /** Any word, as AS and a dot allow it. */
  label(): string {
    const { kind, text } = this.token;
    if (kind !== 'quoted' && kind !== 'word') throw this.unexpected();
    this.position++;
    return text;
  }

  isBareLabel(): boolean {
    const { kind, text } = this.token;
    return (
      kind === 'quoted' ||
      (kind === 'word' && !NEEDS_AS.has(text) && !FUNCTION_ONLY.has(text) && !RESERVED.has(text))
    );
  }

  objectName(): ObjectName {
    const { at } = this;
    const first = this.name();
    if (!this.take('.')) return { name: first, at };
    return { schema: first, name: this.label(), at };
  }

  list<T>(one: () => T): T[] {
    const items = [one()];
    while (this.take(',')) items.push(one());
    return items;
  }

  inBrackets<T>(one: () => T): T[] {
    this.need('(');
    const items = this.list(one);
    this.need(')');
    return items;
  }

  names(): string[] {
    return this.inBrackets(() => this.name());
  }

  text(): string {
    if (this.token.kind !== 'text') throw this.unexpected();
    return this.next().text;
  }

  /** A whole number with its sign. */
  wholeNumber(): string {
    const sign = this.take('-') ? '-' : '';
    this.take('+');
    if (this.token.kind !== 'number') throw this.unexpected();
    return sign + this.next().text;
  }

  typeName(): TypeName {
    const { at } = this;
    const first = this.token;
    if (first.kind !== 'word' && first.kind !== 'quoted') throw this.unexpected();
    let name = this.functionName();
    let schema: string | undefined;
    if (this.take('.')) {
      schema = name === 'pg_catalog' ? undefined : name;
      name = this.label();
    }
    if (name === 'double' && this.take('precision')) name = 'double precision';
    if (name === 'character' && this.take('varying')) name = 'character varying';
    if (name === 'national') {
      this.take('character');
      name = 'character';
    }
    let sizes: number[] = [];
    if (name === 'interval') this.#skipIntervalFields();
    if (this.is('(')) sizes = this.inBrackets(() => Number(this.wholeNumber()));
    if (name === 'timestamp' || name === 'time') {
      if (this.take('with', 'time', 'zone')) name += 'tz';
      else this.take('without', 'time', 'zone');
    }
    let isArray = false;
    while (this.take('[')) {
      if (this.token.kind === 'number') this.position++;
      this.need(']');
      isArray = true;
    }
    if (this.take('array')) isArray = true;
    return { name, sizes, isArray, at, ...(schema === undefined ? {} : { schema }) };
  }

  #skipIntervalFields(): void {
    const units = ['year', 'month', 'day', 'hour', 'minute', 'second'];
    if (this.takeOne(...units) !== undefined && this.take('to')) this.takeOne(...units);
  }

  end(): void {
    this.take(';');
    if (this.token.kind !== 'end') throw this.unexpected();
  }
}
