import { SIGNAL_NUMBERS } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { shellStatus, start } from '../shared/exec';
import { program } from '../shared/program';
import { parseSignal } from '../shared/signals';
import { parseSeconds } from '../shared/sizes';

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
  stopAtOperand: true,
  usageStatus: 125,
  *run(c) {
    const { p, flags } = c;
    const [duration, ...words] = c.operands;
    if (duration === undefined || words.length === 0) return yield* c.misused('missing operand');
    const seconds = parseSeconds(duration);
    if (seconds === undefined)
      return yield* c.gnu
        ? c.usageError(`invalid time interval '${duration}'`)
        : c.fail(`invalid number '${duration}'`);
    const signal = parseSignal(flags.signal ?? 'TERM');
    if (signal === undefined)
      return yield* c.gnu
        ? c.usageError(`'${flags.signal ?? ''}': invalid signal`)
        : c.fail(`bad signal name '${flags.signal ?? ''}'`);
    const killAfter = flags.killAfter === undefined ? undefined : parseSeconds(flags.killAfter);
    let child;
    try {
      child = start(p, words);
    } catch (error) {
      const status = codeOf(error) === 'ENOENT' ? 127 : 126;
      return yield* c.fail(
        c.gnu
          ? `failed to run command '${words[0] ?? ''}': ${reason(error)}`
          : `can't execute '${words[0] ?? ''}': ${reason(error)}`,
        status,
      );
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
        if (signal !== 'KILL' && signal !== 'CONT') p.kill(pid, 'CONT');
        if (killAfter !== undefined && killAfter > 0) {
          p.fork(function* (watch) {
            yield* watch.sleep(killAfter * 1000);
            try {
              watch.kill(pid, 'KILL');
            } catch {
              // It is gone already.
            }
            return 0;
          });
        }
      } else if (ended.pid === pid) {
        if (!late) p.kill(clock.pid, 'KILL');
        const status = shellStatus(ended.status);
        if (!late || flags.keep) return status;
        if (!c.gnu) return 128 + SIGNAL_NUMBERS[signal];
        return 'signal' in ended.status && ended.status.signal === 'KILL' ? 137 : 124;
      }
    }
  },
});
