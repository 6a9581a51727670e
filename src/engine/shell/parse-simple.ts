// Simple commands and redirections (POSIX XCU 2.7 and 2.9.1).
import type { Assignment, Redirect, RedirectOperator, SimpleCommand, Word } from './ast';
import { MissingGrammar } from './missing-grammar';
import type { Tokens } from './tokens';
import { assignmentOf, elementOf, withoutInnerTildes } from './word-parts';

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

function isRedirectOperator(text: string): text is RedirectOperator {
  return REDIRECT_OPERATORS.has(text);
}

/** What ash's `[[` takes for these. Source: shell/ash.c, simplecmd. */
const BRACKET_OPERATORS: Readonly<Record<string, string>> = { '&&': '-a', '||': '-o' };

function literalWord(text: string): Word {
  return { parts: [{ kind: 'text', text, quoted: false }], raw: text };
}

export function simpleCommand(tokens: Tokens): SimpleCommand {
  const assignments: Assignment[] = [];
  const words: (Word | Assignment)[] = [];
  const redirects: Redirect[] = [];
  const { lexer } = tokens;
  const { line } = lexer.peek();
  const arrays = tokens.options.syntax.bash;
  let isDeclaration = false;
  let isTouched = false;
  let isBracketed = false;
  for (;;) {
    const allowed = arrays && (words.length === 0 || isDeclaration);
    if (lexer.arraysAllowed !== allowed) lexer.rewind(lexer.peek().start);
    lexer.arraysAllowed = allowed;
    if (words.length === 0 && isTouched) tokens.skipAliases();
    if (lexer.isAfterBlankAlias()) tokens.skipAliases();
    const token = lexer.peek();
    if (token.type === 'word') {
      lexer.next();
      isTouched = true;
      const assignment = words.length === 0 || isDeclaration ? assignmentOf(token.word, arrays) : undefined;
      const value =
        assignment && allowed && token.word.raw.endsWith('=') && lexer.text[lexer.position] === '('
          ? arrayValue(tokens)
          : undefined;
      if (assignment && words.length === 0) assignments.push(value ? { ...assignment, value } : assignment);
      else if (assignment && value) words.push({ ...assignment, value });
      else words.push(isDeclaration || arrays ? token.word : withoutInnerTildes(token.word));
      if (words.length === 1) isDeclaration = DECLARATIONS.has(token.word.raw);
      if (token.word.raw === '[[') isBracketed = tokens.options.syntax.bracketCommand;
      else if (token.word.raw === ']]') isBracketed = false;
    } else if (isBracketed && token.type === 'operator' && Object.hasOwn(BRACKET_OPERATORS, token.text)) {
      lexer.next();
      words.push(literalWord(BRACKET_OPERATORS[token.text] ?? ''));
    } else {
      const redirect = redirection(tokens);
      if (!redirect) break;
      isTouched = true;
      redirects.push(redirect);
    }
  }
  lexer.arraysAllowed = false;
  if (!isTouched) tokens.unexpected();
  return { kind: 'simple', assignments, words, redirects, line };
}

function arrayValue(tokens: Tokens): Assignment['value'] {
  const { lexer } = tokens;
  const start = lexer.position;
  tokens.expectOperator('(');
  const elements = [];
  for (;;) {
    tokens.skipNewlines();
    const token = lexer.peek();
    if (token.type !== 'word') break;
    lexer.next();
    elements.push(elementOf(token.word));
  }
  if (lexer.peek().type === 'eof') lexer.failUnterminated(')', 'arithmetic', start);
  tokens.expectOperator(')');
  return { elements, raw: lexer.text.slice(start, lexer.position) };
}

export function redirections(tokens: Tokens): Redirect[] {
  const redirects: Redirect[] = [];
  for (let redirect = redirection(tokens); redirect; redirect = redirection(tokens)) redirects.push(redirect);
  return redirects;
}

function redirection(tokens: Tokens): Redirect | undefined {
  const { lexer } = tokens;
  let fd: number | string | undefined;
  let token = lexer.peek();
  if (token.type === 'descriptor') {
    ({ fd } = token);
    lexer.next();
    token = lexer.peek();
  }
  if (token.type !== 'operator' || !isRedirectOperator(token.text)) {
    if (fd !== undefined) tokens.unexpected();
    return undefined;
  }
  const operator = token.text;
  const { line } = token;
  lexer.next();
  const target = lexer.peek();
  if (target.type !== 'word') tokens.unexpected();
  const redirect = { operator, ...(fd !== undefined && { fd }), target: target.word, line };
  if (operator !== '<<' && operator !== '<<-') {
    lexer.next();
    return redirect;
  }
  const { hereDocuments } = tokens.options;
  if (hereDocuments === undefined) throw new MissingGrammar('here-documents');
  const document = hereDocuments.hereDocument(lexer, redirect);
  lexer.next();
  return document;
}
