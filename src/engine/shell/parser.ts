import type {
  AndOr,
  ArithmeticForCommand,
  Assignment,
  CaseCommand,
  CaseItem,
  Command,
  ForCommand,
  FunctionCommand,
  IfCommand,
  ListItem,
  LoopCommand,
  Pipeline,
  Redirect,
  RedirectOperator,
  Script,
  SimpleCommand,
  Word,
} from './ast';
import { Lexer, type Grammar, type Token } from './lexer';
import { ParseError } from './parse-error';
import { BASH_RESERVED_WORDS, RESERVED_WORDS, type ParseOptions } from './syntax';
import { assignmentOf, elementOf, plainText, withoutInnerTildes } from './word-parts';
import { WordReader } from './word-reader';

const REDIRECT_OPERATORS: ReadonlySet<string> = new Set<RedirectOperator>([
  '<',
  '>',
  '>>',
  '>|',
  '<>',
  '<&',
  '>&',
  '&>',
  '&>>',
  '<<',
  '<<-',
  '<<<',
]);
const DECLARATIONS = new Set(['declare', 'typeset', 'local', 'readonly', 'export']);
const NO_COMMAND: Script = { items: [] };

function isRedirectOperator(text: string): text is RedirectOperator {
  return REDIRECT_OPERATORS.has(text);
}

/** What ash's `[[` takes for these. Source: shell/ash.c, simplecmd. */
const BRACKET_OPERATORS: Readonly<Record<string, string>> = { '&&': '-a', '||': '-o' };

function literalWord(text: string): Word {
  return { parts: [{ kind: 'text', text, quoted: false }], raw: text };
}

/**
 * Turns a script's text into commands, one complete line at a time, as a shell reads: what stands before a
 * syntax error has run when it is found, and an alias counts from the next line on.
 */
export class Parser {
  readonly lexer: Lexer;
  readonly #options: ParseOptions;

  constructor(text: string, options: ParseOptions, lexer?: Lexer) {
    this.#options = options;
    this.lexer = lexer ?? new Lexer(text, options, grammarOf(options));
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
    if (end.type !== 'newline' && end.type !== 'eof') this.#unexpected();
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
    const script = this.#compoundList(true);
    this.#expectOperator(')');
    return script;
  }

  /** The text of the word that comes next, where it is a reserved word or could be one. */
  #peekPlain(): string | undefined {
    const token = this.lexer.peek();
    return token.type === 'word' ? plainText(token.word) : undefined;
  }

  #isReserved(text: string): boolean {
    if (text === '[[' || text === ']]') return text === '[[' && this.#options.syntax.conditional;
    if (text === 'function') return this.#options.syntax.functionWord;
    return RESERVED_WORDS.has(text) || (this.#options.syntax.bash && BASH_RESERVED_WORDS.has(text));
  }

  #expectWord(text: string): void {
    this.#skipAliases();
    if (this.#peekPlain() !== text) this.#unexpected(`"${text}"`);
    this.lexer.next();
  }

  #expectOperator(text: string): Token {
    const token = this.lexer.peek();
    if (token.type !== 'operator' || token.text !== text) this.#unexpected(`"${text}"`);
    return this.lexer.next();
  }

  #unexpected(expecting?: string): never {
    const token = this.lexer.peek();
    const text = token.type === 'word' ? plainText(token.word) : undefined;
    if (text !== undefined && this.#isReserved(text)) {
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

  #isOperator(...texts: string[]): boolean {
    const token = this.lexer.peek();
    return token.type === 'operator' && texts.includes(token.text);
  }

  #skipNewlines(): void {
    while (this.lexer.peek().type === 'newline') this.lexer.next();
  }

  /** Expands aliases at a place where a command starts. */
  #skipAliases(): void {
    for (;;) {
      const token = this.lexer.peek();
      if (token.type !== 'word' || plainText(token.word) === undefined) return;
      if (!this.lexer.expandAlias(token)) return;
    }
  }

  /** Could the next token start a command? Ends and separators cannot. */
  #isAtListEnd(): boolean {
    const token = this.lexer.peek();
    if (token.type === 'eof') return true;
    if (token.type === 'operator') return [')', ';;', ';&', ';;&'].includes(token.text);
    const text = this.#peekPlain();
    return text !== undefined && ['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}'].includes(text);
  }

  /** Commands up to the end of the line (`oneLine`) or a word or operator that ends a compound command. */
  #list(oneLine: boolean): Script {
    const items: ListItem[] = [];
    for (;;) {
      if (!oneLine) this.#skipNewlines();
      else if (items.length > 0 && this.lexer.peek().type === 'newline') break;
      this.#skipAliases();
      if (items.length > 0 && (this.lexer.peek().type === 'eof' || this.#isAtListEnd())) break;
      if (oneLine && items.length > 0 && this.lexer.peek().type === 'newline') break;
      const andOr = this.#andOr();
      const background = this.#isOperator('&');
      items.push({ andOr, background });
      if (background || this.#isOperator(';')) this.lexer.next();
      else if (oneLine || this.lexer.peek().type !== 'newline') break;
    }
    return { items };
  }

  /** The inside of a compound command: at least one command, unless the text ends or it `mayBeEmpty`. */
  #compoundList(mayBeEmpty = false): Script {
    this.#skipNewlines();
    this.#skipAliases();
    if (this.lexer.peek().type === 'eof') return NO_COMMAND;
    if (this.#isAtListEnd()) {
      if (mayBeEmpty) return NO_COMMAND;
      this.#unexpected();
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
      this.#skipNewlines();
      rest.push({ operator: token.text, pipeline: this.#pipeline() });
    }
    return { first, rest };
  }

  #pipeline(): Pipeline {
    let negated = false;
    let timed: 'bash' | 'posix' | undefined;
    for (;;) {
      this.#skipAliases();
      const text = this.#peekPlain();
      if (text === '!' && (!negated || this.#options.syntax.bash)) {
        this.lexer.next();
        negated = !negated;
      } else if (text === 'time' && this.#options.syntax.bash && timed === undefined) {
        this.lexer.next();
        timed = 'bash';
        if (this.#peekPlain() === '-p') {
          this.lexer.next();
          timed = 'posix';
        }
      } else break;
    }
    const isEmpty =
      this.#options.syntax.bash &&
      (timed !== undefined || negated) &&
      (this.lexer.peek().type === 'newline' || this.lexer.peek().type === 'eof' || this.#isOperator(';'));
    if (isEmpty) return { negated, ...(timed && { timed }), commands: [], stderrToo: [] };
    const commands = [this.#command()];
    const stderrToo: boolean[] = [];
    while (this.#isOperator('|', '|&')) {
      stderrToo.push(this.#isOperator('|&'));
      this.lexer.next();
      this.#skipNewlines();
      commands.push(this.#command());
    }
    return { negated, ...(timed && { timed }), commands, stderrToo };
  }

  #command(): Command {
    this.#skipAliases();
    const token = this.lexer.peek();
    if (token.type === 'operator' && token.text === '(') {
      if (this.#options.syntax.bash && this.lexer.text.startsWith('((', token.start)) {
        const command = this.#arithmeticCommand(token.start, token.line);
        if (command) return command;
      }
      this.lexer.next();
      const body = this.#compoundList();
      this.#expectOperator(')');
      return { kind: 'subshell', body, line: token.line, redirects: this.#redirects() };
    }
    const text = this.#peekPlain();
    if (text !== undefined && this.#isReserved(text)) {
      const compound = this.#compound(text, token.line);
      if (compound) return compound;
      this.#unexpected();
    }
    if (text !== undefined && text !== '') {
      const definition = this.#functionDefinition(token);
      if (definition) return definition;
    }
    return this.#simple();
  }

  #compound(text: string, line: number): Command | undefined {
    switch (text) {
      case '{': {
        this.lexer.next();
        const body = this.#compoundList();
        this.#expectWord('}');
        return { kind: 'group', body, line, redirects: this.#redirects() };
      }
      case 'if':
        return this.#if(line);
      case 'while':
      case 'until':
        return this.#loop(text, line);
      case 'for':
      case 'select':
        return this.#for(text, line);
      case 'case':
        return this.#case(line);
      case 'function':
        return this.#functionWord(line);
      case '[[': {
        const { conditional } = this.#options;
        if (conditional === undefined) return undefined;
        this.lexer.next();
        const expression = conditional(this.lexer);
        return { kind: 'conditional', expression, line, redirects: this.#redirects() };
      }
      default:
        return undefined;
    }
  }

  #if(line: number): IfCommand {
    const branches: { condition: Script; body: Script }[] = [];
    let otherwise: Script | undefined;
    for (let isFirst = true; ; isFirst = false) {
      const word = this.#peekPlain();
      if (!isFirst && word === 'else') {
        this.lexer.next();
        otherwise = this.#compoundList();
        break;
      }
      if (!isFirst && word !== 'elif') break;
      this.lexer.next();
      const condition = this.#compoundList();
      this.#expectWord('then');
      branches.push({ condition, body: this.#compoundList() });
      this.#skipAliases();
    }
    this.#expectWord('fi');
    return { kind: 'if', branches, ...(otherwise && { otherwise }), line, redirects: this.#redirects() };
  }

  #loop(kind: 'while' | 'until', line: number): LoopCommand {
    this.lexer.next();
    const condition = this.#compoundList();
    const body = this.#doGroup();
    return { kind, condition, body, line, redirects: this.#redirects() };
  }

  #doGroup(): Script {
    this.#expectWord('do');
    const body = this.#compoundList();
    this.#expectWord('done');
    return body;
  }

  #for(kind: 'for' | 'select', line: number): ForCommand | ArithmeticForCommand {
    this.lexer.next();
    const token = this.lexer.peek();
    if (
      kind === 'for' &&
      this.#options.syntax.bash &&
      token.type === 'operator' &&
      this.lexer.text.startsWith('((', token.start)
    )
      return this.#arithmeticFor(token.start, line);
    if (token.type !== 'word') {
      if (this.#options.syntax.bash) this.#unexpected();
      this.lexer.fail({ kind: 'for-variable', name: '' }, token.start, token.type === 'eof');
    }
    this.lexer.next();
    const name = token.word.raw;
    if (!/^[A-Za-z_]\w*$/.test(name) && !this.#options.syntax.bash)
      this.lexer.fail({ kind: 'for-variable', name }, token.start);
    this.#skipNewlines();
    let words: Word[] | undefined;
    if (this.#peekPlain() === 'in') {
      this.lexer.next();
      words = [];
      for (let next = this.lexer.peek(); next.type === 'word'; next = this.lexer.peek()) {
        words.push(next.word);
        this.lexer.next();
      }
      if (this.#isOperator(';')) this.lexer.next();
      else if (this.lexer.peek().type !== 'newline')
        this.#unexpected(this.lexer.peek().type === 'eof' ? '"do"' : undefined);
    } else if (this.#isOperator(';')) this.lexer.next();
    this.#skipNewlines();
    const body = this.#bracesOrDo();
    return { kind, name, ...(words && { words }), body, line, redirects: this.#redirects() };
  }

  /** bash takes `for x in a; { …; }` too. */
  #bracesOrDo(): Script {
    if (!this.#options.syntax.bash || this.#peekPlain() !== '{') return this.#doGroup();
    this.lexer.next();
    const body = this.#compoundList();
    this.#expectWord('}');
    return body;
  }

  #arithmeticFor(start: number, line: number): ArithmeticForCommand {
    this.lexer.rewind(start + 2);
    const parts: Word[] = [];
    for (;;) {
      parts.push(new WordReader(this.lexer).readArithmeticText(';'));
      if (this.lexer.text[this.lexer.position] !== ';') break;
      this.lexer.position++;
    }
    if (!this.lexer.text.startsWith('))', this.lexer.position)) {
      if (this.lexer.position >= this.lexer.text.length)
        this.lexer.failUnterminated(')', 'arithmetic', start);
      this.lexer.position++;
      const token = this.lexer.peek();
      const near =
        token.type === 'operator' ? token.text : token.type === 'word' ? token.word.raw : token.type;
      this.lexer.fail({ kind: 'conditional', reason: undefined, near }, token.start);
    }
    this.lexer.position += 2;
    const [first, condition, step] = parts;
    if (!first || !condition || !step) this.#unexpected();
    if (this.#isOperator(';')) this.lexer.next();
    this.#skipNewlines();
    const body = this.#bracesOrDo();
    return {
      kind: 'arithmetic-for',
      start: first,
      condition,
      step,
      body,
      line,
      redirects: this.#redirects(),
    };
  }

  #arithmeticCommand(start: number, line: number): Command | undefined {
    this.lexer.rewind(start + 2);
    const expression = new WordReader(this.lexer).readArithmeticText();
    if (!this.lexer.text.startsWith('))', this.lexer.position)) {
      if (this.lexer.position >= this.lexer.text.length)
        this.lexer.failUnterminated(')', 'arithmetic', start);
      this.lexer.rewind(start);
      return undefined;
    }
    this.lexer.position += 2;
    return { kind: 'arithmetic', expression, line, redirects: this.#redirects() };
  }

  #case(line: number): CaseCommand {
    this.lexer.next();
    const token = this.lexer.peek();
    if (token.type !== 'word') this.#unexpected('word');
    this.lexer.next();
    this.#skipNewlines();
    if (this.#peekPlain() !== 'in') this.#unexpected('"in"');
    this.lexer.next();
    const items: CaseItem[] = [];
    for (;;) {
      this.#skipNewlines();
      if (this.#peekPlain() === 'esac') break;
      const item = this.#caseItem();
      items.push(item.item);
      if (!item.goesOn) break;
    }
    this.#expectWord('esac');
    return { kind: 'case', subject: token.word, items, line, redirects: this.#redirects() };
  }

  #caseItem(): { item: CaseItem; goesOn: boolean } {
    if (this.#isOperator('(')) this.lexer.next();
    const patterns: Word[] = [];
    for (;;) {
      const pattern = this.lexer.peek();
      // The Almquist shells take any token, and stumble over the next one.
      if (pattern.type === 'word') patterns.push(pattern.word);
      else if (this.#options.syntax.bash) this.#unexpected();
      this.lexer.next();
      if (!this.#isOperator('|')) break;
      this.lexer.next();
    }
    // No reserved word is known here.
    if (!this.#isOperator(')')) this.lexer.unexpected(this.lexer.peek(), '")"');
    this.lexer.next();
    this.#skipNewlines();
    const body = this.#compoundList(true);
    const token = this.lexer.peek();
    if (token.type === 'operator' && (token.text === ';;' || token.text === ';&' || token.text === ';;&')) {
      this.lexer.next();
      return { item: { patterns, body, end: token.text }, goesOn: true };
    }
    if (this.#peekPlain() !== 'esac') this.#unexpected('";;"');
    return { item: { patterns, body, end: ';;' }, goesOn: false };
  }

  /** `name() command`, where the next token is a plain word; undefined where it is no definition. */
  #functionDefinition(token: Token): FunctionCommand | undefined {
    if (token.type !== 'word' || assignmentOf(token.word, this.#options.syntax.bash)) return undefined;
    const after = /[ \t]*\([ \t]*/y;
    after.lastIndex = this.lexer.position;
    const found = after.exec(this.lexer.text);
    if (!found) return undefined;
    this.lexer.next();
    this.#expectOperator('(');
    // No reserved word is known here.
    if (!this.#isOperator(')')) this.lexer.unexpected(this.lexer.peek(), '")"');
    this.lexer.next();
    const name = token.word.raw;
    if (!this.#options.syntax.bash && !/^[A-Za-z_][\w.-]*$/.test(name))
      this.lexer.fail({ kind: 'function-name', name }, token.start);
    this.#skipNewlines();
    return { kind: 'function', name, body: this.#functionBody(), line: token.line, redirects: [] };
  }

  #functionWord(line: number): FunctionCommand {
    this.lexer.next();
    const token = this.lexer.peek();
    if (token.type !== 'word') this.#unexpected('word');
    this.lexer.next();
    if (this.#isOperator('(')) {
      this.lexer.next();
      this.#expectOperator(')');
    }
    this.#skipNewlines();
    return { kind: 'function', name: token.word.raw, body: this.#functionBody(), line, redirects: [] };
  }

  #functionBody(): Command {
    const { start } = this.lexer.peek();
    const body = this.#command();
    const [first] = body.kind === 'simple' ? body.words : [];
    if (first && this.#options.syntax.bash) {
      const token = 'raw' in first ? first.raw : first.name;
      this.lexer.fail({ kind: 'unexpected', token, type: 'word' }, start);
    }
    return body;
  }

  #simple(): SimpleCommand {
    const assignments: Assignment[] = [];
    const words: (Word | Assignment)[] = [];
    const redirects: Redirect[] = [];
    const { lexer } = this;
    const { line } = lexer.peek();
    const arrays = this.#options.syntax.bash;
    let isDeclaration = false;
    let isTouched = false;
    let isBracketed = false;
    for (;;) {
      const allowed = arrays && (words.length === 0 || isDeclaration);
      if (lexer.arraysAllowed !== allowed) lexer.rewind(lexer.peek().start);
      lexer.arraysAllowed = allowed;
      if (words.length === 0 && isTouched) this.#skipAliases();
      if (lexer.isAfterBlankAlias()) this.#skipAliases();
      const token = lexer.peek();
      if (token.type === 'word') {
        lexer.next();
        isTouched = true;
        const assignment = words.length === 0 || isDeclaration ? assignmentOf(token.word, arrays) : undefined;
        const value =
          assignment && allowed && token.word.raw.endsWith('=') && lexer.text[lexer.position] === '('
            ? this.#arrayValue()
            : undefined;
        if (assignment && words.length === 0) assignments.push(value ? { ...assignment, value } : assignment);
        else if (assignment && value) words.push({ ...assignment, value });
        else words.push(isDeclaration || arrays ? token.word : withoutInnerTildes(token.word));
        if (words.length === 1) isDeclaration = DECLARATIONS.has(token.word.raw);
        if (token.word.raw === '[[') isBracketed = this.#options.syntax.bracketCommand;
        else if (token.word.raw === ']]') isBracketed = false;
      } else if (isBracketed && token.type === 'operator' && Object.hasOwn(BRACKET_OPERATORS, token.text)) {
        lexer.next();
        words.push(literalWord(BRACKET_OPERATORS[token.text] ?? ''));
      } else {
        const redirect = this.#redirect();
        if (!redirect) break;
        isTouched = true;
        redirects.push(redirect);
      }
    }
    lexer.arraysAllowed = false;
    if (!isTouched) this.#unexpected();
    return { kind: 'simple', assignments, words, redirects, line };
  }

  #arrayValue(): Assignment['value'] {
    const { lexer } = this;
    const start = lexer.position;
    this.#expectOperator('(');
    const elements = [];
    for (;;) {
      this.#skipNewlines();
      const token = lexer.peek();
      if (token.type !== 'word') break;
      lexer.next();
      elements.push(elementOf(token.word));
    }
    if (lexer.peek().type === 'eof') lexer.failUnterminated(')', 'arithmetic', start);
    this.#expectOperator(')');
    return { elements, raw: lexer.text.slice(start, lexer.position) };
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    for (let redirect = this.#redirect(); redirect; redirect = this.#redirect()) redirects.push(redirect);
    return redirects;
  }

  #redirect(): Redirect | undefined {
    const { lexer } = this;
    let fd: number | string | undefined;
    let token = lexer.peek();
    if (token.type === 'descriptor') {
      ({ fd } = token);
      lexer.next();
      token = lexer.peek();
    }
    if (token.type !== 'operator' || !isRedirectOperator(token.text)) {
      if (fd !== undefined) this.#unexpected();
      return undefined;
    }
    const operator = token.text;
    const { line } = token;
    lexer.next();
    const target = lexer.peek();
    if (target.type !== 'word') this.#unexpected();
    const redirect = { operator, ...(fd !== undefined && { fd }), target: target.word, line };
    if (operator !== '<<' && operator !== '<<-') {
      lexer.next();
      return redirect;
    }
    const quoted = /["'\\]/.test(target.word.raw);
    const delimiter = quoted
      ? target.word.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
      : target.word.raw;
    const heredoc: { -readonly [K in keyof Redirect]: Redirect[K] } = redirect;
    lexer.addHeredoc(redirect, quoted, delimiter, (body) => {
      heredoc.body = body;
    });
    lexer.next();
    return heredoc;
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
