import type { CommandContext } from './context';
import { CommandError } from './context';

/** Throws, with what failed in front, where a file cannot be written because its folder is not there. */
export function checkOutputPath(
  { process }: Pick<CommandContext, 'process'>,
  path: string,
  what: string,
): void {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : path.slice(0, slash) || '/';
  if (!process.files.exists(folder)) {
    throw new CommandError(`${what}: invalid output path: stat ${folder}: no such file or directory`);
  }
  if (process.files.exists(path) && process.files.stat(path).kind === 'directory') {
    throw new CommandError(`${what}: invalid output path: "${path}" must be a regular file`);
  }
}
