// json and jsonb: read with PostgreSQL's words for what is wrong (json parser), jsonb shown as it is kept.
import { readNumeric, compareNumerics } from './numeric';
import { SqlError } from './sql-error';

export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject;

/** A number as numeric keeps it. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/** Members in the order of their text. */
export class JsonObject {
  constructor(readonly members: readonly (readonly [string, Json])[]) {}

  get(name: string): Json | undefined {
    return this.members.findLast(([key]) => key === name)?.[1];
  }
}

const TOKEN =
  /\s*(?:([{}[\],:])|"((?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|([A-Za-z_][\w]*)|(\S[^\s,:[\]{}"]*))/y;

/** Throws SqlError: `invalid input syntax for type json`, with the token that is wrong and the text up to it. */
export function parseJson(text: string): Json {
  return new JsonParser(text).whole();
}

class JsonParser {
  #at = 0;
  #token = '';
  #kind: 'sign' | 'text' | 'number' | 'word' | 'end' = 'end';
  #start = 0;

  constructor(readonly text: string) {
    this.#advance();
  }

  whole(): Json {
    const value = this.#value();
    if (this.#kind !== 'end') throw this.#wrong('end of input');
    return value;
  }

  #advance(): void {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.text);
    if (!found) {
      this.#start = this.text.length;
      this.#at = this.text.length;
      this.#kind = 'end';
      this.#token = '';
      return;
    }
    const [raw, sign, inside, number, word] = found;
    this.#token = raw.trimStart();
    this.#start = this.#at + raw.length - this.#token.length;
    this.#at += raw.length;
    this.#kind =
      sign !== undefined
        ? 'sign'
        : inside !== undefined || this.#token.startsWith('"')
          ? 'text'
          : number !== undefined
            ? 'number'
            : 'word';
    const isGood = word === undefined || /^(true|false|null)$/.test(word);
    const isBadText =
      this.#kind === 'text' && inside === undefined && !/^"(?:[^"\\]|\\.)*"$/.test(this.#token);
    if ((this.#kind === 'word' && !isGood) || found[5] !== undefined || isBadText) throw this.#invalidToken();
  }

  #invalidToken(): SqlError {
    if (this.#token.startsWith('"'))
      return this.#error('Token "' + this.text.slice(this.#start) + '" is invalid.', this.text.length);
    return this.#error(`Token "${this.#token}" is invalid.`);
  }

  #error(detail: string, upTo = this.#at): SqlError {
    const before = this.text.slice(0, upTo);
    const line = before.split('\n').length;
    const shown = before.slice(before.lastIndexOf('\n') + 1);
    const isMore = upTo < this.text.length && !/^\n/.test(this.text.slice(upTo));
    return new SqlError(
      'invalid input syntax for type json',
      undefined,
      detail,
      undefined,
      `JSON data, line ${line}: ${shown}${isMore ? '...' : ''}`,
    );
  }

  #wrong(expected: string): SqlError {
    if (this.#kind === 'end') return this.#error('The input string ended unexpectedly.');
    return this.#error(`Expected ${expected}, but found "${this.#token}".`);
  }

  #is(sign: string): boolean {
    return this.#kind === 'sign' && this.#token === sign;
  }

  #value(): Json {
    const token = this.#token;
    if (this.#is('{')) return this.#object();
    if (this.#is('[')) return this.#array();
    if (this.#kind === 'sign' || this.#kind === 'end') throw this.#wrong('JSON value');
    const kind = this.#kind;
    this.#advance();
    if (kind === 'text') return textOf(token);
    if (kind === 'number') return new JsonNumber(token);
    return token === 'null' ? null : token === 'true';
  }

  #object(): Json {
    const members: [string, Json][] = [];
    this.#advance();
    if (this.#is('}')) {
      this.#advance();
      return new JsonObject(members);
    }
    for (;;) {
      if (this.#kind !== 'text') throw this.#wrong(members.length === 0 ? 'string or "}"' : 'string');
      const name = textOf(this.#token);
      this.#advance();
      if (!this.#is(':')) throw this.#wrong('":"');
      this.#advance();
      members.push([name, this.#value()]);
      if (this.#is('}')) break;
      if (!this.#is(',')) throw this.#wrong('"," or "}"');
      this.#advance();
    }
    this.#advance();
    return new JsonObject(members);
  }

  #array(): Json {
    const items: Json[] = [];
    this.#advance();
    if (this.#is(']')) {
      this.#advance();
      return items;
    }
    for (;;) {
      items.push(this.#value());
      if (this.#is(']')) break;
      if (!this.#is(',')) throw this.#wrong('"," or "]"');
      this.#advance();
    }
    this.#advance();
    return items;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function textOf(token: string): string {
  return token
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code, other) =>
      code === undefined
        ? (ESCAPES[String(other)] ?? String(other))
        : String.fromCharCode(parseInt(String(code), 16)),
    );
}

export function quoteJson(text: string): string {
  return `"${text.replace(/["\\\u0000-\u001f]/g, (char) => {
    const short = Object.entries(ESCAPES).find(([, one]) => one === char)?.[0];
    if (char === '"' || char === '\\') return `\\${char}`;
    return short === undefined ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : `\\${short}`;
  })}"`;
}

/** As jsonb keeps it: one member a name, in the order of the names' lengths; numbers as numeric has them. */
export function normalizeJson(json: Json): Json {
  if (json instanceof JsonNumber) return new JsonNumber(readNumeric(json.text) ?? json.text);
  if (json instanceof JsonObject) {
    const members = new Map(json.members.map(([name, value]) => [name, normalizeJson(value)]));
    return new JsonObject([...members].sort(([a], [b]) => byteLength(a) - byteLength(b) || (a < b ? -1 : 1)));
  }
  return Array.isArray(json) ? json.map((one: Json) => normalizeJson(one)) : json;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function jsonbText(json: Json): string {
  if (json instanceof JsonNumber) return json.text;
  if (json instanceof JsonObject)
    return `{${json.members.map(([name, value]) => `${quoteJson(name)}: ${jsonbText(value)}`).join(', ')}}`;
  if (Array.isArray(json)) return `[${json.map((one: Json) => jsonbText(one)).join(', ')}]`;
  return typeof json === 'string' ? quoteJson(json) : String(json);
}

export function prettyJson(json: Json, depth = 0): string {
  const inner = '    '.repeat(depth + 1);
  const outer = '    '.repeat(depth);
  if (json instanceof JsonObject) {
    if (json.members.length === 0) return '{\n' + outer + '}';
    return `{\n${json.members.map(([name, value]) => `${inner}${quoteJson(name)}: ${prettyJson(value, depth + 1)}`).join(',\n')}\n${outer}}`;
  }
  if (Array.isArray(json)) {
    if (json.length === 0) return '[\n' + outer + ']';
    return `[\n${json.map((one: Json) => inner + prettyJson(one, depth + 1)).join(',\n')}\n${outer}]`;
  }
  return jsonbText(json);
}

export function jsonKind(json: Json): string {
  if (json === null) return 'null';
  if (json instanceof JsonNumber) return 'number';
  if (json instanceof JsonObject) return 'object';
  return Array.isArray(json) ? 'array' : typeof json;
}

/** The order of kinds in jsonb: Object > Array > Boolean > Number > String > Null. */
const KINDS = ['null', 'string', 'number', 'boolean', 'array', 'object'];

export function compareJson(a: Json, b: Json): number {
  const [x, y] = [KINDS.indexOf(jsonKind(a)), KINDS.indexOf(jsonKind(b))];
  if (x !== y) return x - y;
  if (a instanceof JsonNumber && b instanceof JsonNumber)
    return compareNumerics(readNumeric(a.text) ?? '0', readNumeric(b.text) ?? '0');
  if (a instanceof JsonObject && b instanceof JsonObject) {
    if (a.members.length !== b.members.length) return a.members.length - b.members.length;
    for (const [index, [name, value]] of a.members.entries()) {
      const [other = '', otherValue = null] = b.members[index] ?? [];
      if (name !== other) return name < other ? -1 : 1;
      const order = compareJson(value, otherValue);
      if (order !== 0) return order;
    }
    return 0;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return a.length - b.length;
    for (const [index, item] of a.entries()) {
      const order = compareJson(item as Json, b[index] as Json);
      if (order !== 0) return order;
    }
    return 0;
  }
  const [p, q] = [Number(a === true), Number(b === true)];
  return typeof a === 'string' && typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : p - q;
}

/** `@>` */
export function jsonContains(whole: Json, part: Json): boolean {
  if (whole instanceof JsonObject && part instanceof JsonObject) {
    return part.members.every(([name, value]) => {
      const own = whole.get(name);
      return own !== undefined && jsonContains(own, value);
    });
  }
  if (Array.isArray(whole)) {
    const items: readonly Json[] = whole;
    const parts: readonly Json[] = Array.isArray(part) ? part : part instanceof JsonObject ? [] : [part];
    if (part instanceof JsonObject) return false;
    return parts.every((one) => items.some((own) => jsonContains(own, one)));
  }
  return jsonKind(whole) === jsonKind(part) && compareJson(whole, part) === 0;
}
