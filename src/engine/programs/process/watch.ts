import { isErrno } from '../../kernel';
import { reason } from '../shared/errors';
import { runToEnd } from '../shared/exec';
import { program } from '../shared/program';
import { parseSeconds } from '../shared/sizes';
import { formatTime } from '../shared/time';

/** Home, and clear to the end of the screen. */
const cleared = '\x1b[H\x1b[J';
/** What procps does not wait less than. */
const shortestSeconds = 0.1;

/**
 * Runs a command again and again on a cleared screen until it is interrupted. Sources: procps watch(1), BusyBox
 * procps/watch.c. procps' cuts off what does not fit; here lines wrap.
 */
export const watch = program({
  id: 'procps/watch',
  usage: '[options] command',
  busyboxUsage: '[-n SEC] [-tx] PROG ARGS',
  options: {
    interval: 'n,interval=SECS',
    noTitle: 't,no-title',
    exec: 'x,exec',
    untilChanged: 'g,chgexit',
    untilFailed: 'e,errexit',
    differences: 'd,differences',
    colour: 'c,color',
    beep: 'b,beep',
  },
  busyboxLacks: 'gedcb',
  stopAtOperand: true,
  *run(c) {
    const { p, flags } = c;
    if (c.operands.length === 0) return yield* c.usageError();
    if (flags.untilChanged)
      return yield* c.fail('-g is not modelled here: the real one ends when the output changes');
    const asked = parseSeconds(flags.interval ?? '2');
    if (asked === undefined)
      return yield* c.gnu
        ? c.fail(`failed to parse argument: '${flags.interval ?? ''}'`)
        : c.fail(`invalid number '${flags.interval ?? ''}'`);
    const seconds = c.gnu ? Math.max(asked, shortestSeconds) : asked;
    const command = c.operands.join(' ');
    const words = flags.exec ? c.operands : ['sh', '-c', command];
    for (;;) {
      yield* c.print(cleared);
      if (!flags.noTitle) {
        const columns = p.isOpen(1) && p.isatty(1) ? p.terminalSize(1).columns : 80;
        const time = c.gnu
          ? `${p.hostname}: ${formatTime('%a %b %e %H:%M:%S %Y', p.nowMs)}`
          : formatTime('%Y-%m-%d %H:%M:%S', p.nowMs);
        const title = `Every ${seconds.toFixed(1)}s: ${command}`;
        // BusyBox leaves the last column free.
        const room = Math.max(0, columns - (c.gnu ? 0 : 1) - time.length);
        yield* c.print(`${title.slice(0, room).padEnd(room)}${time}\n\n`);
      }
      yield* c.out.flush();
      try {
        const status = yield* runToEnd(p, words);
        if (flags.untilFailed && status !== 0) return 8;
      } catch (error) {
        if (!isErrno(error)) throw error;
        return yield* c.fail(`can't execute '${words[0] ?? ''}': ${reason(error)}`, 127);
      }
      yield* p.sleep(seconds * 1000);
    }
  },
});
