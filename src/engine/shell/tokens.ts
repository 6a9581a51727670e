import type { Lexer, Token } from './lexer';
import { BASH_RESERVED_WORDS, RESERVED_WORDS, type ParseOptions } from './syntax';
import { plainText } from './word-parts';

/** A script's tokens as the grammar looks at them: reserved words, operators and aliases. */
export class Tokens {
  constructor(
    readonly lexer: Lexer,
    readonly options: ParseOptions,
  ) {}

  /** The text of the word that comes next, where it is a reserved word or could be one. */
  peekPlain(): string | undefined {
    const token = this.lexer.peek();
    return token.type === 'word' ? plainText(token.word) : undefined;
  }

  isReserved(text: string): boolean {
    if (text === '[[' || text === ']]') return text === '[[' && this.options.syntax.conditional;
    if (text === 'function') return this.options.syntax.functionWord;
    return RESERVED_WORDS.has(text) || (this.options.syntax.bash && BASH_RESERVED_WORDS.has(text));
  }

  expectWord(text: string): void {
    this.skipAliases();
    if (this.peekPlain() !== text) this.unexpected(`"${text}"`);
    this.lexer.next();
  }

  expectOperator(text: string): Token {
    const token = this.lexer.peek();
    if (token.type !== 'operator' || token.text !== text) this.unexpected(`"${text}"`);
    return this.lexer.next();
  }

  unexpected(expecting?: string): never {
    const token = this.lexer.peek();
    const text = token.type === 'word' ? plainText(token.word) : undefined;
    if (text !== undefined && this.isReserved(text)) {
      const problem = {
        kind: 'unexpected',
        token: text,
        type: 'reserved',
        ...(expecting !== undefined && { expecting }),
      } as const;
      return this.lexer.fail(problem, token.start);
    }
    return this.lexer.unexpected(token, expecting);
  }

  isOperator(...texts: string[]): boolean {
    const token = this.lexer.peek();
    return token.type === 'operator' && texts.includes(token.text);
  }

  skipNewlines(): void {
    while (this.lexer.peek().type === 'newline') this.lexer.next();
  }

  /** Expands aliases at a place where a command starts. */
  skipAliases(): void {
    for (;;) {
      const token = this.lexer.peek();
      if (token.type !== 'word' || plainText(token.word) === undefined) return;
      if (!this.lexer.expandAlias(token)) return;
    }
  }
}
