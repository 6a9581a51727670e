/** Base64 (RFC 4648). */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as base64 (RFC 4648), which JSON can hold. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => alphabet[(group >> shift) & 63] ?? '');
    text += digits[0] ?? '';
    text += digits[1] ?? '';
    text += b === undefined ? '=' : (digits[2] ?? '');
    text += c === undefined ? '=' : (digits[3] ?? '');
  }
  return text;
}

export function fromBase64(text: string): Uint8Array {
  const digits = [...text.replace(/=+$/, '')].map((digit) => alphabet.indexOf(digit));
  const bytes: number[] = [];
  for (let index = 0; index + 1 < digits.length; index += 4) {
    const [a = 0, b = 0, c, d] = digits.slice(index, index + 4);
    bytes.push((a << 2) | (b >> 4));
    if (c !== undefined) bytes.push(((b & 15) << 4) | (c >> 2));
    if (c !== undefined && d !== undefined) bytes.push(((c & 3) << 6) | d);
  }
  return Uint8Array.from(bytes);
}
