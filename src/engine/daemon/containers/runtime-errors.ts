import { Errno, type ErrnoCode } from '../../kernel';
import { FsError } from '../../fs';
import { StartError } from '../errors';

/** What runc says in front of a reason, when a container is started and when something is executed in one. */
const createPrefix =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';
const execPrefix = 'OCI runtime exec failed: exec failed: unable to start container process: ';

export type StartKind = 'create' | 'exec';

const reasons: Partial<Record<ErrnoCode, string>> = {
  EACCES: 'permission denied',
  ENOENT: 'no such file or directory',
  ENOEXEC: 'exec format error',
  ENOTDIR: 'not a directory',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
  EEXIST: 'file exists',
};

/** The reason of a refused system call in the words of Go's syscall package. */
export function reasonOf(error: unknown): string {
  return error instanceof Errno || error instanceof FsError
    ? (reasons[error.code] ?? error.code)
    : String(error);
}

/** A failure to start a process in a container, with runc's whole text. */
export function startError(kind: StartKind, reason: string, exitCode: number): StartError {
  return new StartError(`${kind === 'create' ? createPrefix : execPrefix}${reason}`, exitCode);
}

/** 127 where there is nothing to execute, 126 where it may not be (moby, translateContainerdStartErr). */
export function exitCodeOf(reason: string): number {
  const isMissing = [
    'executable file not found',
    'no such file or directory',
    'system cannot find the file specified',
  ];
  if (isMissing.some((text) => reason.includes(text))) return 127;
  const isRefused = ['permission denied', 'not a directory', 'is a directory', 'exec format error'];
  return isRefused.some((text) => reason.includes(text)) ? 126 : 128;
}
