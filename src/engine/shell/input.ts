import type { Task } from '../kernel';
import { decodeBytes } from './bytes';
import type { Shell } from './shell';

/** How much the Almquist shells read of their script at once. */
const BLOCK_BYTES = 8192;

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

/**
 * A line of the script on standard input. bash reads no further than the line; the Almquist shells read a
 * block of a pipe or file, so that their commands do not find the next lines there.
 */
export function* readScriptLine(shell: Shell): Task<string | undefined> {
  if (shell.isBash || shell.p.isatty(0)) return yield* readInputLine(shell, 0);
  const stream = shell.p.stream(0);
  for (;;) {
    const end = shell.readAhead.indexOf('\n');
    if (end >= 0) {
      const line = shell.readAhead.slice(0, end);
      shell.readAhead = shell.readAhead.slice(end + 1);
      return line;
    }
    const block = yield* stream.read(BLOCK_BYTES);
    if (block.length === 0) {
      const rest = shell.readAhead;
      shell.readAhead = '';
      return rest === '' ? undefined : rest;
    }
    shell.readAhead += decodeBytes(block);
  }
}
