import { strerror } from '../../kernel';
import { CommandError } from '../context';

/** What buildx refuses before it asks for a build. */
export function refusal(message: string): CommandError {
  return new CommandError(`ERROR: ${message}`);
}

/** What goes wrong once buildx has set out to build. */
export function failedToBuild(message: string, status = 1): CommandError {
  return new CommandError(`ERROR: failed to build: ${message}`, status);
}

/** `open /no/file: no such file or directory`. Source: Go, os.PathError. */
export function goFileError(
  operation: string,
  path: string,
  { code }: { readonly code: Parameters<typeof strerror>[0] },
): string {
  return `${operation} ${path}: ${strerror(code).toLowerCase()}`;
}
