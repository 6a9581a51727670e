import type { Task } from '../../kernel';
import type { OptionSpec } from '../shared/options';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { callerOf, fileLines, readUsers } from '../shared/users';
import type { User } from '../shared/users';
import { mayChange, writeUsers } from './database';
import { askLine } from './passwd';
import { CHFN_HELP, CHSH_HELP } from './shadow-help';

export const chsh = program({
  id: 'passwd/chsh',
  flavours: ['gnu'],
  usage: '[options] [LOGIN]',
  help: CHSH_HELP,
  usageStatus: 2,
  options: { help: 'h', chroot: 'R,root=CHROOT_DIR', shell: 's,shell=SHELL' },
  *run(c) {
    const { flags, p } = c;
    if (flags.help) {
      yield* c.print(c.helpText());
      return 0;
    }
    const user = yield* userOfCall(c);
    const listed = fileLines(p.files, '/etc/shells');
    if (callerOf(p) !== 0 && (user.uid !== callerOf(p) || !listed.includes(user.shell))) {
      yield* p.stderr.write(`You may not change the shell for '${user.name}'.\n`);
      return 1;
    }
    if (!mayChange(p.files)) return yield* c.fail('cannot lock /etc/passwd; try again later.');
    let { shell } = flags;
    if (shell === undefined) {
      yield* c.print(
        `Changing the login shell for ${user.name}\nEnter the new value, or press ENTER for the default\n`,
      );
      shell = (yield* askLine(c, `\tLogin Shell [${user.shell}]: `)) || user.shell;
    }
    if (!listed.includes(shell)) yield* c.warn(`Warning: ${shell} is an invalid shell`);
    if (!p.files.exists(shell)) yield* c.warn(`Warning: ${shell} does not exist`);
    store(c, { ...user, shell });
    return 0;
  },
});

export const chfn = program({
  id: 'passwd/chfn',
  flavours: ['gnu'],
  usage: '[options] [LOGIN]',
  help: CHFN_HELP,
  usageStatus: 2,
  options: {
    fullName: 'f,full-name=FULL_NAME',
    homePhone: 'h,home-phone=HOME_PHONE',
    other: 'o,other=OTHER_INFO',
    room: 'r,room=ROOM_NUMBER',
    chroot: 'R,root=CHROOT_DIR',
    help: 'u',
    workPhone: 'w,work-phone=WORK_PHONE',
  },
  *run(c) {
    const { flags, p } = c;
    if (flags.help) {
      yield* c.print(c.helpText());
      return 0;
    }
    const user = yield* userOfCall(c);
    // /etc/login.defs lets an account's owner change the rest, but not the name.
    if (
      callerOf(p) !== 0 &&
      (user.uid !== callerOf(p) || flags.fullName !== undefined || flags.other !== undefined)
    )
      return yield* c.fail('Permission denied.');
    if (!mayChange(p.files)) return yield* c.fail('cannot lock /etc/passwd; try again later.');
    if (c.given.length === 0)
      return yield* c.fail('asking for each value is not modelled on this simulated machine', 127);
    if (flags.fullName !== undefined && /[:,=\n]/.test(flags.fullName))
      return yield* c.fail(`invalid name: '${flags.fullName}'`);
    const [name = '', room = '', work = '', home = '', ...other] = user.comment.split(',');
    const fields = [
      flags.fullName ?? name,
      flags.room ?? room,
      flags.workPhone ?? work,
      flags.homePhone ?? home,
      ...(flags.other === undefined ? other : [flags.other]),
    ];
    store(c, { ...user, comment: fields.join(',') });
    return 0;
  },
});

function* userOfCall<S extends OptionSpec>(c: Call<S>): Task<User> {
  const [name] = c.operands;
  if (c.operands.length > 1) yield* c.usageError();
  const user = readUsers(c.p.files).find((one) =>
    name === undefined ? one.uid === callerOf(c.p) : one.name === name,
  );
  if (user !== undefined) return user;
  return yield* c.fail(
    name === undefined ? 'Cannot determine your user name.' : `user '${name}' does not exist`,
  );
}

function store<S extends OptionSpec>({ p }: Call<S>, changed: User): void {
  writeUsers(
    p.files,
    readUsers(p.files).map((one) => (one.name === changed.name ? changed : one)),
  );
}
