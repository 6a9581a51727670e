import type { AndOr, Command, ListItem, Pipeline, Script } from './ast';
import { Lexer, type Grammar } from './lexer';
import { type CommandGrammar, MissingGrammar } from './missing-grammar';
import { ParseError } from './parse-error';
import { ifCommand } from './parse-if';
import { redirections, simpleCommand } from './parse-simple';
import type { ParseOptions } from './syntax';
import { Tokens } from './tokens';

const NO_COMMAND: Script = { items: [] };

/**
 * Turns a script's text into commands, one complete line at a time, as a shell reads: what stands before a
 * syntax error has run when it is found, and an alias counts from the next line on.
 */
export class Parser implements CommandGrammar {
  readonly lexer: Lexer;
  readonly tokens: Tokens;
  readonly #options: ParseOptions;

  constructor(text: string, options: ParseOptions, lexer?: Lexer) {
    this.#options = options;
    this.lexer = lexer ?? new Lexer(text, options, grammarOf(options));
    this.tokens = new Tokens(this.lexer, options);
  }

  /** The next line that holds a command (with the lines that it goes on in); undefined at the end. */
  nextLine(): Script | undefined {
    for (;;) {
      const token = this.lexer.peek();
      if (token.type === 'eof') {
        this.lexer.next();
        return undefined;
      }
      if (token.type !== 'newline') break;
      this.lexer.next();
    }
    const script = this.#list(true);
    const end = this.lexer.peek();
    if (end.type !== 'newline' && end.type !== 'eof') this.tokens.unexpected();
    this.lexer.next();
    return script;
  }

  /** What is left of the text, before which all is parsed. */
  get position(): number {
    return this.lexer.position;
  }

  /** Nothing but blanks, newlines and comments is left. */
  get isAtEnd(): boolean {
    return /^(\s|#[^\n]*(\n|$))*$/.test(this.lexer.text.slice(this.lexer.position));
  }

  all(): Script {
    const items: ListItem[] = [];
    for (let line = this.nextLine(); line; line = this.nextLine()) items.push(...line.items);
    return { items };
  }

  insideParenthesis(): Script {
    const script = this.compoundList(true);
    this.tokens.expectOperator(')');
    return script;
  }

  /** Could the next token start a command? Ends and separators cannot. */
  #isAtListEnd(): boolean {
    const token = this.lexer.peek();
    if (token.type === 'eof') return true;
    if (token.type === 'operator') return [')', ';;', ';&', ';;&'].includes(token.text);
    const text = this.tokens.peekPlain();
    return text !== undefined && ['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}'].includes(text);
  }

  /** Commands up to the end of the line (`oneLine`) or a word or operator that ends a compound command. */
  #list(oneLine: boolean): Script {
    const items: ListItem[] = [];
    for (;;) {
      if (!oneLine) this.tokens.skipNewlines();
      else if (items.length > 0 && this.lexer.peek().type === 'newline') break;
      this.tokens.skipAliases();
      if (items.length > 0 && (this.lexer.peek().type === 'eof' || this.#isAtListEnd())) break;
      if (oneLine && items.length > 0 && this.lexer.peek().type === 'newline') break;
      const andOr = this.#andOr();
      const background = this.tokens.isOperator('&');
      items.push({ andOr, background });
      if (background || this.tokens.isOperator(';')) this.lexer.next();
      else if (oneLine || this.lexer.peek().type !== 'newline') break;
    }
    return { items };
  }

  /** The inside of a compound command: at least one command, unless the text ends or it `mayBeEmpty`. */
  compoundList(mayBeEmpty = false): Script {
    this.tokens.skipNewlines();
    this.tokens.skipAliases();
    if (this.lexer.peek().type === 'eof') return NO_COMMAND;
    if (this.#isAtListEnd()) {
      if (mayBeEmpty) return NO_COMMAND;
      this.tokens.unexpected();
    }
    return this.#list(false);
  }

  #andOr(): AndOr {
    const first = this.#pipeline();
    const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
    for (;;) {
      const token = this.lexer.peek();
      if (token.type !== 'operator' || (token.text !== '&&' && token.text !== '||')) break;
      this.lexer.next();
      this.tokens.skipNewlines();
      rest.push({ operator: token.text, pipeline: this.#pipeline() });
    }
    return { first, rest };
  }

  #pipeline(): Pipeline {
    let negated = false;
    let timed: 'bash' | 'posix' | undefined;
    for (;;) {
      this.tokens.skipAliases();
      const text = this.tokens.peekPlain();
      if (text === '!' && (!negated || this.#options.syntax.bash)) {
        this.lexer.next();
        negated = !negated;
      } else if (text === 'time' && this.#options.syntax.bash && timed === undefined) {
        this.lexer.next();
        timed = 'bash';
        if (this.tokens.peekPlain() === '-p') {
          this.lexer.next();
          timed = 'posix';
        }
      } else break;
    }
    const isEmpty =
      this.#options.syntax.bash &&
      (timed !== undefined || negated) &&
      (this.lexer.peek().type === 'newline' ||
        this.lexer.peek().type === 'eof' ||
        this.tokens.isOperator(';'));
    if (isEmpty) return { negated, ...(timed && { timed }), commands: [], stderrToo: [] };
    const commands = [this.command()];
    const stderrToo: boolean[] = [];
    while (this.tokens.isOperator('|', '|&')) {
      stderrToo.push(this.tokens.isOperator('|&'));
      this.lexer.next();
      this.tokens.skipNewlines();
      commands.push(this.command());
    }
    return { negated, ...(timed && { timed }), commands, stderrToo };
  }

  /** Throws `MissingGrammar` where that part of the grammar is not here. */
  get #compound(): NonNullable<ParseOptions['compound']> {
    const { compound } = this.#options;
    if (compound === undefined) throw new MissingGrammar('compound');
    return compound;
  }

  /** A word that stands there begins a function's definition, if anything. */
  #isBeforeParenthesis(): boolean {
    return /^[ \t]*\(/.test(this.lexer.text.slice(this.lexer.position));
  }

  command(): Command {
    this.tokens.skipAliases();
    const token = this.lexer.peek();
    if (token.type === 'operator' && token.text === '(') {
      if (this.#options.syntax.bash && this.lexer.text.startsWith('((', token.start)) {
        const command = this.#compound.arithmeticCommand(this, token.start, token.line);
        if (command) return command;
      }
      this.lexer.next();
      const body = this.compoundList();
      this.tokens.expectOperator(')');
      return { kind: 'subshell', body, line: token.line, redirects: redirections(this.tokens) };
    }
    const text = this.tokens.peekPlain();
    if (text !== undefined && this.tokens.isReserved(text)) {
      if (text === 'if') return ifCommand(this, token.line);
      const command = this.#compound.compoundCommand(this, text, token.line);
      if (command) return command;
      this.tokens.unexpected();
    }
    if (text !== undefined && text !== '' && this.#isBeforeParenthesis()) {
      const definition = this.#compound.functionDefinition(this, token);
      if (definition) return definition;
    }
    return simpleCommand(this.tokens);
  }
}

export function grammarOf(options: ParseOptions): Grammar {
  return {
    inside: (lexer) => new Parser('', lexer.options, lexer).insideParenthesis(),
    text: (text, firstLine) => new Parser(text, { ...options, firstLine, isFinal: true }).all(),
  };
}

/** What keeps a text from running as it stands: it goes on in lines that are not there, or no more could mend it. */
export type TextFault = 'incomplete' | 'wrong';

export function faultOfText(
  text: string,
  options: Omit<ParseOptions, 'isFinal' | 'firstLine'>,
): TextFault | undefined {
  const parser = new Parser(text, { ...options, isFinal: false, firstLine: 1 });
  try {
    while (parser.nextLine());
    return undefined;
  } catch (error) {
    if (error instanceof ParseError) return error.isIncomplete ? 'incomplete' : 'wrong';
    throw error;
  }
}
