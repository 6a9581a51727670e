/** Values as texts, and texts as values: `@csv` and its like, join, tonumber, length, keys. Source: the jq manual. */
import { byteString } from '../../shared/bytes';
import { JsonFault, valueOf } from './inputs';
import {
  byCodePoint,
  each,
  fail,
  isArray,
  isObject,
  type Json,
  plain,
  plainText,
  shown,
  textOf,
  typeOf,
} from './values';
import type { JqVersion } from './version';

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&apos;',
  '"': '&quot;',
};

function cells(value: Json, format: 'csv' | 'tsv', text: (one: string) => string): readonly string[] {
  if (!isArray(value)) return fail(`${shown(value)} cannot be ${format}-formatted, only array`);
  return value.map((one) => {
    if (isArray(one) || isObject(one)) return fail(`${shown(one)} is not valid in a ${format} row`);
    return one === null ? '' : typeof one === 'string' ? text(one) : textOf(one);
  });
}

const TSV: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

export const FORMATS: Readonly<Record<string, (value: Json) => string>> = {
  '@text': plainText,
  '@json': textOf,
  '@csv': (value) => cells(value, 'csv', (one) => `"${one.replace(/"/g, '""')}"`).join(','),
  '@tsv': (value) =>
    cells(value, 'tsv', (one) => one.replace(/[\\\t\n\r]/g, (char) => TSV[char] ?? char)).join('\t'),
  '@html': (value) => plainText(value).replace(/[<>&'"]/g, (char) => HTML[char] ?? char),
  '@uri': (value) =>
    encodeURIComponent(plainText(value)).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  '@sh': (value) =>
    (isArray(value) ? value : [value])
      .map((one) => {
        if (isArray(one) || isObject(one)) return fail(`${shown(one)} can not be escaped for shell`);
        return typeof one === 'string' ? `'${one.replace(/'/g, "'\\''")}'` : textOf(one);
      })
      .join(' '),
  '@base64': (value) => btoa(byteString(plainText(value))),
  '@base64d': (value) => {
    const text = plainText(value).replace(/[^A-Za-z0-9+/]/g, '');
    if (text === '' && plainText(value) !== '') return fail(`${shown(value)} is not valid base64 data`);
    const bytes = Uint8Array.from(
      atob(text.slice(0, text.length - (text.length % 4 === 1 ? 1 : 0))),
      (char) => char.charCodeAt(0),
    );
    return new TextDecoder().decode(bytes);
  },
};

/** `[a,b]` with something between: numbers and booleans as text, null as nothing. */
export function join(value: Json, separator: Json): string {
  let joined = '';
  for (const [index, one] of each(value).entries()) {
    if (index > 0 && typeof separator !== 'string' && separator !== null)
      return fail(`${shown(joined)} and ${shown(separator)} cannot be added`);
    if (index > 0) joined += typeof separator === 'string' ? separator : '';
    if (isArray(one) || isObject(one)) return fail(`${shown(joined)} and ${shown(one)} cannot be added`);
    joined += one === null ? '' : plainText(one);
  }
  return joined;
}

function parsed(text: string, version: JqVersion): Json {
  try {
    return valueOf(text, version);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return fail(`${error.message} (while parsing '${text}')`);
  }
}

export function fromJson(value: Json, version: JqVersion): Json {
  return typeof value === 'string'
    ? parsed(value, version)
    : fail(`${shown(value)} only strings can be parsed`);
}

export function toNumber(value: Json, version: JqVersion): Json {
  const number = typeof value === 'string' ? parsed(value, version) : value;
  return typeOf(number) === 'number' ? number : fail(`${shown(value)} cannot be parsed as a number`);
}

export function lengthOf(whole: Json): number {
  const value = plain(whole);
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return [...value].length;
  if (typeof value === 'boolean') return fail(`boolean (${String(value)}) has no length`);
  return isArray(value) ? value.length : value.size;
}

export function keysOf(value: Json, isSorted: boolean): Json {
  if (isArray(value)) return value.map((_, index) => index);
  if (!isObject(value)) return fail(`${shown(value)} has no keys`);
  return isSorted ? [...value.keys()].sort(byCodePoint) : [...value.keys()];
}

export function has(value: Json, key: Json): boolean {
  if (isObject(value) && typeof key === 'string') return value.has(key);
  if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  return fail(`Cannot check whether ${typeOf(value)} has a ${typeOf(key)} key`);
}
