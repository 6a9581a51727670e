import { reason } from '../shared/errors';
import { become } from '../shared/exec';
import { program } from '../shared/program';

/** Locks are not held here: one machine's programs take turns anyway. */
export const flock = program({
  id: 'util-linux/flock',
  usage: '[options] <file>|<directory> <command> [<argument>...]',
  busyboxUsage: '[-sxun] FD | { FILE [-c] PROG ARGS }',
  options: {
    shared: 's,shared',
    exclusive: 'x,e,exclusive',
    unlock: 'u,unlock',
    nonblock: 'n,nonblock',
    wait: 'w,wait=SECS',
    close: 'o,close',
    command: 'c,command=COMMAND',
  },
  busyboxLong: 'shared exclusive unlock nonblock',
  stopAtOperand: true,
  *run(c) {
    const [file, ...words] = c.operands;
    if (file === undefined) return yield* c.usageError('not enough arguments');
    if (words.length === 0 && c.flags.command === undefined) return 0;
    try {
      if (!c.p.files.exists(file)) c.p.close(c.p.open(file, { write: true, create: true }));
    } catch (error) {
      return yield* c.fail(`cannot open lock file ${file}: ${reason(error)}`, 66);
    }
    const line = c.flags.command ?? (words[0] === '-c' ? words[1] : undefined);
    return yield* become(c, line === undefined ? words : ['sh', '-c', line]);
  },
});

export const pwdx = program({
  id: 'procps/pwdx',
  usage: '[options] <pid> [...]',
  busyboxUsage: 'PID...',
  *run(c) {
    let status = 0;
    for (const pid of c.operands) {
      try {
        yield* c.print(`${pid}: ${c.p.files.readlink(`/proc/${pid}/cwd`)}\n`);
      } catch (error) {
        yield* c.p.stderr.write(`${pid}: ${reason(error)}\n`);
        status = 1;
      }
    }
    return status;
  },
});

export const pstree = program({
  id: 'psmisc/pstree',
  usage: '[-p] [PID | USER]',
  busyboxUsage: '[-p] [PID|USER]',
  options: { pids: 'p,show-pids', args: 'a,arguments', numeric: 'n,numeric-sort' },
  *run(c) {
    const all = c.p.processes();
    const title = (pid: number): string => {
      const one = all.find((each) => each.pid === pid);
      return `${c.flags.args ? (one?.argv.join(' ') ?? '') : (one?.command ?? '?')}${c.flags.pids ? `(${String(pid)})` : ''}`;
    };
    const lines = (pid: number): string[] => {
      const own = title(pid);
      const children = all.filter((one) => one.ppid === pid && one.pid !== pid);
      if (children.length === 0) return [own];
      return children.flatMap((child, index) => {
        const last = index === children.length - 1;
        const mark = children.length === 1 ? '---' : index === 0 ? '-+-' : last ? ' `-' : ' |-';
        const rest = children.length > 1 && !last ? ' | ' : '   ';
        return lines(child.pid).map(
          (line, n) =>
            (n === 0 ? (index === 0 ? own : ' '.repeat(own.length)) + mark : ' '.repeat(own.length) + rest) +
            line,
        );
      });
    };
    const first = c.operands[0] === undefined ? (all[0]?.pid ?? 1) : Number(c.operands[0]);
    yield* c.print(`${lines(first).join('\n')}\n`);
    return 0;
  },
});
