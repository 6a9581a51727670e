import { FIRST_REAL_TIME, SIGNAL_NUMBERS } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';
import { busyboxName, numberedSignals, parseSignal, signalNames } from '../shared/signals';

/** How long a line of procps' names may be. */
const LINE = 79;

export function signalLines(): string {
  const lines: string[] = [];
  for (const name of signalNames().map(busyboxName)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + name.length > LINE) lines.push(name);
    else lines[lines.length - 1] = `${last} ${name}`;
  }
  return `${lines.join('\n')}\n`;
}

/** Seven in a row. */
function signalTable(): string {
  const cells = signalNames().map(
    (name) => `${String(SIGNAL_NUMBERS[name]).padStart(2)} ${busyboxName(name).padEnd(8)}`,
  );
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += 7)
    rows.push(
      at + 7 < cells.length
        ? cells
            .slice(at, at + 7)
            .join('')
            .trimEnd()
        : cells.slice(at).join(''),
    );
  return `${rows.join('\n')}\n`;
}

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
    if (first === '-l' || (c.gnu && /^(?:--list|-L|--table)$/.test(first))) {
      const [, wanted] = args;
      if (wanted === undefined) {
        if (c.gnu) yield* c.print(first === '-L' || first === '--table' ? signalTable() : signalLines());
        else yield* c.print(numberedSignals());
        return 0;
      }
      const isNumber = /^\d+$/.test(wanted);
      const number = !c.gnu && Number(wanted) > 128 ? String(Number(wanted) - 128) : wanted;
      const name = parseSignal(number);
      if (name === undefined || SIGNAL_NUMBERS[name] >= FIRST_REAL_TIME) {
        // procps says so, and is content.
        if (c.gnu) return yield* c.fail(`unknown signal name ${wanted}`, 0, c.calledAs);
        // BusyBox looks at the low seven bits: a status that a signal made.
        if (!isNumber) return yield* c.fail(`unknown signal '${wanted}'`);
        yield* c.print(`${String(Number(number) & 0x7f)}\n`);
        return 0;
      }
      yield* c.print(`${isNumber ? (name === 'IO' ? 'POLL' : name) : String(SIGNAL_NUMBERS[name])}\n`);
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
