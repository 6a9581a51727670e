/** jq's own functions of values; those that take programs are in definitions.ts and evaluate.ts. Source: the jq manual. */
import { fromJson, has, join, keysOf, lengthOf, toNumber } from './conversions';
import { brokenDown, formatted, parsed, secondsOf } from './dates';
import { deletePaths, getPath, type Path, setPath } from './paths';
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
  JqError,
  plainText,
  shown,
  textOf,
  typeOf,
} from './values';

type Native = (input: Json, a: Json, b: Json) => Json;

const number = (value: Json): number =>
  typeof value === 'number' ? value : fail(`${shown(value)} number required`);
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

function entryKey(entry: Json): string {
  const names = ['key', 'k', 'name', 'Name', 'Key', 'K'];
  const found = names.map((name) => at(entry, name)).find((one) => one !== null && one !== false) ?? null;
  return typeof found === 'string' ? found : found === null ? 'null' : textOf(found);
}

function entryValue(entry: Json): Json {
  if (!isObject(entry)) return null;
  const name = ['value', 'v', 'Value', 'V'].find((one) => Object.hasOwn(entry, one));
  return name === undefined ? null : (entry[name] ?? null);
}

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
  'fromjson/0': fromJson,
  'tonumber/0': toNumber,
  'toarray/0': (value) => (isArray(value) ? value : [value]),
  'ascii_downcase/0': (value) =>
    typeof value === 'string'
      ? value.replace(/[A-Z]/g, (char) => char.toLowerCase())
      : fail('ascii_downcase input must be a string'),
  'ascii_upcase/0': (value) =>
    typeof value === 'string'
      ? value.replace(/[a-z]/g, (char) => char.toUpperCase())
      : fail('ascii_upcase input must be a string'),
  'explode/0': (value) =>
    typeof value === 'string'
      ? [...value].map((char) => char.codePointAt(0) ?? 0)
      : fail(`${shown(value)} cannot be exploded`),
  'implode/0': (value) =>
    isArray(value)
      ? value.map((code) => String.fromCodePoint(number(code))).join('')
      : fail(`${shown(value)} cannot be imploded`),
  'reverse/0': (value) =>
    typeof value === 'string'
      ? [...value].reverse().join('')
      : value === null
        ? []
        : [...each(value)].reverse(),
  'sort/0': (value) => [...list(value)].sort(compareJson),
  'unique/0': (value) => groups(value, value).map((group) => group[0] ?? null),
  'min/0': (value) => [...list(value)].sort(compareJson)[0] ?? null,
  'max/0': (value) => [...list(value)].sort(compareJson).at(-1) ?? null,
  '_sort_by/1': (value, keys) => byKey(value, keys).map(({ one }) => one),
  '_group_by/1': groups,
  '_unique_by/1': (value, keys) => groups(value, keys).map((group) => group[0] ?? null),
  '_min_by/1': (value, keys) => byKey(value, keys)[0]?.one ?? null,
  '_max_by/1': (value, keys) => byKey(value, keys).at(-1)?.one ?? null,
  'add/0': (value) => each(value).reduce((sum: Json, one) => arithmetic('+', sum, one), null),
  'flatten/0': (value) => flatten(value, Infinity),
  'flatten/1': (value, depth) => flatten(value, number(depth)),
  'to_entries/0': (value) => {
    if (isArray(value)) return value.map((one, key) => ({ key, value: one }));
    return isObject(value)
      ? Object.entries(value).map(([key, one]) => ({ key, value: one }))
      : fail(`${shown(value)} has no keys`);
  },
  'from_entries/0': (value) => Object.fromEntries(each(value).map((one) => [entryKey(one), entryValue(one)])),
  'transpose/0': transposed,
  'getpath/1': (value, where) => getPath(value, path(where)),
  'setpath/2': (value, where, set) => setPath(value, path(where), set),
  'delpaths/1': (value, paths) => deletePaths(value, each(paths).map(path)),
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
  'trim/0': (value) => (typeof value === 'string' ? value.trim() : fail(`${shown(value)} cannot be trimmed`)),
  'ltrim/0': (value) =>
    typeof value === 'string' ? value.trimStart() : fail(`${shown(value)} cannot be trimmed`),
  'rtrim/0': (value) =>
    typeof value === 'string' ? value.trimEnd() : fail(`${shown(value)} cannot be trimmed`),
  'split/1': (value, separator) => {
    const [text, by] = strings('split input and separator must be strings: split', value, separator);
    return text === '' ? [] : text.split(by);
  },
  'split/2': splitBy,
  'join/1': join,
  '_matches/2': (value, pattern, flags) => [...matches(value, pattern, flags)],
  '_all_matches/2': (value, pattern, flags) => [...matches(value, pattern, flags, true)],
  'floor/0': (value) => Math.floor(number(value)),
  'ceil/0': (value) => Math.ceil(number(value)),
  'round/0': (value) => Math.sign(number(value)) * Math.round(Math.abs(number(value))),
  'trunc/0': (value) => Math.trunc(number(value)),
  'fabs/0': (value) => Math.abs(number(value)),
  'abs/0': (value) => Math.abs(number(value)),
  'sqrt/0': (value) => Math.sqrt(number(value)),
  'exp/0': (value) => Math.exp(number(value)),
  'exp10/0': (value) => 10 ** number(value),
  'log/0': (value) => Math.log(number(value)),
  'log2/0': (value) => Math.log2(number(value)),
  'log10/0': (value) => Math.log10(number(value)),
  'sin/0': (value) => Math.sin(number(value)),
  'cos/0': (value) => Math.cos(number(value)),
  'pow/2': (_, base, power) => number(base) ** number(power),
  'infinite/0': () => Infinity,
  'nan/0': () => NaN,
  'isinfinite/0': (value) => Math.abs(number(value)) === Infinity,
  'isnan/0': (value) => Number.isNaN(number(value)),
  'isnormal/0': (value) => Number.isFinite(number(value)) && number(value) !== 0,
  'error/0': (value) => {
    throw new JqError(value);
  },
  'error/1': (_, value) => {
    throw new JqError(value);
  },
  'gmtime/0': brokenDown,
  'mktime/0': secondsOf,
  'strftime/1': formatted,
  'strptime/1': parsed,
};
