import { isErrno, strerror } from '../../../../kernel';
import { Thrown } from '../values';
import type { Vm } from '../vm';

/** A refused system call as Node.js throws it. */
export function systemError(vm: Vm, error: unknown, syscall: string, path?: string, other?: string): Error {
  if (!isErrno(error)) return error instanceof Error ? error : new Error(String(error));
  const words = strerror(error.code)
    .toLowerCase()
    .replace('is a directory', 'illegal operation on a directory')
    .replace(/^file exists/, 'file already exists')
    .replace(/^invalid cross-device link/, 'cross-device link not permitted');
  const names = path === undefined ? '' : ` '${path}'${other === undefined ? '' : ` -> '${other}'`}`;
  const made = vm.makeError(
    'Error',
    `${error.code}: ${words}${syscall === '' ? '' : `, ${syscall}${names}`}`,
  );
  made
    .put('errno', -(ERRNO_NUMBERS[error.code] ?? 1))
    .put('code', error.code)
    .put('syscall', syscall);
  if (path !== undefined) made.put('path', path);
  if (other !== undefined) made.put('dest', other);
  return new Thrown(made);
}

export const ERRNO_NUMBERS: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EMFILE: 24,
  ENOSPC: 28,
  EROFS: 30,
  EPIPE: 32,
  ENOTEMPTY: 39,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETUNREACH: 101,
  ECONNRESET: 104,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
};
