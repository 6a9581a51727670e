import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import type { OptionSpec } from '../shared/options';
import { readGroups, readUsers } from '../shared/users';
import type { Group } from '../shared/users';
import {
  addGroup,
  addMember,
  addUser,
  freeId,
  loginDefault,
  makeHome,
  mayChange,
  removeGroup,
  removeHome,
  removeUser,
  setPassword,
  usedGids,
  usedUids,
  writeGroups,
  writeUsers,
} from './database';

const VALID_NAME = /^[a-z_][a-z0-9_-]*\$?$/i;

/** Every one of these says the same two lines to who is not root. */
function* requireRoot<S extends OptionSpec>(c: Call<S>, file: string, status: number): Task<void> {
  if (mayChange(c.p.files)) return;
  yield* c.warn('Permission denied.');
  yield* c.fail(`cannot lock ${file}; try again later.`, status);
}

function* groupNamed<S extends OptionSpec>(c: Call<S>, text: string): Task<Group> {
  const group = readGroups(c.p.files).find((one) => one.name === text || String(one.gid) === text);
  return group ?? (yield* c.fail(`group '${text}' does not exist`, 6));
}

const USERADD_HELP = `
Options:
      --badname                 do not check for bad names (DEPRECATED)
  -b, --base-dir BASE_DIR       base directory for the home directory of the
                                new account
      --btrfs-subvolume-home    use BTRFS subvolume for home directory
  -c, --comment COMMENT         GECOS field of the new account
  -d, --home-dir HOME_DIR       home directory of the new account
  -D, --defaults                print or change default useradd configuration
  -e, --expiredate EXPIRE_DATE  expiration date of the new account
  -f, --inactive INACTIVE       password inactivity period of the new account
  -F, --add-subids-for-system   add entries to sub[ud]id even when adding a system user
  -g, --gid GROUP               name or ID of the primary group of the new
                                account
  -G, --groups GROUPS           list of supplementary groups of the new
                                account
  -h, --help                    display this help message and exit
  -k, --skel SKEL_DIR           use this alternative skeleton directory
  -K, --key KEY=VALUE           override /etc/login.defs defaults
  -m, --create-home             create the user's home directory
  -M, --no-create-home          do not create the user's home directory
  -N, --no-user-group           do not create a group with the same name as
                                the user
  -o, --non-unique              allow to create users with duplicate
                                (non-unique) UID
  -p, --password PASSWORD       encrypted password of the new account
  -r, --system                  create a system account
  -R, --root CHROOT_DIR         directory to chroot into
  -P, --prefix PREFIX_DIR       prefix directory where are located the /etc/* files
  -s, --shell SHELL             login shell of the new account
  -u, --uid UID                 user ID of the new account
  -U, --user-group              create a group with the same name as the user
  -Z, --selinux-user SEUSER     use a specific SEUSER for the SELinux user mapping
      --selinux-range SERANGE   use a specific MLS range for the SELinux user mapping

`;

export const useradd = program({
  id: 'passwd/useradd',
  paths: ['/usr/sbin/useradd'],
  flavours: ['gnu'],
  usage: '[options] LOGIN',
  usageStatus: 2,
  options: {
    badname: 'badname,badnames',
    base: 'b,base-dir=BASE_DIR',
    comment: 'c,comment=COMMENT',
    home: 'd,home-dir,home=HOME_DIR',
    defaults: 'D,defaults',
    expire: 'e,expiredate=EXPIRE_DATE',
    inactive: 'f,inactive=INACTIVE',
    group: 'g,gid=GROUP',
    groups: 'G,groups=GROUPS',
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
    help: 'h',
    chroot: 'R,root=DIR',
    prefix: 'P,prefix=DIR',
    selinux: 'Z,selinux-user=SEUSER',
  },
  *run(c) {
    const { flags, p } = c;
    const { files } = p;
    if (flags.defaults) {
      yield* c.print(
        'GROUP=100\nHOME=/home\nINACTIVE=-1\nEXPIRE=\nSHELL=/bin/sh\nSKEL=/etc/skel\nUSRSKEL=/usr/etc/skel\nCREATE_MAIL_SPOOL=no\nLOG_INIT=yes\n',
      );
      return 0;
    }
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1 || flags.help) {
      const text = `Usage: useradd [options] LOGIN\n       useradd -D\n       useradd -D [options]\n${USERADD_HELP}`;
      if (flags.help) yield* c.print(text);
      else yield* p.stderr.write(text);
      return flags.help ? 0 : 2;
    }
    const users = readUsers(files);
    const groups = readGroups(files);
    if (!VALID_NAME.test(name) && !flags.badname)
      return yield* c.fail(`invalid user name '${name}': use --badname to ignore`, 19);
    yield* requireRoot(c, '/etc/passwd', 1);
    if (users.some((user) => user.name === name)) return yield* c.fail(`user '${name}' already exists`, 9);
    const uid =
      flags.uid === undefined ? freeId(new Set([...usedUids(files)]), flags.system) : Number(flags.uid);
    if (!Number.isInteger(uid) || uid < 0) return yield* c.fail(`invalid user ID '${flags.uid ?? ''}'`, 3);
    const primary = flags.group === undefined ? undefined : yield* groupNamed(c, flags.group);
    const others: Group[] = [];
    for (const text of flags.groups?.split(',') ?? []) others.push(yield* groupNamed(c, text));
    const ownGroup = primary === undefined && !flags.noGroup;
    if (ownGroup && groups.some((group) => group.name === name)) {
      return yield* c.fail(
        `group ${name} exists - if you want to add this user to that group, use the -g option.`,
        9,
      );
    }
    if (flags.uid !== undefined && users.some((user) => user.uid === uid) && !flags.nonUnique)
      return yield* c.fail(`UID ${String(uid)} is not unique`, 4);
    if (flags.system && uid > 999)
      yield* p.stderr.write(
        `useradd warning: ${name}'s uid ${String(uid)} is greater than SYS_UID_MAX 999\n`,
      );
    else if (!flags.system && flags.uid !== undefined && uid < 1000)
      yield* p.stderr.write(
        `useradd warning: ${name}'s uid ${String(uid)} outside of the UID_MIN 1000 and UID_MAX 60000 range.\n`,
      );
    let gid = primary?.gid ?? 100;
    if (ownGroup) {
      const used = usedGids(files);
      gid = used.has(uid) || (flags.system && uid > 999) ? freeId(used, flags.system) : uid;
      addGroup(files, name, gid);
    }
    for (const group of others) addMember(files, group.name, name);
    const home = flags.home ?? `${flags.base ?? '/home'}/${name}`;
    const shell = flags.shell ?? '/bin/sh';
    addUser(
      files,
      {
        name,
        uid,
        gid,
        comment: flags.comment ?? '',
        home,
        shell,
        password: flags.password ?? '!',
        system: flags.system,
      },
      p.nowMs,
    );
    if (flags.shell !== undefined && !files.exists(shell))
      yield* p.stderr.write(`useradd: Warning: missing or non-executable shell '${shell}'\n`);
    if (flags.create && !flags.noCreate && !(flags.system && flags.noCreate)) {
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

export const usermod = program({
  id: 'passwd/usermod',
  paths: ['/usr/sbin/usermod'],
  flavours: ['gnu'],
  usage: '[options] LOGIN',
  usageStatus: 2,
  options: {
    append: 'a,append',
    badname: 'badname',
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
  },
  *run(c) {
    const { flags, p } = c;
    const { files } = p;
    const [name] = c.operands;
    if (name === undefined) {
      yield* p.stderr.write(c.helpText());
      return 2;
    }
    const users = readUsers(files);
    const user = users.find((one) => one.name === name);
    if (!user) return yield* c.fail(`user '${name}' does not exist`, 6);
    const primary = flags.group === undefined ? undefined : yield* groupNamed(c, flags.group);
    const wanted: string[] = [];
    for (const text of flags.groups?.split(',').filter(Boolean) ?? [])
      wanted.push((yield* groupNamed(c, text)).name);
    yield* requireRoot(c, '/etc/passwd', 1);
    if (c.given.length === 0) {
      yield* p.stderr.write('usermod: no changes\n');
      return 0;
    }
    const uid = flags.uid === undefined ? user.uid : Number(flags.uid);
    if (flags.uid !== undefined && !flags.nonUnique && users.some((one) => one.uid === uid && one !== user))
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
    writeUsers(
      files,
      users.map((one) => (one === user ? changed : one)),
    );
    if (flags.groups !== undefined || login !== name) {
      writeGroups(
        files,
        readGroups(files).map((group) => {
          const was = group.members.includes(name);
          const is =
            flags.groups === undefined
              ? was
              : flags.remove
                ? was && !wanted.includes(group.name)
                : wanted.includes(group.name) || (flags.append && was);
          const members = group.members.filter((member) => member !== name);
          return {
            ...group,
            members: is
              ? was
                ? group.members.map((member) => (member === name ? login : member))
                : [...members, login]
              : members,
          };
        }),
      );
    }
    if (flags.password !== undefined) setPassword(files, name, flags.password, p.nowMs);
    const shadow = files.readText('/etc/shadow');
    if (flags.lock)
      files.writeFile('/etc/shadow', shadow.replace(new RegExp(`^${name}:(?!!)`, 'm'), `${name}:!`));
    if (flags.unlock)
      files.writeFile('/etc/shadow', shadow.replace(new RegExp(`^${name}:!+`, 'm'), `${name}:`));
    if (login !== name)
      files.writeFile(
        '/etc/shadow',
        files.readText('/etc/shadow').replace(new RegExp(`^${name}:`, 'm'), `${login}:`),
      );
    if (flags.move && flags.home !== undefined && files.exists(user.home))
      files.rename(user.home, flags.home);
    return 0;
  },
});

export const userdel = program({
  id: 'passwd/userdel',
  paths: ['/usr/sbin/userdel'],
  flavours: ['gnu'],
  usage: '[options] LOGIN',
  usageStatus: 2,
  options: { force: 'f,force', remove: 'r,remove', root: 'R,root=DIR', prefix: 'P,prefix=DIR' },
  *run(c) {
    const { p } = c;
    const [name] = c.operands;
    if (name === undefined) {
      yield* p.stderr.write(c.helpText());
      return 2;
    }
    const user = readUsers(p.files).find((one) => one.name === name);
    if (!user) return yield* c.fail(`user '${name}' does not exist`, 6);
    yield* requireRoot(c, '/etc/passwd', 1);
    const busy = p.processes().find((one) => one.uid === user.uid && user.uid !== 0);
    if (busy && !c.flags.force)
      return yield* c.fail(`user ${name} is currently used by process ${String(busy.pid)}`, 8);
    removeUser(p.files, name);
    const own = readGroups(p.files).find((group) => group.name === name);
    if (own && own.members.length === 0 && !readUsers(p.files).some((one) => one.gid === own.gid))
      removeGroup(p.files, name);
    if (c.flags.remove) {
      if (!p.files.exists(`/var/mail/${name}`))
        yield* c.warn(`${name} mail spool (/var/mail/${name}) not found`);
      if (p.files.exists(user.home)) removeHome(p.files, user.home);
      else yield* c.warn(`${name} home directory (${user.home}) not found`);
    }
    return 0;
  },
});

export const groupadd = program({
  id: 'passwd/groupadd',
  paths: ['/usr/sbin/groupadd'],
  flavours: ['gnu'],
  usage: '[options] GROUP',
  usageStatus: 2,
  options: {
    force: 'f,force',
    gid: 'g,gid=GID',
    key: 'K,key=KEY',
    nonUnique: 'o,non-unique',
    password: 'p,password=PASSWORD',
    system: 'r,system',
    users: 'U,users=USERS',
  },
  *run(c) {
    const { flags, p } = c;
    const [name] = c.operands;
    if (name === undefined) {
      yield* p.stderr.write(c.helpText());
      return 2;
    }
    if (!VALID_NAME.test(name)) return yield* c.fail(`'${name}' is not a valid group name`, 3);
    yield* requireRoot(c, '/etc/group', 10);
    const groups = readGroups(p.files);
    if (groups.some((group) => group.name === name))
      return flags.force ? 0 : yield* c.fail(`group '${name}' already exists`, 9);
    let gid = flags.gid === undefined ? freeId(usedGids(p.files), flags.system) : Number(flags.gid);
    if (!Number.isInteger(gid) || gid < 0) return yield* c.fail(`invalid group ID '${flags.gid ?? ''}'`, 3);
    if (flags.gid !== undefined && !flags.nonUnique && groups.some((group) => group.gid === gid)) {
      if (!flags.force) return yield* c.fail(`GID '${String(gid)}' already exists`, 4);
      gid = freeId(usedGids(p.files), flags.system);
    }
    addGroup(p.files, name, gid);
    for (const user of flags.users?.split(',') ?? []) addMember(p.files, name, user);
    return 0;
  },
});

export const groupdel = program({
  id: 'passwd/groupdel',
  paths: ['/usr/sbin/groupdel'],
  flavours: ['gnu'],
  usage: '[options] GROUP',
  usageStatus: 2,
  options: { force: 'f,force' },
  *run(c) {
    const [name] = c.operands;
    if (name === undefined) {
      yield* c.p.stderr.write(c.helpText());
      return 2;
    }
    const group = readGroups(c.p.files).find((one) => one.name === name);
    if (!group) return yield* c.fail(`group '${name}' does not exist`, 6);
    yield* requireRoot(c, '/etc/group', 10);
    const user = readUsers(c.p.files).find((one) => one.gid === group.gid);
    if (user && !c.flags.force)
      return yield* c.fail(`cannot remove the primary group of user '${user.name}'`, 8);
    removeGroup(c.p.files, name);
    return 0;
  },
});
