import { isSynthetic, syntheticContent } from './content';
import type { Content } from './node';

const elfMagic = [0x7f, 0x45, 0x4c, 0x46] as const;
/** 64-bit, little-endian, version 1, System V: the rest of an ELF file's `e_ident`. */
const elfIdent = [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const;
const elfStart = Uint8Array.from([...elfMagic, ...elfIdent]);
const idStart = elfStart.length;
const maxIdBytes = 255;

/** How many bytes `programIdOf` needs to see. */
export const EXECUTABLE_HEAD_BYTES = idStart + 1 + maxIdBytes;

/**
 * An executable file of `sizeBytes` bytes that runs the program with this id (see `Program.id`). The id is in
 * its bytes: whoever copies them by any road (cp, tar, docker cp, COPY --from) has a program that runs.
 */
export function executableContent(programId: string, sizeBytes: number): Content {
  const id = new TextEncoder().encode(programId);
  if (id.length > maxIdBytes)
    throw new RangeError(`program id longer than ${maxIdBytes} bytes: ${programId}`);
  const head = new Uint8Array(idStart + 1 + id.length);
  head.set(elfStart);
  head[idStart] = id.length;
  head.set(id, idStart + 1);
  return syntheticContent(head, sizeBytes, programId);
}

/** The program that these bytes run (the first `EXECUTABLE_HEAD_BYTES` do), or undefined if they are none of ours. */
export function programIdOf(content: Content): string | undefined {
  const bytes = isSynthetic(content) ? content.head : content;
  if (!isElf(bytes)) return undefined;
  const length = bytes[idStart] ?? 0;
  const end = idStart + 1 + length;
  return length === 0 || bytes.length < end
    ? undefined
    : new TextDecoder().decode(bytes.subarray(idStart + 1, end));
}

/** Whether these bytes are an ELF file's start: a binary, though perhaps one that nothing here can run. */
export function isElf(bytes: Uint8Array): boolean {
  return elfMagic.every((byte, index) => bytes[index] === byte);
}
