import { readTextIfThere } from '../../kernel';
import type { ProcessInfo } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import type { OptionSpec } from '../shared/options';
import { formatTime } from '../shared/time';
import { shortName } from '../shared/processes';
import { Names, uidOf } from '../shared/users';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly left?: boolean;
  readonly show: (one: ProcessInfo, view: View) => string;
}

interface View {
  readonly nowMs: number;
  readonly memoryBytes: number;
  user(uid: number): string;
  group(gid: number): string;
}

function clock(ms: number, hours: boolean): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (!hours) return `${String(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function elapsed(one: ProcessInfo, { nowMs }: View): string {
  const seconds = Math.floor((nowMs - one.startedMs) / 1000);
  const [days, rest] = [Math.floor(seconds / 86_400), clock((seconds % 86_400) * 1000, true)];
  return days > 0 ? `${String(days)}-${rest}` : rest.replace(/^00:/, '');
}

const percent = (part: number, whole: number): string =>
  (whole <= 0 ? 0 : Math.min(99.9, (100 * part) / whole)).toFixed(1);
/** Control characters would move the cursor: ps shows a blank for a new line, a question mark for the others. */
const args = (one: ProcessInfo): string =>
  one.state === 'Z'
    ? `[${shortName(one)}] <defunct>`
    : one.argv
        .join(' ')
        .replace(/\n/g, ' ')
        .replace(/[\x00-\x1f]/g, '?');
const state = (one: ProcessInfo): string =>
  one.state.slice(0, 1) +
  (one.niceness < 0 ? '<' : one.niceness > 0 ? 'N' : '') +
  (one.session === one.pid ? 's' : '') +
  (one.tty !== undefined && one.state.startsWith('R') ? '+' : '');
const started = (one: ProcessInfo, { nowMs }: View): string =>
  formatTime(nowMs - one.startedMs < 86_400_000 ? '%H:%M' : '%b%d', one.startedMs);

const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', width: 7, show: (one) => String(one.pid) },
  ppid: { title: 'PPID', width: 7, show: (one) => String(one.ppid) },
  pgid: { title: 'PGID', width: 7, show: (one) => String(one.processGroup) },
  sid: { title: 'SID', width: 7, show: (one) => String(one.session) },
  user: { title: 'USER', width: 8, left: true, show: (one, view) => view.user(one.uid) },
  uid: { title: 'UID', width: 5, show: (one) => String(one.uid) },
  gid: { title: 'GID', width: 5, show: (one) => String(one.gid) },
  group: { title: 'GROUP', width: 8, left: true, show: (one, view) => view.group(one.gid) },
  comm: {
    title: 'COMMAND',
    width: 15,
    left: true,
    show: (one) => (one.state === 'Z' ? `${shortName(one)} <defunct>` : shortName(one)),
  },
  args: { title: 'COMMAND', width: 27, left: true, show: args },
  cmd: { title: 'CMD', width: 27, left: true, show: args },
  tty: { title: 'TT', width: 8, left: true, show: (one) => one.tty ?? '?' },
  time: { title: 'TIME', width: 8, show: (one) => clock(one.cpuMs, true) },
  etime: { title: 'ELAPSED', width: 11, show: elapsed },
  etimes: {
    title: 'ELAPSED',
    width: 7,
    show: (one, { nowMs }) => String(Math.floor((nowMs - one.startedMs) / 1000)),
  },
  stat: { title: 'STAT', width: 4, left: true, show: state },
  s: { title: 'S', width: 1, left: true, show: (one) => one.state.slice(0, 1) },
  vsz: { title: 'VSZ', width: 6, show: (one) => String(Math.round(one.virtualBytes / 1024)) },
  rss: { title: 'RSS', width: 5, show: (one) => String(Math.round(one.residentBytes / 1024)) },
  pcpu: { title: '%CPU', width: 4, show: (one, { nowMs }) => percent(one.cpuMs, nowMs - one.startedMs) },
  pmem: { title: '%MEM', width: 4, show: (one, { memoryBytes }) => percent(one.residentBytes, memoryBytes) },
  c: {
    title: 'C',
    width: 2,
    show: (one, { nowMs }) => String(Math.floor(Number(percent(one.cpuMs, nowMs - one.startedMs)))),
  },
  stime: { title: 'STIME', width: 5, left: true, show: started },
  lstart: { title: 'STARTED', width: 24, show: (one) => formatTime('%a %b %e %H:%M:%S %Y', one.startedMs) },
  ni: { title: 'NI', width: 3, show: (one) => String(one.niceness) },
  pri: { title: 'PRI', width: 3, show: (one) => String(19 - one.niceness) },
  opri: { title: 'PRI', width: 3, show: (one) => String(80 + one.niceness) },
  f: { title: 'F', width: 1, show: (one) => (one.uid === 0 ? '4' : '0') },
  addr: { title: 'ADDR', width: 4, left: true, show: () => '-' },
  // What the title of the one has too many the next one gives.
  addrsz: {
    title: 'ADDR SZ',
    width: 7,
    show: (one) => `- ${String(Math.round(one.virtualBytes / 4096)).padStart(5)}`,
  },
  sz: { title: 'SZ', width: 5, show: (one) => String(Math.round(one.virtualBytes / 4096)) },
  lwp: { title: 'LWP', width: 7, show: (one) => String(one.pid) },
  tpgid: {
    title: 'TPGID',
    width: 7,
    show: (one) => (one.tty === undefined ? '-1' : String(one.processGroup)),
  },
  psr: { title: 'PSR', width: 3, show: () => '0' },
  nlwp: { title: 'NLWP', width: 4, show: () => '1' },
  wchan: { title: 'WCHAN', width: 6, left: true, show: () => '-' },
};
const ALIASES: Readonly<Record<string, string>> = {
  command: 'args',
  ucmd: 'comm',
  ucomm: 'comm',
  euser: 'user',
  ruser: 'user',
  uname: 'user',
  euid: 'uid',
  egid: 'gid',
  egroup: 'group',
  rgroup: 'group',
  tt: 'tty',
  tname: 'tty',
  state: 's',
  vsize: 'vsz',
  rssize: 'rss',
  rsz: 'rss',
  '%cpu': 'pcpu',
  '%mem': 'pmem',
  start_time: 'stime',
  pgrp: 'pgid',
  sess: 'sid',
  cputime: 'time',
  nice: 'ni',
  thcount: 'nlwp',
};
/** Titles that differ between `ps`, `ps aux` and `ps -ef`. */
const DEFAULT: readonly string[] = ['pid', 'tty=TTY', 'time', 'comm=CMD'];
const FULL: readonly string[] = ['user=UID', 'pid', 'ppid', 'c', 'stime', 'tty=TTY', 'time', 'cmd'];
const LONG: readonly string[] = 'f s uid pid ppid c opri=PRI ni addrsz wchan tty=TTY time comm=CMD'.split(
  ' ',
);
const EXTRA: readonly string[] = 'user=UID pid ppid c sz rss psr stime tty=TTY time cmd'.split(' ');
const JOBS: readonly string[] = 'pid pgid sid tty=TTY time comm=CMD'.split(' ');
const BSD_JOBS: readonly string[] = 'ppid pid pgid sid tty=TTY tpgid stat uid btime args'.split(' ');
const BSD: readonly string[] = [
  'user',
  'pid',
  'pcpu',
  'pmem',
  'vsz',
  'rss',
  'tty=TTY',
  'stat',
  'stime=START',
  'btime',
  'args',
];

const FORMATS = {
  default: DEFAULT,
  jobs: JOBS,
  bsdJobs: BSD_JOBS,
  full: FULL,
  extra: EXTRA,
  long: LONG,
  bsd: BSD,
};

function memoryOf<S extends OptionSpec>(c: Call<S>): number {
  const line = readTextIfThere(c.p.files, '/proc/meminfo') ?? '';
  return 1024 * Number(/MemTotal:\s+(\d+)/.exec(line)?.[1] ?? 1);
}

export const ps = program({
  id: 'procps/ps',
  usage: '[options]',
  busyboxUsage: '[-o COL1,COL2=HEADER] [-T]',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const names = new Names(p.files);
    const view: View = {
      nowMs: p.nowMs,
      memoryBytes: memoryOf(c),
      user: (uid) => names.user(uid) ?? String(uid),
      group: (gid) => names.group(gid) ?? String(gid),
    };
    return yield* c.gnu ? procps(c, view) : busyboxPs(c, view);
  },
});

interface Chosen extends Column {
  readonly shownTitle: string;
}

function choose(words: readonly string[]): Chosen[] | string {
  const chosen: Chosen[] = [];
  for (const word of words.join(',').split(/[, ]+/)) {
    if (word === '') continue;
    const [name = '', title] = word.includes('=')
      ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
      : [word];
    if (name === 'btime') {
      chosen.push({ title: 'TIME', shownTitle: 'TIME', width: 6, show: (one) => clock(one.cpuMs, false) });
      continue;
    }
    const column = COLUMNS[ALIASES[name] ?? name];
    if (!column) return name;
    chosen.push({
      ...column,
      shownTitle: title ?? (name === 'command' || name === 'args' ? 'COMMAND' : column.title),
    });
  }
  return chosen;
}

function* procps<S extends OptionSpec>(c: Call<S>, view: View) {
  const { p } = c;
  let all = false;
  let withTty = false;
  let full: keyof typeof FORMATS = 'default';
  let headers = true;
  let threads = false;
  let forest = false;
  const formats: string[] = [];
  const pids: number[] = [];
  const users: number[] = [];
  let commands: string[] | undefined;
  let sort: string | undefined;
  const words = [...c.args];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const long = /^--([a-z-]+)(?:=(.*))?$/.exec(word);
    const valued = (inline: string): string => (inline !== '' ? inline : (words[++at] ?? ''));
    if (long) {
      const [, name = '', value] = long;
      if (name === 'no-headers' || name === 'no-heading') headers = false;
      else if (name === 'forest') forest = true;
      else if (name === 'sort') sort = value ?? valued('');
      else if (name === 'format') formats.push(value ?? valued(''));
      else if (name === 'pid') pids.push(...(value ?? valued('')).split(/[, ]/).map(Number));
      else if (name === 'user')
        users.push(...(value ?? valued('')).split(',').flatMap((user) => uidOf(p.files, user) ?? []));
      else if (name === 'version') {
        yield* c.print('ps from procps-ng 4.0.4\n');
        return 0;
      } else if (name === 'help') {
        yield* c.print(c.helpText());
        return 0;
      } else return yield* procpsError('unknown gnu long option');
      continue;
    }
    const dashed = word.startsWith('-');
    if (!dashed && /^\d+(,\d+)*$/.test(word)) {
      pids.push(...word.split(',').map(Number));
      continue;
    }
    for (let i = dashed ? 1 : 0; i < word.length; i++) {
      const letter = word[i] ?? '';
      const rest = word.slice(i + 1);
      if (letter === 'o' || (letter === 'O' && dashed)) {
        formats.push(valued(rest));
        break;
      }
      if (letter === 'p' || (letter === 'q' && dashed)) {
        pids.push(...valued(rest).split(/[, ]+/).map(Number));
        break;
      }
      if (dashed && (letter === 'u' || letter === 'U')) {
        users.push(
          ...valued(rest)
            .split(',')
            .flatMap((user) => uidOf(p.files, user) ?? []),
        );
        break;
      }
      if (dashed && letter === 'C') {
        commands = valued(rest).split(',');
        break;
      }
      if (letter === 'k') {
        sort = valued(rest);
        break;
      }
      if (letter === 'e' || letter === 'A') all = true;
      else if (letter === 'a') withTty = true;
      else if (letter === 'x') all = withTty || all || !dashed;
      else if (letter === 'f') {
        if (dashed) full = 'full';
        else forest = true;
      } else if (letter === 'F') full = 'extra';
      else if (letter === 'l') full = 'long';
      else if (letter === 'j') full = dashed ? 'jobs' : 'bsdJobs';
      else if (letter === 'L' && dashed) threads = true;
      else if (letter === 'u') full = 'bsd';
      else if (letter === 'h') headers = false;
      else if (letter === 'H') forest = true;
      else if (!/[wcdjLTtrmnSsvg]/.test(letter))
        return yield* procpsError(dashed ? 'unsupported SysV option' : 'unsupported option (BSD syntax)');
    }
  }
  const own = FORMATS[full];
  // A thread's number stands behind those of its process, how many there are behind the share of the CPU.
  const threaded = own.flatMap((name) =>
    name === (own.includes('ppid') ? 'ppid' : 'pid') ? [name, 'lwp'] : name === 'c' ? [name, 'nlwp'] : [name],
  );
  const chosen = choose(formats.length > 0 ? formats : threads ? threaded : own);
  if (typeof chosen === 'string')
    return yield* procpsError(`unknown user-defined format specifier "${chosen}"`);

  function* procpsError(message: string) {
    yield* c.p.stderr.write(
      `error: ${message}\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).\n`,
    );
    return 1;
  }

  const everything = p.processes();
  const self = everything.find((one) => one.pid === p.pid);
  let shown = everything.filter((one) => {
    if (pids.length > 0) return pids.includes(one.pid);
    if (commands) return commands.includes(shortName(one));
    if (users.length > 0) return users.includes(one.uid);
    if (all) return true;
    if (withTty) return one.tty !== undefined && one.session !== one.pid;
    return one.tty === self?.tty && one.uid === p.credentials.uid;
  });
  if (sort !== undefined) {
    const key = sort.replace(/^[-+]/, '');
    const column = COLUMNS[ALIASES[key] ?? key];
    if (!column) return yield* procpsError('unknown sort specifier');
    const sign = sort.startsWith('-') ? -1 : 1;
    shown = [...shown].sort((a, b) => {
      const [x, y] = [column.show(a, view), column.show(b, view)];
      const numbers = Number(x) - Number(y);
      return sign * (Number.isNaN(numbers) ? (x < y ? -1 : x > y ? 1 : 0) : numbers);
    });
  }
  void forest;
  const wide = c.p.isatty(1) && !/w/.test(c.args.join('')) ? c.p.terminalSize(1).columns : Infinity;
  const line = (cells: readonly string[]): string => {
    const text = cells
      .map((cell, index) => {
        const column = chosen[index];
        const width = Math.max(column?.width ?? 0, column?.shownTitle.length ?? 0);
        if (index === cells.length - 1 && column?.left) return cell;
        return column?.left ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(' ');
    return `${text.slice(0, wide)}\n`;
  };
  // Without any title there is no title line (`-o pid=`).
  if (headers && chosen.some((column) => column.shownTitle !== ''))
    yield* c.print(line(chosen.map((column) => column.shownTitle)).replace(/ +\n$/, (spaces) => spaces));
  for (const one of shown) yield* c.print(line(chosen.map((column) => column.show(one, view))));
  return shown.length > 0 ? 0 : 1;
}

const BUSYBOX_COLUMNS =
  'user,group,comm,args,pid,ppid,pgid,etime,nice,rgroup,ruser,time,tty,vsz,sid,stat,rss';

function* busyboxPs<S extends OptionSpec>(c: Call<S>, view: View) {
  const formats: string[] = [];
  const words = [...c.args];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--help') {
      yield* c.p.stderr.write(c.helpText());
      return 0;
    } else if (word.startsWith('--'))
      return yield* c.usageError(
        c.build.getopt === 'musl' ? `unrecognized option: ${word.slice(2)}` : `unrecognized option '${word}'`,
      );
    else if (word.startsWith('-')) {
      // What POSIX has is taken and changes nothing.
      const bad = /^-[aAdeflT]*([^aAdeflTo])/.exec(word)?.[1];
      if (bad !== undefined)
        return yield* c.usageError(
          c.build.getopt === 'musl' ? `unrecognized option: ${bad}` : `invalid option -- '${bad}'`,
        );
      const inline = /^-[aAdeflT]*o(.*)$/.exec(word)?.[1];
      if (inline !== undefined) formats.push(inline === '' ? (words[++at] ?? '') : inline);
    }
  }
  const processes = c.p.processes();
  if (formats.length === 0) {
    const time = c.build.psTime !== false;
    yield* c.print(time ? 'PID   USER     TIME  COMMAND\n' : 'PID   USER     COMMAND\n');
    const wide = c.p.isatty(1) ? c.p.terminalSize(1).columns : 80;
    for (const one of processes) {
      const minutes = time ? `${clock(one.cpuMs, false).padStart(5)} ` : '';
      const command = one.state === 'Z' ? `[${shortName(one)}]` : args(one);
      const start = `${String(one.pid).padStart(5)} ${view.user(one.uid).slice(0, 8).padEnd(8)} ${minutes}`;
      yield* c.print(`${(start + command).slice(0, wide)}\n`);
    }
    return 0;
  }
  const unknown = formats
    .flatMap((format) => format.split(','))
    .map((word) => word.replace(/=.*$/, ''))
    .find((name) => !BUSYBOX_COLUMNS.split(',').includes(name));
  const chosen = unknown ?? choose(formats);
  if (typeof chosen === 'string')
    return yield* c.fail(`bad -o argument '${chosen}', supported arguments: ${BUSYBOX_COLUMNS}`);
  const WIDTHS: Readonly<Record<string, number>> = {
    PID: 5,
    PPID: 5,
    PGID: 5,
    TIME: 5,
    VSZ: 4,
    RSS: 4,
    ELAPSED: 7,
    TT: 6,
    USER: 8,
    GROUP: 8,
    COMMAND: 16,
    STAT: 4,
    SID: 5,
    NI: 5,
  };
  // Titles stand left; numbers stand right below them.
  const cells = (texts: readonly string[], isTitle: boolean): string =>
    texts
      .map((text, index) => {
        const column = chosen[index];
        const width = Math.max(WIDTHS[column?.title ?? ''] ?? 5, column?.shownTitle.length ?? 0);
        if (!isTitle && !column?.left) return text.padStart(width);
        return index === texts.length - 1 ? text : text.slice(0, width).padEnd(width);
      })
      .join(' ');
  yield* c.print(
    `${cells(
      chosen.map((column) => column.shownTitle),
      true,
    )}\n`,
  );
  for (const one of processes) {
    yield* c.print(
      `${cells(
        chosen.map((column) =>
          column.title === 'TIME'
            ? clock(one.cpuMs, false)
            : column.title === 'ELAPSED'
              ? elapsed(one, view).replace(/^00:/, '')
              : column.title === 'COMMAND' && column.width === 15
                ? shortName(one)
                : column.show(one, view),
        ),
        false,
      )}\n`,
    );
  }
  return 0;
}
