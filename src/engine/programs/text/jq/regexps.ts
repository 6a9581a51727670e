/** test, match and split by a pattern. Source: the jq manual. */
import { compilePattern, type Pattern } from './patterns';
import type { JqVersion } from './version';
import { fail, type Json, shown } from './values';

interface Search extends Pattern {
  readonly isGlobal: boolean;
  readonly skipsEmpty: boolean;
}

function compile(pattern: string, flags: Json): Search {
  const letters =
    flags === null ? '' : typeof flags === 'string' ? flags : fail(`${shown(flags)} is not a string`);
  if (/[^gimnpslx]/.test(letters)) return fail(`${letters} is not a valid modifier string`);
  const source = letters.includes('x')
    ? pattern.replace(/\\[^]|\s+|#[^\n]*/g, (part) => (part.startsWith('\\') ? part : ''))
    : pattern;
  // Of `s` and `p`, only `p` lets a point be an end of a line: `s` is about `^` and `$`.
  const own = `${letters.includes('i') ? 'i' : ''}${letters.includes('p') ? 's' : ''}dgu`;
  return {
    ...compilePattern(source, own),
    isGlobal: letters.includes('g'),
    skipsEmpty: letters.includes('n'),
  };
}

function subjectOf(value: Json, pattern: Json): readonly [text: string, pattern: string] {
  if (typeof value !== 'string') return fail(`${shown(value)} cannot be matched, as it is not a string`);
  if (typeof pattern !== 'string') return fail(`${shown(pattern)} cannot be matched, as it is not a string`);
  return [value, pattern];
}

/** jq's objects of matches; offsets and lengths count characters. */
export function matches(
  value: Json,
  pattern: Json,
  flags: Json,
  { isOld }: JqVersion,
  isGlobal = false,
): readonly Json[] {
  const [text, source] = subjectOf(value, pattern);
  const search = compile(source, flags);
  const found: Json[] = [];
  for (const match of text.matchAll(search.regex)) {
    if (match[0] === '' && (search.skipsEmpty || (isOld && match.index > 0 && match.index === text.length)))
      continue;
    found.push(matchOf(text, match, search.names));
    if (!search.isGlobal && !isGlobal) break;
  }
  return found;
}

function matchOf(text: string, match: RegExpExecArray, names: readonly (string | null)[]): Json {
  const place = (span: readonly [number, number] | undefined): readonly (readonly [string, Json])[] => {
    const string = span ? text.slice(...span) : null;
    const offset = span ? [...text.slice(0, span[0])].length : -1;
    const length = [...(string ?? '')].length;
    // The order of jq's own fields.
    const isThere = span !== undefined;
    const fields: readonly (readonly [string, Json])[] = isThere
      ? [
          ['offset', offset],
          ['length', length],
          ['string', string],
        ]
      : [
          ['offset', offset],
          ['string', string],
          ['length', length],
        ];
    return fields;
  };
  const [whole, ...groups]: readonly ([number, number] | undefined)[] = match.indices ?? [];
  const captures = groups.map(
    (span, index) => new Map<string, Json>([...place(span), ['name', names[index] ?? null]]),
  );
  return new Map<string, Json>([...place(whole), ['captures', captures]]);
}

export function splitBy(value: Json, pattern: Json, flags: Json): Json {
  const [text, source] = subjectOf(value, pattern);
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(compile(source, flags).regex)) {
    pieces.push(text.slice(at, match.index));
    at = match.index + match[0].length;
  }
  return [...pieces, text.slice(at)];
}
