/** test, match and split by a pattern. Oniguruma's patterns are read as JavaScript's, which has most of them. */
import { fail, type Json, shown } from './values';

function compile(
  pattern: string,
  flags: Json,
): { readonly regex: RegExp; readonly isGlobal: boolean; readonly skipsEmpty: boolean } {
  const letters =
    flags === null ? '' : typeof flags === 'string' ? flags : fail(`${shown(flags)} is not a string`);
  const wrong = /[^gimnpslx]/.exec(letters);
  if (wrong) return fail(`${letters} is not a valid modifier string`);
  const isExtended = letters.includes('x');
  const source = isExtended
    ? pattern.replace(/\\[^]|\s+|#[^\n]*/g, (part) => (part.startsWith('\\') ? part : ''))
    : pattern;
  const own = `${letters.includes('i') ? 'i' : ''}${/[sp]/.test(letters) ? 's' : ''}`;
  try {
    // Oniguruma's `^` and `$` are those of lines.
    return {
      regex: new RegExp(source, `${own}mgu`),
      isGlobal: letters.includes('g'),
      skipsEmpty: letters.includes('n'),
    };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail(`${pattern} (at offset 0) is not a valid regex: ${error.message.replace(/^.*: /, '')}`);
  }
}

/** jq's objects of matches; offsets and lengths count characters. */
export function matches(value: Json, pattern: Json, flags: Json, isGlobal = false): readonly Json[] {
  if (typeof value !== 'string') return fail(`${shown(value)} cannot be matched, as it is not a string`);
  if (typeof pattern !== 'string') return fail(`${shown(pattern)} cannot be matched, as it is not a string`);
  const compiled = compile(pattern, flags);
  const found: Json[] = [];
  for (const match of value.matchAll(compiled.regex)) {
    if (match[0] === '' && compiled.skipsEmpty) continue;
    found.push(matchOf(value, match));
    if (!compiled.isGlobal && !isGlobal) break;
  }
  return found;
}

function matchOf(value: string, match: RegExpExecArray): Json {
  const length = (text: string): number => [...text].length;
  const offset = length(value.slice(0, match.index));
  const names = namesOf(match);
  let from = 0;
  const captures = match.slice(1).map((text: string | undefined, index): Json => {
    if (text === undefined) return { offset: -1, length: 0, string: null, name: names[index] ?? null };
    const at = Math.max(0, match[0].indexOf(text, from));
    from = at;
    return {
      offset: offset + length(match[0].slice(0, at)),
      length: length(text),
      string: text,
      name: names[index] ?? null,
    };
  });
  return { offset, length: length(match[0]), string: match[0], captures };
}

/** The names of the groups, by their places: those of named groups, in the order in which they stand. */
function namesOf(match: RegExpExecArray): readonly (string | undefined)[] {
  const left = Object.entries(match.groups ?? {});
  return match.slice(1).map((text: string | undefined) => {
    const at = left.findIndex(([, own]) => own === text);
    return at < 0 ? undefined : left.splice(at, 1)[0]?.[0];
  });
}

export function splitBy(value: Json, pattern: Json, flags: Json): Json {
  if (typeof value !== 'string') return fail(`${shown(value)} cannot be matched, as it is not a string`);
  if (typeof pattern !== 'string') return fail(`${shown(pattern)} cannot be matched, as it is not a string`);
  const pieces: string[] = [];
  let at = 0;
  for (const match of value.matchAll(compile(pattern, flags).regex)) {
    pieces.push(value.slice(at, match.index));
    at = match.index + match[0].length;
  }
  return [...pieces, value.slice(at)];
}
