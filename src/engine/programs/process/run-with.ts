import { become, runToEnd } from '../shared/exec';
import { Errno } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';
import { uidOf } from '../shared/users';

/** Programs that change something about themselves and then become another. */
export const nohup = program({
  id: 'coreutils/nohup',
  usage: 'COMMAND [ARG]...',
  busyboxUsage: 'PROG ARGS',
  stopAtOperand: true,
  usageStatus: 125,
  *run(c) {
    const { p } = c;
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    const [input, output] = [p.isatty(0), p.isatty(1)];
    if (output) {
      try {
        const fd = p.open('nohup.out', { write: true, create: true, append: true, mode: 0o600 });
        p.dup(fd, 1);
        if (p.isatty(2)) p.dup(fd, 2);
      } catch (error) {
        return yield* c.fail(`failed to open 'nohup.out': ${reason(error)}`, 125);
      }
    }
    if (input) p.dup(p.open('/dev/null', { read: true }), 0);
    if (output)
      yield* c.p.stderr.write(
        `${c.name}: ${input && c.gnu ? 'ignoring input and ' : ''}appending output to ${c.gnu ? "'nohup.out'" : 'nohup.out'}\n`,
      );
    else if (input && c.gnu) yield* c.warn('ignoring input');
    p.setDisposition('HUP', 'ignore');
    return yield* become(c, c.operands);
  },
});

export const nice = program({
  id: 'coreutils/nice',
  usage: '[OPTION] [COMMAND [ARG]...]',
  busyboxUsage: '[-n ADJUST] [PROG ARGS]',
  options: { adjustment: 'n,adjustment=N' },
  stopAtOperand: true,
  usageStatus: 125,
  // `-5` of old.
  rewrite: ([first = '', ...rest]) => {
    const old = /^-([-+]?\d+)$/.exec(first)?.[1];
    return old === undefined ? [first, ...rest].slice(first === '' ? 1 : 0) : ['-n', old, ...rest];
  },
  *run(c) {
    const { p } = c;
    const { adjustment } = c.flags;
    if (c.gnu && adjustment !== undefined && !/^[-+]?\d+$/.test(adjustment))
      return yield* c.fail(`invalid adjustment '${adjustment}'`, 125);
    const before = p.niceness(p.pid);
    if (c.operands.length === 0) {
      if (c.gnu && adjustment !== undefined)
        return yield* c.misused('a command must be given with an adjustment');
      yield* c.print(`${String(before)}\n`);
      return 0;
    }
    try {
      p.setNiceness(p.pid, before + Number(adjustment ?? 10));
    } catch (error) {
      if (!c.gnu) return yield* c.fail(`setpriority: ${reason(error)}`);
      yield* c.warn(`cannot set niceness: ${reason(error)}`);
    }
    return yield* become(c, c.operands);
  },
});

/** Whose processes `renice` means: those of these numbers, groups or users. */
type Whose = 'p' | 'g' | 'u';
const WHOSE: Readonly<Record<string, Whose>> = {
  '-p': 'p',
  '--pid': 'p',
  '-g': 'g',
  '--pgrp': 'g',
  '-u': 'u',
  '--user': 'u',
};
const WHOSE_WORDS: Readonly<Record<Whose, string>> = { p: 'process ID', g: 'process group ID', u: 'user ID' };

/** util-linux takes what is asked for as it is, BusyBox adds it to what was where `-n` says so. */
export const renice = program({
  id: 'util-linux/renice',
  usage: '[-n] <priority> [-p|--pid] <pid>...',
  busyboxUsage: '[-n] PRIORITY [[-p|g|u] ID...]...',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const words = [...c.args];
    let isRelative = false;
    while (/^(?:-n|--priority|--relative)$/.test(words[0] ?? '')) {
      isRelative = words[0] === '--relative' || !c.gnu;
      words.shift();
    }
    const [priority, ...ids] = words;
    if (c.gnu && ids.length === 0) return yield* c.usageError('not enough arguments');
    if (priority === undefined) return yield* c.usageError();
    if (!/^[-+]?\d+$/.test(priority))
      return yield* c.gnu
        ? c.usageError(`invalid priority '${priority}'`)
        : c.fail(`invalid number '${priority}'`);
    let whose: Whose = 'p';
    let status = 0;
    for (const id of ids) {
      const chosen = WHOSE[id];
      if (chosen !== undefined) {
        whose = chosen;
        continue;
      }
      const number = /^\d+$/.test(id) ? Number(id) : whose === 'u' ? uidOf(p.files, id) : undefined;
      const what = WHOSE_WORDS[whose];
      if (number === undefined) {
        if (!c.gnu) return yield* c.fail(whose === 'u' ? `unknown user ${id}` : `invalid number '${id}'`);
        yield* c.warn(whose === 'u' ? `unknown user ${id}` : `bad ${what} value: ${id}`);
        status = 1;
        continue;
      }
      const pids = p
        .processes()
        .filter((one) => number === (whose === 'p' ? one.pid : whose === 'g' ? one.processGroup : one.uid))
        .map(({ pid }) => pid);
      let step = 'get';
      try {
        const [first] = pids;
        if (first === undefined) throw new Errno('ESRCH');
        const before = p.niceness(first);
        step = 'set';
        for (const pid of pids) p.setNiceness(pid, Number(priority) + (isRelative ? p.niceness(pid) : 0));
        if (c.gnu)
          yield* c.print(
            `${String(number)} (${what}) old priority ${String(before)}, new priority ${String(p.niceness(first))}\n`,
          );
      } catch (error) {
        yield* c.warn(
          c.gnu
            ? `failed to ${step} priority for ${String(number)} (${what}): ${reason(error)}`
            : `setpriority: ${reason(error)}`,
        );
        status = 1;
      }
    }
    return status;
  },
});

export const ionice = program({
  id: 'util-linux/ionice',
  usage: '[options] <command>',
  busyboxUsage: '[-c 1-3] [-n 0-7] [-t] { -p PID | PROG ARGS }',
  options: { class: 'c,class=NUM', level: 'n,classdata=NUM', pid: 'p,pid=PID', ignore: 't,ignore' },
  stopAtOperand: true,
  *run(c) {
    if (c.operands.length > 0) return yield* become(c, c.operands);
    yield* c.print('none: prio 0\n');
    return 0;
  },
});

export const setsid = program({
  id: 'util-linux/setsid',
  usage: '[options] <program> [arguments ...]',
  busyboxUsage: '[-c] PROG ARGS',
  options: { controlling: 'c,ctty', fork: 'f,fork', wait: 'w,wait' },
  busyboxLacks: 'fw',
  stopAtOperand: true,
  *run(c) {
    const { p } = c;
    if (c.operands.length === 0) return yield* c.misused('no command specified');
    if (p.processGroup === p.pid || c.flags.fork) {
      // The leader of a group cannot start a session: a child does.
      const child = p.fork(function* (own) {
        own.newSession();
        return yield* become(c, c.operands);
      });
      if (!c.flags.wait) return 0;
      const result = yield* p.wait(child.pid);
      return result && 'code' in result.status ? result.status.code : 1;
    }
    p.newSession();
    return yield* become(c, c.operands);
  },
});

export const stdbuf = program({
  id: 'coreutils/stdbuf',
  flavours: ['gnu'],
  usage: 'OPTION... COMMAND',
  options: { input: 'i,input=MODE', output: 'o,output=MODE', error: 'e,error=MODE' },
  stopAtOperand: true,
  *run(c) {
    return c.operands.length > 0 ? yield* become(c, c.operands) : yield* c.usageError('missing operand');
  },
});

export const chroot = program({
  id: 'coreutils/chroot',
  paths: ['/usr/sbin/chroot'],
  usage: '[OPTION]... NEWROOT [COMMAND [ARG]...]',
  busyboxUsage: 'NEWROOT [PROG ARGS]',
  options: { groups: 'groups=LIST', user: 'userspec=USER:GROUP', skip: 'skip-chdir' },
  busyboxPlain: true,
  stopAtOperand: true,
  usageStatus: 125,
  *run(c) {
    const [root, ...words] = c.operands;
    if (root === undefined) return yield* c.misused('missing operand');
    try {
      c.p.chroot(root);
      c.p.chdir('/');
    } catch (error) {
      return yield* c.fail(
        c.gnu
          ? `cannot change root directory to '${root}': ${reason(error)}`
          : `can't change root directory to '${root}': ${reason(error)}`,
        c.gnu ? 125 : 1,
      );
    }
    return yield* become(c, words.length > 0 ? words : [c.p.env.get('SHELL') ?? '/bin/sh', '-i']);
  },
});

/** `time` where it is no keyword of the shell. */
export const time = program({
  id: 'time/time',
  usage: '[-p] COMMAND [ARG]...',
  busyboxUsage: '[-vpa] [-o FILE] PROG ARGS',
  options: { posix: 'p,portability', verbose: 'v,verbose' },
  stopAtOperand: true,
  *run(c) {
    const { p } = c;
    if (c.operands.length === 0) return yield* c.misused('missing program to run');
    const startMs = p.nowMs;
    let status: number;
    try {
      status = yield* runToEnd(p, c.operands);
    } catch (error) {
      const [command = ''] = c.operands;
      const isMissing = codeOf(error) === 'ENOENT';
      yield* c.warn(
        c.gnu ? `cannot run ${command}: ${reason(error)}` : `can't execute '${command}': ${reason(error)}`,
      );
      status = isMissing ? 127 : 126;
    }
    const seconds = (p.nowMs - startMs) / 1000;
    if (c.flags.posix) yield* p.stderr.write(`real ${seconds.toFixed(2)}\nuser 0.00\nsys 0.00\n`);
    else
      yield* p.stderr.write(
        `real\t${String(Math.floor(seconds / 60))}m ${(seconds % 60).toFixed(2)}s\nuser\t0m 0.00s\nsys\t0m 0.00s\n`,
      );
    return status;
  },
});
