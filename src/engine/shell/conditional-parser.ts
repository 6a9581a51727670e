import type { Conditional, Word } from './ast';
import type { Lexer } from './lexer';
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

/** The inside of `[[ … ]]`, from after the opening brackets to the closing ones. */
export function parseConditional(lexer: Lexer): Conditional {
  const expression = parseOr(lexer);
  const end = peekWord(lexer);
  if (end !== ']]') lexer.unexpected(lexer.peek());
  lexer.next();
  return expression;
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
    if (peekOperator(lexer) !== ')') lexer.unexpected(lexer.peek());
    lexer.next();
    return { kind: 'group', operand };
  }
  return parseTest(lexer);
}

function takeWord(lexer: Lexer): Word {
  const token = lexer.peek();
  if (token.type !== 'word') return lexer.unexpected(token);
  lexer.next();
  return token.word;
}

function parseTest(lexer: Lexer): Conditional {
  const first = peekWord(lexer);
  if (first === ']]') lexer.unexpected(lexer.peek());
  const left = takeWord(lexer);
  const token = lexer.peek();
  if (first !== undefined && UNARY.test(first) && token.type === 'word' && plainText(token.word) !== ']]') {
    const next = plainText(token.word);
    if (next === undefined || !BINARY.has(next))
      return { kind: 'unary', operator: first, operand: takeWord(lexer) };
  }
  if (token.type === 'operator' && (token.text === '<' || token.text === '>')) {
    lexer.next();
    return { kind: 'binary', operator: token.text, left, right: takeWord(lexer) };
  }
  const operator = token.type === 'word' ? plainText(token.word) : undefined;
  if (operator === undefined || operator === ']]' || !BINARY.has(operator)) {
    if (token.type === 'word' && operator !== ']]') lexer.unexpected(token);
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
  return lexer.withExtendedPatterns(() => takeWord(lexer));
}
