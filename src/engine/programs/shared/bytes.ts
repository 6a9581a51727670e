/**
 * Byte strings: a JS string in which each character is one byte (0 to 255). Text programs work on them, as
 * the C locale of containers does: nothing is lost in files that are not UTF-8, `sort` compares bytes and
 * `wc -m` counts them. What comes from argv is turned with `byteString` first.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const CHUNK = 8192;

const ASCII = /^[\x00-\x7f]*$/;

/** Text (UTF-16) to its UTF-8 bytes, as a byte string. */
export function byteString(text: string): string {
  return ASCII.test(text) ? text : bytesOf(encoder.encode(text));
}

/** A byte string's text, for messages and file names; bytes that are not UTF-8 become U+FFFD. */
export function textOf(bytes: string): string {
  return ASCII.test(bytes) ? bytes : decoder.decode(dataOf(bytes));
}

export function bytesOf(data: Uint8Array): string {
  let text = '';
  for (let at = 0; at < data.length; at += CHUNK) {
    text += String.fromCharCode(...data.subarray(at, at + CHUNK));
  }
  return text;
}

export function dataOf(bytes: string): Uint8Array {
  const data = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) data[at] = bytes.charCodeAt(at);
  return data;
}

/** Order of bytes, as `strcmp` in the C locale. */
export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
