/** The values of a text, one after the other, and jq's words for a text that is no JSON. Source: jq's jv_parse.c. */
import type { Json } from './values';

/** A value of the input, and how many lines of it had been read then. */
export interface Input {
  readonly value: Json;
  readonly line: number;
}

/** A text that is no JSON; the message says where. */
export class JsonFault extends Error {}

const lines = (text: string): number => text.match(/\n/g)?.length ?? 0;

/** What a program gets: values, lines (-R), or all of them at once (-s). Throws JsonFault. */
export function* inputsOf(
  text: string,
  flags: { readonly slurp: boolean; readonly rawInput: boolean },
): Iterable<Input> {
  const line = lines(text);
  if (flags.rawInput && flags.slurp) yield { value: text, line };
  else if (flags.rawInput) {
    if (text !== '')
      yield* text
        .replace(/\n$/, '')
        .split('\n')
        .map((value, index) => ({ value, line: index + 1 }));
  } else if (flags.slurp) yield { value: [...valuesOf(text)].map(({ value }) => value), line };
  else yield* valuesOf(text);
}

const TOKEN = /\s*(?:([[\]{}:,])|"(?:\\[^]|[^"\\])*("?)|([^\s[\]{}:,"]+))/y;
const LITERAL = /^(?:true|false|null|nan|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/** A log of JSON lines has several values. */
function* valuesOf(text: string): Iterable<Input> {
  let start = 0;
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const end = TOKEN.lastIndex;
    const [, mark, closing, word] = found;
    if (closing === '') throw faultAt(text, 'Unfinished string at EOF', text.length);
    if (word !== undefined && !LITERAL.test(word))
      throw faultAt(text, /^[tfn]/.test(word) ? 'Invalid literal' : 'Invalid numeric literal', end + 1);
    if (mark === '[' || mark === '{') depth++;
    if (mark === ']' || mark === '}') depth--;
    if (depth < 0) throw faultAt(text, `Unmatched '${mark ?? ''}'`, end);
    if (depth > 0) continue;
    if (mark === ':' || mark === ',') throw faultAt(text, 'Expected value before separator', end);
    const rest = text.indexOf('\n', end);
    yield { value: read(text, start, end), line: lines(text.slice(0, end)) + (rest >= 0 ? 1 : 0) };
    start = end;
  }
  if (depth > 0) throw faultAt(text, 'Unfinished JSON term at EOF', text.length);
}

function read(text: string, start: number, end: number): Json {
  const piece = text.slice(start, end);
  try {
    return piece.trim() === 'nan' ? null : (JSON.parse(piece) as Json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const comma = /,\s*([\]}])/.exec(piece);
    if (!comma) throw faultAt(text, 'Expected separator between values', end);
    const what = comma[1] === ']' ? 'array element' : 'key-value pair';
    throw faultAt(text, `Expected another ${what}`, start + comma.index + comma[0].length);
  }
}

/** `at`: how many characters had been read. */
function faultAt(text: string, message: string, at: number): JsonFault {
  const before = text.slice(0, at);
  const column = before.length - (before.lastIndexOf('\n') + 1);
  return new JsonFault(`${message} at line ${String(lines(before) + 1)}, column ${String(column)}`);
}
