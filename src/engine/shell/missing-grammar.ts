import type { Command, Script } from './ast';
import type { Tokens } from './tokens';

/** What compound commands need of the grammar around them. */
export interface CommandGrammar {
  readonly tokens: Tokens;
  /** The inside of a compound command; at least one command, unless the text ends or it `mayBeEmpty`. */
  compoundList(mayBeEmpty?: boolean): Script;
  command(): Command;
}

/** A text has a command whose grammar is not here yet (grammar.ts): nothing of its line has run. */
export class MissingGrammar extends Error {
  constructor(readonly part: 'compound' | 'conditional' | 'here-documents') {
    super(part);
    this.name = 'MissingGrammar';
  }
}
