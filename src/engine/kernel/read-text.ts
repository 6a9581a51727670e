import { isErrno } from './errno';
import type { ProcessFiles } from './process';

/** A file's text; undefined where there is none that can be read, whatever stands there instead. */
export function readTextIfThere(files: ProcessFiles, path: string): string | undefined {
  try {
    return files.readText(path);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
