import { AwkSyntaxError } from './syntax';

export interface Token {
  readonly kind:
    | 'number'
    | 'string'
    | 'regex'
    | 'name'
    | 'function'
    | 'builtin'
    | 'keyword'
    | 'operator'
    | 'newline'
    | 'end';
  readonly text: string;
  readonly line: number;
}

const KEYWORDS = new Set([
  'BEGIN',
  'END',
  'function',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'nextfile',
  'exit',
  'return',
  'delete',
  'in',
  'getline',
  'print',
  'printf',
]);
const BUILTINS = new Set([
  'length',
  'substr',
  'index',
  'split',
  'sub',
  'gsub',
  'match',
  'sprintf',
  'sin',
  'cos',
  'atan2',
  'exp',
  'log',
  'sqrt',
  'int',
  'rand',
  'srand',
  'tolower',
  'toupper',
  'system',
  'close',
  'fflush',
  'systime',
  'strftime',
  'mktime',
]);
const BUSYBOX_BUILTINS = new Set(['gensub', 'and', 'or', 'xor', 'lshift', 'rshift', 'compl']);
const OPERATORS = [
  '**=',
  '&&',
  '||',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '==',
  '<=',
  '>=',
  '!=',
  '!~',
  '>>',
  '**',
  '|&',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
};
const ESCAPE = /\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[^])/g;

/** The character that an escape stands for; undefined: it is none that this awk knows. */
function escaped(code: string, gnu: boolean): string | undefined {
  if (code.length > 1 && code.startsWith('x')) return String.fromCharCode(parseInt(code.slice(1), 16));
  if (/^[0-7]/.test(code)) return String.fromCharCode(parseInt(code, 8) & 255);
  return code === 'e' && !gnu ? '\x1b' : ESCAPES[code];
}

/** What a string of a program holds. mawk leaves an unknown escape as it stands, BusyBox leaves out the backslash. */
export function unescapeString(text: string, gnu: boolean): string {
  return text.replace(ESCAPE, (whole, code: string) => {
    const character = escaped(code, gnu);
    if (character !== undefined) return character;
    if (code === '\n') return '';
    return gnu && code !== '"' ? whole : code;
  });
}

/** A pattern between slashes, as its regular expression is compiled: BusyBox replaces escapes in it as in a string. */
function unescapePattern(text: string, gnu: boolean): string {
  if (gnu) return text.replace(/\\\//g, '/');
  return text.replace(ESCAPE, (whole, code: string) =>
    code === '\\' ? whole : (escaped(code, gnu) ?? whole),
  );
}

function runaway(line: number, what: string, rest: string): AwkSyntaxError {
  const start = (/^[^\n]{0,20}/.exec(rest)?.[0] ?? '').trimEnd();
  return new AwkSyntaxError(line, 'Unexpected end of string', [
    `line ${String(line)}: runaway ${what} ${start} ...`,
  ]);
}

/** Tokens of a program; a slash is a regular expression where no value can end before it. */
export function tokenize(text: string, gnu: boolean): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const push = (kind: Token['kind'], value: string): void => {
    tokens.push({ kind, text: value, line });
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    const rest = text.slice(at, at + 256);
    if (char === '\n') {
      push('newline', '\n');
      line++;
      at++;
    } else if (/[ \t\r]/.test(char)) at++;
    else if (char === '\\' && /^\\\r?\n/.test(rest)) {
      at += rest[1] === '\r' ? 3 : 2;
      line++;
    } else if (char === '#') {
      while (at < text.length && text[at] !== '\n') at++;
    } else if (char === '"') {
      const end = /^"(?:\\[^]|[^"\\\n])*"/.exec(text.slice(at));
      if (!end) throw runaway(line, 'string constant', text.slice(at));
      push('string', unescapeString(end[0].slice(1, -1), gnu));
      at += end[0].length;
    } else if (/[0-9]/.test(char) || /^\.\d/.test(rest)) {
      const decimal = /^(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(rest)?.[0] ?? char;
      const number = (gnu ? undefined : /^0[xX][0-9a-fA-F]+/.exec(rest)?.[0]) ?? decimal;
      push('number', gnu ? String(Number(number)) : number);
      at += number.length;
    } else if (/[A-Za-z_]/.test(char)) {
      const name = /^\w+/.exec(text.slice(at))?.[0] ?? char;
      at += name.length;
      if (KEYWORDS.has(name) || (!gnu && name === 'func'))
        push('keyword', name === 'func' ? 'function' : name);
      else if (BUILTINS.has(name) || (!gnu && BUSYBOX_BUILTINS.has(name))) push('builtin', name);
      else push(text[at] === '(' ? 'function' : 'name', name);
    } else if (char === '/' && !endsValue(tokens.at(-1))) {
      let end = at + 1;
      let inBracket = false;
      for (; end < text.length && (text[end] !== '/' || inBracket); end++) {
        if (text[end] === '\\') end++;
        else if (text[end] === '\n') break;
        else if (text[end] === '[' && !inBracket) {
          inBracket = gnu || text.indexOf(']', end + 2) >= 0;
          if (text[end + 1] === '^') end++;
          if (text[end + 1] === ']') end++;
        } else if (text[end] === ']') inBracket = false;
      }
      if (text[end] !== '/') throw runaway(line, 'regular expression', text.slice(at));
      push('regex', unescapePattern(text.slice(at + 1, end), gnu));
      at = end + 1;
    } else {
      // mawk knows no `**`.
      const operator = OPERATORS.find((one) => text.startsWith(one, at) && !(gnu && one.startsWith('**')));
      if (operator === undefined)
        throw new AwkSyntaxError(line, 'Unexpected token', [
          `${String(line)}: unexpected character '${char}'`,
        ]);
      push('operator', operator);
      at += operator.length;
    }
  }
  push('newline', '\n');
  if (gnu && tokens.at(-2)?.kind !== 'newline') line++;
  push('end', '');
  return tokens;
}

function endsValue(token: Token | undefined): boolean {
  if (!token) return false;
  return (
    /^(number|string|name|builtin)$/.test(token.kind) ||
    (token.kind === 'operator' && /^(\)|\]|\$|\+\+|--)$/.test(token.text))
  );
}
