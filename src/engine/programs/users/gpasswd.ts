import { program } from '../shared/program';
import { readGroups, readUsers } from '../shared/users';
import { mayChange, setGroupSecret, writeGroups } from './database';
import { GPASSWD_HELP } from './shadow-help';

export const gpasswd = program({
  id: 'passwd/gpasswd',
  flavours: ['gnu'],
  usage: '[option] GROUP',
  help: GPASSWD_HELP,
  usageStatus: 2,
  options: {
    add: 'a,add=USER',
    delete: 'd,delete=USER',
    help: 'h',
    chroot: 'Q,root=CHROOT_DIR',
    removePassword: 'r,remove-password',
    restrict: 'R,restrict',
    members: 'M,members=USER,...',
    administrators: 'A,administrators=ADMIN,...',
  },
  *run(c) {
    const { flags, p } = c;
    const { files } = p;
    if (flags.help) {
      yield* c.print(c.helpText());
      return 0;
    }
    const users = new Set(readUsers(files).map((user) => user.name));
    const asked = [
      flags.add,
      ...(flags.members?.split(',') ?? []),
      ...(flags.administrators?.split(',') ?? []),
    ];
    const stranger = asked.find((one) => one !== undefined && one !== '' && !users.has(one));
    if (stranger !== undefined) return yield* c.fail(`user '${stranger}' does not exist`, 3);
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    const groups = readGroups(files);
    const group = groups.find((one) => one.name === name);
    if (group === undefined) return yield* c.fail(`group '${name}' does not exist in /etc/group`, 3);
    if (p.credentials.realUid !== undefined && p.credentials.realUid !== 0)
      return yield* c.fail('Permission denied.');
    if (!mayChange(files)) return yield* c.fail('Permission denied.');
    const change = (members: readonly string[]): void => {
      writeGroups(
        files,
        groups.map((one) => (one === group ? { ...group, members } : one)),
      );
    };
    if (flags.members !== undefined) change(flags.members.split(',').filter(Boolean));
    if (flags.administrators !== undefined) setGroupSecret(files, name, 2, flags.administrators);
    if (flags.add !== undefined) {
      yield* c.print(`Adding user ${flags.add} to group ${name}\n`);
      if (!group.members.includes(flags.add)) change([...group.members, flags.add]);
    } else if (flags.delete !== undefined) {
      const leaver = flags.delete;
      yield* c.print(`Removing user ${leaver} from group ${name}\n`);
      if (!group.members.includes(leaver))
        return yield* c.fail(`user '${leaver}' is not a member of '${name}'`, 3);
      change(group.members.filter((member) => member !== leaver));
    } else if (flags.removePassword || flags.restrict)
      setGroupSecret(files, name, 1, flags.removePassword ? '' : '!');
    else if (c.given.length === 0 && !p.isatty(0)) return yield* c.fail('Not a tty');
    else if (c.given.length === 0)
      return yield* c.fail("asking for a group's password is not modelled on this simulated machine", 127);
    return 0;
  },
});
