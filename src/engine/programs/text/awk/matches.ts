/** What sub, gsub, gensub and split make of the matches of a pattern. Source: POSIX awk; gensub as BusyBox has it. */
import type { Regex, RegexMatch } from '../../shared/regex';

/** The text between the matches, and the matches; a match of nothing cuts nothing. */
export function cut(text: string, regex: Regex): { readonly pieces: string[]; readonly between: string[] } {
  const pieces: string[] = [];
  const between: string[] = [];
  let at = 0;
  for (let from = 0; from < text.length;) {
    const found = regex.exec(text, from);
    if (!found) break;
    if (found.end === found.start) {
      from = found.end + 1;
      continue;
    }
    pieces.push(text.slice(at, found.start));
    between.push(text.slice(found.start, found.end));
    at = from = found.end;
  }
  pieces.push(text.slice(at));
  return { pieces, between };
}

/**
 * Puts something in the place of matches: of the one of this number, counted from 1, or of each. A match of nothing
 * right behind another match is none, but for BusyBox.
 */
export function replaceMatches(
  text: string,
  regex: Regex,
  which: number | 'all',
  gnu: boolean,
  replacement: (found: RegexMatch) => string,
): { readonly text: string; readonly count: number } {
  let result = '';
  let seen = 0;
  let count = 0;
  let at = 0;
  let lastEnd = -1;
  for (let from = 0; from <= text.length;) {
    const found = regex.exec(text, from);
    if (!found) break;
    const isEmpty = found.end === found.start;
    if (!gnu || !isEmpty || found.start !== lastEnd) {
      lastEnd = found.end;
      seen++;
      if (which === 'all' || which === seen) {
        result += text.slice(at, found.start) + replacement(found);
        at = found.end;
        count++;
      }
      if (which === seen) break;
    }
    from = isEmpty ? found.end + 1 : found.end;
  }
  return { text: result + text.slice(at), count };
}

/** sub's and gsub's replacement: `&` is what was found, `\&` an ampersand. */
export function withWhole(insert: string, whole: string): string {
  return insert.replace(/\\\\&|\\&|&/g, (mark) =>
    mark === '&' ? whole : mark === '\\&' ? '&' : `\\${whole}`,
  );
}

/** gensub's replacement: `\1` is a group, `\0` and `&` what was found. */
export function withGroups(insert: string, groups: RegexMatch['groups']): string {
  const group = (index: number): string => groups[index] ?? '';
  return insert.replace(/\\([0-9&\\])|&/g, (_, own: string | undefined) =>
    own === undefined ? group(0) : /[0-9]/.test(own) ? group(Number(own)) : own,
  );
}
