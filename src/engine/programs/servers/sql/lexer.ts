import { SqlError } from './sql-error';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'parameter' | 'sign' | 'end';
  /** Words in lower case, quoted names and texts without their quotes. */
  readonly text: string;
  readonly at: number;
  /** As typed. */
  readonly raw: string;
}

const TOKEN =
  /\s+|--[^\n]*|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|"((?:[^"]|"")*)"|((?:\d[\d_]*(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|\$(\d+)|(::|:=|=>|\.\.|[(),.;[\]:])/y;
const OPERATOR = /[-+*/<>=~!@#%^&|`?]+/y;
const TEXT_START = /(?:([eEbBxXnN])|([uU]&))?'/y;
const DOLLAR = /\$([A-Za-z_]\w*)?\$/y;

/** A statement's tokens, the end as the last one. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const put = (kind: Token['kind'], text: string, end: number): void => {
    tokens.push({ kind, text, at, raw: sql.slice(at, end) });
    at = end;
  };
  while (at < sql.length) {
    if (sql.startsWith('/*', at)) {
      at = endOfComment(sql, at);
      continue;
    }
    const text = readText(sql, at);
    if (text) {
      put('text', text.text, text.end);
      continue;
    }
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(sql);
    if (found) {
      const [raw, word, quoted, number, parameter, sign] = found;
      const end = at + raw.length;
      if (word !== undefined) put('word', word.toLowerCase(), end);
      else if (quoted !== undefined) {
        if (quoted === '') throw new SqlError('zero-length delimited identifier at or near """"', at);
        put('quoted', quoted.replaceAll('""', '"'), end);
      } else if (number !== undefined) {
        if (/[A-Za-z_\u0080-\uffff]/.test(sql[end] ?? '')) {
          const junk = /^[\w.]+/.exec(sql.slice(at))?.[0] ?? number;
          throw new SqlError(`trailing junk after numeric literal at or near "${junk}"`, at);
        }
        put('number', number.replaceAll('_', ''), end);
      } else if (parameter !== undefined) put('parameter', parameter, end);
      else if (sign !== undefined) put('sign', sign, end);
      else at = end;
      continue;
    }
    const operator = operatorAt(sql, at);
    if (operator !== undefined) put('sign', operator === '!=' ? '<>' : operator, at + operator.length);
    else if (sql[at] === '"')
      throw new SqlError(`unterminated quoted identifier at or near "${sql.slice(at)}"`, at);
    else throw new SqlError(`syntax error at or near "${sql[at] ?? ''}"`, at);
  }
  tokens.push({ kind: 'end', text: '', at: sql.length, raw: '' });
  return tokens;
}

/** Comments may stand in comments. */
function endOfComment(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (sql.startsWith('*/', at)) {
      at++;
      if (--depth === 0) return at + 1;
    }
  }
  throw new SqlError(`unterminated /* comment at or near "${sql.slice(from)}"`, from);
}

/** An operator of several signs does not end in + or - unless a sign that is no arithmetic stands in it (scan.l). */
function operatorAt(sql: string, at: number): string | undefined {
  OPERATOR.lastIndex = at;
  let operator = OPERATOR.exec(sql)?.[0];
  if (operator === undefined) return undefined;
  const comment = /--|\/\*/.exec(operator)?.index;
  if (comment !== undefined) operator = operator.slice(0, comment);
  if (!/[~!@#%^&|`?]/.test(operator))
    while (operator.length > 1 && /[-+]$/.test(operator)) operator = operator.slice(0, -1);
  return operator;
}

/** A text in quotes, of any kind; texts on lines after each other are one. */
function readText(sql: string, at: number): { readonly text: string; readonly end: number } | undefined {
  DOLLAR.lastIndex = at;
  const dollar = DOLLAR.exec(sql)?.[0];
  if (dollar !== undefined) {
    const end = sql.indexOf(dollar, at + dollar.length);
    if (end < 0) throw new SqlError(`unterminated dollar-quoted string at or near "${sql.slice(at)}"`, at);
    return { text: sql.slice(at + dollar.length, end), end: end + dollar.length };
  }
  TEXT_START.lastIndex = at;
  const start = TEXT_START.exec(sql);
  if (!start) return undefined;
  const isEscaped = /e/i.test(start[1] ?? '');
  let end = at + start[0].length;
  let text = '';
  for (;;) {
    const close = closingQuote(sql, end, isEscaped);
    if (close === undefined)
      throw new SqlError(`unterminated quoted string at or near "${sql.slice(at)}"`, at);
    const inside = sql.slice(end, close).replaceAll("''", "'");
    text += isEscaped ? unescape(inside) : start[2] === undefined ? inside : unicode(inside);
    const next = /^\s*\n\s*'/.exec(sql.slice(close + 1));
    if (!next) return { text, end: close + 1 };
    end = close + 1 + next[0].length;
  }
}

function closingQuote(sql: string, from: number, isEscaped: boolean): number | undefined {
  for (let at = from; at < sql.length; at++) {
    if (isEscaped && sql[at] === '\\') at++;
    else if (sql[at] === "'") {
      if (sql[at + 1] !== "'") return at;
      at++;
    }
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|([0-7]{1,3})|([\s\S]))/g,
    (_, hex, code, octal, other) => {
      if (hex !== undefined) return String.fromCharCode(parseInt(String(hex), 16));
      if (code !== undefined) return String.fromCharCode(parseInt(String(code), 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(String(octal), 8));
      return ESCAPES[String(other)] ?? String(other);
    },
  );
}

function unicode(text: string): string {
  return text.replace(/\\(?:\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4})|(\\))/g, (_, long, short, slash) =>
    slash === undefined ? String.fromCodePoint(parseInt(String(long ?? short), 16)) : '\\',
  );
}

/** Statements between semicolons, each with its own text; a last one that is not finished is `rest`. */
export function splitStatements(text: string): { readonly statements: string[]; readonly rest: string } {
  const statements: string[] = [];
  let from = 0;
  let at = 0;
  let depth = 0;
  const skip =
    /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|[A-Za-z_][\w$]*/y;
  while (at < text.length) {
    skip.lastIndex = at;
    const skipped = skip.exec(text);
    if (skipped) at += skipped[0].length;
    else if (
      text[at] === "'" ||
      text[at] === '"' ||
      text.startsWith('/*', at) ||
      /^\$\w*\$/.test(text.slice(at, at + 64))
    )
      break;
    else if (text[at] === ';' && depth <= 0) {
      statements.push(text.slice(from, at + 1).trim());
      from = ++at;
    } else {
      if (text[at] === '(') depth++;
      else if (text[at] === ')') depth--;
      at++;
    }
  }
  return {
    statements: statements.filter((one) => one !== ';'),
    rest: text.slice(from).trim() === '' ? '' : text.slice(from),
  };
}
