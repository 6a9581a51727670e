import { isErrno, strerror } from '../../kernel';
import type { ErrnoCode } from '../../kernel';

/** The code of a refused system call; anything else is a bug of ours and goes on up. */
export function codeOf(error: unknown): ErrnoCode {
  if (isErrno(error)) return error.code;
  throw error;
}

/** What perror(3) would print of a refused system call. */
export function reason(error: unknown): string {
  return strerror(codeOf(error));
}

/** Ends the program from wherever it is, after what it has printed was flushed. */
export class Exit extends Error {
  constructor(readonly status: number) {
    super(`exit ${status}`);
  }
}
