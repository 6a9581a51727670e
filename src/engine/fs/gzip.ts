import { FlateErrorCode, Gunzip, gzipSync } from 'fflate';
import { joinBytes } from './content';

/** Gzip's bytes, the same everywhere for the same input: without a time, and with a file's name only if given. */
export function gzip(bytes: Uint8Array, filename?: string): Uint8Array {
  return gzipSync(bytes, { mtime: 0, level: 6, ...(filename === undefined ? {} : { filename }) });
}

/** The least there is to a member: its header, an end of nothing, its check and its length. */
const LEAST_BYTES = 20;

/** Whether the bytes begin as gzip's do. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * What was compressed, of one member or of several in a row (RFC 1952, 2.2); what follows the last one and is none is
 * ignored, as gzip does. undefined where the bytes are damaged or cut off.
 */
export function gunzip(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < LEAST_BYTES) return undefined;
  const parts: Uint8Array[] = [];
  const stream = new Gunzip((part) => parts.push(part));
  try {
    stream.push(bytes, true);
  } catch (error) {
    const isNoMember =
      error instanceof Error && 'code' in error && error.code === FlateErrorCode.InvalidHeader;
    if (parts.length === 0 || !isNoMember) return undefined;
  }
  const [first = new Uint8Array(0), ...others] = parts;
  return others.length === 0 ? first : joinBytes(parts);
}
