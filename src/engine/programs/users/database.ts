/** Changing /etc/passwd, /etc/group, /etc/shadow and /etc/gshadow, as shadow-utils and BusyBox do. */
import type { ProcessFiles } from '../../kernel';
import { fileLines, groupLine, readGroups, readUsers, userLine } from '../shared/users';
import type { Group, User } from '../shared/users';

const DAY_MS = 86_400_000;

/** Rewrites a file in place, keeping owner and mode; the old text stays as `path-`. */
function rewrite(files: ProcessFiles, path: string, lines: readonly string[]): void {
  if (files.exists(path)) {
    const { mode } = files.stat(path);
    files.writeFile(`${path}-`, files.readFile(path), { mode });
  }
  files.writeFile(path, lines.map((line) => `${line}\n`).join(''));
}

/** Whether the account files may be changed: only by root. */
export function mayChange(files: ProcessFiles): boolean {
  return files.access('/etc/passwd', 'w') && files.access('/etc', 'w');
}

export function writeUsers(files: ProcessFiles, users: readonly User[]): void {
  rewrite(files, '/etc/passwd', users.map(userLine));
}

export function writeGroups(files: ProcessFiles, groups: readonly Group[]): void {
  rewrite(files, '/etc/group', groups.map(groupLine));
  if (!files.exists('/etc/gshadow')) return;
  const known = new Map(
    fileLines(files, '/etc/gshadow').map((line) => [line.split(':')[0] ?? '', line.split(':')]),
  );
  rewrite(
    files,
    '/etc/gshadow',
    groups.map(
      (group) =>
        `${group.name}:${known.get(group.name)?.[1] ?? '!'}:${known.get(group.name)?.[2] ?? ''}:${group.members.join(',')}`,
    ),
  );
}

export interface NewUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
  /** As in /etc/shadow; `!` is locked. */
  readonly password: string;
  /** System accounts have no password ages. */
  readonly system: boolean;
  /** Days after which an expired password cannot be changed any more. */
  readonly inactive?: string;
  /** The day, counted from 1970, on which the account ends. */
  readonly expires?: string;
}

export function addUser(files: ProcessFiles, user: NewUser, nowMs: number): void {
  const lines = fileLines(files, '/etc/passwd');
  const { name, uid, gid, comment, home, shell } = user;
  rewrite(files, '/etc/passwd', [
    ...lines,
    userLine({ name, password: 'x', uid, gid, comment, home, shell }),
  ]);
  if (!files.exists('/etc/shadow')) return;
  const ages = `${user.system ? ':::' : ':0:99999:7'}:${user.inactive ?? ''}:${user.expires ?? ''}:`;
  rewrite(files, '/etc/shadow', [
    ...fileLines(files, '/etc/shadow'),
    `${name}:${user.password}:${String(Math.floor(nowMs / DAY_MS))}${ages}`,
  ]);
}

export function removeUser(files: ProcessFiles, name: string): void {
  for (const path of ['/etc/passwd', '/etc/shadow', '/etc/subuid', '/etc/subgid']) {
    if (files.exists(path))
      rewrite(
        files,
        path,
        fileLines(files, path).filter((line) => !line.startsWith(`${name}:`)),
      );
  }
  const before = readGroups(files);
  if (before.some((group) => group.members.includes(name))) {
    writeGroups(
      files,
      before.map((group) => ({ ...group, members: group.members.filter((member) => member !== name) })),
    );
  }
}

export function addGroup(files: ProcessFiles, name: string, gid: number): void {
  writeGroups(files, [...readGroups(files), { name, password: 'x', gid, members: [] }]);
}

export function removeGroup(files: ProcessFiles, name: string): void {
  writeGroups(
    files,
    readGroups(files).filter((group) => group.name !== name),
  );
}

export function addMember(files: ProcessFiles, groupName: string, user: string): void {
  writeGroups(
    files,
    readGroups(files).map((group) =>
      group.name === groupName && !group.members.includes(user)
        ? { ...group, members: [...group.members, user] }
        : group,
    ),
  );
}

/** Sets the second field of a line of /etc/shadow. */
export function setPassword(files: ProcessFiles, name: string, password: string, nowMs: number): void {
  rewrite(
    files,
    '/etc/shadow',
    fileLines(files, '/etc/shadow').map((line) => {
      const fields = line.split(':');
      if (fields[0] !== name) return line;
      return [name, password, String(Math.floor(nowMs / DAY_MS)), ...fields.slice(3)].join(':');
    }),
  );
}

/** Sets a field of a user's line of /etc/shadow by its place. */
export function setShadowField(files: ProcessFiles, name: string, at: number, value: string): void {
  setField(files, '/etc/shadow', name, at, value);
}

/** Sets a field of a group's line of /etc/gshadow by its place. */
export function setGroupSecret(files: ProcessFiles, name: string, at: number, value: string): void {
  setField(files, '/etc/gshadow', name, at, value);
}

function setField(files: ProcessFiles, path: string, name: string, at: number, value: string): void {
  const lines = fileLines(files, path).map((line) => {
    const fields = line.split(':');
    return fields[0] === name ? fields.with(at, value).join(':') : line;
  });
  rewrite(files, path, lines);
}

export function passwordOf(files: ProcessFiles, name: string): string | undefined {
  return fileLines(files, '/etc/shadow')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':')[1];
}

/** The first free id: ordinary ones go up from the highest in use, system ones down from the top (shadow-utils). */
export function freeId(
  used: ReadonlySet<number>,
  system: boolean,
  from = system ? 100 : 1000,
  to = system ? 999 : 60_000,
): number {
  const inRange = [...used].filter((id) => id >= from && id <= to);
  if (system) {
    for (
      let id = inRange.length > 0 ? Math.min(...inRange.filter((one) => one > from), to + 1) - 1 : to;
      id >= from;
      id--
    )
      if (!used.has(id)) return id;
  }
  const next = Math.max(from - 1, ...inRange) + 1;
  if (next <= to) return next;
  for (let id = from; id <= to; id++) if (!used.has(id)) return id;
  return to;
}

/** From the lowest up: adduser's and BusyBox' way. */
export function lowestFreeId(used: ReadonlySet<number>, from: number): number {
  let id = from;
  while (used.has(id)) id++;
  return id;
}

export function usedUids(files: ProcessFiles): Set<number> {
  return new Set(readUsers(files).map((user) => user.uid));
}

export function usedGids(files: ProcessFiles): Set<number> {
  return new Set(readGroups(files).map((group) => group.gid));
}

/** A value of /etc/login.defs. */
export function loginDefault(files: ProcessFiles, key: string): string | undefined {
  return fileLines(files, '/etc/login.defs')
    .map((line) => line.trim().split(/\s+/))
    .find(([name]) => name === key)?.[1];
}

/** Makes a home and fills it from /etc/skel. False: it was there. */
export function makeHome(
  files: ProcessFiles,
  path: string,
  uid: number,
  gid: number,
  mode: number,
  skeleton = '/etc/skel',
): boolean {
  if (files.exists(path)) return false;
  for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1))
    if (!files.exists(path.slice(0, at))) files.mkdir(path.slice(0, at), 0o755);
  files.mkdir(path, mode);
  files.chmod(path, mode);
  if (files.exists(skeleton)) copySkeleton(files, skeleton, path, uid, gid);
  files.chown(path, uid, gid);
  return true;
}

function copySkeleton(files: ProcessFiles, from: string, to: string, uid: number, gid: number): void {
  for (const name of files.readDirectory(from)) {
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    const stat = files.lstat(source);
    if (stat.kind === 'directory') {
      files.mkdir(target, stat.mode);
      copySkeleton(files, source, target, uid, gid);
    } else if (stat.kind === 'symlink') files.symlink(files.readlink(source), target);
    else {
      files.writeFile(target, files.readFile(source), { mode: stat.mode });
      files.utimes(target, stat.mtimeMs);
    }
    files.chown(target, uid, gid, { noFollow: true });
  }
}

/** Removes a folder and all in it. */
export function removeHome(files: ProcessFiles, path: string): void {
  for (const name of files.readDirectory(path)) {
    const child = `${path}/${name}`;
    if (files.lstat(child).kind === 'directory') removeHome(files, child);
    else files.unlink(child);
  }
  files.rmdir(path);
}
