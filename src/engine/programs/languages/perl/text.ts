/** Perl's numbers as text and back, and its strings as bytes and back. */
import { byteString } from '../../shared/bytes';

const decoder = new TextDecoder();

/** A text of UTF-8 bytes as characters. */
export function decoded(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes) || /[^\x00-\xff]/.test(bytes)) return bytes;
  return decoder.decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

/** Characters as UTF-8 bytes. */
export const encoded = (text: string): string => byteString(text);

/** What is written for a text: its bytes; or its characters as UTF-8, if some are no bytes. */
export function bytesToWrite(
  text: string,
  isUtf8: boolean,
): { readonly bytes: string; readonly isWide: boolean } {
  const isWide = /[^\x00-\xff]/.test(text);
  return { bytes: isUtf8 || isWide ? byteString(text) : text, isWide: isWide && !isUtf8 };
}

/** A number as print shows it: `%.15g`, whole numbers as they are. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '0' : String(value);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  return general(value, 15, false);
}

/** C's %g. */
export function general(value: number, precision: number, keepsZeros: boolean): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const digits = Math.max(1, precision);
  const [mantissa = '', exponentText = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(exponentText);
  const trim = (text: string): string =>
    keepsZeros || !text.includes('.') ? text : text.replace(/\.?0+$/, '');
  if (exponent < -4 || exponent >= digits) {
    const sign = exponent < 0 ? '-' : '+';
    return `${trim(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return trim(value.toFixed(Math.min(100, Math.max(0, digits - 1 - exponent))));
}

/** The number that a text begins with; 0 if with none. */
export function textNumber(text: string): number | bigint {
  const found = /^\s*([+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?))/.exec(text);
  if (found) {
    const [, digits = '0'] = found;
    const value = Number(digits);
    if (/^[+-]?\d+$/.test(digits) && !Number.isSafeInteger(value))
      return whole(BigInt(digits.replace('+', '')));
    return value;
  }
  const special = /^\s*([+-]?)(?:(inf(?:inity)?)|nan)/i.exec(text);
  if (!special) return 0;
  return special[2] === undefined ? NaN : special[1] === '-' ? -Infinity : Infinity;
}

/** Whether a text is a number through and through. */
export function isNumeric(text: string): boolean {
  return /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)\s*$/i.test(text);
}

/** A whole number as Perl keeps it: in 64 bits, or else as a floating one. */
export function whole(value: bigint): number | bigint {
  if (value >= -(2n ** 53n) + 1n && value <= 2n ** 53n - 1n) return Number(value);
  return value >= -(2n ** 63n) && value < 2n ** 64n ? value : Number(value);
}
