// Compound commands but `if`, and functions (POSIX XCU 2.9.4 and 2.9.5, with bash's additions).
import type {
  ArithmeticForCommand,
  CaseCommand,
  CaseItem,
  Command,
  CoprocCommand,
  ForCommand,
  FunctionCommand,
  LoopCommand,
  Script,
  Word,
} from './ast';
import type { Lexer, Token } from './lexer';
import { type CommandGrammar, MissingGrammar } from './missing-grammar';
import { redirections, simpleCommand } from './parse-simple';
import type { Tokens } from './tokens';
import { assignmentOf } from './word-parts';
import { WordReader } from './word-reader';

export function compoundCommand(grammar: CommandGrammar, text: string, line: number): Command | undefined {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  switch (text) {
    case '{': {
      lexer.next();
      const body = grammar.compoundList();
      tokens.expectWord('}');
      return { kind: 'group', body, line, redirects: redirections(grammar.tokens) };
    }
    case 'while':
    case 'until':
      return loopCommand(grammar, text, line);
    case 'for':
    case 'select':
      return forCommand(grammar, text, line);
    case 'case':
      return caseCommand(grammar, line);
    case 'function':
      return functionWord(grammar, line);
    case 'coproc':
      return coprocess(grammar, line);
    case '[[': {
      const { conditional } = tokens.options;
      if (conditional === undefined) throw new MissingGrammar('conditional');
      lexer.next();
      const expression = conditional(lexer);
      return { kind: 'conditional', expression, line, redirects: redirections(grammar.tokens) };
    }
    default:
      return undefined;
  }
}

const COMPOUND_STARTS: ReadonlySet<string> = new Set([
  '{',
  'if',
  'while',
  'until',
  'for',
  'case',
  'select',
  '[[',
]);

/** bash's `coproc [NAME] command`: only a compound command may have a name. */
function coprocess(grammar: CommandGrammar, line: number): CoprocCommand {
  const tokens: Tokens = grammar.tokens;
  const { lexer } = tokens;
  lexer.next();
  const isCompound = (): boolean => tokens.isOperator('(') || COMPOUND_STARTS.has(tokens.peekPlain() ?? '');
  if (isCompound()) return { kind: 'coproc', name: 'COPROC', body: grammar.command(), line, redirects: [] };
  const token = lexer.peek();
  if (token.type === 'word') {
    lexer.next();
    if (isCompound())
      return { kind: 'coproc', name: token.word.raw, body: grammar.command(), line, redirects: [] };
    lexer.rewind(token.start);
  }
  return { kind: 'coproc', name: 'COPROC', body: simpleCommand(tokens), line, redirects: [] };
}

function loopCommand(grammar: CommandGrammar, kind: 'while' | 'until', line: number): LoopCommand {
  const lexer: Lexer = grammar.tokens.lexer;
  lexer.next();
  const condition = grammar.compoundList();
  const body = doGroup(grammar);
  return { kind, condition, body, line, redirects: redirections(grammar.tokens) };
}

function doGroup(grammar: CommandGrammar): Script {
  const tokens: Tokens = grammar.tokens;
  tokens.expectWord('do');
  const body = grammar.compoundList();
  tokens.expectWord('done');
  return body;
}

function forCommand(
  grammar: CommandGrammar,
  kind: 'for' | 'select',
  line: number,
): ForCommand | ArithmeticForCommand {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  lexer.next();
  const token = lexer.peek();
  if (
    kind === 'for' &&
    tokens.options.syntax.bash &&
    token.type === 'operator' &&
    lexer.text.startsWith('((', token.start)
  )
    return arithmeticFor(grammar, token.start, line);
  if (token.type !== 'word') {
    if (tokens.options.syntax.bash) tokens.unexpected();
    lexer.fail({ kind: 'for-variable', name: '' }, token.start, token.type === 'eof');
  }
  lexer.next();
  const name = token.word.raw;
  if (!/^[A-Za-z_]\w*$/.test(name) && !tokens.options.syntax.bash)
    lexer.fail({ kind: 'for-variable', name }, token.start);
  tokens.skipNewlines();
  let words: Word[] | undefined;
  if (tokens.peekPlain() === 'in') {
    lexer.next();
    words = [];
    for (let next = lexer.peek(); next.type === 'word'; next = lexer.peek()) {
      words.push(next.word);
      lexer.next();
    }
    if (tokens.isOperator(';')) lexer.next();
    else if (lexer.peek().type !== 'newline')
      tokens.unexpected(lexer.peek().type === 'eof' ? '"do"' : undefined);
  } else if (tokens.isOperator(';')) lexer.next();
  tokens.skipNewlines();
  const body = bracesOrDo(grammar);
  return { kind, name, ...(words && { words }), body, line, redirects: redirections(grammar.tokens) };
}

/** bash takes `for x in a; { …; }` too. */
function bracesOrDo(grammar: CommandGrammar): Script {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  if (!tokens.options.syntax.bash || tokens.peekPlain() !== '{') return doGroup(grammar);
  lexer.next();
  const body = grammar.compoundList();
  tokens.expectWord('}');
  return body;
}

function arithmeticFor(grammar: CommandGrammar, start: number, line: number): ArithmeticForCommand {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  lexer.rewind(start + 2);
  const parts: Word[] = [];
  for (;;) {
    parts.push(new WordReader(lexer).readArithmeticText(';'));
    if (lexer.text[lexer.position] !== ';') break;
    lexer.position++;
  }
  if (!lexer.text.startsWith('))', lexer.position)) {
    if (lexer.position >= lexer.text.length) lexer.failUnterminated(')', 'arithmetic', start);
    lexer.position++;
    const token = lexer.peek();
    const near = token.type === 'operator' ? token.text : token.type === 'word' ? token.word.raw : token.type;
    lexer.fail({ kind: 'conditional', reason: undefined, near }, token.start);
  }
  lexer.position += 2;
  const [first, condition, step] = parts;
  if (!first || !condition || !step) tokens.unexpected();
  if (tokens.isOperator(';')) lexer.next();
  tokens.skipNewlines();
  const body = bracesOrDo(grammar);
  return {
    kind: 'arithmetic-for',
    start: first,
    condition,
    step,
    body,
    line,
    redirects: redirections(grammar.tokens),
  };
}

export function arithmeticCommand(grammar: CommandGrammar, start: number, line: number): Command | undefined {
  const lexer: Lexer = grammar.tokens.lexer;
  lexer.rewind(start + 2);
  const expression = new WordReader(lexer).readArithmeticText();
  if (!lexer.text.startsWith('))', lexer.position)) {
    if (lexer.position >= lexer.text.length) lexer.failUnterminated(')', 'arithmetic', start);
    lexer.rewind(start);
    return undefined;
  }
  lexer.position += 2;
  return { kind: 'arithmetic', expression, line, redirects: redirections(grammar.tokens) };
}

function caseCommand(grammar: CommandGrammar, line: number): CaseCommand {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  lexer.next();
  const token = lexer.peek();
  if (token.type !== 'word') tokens.unexpected('word');
  lexer.next();
  tokens.skipNewlines();
  if (tokens.peekPlain() !== 'in') tokens.unexpected('"in"');
  lexer.next();
  const items: CaseItem[] = [];
  for (;;) {
    tokens.skipNewlines();
    if (tokens.peekPlain() === 'esac') break;
    const item = caseItem(grammar);
    items.push(item.item);
    if (!item.goesOn) break;
  }
  tokens.expectWord('esac');
  return { kind: 'case', subject: token.word, items, line, redirects: redirections(grammar.tokens) };
}

function caseItem(grammar: CommandGrammar): { item: CaseItem; goesOn: boolean } {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  if (tokens.isOperator('(')) lexer.next();
  const patterns: Word[] = [];
  for (;;) {
    const pattern = lexer.peek();
    // The Almquist shells take any token, and stumble over the next one.
    if (pattern.type === 'word') patterns.push(pattern.word);
    else if (tokens.options.syntax.bash) tokens.unexpected();
    lexer.next();
    if (!tokens.isOperator('|')) break;
    lexer.next();
  }
  // No reserved word is known here.
  if (!tokens.isOperator(')')) lexer.unexpected(lexer.peek(), '")"');
  lexer.next();
  tokens.skipNewlines();
  const body = grammar.compoundList(true);
  const token = lexer.peek();
  if (token.type === 'operator' && (token.text === ';;' || token.text === ';&' || token.text === ';;&')) {
    lexer.next();
    return { item: { patterns, body, end: token.text }, goesOn: true };
  }
  if (tokens.peekPlain() !== 'esac') tokens.unexpected('";;"');
  return { item: { patterns, body, end: ';;' }, goesOn: false };
}

/** `name() command`, where the next token is a plain word; undefined where it is no definition. */
export function functionDefinition(grammar: CommandGrammar, token: Token): FunctionCommand | undefined {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  if (token.type !== 'word' || assignmentOf(token.word, tokens.options.syntax.bash)) return undefined;
  const after = /[ \t]*\([ \t]*/y;
  after.lastIndex = lexer.position;
  const found = after.exec(lexer.text);
  if (!found) return undefined;
  lexer.next();
  tokens.expectOperator('(');
  // No reserved word is known here.
  if (!tokens.isOperator(')')) lexer.unexpected(lexer.peek(), '")"');
  lexer.next();
  const name = token.word.raw;
  if (!tokens.options.syntax.bash && !/^[A-Za-z_][\w.-]*$/.test(name))
    lexer.fail({ kind: 'function-name', name }, token.start);
  tokens.skipNewlines();
  return { kind: 'function', name, body: functionBody(grammar), line: token.line, redirects: [] };
}

function functionWord(grammar: CommandGrammar, line: number): FunctionCommand {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  lexer.next();
  const token = lexer.peek();
  if (token.type !== 'word') tokens.unexpected('word');
  lexer.next();
  if (tokens.isOperator('(')) {
    lexer.next();
    tokens.expectOperator(')');
  }
  tokens.skipNewlines();
  return { kind: 'function', name: token.word.raw, body: functionBody(grammar), line, redirects: [] };
}

function functionBody(grammar: CommandGrammar): Command {
  const tokens: Tokens = grammar.tokens;
  const lexer: Lexer = grammar.tokens.lexer;
  const { start } = lexer.peek();
  const body = grammar.command();
  const [first] = body.kind === 'simple' ? body.words : [];
  if (first && tokens.options.syntax.bash) {
    const token = 'raw' in first ? first.raw : first.name;
    lexer.fail({ kind: 'unexpected', token, type: 'word' }, start);
  }
  return body;
}
