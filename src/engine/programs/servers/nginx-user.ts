// Who nginx's workers are, and what its master must do for them before they can begin.
import { type ErrnoCode, isErrno, type Process, strerror } from '../../kernel';
import { groupsOf, readUsers, type User } from '../shared/users';

const NUMBERS: Partial<Record<ErrnoCode, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EACCES: 13,
  ENOTDIR: 20,
  EISDIR: 21,
  EROFS: 30,
  EADDRINUSE: 98,
};

/** As nginx ends a line about a system call. */
export function failed(code: ErrnoCode): string {
  return `failed (${NUMBERS[code] ?? 5}: ${strerror(code)})`;
}

/** undefined where nobody has that name. */
export function userOf(p: Process, wanted: string): User | undefined {
  return readUsers(p.files).find(({ name }) => name === wanted);
}

/** Makes the folders for what is being received, and gives them to the workers. What the kernel refused, if so. */
export function makeTemporaryFolders(
  p: Process,
  paths: readonly string[],
  user: User | undefined,
): string | undefined {
  for (const path of paths) {
    try {
      if (!p.files.exists(path)) p.files.mkdir(path, 0o700);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return `mkdir() "${path}" ${failed(error.code)}`;
    }
    if (user === undefined || p.credentials.uid !== 0 || p.files.stat(path).uid === user.uid) continue;
    try {
      p.files.chown(path, user.uid, undefined);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return `chown("${path}", ${user.uid}) ${failed(error.code)}`;
    }
  }
  return undefined;
}

/** Makes a worker of root's the workers' user. What the kernel refused, if so. */
export function becomeWorker(p: Process, user: User | undefined): string | undefined {
  const { uid, capabilities } = p.credentials;
  if (uid !== 0 || user === undefined) return undefined;
  if (!capabilities.has('SETGID')) return `setgid(${user.gid}) ${failed('EPERM')}`;
  if (!capabilities.has('SETUID')) return `setuid(${user.uid}) ${failed('EPERM')}`;
  const groups = groupsOf(p.files, user);
  p.setCredentials({ uid: user.uid, gid: user.gid, groups, capabilities: new Set() });
  return undefined;
}
