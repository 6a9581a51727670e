import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { readGroups, readUsers } from '../shared/users';
import type { Group } from '../shared/users';
import { addGroup, addMember, addUser, freeId, loginDefault, makeHome, usedGids, usedUids } from './database';
import { dayOf, groupNamed, isValidField, isValidId, isValidName, isValidShell } from './shadow-checks';
import { requireRoot, warnOfShell } from './shadow-checks';
import { USERADD_HELP } from './shadow-help';

const USERADD = {
  badname: 'badname,badnames',
  base: 'b,base-dir=BASE_DIR',
  comment: 'c,comment=COMMENT',
  home: 'd,home-dir,home=HOME_DIR',
  defaults: 'D,defaults',
  expire: 'e,expiredate=EXPIRE_DATE',
  inactive: 'f,inactive=INACTIVE',
  group: 'g,gid=GROUP',
  groups: 'G,groups=GROUPS',
  help: 'h',
  skel: 'k,skel=SKEL_DIR',
  key: 'K,key=KEY',
  create: 'm,create-home',
  noCreate: 'M,no-create-home',
  noGroup: 'N,no-user-group',
  nonUnique: 'o,non-unique',
  password: 'p,password=PASSWORD',
  system: 'r,system',
  shell: 's,shell=SHELL',
  uid: 'u,uid=UID',
  userGroup: 'U,user-group',
  noLog: 'l,no-log-init',
  subids: 'F,add-subids-for-system',
  chroot: 'R,root=DIR',
  prefix: 'P,prefix=DIR',
  selinux: 'Z,selinux-user=SEUSER',
} as const;

const DEFAULTS =
  'GROUP=100\nGROUPS=\nHOME=/home\nINACTIVE=-1\nEXPIRE=\nSHELL=/bin/sh\nSKEL=/etc/skel\nUSRSKEL=/usr/etc/skel\nCREATE_MAIL_SPOOL=no\nLOG_INIT=yes\n';

export const useradd = program({
  id: 'passwd/useradd',
  paths: ['/usr/sbin/useradd'],
  flavours: ['gnu'],
  usage: '[options] LOGIN\n       useradd -D\n       useradd -D [options]',
  help: USERADD_HELP,
  usageStatus: 2,
  options: USERADD,
  *run(c) {
    const { flags, p } = c;
    const { files } = p;
    if (flags.help) {
      yield* c.print(c.helpText());
      return 0;
    }
    yield* checkFields(c);
    const primary = flags.group === undefined ? undefined : yield* groupNamed(c, flags.group);
    const others: Group[] = [];
    for (const text of flags.groups === '' ? [] : (flags.groups?.split(',') ?? []))
      others.push(yield* groupNamed(c, text));
    if (flags.defaults) {
      yield* c.print(DEFAULTS);
      return 0;
    }
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    if (flags.userGroup && primary !== undefined) return yield* c.usageError('options -U and -g conflict');
    if (!isValidName(name) && !flags.badname)
      return yield* c.fail(`invalid user name '${name}': use --badname to ignore`, 19);
    yield* requireRoot(c, '/etc/passwd', 1);
    const users = readUsers(files);
    if (users.some((user) => user.name === name)) return yield* c.fail(`user '${name}' already exists`, 9);
    const ownGroup = primary === undefined && !flags.noGroup;
    if (ownGroup && readGroups(files).some((group) => group.name === name)) {
      return yield* c.fail(
        `group ${name} exists - if you want to add this user to that group, use the -g option.`,
        9,
      );
    }
    const [lowest, highest] = idRange(c, 'UID');
    const uid =
      flags.uid === undefined ? freeId(usedUids(files), flags.system, lowest, highest) : Number(flags.uid);
    if (flags.uid !== undefined && users.some((user) => user.uid === uid) && !flags.nonUnique)
      return yield* c.fail(`UID ${String(uid)} is not unique`, 4);
    // The number is printed as a signed one, whatever it is.
    const shown = String(uid | 0);
    if (flags.system && uid > highest)
      yield* p.stderr.write(
        `useradd warning: ${name}'s uid ${shown} is greater than SYS_UID_MAX ${String(highest)}\n`,
      );
    else if (!flags.system && flags.uid !== undefined && (uid < lowest || uid > highest))
      yield* p.stderr.write(
        `useradd warning: ${name}'s uid ${shown} outside of the UID_MIN ${String(lowest)} and UID_MAX ${String(highest)} range.\n`,
      );
    let gid = primary?.gid ?? 100;
    if (ownGroup) {
      const used = usedGids(files);
      const [from, to] = idRange(c, 'GID');
      gid = used.has(uid) || uid < from || uid > to ? freeId(used, flags.system, from, to) : uid;
      addGroup(files, name, gid);
    }
    for (const group of others) addMember(files, group.name, name);
    const home = flags.home ?? `${flags.base ?? '/home'}/${name}`;
    const expires = flags.expire === undefined ? -1 : (dayOf(flags.expire, p.nowMs) ?? -1);
    addUser(
      files,
      {
        name,
        uid,
        gid,
        comment: flags.comment ?? '',
        home,
        shell: flags.shell ?? '/bin/sh',
        password: flags.password ?? '!',
        system: flags.system,
        inactive: flags.inactive === undefined || flags.inactive === '-1' ? '' : flags.inactive,
        expires: expires < 0 ? '' : String(expires),
      },
      p.nowMs,
    );
    if (flags.shell !== undefined) yield* warnOfShell(c, flags.shell);
    if (flags.create && !flags.noCreate) {
      const mode = parseInt(loginDefault(files, 'HOME_MODE') ?? '0700', 8);
      if (!makeHome(files, home, uid, gid, mode, flags.skel)) {
        yield* p.stderr.write(
          `useradd: warning: the home directory ${home} already exists.\nuseradd: Not copying any file from skel directory into it.\n`,
        );
      }
    }
    return 0;
  },
});

/** What is refused of an option's value before anything is looked up. */
function* checkFields(c: Call<typeof USERADD>): Task<void> {
  const { flags } = c;
  const { base, comment, home, shell, uid, expire } = flags;
  if (base !== undefined && (!isValidField(base) || !base.startsWith('/')))
    yield* c.fail(`invalid base directory '${base}'`, 3);
  if (comment !== undefined && !isValidField(comment)) yield* c.fail(`invalid comment '${comment}'`, 3);
  if (home !== undefined && (!isValidField(home) || !home.startsWith('/')))
    yield* c.fail(`invalid home directory '${home}'`, 3);
  if (expire !== undefined && dayOf(expire, c.p.nowMs) === undefined)
    yield* c.fail(`invalid date '${expire}'`, 3);
  if (shell !== undefined && !isValidShell(shell)) yield* c.fail(`invalid shell '${shell}'`, 3);
  if (!isValidId(uid)) yield* c.fail(`invalid user ID '${uid ?? ''}'`, 3);
}

/** The numbers that new accounts get, as /etc/login.defs or -K has them. */
function idRange(c: Call<typeof USERADD>, kind: 'UID' | 'GID'): [number, number] {
  const settings = new Map(
    c.all('key').map((text): [string, string] => [text.replace(/=.*/, ''), text.replace(/^.*?=/, '')]),
  );
  const value = (key: string, standard: number): number =>
    Number(settings.get(key) ?? loginDefault(c.p.files, key) ?? standard);
  return c.flags.system
    ? [value(`SYS_${kind}_MIN`, 100), value(`SYS_${kind}_MAX`, value(`${kind}_MIN`, 1000) - 1)]
    : [value(`${kind}_MIN`, 1000), value(`${kind}_MAX`, 60_000)];
}
