import { FsError, type FsErrorCode } from '../fs';

/** POSIX error codes that system calls answer with, beyond those of files (`<errno.h>`). */
export type ErrnoCode =
  | FsErrorCode
  | 'E2BIG'
  | 'EAGAIN'
  | 'EBADF'
  | 'ECHILD'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'EHOSTUNREACH'
  | 'EINTR'
  | 'EIO'
  | 'EMFILE'
  | 'ENETUNREACH'
  | 'ENODEV'
  | 'ENOTBLK'
  | 'ENOEXEC'
  | 'ENOMEM'
  | 'ENOSYS'
  | 'ENOTTY'
  | 'EPIPE'
  | 'ESPIPE'
  | 'ESRCH'
  | 'ETIMEDOUT'
  | 'ENXIO';

/** A refused system call. File operations throw `FsError`; both have `code`, so catch with `isErrno`. */
export class Errno extends Error {
  constructor(
    readonly code: ErrnoCode,
    readonly path = '',
  ) {
    // Refusals are everyday answers (each PATH search meets some); their stack traces would cost more than they.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(path ? `${code}: ${path}` : code);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Errno';
  }
}

/** Whether an error is a refused system call: of files, or of anything else. */
export function isErrno(error: unknown): error is Errno | FsError {
  return error instanceof Errno || error instanceof FsError;
}

const MESSAGES: Readonly<Record<ErrnoCode, string>> = {
  E2BIG: 'Argument list too long',
  EACCES: 'Permission denied',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EAGAIN: 'Resource temporarily unavailable',
  EBADF: 'Bad file descriptor',
  EBUSY: 'Device or resource busy',
  ECHILD: 'No child processes',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EEXIST: 'File exists',
  EFBIG: 'File too large',
  EHOSTUNREACH: 'No route to host',
  EINTR: 'Interrupted system call',
  EINVAL: 'Invalid argument',
  EIO: 'Input/output error',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  EMFILE: 'Too many open files',
  EMLINK: 'Too many links',
  ENAMETOOLONG: 'File name too long',
  ENETUNREACH: 'Network is unreachable',
  ENODEV: 'No such device',
  ENOENT: 'No such file or directory',
  ENOEXEC: 'Exec format error',
  ENOMEM: 'Cannot allocate memory',
  ENOSPC: 'No space left on device',
  ENOSYS: 'Function not implemented',
  ENOTBLK: 'Block device required',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  ENOTTY: 'Inappropriate ioctl for device',
  ENXIO: 'No such device or address',
  EPERM: 'Operation not permitted',
  EPIPE: 'Broken pipe',
  EROFS: 'Read-only file system',
  ESPIPE: 'Illegal seek',
  ESRCH: 'No such process',
  ETIMEDOUT: 'Connection timed out',
  ETXTBSY: 'Text file busy',
  EXDEV: 'Invalid cross-device link',
};

/** The words for a code, as strerror(3) has them. */
export function strerror(code: ErrnoCode): string {
  return MESSAGES[code];
}
