/** How texts with numbers in them are ordered. Sources: dpkg's version.c, gnulib's filevercmp.c, strverscmp(3). */

/** A tilde sorts before the end, letters before everything else. */
function weight(character: string | undefined): number {
  if (character === undefined || /\d/.test(character)) return 0;
  if (character === '~') return -1;
  return (/[A-Za-z]/.test(character) ? 0 : 256) + character.charCodeAt(0);
}

/** Debian's order of one part of a version: texts and numbers in turn. Negative: `a` is older. */
export function compareVersionParts(a: string, b: string): number {
  let [left, right] = [a, b];
  while (left !== '' || right !== '') {
    const words = [/^\D*/.exec(left)?.[0] ?? '', /^\D*/.exec(right)?.[0] ?? ''] as const;
    for (let at = 0; at < Math.max(words[0].length, words[1].length); at++) {
      const difference = weight(words[0][at]) - weight(words[1][at]);
      if (difference !== 0) return difference;
    }
    [left, right] = [left.slice(words[0].length), right.slice(words[1].length)];
    const numbers = [/^\d*/.exec(left)?.[0] ?? '', /^\d*/.exec(right)?.[0] ?? ''] as const;
    const difference = Number(numbers[0]) - Number(numbers[1]);
    if (difference !== 0) return difference;
    [left, right] = [left.slice(numbers[0].length), right.slice(numbers[1].length)];
  }
  return 0;
}

const SUFFIX = /(?:\.[A-Za-z~][A-Za-z0-9~]*)*$/;

/** GNU's order of file names (`ls -v`, `sort -V`): hidden ones first, and suffixes only where the rest is the same. */
export function compareFileVersions(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  const isHidden = (name: string): boolean => name.startsWith('.');
  if (isHidden(a) !== isHidden(b)) return isHidden(a) ? -1 : 1;
  for (const dots of ['.', '..']) if (a === dots || b === dots) return a === dots ? -1 : 1;
  const [x, y] = isHidden(a) ? [a.slice(1), b.slice(1)] : [a, b];
  const bare = compareVersionParts(x.replace(SUFFIX, ''), y.replace(SUFFIX, ''));
  return bare !== 0 ? bare : compareVersionParts(x, y);
}

/** The C library's order (BusyBox): numbers that begin with a zero are fractions, and stand before the others. */
export function compareAsStrverscmp(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (at === a.length && at === b.length) return 0;
  const isDigit = (char: string | undefined): boolean => char !== undefined && /\d/.test(char);
  let start = at;
  while (isDigit(a[start - 1])) start--;
  const digitsOf = (text: string): string => /^\d*/.exec(text.slice(start))?.[0] ?? '';
  const [x, y] = [digitsOf(a), digitsOf(b)];
  if (/^[1-9]/.test(x) && /^[1-9]/.test(y)) {
    if (x.length !== y.length) return x.length - y.length;
  } else if (at > start && /^0+$/.test(a.slice(start, at)) && isDigit(a[at]) !== isDigit(b[at]))
    return isDigit(a[at]) ? -1 : 1;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
