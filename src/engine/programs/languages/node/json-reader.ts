/**
 * Reads JSON as V8 does, once from its beginning to its end, and refuses it in V8's words (those of Node.js 20 and 22).
 * The host's own JSON.parse cannot be asked: each browser has words of its own.
 * Source: V8, src/json/json-parser.cc and src/common/message-template.h; judged by the real Node.js 22.
 */

/** A text that is not JSON. */
export class JsonFault extends Error {
  constructor(
    message: string,
    /** Where in the text, in UTF-16 units. */
    readonly at: number,
  ) {
    super(message);
  }
}

/** What the reader makes of what it reads. */
export interface JsonMaker<T> {
  readonly plain: (value: null | boolean | number | string) => T;
  readonly list: (items: T[]) => T;
  readonly object: (members: ReadonlyMap<string, T>) => T;
}

/** Characters on each side of a fault that a message shows. */
const CONTEXT = 10;
const SPECIAL: readonly string[] = ['[object Object]', 'NaN', 'Infinity', 'undefined'];
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

interface Open<T> {
  readonly items: T[] | undefined;
  readonly members: Map<string, T>;
  name: string;
}

/** `isOld`: in the words of Node.js 20, whose messages say no line and are fewer. */
export function readJson<T>(text: string, make: JsonMaker<T>, isOld = false): T {
  let at = 0;
  const open: Open<T>[] = [];

  const fail = (message: string): JsonFault => {
    const said = `${message} at position ${String(at)}`;
    if (isOld) return new JsonFault(said, at);
    const before = text.slice(0, at);
    const breaks = before.match(/\r\n|\r|\n/g)?.length ?? 0;
    const column = at - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
    return new JsonFault(`${said} (line ${String(breaks + 1)} column ${String(column)})`, at);
  };
  const unexpected = (): JsonFault => {
    const char = text[at];
    if (char === undefined) return new JsonFault('Unexpected end of JSON input', at);
    if (/[-0-9]/.test(char)) return fail('Unexpected number in JSON');
    if (char === '"') return fail('Unexpected string in JSON');
    if (SPECIAL.includes(text)) return new JsonFault(`"${text}" is not valid JSON`, at);
    let shown = `"${text}"`;
    if (text.length > 2 * CONTEXT) {
      const start = at < CONTEXT ? 0 : at - CONTEXT;
      const end = at >= text.length - CONTEXT && at >= CONTEXT ? text.length : at + CONTEXT;
      shown = `${start > 0 || at >= CONTEXT ? '...' : ''}"${text.slice(start, end)}"${end < text.length || at < CONTEXT ? '...' : ''}`;
    }
    return new JsonFault(`Unexpected token '${char}', ${shown} is not valid JSON`, at);
  };
  const skipSpace = (): void => {
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    }
  };
  const isDigit = (): boolean => {
    const code = text.charCodeAt(at);
    return code >= 48 && code <= 57;
  };

  const string = (): string => {
    at++;
    let made = '';
    let from = at;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code)) throw fail('Unterminated string in JSON');
      if (code < 32) throw fail('Bad control character in string literal in JSON');
      if (code === 34) {
        made += text.slice(from, at);
        at++;
        return made;
      }
      if (code !== 92) continue;
      made += text.slice(from, at);
      const char = text[++at];
      if (char === 'u') {
        let value = 0;
        for (let count = 0; count < 4; count++) {
          const digit = /[0-9a-fA-F]/.exec(text[++at] ?? '')?.[0];
          if (digit === undefined) throw fail('Bad Unicode escape in JSON');
          value = value * 16 + parseInt(digit, 16);
        }
        made += String.fromCharCode(value);
      } else {
        if (char === undefined || char > '\xff') throw unexpected();
        const escaped = ESCAPES[char];
        if (escaped === undefined) throw fail('Bad escaped character in JSON');
        made += escaped;
      }
      from = at + 1;
    }
  };

  const number = (): number => {
    const from = at;
    if (text[at] === '-') {
      at++;
      if (!isDigit()) throw fail('No number after minus sign in JSON');
    }
    if (text[at] === '0') {
      at++;
      if (isDigit()) throw unexpected();
    } else while (isDigit()) at++;
    if (text[at] === '.') {
      at++;
      if (!isDigit()) throw fail('Unterminated fractional number in JSON');
      while (isDigit()) at++;
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at++;
      if (text[at] === '+' || text[at] === '-') at++;
      if (!isDigit()) throw fail('Exponent part is missing a number in JSON');
      while (isDigit()) at++;
    }
    return Number(text.slice(from, at));
  };

  const word = (wanted: string): void => {
    for (const char of wanted) {
      if (text[at] !== char) throw unexpected();
      at++;
    }
  };

  const name = (isFirst: boolean): string => {
    const made = string();
    skipSpace();
    if (text[at] !== ':')
      throw isFirst || !isOld ? fail("Expected ':' after property name in JSON") : unexpected();
    at++;
    return made;
  };

  /** What a bracket opens; undefined: the value is whole. */
  const begin = (): T | undefined => {
    const isList = text[at] === '[';
    at++;
    skipSpace();
    if (text[at] === (isList ? ']' : '}')) {
      at++;
      return isList ? make.list([]) : make.object(new Map());
    }
    const inner: Open<T> = { items: isList ? [] : undefined, members: new Map(), name: '' };
    if (!isList) {
      if (text[at] !== '"') throw fail("Expected property name or '}' in JSON");
      inner.name = name(true);
    }
    open.push(inner);
    return undefined;
  };

  const plain = (): T => {
    const char = text[at];
    if (char === '"') return make.plain(string());
    if (char === '-' || isDigit()) return make.plain(number());
    if (char === 't') return (word('true'), make.plain(true));
    if (char === 'f') return (word('false'), make.plain(false));
    if (char === 'n') return (word('null'), make.plain(null));
    throw unexpected();
  };

  for (;;) {
    skipSpace();
    let value = text[at] === '{' || text[at] === '[' ? begin() : plain();
    if (value === undefined) continue;
    for (;;) {
      const inner = open[open.length - 1];
      skipSpace();
      if (inner === undefined) {
        if (at < text.length) throw fail('Unexpected non-whitespace character after JSON');
        return value;
      }
      if (inner.items) inner.items.push(value);
      else inner.members.set(inner.name, value);
      if (text[at] === ',') {
        at++;
        if (!inner.items) {
          skipSpace();
          if (text[at] !== '"') throw fail('Expected double-quoted property name in JSON');
          inner.name = name(false);
        }
        break;
      }
      if (text[at] !== (inner.items ? ']' : '}'))
        throw fail(
          inner.items
            ? "Expected ',' or ']' after array element in JSON"
            : "Expected ',' or '}' after property value in JSON",
        );
      at++;
      open.pop();
      value = inner.items ? make.list(inner.items) : make.object(inner.members);
    }
  }
}

/** Plain values of the host, for what a program's own files say. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export const HOST_VALUES: JsonMaker<JsonValue> = {
  plain: (value) => value,
  list: (items) => items,
  object: (members) => Object.fromEntries(members),
};
