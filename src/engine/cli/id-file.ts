import { isErrno, type Process, strerror } from '../kernel';
import { lowerFirst } from './container/prepare-container';
import { CommandError } from './context';

/** Makes the file of `--cidfile`, which must not be there yet (docker/cli, newCIDFile). */
export function openIdFile(process: Process, path: string): void {
  if (process.files.exists(path)) {
    throw new CommandError(
      `container ID file found, make sure the other container isn't running or delete ${path}`,
      125,
    );
  }
  try {
    process.files.writeFile(path, '');
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new CommandError(
      `failed to create the container ID file: open ${path}: ${lowerFirst(strerror(error.code))}`,
      125,
    );
  }
}
