import type { Task } from '../../kernel';
import type { OptionSpec } from '../shared/options';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { readGroups, readUsers } from '../shared/users';
import type { Group } from '../shared/users';
import {
  addGroup,
  addMember,
  freeId,
  loginDefault,
  removeGroup,
  usedGids,
  writeGroups,
  writeUsers,
} from './database';
import { isValidId, isValidName, requireRoot } from './shadow-checks';
import { GROUPADD_HELP, GROUPDEL_HELP, GROUPMOD_HELP } from './shadow-help';

export const groupadd = program({
  id: 'passwd/groupadd',
  paths: ['/usr/sbin/groupadd'],
  flavours: ['gnu'],
  usage: '[options] GROUP',
  help: GROUPADD_HELP,
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
    if (!isValidId(flags.gid)) return yield* c.fail(`invalid group ID '${flags.gid ?? ''}'`, 3);
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    if (!isValidGroup(name)) return yield* c.fail(`'${name}' is not a valid group name`, 3);
    const groups = readGroups(p.files);
    if (groups.some((group) => group.name === name))
      return flags.force ? 0 : yield* c.fail(`group '${name}' already exists`, 9);
    let gid = flags.gid === undefined ? undefined : Number(flags.gid);
    if (gid !== undefined && !flags.nonUnique && groups.some((group) => group.gid === gid)) {
      if (!flags.force) return yield* c.fail(`GID '${String(gid)}' already exists`, 4);
      gid = undefined;
    }
    yield* requireRoot(c, '/etc/group', 10);
    const setting = c.all('key').find((text) => text.startsWith('GID_MIN='));
    const lowest = flags.system ? undefined : setting === undefined ? undefined : Number(setting.slice(8));
    addGroup(
      p.files,
      name,
      gid ?? freeId(usedGids(p.files), flags.system, lowest ?? lowestGid(c, flags.system)),
    );
    for (const user of flags.users?.split(',') ?? []) addMember(p.files, name, user);
    return 0;
  },
});

export const groupdel = program({
  id: 'passwd/groupdel',
  paths: ['/usr/sbin/groupdel'],
  flavours: ['gnu'],
  usage: '[options] GROUP',
  help: GROUPDEL_HELP,
  usageStatus: 2,
  options: { force: 'f,force', chroot: 'R,root=DIR', prefix: 'P,prefix=DIR' },
  *run(c) {
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    const group = yield* knownGroup(c, name);
    const user = readUsers(c.p.files).find((one) => one.gid === group.gid);
    if (user && !c.flags.force)
      return yield* c.fail(`cannot remove the primary group of user '${user.name}'`, 8);
    yield* requireRoot(c, '/etc/group', 10);
    removeGroup(c.p.files, name);
    return 0;
  },
});

export const groupmod = program({
  id: 'passwd/groupmod',
  paths: ['/usr/sbin/groupmod'],
  flavours: ['gnu'],
  usage: '[options] GROUP',
  help: GROUPMOD_HELP,
  usageStatus: 2,
  options: {
    append: 'a,append',
    gid: 'g,gid=GID',
    rename: 'n,new-name=NEW_GROUP',
    nonUnique: 'o,non-unique',
    password: 'p,password=PASSWORD',
    chroot: 'R,root=CHROOT_DIR',
    prefix: 'P,prefix=PREFIX_DIR',
    users: 'U,users=USERS',
  },
  *run(c) {
    const { flags, p } = c;
    if (!isValidId(flags.gid)) return yield* c.fail(`invalid group ID '${flags.gid ?? ''}'`, 3);
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    const group = yield* knownGroup(c, name);
    const groups = readGroups(p.files);
    const gid = flags.gid === undefined ? group.gid : Number(flags.gid);
    if (gid !== group.gid && !flags.nonUnique && groups.some((one) => one.gid === gid))
      return yield* c.fail(`GID '${String(gid)}' already exists`, 4);
    const renamed = flags.rename ?? name;
    if (renamed !== name && !isValidGroup(renamed))
      return yield* c.fail(`invalid group name '${renamed}'`, 3);
    if (renamed !== name && groups.some((one) => one.name === renamed))
      return yield* c.fail(`group '${renamed}' already exists`, 9);
    yield* requireRoot(c, '/etc/group', 10);
    const users = readUsers(p.files);
    const named = flags.users?.split(',').filter(Boolean);
    const stranger = named?.find((one) => !users.some((user) => user.name === one));
    if (stranger !== undefined) {
      yield* p.stderr.write(`Invalid member username ${stranger}\n`);
      return 10;
    }
    const members =
      named === undefined ? group.members : [...new Set([...(flags.append ? group.members : []), ...named])];
    writeGroups(
      p.files,
      groups.map((one) => (one.name === name ? { ...group, name: renamed, gid, members } : one)),
    );
    if (gid !== group.gid)
      writeUsers(
        p.files,
        users.map((user) => (user.gid === group.gid ? { ...user, gid } : user)),
      );
    return 0;
  },
});

function* knownGroup<S extends OptionSpec>(c: Call<S>, name: string): Task<Group> {
  const group = readGroups(c.p.files).find((one) => one.name === name);
  return group ?? (yield* c.fail(`group '${name}' does not exist`, 6));
}

/** A group's name has at most 32 letters. */
function isValidGroup(name: string): boolean {
  return isValidName(name) && name.length <= 32;
}

function lowestGid<S extends OptionSpec>({ p }: Call<S>, isSystem: boolean): number {
  return Number(loginDefault(p.files, isSystem ? 'SYS_GID_MIN' : 'GID_MIN') ?? (isSystem ? 100 : 1000));
}
