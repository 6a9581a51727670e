import type { Process } from '../../kernel';
import { program } from '../shared/program';
import { findUser, groupsOf, Names, readGroups } from '../shared/users';

interface Identity {
  readonly uid: number;
  /** Whoever started a setuid program; its owner is `uid`. */
  readonly realUid?: number;
  readonly realGid?: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** Who runs this, its own group first. */
function own(p: Process, gnu: boolean): Identity {
  const { uid, gid, groups, realUid, realGid } = p.credentials;
  // BusyBox gives up what a setuid bit brought before it runs this.
  if (!gnu) return { uid: realUid ?? uid, gid: realGid ?? gid, groups };
  return { uid, gid, realUid, realGid, groups: [gid, ...groups.filter((group) => group !== gid)] };
}

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
  *run(c) {
    const { flags, p } = c;
    const names = new Names(p.files);
    if (flags.name && !flags.user && !flags.group && !flags.groups)
      return yield* c.fail(
        c.gnu ? 'printing only names or real IDs requires -u, -g, or -G' : '-n requires -u, -g or -G',
      );
    let status = 0;
    const shown = (number: number, name: string | undefined): string =>
      name === undefined ? String(number) : `${String(number)}(${name})`;
    for (const operand of c.operands.length > 0 ? c.operands : [undefined]) {
      let who = own(p, c.gnu);
      if (operand !== undefined) {
        const user = findUser(p.files, operand);
        if (!user) {
          yield* c.warn(c.gnu ? `'${operand}': no such user` : `unknown user ${operand}`);
          status = 1;
          continue;
        }
        // BusyBox names the own group twice where its line lists the user too.
        const again = readGroups(p.files).some(
          (group) => group.gid === user.gid && group.members.includes(user.name),
        );
        const groups = groupsOf(p.files, user);
        who = { uid: user.uid, gid: user.gid, groups: again && !c.gnu ? [user.gid, ...groups] : groups };
      }
      const nameOr = (number: number, name: string | undefined): string =>
        flags.name ? (name ?? String(number)) : String(number);
      const { realUid = who.uid, realGid = who.gid } = who;
      const uid = flags.real ? realUid : who.uid;
      const gid = flags.real ? realGid : who.gid;
      if (flags.user) yield* c.print(`${nameOr(uid, names.user(uid))}\n`);
      else if (flags.group) yield* c.print(`${nameOr(gid, names.group(gid))}\n`);
      else if (flags.groups)
        yield* c.print(
          `${who.groups.map((group) => nameOr(group, names.group(group))).join(flags.zero ? '\0' : ' ')}\n`,
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
    }
    return status;
  },
});

export const whoami = program({
  id: 'coreutils/whoami',
  usage: '[OPTION]...',
  busyboxUsage: '',
  *run(c) {
    const [extra] = c.operands;
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    const { uid } = c.p.credentials;
    const name = new Names(c.p.files).user(uid);
    if (name === undefined)
      return yield* c.fail(
        c.gnu ? `cannot find name for user ID ${String(uid)}` : `unknown uid ${String(uid)}`,
      );
    yield* c.print(`${name}\n`);
    return 0;
  },
});

export const groups = program({
  id: 'coreutils/groups',
  usage: '[OPTION]... [USERNAME]...',
  busyboxUsage: '[USER]',
  *run(c) {
    const names = new Names(c.p.files);
    const list = (numbers: readonly number[]): string =>
      numbers.map((number) => names.group(number) ?? String(number)).join(' ');
    let status = 0;
    if (c.operands.length === 0) yield* c.print(`${list(own(c.p, c.gnu).groups)}\n`);
    for (const operand of c.operands) {
      const user = findUser(c.p.files, operand);
      if (user) yield* c.print(`${c.gnu ? `${operand} : ` : ''}${list(groupsOf(c.p.files, user))}\n`);
      else {
        yield* c.warn(c.gnu ? `'${operand}': no such user` : `unknown user ${operand}`);
        status = 1;
      }
    }
    return status;
  },
});

export const logname = program({
  id: 'coreutils/logname',
  *run(c) {
    return yield* c.fail(c.gnu ? 'no login name' : 'getlogin: No such file or directory');
  },
});

export const getent = program({
  id: 'libc-bin/getent',
  usage: '[OPTION...] database [key ...]',
  *run(c) {
    const [database, ...keys] = c.operands;
    const { files } = c.p;
    if (database === undefined) return yield* c.usageError('wrong number of arguments');
    const paths: Readonly<Record<string, string>> = {
      passwd: '/etc/passwd',
      group: '/etc/group',
      shadow: '/etc/shadow',
      hosts: '/etc/hosts',
      services: '/etc/services',
      protocols: '/etc/protocols',
      gshadow: '/etc/gshadow',
      networks: '/etc/networks',
    };
    if (/^ahosts(v4|v6)?$/.test(database) || (database === 'hosts' && keys.length > 0)) {
      let status = 0;
      for (const key of keys) {
        try {
          const address = yield* c.p.network.resolve(key);
          if (database === 'hosts') yield* c.print(`${address.padEnd(15)} ${key}\n`);
          else
            yield* c.print(
              `${address.padEnd(15)} STREAM ${key}\n${address.padEnd(15)} DGRAM  \n${address.padEnd(15)} RAW    \n`,
            );
        } catch {
          status = 2;
        }
      }
      return status;
    }
    const path = paths[database];
    if (path === undefined) return yield* c.usageError(`Unknown database: ${database}`);
    const lines = (files.access(path, 'r') ? files.readText(path) : '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    if (keys.length === 0) {
      yield* c.print(lines.map((line) => `${line}\n`).join(''));
      return 0;
    }
    let status = 0;
    for (const key of keys) {
      const found = lines.find((line) => {
        const fields = line.split(/[:\s]+/);
        return fields[0] === key || ((database === 'passwd' || database === 'group') && fields[2] === key);
      });
      if (found === undefined) status = 2;
      else yield* c.print(`${found}\n`);
    }
    return status;
  },
});
