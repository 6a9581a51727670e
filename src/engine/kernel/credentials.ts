import type { Inode } from '../fs';
import { Errno } from './errno';
import { DEFAULT_CAPABILITIES } from './permissions';
import type { Credentials } from './process';

const NONE: ReadonlySet<string> = new Set();
const SETUID = 0o4000;
const SETGID = 0o2000;

/** What a process may at most get back by executing a program of root's (capabilities(7), bounding set). */
export function boundingSet({ bounding, uid, capabilities }: Credentials): ReadonlySet<string> {
  return bounding ?? (uid === 0 ? capabilities : new Set(DEFAULT_CAPABILITIES));
}

/**
 * setuid(2), setgid(2) and setgroups(2) in one: who a process is after it asked to be `wanted`. Throws EPERM.
 * Who is not root any more has no capabilities.
 */
export function changedCredentials(now: Credentials, wanted: Credentials): Credentials {
  const { capabilities, uid, gid, groups } = now;
  const ownUids = [uid, now.realUid ?? uid];
  const ownGids = [gid, now.realGid ?? gid];
  if (!capabilities.has('SETUID') && !ownUids.includes(wanted.uid)) throw new Errno('EPERM');
  const known = (one: number): boolean => groups.includes(one) || ownGids.includes(one);
  if (!capabilities.has('SETGID') && !(known(wanted.gid) && wanted.groups.every(known))) {
    throw new Errno('EPERM');
  }
  const bounding = boundingSet(now);
  const kept = [...wanted.capabilities].filter((one) => bounding.has(one));
  return {
    uid: wanted.uid,
    gid: wanted.gid,
    groups: wanted.groups,
    capabilities: wanted.uid === 0 ? new Set(kept) : NONE,
    bounding,
    realUid: wanted.realUid ?? (capabilities.has('SETUID') ? wanted.uid : (now.realUid ?? uid)),
    realGid: wanted.realGid ?? (capabilities.has('SETGID') ? wanted.gid : (now.realGid ?? gid)),
    noNewPrivileges: now.noNewPrivileges,
    isFiltered: now.isFiltered,
  };
}

/** Who a process is after it executed this file: a setuid program runs as its owner (execve(2)). */
export function credentialsAfterExec(now: Credentials, file: Inode, isNosuid: boolean): Credentials {
  const bounding = boundingSet(now);
  const isIgnored = isNosuid || now.noNewPrivileges === true;
  const uid = !isIgnored && (file.mode & SETUID) !== 0 ? file.uid : now.uid;
  const gid = !isIgnored && (file.mode & SETGID) !== 0 && (file.mode & 0o010) !== 0 ? file.gid : now.gid;
  if (uid === now.uid && gid === now.gid) return now;
  return {
    ...now,
    uid,
    gid,
    capabilities: uid === 0 ? bounding : NONE,
    bounding,
    realUid: now.realUid ?? now.uid,
    realGid: now.realGid ?? now.gid,
  };
}
