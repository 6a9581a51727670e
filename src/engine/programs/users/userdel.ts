import { program } from '../shared/program';
import { readGroups, readUsers } from '../shared/users';
import { removeGroup, removeHome, removeUser } from './database';
import { requireRoot, userNamed } from './shadow-checks';
import { USERDEL_HELP } from './shadow-help';

export const userdel = program({
  id: 'passwd/userdel',
  paths: ['/usr/sbin/userdel'],
  flavours: ['gnu'],
  usage: '[options] LOGIN',
  help: USERDEL_HELP,
  usageStatus: 2,
  options: { force: 'f,force', remove: 'r,remove', root: 'R,root=DIR', prefix: 'P,prefix=DIR' },
  *run(c) {
    const { p } = c;
    const { files } = p;
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    const user = yield* userNamed(c, name);
    yield* requireRoot(c, '/etc/passwd', 1);
    const busy = p.processes().find((one) => one.uid === user.uid);
    if (busy) {
      yield* c.warn(`user ${name} is currently used by process ${String(busy.pid)}`);
      if (!c.flags.force) return 8;
    }
    removeUser(files, name);
    const own = readGroups(files).find((group) => group.name === name);
    if (own && own.members.length === 0 && !readUsers(files).some((one) => one.gid === own.gid))
      removeGroup(files, name);
    if (!c.flags.remove) return 0;
    let status = 0;
    const mail = `/var/mail/${name}`;
    if (!files.exists(mail)) yield* c.warn(`${name} mail spool (${mail}) not found`);
    else if (files.stat(mail).uid === user.uid || c.flags.force) files.unlink(mail);
    else {
      yield* c.warn(`${mail} not owned by ${name}, not removing`);
      status = 12;
    }
    if (!files.exists(user.home)) yield* c.warn(`${name} home directory (${user.home}) not found`);
    else if (files.stat(user.home).uid === user.uid || c.flags.force) removeHome(files, user.home);
    else {
      yield* c.warn(`${user.home} not owned by ${name}, not removing`);
      status = 12;
    }
    return status;
  },
});
