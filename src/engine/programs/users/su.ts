import type { Credentials, Process, Task } from '../../kernel';
import { askHidden } from '../shared/ask';
import { reason } from '../shared/errors';
import { become, findProgram } from '../shared/exec';
import type { OptionSpec } from '../shared/options';
import { baseName, program } from '../shared/program';
import type { Call } from '../shared/program';
import { callerOf, findUser, gidOf, groupsOf, readUsers, uidOf } from '../shared/users';
import type { User } from '../shared/users';
import { passwordOf } from './database';
import { isPassword } from './passwd';

/** What root may do is lost by who becomes somebody else, as the kernel takes it. */
function credentialsOf(p: Process, user: Pick<User, 'uid' | 'gid'>, groups: readonly number[]): Credentials {
  return {
    uid: user.uid,
    gid: user.gid,
    groups,
    capabilities: user.uid === 0 ? p.credentials.capabilities : new Set(),
  };
}

function becomeUser(p: Process, user: User): void {
  p.setCredentials(credentialsOf(p, user, groupsOf(p.files, user)));
}

const SU = {
  login: 'l,login',
  command: 'c,command=COMMAND',
  shell: 's,shell=SHELL',
  preserve: 'm,p,preserve-environment',
  group: 'g,group=GROUP',
  supplementary: 'G,supp-group=GROUP',
  fast: 'f,fast',
  pty: 'P,pty',
  whitelist: 'w,whitelist-environment=LIST',
  session: 'session-command=COMMAND',
  user: 'u,user=USER',
} as const;

export const su = program({
  id: 'util-linux/su',
  names: ['runuser'],
  paths: ['/usr/bin/su', '/usr/sbin/runuser'],
  usage: '[options] [-] [<user> [<argument>...]]',
  busyboxUsage: '[-lmp] [-s SH] [-] [USER [FILE ARGS | -c CMD [ARG0 ARGS]]]',
  options: SU,
  busyboxLacks: 'GPfguw',
  // Options after the user's name are su's too.
  *run(c) {
    const { flags, p } = c;
    const words = [...c.operands];
    let login = flags.login;
    if (words[0] === '-') {
      login = true;
      words.shift();
    }
    const name = flags.user ?? words.shift() ?? 'root';
    const user = readUsers(p.files).find((one) => one.name === name);
    const isRunuser = c.name === 'runuser';
    if (isRunuser && callerOf(p) !== 0) return yield* c.fail('may not be used by non-root users');
    if (!c.gnu && p.credentials.uid !== 0) return yield* c.fail('must be suid to work properly');
    if (!user)
      return yield* c.fail(
        c.gnu
          ? `user ${name} does not exist or the user entry does not contain all the required fields`
          : `unknown user ${name}`,
      );
    if (callerOf(p) !== 0 && !(yield* knowsPassword(c, name))) return 1;
    if (!mayBecomeOthers(p)) return yield* c.fail('cannot set groups: Operation not permitted');
    if (flags.user !== undefined && flags.command === undefined) {
      if (words.length === 0) return yield* c.fail('no command was specified');
      becomeUser(p, user);
      return yield* become(c, words);
    }
    const keeps = flags.preserve && !login;
    const shell = flags.shell ?? (keeps ? (p.env.get('SHELL') ?? user.shell) : user.shell);
    if (!keeps) {
      if (login) {
        const term = p.env.get('TERM');
        p.env.clear();
        if (term !== undefined) p.env.set('TERM', term);
        p.env.set(
          'PATH',
          user.uid === 0
            ? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
            : c.gnu
              ? '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games'
              : '/usr/local/bin:/bin:/usr/bin',
        );
      }
      p.env.set('HOME', user.home);
      p.env.set('SHELL', shell);
      if (login || user.uid !== 0) {
        p.env.set('USER', user.name);
        p.env.set('LOGNAME', user.name);
      }
    }
    const group = flags.group === undefined ? undefined : gidOf(p.files, flags.group);
    p.setCredentials(credentialsOf(p, { uid: user.uid, gid: group ?? user.gid }, groupsOf(p.files, user)));
    if (login) {
      try {
        p.chdir(user.home);
      } catch (error) {
        yield* p.stderr.write(
          `${c.name}: warning: cannot change directory to ${user.home}: ${reason(error)}\n`,
        );
      }
    }
    const command = flags.command ?? flags.session;
    const argv = [
      `${login ? '-' : ''}${baseName(shell)}`,
      ...(command === undefined ? [] : ['-c', command]),
      ...words,
    ];
    yield* c.out.flush();
    try {
      return yield* p.exec(shell, argv, p.env);
    } catch (error) {
      return yield* c.fail(
        c.gnu ? `failed to execute ${shell}: ${reason(error)}` : `can't execute '${shell}': ${reason(error)}`,
        reason(error) === 'No such file or directory' ? 127 : 126,
      );
    }
  },
});

/** Whether the kernel lets this become other users: root may have lost that (`--cap-drop`). */
function mayBecomeOthers({ credentials: { capabilities } }: Process): boolean {
  return capabilities.has('SETGID') && capabilities.has('SETUID');
}

function* knowsPassword<S extends OptionSpec>(c: Call<S>, name: string): Task<boolean> {
  const answer = yield* askHidden(c, 'Password: ');
  // Only with its setuid bit may su read what its caller may not.
  const stored = c.p.files.access('/etc/shadow', 'r') ? passwordOf(c.p.files, name) : undefined;
  if (answer !== undefined && stored !== undefined && (stored === '' || isPassword(answer, stored)))
    return true;
  yield* c.p.stderr.write(`su: Authentication failure\n`);
  return false;
}

export const sudo = program({
  id: 'sudo/sudo',
  flavours: ['gnu'],
  usage: '[-AbEHnPS] [-u user] [VAR=value] [command [arg ...]]',
  options: {
    user: 'u,user=USER',
    login: 'i,login',
    shell: 's,shell',
    preserve: 'E,preserve-env',
    home: 'H,set-home',
    nonInteractive: 'n,non-interactive',
    stdin: 'S,stdin',
    list: 'l,list',
    group: 'g,group=GROUP',
    kill: 'k,reset-timestamp',
    validate: 'v,validate',
  },
  stopAtOperand: true,
  *run(c) {
    const { flags, p } = c;
    const target = findUser(p.files, flags.user ?? 'root');
    if (!target) return yield* c.fail(`unknown user ${flags.user ?? 'root'}`);
    if (p.credentials.uid !== 0) {
      yield* p.stderr.write(
        p.credentials.noNewPrivileges === true
          ? 'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.\n' +
              'sudo: If sudo is running in a container, you may need to adjust the container configuration to disable the flag.\n'
          : `sudo: ${baseName(c.name) === c.name ? '/usr/bin/sudo' : c.name} must be owned by uid 0 and have the setuid bit set\n`,
      );
      return 1;
    }
    const own = readUsers(p.files).find((user) => user.uid === callerOf(p));
    if (callerOf(p) !== 0) {
      if (!p.isatty(0) && !flags.stdin) {
        yield* p.stderr.write(
          'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required\n',
        );
        return 1;
      }
      const answer = yield* askHidden(c, `[sudo] password for ${own?.name ?? ''}: `);
      const stored = passwordOf(p.files, own?.name ?? '') ?? '';
      const admin = own && groupsOf(p.files, own).includes(gidOf(p.files, 'sudo') ?? -1);
      if (answer === undefined || !isPassword(answer, stored)) {
        yield* p.stderr.write('sudo: 1 incorrect password attempt\n');
        return 1;
      }
      if (!admin) {
        yield* p.stderr.write(`${own?.name ?? ''} is not in the sudoers file.\n`);
        return 1;
      }
    }
    const words =
      flags.login || flags.shell || c.operands.length === 0
        ? [
            target.shell,
            ...(flags.login ? ['-l'] : []),
            ...(c.operands.length > 0 ? ['-c', c.operands.join(' ')] : []),
          ]
        : [...c.operands];
    if (c.operands.length === 0 && !flags.login && !flags.shell) return yield* c.usageError();
    while (words[0]?.includes('=')) {
      const word = words.shift() ?? '';
      p.env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    }
    const [command = ''] = words;
    if (findProgram(p, command) === undefined) return yield* c.fail(`${command}: command not found`);
    for (const [key, value] of [
      ['HOME', target.home],
      ['USER', target.name],
      ['LOGNAME', target.name],
      ['SUDO_USER', own?.name ?? ''],
      ['SUDO_UID', String(p.credentials.uid)],
    ] as const)
      p.env.set(key, value);
    becomeUser(p, target);
    return yield* become(c, words);
  },
});

export const setpriv = program({
  id: 'util-linux/setpriv',
  usage: '[options] <program> [<argument>...]',
  busyboxUsage: '[OPTIONS] PROG ARGS',
  options: {
    uid: 'reuid=UID',
    realUid: 'ruid=UID',
    effectiveUid: 'euid=UID',
    gid: 'regid=GID',
    realGid: 'rgid=GID',
    effectiveGid: 'egid=GID',
    clear: 'clear-groups',
    keep: 'keep-groups',
    init: 'init-groups',
    groups: 'groups=LIST',
    noNew: 'no-new-privs,nnp',
    inheritable: 'inh-caps=CAPS',
    ambient: 'ambient-caps=CAPS',
    bounding: 'bounding-set=CAPS',
    dump: 'd,dump',
    reset: 'reset-env',
  },
  busyboxLong: 'ambient-caps dump inh-caps nnp no-new-privs',
  stopAtOperand: true,
  usageStatus: 127,
  *run(c) {
    const { flags, p } = c;
    if (flags.dump) {
      const { uid, gid, groups } = p.credentials;
      yield* c.print(
        `uid: ${String(uid)}\neuid: ${String(uid)}\ngid: ${String(gid)}\negid: ${String(gid)}\nSupplementary groups: ${groups.length > 0 ? groups.join(',') : '[none]'}\nno_new_privs: 0\n`,
      );
      return 0;
    }
    if (c.operands.length === 0) return yield* c.usageError('No program specified');
    const user = flags.uid ?? flags.realUid ?? flags.effectiveUid;
    const group = flags.gid ?? flags.realGid ?? flags.effectiveGid;
    const uid = user === undefined ? p.credentials.uid : uidOf(p.files, user);
    const gid = group === undefined ? p.credentials.gid : gidOf(p.files, group);
    if (flags.init && !readUsers(p.files).some((one) => one.uid === uid))
      return yield* c.fail(
        `uid ${String(uid)} not found, --init-groups requires an user that can be found on the system`,
      );
    if (uid === undefined) return yield* c.fail(`failed to parse reuid: '${user ?? ''}'`);
    if (gid === undefined) return yield* c.fail(`failed to parse regid: '${group ?? ''}'`);
    if (group !== undefined && !flags.clear && !flags.keep && !flags.init && flags.groups === undefined)
      return yield* c.fail(
        '--[re]gid requires --keep-groups, --clear-groups, --init-groups, or --groups',
        127,
      );
    const named = readUsers(p.files).find((one) => one.uid === uid);
    const groups = flags.clear
      ? []
      : flags.init && named
        ? groupsOf(p.files, named)
        : (flags.groups?.split(',').flatMap((one) => gidOf(p.files, one) ?? []) ?? p.credentials.groups);
    try {
      p.setCredentials(credentialsOf(p, { uid, gid }, groups));
    } catch (error) {
      return yield* c.fail(`setresuid failed: ${reason(error)}`, 127);
    }
    return yield* become(c, c.operands);
  },
});

/** gosu and su-exec: what entrypoints of images use to step down from root. */
export const gosu = program({
  id: 'gosu/gosu',
  names: ['su-exec'],
  flavours: ['gnu'],
  usage: 'user-spec command [args]',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const [spec, ...words] = c.args;
    if (spec === undefined || words.length === 0) {
      yield* p.stderr.write(`Usage: ${c.name} ${c.declaration.usage ?? ''}\n`);
      return 1;
    }
    const [name = '', group] = spec.split(':');
    const user = findUser(p.files, name);
    const uid = user?.uid ?? uidOf(p.files, name);
    const gid = group === undefined ? (user?.gid ?? uid) : gidOf(p.files, group);
    if (uid === undefined || gid === undefined) {
      yield* p.stderr.write(
        `error: failed switching to "${spec}": unable to find user ${name}: no matching entries in passwd file\n`,
      );
      return 1;
    }
    try {
      p.setCredentials(
        credentialsOf(p, { uid, gid }, group === undefined && user ? groupsOf(p.files, user) : [gid]),
      );
    } catch (error) {
      yield* p.stderr.write(`error: failed switching to "${spec}": ${reason(error).toLowerCase()}\n`);
      return 1;
    }
    if (user) p.env.set('HOME', user.home);
    return yield* become(c, words);
  },
});

export const nologin = program({
  id: 'login/nologin',
  paths: ['/usr/sbin/nologin'],
  stopAtOperand: 'raw',
  *run(c) {
    yield* c.print('This account is currently not available.\n');
    return 1;
  },
});
