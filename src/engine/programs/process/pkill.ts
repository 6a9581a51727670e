import type { ProcessInfo, SignalName, Task } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { baseName, program } from '../shared/program';
import type { Call } from '../shared/program';
import type { OptionSpec } from '../shared/options';
import { compileRegex } from '../shared/regex';
import { byteString } from '../shared/bytes';
import { shortName } from '../shared/processes';
import { numberedSignals, parseSignal } from '../shared/signals';
import { signalLines } from './kill';
import { uidOf } from '../shared/users';

/** `-9`, `-KILL`: the signal taken out of the arguments. */
function takeSignal(args: readonly string[]): string[] {
  return args.map((arg) =>
    /^-(\d+|SIG[A-Z]+|[A-Z]{3,}|RTM(?:IN|AX)[-+]\d+)$/.test(arg) && parseSignal(arg.slice(1))
      ? `--signal=${arg.slice(1)}`
      : arg,
  );
}

export const pkill = program({
  id: 'procps/pkill',
  names: ['pgrep'],
  usage: '[options] <pattern>',
  busyboxUsage: '[-l|-SIGNAL] [-xfvnos] [PATTERN]',
  usageStatus: 2,
  options: {
    signal: 'signal=SIG',
    full: 'f,full',
    exact: 'x,exact',
    invert: 'v,inverse',
    newest: 'n,newest',
    oldest: 'o,oldest',
    user: 'u,euid=ID',
    real: 'U,uid=ID',
    parent: 'P,parent=PPID',
    count: 'c,count',
    list: 'l,list-name',
    listFull: 'a,list-full',
    delimiter: 'd,delimiter=STRING',
    echo: 'e,echo',
    ignoreCase: 'i,ignore-case',
    session: 's,session=SID',
  },
  busyboxLong: 'signal',
  rewrite: takeSignal,
  *run(c) {
    const { flags, p } = c;
    const [pattern] = c.operands;
    const search = c.name === 'pgrep';
    const narrowed =
      flags.user !== undefined ||
      flags.parent !== undefined ||
      flags.real !== undefined ||
      flags.session !== undefined;
    if (pattern === undefined && !narrowed) return yield* c.misused('no matching criteria specified');
    const regex =
      pattern === undefined
        ? undefined
        : compileRegex(flags.exact ? `^(${byteString(pattern)})$` : byteString(pattern), 'extended', {
            ignoreCase: flags.ignoreCase,
          });
    const user = flags.user ?? flags.real;
    let found = p.processes().filter((one) => {
      if (one.pid === p.pid) return false;
      const text = flags.full ? one.argv.join(' ') : shortName(one);
      const fits =
        (regex?.test(byteString(text)) ?? true) &&
        (user === undefined || user.split(',').some((name) => uidOf(p.files, name) === one.uid)) &&
        (flags.parent === undefined || flags.parent.split(',').includes(String(one.ppid))) &&
        (flags.session === undefined || flags.session.split(',').includes(String(one.session)));
      return fits !== flags.invert;
    });
    if (flags.newest) found = found.slice(-1);
    if (flags.oldest) found = found.slice(0, 1);
    if (flags.count) yield* c.print(`${String(found.length)}\n`);
    else if (search) {
      const lines = found.map((one) =>
        flags.listFull && c.gnu
          ? `${String(one.pid)} ${one.argv.join(' ')}`
          : flags.list || flags.listFull
            ? `${String(one.pid)} ${flags.listFull || (flags.full && !c.gnu) ? one.argv.join(' ') : shortName(one)}`
            : String(one.pid),
      );
      if (lines.length > 0) yield* c.print(`${lines.join(flags.delimiter ?? '\n')}\n`);
    }
    if (search) return found.length > 0 ? 0 : 1;
    const signal = parseSignal(flags.signal ?? 'TERM');
    if (signal === undefined) return yield* c.fail(`unknown signal: ${flags.signal ?? ''}`, 2);
    let status = found.length > 0 ? 0 : 1;
    for (const one of found) {
      try {
        p.kill(one.pid, signal);
        if (flags.echo) yield* c.print(`${shortName(one)} killed (pid ${String(one.pid)})\n`);
      } catch (error) {
        yield* c.warn(`killing pid ${String(one.pid)} failed: ${reason(error)}`);
        status = 1;
      }
    }
    return status;
  },
});

/** A process by its program's name: what it runs, or the script that it runs. */
function isCalled(one: ProcessInfo, name: string): boolean {
  return shortName(one) === baseName(name) || baseName(one.argv[0] ?? '') === baseName(name);
}

export const pidof = program({
  id: 'sysvinit-utils/pidof',
  names: ['killall5'],
  paths: ['/usr/bin/pidof', '/usr/sbin/killall5'],
  usage: '[options] <program-name> [...]',
  busyboxUsage: '[-s] [-o PID] [NAME]...',
  options: {
    single: 's',
    omit: 'o=PID',
    scripts: 'x',
    quiet: 'q',
    checkRoot: 'c',
    separator: 'd=SEP',
    zombies: 'z',
  },
  busyboxLacks: 'cdoqsxz',
  *run(c) {
    const omitted = new Set(c.all('omit').map((text) => (text === '%PPID' ? c.p.ppid : Number(text))));
    const pids = c.operands.flatMap((name) =>
      c.p
        .processes()
        .filter(
          (one) => isCalled(one, name) && one.pid !== c.p.pid && one.state !== 'Z' && !omitted.has(one.pid),
        )
        .map((one) => one.pid)
        .reverse(),
    );
    if (pids.length === 0) return 1;
    if (!c.flags.quiet)
      yield* c.print(`${(c.flags.single ? pids.slice(0, 1) : pids).join(c.flags.separator ?? ' ')}\n`);
    return 0;
  },
});

export const killall = program({
  id: 'psmisc/killall',
  usage: '[OPTION]... [--] NAME...',
  busyboxUsage: '[-lq] [-SIG] PROCESS_NAME...',
  options: {
    signal: 's,signal=SIGNAL',
    quiet: 'q,quiet',
    list: 'l,list',
    verbose: 'v,verbose',
    exact: 'e,exact',
    ignoreCase: 'I,ignore-case',
    user: 'u,user=USER',
    wait: 'w,wait',
  },
  busyboxLong: 'signal',
  rewrite: takeSignal,
  *run(c) {
    if (c.flags.list) {
      yield* c.print(c.gnu ? signalLines() : numberedSignals());
      return 0;
    }
    if (c.operands.length === 0)
      return yield* c.gnu
        ? c.usageError('no process name specified')
        : c.fail('you need to specify whom to kill');
    const signal = parseSignal(c.flags.signal ?? 'TERM');
    if (signal === undefined)
      return yield* c.fail(
        c.gnu ? `${c.flags.signal ?? ''}: unknown signal` : `bad signal name '${c.flags.signal ?? ''}'`,
      );
    let status = 0;
    for (const name of c.operands) {
      const found = c.p
        .processes()
        .filter((one) => isCalled(one, name) && one.pid !== c.p.pid && one.state !== 'Z');
      if (found.length === 0) {
        if (!c.flags.quiet)
          yield* c.p.stderr.write(
            c.gnu ? `${name}: no process found\n` : `${c.name}: ${name}: no process killed\n`,
          );
        status = 1;
      }
      for (const one of found) status = (yield* send(c, one, signal)) ? status : 1;
    }
    return status;
  },
});

function* send<S extends OptionSpec>(c: Call<S>, one: ProcessInfo, signal: SignalName): Task<boolean> {
  try {
    c.p.kill(one.pid, signal);
    return true;
  } catch (error) {
    codeOf(error);
    yield* c.p.stderr.write(
      c.gnu
        ? `${shortName(one)}(${String(one.pid)}): ${reason(error)}\n`
        : `${c.name}: can't kill pid ${String(one.pid)}: ${reason(error)}\n`,
    );
    return false;
  }
}
