import type { Conditional, Word } from './ast';
import type { Lexer, Token } from './lexer';
import { plainText } from './word-parts';
import { WordReader } from './word-reader';

const UNARY = /^-[abcdefghknoprstuvwxzGLNORS]$/;
const BINARY = new Set([
  '=',
  '==',
  '!=',
  '=~',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

/** Operators after a lone word. */
const ENDS = new Set(['&&', '||', ')']);

/** The inside of `[[ … ]]`, from after the opening brackets to the closing ones. */
export function parseConditional(lexer: Lexer): Conditional {
  const expression = parseOr(lexer);
  const end = peekWord(lexer);
  if (end !== ']]') {
    const token = lexer.peek();
    const what = token.type === 'word' ? '' : `: unexpected token \`${textOf(token)}'`;
    refuse(lexer, `syntax error in conditional expression${what}`);
  }
  lexer.next();
  return expression;
}

/** bash's words for what is wrong, as yyerror() of its grammar says them. */
function refuse(lexer: Lexer, reason: string | undefined): never {
  const token = lexer.peek();
  lexer.fail({ kind: 'conditional', reason, near: lastRead(lexer) }, token.start, token.type === 'eof');
}

/** The word that ends where bash has read to. Source: bash's parse.y, error_token_from_text. */
function lastRead({ text, position }: Lexer): string {
  const line = text.slice(text.lastIndexOf('\n', Math.max(0, position - 2)) + 1);
  let i = position - (text.length - line.length);
  const isIn = (at: number, characters: string): boolean => characters.includes(line[at] ?? '\n');
  while (i > 0 && isIn(i, ' \t\n')) i--;
  const end = i + 1;
  while (i > 0 && !isIn(i, ' \n\t;|&')) i--;
  while (i !== end && isIn(i, ' \t\n')) i++;
  return line.slice(i, end);
}

function textOf(token: Token): string {
  if (token.type === 'word') return token.word.raw;
  if (token.type === 'descriptor') return String(token.fd);
  return token.type === 'operator' ? token.text : token.type === 'newline' ? 'newline' : 'EOF';
}

function skipNewlines(lexer: Lexer): void {
  while (lexer.peek().type === 'newline') lexer.next();
}

function peekWord(lexer: Lexer): string | undefined {
  skipNewlines(lexer);
  const token = lexer.peek();
  return token.type === 'word' ? plainText(token.word) : undefined;
}

function peekOperator(lexer: Lexer): string | undefined {
  skipNewlines(lexer);
  const token = lexer.peek();
  return token.type === 'operator' ? token.text : undefined;
}

function parseOr(lexer: Lexer): Conditional {
  const left = parseAnd(lexer);
  if (peekOperator(lexer) !== '||') return left;
  lexer.next();
  return { kind: 'or', left, right: parseOr(lexer) };
}

function parseAnd(lexer: Lexer): Conditional {
  const left = parseNot(lexer);
  if (peekOperator(lexer) !== '&&') return left;
  lexer.next();
  return { kind: 'and', left, right: parseAnd(lexer) };
}

function parseNot(lexer: Lexer): Conditional {
  if (peekWord(lexer) === '!') {
    lexer.next();
    return { kind: 'not', operand: parseNot(lexer) };
  }
  if (peekOperator(lexer) === '(') {
    lexer.next();
    const operand = parseOr(lexer);
    if (peekOperator(lexer) !== ')')
      refuse(lexer, `unexpected token \`${textOf(lexer.peek())}', expected \`)'`);
    lexer.next();
    return { kind: 'group', operand };
  }
  return parseTest(lexer);
}

/** An operand; `place` is what wants it. */
function takeWord(lexer: Lexer, place: 'binary' | 'unary'): Word {
  const token = lexer.peek();
  if (token.type !== 'word' || plainText(token.word) === ']]')
    return refuse(lexer, `unexpected argument \`${textOf(token)}' to conditional ${place} operator`);
  lexer.next();
  return token.word;
}

function parseTest(lexer: Lexer): Conditional {
  const first = peekWord(lexer);
  const start = lexer.peek();
  if (start.type !== 'word')
    return refuse(lexer, `unexpected token \`${textOf(start)}' in conditional command`);
  if (first === ']]') return refuse(lexer, undefined);
  lexer.next();
  const left = start.word;
  const token = lexer.peek();
  if (first !== undefined && UNARY.test(first))
    return { kind: 'unary', operator: first, operand: takeWord(lexer, 'unary') };
  if (token.type === 'operator' && (token.text === '<' || token.text === '>')) {
    lexer.next();
    return { kind: 'binary', operator: token.text, left, right: takeWord(lexer, 'binary') };
  }
  const operator = token.type === 'word' ? plainText(token.word) : undefined;
  if (operator === undefined || operator === ']]' || !BINARY.has(operator)) {
    if (token.type === 'word' && operator !== ']]')
      return refuse(lexer, 'conditional binary operator expected');
    if (token.type !== 'word' && !(token.type === 'operator' && ENDS.has(token.text)))
      return refuse(lexer, `unexpected token \`${textOf(token)}', conditional binary operator expected`);
    return { kind: 'unary', operator: '-n', operand: left };
  }
  lexer.next();
  if (operator === '=~') {
    lexer.skipBlanks();
    return { kind: 'binary', operator, left, right: new WordReader(lexer).readRegularExpression() };
  }
  return { kind: 'binary', operator, left, right: takePattern(lexer) };
}

/** Extended patterns are always known to the right of `==`. */
function takePattern(lexer: Lexer): Word {
  return lexer.withExtendedPatterns(() => takeWord(lexer, 'binary'));
}
