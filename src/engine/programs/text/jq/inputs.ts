/** The values of a text, one after the other, and jq's words for a text that is no JSON. Source: jq's jv_parse.c. */
import { byteString } from '../../shared/bytes';
import { numberOf } from './number-literal';
import { eventsOf } from './streaming';
import { type Json, numberText } from './values';
import type { JqVersion } from './version';

/** A value of the input, and how many lines of it had been read then. */
export interface Input {
  readonly value: Json;
  readonly line: number;
  /** Where it ends in the text. */
  readonly end: number;
}

/** A text that is no JSON; the message says where. */
export class JsonFault extends Error {}

const lines = (text: string): number => text.match(/\n/g)?.length ?? 0;

/** What a program gets: values, lines (-R), or all of them at once (-s). Throws JsonFault. */
export function* inputsOf(
  text: string,
  flags: { readonly slurp: boolean; readonly rawInput: boolean; readonly streams: boolean },
  version: JqVersion,
): Iterable<Input> {
  const line = lines(text);
  const end = text.length;
  if (flags.rawInput && flags.slurp) yield { value: text, line, end };
  else if (flags.rawInput) {
    if (text !== '')
      yield* text
        .replace(/\n$/, '')
        .split('\n')
        .map((value, index) => ({ value, line: index + 1, end }));
  } else if (flags.slurp)
    yield {
      value: [...valuesOf(text, version)].flatMap(({ value }) =>
        flags.streams ? [...eventsOf(value)] : [value],
      ),
      line,
      end,
    };
  else {
    let at = 0;
    let read = 0;
    for (const { value, end: to } of valuesOf(text, version)) {
      read += lines(text.slice(at, to));
      at = to;
      const own = { line: read + (text.includes('\n', to) ? 1 : 0), end: to };
      if (flags.streams) for (const event of eventsOf(value)) yield { value: event, ...own };
      else yield { value, ...own };
    }
  }
}

const TOKEN = /[ \t\r\n]*(?:([[\]{}:,])|("(?:\\[^]|[^"\\])*)("?)|([^ \t\r\n[\]{}:,"]+))/y;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const SEPARATOR = 'Expected separator between values';
const DEEPEST = 10_000;

/** What is open: an array, or an object and the key whose value is next. */
type Open = { readonly list: Json[] } | { readonly fields: Map<string, Json>; key: string | undefined };

/** The values of a text, and where each ends: a log of JSON lines has several. Throws JsonFault. */
export function* valuesOf(
  text: string,
  version: JqVersion,
): Iterable<{ readonly value: Json; readonly end: number }> {
  const open: Open[] = [];
  let next: Json | undefined;
  let isAfterComma = false;
  const tokens = new RegExp(TOKEN);
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const end = tokens.lastIndex;
    const fault = (message: string): JsonFault => faultAt(text, message, end);
    const [, mark, string, closing, word] = found;
    const top = open.at(-1);
    if (mark === undefined || mark === '[' || mark === '{') {
      if (closing === '') throw faultAt(text, 'Unfinished string at EOF', text.length);
      const value =
        string !== undefined
          ? unescaped(text, string.slice(1), end)
          : word !== undefined
            ? literal(text, word, end, version)
            : undefined;
      if (next !== undefined) throw word === undefined ? fault(SEPARATOR) : afterWord(text, SEPARATOR, end);
      if (mark === undefined) next = value;
      else {
        if (open.length >= DEEPEST) throw fault('Exceeds depth limit for parsing');
        open.push(mark === '[' ? { list: [] } : { fields: new Map(), key: undefined });
      }
    } else if (mark === ':') {
      if (next === undefined) throw fault("Expected string key before ':'");
      if (!top || 'list' in top || top.key !== undefined) throw fault("':' not as part of an object");
      if (typeof next !== 'string') throw fault('Object keys must be strings');
      top.key = next;
      next = undefined;
    } else if (mark === ',') {
      if (next === undefined) throw fault("Expected value before ','");
      if (!top) throw fault("',' not as part of an object or array");
      if (!put(top, next)) throw fault('Objects must consist of key:value pairs');
      next = undefined;
      isAfterComma = true;
    } else {
      const isList = mark === ']';
      if (!top || 'list' in top !== isList) {
        if (next !== undefined && top && !isList) throw fault('Objects must consist of key:value pairs');
        throw fault(`Unmatched '${mark}'`);
      }
      if (next === undefined && isAfterComma && (isList || !('key' in top && top.key !== undefined)))
        throw fault(`Expected another ${isList ? 'array element' : 'key-value pair'}`);
      if (next === undefined && 'key' in top && top.key !== undefined) throw fault("Unmatched '}'");
      if (next !== undefined && !put(top, next)) throw fault('Objects must consist of key:value pairs');
      open.pop();
      next = 'list' in top ? top.list : top.fields;
    }
    if (mark !== ',') isAfterComma = false;
    if (open.length > 0 || next === undefined) continue;
    yield { value: next, end };
    next = undefined;
  }
  if (open.length > 0) throw faultAt(text, 'Unfinished JSON term at EOF', text.length);
}

/** False when an object got something that has no key. */
function put(top: Open, value: Json): boolean {
  if ('list' in top) top.list.push(value);
  else {
    if (top.key === undefined) return false;
    top.fields.set(top.key, value);
    top.key = undefined;
  }
  return true;
}

const WORDS: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
/** What is no number is shown as null, as jq does. */
const NO_NUMBER = /^[-+]?nan$/i;
const INFINITE = /^([-+]?)inf(?:inity)?$/i;

/** A word is judged at the character after it. */
function afterWord(text: string, message: string, end: number): JsonFault {
  return end === text.length ? faultAt(text, `${message} at EOF`, end) : faultAt(text, message, end + 1);
}

function literal(text: string, word: string, end: number, { isOld }: JqVersion): Json {
  const own = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (own !== undefined) return own;
  if (NUMBER.test(word)) return isOld ? Number(word) : numberOf(word, numberText);
  if (NO_NUMBER.test(word) && !(isOld && word.startsWith('n'))) return null;
  const infinite = INFINITE.exec(word);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  const what =
    /^(?:[tf]|n(?!an\d))/.test(word) || (isOld && word.startsWith('n'))
      ? 'Invalid literal'
      : 'Invalid numeric literal';
  throw afterWord(text, what, end);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescaped(text: string, inner: string, end: number): string {
  if (/[\0-\x1f]/.test(inner))
    throw faultAt(text, 'Invalid string: control characters from U+0000 through U+001F must be escaped', end);
  if (/(?<!\\)(?:\\\\)*\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])/.test(inner))
    throw faultAt(text, 'Invalid \\uXXXX\\uXXXX surrogate pair escape', end);
  return inner.replace(/\\(?:u([\da-fA-F]{4})|([^]))/g, (_, unit: string | undefined, letter: string) => {
    if (unit !== undefined) return String.fromCharCode(parseInt(unit, 16));
    if (letter === 'u') throw faultAt(text, 'Invalid \\uXXXX escape', end);
    if (/["\\/]/.test(letter)) return letter;
    return ESCAPES[letter] ?? raise(faultAt(text, 'Invalid escape', end));
  });
}

function raise(fault: JsonFault): never {
  throw fault;
}

/** `at`: how many characters had been read; columns count bytes. */
function faultAt(text: string, message: string, at: number): JsonFault {
  const before = text.slice(0, at);
  const column = byteString(before.slice(before.lastIndexOf('\n') + 1)).length;
  return new JsonFault(`${message} at line ${String(lines(before) + 1)}, column ${String(column)}`);
}

/** The one value of a text (`fromjson`, `tonumber`). Throws JsonFault. */
export function valueOf(text: string, version: JqVersion): Json {
  const [first, second] = valuesOf(text, version);
  if (second) throw new JsonFault('Unexpected extra JSON values');
  if (!first) throw new JsonFault('Expected JSON value');
  return first.value;
}
