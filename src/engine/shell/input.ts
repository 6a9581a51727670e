import type { Task } from '../kernel';
import { decodeBytes } from './bytes';
import type { Shell } from './shell';

/**
 * One line from a descriptor, byte by byte so that whoever reads next finds the rest; without its newline.
 * Undefined at the end of the file.
 */
export function* readInputLine(shell: Shell, fd: number): Task<string | undefined> {
  const bytes: number[] = [];
  const stream = shell.p.stream(fd);
  for (;;) {
    const chunk = yield* stream.read(1);
    const [byte] = chunk;
    if (byte === undefined) return bytes.length === 0 ? undefined : decodeBytes(Uint8Array.from(bytes));
    if (byte === 10) return decodeBytes(Uint8Array.from(bytes));
    bytes.push(byte);
  }
}
