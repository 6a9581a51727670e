import { byteText, joinBytes } from './bytes';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

/** The inside of `$'…'`; `isBytewise`: the locale has no characters of several bytes. */
export function decodeDollarQuote(text: string, isBytewise = false): string {
  const pattern =
    /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c([\s\S])|([\s\S]))/g;
  const decoded = text.replace(
    pattern,
    (
      all: string,
      octal?: string,
      hex?: string,
      short?: string,
      long?: string,
      control?: string,
      other?: string,
    ) => {
      if (octal !== undefined) return byteText(parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return byteText(parseInt(hex, 16));
      const point = short ?? long;
      if (point !== undefined) return codePointText(parseInt(point, 16), isBytewise);
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      return SIMPLE[other ?? ''] ?? all;
    },
  );
  const end = decoded.indexOf('\0');
  return joinBytes(end < 0 ? decoded : decoded.slice(0, end));
}

/** A character by its number: none where Unicode has none, and where the locale has none, bash writes its escape. */
export function codePointText(point: number, isBytewise: boolean): string {
  if (isBytewise && point > 0x7f) {
    const [letter, width] = point > 0xffff ? ['U', 8] : ['u', 4];
    return `\\${letter}${point.toString(16).toUpperCase().padStart(width, '0')}`;
  }
  return point > 0x10ffff ? '' : String.fromCodePoint(point);
}
