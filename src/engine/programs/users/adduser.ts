import { isErrno } from '../../kernel';
import type { Task } from '../../kernel';
import type { OptionSpec } from '../shared/options';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { readGroups, readUsers } from '../shared/users';
import {
  addGroup,
  addMember,
  addUser,
  loginDefault,
  lowestFreeId,
  makeHome,
  mayChange,
  removeGroup,
  removeHome,
  removeUser,
  usedGids,
  usedUids,
  writeGroups,
  writeUsers,
} from './database';
import { askLine, newPassword } from './passwd';

const ADDUSER = {
  // Debian's
  disabledPassword: 'disabled-password',
  disabledLogin: 'disabled-login',
  gecos: 'gecos,comment=GECOS',
  system: 'S,system',
  group: 'group',
  home: 'h,home=DIR',
  noHome: 'H,no-create-home',
  shell: 's,shell=SHELL',
  uid: 'u,uid=ID',
  gid: 'gid=ID',
  ingroup: 'G,ingroup=GROUP',
  quiet: 'q,quiet',
  force: 'force-badname,allow-badname',
  firstUid: 'firstuid=ID',
  extra: 'add-extra-groups',
  encrypt: 'encrypt-home',
  version: 'version',
  // BusyBox'
  noPassword: 'D',
  busyboxGecos: 'g=GECOS',
  skel: 'k=SKEL',
} as const;

type AddCall = Call<typeof ADDUSER>;

/** Debian's adduser speaks since 3.13x only when it is asked to; before, it told each step. */
function isTalkative<S extends OptionSpec>(c: Call<S>): boolean {
  return (
    c.p.files.exists('/etc/debian_version') &&
    Number(c.p.files.readText('/etc/debian_version').split('.')[0]) < 13
  );
}

function* complain<S extends OptionSpec>(
  c: Call<S>,
  message: string,
  old: number,
  status: number,
): Task<never> {
  if (isTalkative(c)) return yield* c.fail(message, old);
  yield* c.p.stderr.write(`fatal: ${message}\n`);
  return yield* c.exit(status);
}

export const adduser = program({
  id: 'adduser/adduser',
  paths: ['/usr/sbin/adduser'],
  usage:
    '[--uid id] [--firstuid id] [--lastuid id] [--gid id] [--ingroup group] [--home dir] [--shell shell] user',
  busyboxUsage: '[OPTIONS] USER [GROUP]',
  options: ADDUSER,
  busyboxLong: 'home gecos shell ingroup disabled-password empty-password system no-create-home uid',
  *run(c) {
    return yield* c.gnu ? debianAdduser(c) : busyboxAdduser(c);
  },
});

function* debianAdduser(c: AddCall): Task<number> {
  const { flags, p } = c;
  const { files } = p;
  const talks = isTalkative(c) && !flags.quiet;
  const say = function* (text: string): Task<void> {
    if (talks) yield* c.print(`${text}\n`);
  };
  if (flags.version) {
    yield* c.print(
      `adduser version ${isTalkative(c) ? '3.134' : '3.152'}\n\nAdds a user or group to the system.\n`,
    );
    return 0;
  }
  const [name, groupName, extra] = c.operands;
  if (name === undefined || extra !== undefined)
    return yield* complain(c, 'Only one or two names allowed.', 1, 51);
  if (!mayChange(files)) return yield* complain(c, 'Only root may add a user or group to the system.', 1, 13);
  const users = readUsers(files);
  if (groupName !== undefined) {
    const user = users.find((one) => one.name === name);
    if (!user) return yield* complain(c, `The user \`${name}' does not exist.`, 1, 12);
    const group = readGroups(files).find((one) => one.name === groupName);
    if (!group) return yield* complain(c, `The group \`${groupName}' does not exist.`, 1, 12);
    if (group.members.includes(name)) {
      if (isTalkative(c))
        yield* c.print(`${c.name}: The user \`${name}' is already a member of \`${groupName}'.\n`);
      return 0;
    }
    yield* say(`Adding user \`${name}' to group \`${groupName}' ...`);
    addMember(files, groupName, name);
    yield* say('Done.');
    return 0;
  }
  if (users.some((user) => user.name === name)) {
    if (flags.system) {
      yield* say(`The system user \`${name}' already exists. Exiting.`);
      return 0;
    }
    return yield* complain(c, `The user \`${name}' already exists.`, 1, 11);
  }
  if (!/^[a-z][-a-z0-9_]*\$?$/.test(name) && !flags.force) {
    return yield* complain(
      c,
      `Please enter a username matching the regular expression configured via the NAME_REGEX configuration variable.  Use the \`--allow-bad-names' option to relax this check or reconfigure NAME_REGEX in configuration.`,
      1,
      31,
    );
  }
  const [usedUser, usedGroup] = [usedUids(files), usedGids(files)];
  const from = flags.system ? 100 : Number(flags.firstUid ?? 1000);
  let uid =
    flags.uid === undefined
      ? lowestFreeId(flags.system ? usedUser : new Set([...usedUser, ...usedGroup]), from)
      : Number(flags.uid);
  if (flags.uid !== undefined && usedUser.has(uid))
    return yield* complain(c, `The UID ${String(uid)} is already in use.`, 1, 22);
  const shell = flags.shell ?? (flags.system ? '/usr/sbin/nologin' : '/bin/bash');
  const ingroup = flags.ingroup ?? flags.gid;
  let gid: number;
  if (flags.system) {
    yield* say(`Adding system user \`${name}' (UID ${String(uid)}) ...`);
    if (flags.group) {
      gid = lowestFreeId(usedGroup, 100);
      yield* say(`Adding new group \`${name}' (GID ${String(gid)}) ...`);
      addGroup(files, name, gid);
      yield* say(`Adding new user \`${name}' (UID ${String(uid)}) with group \`${name}' ...`);
    } else {
      const group = readGroups(files).find((one) =>
        ingroup === undefined ? one.gid === 65_534 : one.name === ingroup || String(one.gid) === ingroup,
      );
      if (!group) return yield* complain(c, `The group \`${ingroup ?? 'nogroup'}' does not exist.`, 1, 12);
      gid = group.gid;
      yield* say(`Adding new user \`${name}' (UID ${String(uid)}) with group \`${group.name}' ...`);
    }
    const home = flags.home ?? '/nonexistent';
    addUser(
      files,
      { name, uid, gid, comment: flags.gecos ?? '', home, shell, password: '!', system: true },
      p.nowMs,
    );
    if (flags.home === undefined) yield* say("Not creating `/nonexistent'.");
    else if (!flags.noHome) {
      yield* say(`Creating home directory \`${home}' ...`);
      makeHome(files, home, uid, gid, 0o755, '/nonexistent');
    }
    return 0;
  }
  yield* say(`Adding user \`${name}' ...`);
  let groupOf = name;
  if (ingroup === undefined) {
    if (readGroups(files).some((group) => group.name === name))
      return yield* complain(c, `The group \`${name}' already exists.`, 1, 11);
    gid = usedGroup.has(uid) ? lowestFreeId(usedGroup, 1000) : uid;
    if (usedUser.has(uid)) uid = lowestFreeId(usedUser, 1000);
    yield* say(`Adding new group \`${name}' (${String(gid)}) ...`);
    addGroup(files, name, gid);
  } else {
    const group = readGroups(files).find((one) => one.name === ingroup || String(one.gid) === ingroup);
    if (!group) return yield* complain(c, `The group \`${ingroup}' does not exist.`, 1, 12);
    [gid, groupOf] = [group.gid, group.name];
  }
  yield* say(`Adding new user \`${name}' (${String(uid)}) with group \`${groupOf} (${String(gid)})' ...`);
  const home = flags.home ?? `/home/${name}`;
  addUser(
    files,
    { name, uid, gid, comment: flags.gecos ?? '', home, shell, password: '!', system: false },
    p.nowMs,
  );
  if (flags.noHome) yield* say(`Not creating home directory \`${home}'.`);
  else {
    yield* say(`Creating home directory \`${home}' ...`);
    yield* say("Copying files from `/etc/skel' ...");
    makeHome(files, home, uid, gid, parseInt(loginDefault(files, 'HOME_MODE') ?? '0700', 8));
  }
  if (!flags.disabledPassword && !flags.disabledLogin) {
    yield* c.out.flush();
    yield* newPassword(c, name);
  }
  if (flags.gecos === undefined) yield* askAbout(c, name);
  else if (!isTalkative(c) && flags.gecos === '') yield* p.stderr.write('usermod: no changes\n');
  if (ingroup === undefined) {
    yield* say(`Adding new user \`${name}' to supplemental / extra groups \`users' ...`);
    yield* say(`Adding user \`${name}' to group \`users' ...`);
    addMember(files, 'users', name);
  }
  return 0;
}

/** chfn's questions. */
function* askAbout(c: AddCall, name: string): Task<void> {
  const { p } = c;
  for (;;) {
    yield* c.print(
      `Changing the user information for ${name}\nEnter the new value, or press ENTER for the default\n`,
    );
    const answers: string[] = [];
    for (const question of ['Full Name', 'Room Number', 'Work Phone', 'Home Phone', 'Other'])
      answers.push((yield* askLine(c, `\t${question} []: `)) ?? '');
    const comment = answers.join(',').replace(/,+$/, '');
    writeUsers(
      p.files,
      readUsers(p.files).map((user) => (user.name === name ? { ...user, comment } : user)),
    );
    const answer = yield* askLine(c, 'Is the information correct? [Y/n] ');
    if (answer === undefined || !/^n/i.test(answer)) return;
  }
}

function* busyboxAdduser(c: AddCall): Task<number> {
  const { flags, p } = c;
  const { files } = p;
  const [name, groupName] = c.operands;
  if (name === undefined) return yield* c.usageError();
  if (!mayChange(files)) return yield* c.fail('permission denied (are you root?)');
  if (groupName !== undefined) return yield* joinGroup(c, name, groupName);
  const bad = [...name].findIndex(
    (char, index) =>
      !(
        /[A-Za-z0-9_]/.test(char) ||
        (index > 0 && /[-.]/.test(char)) ||
        (char === '$' && index === name.length - 1)
      ),
  );
  if (bad >= 0)
    return yield* c.fail(
      `illegal character with code ${String(name.charCodeAt(bad))} at position ${String(bad)}`,
    );
  const users = readUsers(files);
  if (users.some((user) => user.name === name)) return yield* c.fail(`user '${name}' in use`);
  const uid =
    flags.uid === undefined
      ? lowestFreeId(
          new Set([...usedUids(files), ...(flags.system ? [] : usedGids(files))]),
          flags.system ? 100 : 1000,
        )
      : Number(flags.uid);
  if (users.some((user) => user.uid === uid)) return yield* c.fail(`uid '${String(uid)}' in use`);
  let gid: number;
  if (flags.ingroup !== undefined) {
    const group = readGroups(files).find(
      (one) => one.name === flags.ingroup || String(one.gid) === flags.ingroup,
    );
    if (!group) return yield* c.fail(`unknown group ${flags.ingroup}`);
    gid = group.gid;
  } else if (flags.system) gid = readGroups(files).find((one) => one.name === 'nogroup')?.gid ?? 65_534;
  else {
    if (readGroups(files).some((group) => group.name === name))
      return yield* c.fail(`group '${name}' in use`);
    gid = usedGids(files).has(uid) ? lowestFreeId(usedGids(files), uid) : uid;
    addGroup(files, name, gid);
  }
  const home = flags.home ?? `/home/${name}`;
  const shell = flags.shell ?? (flags.system ? '/sbin/nologin' : '/bin/sh');
  addUser(
    files,
    {
      name,
      uid,
      gid,
      comment: flags.busyboxGecos ?? flags.gecos ?? 'Linux User,,,',
      home,
      shell,
      password: '!',
      system: false,
    },
    p.nowMs,
  );
  // A system user is listed in its group, which is why `id` names that twice.
  const group = readGroups(files).find((one) => one.gid === gid);
  if ((flags.system || flags.ingroup !== undefined) && group) addMember(files, group.name, name);
  if (!flags.noHome) {
    if (!makeHome(files, home, uid, gid, 0o755, flags.skel ?? '/etc/skel'))
      yield* c.warn(`${home}: File exists`);
    else files.chmod(home, 0o755 | 0o2000);
  }
  if (!flags.noPassword && !flags.disabledPassword) yield* newPassword(c, name);
  return 0;
}

function* joinGroup<S extends OptionSpec>(c: Call<S>, user: string, groupName: string): Task<number> {
  const { files } = c.p;
  if (!readUsers(files).some((one) => one.name === user)) return yield* c.fail(`unknown user ${user}`);
  if (!readGroups(files).some((one) => one.name === groupName))
    return yield* c.fail(`unknown group ${groupName}`);
  addMember(files, groupName, user);
  return 0;
}

export const addgroup = program({
  id: 'adduser/addgroup',
  paths: ['/usr/sbin/addgroup'],
  usage: '[--gid ID] group',
  busyboxUsage: '[-g GID] [-S] [USER] GROUP',
  options: { gid: 'g,gid=GID', system: 'S,system', quiet: 'q,quiet' },
  busyboxLong: 'gid system',
  *run(c) {
    const { files } = c.p;
    const [first, second] = c.operands;
    if (first === undefined)
      return yield* c.gnu ? complain(c, 'Only one or two names allowed.', 1, 51) : c.usageError();
    if (!mayChange(files))
      return yield* c.gnu
        ? complain(c, 'Only root may add a user or group to the system.', 1, 13)
        : c.fail('permission denied (are you root?)');
    if (second !== undefined) return yield* joinGroup(c, first, second);
    const groups = readGroups(files);
    if (groups.some((group) => group.name === first)) {
      if (!c.gnu) return yield* c.fail(`group '${first}' in use`);
      if (c.flags.system) return 0;
      return yield* complain(c, `The group \`${first}' already exists.`, 1, 11);
    }
    const gid =
      c.flags.gid === undefined
        ? lowestFreeId(usedGids(files), c.flags.system ? 100 : 1000)
        : Number(c.flags.gid);
    if (groups.some((group) => group.gid === gid))
      return yield* c.gnu
        ? complain(c, `The GID \`${String(gid)}' is already in use.`, 1, 23)
        : c.fail(`gid '${String(gid)}' in use`);
    const talks = c.gnu && isTalkative(c) && !c.flags.quiet;
    if (talks) yield* c.print(`Adding group \`${first}' (GID ${String(gid)}) ...\n`);
    addGroup(files, first, gid);
    if (talks) yield* c.print('Done.\n');
    return 0;
  },
});

export const deluser = program({
  id: 'adduser/deluser',
  names: ['delgroup'],
  paths: ['/usr/sbin/deluser', '/usr/sbin/delgroup'],
  usage: '[options] user [group]',
  busyboxUsage: '[--remove-home] USER',
  options: {
    removeHome: 'remove-home',
    removeAll: 'remove-all-files',
    backup: 'backup',
    system: 'system',
    quiet: 'q,quiet',
    group: 'group',
    onlyIfEmpty: 'only-if-empty',
  },
  busyboxLong: 'remove-home',
  *run(c) {
    const { files } = c.p;
    const [name, groupName] = c.operands;
    const byGroup = c.name === 'delgroup' || c.flags.group;
    if (name === undefined)
      return yield* c.gnu ? complain(c, 'Only one or two names allowed.', 1, 51) : c.usageError();
    if (!mayChange(files))
      return yield* c.gnu
        ? complain(c, 'Only root may remove a user or group from the system.', 1, 13)
        : c.fail('permission denied (are you root?)');
    const talks = c.gnu && isTalkative(c) && !c.flags.quiet;
    const [user, inGroup] = [name, groupName];
    const users = readUsers(files);
    if (inGroup !== undefined) {
      if (!users.some((one) => one.name === user))
        return yield* c.gnu
          ? complain(c, `The user \`${user}' does not exist.`, 2, 12)
          : c.fail(`unknown user ${user}`);
      const group = readGroups(files).find((one) => one.name === inGroup);
      if (!group)
        return yield* c.gnu
          ? complain(c, `The group \`${inGroup}' does not exist.`, 3, 12)
          : c.fail(`unknown group ${inGroup}`);
      if (!group.members.includes(user))
        return yield* c.gnu
          ? complain(c, `The user \`${user}' is not a member of group \`${inGroup}'.`, 6, 14)
          : c.fail(`can't find ${user} in /etc/group`);
      if (talks) yield* c.print(`Removing user \`${user}' from group \`${inGroup}' ...\n`);
      writeGroups(
        files,
        readGroups(files).map((one) =>
          one.name === inGroup ? { ...one, members: one.members.filter((member) => member !== user) } : one,
        ),
      );
      if (talks) yield* c.print('Done.\n');
      return 0;
    }
    if (byGroup) {
      const group = readGroups(files).find((one) => one.name === name);
      if (!group)
        return yield* c.gnu
          ? complain(c, `The group \`${name}' does not exist.`, 3, 12)
          : c.fail(`unknown group ${name}`);
      const owner = users.find((one) => one.gid === group.gid);
      if (owner)
        return yield* c.gnu
          ? complain(c, `\`${owner.name}' still has \`${name}' as their primary group!`, 7, 15)
          : c.fail(`'${owner.name}' still has '${name}' as their primary group!`);
      if (talks) yield* c.print(`Removing group \`${name}' ...\n`);
      removeGroup(files, name);
      if (talks) yield* c.print('Done.\n');
      return 0;
    }
    const found = users.find((one) => one.name === name);
    if (!found) {
      if (!c.gnu) return yield* c.fail(`unknown user ${name}`);
      return yield* complain(c, `The user \`${name}' does not exist.`, 2, 12);
    }
    if (c.gnu && (c.flags.removeHome || c.flags.removeAll || c.flags.backup)) {
      if (isTalkative(c)) {
        yield* c.p.stderr.write(
          "deluser: In order to use the --remove-home, --remove-all-files, and --backup features,\nyou need to install the `perl' package. To accomplish that, run\napt-get install perl.\n",
        );
        return 8;
      }
      yield* c.p.stderr.write(
        "fatal: In order to use the --remove-home, --remove-all-files, and --backup features, you need to install the `perl' package. To accomplish that, run apt-get install perl.\n",
      );
      return 56;
    }
    if (talks) yield* c.print(`Removing crontab ...\nRemoving user \`${name}' ...\n`);
    removeUser(files, name);
    const own = readGroups(files).find((group) => group.name === name && group.members.length === 0);
    if (own && !readUsers(files).some((one) => one.gid === own.gid)) removeGroup(files, name);
    try {
      if (c.flags.removeHome && files.exists(found.home)) removeHome(files, found.home);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    if (talks) yield* c.print('Done.\n');
    return 0;
  },
});
