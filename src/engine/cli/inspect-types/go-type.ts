// Types of Go as data, and an object of the Engine API read as one. Templates see Go's names, its empty values and
// its ways to print; JSON says none of that. Source: moby api/types.
import { GoDuration, KeyedMap, NilCollection, Stringer, Struct } from '../template';

export type GoType =
  | 'string'
  | 'number'
  | 'bool'
  | 'duration'
  /** time.Time. */
  | 'time'
  /** netip.Addr. */
  | 'address'
  /** netip.Prefix. */
  | 'prefix'
  | { readonly listOf: GoType }
  | { readonly mapOf: GoType }
  /** By port and protocol, or by another key that is no text. */
  | { readonly portMapOf: GoType }
  | { readonly pointerTo: GoType }
  /** A pointer to a value that tells its text. */
  | { readonly told: (json: Readonly<Record<string, unknown>>) => string }
  | GoStruct;

/** A struct: its fields in Go's order. */
export interface GoStruct {
  readonly goName: string;
  readonly fields: readonly (GoField | GoStruct)[];
}

export interface GoField {
  readonly name: string;
  readonly type: GoType;
  /** Its key in JSON. */
  readonly key: string;
}

/** A field; `key` where JSON names it otherwise. */
export function field(name: string, type: GoType, key = name): GoField {
  return { name, type, key };
}

/** Fields of one type, by the names that they have in JSON, too. */
export function fieldsOf(type: GoType, ...names: readonly string[]): readonly GoField[] {
  return names.map((name) => field(name, type));
}

export const texts: GoType = { listOf: 'string' };
export const textMap: GoType = { mapOf: 'string' };

/** What JSON says, as Go has it after reading; `undefined` is what JSON leaves out. */
export function asGo(type: GoType, json: unknown): unknown {
  switch (type) {
    case 'string':
      return typeof json === 'string' ? json : '';
    case 'number':
      return typeof json === 'number' || typeof json === 'bigint' ? json : 0;
    case 'bool':
      return json === true;
    case 'duration':
      return new GoDuration(typeof json === 'number' ? json : 0);
    case 'time':
      return new Stringer(timeText(json), json);
    case 'address':
      return new Stringer(toldOr(json, 'invalid IP'), json);
    case 'prefix':
      return new Stringer(toldOr(json, 'invalid Prefix'), json);
  }
  if ('listOf' in type) {
    return Array.isArray(json)
      ? json.map((item: unknown) => asGo(type.listOf, item))
      : new NilCollection('list');
  }
  if ('mapOf' in type) {
    if (!isObject(json)) return new NilCollection('map');
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, asGo(type.mapOf, value)]));
  }
  if ('portMapOf' in type) {
    if (!isObject(json)) return new NilCollection('map');
    const entries = Object.entries(json).map(([key, value]) => [key, asGo(type.portMapOf, value)] as const);
    return new KeyedMap(
      entries.sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
      json,
    );
  }
  if ('told' in type) return isObject(json) ? new Stringer(type.told(json), json) : null;
  if ('pointerTo' in type) {
    if (json === null || json === undefined) return null;
    return isStruct(type.pointerTo) ? structOf(type.pointerTo, json, true) : asGo(type.pointerTo, json);
  }
  return structOf(type, json, false);
}

/** An object as Go writes its JSON: the keys of maps are sorted, those of structs stand as they are. */
export function inGoOrder(type: GoType, json: unknown): unknown {
  if (typeof type === 'string') return json;
  if ('listOf' in type) return Array.isArray(json) ? json.map((item) => inGoOrder(type.listOf, item)) : json;
  if ('pointerTo' in type) return inGoOrder(type.pointerTo, json);
  if (!isObject(json) || 'told' in type) return json;
  if ('fields' in type) {
    const types = new Map(allFields(type).map((field) => [field.key, field.type]));
    return mapValues(Object.entries(json), (key) => types.get(key));
  }
  const of = 'mapOf' in type ? type.mapOf : type.portMapOf;
  return mapValues(
    Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1)),
    () => of,
  );
}

function allFields({ fields }: GoStruct): readonly GoField[] {
  return fields.flatMap((field) => ('fields' in field ? allFields(field) : [field]));
}

function mapValues(
  entries: readonly (readonly [string, unknown])[],
  typeOf: (key: string) => GoType | undefined,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const type = typeOf(key);
      return [key, type === undefined ? value : inGoOrder(type, value)];
    }),
  );
}

function structOf(type: GoStruct, json: unknown, isPointer: boolean): Struct {
  const keys = isObject(json) ? json : {};
  const fields = type.fields.map((field) =>
    'fields' in field
      ? structOf(field, json, false)
      : {
          name: field.name,
          value: () => asGo(field.type, keys[field.key]),
          isPointer: typeof field.type === 'object' && 'pointerTo' in field.type,
        },
  );
  return new Struct(type.goName, fields, json, isPointer);
}

function isStruct(type: GoType): type is GoStruct {
  return typeof type === 'object' && 'fields' in type;
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function toldOr(json: unknown, fallback: string): string {
  return typeof json === 'string' && json !== '' ? json : fallback;
}

/** `2026-11-23T20:00:00.5Z` as time.Time prints it. */
function timeText(json: unknown): string {
  return toldOr(json, '0001-01-01T00:00:00Z').replace('T', ' ').replace(/Z$/, ' +0000 UTC');
}
