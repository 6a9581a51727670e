import { isErrno, strerror, type Task } from '../../kernel';
import type { Shell } from '../shell';
import { appletFault, badOption, fault } from './builtin';

interface Limit {
  readonly letter: string;
  /** As getrlimit(2) calls it, in lower case without RLIMIT_. */
  readonly name: string;
  readonly bash: string;
  /** Empty where ash has none. */
  readonly ash: string;
  readonly unitBytes: number;
  readonly unit: string;
}

/** In bash's order, which is BusyBox' too. */
const LIMITS: readonly Limit[] = [
  {
    letter: 'R',
    name: 'rttime',
    bash: 'real-time non-blocking time',
    ash: '',
    unitBytes: 1,
    unit: 'microseconds, ',
  },
  {
    letter: 'c',
    name: 'core',
    bash: 'core file size',
    ash: 'core file size (blocks)',
    unitBytes: 512,
    unit: 'blocks, ',
  },
  {
    letter: 'd',
    name: 'data',
    bash: 'data seg size',
    ash: 'data seg size (kb)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  {
    letter: 'e',
    name: 'nice',
    bash: 'scheduling priority',
    ash: 'scheduling priority',
    unitBytes: 1,
    unit: '',
  },
  {
    letter: 'f',
    name: 'fsize',
    bash: 'file size',
    ash: 'file size (blocks)',
    unitBytes: 512,
    unit: 'blocks, ',
  },
  {
    letter: 'i',
    name: 'sigpending',
    bash: 'pending signals',
    ash: 'pending signals',
    unitBytes: 1,
    unit: '',
  },
  {
    letter: 'l',
    name: 'memlock',
    bash: 'max locked memory',
    ash: 'max locked memory (kb)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  {
    letter: 'm',
    name: 'rss',
    bash: 'max memory size',
    ash: 'max memory size (kb)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  { letter: 'n', name: 'nofile', bash: 'open files', ash: 'open files', unitBytes: 1, unit: '' },
  { letter: 'p', name: 'pipe', bash: 'pipe size', ash: '', unitBytes: 512, unit: '512 bytes, ' },
  {
    letter: 'q',
    name: 'msgqueue',
    bash: 'POSIX message queues',
    ash: 'POSIX message queues (bytes)',
    unitBytes: 1,
    unit: 'bytes, ',
  },
  {
    letter: 'r',
    name: 'rtprio',
    bash: 'real-time priority',
    ash: 'real-time priority',
    unitBytes: 1,
    unit: '',
  },
  {
    letter: 's',
    name: 'stack',
    bash: 'stack size',
    ash: 'stack size (kb)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  { letter: 't', name: 'cpu', bash: 'cpu time', ash: 'cpu time (seconds)', unitBytes: 1, unit: 'seconds, ' },
  {
    letter: 'u',
    name: 'nproc',
    bash: 'max user processes',
    ash: 'max user processes',
    unitBytes: 1,
    unit: '',
  },
  {
    letter: 'v',
    name: 'as',
    bash: 'virtual memory',
    ash: 'virtual memory (kb)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  { letter: 'x', name: 'locks', bash: 'file locks', ash: 'file locks', unitBytes: 1, unit: '' },
];

/** dash's own: its order, letters and words. */
const DASH_LIMITS: readonly (readonly [letter: string, name: string, text: string])[] = [
  ['t', 'cpu', 'time(seconds)'],
  ['f', 'fsize', 'file(blocks)'],
  ['d', 'data', 'data(kbytes)'],
  ['s', 'stack', 'stack(kbytes)'],
  ['c', 'core', 'coredump(blocks)'],
  ['m', 'rss', 'memory(kbytes)'],
  ['l', 'memlock', 'locked memory(kbytes)'],
  ['p', 'nproc', 'process'],
  ['n', 'nofile', 'nofiles'],
  ['v', 'as', 'vmemory(kbytes)'],
  ['w', 'locks', 'locks'],
  ['r', 'rtprio', 'rtprio'],
];
const PIPE_BLOCKS = 8;

/** The limit that a shell's letter means. */
function limitOf(shell: Shell, letter: string): Limit | undefined {
  if (shell.dialect.name !== 'dash')
    return LIMITS.find((one) => one.letter === letter && (shell.isBash || one.ash !== ''));
  const name = DASH_LIMITS.find((one) => one[0] === letter)?.[1];
  return LIMITS.find((one) => one.name === name);
}

/** bash counts blocks of 1024 bytes, unless it keeps to POSIX. */
function unitOf(shell: Shell, { letter, unitBytes }: Limit): number {
  return shell.isBash && (letter === 'f' || letter === 'c') && !shell.has('posix') ? 1024 : unitBytes;
}

function shown(shell: Shell, limit: Limit, isHard: boolean): string {
  if (limit.name === 'pipe') return String(PIPE_BLOCKS);
  const { soft, hard } = shell.p.resourceLimit(limit.name);
  const value = isHard ? hard : soft;
  return Number.isFinite(value) ? String(Math.floor(value / unitOf(shell, limit))) : 'unlimited';
}

function* listAll(shell: Shell, isHard: boolean): Task<number> {
  if (shell.dialect.name === 'dash') {
    for (const [letter, , text] of DASH_LIMITS) {
      const limit = limitOf(shell, letter);
      if (limit) yield* shell.write(`${text.padEnd(20)} ${shown(shell, limit, isHard)}\n`);
    }
    return 0;
  }
  for (const limit of LIMITS) {
    const unit = `(${limit.unit}-${limit.letter})`;
    const label = shell.isBash
      ? `${limit.bash.padEnd(20)} ${unit.padStart(19)}`
      : `${limit.ash.padEnd(32)}(-${limit.letter})`;
    if (shell.isBash || limit.ash !== '') yield* shell.write(`${label} ${shown(shell, limit, isHard)}\n`);
  }
  return 0;
}

export function* ulimit(shell: Shell, args: readonly string[]): Task<number> {
  let letter = 'f';
  let isHard = false;
  let isSoft = false;
  let isAll = false;
  let value: string | undefined;
  for (const arg of args.slice(1)) {
    if (!/^-./.test(arg)) {
      value = arg;
      continue;
    }
    for (const c of arg.slice(1)) {
      if (c === 'H') isHard = true;
      else if (c === 'S') isSoft = true;
      else if (c === 'a') isAll = true;
      else if (limitOf(shell, c)) letter = c;
      else if (shell.dialect.name === 'ash') {
        yield* shell.writeError(`ulimit: invalid option -- '${c}'\n`);
        return 1;
      } else return yield* badOption(shell, 'ulimit', c, 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]');
    }
  }
  if (isAll) return yield* listAll(shell, isHard);
  const limit = limitOf(shell, letter);
  if (!limit) return 0;
  if (value === undefined) {
    yield* shell.write(`${shown(shell, limit, isHard)}\n`);
    return 0;
  }
  return yield* change(shell, limit, value, isHard || !isSoft, isSoft || !isHard);
}

function* change(
  shell: Shell,
  limit: Limit,
  value: string,
  changesHard: boolean,
  changesSoft: boolean,
): Task<number> {
  const old = shell.p.resourceLimit(limit.name);
  const words: Readonly<Record<string, number>> = { unlimited: Infinity, hard: old.hard, soft: old.soft };
  const wanted = words[value] ?? (/^\d+$/.test(value) ? Number(value) * unitOf(shell, limit) : NaN);
  if (Number.isNaN(wanted)) {
    if (shell.dialect.name === 'ash') return yield* appletFault(shell, `invalid number '${value}'`, 1);
    return yield* fault(shell, 'ulimit', shell.isBash ? `${value}: invalid number` : 'bad number');
  }
  try {
    shell.p.setResourceLimit(limit.name, {
      soft: changesSoft ? wanted : old.soft,
      hard: changesHard ? wanted : old.hard,
    });
    return 0;
  } catch (error) {
    if (!isErrno(error)) throw error;
    const reason = strerror(error.code);
    if (shell.isBash) return yield* fault(shell, 'ulimit', `${limit.bash}: cannot modify limit: ${reason}`);
    if (shell.dialect.name === 'ash') return yield* appletFault(shell, `error setting limit: ${reason}`, 1);
    return yield* fault(shell, 'ulimit', `error setting limit (${reason})`, 2);
  }
}
