// A template's text in tokens. Source: Go's text/template/parse (rules and error texts).
import { TemplateError } from './nodes';

export type TokenKind =
  | 'text'
  | 'open'
  | 'close'
  | 'space'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'string'
  | 'character'
  | 'number'
  | 'mark'
  | 'error'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly position: number;
}

/** The line of a position, from 1. */
export function lineOf(source: string, position: number): number {
  return source.slice(0, position).split('\n').length;
}

/** An error of reading, at the line of a position. */
export function parseError(source: string, position: number, problem: string): TemplateError {
  return new TemplateError(`template: :${lineOf(source, position)}: ${problem}`);
}

const rules: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  [
    'number',
    /[+-]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)/y,
  ],
  ['identifier', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['variable', /\$(?:[\p{L}_][\p{L}\p{Nd}_]*)?/uy],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['character', /'(?:[^'\\\n]|\\.)+'/y],
  ['mark', /:=|[!#%&()*+,./:;<=>?@[\\\]^{|}~-]/y],
];

/**
 * All tokens, the last of kind `end`, or `error` with its message: what is wrong before that place comes first.
 * Blanks inside an action are tokens: they part arguments.
 */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  try {
    readTokens(source, tokens);
    return [...tokens, { kind: 'end', text: '', position: source.length }];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [...tokens, { kind: 'error', text: error.message, position: source.length }];
  }
}

function readTokens(source: string, tokens: Token[]): void {
  let position = 0;
  let trimsNext = false;
  const addText = (end: number, trimsEnd: boolean): void => {
    const raw = source.slice(position, end);
    const started = trimsNext ? raw.replace(/^[ \t\r\n]+/, '') : raw;
    const text = trimsEnd ? started.replace(/[ \t\r\n]+$/, '') : started;
    if (text !== '') tokens.push({ kind: 'text', text, position });
  };
  for (;;) {
    const open = source.indexOf('{{', position);
    if (open < 0) {
      addText(source.length, false);
      return;
    }
    const trimsBefore = /^-[ \t\r\n]/.test(source.slice(open + 2, open + 4));
    addText(open, trimsBefore);
    const start = open + (trimsBefore ? 4 : 2);
    const comment = source.startsWith('/*', start) ? commentEnd(source, start) : undefined;
    if (comment !== undefined) {
      position = comment.position;
      trimsNext = comment.trims;
      continue;
    }
    tokens.push({ kind: 'open', text: '{{', position: open });
    const action = tokenizeAction(source, start, tokens);
    position = action.position;
    trimsNext = action.trims;
  }
}

function commentEnd(source: string, start: number): { readonly position: number; readonly trims: boolean } {
  const end = source.indexOf('*/', start);
  if (end < 0) throw parseError(source, start, 'unclosed comment');
  const [close] = /^(?:[ \t\r\n]-)?\}\}/.exec(source.slice(end + 2)) ?? [];
  if (close === undefined) throw parseError(source, start, 'comment ends before closing delimiter');
  return { position: end + 2 + close.length, trims: close.length > 2 };
}

/** Reads to the closing braces; gives where it ends and whether blanks after it go. */
function tokenizeAction(
  source: string,
  start: number,
  tokens: Token[],
): { readonly position: number; readonly trims: boolean } {
  let position = start;
  let depth = 0;
  for (;;) {
    const [close] = /^(?:[ \t\r\n]-)?\}\}/.exec(source.slice(position, position + 4)) ?? [];
    if (close !== undefined) {
      if (depth > 0) throw parseError(source, position, 'unclosed left paren');
      tokens.push({ kind: 'close', text: '}}', position });
      return { position: position + close.length, trims: close.length > 2 };
    }
    if (position >= source.length) throw parseError(source, position, 'unclosed action');
    const token = tokenAt(source, position);
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth < 0) throw parseError(source, position, "unexpected right paren U+0029 ')'");
    tokens.push(token);
    position += token.text.length;
  }
}

function tokenAt(source: string, position: number): Token {
  for (const [kind, rule] of rules) {
    rule.lastIndex = position;
    const text = rule.exec(source)?.[0];
    if (text === undefined) continue;
    checkEnd(source, kind, text, position);
    return { kind, text, position };
  }
  const character = String.fromCodePoint(source.codePointAt(position) ?? 0);
  const unterminated: Readonly<Record<string, string>> = {
    '"': 'unterminated quoted string',
    '`': 'unterminated raw quoted string',
    "'": 'unterminated character constant',
  };
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const problem = unterminated[character] ?? `unrecognized character in action: U+${code} '${character}'`;
  throw parseError(source, position, problem);
}

/** Names and numbers must be followed by something that ends them. */
function checkEnd(source: string, kind: TokenKind, text: string, position: number): void {
  const [next = ''] = [...source.slice(position + text.length, position + text.length + 2)];
  if (kind === 'number' && /[\p{L}\p{Nd}_]/u.test(next)) {
    throw parseError(source, position, `bad number syntax: "${text}${next}"`);
  }
  const isName = kind === 'identifier' || kind === 'field' || kind === 'variable';
  if (isName && next !== '' && !/[ \t\r\n.,|:)(}=]/.test(next)) {
    const code = (next.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw parseError(source, position, `bad character U+${code} '${next}'`);
  }
}
