import { isErrno, type ProcessFiles, type Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { readGroups, readUsers } from '../shared/users';
import type { User } from '../shared/users';
import { passwordOf, setPassword, setShadowField, writeGroups, writeUsers } from './database';
import { dayOf, groupNamed, isValidField, isValidId, isValidName, isValidShell } from './shadow-checks';
import { requireRoot, userNamed, warnOfShell } from './shadow-checks';
import { USERMOD_HELP } from './shadow-help';

const USERMOD = {
  append: 'a,append',
  badname: 'b,badname',
  comment: 'c,comment=COMMENT',
  home: 'd,home=HOME_DIR',
  expire: 'e,expiredate=DATE',
  inactive: 'f,inactive=N',
  group: 'g,gid=GROUP',
  groups: 'G,groups=GROUPS',
  login: 'l,login=NEW_LOGIN',
  lock: 'L,lock',
  move: 'm,move-home',
  nonUnique: 'o,non-unique',
  password: 'p,password=PASSWORD',
  remove: 'r,remove',
  shell: 's,shell=SHELL',
  uid: 'u,uid=UID',
  unlock: 'U,unlock',
} as const;

export const usermod = program({
  id: 'passwd/usermod',
  paths: ['/usr/sbin/usermod'],
  flavours: ['gnu'],
  usage: '[options] LOGIN',
  help: USERMOD_HELP,
  usageStatus: 2,
  options: USERMOD,
  *run(c) {
    const { flags, p } = c;
    const { files } = p;
    yield* checkFields(c);
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    const users = readUsers(files);
    const user = yield* userNamed(c, name);
    const primary = flags.group === undefined ? undefined : yield* groupNamed(c, flags.group);
    const wanted: string[] = [];
    for (const text of flags.groups?.split(',').filter(Boolean) ?? [])
      wanted.push((yield* groupNamed(c, text)).name);
    yield* checkTogether(c);
    yield* requireRoot(c, '/etc/passwd', 1);
    if (changesNothing(c, user)) {
      yield* p.stderr.write('usermod: no changes\n');
      return 0;
    }
    const uid = flags.uid === undefined ? user.uid : Number(flags.uid);
    if (uid !== user.uid && !flags.nonUnique && users.some((one) => one.uid === uid))
      return yield* c.fail(`UID '${String(uid)}' already exists`, 4);
    const login = flags.login ?? name;
    if (login !== name && users.some((one) => one.name === login))
      return yield* c.fail(`user '${login}' already exists`, 9);
    const changed = {
      ...user,
      name: login,
      uid,
      gid: primary?.gid ?? user.gid,
      comment: flags.comment ?? user.comment,
      home: flags.home ?? user.home,
      shell: flags.shell ?? user.shell,
    };
    if (flags.shell !== undefined) yield* warnOfShell(c, flags.shell);
    if (flags.move && files.exists(changed.home) && files.exists(user.home))
      return yield* c.fail(`directory ${changed.home} exists`, 12);
    writeUsers(
      files,
      users.map((one) => (one.name === name ? changed : one)),
    );
    if (flags.groups !== undefined || login !== name) changeMembers(c, name, login, wanted);
    yield* changeShadow(c, name);
    if (login !== name) setShadowField(files, name, 0, login);
    if (flags.move && files.exists(user.home)) files.rename(user.home, changed.home);
    else if (flags.move)
      yield* c.warn(
        `The previous home directory (${user.home}) does not exist or is inaccessible. Move cannot be completed.`,
      );
    if (uid !== user.uid || changed.gid !== user.gid) giveHome(files, changed.home, user, changed);
    return 0;
  },
});

function* checkFields(c: Call<typeof USERMOD>): Task<void> {
  const { comment, expire, home, login, shell, uid } = c.flags;
  if (comment !== undefined && !isValidField(comment)) yield* c.fail(`invalid field '${comment}'`, 3);
  if (home !== undefined && !isValidField(home)) yield* c.fail(`invalid field '${home}'`, 3);
  if (home !== undefined && home !== '' && !home.startsWith('/'))
    yield* c.fail('homedir must be an absolute path', 3);
  if (expire !== undefined && dayOf(expire, c.p.nowMs) === undefined)
    yield* c.fail(`invalid date '${expire}'`, 3);
  if (login !== undefined && !isValidName(login) && !c.flags.badname)
    yield* c.fail(`invalid user name '${login}': use --badname to ignore`, 3);
  if (shell !== undefined && !isValidShell(shell)) yield* c.fail(`invalid shell '${shell}'`, 3);
  if (!isValidId(uid)) yield* c.fail(`invalid user ID '${uid ?? ''}'`, 3);
}

/** Options that mean nothing alone, or not together. */
function* checkTogether(c: Call<typeof USERMOD>): Task<void> {
  const { flags } = c;
  if (c.given.length === 0) yield* c.usageError('no options');
  if (flags.append && flags.groups === undefined)
    yield* c.usageError('-a flag is only allowed with the -G flag');
  if (flags.remove && flags.groups === undefined)
    yield* c.usageError('-r flag is only allowed with the -G flag');
  if (flags.append && flags.remove) yield* c.usageError('-r and -a are mutually exclusive flags');
  if (Number(flags.lock) + Number(flags.unlock) + Number(flags.password !== undefined) > 1)
    yield* c.usageError('the -L, -p, and -U flags are exclusive');
  if (flags.nonUnique && flags.uid === undefined)
    yield* c.usageError('-o flag is only allowed with the -u flag');
  if (flags.move && flags.home === undefined) yield* c.usageError('-m flag is only allowed with the -d flag');
}

/** Whether all that is asked for is so already. */
function changesNothing({ flags }: Call<typeof USERMOD>, user: User): boolean {
  const isSame = (value: string | undefined, now: string): boolean => value === undefined || value === now;
  return (
    isSame(flags.comment, user.comment) &&
    isSame(flags.home, user.home) &&
    isSame(flags.login, user.name) &&
    isSame(flags.shell, user.shell) &&
    isSame(flags.uid, String(user.uid)) &&
    flags.group === undefined &&
    flags.groups === undefined &&
    flags.expire === undefined &&
    flags.inactive === undefined &&
    flags.password === undefined &&
    !flags.lock &&
    !flags.unlock
  );
}

function changeMembers(
  { flags, p }: Call<typeof USERMOD>,
  name: string,
  login: string,
  wanted: readonly string[],
): void {
  const staysIn = (group: string, was: boolean): boolean => {
    if (flags.groups === undefined) return was;
    return flags.remove ? was && !wanted.includes(group) : wanted.includes(group) || (flags.append && was);
  };
  writeGroups(
    p.files,
    readGroups(p.files).map((group) => {
      const was = group.members.includes(name);
      if (!staysIn(group.name, was))
        return { ...group, members: group.members.filter((member) => member !== name) };
      const members = was
        ? group.members.map((member) => (member === name ? login : member))
        : [...group.members, login];
      return { ...group, members };
    }),
  );
}

function* changeShadow({ flags, p }: Call<typeof USERMOD>, name: string): Task<void> {
  const { files } = p;
  const stored = passwordOf(files, name) ?? '';
  if (flags.password !== undefined) setPassword(files, name, flags.password, p.nowMs);
  if (flags.lock && !stored.startsWith('!')) setShadowField(files, name, 1, `!${stored}`);
  if (flags.unlock && stored === '!')
    yield* p.stderr.write(
      "usermod: unlocking the user's password would result in a passwordless account.\nYou should set a password with usermod -p to unlock this user's password.\n",
    );
  else if (flags.unlock && stored.startsWith('!')) setShadowField(files, name, 1, stored.slice(1));
  const expires = flags.expire === undefined ? undefined : dayOf(flags.expire, p.nowMs);
  if (expires !== undefined) setShadowField(files, name, 7, expires < 0 ? '' : String(expires));
  if (flags.inactive !== undefined)
    setShadowField(files, name, 6, flags.inactive === '-1' ? '' : flags.inactive);
}

/** What was the user's in its home stays so under the new numbers. */
function giveHome(files: ProcessFiles, path: string, before: User, after: User): void {
  try {
    const stat = files.lstat(path);
    if (path === after.home && stat.uid !== before.uid) return;
    files.chown(
      path,
      stat.uid === before.uid ? after.uid : stat.uid,
      stat.gid === before.gid ? after.gid : stat.gid,
      { noFollow: true },
    );
    if (stat.kind !== 'directory') return;
    for (const name of files.readDirectory(path)) giveHome(files, `${path}/${name}`, before, after);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
