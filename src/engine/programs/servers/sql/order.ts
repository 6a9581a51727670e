/**
 * How texts lie in the order of en_US.utf8 (ISO 14651 as glibc has it): signs, digits, letters; then accents; then small
 * before capital letters.
 */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [keyOf(a), keyOf(b)];
  for (const level of ['base', 'accents', 'cases'] as const) {
    const order = compareLists(x[level], y[level]);
    if (order !== 0) return order;
  }
  return a < b ? -1 : 1;
}

const SIGNS = ' !"#%&\'()*+,-./:;<=>?@[\\]^_`{|}~$';

interface Key {
  readonly base: readonly number[];
  readonly accents: readonly number[];
  readonly cases: readonly number[];
}

function keyOf(text: string): Key {
  const base: number[] = [];
  const accents: number[] = [];
  const cases: number[] = [];
  for (const char of text) {
    const [letter = char, accent] = [...char.normalize('NFD')];
    const small = letter.toLowerCase();
    base.push(
      SIGNS.includes(letter)
        ? SIGNS.indexOf(letter)
        : /\d/.test(letter)
          ? 100 + Number(letter)
          : 1000 + (small.codePointAt(0) ?? 0),
    );
    accents.push(accent?.codePointAt(0) ?? 0);
    cases.push(small === letter ? 0 : 1);
  }
  return { base, accents, cases };
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const order = (a[index] ?? 0) - (b[index] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
