// Who nginx's workers are, and what its master must do for them before they can begin.
import { type ErrnoCode, isErrno, type Process, strerror } from '../../kernel';
import { groupsOf, readUsers, type User } from '../shared/users';
import { parseNginx } from './nginx-config';

/** Where the official image's build keeps what it is receiving; another build has other folders, not made here. */
const CACHE = '/var/cache/nginx';
const TEMPORARY = ['client_temp', 'proxy_temp', 'fastcgi_temp', 'uwsgi_temp', 'scgi_temp'];

const NUMBERS: Partial<Record<ErrnoCode, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EACCES: 13,
  ENOTDIR: 20,
  EROFS: 30,
  EADDRINUSE: 98,
};

/** As nginx ends a line about a system call. */
export function failed(code: ErrnoCode): string {
  return `failed (${NUMBERS[code] ?? 5}: ${strerror(code)})`;
}

/** The user that the `user` directive names; undefined without one, or where nobody has that name. */
export function workerUser(p: Process, config: string): User | undefined {
  const named = parseNginx(p.files.readText(config), config).find(({ words }) => words[0] === 'user');
  return readUsers(p.files).find(({ name }) => name === named?.words[1]);
}

/** Makes the folders for what is being received, and gives them to the workers. What the kernel refused, if so. */
export function makeTemporaryFolders(p: Process, user: User | undefined): string | undefined {
  if (!p.files.exists(CACHE)) return undefined;
  for (const name of TEMPORARY) {
    const path = `${CACHE}/${name}`;
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
