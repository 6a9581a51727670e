// HCL's tokens, read as the parser asks for them: within a string other things count than outside.
// Source: hclsyntax, scan_tokens.rl, peeker.go and token.go.
import { HclError, type SourcePosition, type SourceRange } from './source-range';

export type TokenKind = 'name' | 'number' | 'newline' | 'end' | 'quote' | 'heredoc' | 'sign';

export interface Token {
  readonly kind: TokenKind;
  /** A sign's characters, a name, a number's digits. */
  readonly text: string;
  readonly range: SourceRange;
}

const signs = [
  '...', '~}', '=>', '==', '!=', '>=', '<=', '&&', '||', '::',
  '{', '}', '[', ']', '(', ')', '=', ':', ',', '.', '+', '-', '*', '/', '%', '!', '<', '>', '?',
] as const; // prettier-ignore

/** Characters that other languages have, and what is said of them. */
const foreign: readonly (readonly [string, summary: string, detail: string])[] = [
  [
    '**',
    'Unsupported operator',
    '"**" is not a supported operator. Exponentiation is not supported as an operator.',
  ],
  ['&', 'Unsupported operator', 'Bitwise operators are not supported. Did you mean boolean AND ("&&")?'],
  ['|', 'Unsupported operator', 'Bitwise operators are not supported. Did you mean boolean OR ("||")?'],
  ['~', 'Unsupported operator', 'Bitwise operators are not supported. Did you mean boolean NOT ("!")?'],
  ['^', 'Unsupported operator', 'Bitwise operators are not supported.'],
  [
    '`',
    'Invalid character',
    'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
  ],
  ["'", 'Invalid character', 'Single quotes are not valid. Use double quotes (") to enclose strings.'],
  [
    ';',
    'Invalid character',
    'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.',
  ],
];

export class Scanner {
  #at = 0;
  #line = 1;
  #column = 1;
  readonly #newlinesCount: boolean[] = [true];
  #next: Token | undefined;
  /** Where the token begins that was looked at. */
  #nextAt = 0;
  #last: SourceRange;

  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    this.#last = { file, start: this.position, end: this.position };
  }

  get position(): SourcePosition {
    return { line: this.#line, column: this.#column };
  }

  /** Where the token was that was read last. */
  get lastRange(): SourceRange {
    return this.#last;
  }

  /** Whether newlines are tokens while `read` runs. */
  withNewlines<T>(count: boolean, read: () => T): T {
    this.#forget();
    this.#newlinesCount.push(count);
    try {
      return read();
    } finally {
      this.#forget();
      this.#newlinesCount.pop();
    }
  }

  /** A token that was only looked at is read again when other rules count. */
  #forget(): void {
    if (this.#next === undefined) return;
    const { start } = this.#next.range;
    this.#at = this.#nextAt;
    this.#line = start.line;
    this.#column = start.column;
    this.#next = undefined;
  }

  peek(): Token {
    if (this.#next === undefined) {
      const last = this.#last;
      this.#next = this.#scan();
      this.#last = last;
    }
    return this.#next;
  }

  read(): Token {
    const token = this.peek();
    this.#next = undefined;
    this.#last = token.range;
    return token;
  }

  isSign(...texts: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind === 'sign' && texts.includes(text);
  }

  isName(text: string): boolean {
    const next = this.peek();
    return next.kind === 'name' && next.text === text;
  }

  // The characters themselves, for what stands within quotes.

  /** What stands at this place; no token may have been looked at. */
  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.#at);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.text)?.[0];
  }

  /** Reads so much text. */
  take(text: string): SourceRange {
    const start = this.position;
    for (const character of text) {
      this.#at += character.length;
      if (character === '\n') {
        this.#line += 1;
        this.#column = 1;
      } else {
        this.#column += 1;
      }
    }
    this.#last = { file: this.file, start, end: this.position };
    return this.#last;
  }

  #scan(): Token {
    const isNewlineToken = this.#newlinesCount.at(-1) === true;
    for (;;) {
      const blank =
        this.match(isNewlineToken ? /[ \t]+/y : /[ \t\r\n]+/y) ??
        this.match(/(?:#|\/\/)[^\n]*|\/\*[^]*?\*\//y);
      if (blank === undefined) break;
      this.take(blank);
    }
    this.#nextAt = this.#at;
    const found = this.#found();
    return { ...found, range: this.take(found.taken ?? found.text) };
  }

  #found(): Pick<Token, 'kind' | 'text'> & { readonly taken?: string } {
    if (this.isAtEnd) return { kind: 'end', text: '' };
    const newline = this.match(/\r?\n/y);
    if (newline !== undefined) return { kind: 'newline', text: newline };
    const name = this.match(/[\p{ID_Start}][\p{ID_Continue}-]*/uy);
    if (name !== undefined) return { kind: 'name', text: name };
    const number = this.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: 'number', text: number };
    if (this.startsWith('"')) return { kind: 'quote', text: '"' };
    const heredoc = this.match(/<<-?[\p{ID_Start}][\p{ID_Continue}-]*\r?\n/uy);
    if (heredoc !== undefined) return { kind: 'heredoc', text: heredoc };
    const sign = this.startsWith('**') ? undefined : signs.find((each) => this.startsWith(each));
    if (sign !== undefined) return { kind: 'sign', text: sign };
    return this.#refuse();
  }

  /** The real parser finds these first, and then fails at the same place: two problems. */
  #refuse(): never {
    const known = foreign.find(([text]) => this.startsWith(text));
    const range = this.take(known?.[0] ?? this.match(/[^]/uy) ?? '');
    const [, summary, detail] = known ?? [
      '',
      'Invalid character',
      'This character is not used within the language.',
    ];
    throw new HclError(summary, detail, range, 1);
  }
}
