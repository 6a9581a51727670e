/** POSIX error codes that file operations answer with (`<errno.h>`). */
export type FsErrorCode =
  | 'EACCES'
  | 'EBUSY'
  | 'EEXIST'
  | 'EFBIG'
  | 'EINVAL'
  | 'EISDIR'
  | 'ELOOP'
  | 'EMLINK'
  | 'ENAMETOOLONG'
  | 'ENOENT'
  | 'ENOSPC'
  | 'ENOTDIR'
  | 'ENOTEMPTY'
  | 'EPERM'
  | 'EROFS'
  | 'ETXTBSY'
  | 'EXDEV';

/** A refused file operation. Callers print `strerror(code)` in their program's own way. */
export class FsError extends Error {
  constructor(
    readonly code: FsErrorCode,
    readonly path = '',
  ) {
    // Refusals are everyday answers (each PATH search meets some); their stack traces would cost more than they.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(path ? `${code}: ${path}` : code);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'FsError';
  }
}
