import { isErrno } from '../../kernel';
import type { Process, SignalName, Task } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { become, shellStatus, start } from '../shared/exec';
import { program } from '../shared/program';
import { parseSignal } from '../shared/signals';
import { parseSeconds } from '../shared/sizes';

/**
 * BusyBox's timeout becomes the program itself; a grandchild without files looks each second whether it is still
 * there, and kills it when the time is up. Source: coreutils/timeout.c.
 */
function* watchFromAside(
  p: Process,
  seconds: number,
  signal: SignalName,
  killAfterSeconds: number | undefined,
): Task<void> {
  const { pid } = p;
  const sleepWhileThere = function* (watch: Process, ms: number): Task<void> {
    for (let left = ms; left > 0; left -= 1000) {
      yield* watch.sleep(Math.min(left, 1000));
      watch.kill(pid, 0);
    }
  };
  const child = p.fork(function* (between) {
    between.fork(function* (watch) {
      for (const fd of [0, 1, 2]) watch.close(fd);
      try {
        yield* sleepWhileThere(watch, seconds * 1000);
        watch.kill(pid, signal);
        if (killAfterSeconds === undefined) return 0;
        yield* sleepWhileThere(watch, killAfterSeconds * 1000);
        watch.kill(pid, 'KILL');
      } catch (error) {
        if (!isErrno(error)) throw error; // It is gone.
      }
      return 0;
    });
    return 0;
  });
  yield* p.wait(child.pid);
}

export const timeout = program({
  id: 'coreutils/timeout',
  usage: '[OPTION]... DURATION COMMAND [ARG]...',
  busyboxUsage: '[-s SIG] [-k KILL_SECS] SECS PROG ARGS',
  options: {
    signal: 's,signal=SIGNAL',
    killAfter: 'k,kill-after=DURATION',
    keep: 'p,preserve-status',
    foreground: 'f,foreground',
    verbose: 'v,verbose',
  },
  busyboxLacks: 'fpv',
  stopAtOperand: true,
  usageStatus: 125,
  *run(c) {
    const { p, flags } = c;
    const [duration, ...words] = c.operands;
    if (duration === undefined || words.length === 0) return yield* c.usageError();
    const seconds = parseSeconds(duration);
    if (seconds === undefined)
      return yield* c.gnu
        ? c.usageError(`invalid time interval '${duration}'`)
        : c.fail(`invalid number '${duration}'`);
    const signal = parseSignal(flags.signal ?? 'TERM');
    if (signal === undefined)
      return yield* c.gnu
        ? c.usageError(`'${flags.signal ?? ''}': invalid signal`)
        : c.fail(`unknown signal '${flags.signal ?? ''}'`);
    const killAfter = flags.killAfter === undefined ? undefined : parseSeconds(flags.killAfter);
    if (flags.killAfter !== undefined && killAfter === undefined)
      return yield* c.gnu
        ? c.usageError(`invalid time interval '${flags.killAfter}'`)
        : c.fail(`invalid number '${flags.killAfter}'`);
    if (!c.gnu) {
      yield* watchFromAside(p, seconds, signal, killAfter);
      return yield* become(c, words);
    }
    let child;
    try {
      child = start(p, words);
    } catch (error) {
      const status = codeOf(error) === 'ENOENT' ? 127 : 126;
      return yield* c.fail(`failed to run command '${words[0] ?? ''}': ${reason(error)}`, status);
    }
    const pid = child.pid;
    // A second child watches the clock; whichever ends first decides.
    const clock = p.fork(function* (watch) {
      yield* watch.sleep(seconds === 0 ? 2 ** 40 : seconds * 1000);
      return 0;
    });
    let late = false;
    for (;;) {
      const ended = yield* p.wait();
      if (!ended) return 125;
      if (ended.pid === clock.pid) {
        late = true;
        if (flags.verbose) yield* c.warn(`sending signal ${signal} to command '${words[0] ?? ''}'`);
        p.kill(pid, signal);
        // Its whole process group gets the signal, itself among them: KILL is the one that it cannot ignore.
        if (signal === 'KILL' && !flags.foreground) p.kill(p.pid, 'KILL');
        if (signal !== 'KILL' && signal !== 'CONT') p.kill(pid, 'CONT');
        if (killAfter !== undefined && killAfter > 0) {
          p.fork(function* (watch) {
            yield* watch.sleep(killAfter * 1000);
            try {
              watch.kill(pid, 'KILL');
              if (!flags.foreground) watch.kill(watch.ppid, 'KILL');
            } catch (error) {
              if (!isErrno(error)) throw error; // It is gone already.
            }
            return 0;
          });
        }
      } else if (ended.pid === pid) {
        if (!late) p.kill(clock.pid, 'KILL');
        const status = shellStatus(ended.status);
        if (!late || flags.keep) return status;
        return 'signal' in ended.status && ended.status.signal === 'KILL' ? 137 : 124;
      }
    }
  },
});
