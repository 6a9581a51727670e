/** What printf and sprintf make of a format and its values. Source: POSIX awk, with mawk's and BusyBox's words. */
import { formatFloat, formatInteger, formatText, padded } from '../../shared/printf';
import type { Conversion } from '../../shared/printf';
import { AwkError } from './dialect';
import type { Value } from './values';

interface Item extends Conversion {
  /** As it stands in the format. */
  readonly source: string;
  readonly isKnown: boolean;
}

/** A format cut into plain text and conversions. */
export type AwkFormat = readonly (string | Item)[];

export interface Formatted {
  readonly text: string;
  /** mawk's complaint; `text` is what came before it. */
  readonly fault: string | undefined;
}

/** How values are read: by CONVFMT, and by what the awk takes for a number. */
export interface Reading {
  readonly gnu: boolean;
  text(value: Value): string;
  number(value: Value): number;
}

// mawk takes sizes as C does; BusyBox takes all up to the first letter for flags, and that letter for the conversion.
const MAWK_ITEM = /%([-+ #0']*)(\*|\d*)(?:\.(\*|\d*))?(?:h|l+)?([^])?/y;
const BUSYBOX_ITEM = /%([^A-Za-z]*)([A-Za-z])?/y;
const BEFORE_LETTER = /^([-+ #0']*)(\*|\d*)(?:\.(\*|\d*))?$/;

export function parseAwkFormat(format: string, gnu: boolean): AwkFormat {
  const parts: (string | Item)[] = [];
  let plain = '';
  let at = 0;
  while (at < format.length) {
    const percent = format.indexOf('%', at);
    if (percent < 0) break;
    plain += format.slice(at, percent);
    if (format[percent + 1] === '%') {
      plain += '%';
      at = percent + 2;
      continue;
    }
    if (plain !== '') parts.push(plain);
    plain = '';
    const item = gnu ? mawkItem(format, percent) : busyboxItem(format, percent);
    parts.push(item);
    at = percent + item.source.length;
  }
  plain += format.slice(at);
  if (plain !== '') parts.push(plain);
  return parts;
}

function mawkItem(format: string, at: number): Item {
  MAWK_ITEM.lastIndex = at;
  const [source = '%', flags, width, precision, type = ''] = MAWK_ITEM.exec(format) ?? [];
  return itemOf(source, flags, width, precision, type, /^[csdioxXufFeEgG]$/.test(type));
}

function busyboxItem(format: string, at: number): Item {
  BUSYBOX_ITEM.lastIndex = at;
  const [source = '%', before = '', type = ''] = BUSYBOX_ITEM.exec(format) ?? [];
  const [isWellFormed, flags, width, precision] = BEFORE_LETTER.exec(before) ?? [];
  const isKnown = isWellFormed !== undefined && /^[csdioxXufFeEgGaA]$/.test(type);
  return itemOf(source, flags, width, precision, type, isKnown);
}

/** `*` stands as width or precision -1. */
function itemOf(
  source: string,
  flags = '',
  width = '',
  precision: string | undefined,
  type: string,
  isKnown: boolean,
): Item {
  const number = (text: string): number => (text === '*' ? -1 : Number(text));
  return {
    source,
    flags,
    width: number(width),
    precision: precision === undefined ? undefined : number(precision),
    type,
    isKnown,
  };
}

export function formatValues(format: AwkFormat, values: readonly Value[], reading: Reading): Formatted {
  let next = 0;
  let text = '';
  let count = 0;
  for (const item of format) {
    if (typeof item === 'string') {
      text += item;
      continue;
    }
    count++;
    let { width, precision, flags } = item;
    if ((width === -1 || precision === -1) && !reading.gnu)
      throw new AwkError('%*x formats are not supported');
    if (width === -1) width = Math.trunc(reading.number(values[next++]));
    if (width < 0) [width, flags] = [-width, `${flags}-`];
    if (precision === -1) precision = Math.trunc(reading.number(values[next++]));
    if (reading.gnu && next >= values.length) return { text, fault: 'not enough arguments passed to' };
    const value = values[next++];
    if (item.isKnown) text += formatValue(value, { ...item, width, precision, flags }, reading);
    else if (reading.gnu) return { text, fault: `improper conversion(number ${String(count)}) in` };
    else text += item.source;
  }
  return { text, fault: undefined };
}

function formatValue(value: Value, spec: Conversion, reading: Reading): string {
  if (spec.type === 's') return formatText(reading.text(value), spec);
  if (spec.type === 'c') {
    const character =
      typeof value === 'number' ? String.fromCharCode(value & 255) : reading.text(value).slice(0, 1);
    return padded(character === '' ? '\0' : character, spec);
  }
  const number = reading.number(value);
  if (/[dioxXu]/.test(spec.type))
    return reading.gnu ? mawkInteger(number, spec) : busyboxInteger(number, spec);
  return Number.isFinite(number) ? formatFloat(number, spec) : endless(number, spec, reading.gnu);
}

/** What has no end, or is no number: mawk shows its sign. */
function endless(number: number, spec: Conversion, gnu: boolean): string {
  const shown = Number.isNaN(number) ? '-nan' : number < 0 ? '-inf' : gnu ? '+inf' : 'inf';
  return padded(shown, spec);
}

/** A C int: what does not fit is the least of them, as x86 converts it. */
function busyboxInteger(number: number, spec: Conversion): string {
  const int = Math.trunc(number);
  const held = int >= -(2 ** 31) && int < 2 ** 31 ? int : -(2 ** 31);
  return formatInteger(BigInt(/[di]/.test(spec.type) ? held : held >>> 0), spec);
}

/** A C long, or a C unsigned long; what is beyond both is written as it is without a format. */
function mawkInteger(number: number, spec: Conversion): string {
  if (!Number.isFinite(number)) return endless(number, spec, true);
  const int = BigInt(Math.trunc(number));
  if (/[di]/.test(spec.type)) {
    if (BigInt.asUintN(64, int) !== int && BigInt.asIntN(64, int) !== int)
      return formatFloat(number, { ...spec, type: 'g', precision: undefined });
    return formatInteger(int, spec);
  }
  const most = 2n ** 64n - 1n;
  const least = -(2n ** 63n);
  return formatInteger(BigInt.asUintN(64, int > most ? most : int < least ? least : int), spec);
}
