import {
  jsonbText,
  jsonKind,
  JsonObject,
  normalizeJson,
  parseJson,
  prettyJson,
  quoteJson,
  type Json,
} from '../json';
import { jsonAsText, jsonTextOf, member } from '../operators';
import { SqlError } from '../sql-error';
import { JSONB, JSON_TYPE, TEXT, type SqlType, type Value } from '../types';
import { isComposite, isList, showValue } from '../values';
import { define, defineOpen, defineSet, type CallSite, type Definition } from './definition';

/** A value as JSON writes it (datum_to_json). */
export function toJsonText(value: Value, type: SqlType, site: Pick<CallSite, 'around'>): string {
  if (value === null) return 'null';
  if (isComposite(value))
    return `{${value.fields.map((field, index) => `${quoteJson(type.fields?.[index]?.name ?? `f${index + 1}`)}:${toJsonText(field, type.fields?.[index]?.type ?? TEXT, site)}`).join(',')}}`;
  if (isList(value))
    return `[${value.map((item) => toJsonText(item, isList(item) ? type : (type.element ?? TEXT), site)).join(',')}]`;
  if (type.name === 'json' || type.name === 'jsonb') return String(value);
  if (typeof value === 'boolean') return String(value);
  const text = showValue(value, type, site.around.clock);
  const isNumeric =
    /^(smallint|integer|bigint|numeric|real|double precision)$/.test(type.name) && /\d/.test(text);
  if (isNumeric) return text;
  return quoteJson(
    /^timestamp/.test(type.name) ? text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00') : text,
  );
}

function binary(text: string): string {
  return jsonbText(normalizeJson(parseJson(text)));
}

function pairs(args: readonly Value[], site: CallSite, name: string): readonly (readonly [string, string])[] {
  if (args.length % 2 !== 0)
    throw new SqlError(
      'argument list must have even number of elements',
      undefined,
      undefined,
      `The arguments of ${name}() must consist of alternating keys and values.`,
    );
  return Array.from({ length: args.length / 2 }, (_, index) => {
    const [key = null, value = null] = [args[index * 2], args[index * 2 + 1]];
    if (key === null)
      throw name.startsWith('jsonb')
        ? new SqlError(`argument ${index * 2 + 1}: key must not be null`)
        : new SqlError('null value not allowed for object key');
    return [
      quoteJson(showValue(key, site.types[index * 2] ?? TEXT, site.around.clock)),
      toJsonText(value, site.types[index * 2 + 1] ?? TEXT, site),
    ] as const;
  });
}

function listed(args: readonly Value[], site: CallSite): readonly string[] {
  return args.map((arg, index) => toJsonText(arg, site.types[index] ?? TEXT, site));
}

function itemsOf(json: Json, name: string): readonly Json[] {
  if (Array.isArray(json)) return json;
  throw new SqlError(
    json instanceof JsonObject
      ? `cannot extract elements from an object`
      : name.endsWith('length')
        ? 'cannot get array length of a scalar'
        : `cannot extract elements from a scalar`,
  );
}

function membersOf(json: Json, name: string): readonly (readonly [string, Json])[] {
  if (json instanceof JsonObject) return json.members;
  throw new SqlError(`cannot call ${name} on ${Array.isArray(json) ? 'an array' : 'a non-object'}`);
}

/** jsonb_set, jsonb_insert. */
function setAt(json: Json, path: readonly string[], value: Json, creates: boolean): Json {
  const [first, ...others] = path;
  if (first === undefined) return json;
  if (json instanceof JsonObject) {
    const own = json.get(first);
    if (own === undefined)
      return creates && others.length === 0 ? new JsonObject([...json.members, [first, value]]) : json;
    return new JsonObject(
      json.members.map(([name, old]) => [
        name,
        name === first ? (others.length === 0 ? value : setAt(old, others, value, creates)) : old,
      ]),
    );
  }
  if (!Array.isArray(json)) throw new SqlError('cannot set path in scalar');
  const items: readonly Json[] = json;
  if (!/^-?\d+$/.test(first)) throw new SqlError(`path element at position 1 is not an integer: "${first}"`);
  const index = Number(first) < 0 ? items.length + Number(first) : Number(first);
  if (index < 0) return creates && others.length === 0 ? [value, ...items] : items;
  if (index >= items.length) return creates && others.length === 0 ? [...items, value] : items;
  return items.map((item, place) =>
    place === index ? (others.length === 0 ? value : setAt(item, others, value, creates)) : item,
  );
}

function stripNulls(json: Json): Json {
  if (json instanceof JsonObject)
    return new JsonObject(
      json.members.flatMap(([name, value]): [string, Json][] =>
        value === null ? [] : [[name, stripNulls(value)]],
      ),
    );
  return Array.isArray(json) ? json.map((item: Json) => stripNulls(item)) : json;
}

/** Its rows' one column is called `value`. */
function valued(definition: Definition): Definition {
  return { ...definition, column: 'value' };
}

const kinds = (type: 'json' | 'jsonb'): readonly Definition[] => {
  const result: SqlType = type === 'json' ? JSON_TYPE : JSONB;
  const each = (value: 'json' | 'text'): Definition['fields'] => [
    { name: 'key', type: TEXT },
    { name: 'value', type: value === 'text' ? TEXT : result },
  ];
  return [
    define(`${type}_array_length(${type}) integer`, ([json]) => {
      const value = parseJson(String(json));
      if (value instanceof JsonObject) throw new SqlError('cannot get array length of a non-array');
      return itemsOf(value, 'length').length;
    }),
    define(`${type}_typeof(${type}) text`, ([json]) => jsonKind(parseJson(String(json)))),
    define(`${type}_strip_nulls(${type}) ${type}`, ([json]) =>
      jsonTextOf(stripNulls(parseJson(String(json))), type),
    ),
    define(`${type}_extract_path_text(${type}, ...text) text`, ([json, ...path]) =>
      member(parseJson(String(json)), path, type, true),
    ),
    define(`${type}_extract_path(${type}, ...text) ${type}`, ([json, ...path]) =>
      member(parseJson(String(json)), path, type, false),
    ),
    valued(
      defineSet(`${type}_array_elements(${type}) ${type}`, ([json]) =>
        itemsOf(parseJson(String(json)), 'elements').map((item) => jsonTextOf(item, type)),
      ),
    ),
    valued(
      defineSet(`${type}_array_elements_text(${type}) text`, ([json]) =>
        itemsOf(parseJson(String(json)), 'elements').map((item) =>
          item === null ? null : jsonAsText(item, type),
        ),
      ),
    ),
    defineSet(`${type}_object_keys(${type}) text`, ([json]) =>
      membersOf(parseJson(String(json)), `${type}_object_keys`).map(([name]) => name),
    ),
    defineSet(
      `${type}_each(${type}) record`,
      ([json]) =>
        membersOf(parseJson(String(json)), `${type}_each`).map(([name, value]) => ({
          fields: [name, jsonTextOf(value, type)],
        })),
      each('json'),
    ),
    defineSet(
      `${type}_each_text(${type}) record`,
      ([json]) =>
        membersOf(parseJson(String(json)), `${type}_each_text`).map(([name, value]) => ({
          fields: [name, value === null ? null : jsonAsText(value, type)],
        })),
      each('text'),
    ),
  ];
};

export const JSON_FUNCTIONS: readonly Definition[] = [
  ...kinds('json'),
  ...kinds('jsonb'),
  define('to_json(any) json', ([value = null], site) => toJsonText(value, site.types[0] ?? TEXT, site)),
  define('to_jsonb(any) jsonb', ([value = null], site) =>
    binary(toJsonText(value, site.types[0] ?? TEXT, site)),
  ),
  define('row_to_json(record) json', ([value = null], site) =>
    toJsonText(value, site.types[0] ?? TEXT, site),
  ),
  define('array_to_json(anyarray) json', ([value = null], site) =>
    toJsonText(value, site.types[0] ?? TEXT, site),
  ),
  defineOpen(
    'json_build_object(...any) json',
    (args, site) =>
      `{${pairs(args, site, 'json_build_object')
        .map(([name, value]) => `${name} : ${value}`)
        .join(', ')}}`,
  ),
  defineOpen('jsonb_build_object(...any) jsonb', (args, site) =>
    binary(
      `{${pairs(args, site, 'jsonb_build_object')
        .map(([name, value]) => `${name}:${value}`)
        .join(',')}}`,
    ),
  ),
  defineOpen('json_build_array(...any) json', (args, site) => `[${listed(args, site).join(', ')}]`),
  defineOpen('jsonb_build_array(...any) jsonb', (args, site) => binary(`[${listed(args, site).join(',')}]`)),
  define('jsonb_pretty(jsonb) text', ([json]) => prettyJson(parseJson(String(json)))),
  define('jsonb_set(jsonb, text[], jsonb) jsonb', ([json, path = null, value]) =>
    jsonbText(
      normalizeJson(
        setAt(parseJson(String(json)), isList(path) ? path.map(String) : [], parseJson(String(value)), true),
      ),
    ),
  ),
  define('jsonb_set(jsonb, text[], jsonb, bool) jsonb', ([json, path = null, value, creates]) =>
    jsonbText(
      normalizeJson(
        setAt(
          parseJson(String(json)),
          isList(path) ? path.map(String) : [],
          parseJson(String(value)),
          creates === true,
        ),
      ),
    ),
  ),
];
