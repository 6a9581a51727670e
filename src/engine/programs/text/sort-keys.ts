/** sort's keys: `-k 2,3nr` and how two of them compare. Source: POSIX sort, GNU's additions. */
import { compareAsStrverscmp, compareFileVersions } from '../shared/version-order';

export interface SortOrder {
  readonly numeric: boolean;
  readonly general: boolean;
  readonly human: boolean;
  readonly month: boolean;
  readonly version: boolean;
  readonly fold: boolean;
  readonly dictionary: boolean;
  readonly printable: boolean;
  readonly blanks: boolean;
  readonly reverse: boolean;
}

export interface SortKey {
  readonly from: { readonly field: number; readonly char: number; readonly blanks: boolean };
  readonly to: { readonly field: number; readonly char: number; readonly blanks: boolean } | undefined;
  /** undefined: the program's own. */
  readonly order: SortOrder | undefined;
}

export function orderOf(letters: string): SortOrder {
  return {
    numeric: letters.includes('n'),
    general: letters.includes('g'),
    human: letters.includes('h'),
    month: letters.includes('M'),
    version: letters.includes('V'),
    fold: letters.includes('f'),
    dictionary: letters.includes('d'),
    printable: letters.includes('i'),
    blanks: letters.includes('b'),
    reverse: letters.includes('r'),
  };
}

export function parseKey(text: string): SortKey | undefined {
  const found = /^(\d+)(?:\.(\d+))?([bdfgiMhnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfgiMhnRrV]*))?$/.exec(text);
  if (!found || Number(found[1]) === 0) return undefined;
  const [, field, char, first = '', toField, toChar, second = ''] = found;
  const letters = first + second;
  return {
    from: { field: Number(field) - 1, char: Math.max(0, Number(char ?? 1) - 1), blanks: first.includes('b') },
    to: toField
      ? { field: Number(toField) - 1, char: Number(toChar ?? 0), blanks: second.includes('b') }
      : undefined,
    order: letters.replace(/b/g, '') === '' && !letters ? undefined : orderOf(letters),
  };
}

const BLANK = /[ \t\n]/;

/** Where field `index` (from 0) starts: with blanks as separators a field begins with its blanks. */
function fieldStart(line: string, index: number, separator: string | undefined): number {
  let at = 0;
  for (let n = 0; n < index; n++) {
    if (separator !== undefined) {
      const next = line.indexOf(separator, at);
      if (next < 0) return line.length;
      at = next + 1;
    } else at = fieldEnd(line, at, undefined);
  }
  return at;
}

function fieldEnd(line: string, start: number, separator: string | undefined): number {
  if (separator !== undefined) {
    const next = line.indexOf(separator, start);
    return next < 0 ? line.length : next;
  }
  let at = start;
  while (at < line.length && BLANK.test(line[at] ?? '')) at++;
  while (at < line.length && !BLANK.test(line[at] ?? '')) at++;
  return at;
}

export function keyText(line: string, key: SortKey, separator: string | undefined, blanks: boolean): string {
  const skip = (at: number): number => {
    while (at < line.length && BLANK.test(line[at] ?? '')) at++;
    return at;
  };
  let start = fieldStart(line, key.from.field, separator);
  if (blanks || key.from.blanks) start = skip(start);
  start = Math.min(line.length, start + key.from.char);
  let end = line.length;
  if (key.to) {
    const at = fieldStart(line, key.to.field, separator);
    if (key.to.char === 0) end = fieldEnd(line, at, separator);
    else end = Math.min(line.length, (key.to.blanks || blanks ? skip(at) : at) + key.to.char);
  }
  return line.slice(start, Math.max(start, end));
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const SUFFIXES = 'KMGTPEZY';

/** What strtod(3) reads; undefined: no number. */
function startingNumber(text: string): number | undefined {
  const hexadecimal = /^\s*([-+]?)(0[xX][0-9a-fA-F]+)/.exec(text);
  if (hexadecimal) return Number(hexadecimal[2]) * (hexadecimal[1] === '-' ? -1 : 1);
  const value = parseFloat(text);
  return Number.isNaN(value) ? undefined : value;
}

/** A key made ready to be compared: a number or a text. BusyBox reads every number as C does. */
export function comparable(text: string, order: SortOrder, gnu: boolean): number | string {
  if (order.numeric && gnu)
    return Number(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1]?.replace(/^(-?)\.?$/, '0') ?? 0);
  if (order.numeric) return startingNumber(text) ?? 0;
  if (order.general) return startingNumber(text) ?? -Infinity;
  if (order.human && !gnu && /^\s*[-+]?0[xX]|^\s*[-+]?\d+\.?\d*e\d/.test(text))
    return startingNumber(text) ?? 0;
  if (order.human) {
    const found = /^\s*(-?\d*\.?\d*)([kKMGTPEZY]?)/.exec(text);
    const power = found?.[2] ? SUFFIXES.indexOf(found[2].toUpperCase()) + 1 : 0;
    return Number(found?.[1] ?? 0) * 1024 ** power || 0;
  }
  if (order.month) return MONTHS.indexOf(text.trim().slice(0, 3).toUpperCase());
  let result = text;
  if (order.dictionary) result = result.replace(/[^A-Za-z0-9 \t]/g, '');
  else if (order.printable) result = result.replace(/[^ -~]/g, '');
  return order.fold ? result.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : result;
}

export function compareComparable(
  a: number | string,
  b: number | string,
  order: SortOrder,
  gnu: boolean,
): number {
  let result: number;
  if (typeof a === 'number' && typeof b === 'number') result = a < b ? -1 : a > b ? 1 : 0;
  else if (order.version) result = (gnu ? compareFileVersions : compareAsStrverscmp)(String(a), String(b));
  else result = a < b ? -1 : a > b ? 1 : 0;
  return order.reverse ? -result : result;
}
