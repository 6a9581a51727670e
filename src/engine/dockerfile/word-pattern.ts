// The patterns of ${name#pattern}, ${name%pattern} and ${name/pattern/text}: `*`, `?` and escapes, no brackets.
import { DockerfileError } from './dockerfile-error';

/** One element of a pattern: any text, any character, or this character. */
export type PatternToken =
  | { readonly kind: 'any-text' }
  | { readonly kind: 'any-character' }
  | { readonly kind: 'character'; readonly character: string };

type CharacterToken = Exclude<PatternToken, { readonly kind: 'any-text' }>;

/** Reads a pattern. An escape makes `*`, `?` and the backslash plain; `\}` and `\/` only keep them from ending it. */
export function parseWordPattern(pattern: string): readonly PatternToken[] {
  const tokens: PatternToken[] = [];
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '*') tokens.push({ kind: 'any-text' });
    else if (character === '?') tokens.push({ kind: 'any-character' });
    else if (character !== '\\') tokens.push({ kind: 'character', character });
    else {
      const escaped = characters[index + 1] ?? '\ufffd';
      if (escaped === '}' || escaped === '/') continue;
      if (escaped !== '*' && escaped !== '?' && escaped !== '\\') {
        throw new DockerfileError(
          'expansion',
          `invalid pattern (${pattern}) in substitution: invalid escape '\\${escaped}'`,
        );
      }
      tokens.push({ kind: 'character', character: escaped });
      index++;
    }
  }
  return tokens;
}

/** The pieces of a pattern between its `*`. */
function segmentsOf(tokens: readonly PatternToken[]): CharacterToken[][] {
  const segments: CharacterToken[][] = [];
  let segment: CharacterToken[] = [];
  for (const token of tokens) {
    if (token.kind !== 'any-text') segment.push(token);
    else {
      segments.push(segment);
      segment = [];
    }
  }
  return [...segments, segment];
}

function fits(segment: readonly CharacterToken[], value: readonly string[], start: number): boolean {
  if (start + segment.length > value.length) return false;
  return segment.every(
    (token, offset) => token.kind === 'any-character' || token.character === value[start + offset],
  );
}

function findFirst(
  segment: readonly CharacterToken[],
  value: readonly string[],
  from: number,
): number | undefined {
  for (let start = from; start + segment.length <= value.length; start++) {
    if (fits(segment, value, start)) return start;
  }
  return undefined;
}

function findLast(
  segment: readonly CharacterToken[],
  value: readonly string[],
  from: number,
): number | undefined {
  for (let start = value.length - segment.length; start >= from; start--) {
    if (fits(segment, value, start)) return start;
  }
  return undefined;
}

/**
 * The end of the shortest or longest match that starts at `start`.
 * Taking each inner piece at its first place leaves the most room for the rest, so no search goes back.
 */
function matchEnd(
  segments: readonly CharacterToken[][],
  value: readonly string[],
  start: number,
  isGreedy: boolean,
): number | undefined {
  const [first = [], ...rest] = segments;
  if (!fits(first, value, start)) return undefined;
  let end = start + first.length;
  for (const [index, segment] of rest.entries()) {
    const find = isGreedy && index === rest.length - 1 ? findLast : findFirst;
    const found = find(segment, value, end);
    if (found === undefined) return undefined;
    end = found + segment.length;
  }
  return end;
}

/** `${value#pattern}`, or `##` when greedy. */
export function removePrefix(value: string, pattern: string, isGreedy: boolean): string {
  const characters = [...value];
  const end = matchEnd(segmentsOf(parseWordPattern(pattern)), characters, 0, isGreedy);
  return end === undefined ? value : characters.slice(end).join('');
}

/** A pattern read from its end, escapes kept before what they escape: `a\*c` gives `c\*a`. */
export function reversePattern(pattern: string): string {
  const characters = [...pattern];
  const reversed: string[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    const escaped = characters[index + 1];
    if (character === '\\' && escaped !== undefined) {
      reversed.push(character + escaped);
      index++;
    } else reversed.push(character);
  }
  return reversed.reverse().join('');
}

function reverseText(text: string): string {
  return [...text].reverse().join('');
}

/** `${value%pattern}`, or `%%` when greedy: the prefix of the reversed text, as in BuildKit. */
export function removeSuffix(value: string, pattern: string, isGreedy: boolean): string {
  return reverseText(removePrefix(reverseText(value), reversePattern(pattern), isGreedy));
}

/** Go's replacement template: `$0` and `${0}` are what matched, `$$` is a dollar, other names are empty. */
function fillTemplate(template: string, matched: string): string {
  return template.replace(
    /\$(?:\$|(\w+)|\{(\w+)\})/g,
    (whole, name: string | undefined, braced: string | undefined) => {
      if (whole === '$$') return '$';
      return (name ?? braced) === '0' ? matched : '';
    },
  );
}

/** `${value/pattern/replacement}`, or `//` for all. Only `//` treats the replacement as a template, as BuildKit does. */
export function replacePattern(
  value: string,
  pattern: string,
  replacement: string,
  isGlobal: boolean,
): string {
  const segments = segmentsOf(parseWordPattern(pattern));
  const [first = []] = segments;
  const characters = [...value];
  let result = '';
  let copied = 0;
  let previousEnd = -1;
  let position = 0;
  while (position <= characters.length) {
    const start = findFirst(first, characters, position);
    const end = start === undefined ? undefined : matchEnd(segments, characters, start, true);
    if (start === undefined || end === undefined) break;
    result += characters.slice(copied, start).join('');
    copied = end;
    // An empty match right behind another match does not count, as in Go's regexp.
    if (end > start || start !== previousEnd) {
      result += isGlobal ? fillTemplate(replacement, characters.slice(start, end).join('')) : replacement;
    }
    if (!isGlobal) break;
    previousEnd = end;
    position = Math.max(end, start + 1);
  }
  return result + characters.slice(copied).join('');
}
