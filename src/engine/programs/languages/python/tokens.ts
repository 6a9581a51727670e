import { type Place, PySyntaxError } from './syntax';

export interface Token extends Place {
  /** At the end: a bracket that nothing closes. */
  readonly unclosed?: { readonly text: string; readonly place: Place };
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline' | 'indent' | 'dedent' | 'end';
  readonly text: string;
  /** Of a string: letters before the quotes, in lower case; and its inside as written. */
  readonly prefix?: string;
  readonly body?: string;
  readonly bodyColumn?: number;
  readonly bodyLine?: number;
}

const OPERATORS = [
  '**=',
  '//=',
  '>>=',
  '<<=',
  '...',
  '!=',
  '->',
  ':=',
  '**',
  '//',
  '>>',
  '<<',
  '<=',
  '>=',
  '==',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '@=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '@',
  '&',
  '|',
  '^',
  '~',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '.',
  ';',
  '=',
  '!',
];
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const NUMBER =
  /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][+-]?\d+)?[jJ]?|\d[\d_]*\.?(?:[eE][+-]?\d+)?[jJ]?/y;
const NAME = /[\p{L}_][\p{L}\p{N}\p{M}_]*/uy;
const STRING_START = /([rRbBuUfF]{0,2})("""|'''|"|')/y;
const MAX_BRACKETS = 100;
const MAX_INDENTS = 100;
const TAB = 8;

/** Where the text stands in its file, for a piece of one. */
export interface Origin {
  readonly line: number;
  readonly column: number;
}

export function tokenize(source: string, origin: Origin = { line: 1, column: 0 }, isPiece = false): Token[] {
  return new Tokenizer(source, origin, isPiece).run();
}

class Tokenizer {
  readonly #tokens: Token[] = [];
  readonly #indents: number[] = [0];
  readonly #open: { readonly text: string; readonly place: Place }[] = [];
  #at = 0;
  #line: number;
  #lineStart: number;

  constructor(
    readonly source: string,
    origin: Origin,
    readonly isPiece: boolean,
  ) {
    this.#line = origin.line;
    this.#lineStart = -origin.column;
  }

  run(): Token[] {
    let isLineStart = !this.isPiece;
    while (this.#at < this.source.length) {
      if (isLineStart && this.#open.length === 0) {
        isLineStart = false;
        if (this.#indentation()) {
          isLineStart = true;
          continue;
        }
      }
      const char = this.source[this.#at] ?? '';
      if (char === '\n') {
        const last = this.#tokens[this.#tokens.length - 1];
        if (this.#open.length === 0 && !this.isPiece) {
          if (last && last.kind !== 'newline') this.#push('newline', '\n', this.#at, this.#at);
          isLineStart = true;
        }
        this.#at++;
        this.#newLine();
      } else if (char === ' ' || char === '\t' || char === '\f' || char === '\r') this.#at++;
      else if (char === '#') this.#skipComment();
      else if (char === '\\' && /^\\\r?\n/.test(this.source.slice(this.#at, this.#at + 3))) {
        this.#at = this.source.indexOf('\n', this.#at) + 1;
        this.#newLine();
      } else this.#token(char);
    }
    return this.#finish();
  }

  #finish(): Token[] {
    const last = this.#tokens[this.#tokens.length - 1];
    if (last && last.kind !== 'newline') this.#push('newline', '', this.#at, this.#at);
    while (this.#indents.length > 1) {
      this.#indents.pop();
      this.#push('dedent', '', this.#at, this.#at);
    }
    const unclosed = this.#open[this.#open.length - 1];
    const place = this.#place(this.#at, this.#at);
    this.#tokens.push({ kind: 'end', text: '', ...place, ...(unclosed && { unclosed }) });
    return this.#tokens;
  }

  #newLine(): void {
    this.#line++;
    this.#lineStart = this.#at;
  }

  #skipComment(): void {
    const end = this.source.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.source.length : end;
  }

  #place(from: number, to: number, line = this.#line, lineStart = this.#lineStart): Place {
    return { line, column: from - lineStart, endLine: this.#line, endColumn: to - this.#lineStart };
  }

  #push(kind: Token['kind'], text: string, from: number, to: number): void {
    this.#tokens.push({ kind, text, ...this.#place(from, to) });
  }

  /** Reads the spaces that a line begins with; true: the line is empty. */
  #indentation(): boolean {
    let width = 0;
    const start = this.#at;
    for (; this.#at < this.source.length; this.#at++) {
      const char = this.source[this.#at];
      if (char === ' ') width++;
      else if (char === '\t') width = (Math.floor(width / TAB) + 1) * TAB;
      else if (char === '\f') width = 0;
      else break;
    }
    const next = this.source[this.#at];
    if (next === '#') {
      this.#skipComment();
    }
    if (next === undefined) return false;
    if (next === '\n' || next === '\r' || next === '#') {
      const end = this.source.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.source.length : end + 1;
      this.#newLine();
      return true;
    }
    const current = this.#indents[this.#indents.length - 1] ?? 0;
    if (width > current) {
      if (this.#indents.length > MAX_INDENTS) {
        throw new PySyntaxError(
          'too many levels of indentation',
          this.#place(start, this.#at),
          'IndentationError',
        );
      }
      this.#indents.push(width);
      this.#push('indent', '', start, this.#at);
    }
    while (width < (this.#indents[this.#indents.length - 1] ?? 0)) {
      this.#indents.pop();
      this.#push('dedent', '', this.#at, this.#at);
    }
    if (width !== this.#indents[this.#indents.length - 1]) {
      const end = this.source.indexOf('\n', this.#at);
      throw new PySyntaxError(
        'unindent does not match any outer indentation level',
        this.#place(end < 0 ? this.source.length : end, end < 0 ? this.source.length : end),
        'IndentationError',
      );
    }
    return false;
  }

  #token(char: string): void {
    STRING_START.lastIndex = this.#at;
    const opening = STRING_START.exec(this.source);
    if (opening) return this.#string(opening[1] ?? '', opening[2] ?? '');
    NUMBER.lastIndex = this.#at;
    const number = /[\d.]/.test(char) ? NUMBER.exec(this.source)?.[0] : undefined;
    if (number !== undefined) {
      const after = this.source[this.#at + number.length] ?? '';
      if (
        /[\p{L}_]/u.test(after) &&
        !/^(?:and|else|for|if|in|is|not|or)\b/.test(this.source.slice(this.#at + number.length))
      ) {
        throw new PySyntaxError('invalid decimal literal', this.#place(this.#at, this.#at + 1));
      }
      if (/^0[\d_]*[1-9]/.test(number) && !/[.eE]/.test(number)) {
        throw new PySyntaxError(
          'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
          this.#place(this.#at, this.#at + 1),
        );
      }
      return this.#take('number', number);
    }
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.source)?.[0];
    if (name !== undefined) return this.#take('name', name);
    const operator = OPERATORS.find((one) => this.source.startsWith(one, this.#at));
    if (operator === undefined) {
      const place = this.#place(this.#at, this.#at + 1);
      if (char === '\\') {
        throw new PySyntaxError(
          'unexpected character after line continuation character',
          this.#place(this.#at + 1, this.#at + 1),
        );
      }
      const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      throw new PySyntaxError(
        char === '$' || char === '?' || char === '`'
          ? 'invalid syntax'
          : `invalid ${/[ -~]/.test(char) ? '' : 'non-printable '}character '${char}' (U+${code})`.replace(
              /non-printable (character '[^\p{C}\p{Z}]')/u,
              '$1',
            ),
        place,
      );
    }
    this.#bracket(operator);
    this.#take('operator', operator);
  }

  #bracket(text: string): void {
    const place = this.#place(this.#at, this.#at + text.length);
    if (text === '(' || text === '[' || text === '{') {
      if (this.#open.length >= MAX_BRACKETS) throw new PySyntaxError('too many nested parentheses', place);
      this.#open.push({ text, place });
      return;
    }
    const wanted = CLOSES[text];
    if (wanted === undefined) return;
    const open = this.#open.pop();
    if (open === undefined) throw new PySyntaxError(`unmatched '${text}'`, place);
    if (open.text === wanted) return;
    const where = open.place.line === this.#line ? '' : ` on line ${String(open.place.line)}`;
    throw new PySyntaxError(
      `closing parenthesis '${text}' does not match opening parenthesis '${open.text}'${where}`,
      place,
    );
  }

  #take(kind: Token['kind'], text: string): void {
    this.#push(kind, text, this.#at, this.#at + text.length);
    this.#at += text.length;
  }

  #string(prefix: string, quote: string): void {
    const from = this.#at;
    const [line, lineStart] = [this.#line, this.#lineStart];
    const bodyFrom = from + prefix.length + quote.length;
    const isFormatted = /f/i.test(prefix);
    let braces = 0;
    this.#at = bodyFrom;
    for (;;) {
      const char = this.source[this.#at];
      const isOver = char === undefined || (char === '\n' && quote.length === 1);
      if (isOver) {
        const name = isFormatted ? 'f-string' : 'string';
        const start = { line, column: from - lineStart, endLine: line, endColumn: from - lineStart + 1 };
        if (quote.length === 1) {
          throw new PySyntaxError(
            `unterminated ${name} literal (detected at line ${String(this.#line)})`,
            start,
          );
        }
        const endLine = this.#line - (this.source.endsWith('\n') ? 1 : 0);
        throw new PySyntaxError(
          `unterminated triple-quoted ${name} literal (detected at line ${String(Math.max(line, endLine))})`,
          start,
          'SyntaxError',
          true,
        );
      }
      if (isFormatted && (char === '{' || char === '}')) {
        if (char === '{' && this.source[this.#at + 1] === '{' && braces === 0) this.#at++;
        else braces = Math.max(0, braces + (char === '{' ? 1 : -1));
      }
      if (char === '\\') {
        this.#at++;
        if (this.source[this.#at] === '\n') {
          this.#at++;
          this.#newLine();
          continue;
        }
      } else if (this.source.startsWith(quote, this.#at) && braces === 0) break;
      else if (braces > 0 && (char === '"' || char === "'") && !this.source.startsWith(quote, this.#at)) {
        // A string inside of a replacement field.
        const end = this.source.indexOf(char, this.#at + 1);
        if (end > 0 && !this.source.slice(this.#at, end).includes('\n')) this.#at = end;
      } else if (this.source.startsWith(quote, this.#at)) {
        // Since 3.12 the same quotes may be used within a field, where they pair up.
        const end = this.source.indexOf(quote, this.#at + quote.length);
        const inner = this.source.slice(this.#at, Math.max(end, this.#at));
        if (end < 0 || inner.includes('\n') || inner.includes('}')) break;
        this.#at = end + quote.length;
        continue;
      }
      if (char === '\n') {
        this.#at++;
        this.#newLine();
      } else this.#at++;
    }
    const body = this.source.slice(bodyFrom, this.#at);
    this.#at += quote.length;
    this.#tokens.push({
      kind: 'string',
      text: this.source.slice(from, this.#at),
      prefix: prefix.toLowerCase(),
      body,
      bodyColumn: bodyFrom - lineStart,
      bodyLine: line,
      ...this.#place(from, this.#at, line, lineStart),
    });
  }
}
