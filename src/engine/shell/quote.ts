import { encodeText } from './bytes';

/** Between single quotes, `'` itself as `'\''`. */
export function singleQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** As dash and BusyBox's ash quote: runs of `'` stand between double quotes, and nothing follows an ending one. */
export function posixQuote(text: string): string {
  const parts = text.split(/('+)/).map((part, at) => (at % 2 === 0 ? `'${part}'` : `"${part}"`));
  if (parts.length > 1 && parts.at(-1) === "''") parts.pop();
  return parts.join('');
}

/** As bash's `%q` and `set -x` write control characters: `$'…'`. */
function dollarQuote(text: string, isBytewise: boolean): string {
  const names: Readonly<Record<string, string>> = {
    '\x07': '\\a',
    '\b': '\\b',
    '\x1b': '\\E',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
    '\\': '\\\\',
    "'": "\\'",
  };
  const octal = (c: string): string =>
    [...encodeText(c)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  const special = isBytewise ? /[\x00-\x1f\x7f\\']|[^\x00-\x7f]/gu : /[\x00-\x1f\x7f\\'\uDC80-\uDCFF]/g;
  const body = text.replace(special, (c) => names[c] ?? octal(c));
  return `$'${body}'`;
}

/** Whether there is what cannot be printed: of a locale without characters of several bytes, all that is not ASCII. */
function needsDollar(text: string, isBytewise: boolean): boolean {
  return (isBytewise ? /[^\x20-\x7e]/ : /[\x00-\x1f\x7f\uDC80-\uDCFF]/).test(text);
}

/** bash's `${x@Q}`: always quoted. */
export function alwaysQuote(text: string, isBytewise: boolean): string {
  return needsDollar(text, isBytewise) ? dollarQuote(text, isBytewise) : singleQuote(text);
}

/** bash's `printf %q`: backslashes where needed. */
export function backslashQuote(text: string, isBytewise: boolean): string {
  if (text === '') return "''";
  if (needsDollar(text, isBytewise)) return dollarQuote(text, isBytewise);
  return text.replace(/[ !"#$&'()*,;<=>?[\\\]^`{|}~]/g, (c, at: number) =>
    (c === '#' && at > 0) || (c === '~' && at > 0 && !':='.includes(text[at - 1] ?? '')) || c === '='
      ? c
      : `\\${c}`,
  );
}

/** bash's `set` and `set -x`: as written where that is safe, else single quotes. */
export function quoteIfNeeded(text: string, isBytewise: boolean): string {
  if (text === '') return "''";
  if (needsDollar(text, isBytewise)) return dollarQuote(text, isBytewise);
  return /[ !"#$&'()*;<>?[\\\]^`{|}~]/.test(text) &&
    !/^[^ !"$&'()*;<>?[\\\]^`{|}~#][^ !"$&'()*;<>?[\\\]^`{|}]*$/.test(text)
    ? singleQuote(text)
    : text;
}

/** bash's `set -x`: a word with a blank or a sign of the shell's between single quotes, whatever else is in it. */
export function traceQuote(text: string, isBytewise: boolean): string {
  if (text === '') return "''";
  const quoted = quoteIfNeeded(text, false);
  const hasSigns = /[ \t\n!"#$&'()*;<>?[\\\]^`{|}~]/.test(text);
  if (hasSigns && quoted !== text) return singleQuote(text);
  return needsDollar(text, isBytewise) ? dollarQuote(text, isBytewise) : text;
}

/** bash's `declare -p`: between double quotes. */
export function doubleQuote(text: string, isBytewise: boolean): string {
  if (needsDollar(text, isBytewise)) return dollarQuote(text, isBytewise);
  return `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
}
