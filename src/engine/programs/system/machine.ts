import { readTextIfThere } from '../../kernel';
import type { Process } from '../../kernel';
import { program } from '../shared/program';
import { humanSize, busyboxHumanSize } from '../shared/sizes';
import { formatTime } from '../shared/time';
import { Names } from '../shared/users';

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
function uptimeLine(p: Process, gnu: boolean): string {
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

export const top = program({
  id: 'procps/top',
  usage: '[options]',
  busyboxUsage: '[-bH] [-n COUNT] [-d SECONDS]',
  options: {
    batch: 'b',
    count: 'n=NUM',
    delay: 'd=SECS',
    pid: 'p=PID',
    user: 'u=USER',
    threads: 'H',
    order: 'o=FIELD',
    command: 'c',
    idle: 'i',
    wide: 'w[=COLS]',
    memory: 'm',
  },
  busyboxLacks: 'ciopuw',
  *run(c) {
    const { p, flags } = c;
    if (!flags.batch && p.isatty(1) && flags.count === undefined) {
      return yield* c.fail(`the full-screen display is not modelled here; 'top -b -n 1' prints it once`);
    }
    const of = memory(p);
    const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1).padStart(8);
    if (c.gnu && !flags.batch && !p.isatty(1)) return yield* c.fail('failed tty get');
    const count = Number(flags.count ?? Infinity);
    for (let n = 0; n < count; n++) {
      if (n > 0) yield* p.sleep(Number(flags.delay ?? (c.gnu ? 3 : 5)) * 1000);
      const all = p
        .processes()
        .filter((one) => flags.pid === undefined || flags.pid.split(',').includes(String(one.pid)));
      const running = all.filter((one) => one.state.startsWith('R')).length;
      const zombies = all.filter((one) => one.state.startsWith('Z')).length;
      const names = new Names(p.files);
      const user = (uid: number): string => (names.user(uid) ?? String(uid)).slice(0, 8).padEnd(8);
      const total = of('MemTotal');
      const cache = of('Buffers') + of('Cached') + of('SReclaimable');
      if (c.gnu) {
        const lines = [
          `top - ${uptimeLine(p, true)}`,
          `Tasks: ${String(all.length).padStart(3)} total, ${String(running).padStart(3)} running, ${String(all.length - running - zombies).padStart(3)} sleeping,   0 stopped, ${String(zombies).padStart(3)} zombie`,
          '%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,100.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st ',
          `MiB Mem :${mib(total)} total,${mib(of('MemFree'))} free,${mib(total - of('MemAvailable'))} used,${mib(cache)} buff/cache     `,
          `MiB Swap:${mib(0)} total,${mib(0)} free,${mib(0)} used.${mib(of('MemAvailable'))} avail Mem `,
          '',
          '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
          ...all.map((one) => {
            const [seconds, hundredths] = [Math.floor(one.cpuMs / 1000), Math.floor(one.cpuMs / 10) % 100];
            const time = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}.${String(hundredths).padStart(2, '0')}`;
            const kib = (bytes: number, width: number): string =>
              String(Math.round(bytes / 1024)).padStart(width);
            return `${String(one.pid).padStart(7)} ${user(one.uid)}  20   0${kib(one.virtualBytes, 8)}${kib(one.residentBytes, 7)}${kib(one.residentBytes * 0.8, 7)} ${one.state.slice(0, 1)}   0.0 ${((100 * one.residentBytes) / total).toFixed(1).padStart(5)} ${time.padStart(9)} ${flags.command ? one.argv.join(' ') : one.command}`;
          }),
        ];
        yield* c.print(`${lines.join('\n')}\n`);
      } else {
        const kib = (bytes: number): string => `${String(Math.floor(bytes / 1024))}K`;
        const load = procText(p, '/proc/loadavg').split(' ');
        const lines = [
          `Mem: ${kib(total - of('MemFree'))} used, ${kib(of('MemFree'))} free, ${kib(of('Shmem'))} shrd, ${kib(of('Buffers'))} buff, ${kib(of('Cached'))} cached`,
          'CPU:   0% usr   0% sys   0% nic 100% idle   0% io   0% irq   0% sirq',
          `Load average: ${load.slice(0, 3).join(' ')} ${String(running)}/${String(all.length)} ${String(p.pid)}`,
          '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
          ...all.map(
            (one) =>
              `${String(one.pid).padStart(5)} ${String(one.ppid).padStart(5)} ${user(one.uid)} ${one.state.slice(0, 1).padEnd(4)}${String(Math.round(one.virtualBytes / 1024)).padStart(6)} ${String(Math.round((100 * one.virtualBytes) / total)).padStart(3)}%   0   0% ${one.argv.join(' ')}`,
          ),
        ];
        yield* c.print(`${lines.join('\n')}\n`);
      }
      yield* c.out.flush();
    }
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
