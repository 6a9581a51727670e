import { isErrno, strerror } from '../kernel';
import type { CommandContext } from './context';
import { CommandError } from './context';

/** A file of the host, whole; what cannot be read ends the command in Go's words. */
export function readInputFile({ process }: Pick<CommandContext, 'process'>, path: string): Uint8Array {
  try {
    if (process.files.stat(path).kind === 'directory') {
      throw new CommandError(`read ${path}: is a directory`);
    }
    return process.files.readFile(path);
  } catch (error) {
    if (isErrno(error)) throw new CommandError(`open ${path}: ${strerror(error.code).toLowerCase()}`);
    throw error;
  }
}
