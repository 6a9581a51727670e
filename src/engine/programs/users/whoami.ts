import { program } from '../shared/program';
import { findUser, groupsOf, identityOf, Names } from '../shared/users';

export const whoami = program({
  id: 'coreutils/whoami',
  usage: '[OPTION]...',
  busyboxUsage: '',
  busyboxPlain: true,
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
    if (c.operands.length === 0) {
      const own = identityOf(c.p, c.gnu).groups;
      yield* c.print(`${list(own)}\n`);
      for (const number of c.gnu ? own.filter((one) => names.group(one) === undefined) : []) {
        yield* c.warn(`cannot find name for group ID ${String(number)}`);
        status = 1;
      }
    }
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
  busyboxPlain: true,
  *run(c) {
    const [extra] = c.operands;
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    return yield* c.fail(
      c.gnu
        ? 'no login name'
        : c.p.isatty(0)
          ? 'getlogin: No such file or directory'
          : 'getlogin: Inappropriate ioctl for device',
    );
  },
});
