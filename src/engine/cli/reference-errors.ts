import { InvalidReferenceError } from '../oci';
import { CommandError } from './context';

/** Reads an image's name; what is none ends the command with Docker's text. */
export function readingReference<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw new CommandError(error.message);
    throw error;
  }
}
