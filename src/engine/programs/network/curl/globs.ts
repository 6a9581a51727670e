/**
 * Addresses with `{a,b}`, `[1-3]` and `[a-c:2]` in them, as many as they stand for. Source: curl(1), "URL"; tool_urlglob.c
 * for the words of what is wrong.
 */
import { CurlError } from './transfer';

/** One address of those that a glob stands for, and what stood in its places: `#1`, `#2`, … of `--output`. */
export interface Globbed {
  readonly text: string;
  readonly parts: readonly string[];
}

/** Throws CurlError 3. */
export function globbed(text: string): readonly Globbed[] {
  let all: readonly Globbed[] = [{ text: '', parts: [] }];
  const wrong = (what: string, at: number): CurlError =>
    new CurlError(3, `${what} in URL position ${at}:\n${text}\n${' '.repeat(at - 1)}^`);
  for (let at = 0; at < text.length;) {
    const found = /^(?:\\[[\]{}]|\{([^{}]*)\}|\[([^[\]]*)\])/.exec(text.slice(at));
    const letter = text[at] ?? '';
    if (!found) {
      if (letter === '{') throw wrong('unmatched brace', at + 1);
      if (letter === '[') throw wrong('bad range', badRangeAt(text, at));
      if (letter === '}' || letter === ']') throw wrong('unmatched close brace/bracket', at + 1);
      all = all.map((one) => ({ ...one, text: one.text + letter }));
      at += 1;
      continue;
    }
    const [whole, set, range] = found;
    // An address of IPv6 is no range.
    const isAddress =
      range !== undefined && /^[\da-fA-F:.%]*:[\da-fA-F:.%]*$/.test(range) && !/^\d+-/.test(range);
    const choices =
      set !== undefined ? set.split(',') : range === undefined || isAddress ? undefined : rangeOf(range);
    if (range !== undefined && !isAddress && choices === undefined)
      throw wrong('bad range', badRangeAt(text, at));
    const plain = isAddress ? whole : whole.slice(1);
    all =
      choices === undefined
        ? all.map((one) => ({ ...one, text: one.text + plain }))
        : all.flatMap((one) =>
            choices.map((choice) => ({ text: one.text + choice, parts: [...one.parts, choice] })),
          );
    at += whole.length;
  }
  return all;
}

/** Where curl gives up on a range: behind what it could read of it. */
function badRangeAt(text: string, at: number): number {
  const read = /^\[(?:\d+-?\d*|[a-zA-Z]-?[a-zA-Z]?)?/.exec(text.slice(at))?.[0] ?? '[';
  return at + read.length + 1;
}

/** As many as a range may stand for. */
const MOST = 100_000;

function rangeOf(range: string): readonly string[] | undefined {
  const [, from = '', to = '', step = '1'] =
    /^(\d+)-(\d+)(?::(\d+))?$/.exec(range) ?? /^([a-zA-Z])-([a-zA-Z])(?::(\d+))?$/.exec(range) ?? [];
  if (from === '' || Number(step) === 0) return undefined;
  const isNumber = /^\d/.test(from);
  const [first, last] = isNumber
    ? [Number(from), Number(to)]
    : [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
  if (first > last || (last - first) / Number(step) > MOST) return undefined;
  const width = from.startsWith('0') && from.length > 1 ? from.length : 0;
  const made: string[] = [];
  for (let value = first; value <= last; value += Number(step))
    made.push(isNumber ? String(value).padStart(width, '0') : String.fromCodePoint(value));
  return made;
}
