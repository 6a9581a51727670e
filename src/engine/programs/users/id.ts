import { program } from '../shared/program';
import { findUser, groupsOf, identityOf, Names, readGroups } from '../shared/users';

export const id = program({
  id: 'coreutils/id',
  usage: '[OPTION]... [USER]...',
  busyboxUsage: '[-ugGnr] [USER]',
  options: {
    user: 'u,user',
    group: 'g,group',
    groups: 'G,groups',
    name: 'n,name',
    real: 'r,real',
    zero: 'z,zero',
    context: 'Z,context',
    all: 'a',
  },
  busyboxLacks: 'Zaz',
  *run(c) {
    const { flags, p } = c;
    const names = new Names(p.files);
    // No container runs under SELinux.
    if (flags.context) return yield* c.fail('--context (-Z) works only on an SELinux-enabled kernel');
    const kinds = [flags.user, flags.group, flags.groups].filter((one) => one).length;
    if (!c.gnu && (kinds > 1 || (kinds === 0 && (flags.name || flags.real)))) return yield* c.usageError();
    if (kinds > 1) return yield* c.fail('cannot print "only" of more than one choice');
    if ((flags.name || flags.real) && !flags.user && !flags.group && !flags.groups)
      return yield* c.fail('printing only names or real IDs requires -u, -g, or -G');
    if (flags.zero && kinds === 0) return yield* c.fail('option --zero not permitted in default format');
    // With several users the lists of groups are parted by two zeros.
    const end = flags.zero ? '\0' : '\n';
    if (!c.gnu && c.operands.length > 1) return yield* c.usageError();
    let status = 0;
    const shown = (number: number, name: string | undefined): string =>
      name === undefined ? String(number) : `${String(number)}(${name})`;
    for (const operand of c.operands.length > 0 ? c.operands : [undefined]) {
      let who = identityOf(p, c.gnu);
      if (operand !== undefined) {
        // BusyBox takes names alone.
        const user = c.gnu || !/^\d+$/.test(operand) ? findUser(p.files, operand) : undefined;
        if (!user) {
          yield* c.warn(c.gnu ? `'${operand}': no such user` : `unknown user ${operand}`);
          status = 1;
          continue;
        }
        // BusyBox names the own group twice where its line lists the user too.
        const again = readGroups(p.files).some(
          (group) => group.gid === user.gid && group.members.includes(user.name),
        );
        // GNU's takes the own group of the first user who has the number.
        const first = c.gnu ? (findUser(p.files, String(user.uid)) ?? user) : user;
        const groups = groupsOf(p.files, { ...user, gid: first.gid });
        who = { uid: user.uid, gid: user.gid, groups: again && !c.gnu ? [user.gid, ...groups] : groups };
      }
      // GNU's says which numbers have no name, and shows them all the same.
      const nameless: string[] = [];
      const nameOr = (number: number, name: string | undefined, kind = 'group'): string => {
        if (flags.name && name === undefined && c.gnu) nameless.push(`${kind} ID ${String(number)}`);
        return flags.name ? (name ?? String(number)) : String(number);
      };
      const { realUid = who.uid, realGid = who.gid } = who;
      const uid = flags.real ? realUid : who.uid;
      const gid = flags.real ? realGid : who.gid;
      if (flags.user) yield* c.print(`${nameOr(uid, names.user(uid), 'user')}${end}`);
      else if (flags.group) yield* c.print(`${nameOr(gid, names.group(gid))}${end}`);
      else if (flags.groups)
        yield* c.print(
          `${who.groups.map((group) => nameOr(group, names.group(group))).join(flags.zero ? '\0' : ' ')}${flags.zero && c.operands.length > 1 ? '\0\0' : end}`,
        );
      else {
        const groups = who.groups.map((group) => shown(group, names.group(group))).join(',');
        yield* c.print(
          `uid=${shown(realUid, names.user(realUid))} gid=${shown(realGid, names.group(realGid))}` +
            (who.uid === realUid ? '' : ` euid=${shown(who.uid, names.user(who.uid))}`) +
            (who.gid === realGid ? '' : ` egid=${shown(who.gid, names.group(who.gid))}`) +
            `${groups && ` groups=${groups}`}\n`,
        );
      }
      for (const one of nameless) {
        yield* c.warn(`cannot find name for ${one}`);
        status = 1;
      }
    }
    return status;
  },
});
