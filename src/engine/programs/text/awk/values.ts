/** awk's values: numbers, texts, and texts from input that look like numbers and compare as such. */
export type Value = number | string | Strnum | undefined;

export interface Strnum {
  readonly text: string;
  readonly number: number;
}

const NUMBER = /^[ \t\n\r\f\v]*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?[ \t\n\r\f\v]*$/;
const NUMBER_START = /^[ \t\n\r\f\v]*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/;

/** A value that came from outside (a field, getline, -v). */
export function fromInput(text: string): Value {
  return text !== '' && NUMBER.test(text) ? { text, number: Number(text) } : text;
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (typeof value === 'object') return value.number;
  const found = NUMBER_START.exec(value);
  return found ? Number(found[0]) : 0;
}

/** `format`: CONVFMT or OFMT, applied by `convert` to numbers that are not whole. */
export function toText(value: Value, convert: (value: number) => string): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (typeof value === 'object') return value.text;
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value);
  return convert(value);
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'object') return value.number !== 0;
  return value !== undefined && value !== '';
}

export function compare(left: Value, right: Value, convert: (value: number) => string): number {
  if (typeof left !== 'string' && typeof right !== 'string') {
    const [a, b] = [toNumber(left), toNumber(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [a, b] = [toText(left, convert), toText(right, convert)];
  return a < b ? -1 : a > b ? 1 : 0;
}
