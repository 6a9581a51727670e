/** A value as jq prints it: indented or compact, in colours or not. Source: jq's manual ("Colors"); both programs, run. */
import {
  isArray,
  isObject,
  byCodePoint,
  type Json,
  type JsonObject,
  quoted,
  scalarText,
  typeOf,
} from './values';
import type { JqVersion } from './version';

/** What is put before each kind of value, and before keys. */
export type Colors = Readonly<
  Record<'null' | 'false' | 'true' | 'number' | 'string' | 'array' | 'object' | 'key', string>
>;

const DEFAULTS: Colors = {
  null: '0;90',
  false: '0;39',
  true: '0;39',
  number: '0;39',
  string: '0;32',
  array: '1;39',
  object: '1;39',
  key: '1;34',
};
/** Of 1.6, whose keys have always the same. */
const OLD_DEFAULTS: Colors = { ...DEFAULTS, null: '1;30', key: '34;1' };
const NAMES = ['null', 'false', 'true', 'number', 'string', 'array', 'object', 'key'] as const;

/** The colours of `$JQ_COLORS`, and whether they were understood. */
export function colorsOf(
  setting: string | undefined,
  { isOld }: JqVersion,
): { readonly colors: Colors; readonly isWrong: boolean } {
  const defaults = isOld ? OLD_DEFAULTS : DEFAULTS;
  if (setting === undefined) return { colors: defaults, isWrong: false };
  const own = setting.split(':');
  if (own.some((one) => !/^[\d;]{0,12}$/.test(one))) return { colors: defaults, isWrong: true };
  const colors = { ...defaults };
  for (const [index, name] of NAMES.entries())
    if (name !== 'key' || !isOld) colors[name] = own[index] ?? colors[name];
  return { colors, isWrong: false };
}

export interface Style {
  /** What one level is indented by; empty: all in one line. */
  readonly indent: string;
  readonly colors: Colors | undefined;
  readonly sortsKeys: boolean;
}

const RESET = '\x1b[0m';

export function show(value: Json, style: Style, depth = 0): string {
  if (isArray(value)) return shownAll(value, style, depth);
  if (isObject(value)) return shownFields(value, style, depth);
  return painted(scalarText(value), typeof value === 'boolean' ? `${String(value)}` : typeOf(value), style);
}

function painted(text: string, kind: string, { colors }: Style): string {
  if (!colors) return text;
  const own = new Map(Object.entries(colors)).get(kind) ?? '0';
  return `\x1b[${own}m${text}${RESET}`;
}

function gaps({ indent }: Style, depth: number): readonly [inner: string, outer: string, space: string] {
  if (indent === '') return ['', '', ''];
  return [`\n${indent.repeat(depth + 1)}`, `\n${indent.repeat(depth)}`, ' '];
}

function shownAll(items: readonly Json[], style: Style, depth: number): string {
  const { colors } = style;
  if (items.length === 0) return painted('[]', 'array', style);
  const [inner, outer] = gaps(style, depth);
  const shown = items.map((one) => show(one, style, depth + 1));
  if (!colors) return `[${shown.map((one) => inner + one).join(',')}${outer}]`;
  const color = `\x1b[${colors.array}m`;
  return `${color}[${shown.map((one) => inner + one).join(`${color},`)}${color}${outer}${color}]${RESET}`;
}

function shownFields(value: JsonObject, style: Style, depth: number): string {
  const { colors, sortsKeys } = style;
  if (value.size === 0) return painted('{}', 'object', style);
  const [inner, outer, space] = gaps(style, depth);
  const entries = sortsKeys ? [...value].sort(([a], [b]) => byCodePoint(a, b)) : [...value];
  const fields = entries.map(([key, one]) => ({
    key: painted(quoted(key), 'key', style),
    text: show(one, style, depth + 1),
  }));
  if (!colors)
    return `{${fields.map(({ key, text }) => `${inner}${key}:${space}${text}`).join(',')}${outer}}`;
  const color = `\x1b[${colors.object}m`;
  const all = fields.map(({ key, text }) => `${inner}${RESET}${key}${color}:${space}${RESET}${text}`);
  return `${color}{${all.join(`${color},`)}${color}${outer}${color}}${RESET}`;
}
