/** json. */
import type { Task } from '../../../../kernel';
import { call, define, native } from '../call';
import { exceptionClass, makeException, raised } from '../errors';
import { deeper } from '../depth';
import { floatText } from '../text';
import { decodeBytes } from '../types/bytes';
import {
  type Attributes,
  classOf,
  plain,
  PyBytes,
  PyClass,
  PyDict,
  type PyException,
  PyList,
  PyTuple,
  Raised,
  type Value,
} from '../values';
import type { Vm } from '../vm';

const DECODE_ERROR = new PyClass('JSONDecodeError', [exceptionClass('ValueError')]);
DECODE_ERROR.module = 'json.decoder';

function decodeError(message: string, text: string, at: number, cls = DECODE_ERROR): PyException {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const exception = makeException(
    cls,
    `${message}: line ${String(line)} column ${String(column)} (char ${String(at)})`,
  );
  exception.set('msg', message);
  exception.set('doc', text);
  exception.set('pos', BigInt(at));
  exception.set('lineno', BigInt(line));
  exception.set('colno', BigInt(column));
  return exception;
}

DECODE_ERROR.make = (_vm, cls, [message, doc, at]) =>
  decodeError(String(message as string), String(doc as string), Number(at as bigint), cls);
DECODE_ERROR.members.set(
  '__init__',
  native('__init__', 'self *args', () => null),
);

interface Style {
  readonly indent: string | undefined;
  readonly comma: string;
  readonly colon: string;
  readonly isSorted: boolean;
  readonly isAscii: boolean;
  readonly allowsNan: boolean;
  readonly skipsKeys: boolean;
  readonly fallback: Value;
  /** What is being written, to tell what contains itself; undefined: nobody looks. */
  readonly open: Set<Value> | undefined;
}

export function jsonString(text: string, isAscii = true): string {
  const plain = JSON.stringify(text).replace(/\x7f/g, '\x7f');
  return isAscii
    ? plain.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : plain;
}

/** Keys as sorted() would have them: texts or numbers, not both. */
function sortKeys(entries: [key: Value, value: Value][]): void {
  const kindOf = ([key]: [Value, Value]): string => (typeof key === 'string' ? 'str' : classOf(key).name);
  const numeric = (key: Value): number =>
    typeof key === 'string' || key === null ? NaN : Number(key as bigint);
  const [first] = entries;
  const other = entries.find((entry) => (typeof entry[0] === 'string') !== (typeof first?.[0] === 'string'));
  if (first && other) {
    const names = `'${kindOf(other)}' and '${kindOf(first)}'`;
    throw raised('TypeError', `'<' not supported between instances of ${names}`);
  }
  entries.sort(([a], [b]) =>
    typeof a === 'string' && typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : numeric(a) - numeric(b),
  );
}

function* dump(vm: Vm, given: Value, style: Style, level: string): Task<string> {
  const value = plain(given);
  if (vm.isTurnDue()) yield* vm.turn();
  if (typeof value !== 'object' || value === null || !style.open)
    return yield* dumpOne(vm, value, style, level);
  if (style.open.has(value)) throw raised('ValueError', 'Circular reference detected');
  style.open.add(value);
  const text = yield* dumpOne(vm, value, style, level);
  style.open.delete(value);
  return text;
}

function* dumpOne(vm: Vm, value: Value, style: Style, level: string): Task<string> {
  if (typeof value === 'string') return jsonString(value, style.isAscii);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value) && !style.allowsNan)
      throw raised('ValueError', `Out of range float values are not JSON compliant: ${floatText(value)}`);
    return Number.isNaN(value)
      ? 'NaN'
      : Number.isFinite(value)
        ? floatText(value)
        : value < 0
          ? '-Infinity'
          : 'Infinity';
  }
  const inner = style.indent === undefined ? '' : level + style.indent;
  const [open, comma, close] =
    style.indent === undefined
      ? ['', style.comma, '']
      : [`\n${inner}`, `${style.comma}\n${inner}`, `\n${level}`];
  if (value instanceof PyList || value instanceof PyTuple) {
    if (value.items.length === 0) return '[]';
    const parts: string[] = [];
    for (const item of value.items) parts.push(yield* deeper(vm, dump(vm, item, style, inner)));
    return `[${open}${parts.join(comma)}${close}]`;
  }
  if (value instanceof PyDict) {
    if (value.map.size === 0) return '{}';
    const parts: [string, string][] = [];
    const entries = [...value.map.values()].map(([key, item]): [Value, Value] => [plain(key), item]);
    if (style.isSorted) sortKeys(entries);
    for (const [key, item] of entries) {
      const name =
        typeof key === 'string'
          ? key
          : typeof key === 'object' && key !== null
            ? undefined
            : yield* dump(vm, key, style, '');
      if (name === undefined) {
        if (style.skipsKeys) continue;
        throw raised('TypeError', `keys must be str, int, float, bool or None, not ${classOf(key).name}`);
      }
      parts.push([name, yield* deeper(vm, dump(vm, item, style, inner))]);
    }
    const lines = parts.map(([name, text]) => `${jsonString(name, style.isAscii)}${style.colon}${text}`);
    return `{${open}${lines.join(comma)}${close}}`;
  }
  if (style.fallback !== null)
    return yield* deeper(vm, dump(vm, yield* call(vm, style.fallback, [value]), style, level));
  throw raised('TypeError', `Object of type ${classOf(value).name} is not JSON serializable`);
}

const OPTIONS =
  '* skipkeys? ensure_ascii? check_circular? allow_nan? cls? indent? separators? default? sort_keys?';

function styleOf([skips, ascii, circular, nan, , indent, separators, fallback, sorts]: readonly (
  Value | undefined
)[]): Style {
  const own = separators instanceof PyTuple ? separators.items : [];
  const isIndented = indent !== undefined && indent !== null;
  return {
    indent: isIndented
      ? typeof indent === 'string'
        ? indent
        : ' '.repeat(Number(indent as bigint))
      : undefined,
    comma: typeof own[0] === 'string' ? own[0] : isIndented ? ',' : ', ',
    colon: typeof own[1] === 'string' ? own[1] : ': ',
    isSorted: sorts === true,
    isAscii: ascii !== false,
    allowsNan: nan !== false,
    skipsKeys: skips === true,
    fallback: fallback ?? null,
    open: circular === false ? undefined : new Set(),
  };
}

export function* dumps(vm: Vm, value: Value, options: readonly (Value | undefined)[] = []): Task<string> {
  return yield* dump(vm, value, styleOf(options), '');
}

class Reader {
  #at = 0;
  constructor(
    readonly text: string,
    /** Whether control characters in texts are wrong. */
    readonly isStrict = true,
    /** Whether objects, numbers and NaN are told as they stand: (kind, pairs or text). */
    readonly isRaw = false,
  ) {}

  whole(): Value {
    this.#space();
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.text.length) throw this.#error('Extra data');
    return value;
  }

  /** One value from `at` on, and where it ends; StopIteration says where one was expected. */
  scan(at: number): PyTuple {
    this.#at = at;
    try {
      const value = this.#value(0);
      return new PyTuple([value, BigInt(this.#at)]);
    } catch (error) {
      const pos = error instanceof Raised ? error.exception.attributes?.get('pos') : undefined;
      if (error instanceof Raised && error.exception.attributes?.get('msg') === 'Expecting value')
        throw raised('StopIteration', pos ?? 0n);
      throw error;
    }
  }

  #error(message: string, at = this.#at): Raised {
    return new Raised(decodeError(message, this.text, at));
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.text[this.#at] ?? '')) this.#at++;
  }

  #value(depth: number): Value {
    if (depth > 900) throw raised('RecursionError', 'maximum recursion depth exceeded');
    const { text } = this;
    const char = text[this.#at];
    if (char === '"') return this.#string();
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    for (const [word, value] of [
      ['null', null],
      ['true', true],
      ['false', false],
      ['NaN', NaN],
      ['Infinity', Infinity],
      ['-Infinity', -Infinity],
    ] as const) {
      if (text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return this.isRaw && typeof value === 'number' ? new PyTuple(['constant', word]) : value;
      }
    }
    const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
    number.lastIndex = this.#at;
    const found = number.exec(text);
    if (!found) throw this.#error('Expecting value');
    this.#at += found[0].length;
    const isWhole = found[1] === undefined && found[2] === undefined;
    if (this.isRaw) return new PyTuple([isWhole ? 'int' : 'float', found[0]]);
    return found[1] === undefined && found[2] === undefined ? BigInt(found[0]) : Number(found[0]);
  }

  #string(): string {
    const start = this.#at++;
    let made = '';
    for (;;) {
      const char = this.text[this.#at];
      if (char === undefined) throw this.#error('Unterminated string starting at', start);
      if (char === '"') break;
      if (char < ' ' && this.isStrict) throw this.#error('Invalid control character at');
      if (char === '\\') {
        const code = this.text[this.#at + 1] ?? '';
        const simple = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[code];
        if (code === 'u' && /^[0-9a-fA-F]{4}$/.test(this.text.slice(this.#at + 2, this.#at + 6))) {
          made += String.fromCharCode(parseInt(this.text.slice(this.#at + 2, this.#at + 6), 16));
          this.#at += 6;
          continue;
        }
        if (code === 'u') throw this.#error('Invalid \\uXXXX escape', this.#at + 1);
        if (simple === undefined) throw this.#error('Invalid \\escape');
        made += simple;
        this.#at += 2;
      } else {
        made += char;
        this.#at++;
      }
    }
    this.#at++;
    return made;
  }

  #object(depth: number): Value {
    const dict = new PyDict();
    const pairs: Value[] = [];
    const made = this.isRaw ? new PyTuple(['object', new PyList(pairs)]) : dict;
    this.#at++;
    this.#space();
    if (this.text[this.#at] === '}') {
      this.#at++;
      return made;
    }
    for (;;) {
      this.#space();
      if (this.text[this.#at] !== '"') throw this.#error('Expecting property name enclosed in double quotes');
      const name = this.#string();
      this.#space();
      if (this.text[this.#at] !== ':') throw this.#error("Expecting ':' delimiter");
      this.#at++;
      this.#space();
      const value = this.#value(depth + 1);
      if (this.isRaw) pairs.push(new PyTuple([name, value]));
      else dict.setText(name, value);
      this.#space();
      const next = this.text[this.#at];
      if (next === '}') break;
      if (next !== ',') throw this.#error("Expecting ',' delimiter");
      const comma = this.#at++;
      this.#space();
      if (this.text[this.#at] === '}')
        throw this.#error('Illegal trailing comma before end of object', comma);
    }
    this.#at++;
    return made;
  }

  #array(depth: number): PyList {
    const items: Value[] = [];
    this.#at++;
    this.#space();
    if (this.text[this.#at] !== ']') {
      for (;;) {
        this.#space();
        items.push(this.#value(depth + 1));
        this.#space();
        const next = this.text[this.#at];
        if (next === ']') break;
        if (next !== ',') throw this.#error("Expecting ',' delimiter");
        const comma = this.#at++;
        this.#space();
        if (this.text[this.#at] === ']')
          throw this.#error('Illegal trailing comma before end of array', comma);
      }
    }
    this.#at++;
    return new PyList(items);
  }
}

export function parseJson(value: Value): Value {
  if (value instanceof PyBytes) return new Reader(decodeBytes(value)).whole();
  if (typeof value !== 'string') {
    throw raised('TypeError', `the JSON object must be str, bytes or bytearray, not ${classOf(value).name}`);
  }
  return new Reader(value).whole();
}

function fillJson(_vm: Vm, members: Attributes): void {
  members.set('JSONDecodeError', DECODE_ERROR);
  define(members, {
    dumps: [`obj ${OPTIONS}`, (vm, [value = null, ...options]) => dumps(vm, value, options)],
    scan: [
      's idx strict raw',
      (_inner, [text, at, strict, raw]) =>
        new Reader(String(text as string), strict !== false, raw === true).scan(Number(at as bigint)),
    ],
  });
}

export const modules = { _json: fillJson };
