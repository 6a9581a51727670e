/** What a piece of a line is; the name is the end of its class, as in src/styles/code.css. */
export type TokenKind = 'keyword' | 'parameter' | 'string' | 'constant' | 'comment' | 'punctuation';

/** A piece of a line. Without a kind: plain text. */
export interface Token {
  readonly text: string;
  readonly kind?: TokenKind;
}

export type TokenLine = readonly Token[];

/** The pieces of a text that a pattern with named groups finds, each of the kind of its group; the rest is plain. */
export function tokensBy(pattern: RegExp, text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) tokens.push({ text: text.slice(at, match.index) });
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0];
    tokens.push({ text: match[0], ...(isTokenKind(kind) ? { kind } : {}) });
    at = match.index + match[0].length;
  }
  if (at < text.length) tokens.push({ text: text.slice(at) });
  return tokens;
}

const KINDS: ReadonlySet<string> = new Set<TokenKind>([
  'keyword',
  'parameter',
  'string',
  'constant',
  'comment',
  'punctuation',
]);

function isTokenKind(name: string | undefined): name is TokenKind {
  return name !== undefined && KINDS.has(name);
}
