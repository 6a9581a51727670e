// Tokens as nodes. Source: Go's text/template/parse (rules and error texts).
import { quote } from '../../units';
import { parseError, tokenize, type Token } from './lexer';
import {
  TemplateError,
  type Command,
  type Constant,
  type Node,
  type Operand,
  type Pipe,
  type Template,
} from './nodes';
import { unquote } from './unquote';

const keywords = new Set('if else end range with define template block break continue nil'.split(' '));

/** Reads a template; the names of its functions must be known. */
export function parseTemplate(source: string, functions: ReadonlySet<string>): Template {
  return new Parser(source, functions).parse();
}

/** What ends a list of nodes. */
type Ending = 'end' | 'else' | 'eof';

class Parser {
  readonly #tokens: readonly Token[];
  readonly #defined = new Map<string, readonly Node[]>();
  #index = 0;
  #variables: string[] = ['$'];
  #rangeDepth = 0;

  constructor(
    private readonly source: string,
    private readonly functions: ReadonlySet<string>,
  ) {
    this.#tokens = tokenize(source);
  }

  parse(): Template {
    const { nodes, ending } = this.#list();
    if (ending !== 'eof') throw this.#error(`unexpected {{${ending}}}`);
    return { source: this.source, nodes, defined: this.#defined };
  }

  get #token(): Token {
    const token = this.#tokens[this.#index] ?? { kind: 'end', text: '', position: this.source.length };
    if (token.kind === 'error') throw new TemplateError(token.text);
    return token;
  }

  #error(problem: string, token: Token = this.#token): TemplateError {
    return parseError(this.source, token.position, problem);
  }

  #next(): Token {
    const token = this.#token;
    this.#index += 1;
    return token;
  }

  #skipSpace(): Token {
    while (this.#token.kind === 'space') this.#index += 1;
    return this.#token;
  }

  #unexpected(context: string, token: Token = this.#token): TemplateError {
    const shown =
      token.kind === 'end'
        ? 'EOF'
        : token.kind === 'close'
          ? '"}}"'
          : keywords.has(token.text)
            ? `<${token.text}>`
            : quote(token.text);
    return this.#error(`unexpected ${shown} in ${context}`, token);
  }

  /** Nodes up to {{end}}, {{else}} or the text's end. After else, the position is behind the word. */
  #list(): { readonly nodes: readonly Node[]; readonly ending: Ending } {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.#next();
      if (token.kind === 'end') return { nodes, ending: 'eof' };
      if (token.kind === 'text') {
        nodes.push({ kind: 'text', text: token.text });
        continue;
      }
      const word = this.#skipSpace();
      if (word.text === 'end' || word.text === 'else') {
        this.#next();
        if (word.text === 'end') this.#close('end');
        return { nodes, ending: word.text };
      }
      const node = this.#action(word);
      if (node !== undefined) nodes.push(node);
    }
  }

  #close(context: string): void {
    const token = this.#skipSpace();
    if (token.kind !== 'close') throw this.#unexpected(context);
    this.#next();
  }

  #action(word: Token): Node | undefined {
    if (word.kind === 'identifier') {
      switch (word.text) {
        case 'if':
        case 'range':
        case 'with':
          this.#next();
          return this.#control(word.text);
        case 'break':
        case 'continue':
          this.#next();
          if (this.#rangeDepth === 0) throw this.#error(`{{${word.text}}} outside {{range}}`, word);
          this.#close(`{{${word.text}}}`);
          return { kind: word.text };
        case 'define':
        case 'block':
        case 'template':
          this.#next();
          return this.#definition(word.text);
      }
    }
    const pipe = this.#pipe('command', 'close');
    return { kind: 'action', pipe };
  }

  #control(kind: 'if' | 'range' | 'with'): Node {
    const variableCount = this.#variables.length;
    const pipe = this.#pipe(kind, 'close');
    if (kind === 'range') this.#rangeDepth += 1;
    const { nodes: body, ending } = this.#list();
    if (kind === 'range') this.#rangeDepth -= 1;
    if (ending === 'eof') throw this.#error('unexpected EOF');
    const otherwise = ending === 'else' ? this.#otherwise(kind) : [];
    this.#variables = this.#variables.slice(0, variableCount);
    return { kind, pipe, body, otherwise };
  }

  #otherwise(kind: 'if' | 'range' | 'with'): readonly Node[] {
    const word = this.#skipSpace();
    if ((word.text === 'if' || word.text === 'with') && word.text === kind) {
      this.#next();
      return [this.#control(word.text)];
    }
    this.#close('else');
    const { nodes, ending } = this.#list();
    if (ending === 'eof') throw this.#error('unexpected EOF');
    if (ending === 'else') throw this.#error('expected end; found {{else}}');
    return nodes;
  }

  #definition(kind: 'define' | 'block' | 'template'): Node | undefined {
    const context = `${kind === 'define' ? 'define' : kind} clause`;
    const token = this.#skipSpace();
    if (token.kind !== 'string') throw this.#unexpected(context);
    this.#next();
    const name = unquote(token.text);
    if (kind === 'define') {
      this.#close(context);
      this.#define(name);
      return undefined;
    }
    const hasPipe = this.#skipSpace().kind !== 'close';
    const pipe = hasPipe ? this.#pipe(context, 'close') : undefined;
    if (!hasPipe) this.#close(context);
    if (kind === 'block') this.#define(name);
    return { kind: 'template', name, position: token.position, ...(pipe !== undefined && { pipe }) };
  }

  #define(name: string): void {
    const outer = this.#variables;
    this.#variables = ['$'];
    const { nodes, ending } = this.#list();
    if (ending !== 'end')
      throw this.#error(ending === 'eof' ? 'unexpected EOF' : 'unexpected {{else}} in define clause');
    this.#defined.set(name, nodes);
    this.#variables = outer;
  }

  /** A pipeline up to the closing braces or parenthesis, which it takes. */
  #pipe(context: string, closing: 'close' | ')'): Pipe {
    const { position } = this.#skipSpace();
    const start = this.#index;
    const { variables, isAssignment } = this.#declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.#skipSpace();
      const isClosing = closing === ')' ? token.text === ')' : token.kind === 'close';
      if (isClosing) {
        const text = this.#textBetween(start, this.#index);
        this.#next();
        if (commands.length === 0) throw this.#error(`missing value for ${context}`, token);
        this.#checkLaterCommands(commands);
        return { position, text, variables, isAssignment, commands };
      }
      commands.push(this.#command(context, closing));
    }
  }

  #checkLaterCommands(commands: readonly Command[]): void {
    for (const [index, command] of commands.slice(1).entries()) {
      const [first] = command.operands;
      if (first.kind === 'constant' || first.kind === 'dot' || first.kind === 'nil') {
        throw parseError(
          this.source,
          command.position,
          `non executable command in pipeline stage ${index + 2}`,
        );
      }
    }
  }

  #textBetween(start: number, end: number): string {
    return this.#tokens
      .slice(start, end)
      .map(({ kind, text }) => (kind === 'space' ? ' ' : text))
      .join('')
      .trim();
  }

  #declarations(context: string): { readonly variables: readonly string[]; readonly isAssignment: boolean } {
    const start = this.#index;
    const names: string[] = [];
    while (this.#skipSpace().kind === 'variable') {
      names.push(this.#next().text);
      const mark = this.#skipSpace();
      if (mark.text === ',' && context === 'range' && names.length < 2) {
        this.#next();
        continue;
      }
      if (mark.text === ':=' || mark.text === '=') {
        this.#next();
        if (mark.text === ':=') this.#variables.push(...names);
        return { variables: names, isAssignment: mark.text === '=' };
      }
      break;
    }
    this.#index = start;
    return { variables: [], isAssignment: false };
  }

  #command(context: string, closing: 'close' | ')'): Command {
    const { position } = this.#skipSpace();
    const start = this.#index;
    const operands: Operand[] = [];
    for (;;) {
      this.#skipSpace();
      const operand = this.#operand();
      if (operand !== undefined) operands.push(operand);
      const token = this.#token;
      if (token.kind === 'space') continue;
      const isClosing = closing === ')' ? token.text === ')' : token.kind === 'close';
      if (!isClosing && token.text !== '|')
        throw this.#unexpected(operands.length === 0 ? context : 'operand');
      const end = this.#index;
      if (token.text === '|') {
        this.#next();
        const after = this.#skipSpace();
        if (after.kind === 'close' || after.text === ')')
          throw this.#error('missing value for command', after);
      }
      const [first, ...rest] = operands;
      if (first === undefined) throw this.#error('empty command', token);
      return { position, text: this.#textBetween(start, end), operands: [first, ...rest] };
    }
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (term === undefined || this.#token.kind !== 'field') return term;
    const { position } = this.#token;
    const names: string[] = [];
    while (this.#token.kind === 'field') names.push(this.#next().text.slice(1));
    const text = `${term.text}.${names.join('.')}`;
    switch (term.kind) {
      case 'field':
        return { ...term, position, text, names: [...term.names, ...names] };
      case 'variable':
        return { ...term, position, text, names: [...term.names, ...names] };
      case 'constant':
      case 'nil':
      case 'dot':
        throw this.#error(`unexpected . after term ${quote(term.text)}`);
      default:
        return { kind: 'chain', position, text, of: term, names };
    }
  }

  #term(): Operand | undefined {
    const token = this.#token;
    const { position, text } = token;
    switch (token.kind) {
      case 'field':
        this.#next();
        return { kind: 'field', position, text, names: [text.slice(1)] };
      case 'variable':
        this.#next();
        if (!this.#variables.includes(text)) throw this.#error(`undefined variable ${quote(text)}`, token);
        return { kind: 'variable', position, text, name: text, names: [] };
      case 'string':
      case 'character':
      case 'number':
        this.#next();
        return { kind: 'constant', position, text, value: constantOf(token) };
      case 'identifier':
        return this.#identifier(token);
      case 'mark':
        if (text === '.') {
          this.#next();
          return { kind: 'dot', position, text };
        }
        if (text === '(') {
          this.#next();
          const pipe = this.#pipe('parenthesized pipeline', ')');
          return { kind: 'pipe', position, text: `(${pipe.text})`, pipe };
        }
        return undefined;
      default:
        return undefined;
    }
  }

  #identifier({ text, position }: Token): Operand | undefined {
    if (text === 'true' || text === 'false') {
      this.#next();
      return { kind: 'constant', position, text, value: text === 'true' };
    }
    if (text === 'nil') {
      this.#next();
      return { kind: 'nil', position, text };
    }
    if (keywords.has(text)) return undefined;
    if (!this.functions.has(text)) throw this.#error(`function ${quote(text)} not defined`);
    this.#next();
    return { kind: 'function', position, text };
  }
}

function constantOf({ kind, text }: Token): Constant {
  if (kind === 'number') return Number(text.replaceAll('_', '').replace(/^\+/, ''));
  return kind === 'character' ? (unquote(text).codePointAt(0) ?? 0) : unquote(text);
}
