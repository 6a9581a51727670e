/**
 * Numbers as they were written: since 1.7, jq keeps the digits of a number that nothing was done with, and shows them
 * as decNumber does. Source: the jq manual of 1.7; decNumber's "to-scientific-string".
 */
const WRITTEN = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/;

/** A number whose text is not that of its double. */
export class NumberLiteral {
  constructor(
    /** The nearest double: what is calculated with. */
    readonly value: number,
    readonly text: string,
    /** Its digits without a sign or leading zeroes, and the power of ten of the last. */
    private readonly digits: string,
    private readonly exponent: number,
    private readonly isNegative: boolean,
  ) {}

  /** Less than, equal to or greater than 0: by all of their digits. */
  compare(other: NumberLiteral): number {
    const [a, b] = [this.sign, other.sign];
    if (a !== b || a === 0) return a - b;
    return a * this.compareMagnitude(other);
  }

  private get sign(): number {
    return this.digits === '0' ? 0 : this.isNegative ? -1 : 1;
  }

  private compareMagnitude(other: NumberLiteral): number {
    const order = this.digits.length + this.exponent - (other.digits.length + other.exponent);
    if (order !== 0) return order;
    const width = Math.max(this.digits.length, other.digits.length);
    const [a, b] = [this.digits.padEnd(width, '0'), other.digits.padEnd(width, '0')];
    return a < b ? -1 : a > b ? 1 : 0;
  }
}

/** A number of a text; `shown` is how jq writes a double. */
export function numberOf(source: string, shown: (value: number) => string): number | NumberLiteral {
  const value = Number(source);
  const [, sign = '', whole = '', fraction = '', power = '0'] = WRITTEN.exec(source) ?? [];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  const exponent = Number(power) - fraction.length;
  const text = (sign === '-' ? '-' : '') + scientific(digits, exponent);
  return text === shown(value) ? value : new NumberLiteral(value, text, digits, exponent, sign === '-');
}

function scientific(digits: string, exponent: number): string {
  const adjusted = exponent + digits.length - 1;
  if (exponent <= 0 && adjusted >= -6) {
    if (exponent === 0) return digits;
    const padded = digits.padStart(1 - exponent, '0');
    return `${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits.slice(0, 1)}${fraction}E${adjusted < 0 ? '-' : '+'}${String(Math.abs(adjusted))}`;
}
