import { DaemonError, system } from '../errors';

/** Who a container's process runs as. */
export interface ResolvedUser {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
}

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

function parsePasswd(text: string): readonly PasswdEntry[] {
  return rowsOf(text).map(([name = '', , uid = '0', gid = '0', , home = '']) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home,
  }));
}

function parseGroup(text: string): readonly GroupEntry[] {
  return rowsOf(text).map(([name = '', , gid = '0', members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter((member) => member !== ''),
  }));
}

function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));
}

const largestId = 2 ** 31 - 1;

/**
 * Reads `user`, `user:group` (each a name or a number) against a container's /etc/passwd and /etc/group, and
 * adds the groups of `--group-add`. Source: moby/sys/user GetExecUser. A text of a file that is missing is ''.
 */
export function resolveUser(
  spec: string,
  passwdText: string,
  groupText: string,
  addedGroups: readonly string[] = [],
): ResolvedUser {
  const passwd = parsePasswd(passwdText);
  const groups = parseGroup(groupText);
  const [userSpec = '', groupSpec = ''] = spec.split(':');
  const userNumber = numberOf(userSpec);
  const entry =
    userSpec === ''
      ? passwd.find(({ uid }) => uid === 0)
      : passwd.find(({ name, uid }) => name === userSpec || uid === userNumber);
  if (entry === undefined && userSpec !== '' && userNumber === undefined) {
    throw new DaemonError('invalid', `unable to find user ${userSpec}: no matching entries in passwd file`);
  }
  const uid = entry?.uid ?? userNumber ?? 0;
  if (uid < 0 || uid > largestId)
    throw new DaemonError('invalid', `uids and gids must be in range 0-${largestId}`);
  const gid = groupSpec === '' ? (entry?.gid ?? 0) : gidOf(groupSpec, groups);
  const isMember = ({ members }: GroupEntry): boolean => entry !== undefined && members.includes(entry.name);
  const supplementary = groupSpec === '' ? groups.filter(isMember).map((group) => group.gid) : [];
  const added = addedGroups.map((group) => gidOf(group, groups));
  return {
    uid,
    gid,
    groups: [...new Set([gid, ...supplementary, ...added])],
    home: entry?.home || '/',
  };
}

function numberOf(text: string): number | undefined {
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

function gidOf(spec: string, groups: readonly GroupEntry[]): number {
  const number = numberOf(spec);
  const entry = groups.find(({ name, gid }) => name === spec || gid === number);
  if (entry !== undefined) return entry.gid;
  if (number === undefined) {
    throw new DaemonError('invalid', `unable to find group ${spec}: no matching entries in group file`);
  }
  if (number < 0 || number > largestId) throw system(`uids and gids must be in range 0-${largestId}`);
  return number;
}
