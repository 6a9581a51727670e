/**
 * Text of a shell is bytes. Here it is a string in which a byte that is not UTF-8 stands as a lone
 * surrogate U+DC80 … U+DCFF (as Python's `surrogateescape` does), so that nothing is lost on the way through.
 */
const encoder = new TextEncoder();
const LONE_BYTE = /[\uDC80-\uDCFF]/;

/** One byte as text. */
export function byteText(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}

export function encodeText(text: string): Uint8Array {
  if (!LONE_BYTE.test(text)) return encoder.encode(text);
  const chunks: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) chunks.push(code - 0xdc00);
    else chunks.push(...encoder.encode(character));
  }
  return Uint8Array.from(chunks);
}

export function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeLoosely(bytes);
  }
}

/** The bytes of `text`, each as text. */
export function splitBytes(text: string): string[] {
  return /^[\x00-\x7f]*$/.test(text) ? [...text] : [...encodeText(text)].map(byteText);
}

/** Bytes that stand alone in `text` but together are UTF-8 become the characters that they are. */
export function joinBytes(text: string): string {
  return LONE_BYTE.test(text) ? decodeBytes(encodeText(text)) : text;
}

/** Length of the UTF-8 sequence that starts with `lead`; 0 for a byte that starts none. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

function decodeLoosely(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i] ?? 0;
    const length = sequenceLength(lead);
    let decoded: string | undefined;
    if (length > 0 && i + length <= bytes.length) {
      try {
        decoded = strict.decode(bytes.subarray(i, i + length));
      } catch {
        decoded = undefined;
      }
    }
    text += decoded ?? byteText(lead);
    i += decoded === undefined ? 1 : length;
  }
  return text;
}
