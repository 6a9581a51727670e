import { SqlError } from './sql-error';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'end';
  /** Words in lower case, quoted names and texts without their quotes. */
  readonly text: string;
  readonly at: number;
  /** As typed. */
  readonly raw: string;
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|"((?:[^"]|"")*)"|(?:[eE](?='))?'((?:[^']|'')*)'|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(::|<>|!=|<=|>=|\|\||->>|->|!~\*|!~|~\*|[-+*/%^<>=(),.;~[\]:])|([\s\S])/g;

/** A statement's tokens, the end as the last one. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const [raw, word, quoted, text, number, sign, other] = match;
    const at = match.index;
    if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase(), at, raw });
    else if (quoted !== undefined)
      tokens.push({ kind: 'quoted', text: quoted.replaceAll('""', '"'), at, raw });
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'"), at, raw });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at, raw });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at, raw });
    else if (other === "'")
      throw new SqlError(`unterminated quoted string at or near "${sql.slice(at)}"`, at);
    else if (other !== undefined) throw new SqlError(`syntax error at or near "${other}"`, at);
  }
  tokens.push({ kind: 'end', text: '', at: sql.length, raw: '' });
  return tokens;
}

/** Statements between semicolons, each with its own text; a last one that is not finished is `rest`. */
export function splitStatements(text: string): { readonly statements: string[]; readonly rest: string } {
  const statements: string[] = [];
  let from = 0;
  let at = 0;
  const skip = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/y;
  while (at < text.length) {
    skip.lastIndex = at;
    const skipped = skip.exec(text);
    if (skipped) {
      at += skipped[0].length;
    } else if (text[at] === "'" || text[at] === '"' || text.startsWith('/*', at)) {
      break;
    } else if (text[at] === ';') {
      statements.push(text.slice(from, at + 1).trim());
      from = ++at;
    } else at++;
  }
  return {
    statements: statements.filter((one) => one !== ';'),
    rest: text.slice(from).trim() === '' ? '' : text.slice(from),
  };
}
