import type { ProcessInfo } from '../../kernel';
import type { Daemon } from '../daemon';
import { conflict, invalid, system } from '../errors';

import { readTextIfThere } from '../../kernel';
import { findContainer } from './find';
import { notRunning } from './not-running';

/** `docker top`: a table of texts. */
export interface ProcessTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type HostProcess = ProcessInfo & {
  readonly hostPid: number;
  readonly hostParent: number;
  readonly user: string;
};

interface Column {
  readonly title: string;
  readonly show: (process: HostProcess, daemon: Daemon) => string;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function startTime({ startedMs }: HostProcess): string {
  return new Date(startedMs).toISOString().slice(11, 16);
}

/** `0:00`, as ps' options without a dash write processor time. */
function shortClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `Ss+`: a session's first process, in the foreground of its terminal. */
function fullState({ state, pid, session, isForeground = false }: HostProcess): string {
  return `${state}${session === pid ? 's' : ''}${isForeground ? '+' : ''}`;
}

function elapsed({ startedMs }: HostProcess, daemon: Daemon): string {
  const text = clock(daemon.nowMs - startedMs);
  return text.startsWith('00:') ? text.slice(3) : text;
}

/** Columns by ps' names for them (ps(1), standard format specifiers). */
const columns: Readonly<Record<string, Column>> = {
  uid: { title: 'UID', show: ({ user }) => user },
  user: { title: 'USER', show: ({ user }) => user },
  euser: { title: 'EUSER', show: ({ user }) => user },
  pid: { title: 'PID', show: ({ hostPid }) => String(hostPid) },
  ppid: { title: 'PPID', show: ({ hostParent }) => String(hostParent) },
  sid: { title: 'SID', show: ({ hostPid }) => String(hostPid) },
  f: { title: 'F', show: () => '4' },
  pri: { title: 'PRI', show: () => '80' },
  ni: { title: 'NI', show: () => '0' },
  addr: { title: 'ADDR', show: () => '-' },
  sz: { title: 'SZ', show: ({ virtualBytes }) => String(Math.round(virtualBytes / 4096)) },
  wchan: { title: 'WCHAN', show: () => '-' },
  pgid: { title: 'PGID', show: ({ hostPid }) => String(hostPid) },
  c: { title: 'C', show: () => '0' },
  pcpu: { title: '%CPU', show: () => '0.0' },
  '%cpu': { title: '%CPU', show: () => '0.0' },
  pmem: { title: '%MEM', show: () => '0.0' },
  '%mem': { title: '%MEM', show: () => '0.0' },
  vsz: { title: 'VSZ', show: ({ virtualBytes }) => String(Math.round(virtualBytes / 1024)) },
  rss: { title: 'RSS', show: ({ residentBytes }) => String(Math.round(residentBytes / 1024)) },
  stime: { title: 'STIME', show: startTime },
  start: { title: 'STARTED', show: ({ startedMs }) => new Date(startedMs).toISOString().slice(11, 19) },
  bsdstart: { title: 'START', show: startTime },
  etime: { title: 'ELAPSED', show: elapsed },
  tty: { title: 'TTY', show: ({ tty = '?' }) => tty },
  tt: { title: 'TT', show: ({ tty = '?' }) => tty },
  bsdtime: { title: 'TIME', show: ({ cpuMs }) => shortClock(cpuMs) },
  time: { title: 'TIME', show: ({ cpuMs }) => clock(cpuMs) },
  stat: { title: 'STAT', show: fullState },
  s: { title: 'S', show: ({ state }) => state.slice(0, 1) },
  cmd: { title: 'CMD', show: ({ argv }) => argv.join(' ') },
  args: { title: 'COMMAND', show: ({ argv }) => argv.join(' ') },
  command: { title: 'COMMAND', show: ({ argv }) => argv.join(' ') },
  comm: { title: 'COMMAND', show: ({ command }) => command },
  ucmd: { title: 'CMD', show: ({ command }) => command },
};

const formats: Readonly<Record<string, readonly string[]>> = {
  f: ['uid', 'pid', 'ppid', 'c', 'stime', 'tty', 'time', 'cmd'],
  u: ['user', 'pid', '%cpu', '%mem', 'vsz', 'rss', 'tty', 'stat', 'bsdstart', 'bsdtime', 'command'],
  x: ['pid', 'tty', 'stat', 'bsdtime', 'command'],
  l: ['f', 's', 'uid', 'pid', 'ppid', 'c', 'pri', 'ni', 'addr', 'sz', 'wchan', 'tty', 'time', 'ucmd'],
  '': ['pid', 'tty', 'time', 'ucmd'],
};

/** What of a container's processes `ps` with these words shows on the host; default `-ef`. */
export function topContainer(daemon: Daemon, reference: string, words: readonly string[]): ProcessTable {
  const container = findContainer(daemon, reference);
  if (container.run === undefined) throw notRunning(container);
  if (container.state.isRestarting) throw conflict(`container ${container.id} is restarting`);
  const names = chosenColumns(words.length === 0 ? ['-ef'] : words);
  const shown = names.map((name) => {
    const [key = '', title] = name.split('=');
    const column = columns[key.toLowerCase()];
    if (column === undefined) throw system(`ps: error: unknown user-defined format specifier "${key}"`);
    return { ...column, title: title ?? column.title };
  });
  if (!names.some((name) => name.split('=')[0]?.toLowerCase() === 'pid'))
    throw invalid("Couldn't find PID field in ps output");
  const processes = hostProcesses(daemon, container.run.sandbox.processes());
  return {
    titles: shown.map(({ title }) => title),
    rows: processes.map((process) => shown.map(({ show }) => show(process, daemon))),
  };
}

function chosenColumns(words: readonly string[]): readonly string[] {
  const custom: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    // What stands behind an `o`, or the next word: `-eo pid,cmd`, `axopid`.
    const [, dash = '', rest] = /^(-?)[a-zA-Z]*?o(.*)$/.exec(words[index] ?? '') ?? [];
    if (rest === undefined) continue;
    const names = rest === '' ? words[(index += 1)] : rest;
    if (names === undefined) throw system(`ps: error: format specification must follow ${dash}o`);
    custom.push(...names.split(','));
  }
  if (custom.length > 0) return custom.filter((name) => name !== '');
  const letters = words.map((word) => word.replace(/^-/, '')).join('');
  const format = ['u', 'f', 'l', 'x'].find((letter) => letters.includes(letter)) ?? '';
  return formats[format] ?? [];
}

/** The processes as the host's ps sees them: host pids, names of the host's users. */
function hostProcesses(
  daemon: Daemon,
  processes: readonly (ProcessInfo & { readonly hostPid: number; readonly hostParent: number })[],
): readonly HostProcess[] {
  const users = new Map(
    (readTextIfThere(daemon.host.files, '/etc/passwd') ?? '').split('\n').map((line) => {
      const [name = '', , uid = ''] = line.split(':');
      return [uid, name] as const;
    }),
  );
  return processes.map((process) => ({
    ...process,
    user: users.get(String(process.uid)) ?? String(process.uid),
  }));
}
