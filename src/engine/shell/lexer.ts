import type { Script, Word } from './ast';
import { ParseError, type ParseProblem, type TokenType } from './parse-error';
import type { ParseOptions } from './syntax';
import { WordReader } from './word-reader';

/** A greater number before `<` is a word. */
const MOST_DESCRIPTORS = 2 ** 31 - 1;

/** One token of a script. `start` is where it begins in the text. */
export type Token =
  | { readonly type: 'word'; readonly word: Word; readonly start: number; readonly line: number }
  /** The `2` of `2>` or the `{fd}` of `{fd}>`. */
  | {
      readonly type: 'descriptor';
      readonly fd: number | string;
      readonly start: number;
      readonly line: number;
    }
  | { readonly type: 'operator'; readonly text: string; readonly start: number; readonly line: number }
  | { readonly type: 'newline' | 'eof'; readonly start: number; readonly line: number };

const OPERATORS = [
  '&&',
  '||',
  ';;',
  '<<-',
  '<<',
  '>>',
  '<&',
  '>&',
  '<>',
  '>|',
  ';',
  '&',
  '|',
  '(',
  ')',
  '<',
  '>',
];
const BASH_OPERATORS = [';;&', ';&', '|&', '&>>'];

/** What words need of the grammar above: scripts inside of them. */
export interface Grammar {
  /** The inside of `$(…)`, up to and with the closing parenthesis. */
  inside(lexer: Lexer): Script;
  /** A whole text, of backquotes. */
  text(text: string, firstLine: number): Script;
}

/** Splits a script's text into tokens. The grammar on top (`Parser`) says where it is in a command. */
export class Lexer {
  position = 0;
  /** What reads here-documents, whose bodies follow the current line. */
  #pending: (() => void)[] = [];
  #lookahead: Token | undefined;
  #lineCache = { position: 0, line: 0 };
  readonly #operators: readonly string[];
  /** Aliases under expansion: each is not expanded again before its end in the text. */
  #activeAliases: { name: string; end: number }[] = [];
  /** Set by the grammar: the next word may be `name=(…)`. */
  arraysAllowed = false;
  #forceExtended = false;
  /** End of an alias' text that ends with a blank: the next word may be an alias too. */
  #blankAliasEnd: number | undefined;

  constructor(
    public text: string,
    readonly options: ParseOptions,
    readonly grammar: Grammar,
  ) {
    this.#operators = [
      ...(options.syntax.bash ? BASH_OPERATORS : []),
      ...(options.syntax.hereString ? ['<<<'] : []),
      ...(options.syntax.outputBoth ? ['&>'] : []),
      ...OPERATORS,
    ];
  }

  lineAt(position: number): number {
    if (position < this.#lineCache.position) this.#lineCache = { position: 0, line: 0 };
    let { line } = this.#lineCache;
    for (let i = this.#lineCache.position; i < position; i++) if (this.text[i] === '\n') line++;
    this.#lineCache = { position, line };
    return this.options.firstLine + line;
  }

  fail(problem: ParseProblem, position = this.position, isIncomplete = false): never {
    throw new ParseError(problem, this.lineAt(position), isIncomplete);
  }

  failUnterminated(
    closer: string,
    opened: 'quote' | 'brace' | 'backquote' | 'arithmetic' | 'command',
    start: number,
  ): never {
    return this.fail({ kind: 'unterminated', closer, opened }, start, true);
  }

  unexpected(token: Token, expecting?: string): never {
    const isEof = token.type === 'eof';
    let type: TokenType = token.type === 'descriptor' ? 'redirection' : token.type;
    let text = token.type === 'operator' ? token.text : token.type === 'word' ? token.word.raw : token.type;
    if (token.type === 'descriptor') text = String(token.fd);
    if (token.type === 'operator' && /[<>]/.test(token.text)) type = 'redirection';
    const problem: ParseProblem =
      expecting === undefined
        ? { kind: 'unexpected', token: text, type }
        : { kind: 'unexpected', token: text, type, expecting };
    return this.fail(problem, isEof ? this.text.length : token.start, isEof);
  }

  peek(): Token {
    this.#lookahead ??= this.#read();
    return this.#lookahead;
  }

  next(): Token {
    const token = this.peek();
    this.#lookahead = undefined;
    if (token.type === 'newline') this.#readHeredocs();
    return token;
  }

  /** Forgets a token that was looked at, so that it is read again in another way. */
  rewind(position: number): void {
    this.#lookahead = undefined;
    this.position = position;
  }

  /** Runs `read` on the text from here as if nothing had been read around it. */
  nested<T>(read: () => T): T {
    const saved = { lookahead: this.#lookahead, pending: this.#pending, arrays: this.arraysAllowed };
    this.#lookahead = undefined;
    this.#pending = [];
    try {
      return read();
    } finally {
      this.#lookahead = saved.lookahead;
      this.#pending = saved.pending;
      this.arraysAllowed = saved.arrays;
    }
  }

  /** Reads with `*(…)` and its like as patterns whatever the options say. */
  withExtendedPatterns<T>(read: () => T): T {
    const before = this.#forceExtended;
    this.#forceExtended = true;
    try {
      return read();
    } finally {
      this.#forceExtended = before;
    }
  }

  get extendedPatterns(): boolean {
    return this.#forceExtended || this.options.extendedPatterns();
  }

  /** Has a here-document read where its body is: behind the current line. */
  afterLine(read: () => void): void {
    this.#pending.push(read);
  }

  /** Replaces the word at `token` by what the alias says; false if it is not one (or is under expansion). */
  expandAlias(token: Token & { type: 'word' }): boolean {
    const name = token.word.raw;
    const value = this.options.alias(name);
    this.#activeAliases = this.#activeAliases.filter((active) => token.start < active.end);
    if (value === undefined || this.#activeAliases.some((active) => active.name === name)) return false;
    const end = token.start + name.length;
    const growth = value.length - name.length;
    for (const active of this.#activeAliases) active.end += growth;
    this.#activeAliases.push({ name, end: token.start + value.length });
    this.#blankAliasEnd = /[ \t]$/.test(value) ? token.start + value.length : undefined;
    this.text = this.text.slice(0, token.start) + value + this.text.slice(end);
    this.rewind(token.start);
    return true;
  }

  /** Is the next token the first one after an alias that ends with a blank? (Asked once.) */
  isAfterBlankAlias(): boolean {
    if (this.#blankAliasEnd === undefined || this.peek().start < this.#blankAliasEnd) return false;
    this.#blankAliasEnd = undefined;
    return true;
  }

  /** A backslash at the end of a line: the next line belongs to it, and must come. */
  skipContinuation(): void {
    const start = this.position;
    this.position += 2;
    if (this.position >= this.text.length && !this.options.isFinal)
      this.failUnterminated('\\', 'quote', start);
  }

  skipBlanks(): void {
    for (;;) {
      const c = this.text[this.position];
      if (c === ' ' || c === '\t') this.position++;
      else if (c === '\\' && this.text[this.position + 1] === '\n') this.skipContinuation();
      else if (c === '#') {
        const end = this.text.indexOf('\n', this.position);
        this.position = end < 0 ? this.text.length : end;
      } else return;
    }
  }

  #read(): Token {
    this.skipBlanks();
    const start = this.position;
    const line = this.lineAt(start);
    if (start >= this.text.length) {
      if (this.#pending.length > 0) this.#readHeredocs();
      return { type: 'eof', start, line };
    }
    const c = this.text[start] ?? '';
    if (c === '\n') {
      this.position++;
      return { type: 'newline', start, line };
    }
    const isProcess =
      (c === '<' || c === '>') && this.text[start + 1] === '(' && this.options.syntax.processSubstitution;
    if (!isProcess) {
      const operator = this.#operators.find((text) => this.text.startsWith(text, start));
      if (operator !== undefined) {
        this.position += operator.length;
        return { type: 'operator', text: operator, start, line };
      }
      const { descriptor } = this.options.syntax;
      descriptor.lastIndex = start;
      const found = descriptor.exec(this.text);
      if (found && !(Number(found[1]) > MOST_DESCRIPTORS)) {
        this.position += found[0].length;
        return {
          type: 'descriptor',
          fd: found[1] === undefined ? (found[2] ?? '') : Number(found[1]),
          start,
          line,
        };
      }
    }
    const word = new WordReader(this).readWord();
    return { type: 'word', word, start, line };
  }

  #readHeredocs(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const read of pending) read();
  }
}
