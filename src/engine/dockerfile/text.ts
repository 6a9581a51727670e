// White space as Go sees it, which differs from ECMAScript's (U+0085 is blank, U+FEFF is not).

const spaces = new Set(
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
);

/** Go's unicode.IsSpace of one character. */
export function isSpace(character: string): boolean {
  return spaces.has(character);
}

export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charAt(start))) start++;
  return text.slice(start);
}

export function trim(text: string): string {
  const rest = trimStart(text);
  let end = rest.length;
  while (end > 0 && isSpace(rest.charAt(end - 1))) end--;
  return rest.slice(0, end);
}

/** What separates the arguments of an instruction. A line feed cannot occur in a joined line. */
const blanks = /[\t\v\f\r ]+/;

/** The text up to the first blanks, and what follows them (undefined when there are none). */
export function cutAtBlanks(text: string): readonly [string, string | undefined] {
  const found = blanks.exec(text);
  if (found === null) return [text, undefined];
  return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}

export function splitAtBlanks(text: string): string[] {
  return text.split(blanks);
}

/** The text before and after the first `separator`; undefined when it does not occur. */
export function cut(text: string, separator: string): readonly [string, string] | undefined {
  const index = text.indexOf(separator);
  return index < 0 ? undefined : [text.slice(0, index), text.slice(index + separator.length)];
}
