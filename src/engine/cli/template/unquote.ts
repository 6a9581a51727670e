const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The text that a Go literal in quotes, back quotes or apostrophes stands for. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  return inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs,
    (_, byte?: string, short?: string, long?: string, octal?: string, letter = '') => {
      const hex = byte ?? short ?? long;
      if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
      return octal === undefined ? (escapes[letter] ?? letter) : String.fromCodePoint(parseInt(octal, 8));
    },
  );
}
