import { readTextIfThere } from '../../kernel';
import type { Process } from '../../kernel';
import { program } from '../shared/program';
import { humanSize, busyboxHumanSize } from '../shared/sizes';
import { formatTime } from '../shared/time';

function procText(p: Process, path: string): string {
  return readTextIfThere(p.files, path) ?? '';
}

/** Lines of /proc/meminfo, in bytes. */
export function memory(p: Process): (name: string) => number {
  const text = procText(p, '/proc/meminfo');
  return (name) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

export function cpuCount(p: Process): number {
  return procText(p, '/proc/cpuinfo').match(/^processor/gm)?.length ?? 1;
}

/** Those that this process may run on: sched_getaffinity(2). */
export function allowedCpuCount(p: Process): number {
  const [, list] = /^Cpus_allowed_list:\s+(.+)$/m.exec(procText(p, '/proc/self/status')) ?? [];
  if (list === undefined) return cpuCount(p);
  return list.split(',').reduce((sum, range) => {
    const [first = '0', last = first] = range.split('-');
    return sum + Number(last) - Number(first) + 1;
  }, 0);
}

export const nproc = program({
  id: 'coreutils/nproc',
  usage: '[OPTION]...',
  busyboxUsage: '[--all] [--ignore=N]',
  options: { all: 'all', ignore: 'ignore=N' },
  busyboxLong: 'all ignore',
  *run(c) {
    const [extra] = c.operands;
    if (c.gnu && extra !== undefined) return yield* c.usageError(`extra operand '${extra}'`);
    const { ignore } = c.flags;
    if (ignore !== undefined && !/^\d+$/.test(ignore))
      return yield* c.fail(c.gnu ? `invalid number: '${ignore}'` : `invalid number '${ignore}'`);
    const count = c.flags.all ? cpuCount(c.p) : allowedCpuCount(c.p);
    yield* c.print(`${String(Math.max(1, count - Number(c.flags.ignore ?? 0)))}\n`);
    return 0;
  },
});

export const free = program({
  id: 'procps/free',
  usage: '[options]',
  busyboxUsage: '[-bkmgh]',
  options: {
    human: 'h,human',
    bytes: 'b,bytes',
    kibi: 'k,kibi',
    mebi: 'm,mebi',
    gibi: 'g,gibi',
    total: 't,total',
    wide: 'w,wide',
    si: 'si',
  },
  busyboxPlain: true,
  *run(c) {
    // BusyBox looks at one letter, the one after the first argument's dash.
    const letter = c.gnu ? undefined : c.operands[0]?.slice(1, 2);
    if (letter !== undefined && !/^[bkmgh]$/.test(letter)) return yield* c.usageError();
    const flags = letter
      ? {
          ...c.flags,
          bytes: letter === 'b',
          mebi: letter === 'm',
          gibi: letter === 'g',
          human: letter === 'h',
        }
      : c.flags;
    const of = memory(c.p);
    const unit = flags.bytes ? 1 : flags.mebi ? 2 ** 20 : flags.gibi ? 2 ** 30 : 1024;
    const show = (bytes: number): string =>
      flags.human
        ? c.gnu
          ? bytes === 0
            ? '0B'
            : humanSize(bytes).replace(/([KMGT])$/, '$1i')
          : busyboxHumanSize(bytes)
        : String(Math.floor(bytes / unit));
    const [total, idle, shared] = [of('MemTotal'), of('MemFree'), of('Shmem')];
    const cache = of('Buffers') + of('Cached') + of('SReclaimable');
    const available = of('MemAvailable') || idle + cache;
    const used = c.gnu ? total - available : total - idle - cache;
    const [swap, swapFree] = [of('SwapTotal'), of('SwapFree')];
    const row = (title: string, values: readonly number[]): string =>
      title.padEnd(c.gnu ? 8 : 7) + values.map((value) => show(value).padStart(12)).join('');
    const titles = ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
    yield* c.print(`${' '.repeat(c.gnu ? 8 : 7)}${titles.map((title) => title.padStart(12)).join('')}\n`);
    yield* c.print(`${row('Mem:', [total, used, idle, shared, cache, available])}\n`);
    yield* c.print(`${row('Swap:', [swap, swap - swapFree, swapFree])}\n`);
    if (flags.total)
      yield* c.print(`${row('Total:', [total + swap, used + swap - swapFree, idle + swapFree])}\n`);
    return 0;
  },
});

/** ` 09:00:00 up 35 min,  0 users,  load average: 0.00, 0.00, 0.00`. */
export function uptimeLine(p: Process, gnu: boolean): string {
  const minutes = Math.floor(Number(procText(p, '/proc/uptime').split(' ')[0] ?? 0) / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const clock =
    hours > 0
      ? `${gnu ? String(hours).padStart(2) : String(hours)}:${String(rest).padStart(2, '0')}`
      : `${String(rest)} min`;
  const up = `${days > 0 ? `${String(days)} day${days === 1 ? '' : 's'}, ` : ''}${clock}`;
  const load = procText(p, '/proc/loadavg').split(' ').slice(0, 3).join(', ');
  return `${formatTime('%H:%M:%S', p.nowMs)} up ${up},  0 users,  load average: ${load}`;
}

export const uptime = program({
  id: 'procps/uptime',
  usage: '[options]',
  options: { pretty: 'p,pretty', since: 's,since' },
  busyboxLacks: 'p',
  *run(c) {
    const seconds = Number(procText(c.p, '/proc/uptime').split(' ')[0] ?? 0);
    if (c.flags.since) yield* c.print(`${formatTime('%F %T', c.p.nowMs - seconds * 1000)}\n`);
    else if (c.flags.pretty) {
      const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
      yield* c.print(
        `up ${hours > 0 ? `${String(hours)} hour${hours === 1 ? '' : 's'}, ` : ''}${String(minutes)} minute${minutes === 1 ? '' : 's'}\n`,
      );
    } else yield* c.print(` ${uptimeLine(c.p, c.gnu)}\n`);
    return 0;
  },
});

/** Nobody is logged in on a container: terminals there have no utmp. */
export const who = program({
  id: 'coreutils/who',
  names: ['users'],
  usage: '[OPTION]... [ FILE | ARG1 ARG2 ]',
  options: {
    all: 'a,all',
    heading: 'H,heading',
    me: 'm',
    short: 's,short',
    count: 'q,count',
    boot: 'b,boot',
  },
  busyboxLacks: 'bmqs',
  *run(c) {
    if (c.flags.count) yield* c.print('\n# users=0\n');
    return 0;
  },
});

export const w = program({
  id: 'procps/w',
  usage: '[options] [user]',
  options: { noHeader: 'h,no-header', short: 's,short' },
  *run(c) {
    if (!c.flags.noHeader)
      yield* c.print(
        c.gnu
          ? ` ${uptimeLine(c.p, true)}\nUSER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n`
          : 'USER\t\tTTY\t\tIDLE\tTIME\t\t HOST\n',
      );
    return 0;
  },
});

export const lscpu = program({
  id: 'util-linux/lscpu',
  flavours: ['gnu'],
  usage: '[options]',
  *run(c) {
    const count = cpuCount(c.p);
    yield* c.print(
      `Architecture:                         x86_64\n  CPU op-mode(s):                     32-bit, 64-bit\n  Byte Order:                         Little Endian\nCPU(s):                               ${String(count)}\n  On-line CPU(s) list:                0-${String(count - 1)}\n`,
    );
    return 0;
  },
});
