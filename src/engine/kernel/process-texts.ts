import type { LiveProcess } from './live-process';
import type { Mount, MountTable } from './mounts';
import type { PidNamespace } from './namespaces';
import { ALL_CAPABILITIES, CAPABILITY_NUMBERS } from './permissions';
import { boundingSet } from './credentials';
import { SIGNAL_NUMBERS, type SignalName } from './signals';

const STATE_NAMES: Readonly<Record<string, string>> = {
  R: 'running',
  S: 'sleeping',
  T: 'stopped',
  Z: 'zombie',
};

function optionsOf({ readOnly, options }: Mount): string {
  return `${readOnly ? 'ro' : 'rw'},${options ?? 'relatime'}`;
}

/** /proc/<pid>/mounts, as fstab(5). */
export function mountsText(mounts: MountTable): string {
  return mounts.all
    .map((mount) => `${mount.source} ${mount.path} ${mount.type} ${optionsOf(mount)} 0 0\n`)
    .join('');
}

export function mountInfoText(mounts: MountTable): string {
  return mounts.all
    .map((mount, index) => {
      const number = 600 + index;
      const parent = index === 0 ? 500 : 600;
      const { source, path, type, deviceId = 0, readOnly } = mount;
      return `${number} ${parent} 0:${deviceId} / ${path} ${optionsOf(mount)} - ${type} ${source} ${readOnly ? 'ro' : 'rw'}\n`;
    })
    .join('');
}

const LIMIT_ROWS: readonly (readonly [string, string, string])[] = [
  ['Max cpu time', 'cpu', 'seconds'],
  ['Max file size', 'fsize', 'bytes'],
  ['Max data size', 'data', 'bytes'],
  ['Max stack size', 'stack', 'bytes'],
  ['Max core file size', 'core', 'bytes'],
  ['Max resident set', 'rss', 'bytes'],
  ['Max processes', 'nproc', 'processes'],
  ['Max open files', 'nofile', 'files'],
  ['Max locked memory', 'memlock', 'bytes'],
  ['Max address space', 'as', 'bytes'],
  ['Max file locks', 'locks', 'locks'],
  ['Max pending signals', 'sigpending', 'signals'],
  ['Max msgqueue size', 'msgqueue', 'bytes'],
  ['Max nice priority', 'nice', ''],
  ['Max realtime priority', 'rtprio', ''],
  ['Max realtime timeout', 'rttime', 'us'],
];

/** /proc/<pid>/limits: columns of 25, 20, 20 and 10 characters. */
export function limitsText(process: LiveProcess): string {
  const show = (value: number): string => (value === Infinity ? 'unlimited' : String(value));
  const line = (title: string, soft: string, hard: string, unit: string): string =>
    `${title.padEnd(25)} ${soft.padEnd(20)} ${hard.padEnd(20)} ${unit.padEnd(10)}\n`;
  const rows = LIMIT_ROWS.map(([title, name, unit]) => {
    const { soft, hard } = process.resourceLimit(name);
    return line(title, show(soft), show(hard), unit);
  });
  return line('Limit', 'Soft Limit', 'Hard Limit', 'Units') + rows.join('');
}

/** /proc/<pid>/stat, all 52 fields (proc_pid_stat(5)); times in ticks of 10 ms. */
export function statText(process: LiveProcess, namespace: PidNamespace): string {
  const info = process.infoIn(namespace);
  const { tty, kernel } = process;
  const ticks = (ms: number): number => Math.floor(ms / 10);
  const terminal = tty === undefined ? 0 : 136 * 256 + tty.number;
  const foreground = tty === undefined ? -1 : kernel.groupAsSeen(tty.foregroundGroup, namespace);
  const fields = [
    ...[info.pid, `(${info.command})`, info.state, info.ppid, info.processGroup, info.session],
    ...[
      terminal,
      foreground,
      4_194_304,
      0,
      0,
      0,
      0,
      ticks(info.cpuMs),
      0,
      0,
      0,
      20 + info.niceness,
      info.niceness,
      1,
      0,
    ],
    ...[ticks(info.startedMs - kernel.bootMs + 3_600_000), info.virtualBytes],
    ...[Math.ceil(info.residentBytes / 4096), '18446744073709551615'],
    ...Array.from({ length: 27 }, () => 0),
  ];
  return `${fields.join(' ')}\n`;
}

/** /proc/<pid>/status, the lines that readers and programs look at. */
export function statusText(process: LiveProcess, namespace: PidNamespace): string {
  const { credentials } = process;
  const info = process.infoIn(namespace);
  const { uid, gid, realUid = uid, realGid = gid } = credentials;
  const kilobytes = (bytes: number): string => `${String(Math.round(bytes / 1024)).padStart(8)} kB`;
  const effective = capabilityMask(credentials.capabilities);
  const rows: readonly (readonly [string, string])[] = [
    ['Name', info.command],
    ['Umask', process.umask.toString(8).padStart(4, '0')],
    ['State', `${info.state} (${STATE_NAMES[info.state] ?? 'sleeping'})`],
    ['Tgid', String(info.pid)],
    ['Ngid', '0'],
    ['Pid', String(info.pid)],
    ['PPid', String(info.ppid)],
    ['TracerPid', '0'],
    ['Uid', [realUid, uid, uid, uid].join('\t')],
    ['Gid', [realGid, gid, gid, gid].join('\t')],
    ['FDSize', '64'],
    ['Groups', `${credentials.groups.join(' ')} `],
    ['NSpid', String(info.pid)],
    ['VmSize', kilobytes(info.virtualBytes)],
    ['VmRSS', kilobytes(info.residentBytes)],
    ['Threads', '1'],
    ['SigIgn', signalMask(process.signals.withDisposition('ignore'))],
    ['SigCgt', signalMask(process.signals.withDisposition('catch'))],
    ['CapInh', mask(0n)],
    ['CapPrm', effective],
    ['CapEff', effective],
    ['CapBnd', capabilityMask(boundingSet(credentials))],
    ['CapAmb', mask(0n)],
    ['NoNewPrivs', credentials.noNewPrivileges ? '1' : '0'],
    ['Seccomp', credentials.isFiltered ? '2' : '0'],
    ['Seccomp_filters', credentials.isFiltered ? '1' : '0'],
    ['Cpus_allowed_list', process.namespaces.controlGroup.cpuset || onlineCpus(process.kernel.cpus)],
  ];
  return rows.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

function onlineCpus(count: number): string {
  return count === 1 ? '0' : `0-${count - 1}`;
}

function mask(bits: bigint): string {
  return bits.toString(16).padStart(16, '0');
}

function signalMask(signals: readonly SignalName[]): string {
  return mask(signals.reduce((sum, signal) => sum | (1n << BigInt(SIGNAL_NUMBERS[signal] - 1)), 0n));
}

function capabilityMask(capabilities: ReadonlySet<string>): string {
  const names = ALL_CAPABILITIES.filter((name) => capabilities.has(name));
  return mask(names.reduce((sum, name) => sum | (1n << BigInt(CAPABILITY_NUMBERS[name] ?? 63)), 0n));
}
