import { InvalidReferenceError } from '../oci';
import { CommandError } from './context';

/** Reads an image's name; what is none ends the command with Docker's text, or with what `refuse` makes of it. */
export function readingReference<Result>(
  read: () => Result,
  refuse = (message: string): CommandError => new CommandError(message),
): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw refuse(error.message);
    throw error;
  }
}
