/** awk's values: numbers, texts, and texts from input that look like numbers and compare as such. */
export type Value = number | string | Strnum | undefined;

export interface Strnum {
  readonly text: string;
  readonly number: number;
}

const DECIMAL = /^[ \t\n\r\f\v]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/;
/** What strtod(3) reads besides: BusyBox goes by it, mawk has its own. */
const HEXADECIMAL = /^[ \t\n\r\f\v]*([-+]?)0[xX]([0-9a-fA-F]+)(?:\.([0-9a-fA-F]*))?(?:[pP]([-+]?\d+))?/;
const ENDLESS = /^[ \t\n\r\f\v]*([-+]?)(?:inf(?:inity)?|(nan)(?:\(\w*\))?)/i;

/** The number that a text begins with, and the length of that beginning; undefined: it begins with none. */
function startingNumber(text: string, gnu: boolean): { number: number; length: number } | undefined {
  if (!gnu) {
    const [hex, sign, whole = '', fraction = '', power = '0'] = HEXADECIMAL.exec(text) ?? [];
    if (hex !== undefined) {
      const digits = parseInt(whole + fraction, 16) * 2 ** (Number(power) - 4 * fraction.length);
      return { number: sign === '-' ? -digits : digits, length: hex.length };
    }
    const [endless, minus, nan] = ENDLESS.exec(text) ?? [];
    if (endless !== undefined)
      return { number: nan ? NaN : minus === '-' ? -Infinity : Infinity, length: endless.length };
  }
  const found = DECIMAL.exec(text);
  return found ? { number: Number(found[1]), length: found[0].length } : undefined;
}

/** A value that came from outside (a field, getline, -v). */
export function fromInput(text: string, gnu: boolean): Value {
  const start = startingNumber(text, gnu);
  return start && /^[ \t\n\r\f\v]*$/.test(text.slice(start.length)) ? { text, number: start.number } : text;
}

export function toNumber(value: Value, gnu: boolean): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (typeof value === 'object') return value.number;
  return startingNumber(value, gnu)?.number ?? 0;
}

/** `convert`: CONVFMT or OFMT, applied to numbers that are not whole, or greater than `greatest`, or below a C long. */
export function toText(value: Value, convert: (value: number) => string, greatest: number): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (typeof value === 'object') return value.text;
  if (Number.isInteger(value) && value >= -(2 ** 63) && value <= greatest) return String(BigInt(value));
  return convert(value);
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'object') return value.number !== 0;
  return value !== undefined && value !== '';
}

export function compare(left: Value, right: Value, textOf: (value: Value) => string): number {
  if (typeof left !== 'string' && typeof right !== 'string') {
    const [a, b] = [left, right].map((side) => (typeof side === 'object' ? side.number : (side ?? 0)));
    return a === b || a === undefined || b === undefined ? 0 : a < b ? -1 : 1;
  }
  const [a, b] = [textOf(left), textOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
