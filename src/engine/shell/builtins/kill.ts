import {
  isErrno,
  SIGNAL_NUMBERS,
  STANDARD_SIGNALS,
  strerror,
  type SignalName,
  type Task,
} from '../../kernel';
import type { Shell } from '../shell';
import { markRunning, stopSignal, type Job } from '../jobs';
import { numberedSignal, namedSignal } from '../traps';
import { appletFault, fault, misuse } from './builtin';
import { jobOrFault } from './jobs';

const USAGE = 'kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]';

function signalOf(shell: Shell, text: string): SignalName | 0 | undefined {
  if (text === '0') return 0;
  return numberedSignal(text) ?? namedSignal(shell, text.toUpperCase().replace(/^SIG/, ''));
}

/** dash's names of 0 to 64: what has none is a number. */
function dashNames(): readonly string[] {
  const names = new Map<number, string>(
    Object.entries(SIGNAL_NUMBERS).map(([name, number]) => [number, name]),
  );
  names.delete(SIGNAL_NUMBERS.STKFLT);
  return Array.from({ length: 65 }, (_, number) => names.get(number) ?? String(number));
}

/** bash's table: five in a row. */
export function signalTable(): string {
  const all = Object.entries(SIGNAL_NUMBERS).map(
    ([name, number]) => `${String(number).padStart(2)}) SIG${name}`,
  );
  const rows: string[] = [];
  for (let i = 0; i < all.length; i += 5) rows.push(all.slice(i, i + 5).join('\t'));
  // The last row ends in the middle, with its tab.
  return `${rows.join('\n')}\t\n`;
}

function* list(shell: Shell, operands: readonly string[]): Task<number> {
  if (operands.length === 0) {
    if (shell.isBash) yield* shell.write(signalTable());
    else if (shell.dialect.name === 'dash')
      yield* shell.write(
        dashNames()
          .map((name) => `${name}\n`)
          .join(''),
      );
    else
      yield* shell.write(
        Object.entries(STANDARD_SIGNALS)
          .map(([name, number]) => `${String(number).padStart(2)}) ${name === 'IO' ? 'POLL' : name}\n`)
          .join(''),
      );
    return 0;
  }
  // dash looks at the first alone.
  for (const text of shell.dialect.name === 'dash' ? operands.slice(0, 1) : operands) {
    if (shell.dialect.name === 'dash' && !/^\d+$/.test(text))
      return yield* fault(shell, 'kill', `Illegal number: ${text}`, 2);
    const number = Number(text) > 128 ? String(Number(text) - 128) : text;
    const signal = signalOf(shell, number);
    if ((signal === 0 && shell.dialect.name !== 'dash') || (text === '128' && shell.dialect.name === 'ash')) {
      yield* shell.write('EXIT\n');
      continue;
    }
    if (signal === undefined || signal === 0) {
      if (shell.dialect.name === 'dash')
        return yield* fault(shell, 'kill', `invalid signal number or exit status: ${text}`, 2);
      if (shell.isBash) return yield* fault(shell, 'kill', `${text}: invalid signal specification`);
      if (/^\d+$/.test(text)) {
        // BusyBox looks at the low seven bits: a status that a signal made.
        yield* shell.write(`${Number(text) & 0x7f}\n`);
        continue;
      }
      return yield* appletFault(shell, `unknown signal '${text}'`, 1);
    }
    const isNamed = /^\d/.test(text) && !(shell.dialect.name === 'ash' && signal.startsWith('RT'));
    yield* shell.write(`${isNamed ? signal : SIGNAL_NUMBERS[signal]}\n`);
  }
  return 0;
}

function* refuse(shell: Shell, target: string, code: 'ESRCH' | 'EPERM'): Task<number> {
  const reason = strerror(code);
  if (shell.isBash) yield* shell.complain(`(${target}) - ${reason}`, 'kill');
  else if (shell.dialect.name === 'dash') yield* shell.complain(`${reason}\n`, 'kill');
  else return yield* appletFault(shell, `can't kill pid ${target}: ${reason}`, 1);
  return 1;
}

function* missingSignal(shell: Shell, option: string): Task<number> {
  if (shell.isBash) return yield* fault(shell, 'kill', `${option}: option requires an argument`);
  if (shell.dialect.name === 'ash')
    return yield* appletFault(shell, `bad signal name '${option.slice(1)}'`, 1);
  return yield* fault(shell, 'kill', `No arg for ${option} option`, 2);
}

export function* kill(shell: Shell, args: readonly string[]): Task<number> {
  const words = args.slice(1);
  let signal: SignalName | 0 = 'TERM';
  const [first] = words;
  if (first === '-l' || (first === '-L' && shell.isBash)) return yield* list(shell, words.slice(1));
  if (first !== undefined && /^-./.test(first) && first !== '--') {
    words.shift();
    const isNamed = first === '-s' || (first === '-n' && shell.isBash);
    if (isNamed && words.length === 0) return yield* missingSignal(shell, first);
    // bash and dash read `-sNAME` as `-s NAME`, whatever it looks like.
    const isJoined = !isNamed && shell.dialect.name !== 'ash' && first.startsWith('-s');
    const text = isNamed ? (words.shift() ?? '') : first.slice(isJoined ? 2 : 1);
    const isUnknown = shell.dialect.name === 'dash' && /^SIG/i.test(text);
    const found = isUnknown ? undefined : signalOf(shell, text);
    if (found === undefined) {
      if (shell.isBash) return yield* fault(shell, 'kill', `${text}: invalid signal specification`);
      if (shell.dialect.name === 'dash') {
        const words =
          isNamed || isJoined ? `invalid signal number or name: ${text}` : `Illegal option -${text[0] ?? ''}`;
        return yield* fault(shell, 'kill', words, 2);
      }
      return yield* appletFault(shell, `bad signal name '${text}'`, 1);
    }
    signal = found;
  }
  if (words[0] === '--') words.shift();
  if (words.length === 0) {
    if (shell.isBash) return yield* misuse(shell, 'kill', USAGE);
    if (shell.dialect.name === 'ash') return yield* appletFault(shell, 'you need to specify whom to kill', 1);
    return yield* fault(
      shell,
      'kill',
      'Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]',
      2,
    );
  }
  let status = 0;
  for (const target of words) status = Math.max(status, yield* killOne(shell, target, signal));
  return status;
}

function jobOf(shell: Shell, pid: number): Job | undefined {
  return pid > 0 ? shell.jobs.byPid(pid) : shell.jobs.all.find(({ processGroup }) => processGroup === -pid);
}

function* killOne(shell: Shell, target: string, signal: SignalName | 0): Task<number> {
  let pid = Number(target);
  if (target.startsWith('%')) {
    const job = yield* jobOrFault(shell, 'kill', target);
    if (!job) return 1;
    const [first] = job.members;
    // dash means the job's group even where it has none.
    const isGroup = shell.hasJobControl || shell.dialect.name === 'dash';
    pid = (first?.pid ?? 0) * (isGroup ? -1 : 1);
  } else if (!/^-?\d+$/.test(target)) {
    if (target === '' && shell.dialect.name === 'ash') return 0;
    if (target === '' && shell.isBash) return yield* fault(shell, 'kill', "`': not a pid or valid job spec");
    if (shell.isBash) return yield* fault(shell, 'kill', `${target}: arguments must be process or job IDs`);
    if (shell.dialect.name === 'dash') return yield* fault(shell, 'kill', `Illegal number: ${target}`, 2);
    return yield* appletFault(shell, `invalid number '${target}'`, 1);
  }
  try {
    shell.p.kill(pid, signal);
    // A signal to itself is heard at once.
    yield* shell.p.turn();
    const job = shell.isBash ? jobOf(shell, pid) : undefined;
    if (job !== undefined && stopSignal(job) !== undefined) {
      if (signal === 'CONT') markRunning(job);
      // What is stopped would not hear of it.
      if (signal === 'TERM' || signal === 'HUP') shell.p.kill(-job.processGroup, 'CONT');
    }
    return 0;
  } catch (error) {
    if (isErrno(error) && (error.code === 'ESRCH' || error.code === 'EPERM'))
      return yield* refuse(shell, target, error.code);
    throw error;
  }
}
