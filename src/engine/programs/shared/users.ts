/** /etc/passwd and /etc/group as the C library reads them. Sources: passwd(5), group(5), shadow(5). */
import { readTextIfThere } from '../../kernel';
import type { Process, ProcessFiles } from '../../kernel';

export interface User {
  readonly name: string;
  readonly password: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

export interface Group {
  readonly name: string;
  readonly password: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** A file's lines without their newlines; none where it cannot be read. */
export function fileLines(files: ProcessFiles, path: string): string[] {
  return (readTextIfThere(files, path) ?? '').split('\n').filter((line) => line !== '');
}

export function readUsers(files: ProcessFiles): User[] {
  return fileLines(files, '/etc/passwd').flatMap((line) => {
    const [name, password, uid, gid, comment, home, shell] = line.split(':');
    if (!name || gid === undefined) return [];
    const user = { name, password: password ?? '', uid: Number(uid), gid: Number(gid) };
    return [{ ...user, comment: comment ?? '', home: home || '/', shell: shell || '/bin/sh' }];
  });
}

export function readGroups(files: ProcessFiles): Group[] {
  return fileLines(files, '/etc/group').flatMap((line) => {
    const [name, password, gid, members] = line.split(':');
    if (!name || gid === undefined) return [];
    return [{ name, password: password ?? '', gid: Number(gid), members: members ? members.split(',') : [] }];
  });
}

export function userLine(user: User): string {
  return [user.name, user.password, user.uid, user.gid, user.comment, user.home, user.shell].join(':');
}

export function groupLine(group: Group): string {
  return [group.name, group.password, group.gid, group.members.join(',')].join(':');
}

/** Names of ids, read once: for listings. Unknown ids are undefined. */
export class Names {
  readonly #users: ReadonlyMap<number, string>;
  readonly #groups: ReadonlyMap<number, string>;

  constructor(files: ProcessFiles) {
    this.#users = new Map(
      readUsers(files)
        .reverse()
        .map((user) => [user.uid, user.name]),
    );
    this.#groups = new Map(
      readGroups(files)
        .reverse()
        .map((group) => [group.gid, group.name]),
    );
  }

  user(uid: number): string | undefined {
    return this.#users.get(uid);
  }

  group(gid: number): string | undefined {
    return this.#groups.get(gid);
  }
}

const NUMBER = /^\d+$/;

/** Who called a program, though its setuid bit makes it run as its owner. */
export function callerOf({ credentials: { uid, realUid = uid } }: Process): number {
  return realUid;
}

/** A user's number by name, or by number; undefined where there is none. */
export function findUser(files: ProcessFiles, text: string): User | undefined {
  const users = readUsers(files);
  return users.find((user) => user.name === text) ?? users.find((user) => String(user.uid) === text);
}

export function uidOf(files: ProcessFiles, text: string): number | undefined {
  const user = readUsers(files).find((one) => one.name === text);
  return user ? user.uid : NUMBER.test(text) ? Number(text) : undefined;
}

export function gidOf(files: ProcessFiles, text: string): number | undefined {
  const group = readGroups(files).find((one) => one.name === text);
  return group ? group.gid : NUMBER.test(text) ? Number(text) : undefined;
}

/** All groups of a user as initgroups(3) sets them: the own one first. */
export function groupsOf(
  files: ProcessFiles,
  user: { readonly name: string; readonly gid: number },
): number[] {
  const others = readGroups(files).filter(
    (group) => group.members.includes(user.name) && group.gid !== user.gid,
  );
  return [user.gid, ...others.map((group) => group.gid)];
}

/** Whom a process runs as. */
export interface Identity {
  readonly uid: number;
  /** Whoever started a setuid program; its owner is `uid`. */
  readonly realUid?: number;
  readonly realGid?: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** Who runs a program, its own group first. */
export function identityOf(p: Process, gnu: boolean): Identity {
  const { uid, gid, groups, realUid, realGid } = p.credentials;
  // BusyBox gives up what a setuid bit brought before it runs this.
  if (!gnu) return { uid: realUid ?? uid, gid: realGid ?? gid, groups };
  return { uid, gid, realUid, realGid, groups: [gid, ...groups.filter((group) => group !== gid)] };
}
