import { SIGNAL_NUMBERS } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';
import { busyboxName, parseSignal, signalNames } from '../shared/signals';

export const kill = program({
  id: 'procps/kill',
  usage: '[options] <pid> [...]',
  busyboxUsage: '[-l] [-SIG] PID...',
  stopAtOperand: 'raw',
  *run(c) {
    const args = [...c.args];
    const [first] = args;
    if (first === undefined)
      return yield* c.gnu ? c.usageError('not enough arguments') : c.fail('you need to specify whom to kill');
    if (first === '-l' || first === '--list' || first === '-L' || first === '--table') {
      const [, wanted] = args;
      if (wanted === undefined) {
        const names = signalNames();
        if (c.gnu) yield* c.print(`${names.join(' ')}\n`);
        else
          yield* c.print(
            names
              .map((name) => `${String(SIGNAL_NUMBERS[name]).padStart(2)}) ${busyboxName(name)}\n`)
              .join(''),
          );
        return 0;
      }
      const number = Number(wanted) > 128 ? String(Number(wanted) - 128) : wanted;
      const name = parseSignal(number);
      if (name === undefined)
        return yield* c.fail(c.gnu ? `unknown signal name ${wanted}` : `unknown signal '${wanted}'`);
      yield* c.print(`${/^\d+$/.test(wanted) ? name : String(SIGNAL_NUMBERS[name])}\n`);
      return 0;
    }
    let signal: string | undefined;
    if (first === '-s' || first === '--signal') [, signal] = args.splice(0, 2);
    else if (first.startsWith('-') && first !== '--') signal = args.shift()?.slice(1);
    if (args[0] === '--') args.shift();
    const name = signal === undefined ? 'TERM' : signal === '0' ? 0 : parseSignal(signal);
    if (name === undefined)
      return yield* c.fail(
        c.gnu ? `unrecognized signal: ${signal ?? ''}` : `bad signal name '${signal ?? ''}'`,
      );
    if (args.length === 0)
      return yield* c.fail(c.gnu ? 'not enough arguments' : 'you need to specify whom to kill');
    let status = 0;
    for (const text of args) {
      const pid = Number(text);
      try {
        if (!Number.isInteger(pid) || text === '') {
          yield* c.warn(c.gnu ? `failed to parse argument: '${text}'` : `invalid number '${text}'`);
          status = 1;
        } else c.p.kill(pid, name);
      } catch (error) {
        yield* c.warn(c.gnu ? `(${text}): ${reason(error)}` : `can't kill pid ${text}: ${reason(error)}`);
        status = 1;
      }
    }
    return status;
  },
});
