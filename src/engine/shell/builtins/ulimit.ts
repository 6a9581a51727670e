import type { Task } from '../../kernel';
import type { Shell } from '../shell';
import { badOption, fault } from './builtin';

interface Limit {
  readonly letter: string;
  /** As getrlimit(2) calls it, in lower case without RLIMIT_. */
  readonly name: string;
  readonly bash: string;
  readonly almquist: string;
  readonly unitBytes: number;
  readonly unit: string;
}

const LIMITS: readonly Limit[] = [
  {
    letter: 'R',
    name: 'rttime',
    bash: 'real-time non-blocking time',
    almquist: '',
    unitBytes: 1,
    unit: 'microseconds, ',
  },
  {
    letter: 'c',
    name: 'core',
    bash: 'core file size',
    almquist: 'coredump(blocks)',
    unitBytes: 512,
    unit: 'blocks, ',
  },
  {
    letter: 'd',
    name: 'data',
    bash: 'data seg size',
    almquist: 'data(kbytes)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  { letter: 'e', name: 'nice', bash: 'scheduling priority', almquist: '', unitBytes: 1, unit: '' },
  {
    letter: 'f',
    name: 'fsize',
    bash: 'file size',
    almquist: 'file(blocks)',
    unitBytes: 512,
    unit: 'blocks, ',
  },
  { letter: 'i', name: 'sigpending', bash: 'pending signals', almquist: '', unitBytes: 1, unit: '' },
  {
    letter: 'l',
    name: 'memlock',
    bash: 'max locked memory',
    almquist: 'locked memory(kbytes)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  {
    letter: 'm',
    name: 'rss',
    bash: 'max memory size',
    almquist: 'memory(kbytes)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  { letter: 'n', name: 'nofile', bash: 'open files', almquist: 'nofiles', unitBytes: 1, unit: '' },
  { letter: 'p', name: 'pipe', bash: 'pipe size', almquist: '', unitBytes: 512, unit: '512 bytes, ' },
  {
    letter: 'q',
    name: 'msgqueue',
    bash: 'POSIX message queues',
    almquist: '',
    unitBytes: 1,
    unit: 'bytes, ',
  },
  { letter: 'r', name: 'rtprio', bash: 'real-time priority', almquist: 'rtprio', unitBytes: 1, unit: '' },
  {
    letter: 's',
    name: 'stack',
    bash: 'stack size',
    almquist: 'stack(kbytes)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  { letter: 't', name: 'cpu', bash: 'cpu time', almquist: 'time(seconds)', unitBytes: 1, unit: 'seconds, ' },
  { letter: 'u', name: 'nproc', bash: 'max user processes', almquist: 'process', unitBytes: 1, unit: '' },
  {
    letter: 'v',
    name: 'as',
    bash: 'virtual memory',
    almquist: 'vmemory(kbytes)',
    unitBytes: 1024,
    unit: 'kbytes, ',
  },
  { letter: 'x', name: 'locks', bash: 'file locks', almquist: 'locks', unitBytes: 1, unit: '' },
];
const ALMQUIST_ORDER = 'tfdscmlunvxr';
const PIPE_BLOCKS = 8;

function shown(shell: Shell, limit: Limit, isHard: boolean): string {
  if (limit.name === 'pipe') return String(PIPE_BLOCKS);
  const { soft, hard } = shell.p.resourceLimit(limit.name);
  const value = isHard ? hard : soft;
  return Number.isFinite(value) ? String(Math.floor(value / limit.unitBytes)) : 'unlimited';
}

function* listAll(shell: Shell, isHard: boolean): Task<number> {
  if (shell.isBash) {
    for (const limit of LIMITS) {
      const unit = `(${limit.unit}-${limit.letter})`;
      yield* shell.write(`${limit.bash.padEnd(20)} ${unit.padStart(20)} ${shown(shell, limit, isHard)}\n`);
    }
    return 0;
  }
  for (const letter of ALMQUIST_ORDER) {
    const limit = LIMITS.find((one) => one.letter === letter);
    if (limit) yield* shell.write(`${limit.almquist.padEnd(20)} ${shown(shell, limit, isHard)}\n`);
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
      else if (LIMITS.some((one) => one.letter === c)) letter = c;
      else return yield* badOption(shell, 'ulimit', c, 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]');
    }
  }
  if (isAll) return yield* listAll(shell, isHard);
  const limit = LIMITS.find((one) => one.letter === letter);
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
  const wanted = words[value] ?? (/^\d+$/.test(value) ? Number(value) * limit.unitBytes : NaN);
  if (Number.isNaN(wanted))
    return yield* fault(shell, 'ulimit', shell.isBash ? `${value}: invalid number` : 'bad number');
  const isRaise = wanted > old.hard && !shell.p.credentials.capabilities.has('SYS_RESOURCE');
  if (isRaise) {
    if (shell.isBash)
      return yield* fault(shell, 'ulimit', `${limit.bash}: cannot modify limit: Operation not permitted`);
    return yield* fault(shell, 'ulimit', 'error setting limit: Operation not permitted', 2);
  }
  shell.p.setResourceLimit(limit.name, {
    soft: changesSoft ? wanted : old.soft,
    hard: changesHard ? wanted : old.hard,
  });
  return 0;
}
