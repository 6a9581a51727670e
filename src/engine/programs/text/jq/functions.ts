/** jq's own functions of values; those that take programs are in definitions.ts and evaluate.ts. Source: the jq manual. */
import { fromJson, has, join, keysOf, lengthOf, toNumber } from './conversions';
import { brokenDown, formatted, parsed, secondsOf } from './dates';
import { deletePaths, getPath, type Path, setPath } from './paths';
import { MATHS, number } from './maths';
import { matches, splitBy } from './regexps';
import {
  arithmetic,
  at,
  compareJson,
  contains,
  each,
  fail,
  indices,
  isArray,
  isObject,
  isTrue,
  type Json,
  plain,
  plainText,
  shown,
  textOf,
  typeOf,
} from './values';
import type { JqVersion } from './version';

type Native = (input: Json, a: Json, b: Json, version: JqVersion) => Json;

const list = (value: Json): readonly Json[] =>
  isArray(value) ? value : fail(`${shown(value)} cannot be sorted, as it is not an array`);
const path = (value: Json): Path => (isArray(value) ? value : fail('Path must be specified as an array'));
const strings = (what: string, input: Json, other: Json): readonly [string, string] =>
  typeof input === 'string' && typeof other === 'string'
    ? [input, other]
    : fail(`${what}() requires string inputs`);

/** Rows of a value and the key that a program made of it, in the order of the keys. */
function byKey(input: Json, keys: Json): readonly { readonly one: Json; readonly key: Json }[] {
  const own = isArray(keys) ? keys : [];
  return list(input)
    .map((one, index) => ({ one, key: own[index] ?? null }))
    .sort((a, b) => compareJson(a.key, b.key));
}

function groups(input: Json, keys: Json): Json[][] {
  const made: { key: Json; all: Json[] }[] = [];
  for (const { one, key } of byKey(input, keys)) {
    const last = made.at(-1);
    if (last && compareJson(last.key, key) === 0) last.all.push(one);
    else made.push({ key, all: [one] });
  }
  return made.map(({ all }) => all);
}

function flatten(value: Json, depth: number): Json {
  if (depth < 0) return fail('flatten depth must not be negative');
  return each(value).flatMap((one) => (isArray(one) && depth > 0 ? each(flatten(one, depth - 1)) : [one]));
}

const KEYS = ['key', 'Key', 'name', 'Name'];

function entryKey(entry: Json): string {
  const all = KEYS.map((name) => at(entry, name));
  const found = all.find((one) => one !== null && one !== false) ?? all.at(-1) ?? null;
  return typeof found === 'string' ? found : fail(`Cannot use ${shown(found)} as object key`);
}

function entryValue(entry: Json): Json {
  if (!isObject(entry)) return null;
  const name = ['value', 'Value'].find((one) => entry.has(one));
  return name === undefined ? null : (entry.get(name) ?? null);
}

/** Letters one by one: the message is that of explode. */
function letters(value: Json, change: (text: string) => string): string {
  return typeof value === 'string' ? change(value) : fail('explode input must be a string');
}

function imploded(codes: readonly Json[]): string {
  return codes
    .map((code) => {
      const double = plain(code);
      if (typeof double !== 'number')
        return fail(`${shown(code)} can't be imploded, unicode codepoint needs to be numeric`);
      const whole = Math.trunc(double);
      const isCharacter = whole >= 0 && whole <= 0x10ffff && (whole < 0xd800 || whole > 0xdfff);
      return isCharacter ? String.fromCodePoint(whole) : '\ufffd';
    })
    .join('');
}

/** Backwards: what is at each index, from the last on. */
function reversed(value: Json): Json {
  if (value === null) return [];
  if (isArray(value)) return [...value].reverse();
  if (typeof value === 'boolean') return fail(`boolean (${String(value)}) has no length`);
  return lengthOf(value) > 0 ? at(value, 0) : [];
}

function least(value: Json, which: 0 | -1): Json {
  if (!isArray(value)) return fail(`${shown(value)} and ${shown(value)} cannot be iterated over`);
  return [...value].sort(compareJson).at(which) ?? null;
}

function unique(value: Json): Json {
  if (!isArray(value) && !isObject(value)) return fail(`Cannot iterate over ${shown(value)}`);
  return groups(value, value).map((group) => group[0] ?? null);
}

/** What a text was written as is taken by these; by all others, a number is a double. */
export const TAKES_TEXTS: ReadonlySet<string> = new Set([
  'tostring/0',
  'tojson/0',
  'tonumber/0',
  'setpath/2',
  'ltrimstr/1',
  'rtrimstr/1',
]);

function transposed(value: Json): Json {
  const rows = each(value);
  const width = Math.max(0, ...rows.map(lengthOf));
  return Array.from({ length: width }, (_, column) => rows.map((row) => at(row, column)));
}

/** By name and number of arguments. */
export const FUNCTIONS: Readonly<Record<string, Native>> = {
  'not/0': (value) => !isTrue(value),
  'length/0': lengthOf,
  'utf8bytelength/0': (value) =>
    typeof value === 'string'
      ? new TextEncoder().encode(value).length
      : fail(`${shown(value)} only strings have UTF-8 byte length`),
  'keys/0': (value) => keysOf(value, true),
  'keys_unsorted/0': (value) => keysOf(value, false),
  'has/1': has,
  'contains/1': contains,
  'type/0': typeOf,
  'tostring/0': plainText,
  'tojson/0': textOf,
  'fromjson/0': (value, _a, _b, version) => fromJson(value, version),
  'tonumber/0': (value, _a, _b, version) => toNumber(value, version),
  'ascii_downcase/0': (value) =>
    letters(value, (text) => text.replace(/[A-Z]/g, (char) => char.toLowerCase())),
  'ascii_upcase/0': (value) => letters(value, (text) => text.replace(/[a-z]/g, (char) => char.toUpperCase())),
  'explode/0': (value) =>
    typeof value === 'string'
      ? [...value].map((char) => char.codePointAt(0) ?? 0)
      : fail('explode input must be a string'),
  'implode/0': (value) => (isArray(value) ? imploded(value) : fail('implode input must be an array')),
  'reverse/0': reversed,
  'sort/0': (value) => [...list(value)].sort(compareJson),
  'unique/0': unique,
  'min/0': (value) => least(value, 0),
  'max/0': (value) => least(value, -1),
  '_sort_by/1': (value, keys) => byKey(value, keys).map(({ one }) => one),
  '_group_by/1': groups,
  '_unique_by/1': (value, keys) => groups(value, keys).map((group) => group[0] ?? null),
  '_min_by/1': (value, keys) => byKey(value, keys)[0]?.one ?? null,
  '_max_by/1': (value, keys) => byKey(value, keys).at(-1)?.one ?? null,
  'add/0': (value, _a, _b, version) =>
    each(value).reduce((sum: Json, one) => arithmetic('+', sum, one, version), null),
  'flatten/0': (value) => flatten(value, Infinity),
  'flatten/1': (value, depth) => flatten(value, number(depth)),
  'to_entries/0': (value) => {
    const entry = (key: Json, one: Json): Json =>
      new Map([
        ['key', key],
        ['value', one],
      ]);
    if (isArray(value)) return value.map((one, key) => entry(key, one));
    return isObject(value)
      ? [...value].map(([key, one]) => entry(key, one))
      : fail(`${shown(value)} has no keys`);
  },
  'from_entries/0': (value) => new Map(each(value).map((one) => [entryKey(one), entryValue(one)])),
  'transpose/0': transposed,
  'getpath/1': (value, where) => getPath(value, path(where)),
  'setpath/2': (value, where, set) => setPath(value, path(where), set),
  'delpaths/1': (value, paths) =>
    deletePaths(value, (isArray(paths) ? paths : fail('Paths must be specified as an array')).map(path)),
  'indices/1': indices,
  'index/1': (value, part) => at(indices(value, part), 0),
  'rindex/1': (value, part) => at(indices(value, part), -1),
  'startswith/1': (value, part) => {
    const [text, start] = strings('startswith', value, part);
    return text.startsWith(start);
  },
  'endswith/1': (value, part) => {
    const [text, end] = strings('endswith', value, part);
    return text.endsWith(end);
  },
  'ltrimstr/1': (value, part) =>
    typeof value === 'string' && typeof part === 'string' && value.startsWith(part)
      ? value.slice(part.length)
      : value,
  'rtrimstr/1': (value, part) =>
    typeof value === 'string' && typeof part === 'string' && part !== '' && value.endsWith(part)
      ? value.slice(0, -part.length)
      : value,
  'split/1': (value, separator) => {
    if (typeof value !== 'string' || typeof separator !== 'string')
      return fail('split input and separator must be strings');
    if (value === '') return [];
    return separator === '' ? [...value] : value.split(separator);
  },
  'split/2': splitBy,
  'join/1': join,
  '_matches/2': (value, pattern, flags, version) => [...matches(value, pattern, flags, version)],
  '_all_matches/2': (value, pattern, flags, version) => [...matches(value, pattern, flags, version, true)],
  ...MATHS,
  'gmtime/0': brokenDown,
  'mktime/0': secondsOf,
  'strftime/1': formatted,
  'strptime/1': parsed,
};
