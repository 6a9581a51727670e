/** What a parser stumbled over; each dialect has its own sentence for it. */
export type ParseProblem =
  /** A token (as written, or `newline`, `eof`) where another was expected. */
  | {
      readonly kind: 'unexpected';
      readonly token: string;
      readonly type: TokenType;
      readonly expecting?: string;
    }
  /** The text ended inside quotes or brackets; `closer` would have ended it. */
  | {
      readonly kind: 'unterminated';
      readonly closer: string;
      readonly opened: 'quote' | 'brace' | 'backquote' | 'arithmetic' | 'command';
    }
  /** bash: inside of `[[ … ]]`; `near` is what was read last. */
  | { readonly kind: 'conditional'; readonly reason: string | undefined; readonly near: string }
  | { readonly kind: 'for-variable' | 'function-name'; readonly name: string };

export type TokenType = 'word' | 'operator' | 'reserved' | 'newline' | 'eof' | 'redirection';

/** A script that is not one. `line` counts from 1 in the text that was parsed. */
export class ParseError extends Error {
  constructor(
    readonly problem: ParseProblem,
    readonly line: number,
    /** More text could make it right: an interactive shell asks for another line. */
    readonly isIncomplete: boolean,
  ) {
    super(problem.kind);
    this.name = 'ParseError';
  }
}
