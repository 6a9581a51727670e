import type { Kernel } from './kernel';
import type { LiveProcess } from './live-process';
import type { Namespaces } from './namespaces';
import { pathOf } from './path-walk';
import { type VirtualNode, VirtualFileSystem } from './virtual-files';

const KERNEL_RELEASE = '6.12.57';

export function kernelRelease(): string {
  return KERNEL_RELEASE;
}

const folder = (entries: () => Iterable<readonly [string, VirtualNode]>): VirtualNode => ({
  kind: 'directory',
  entries,
});
const file = (text: () => string): VirtualNode => ({ kind: 'file', text });
const link = (target: () => string): VirtualNode => ({ kind: 'symlink', target });

/** /proc as a namespace sees it (proc(5)), as far as programs and readers look at it. */
export function procFileSystem(kernel: Kernel, namespaces: Namespaces): VirtualFileSystem {
  const current = (): LiveProcess | undefined =>
    namespaces.pid.processes.find((process) => process.thread?.state === 'running');
  const root = folder(() => [
    ...namespaces.pid.processes.map(
      (process) => [String(process.pidIn(namespaces.pid)), processFolder(process, namespaces)] as const,
    ),
    ['self', link(() => String(current()?.pidIn(namespaces.pid) ?? 1))],
    ['cpuinfo', file(() => Array.from({ length: kernel.cpus }, (_, n) => cpu(n)).join('\n'))],
    [
      'loadavg',
      file(() => `0.00 0.00 0.00 1/${kernel.hostPids.processes.length} ${namespaces.pid.processes.length}\n`),
    ],
    ['meminfo', file(() => memory(kernel.memoryBytes))],
    ['mounts', link(() => 'self/mounts')],
    ['filesystems', file(() => 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\toverlay\n\text4\n')],
    [
      'uptime',
      file(
        () =>
          `${((kernel.nowMs - kernel.bootMs) / 1000 + 3600).toFixed(2)} ${(kernel.cpus * 3600).toFixed(2)}\n`,
      ),
    ],
    [
      'version',
      file(() => `Linux version ${KERNEL_RELEASE} (gcc (Debian 14.2.0) 14.2.0) #1 SMP PREEMPT_DYNAMIC\n`),
    ],
    [
      'sys',
      folder(() => [
        [
          'kernel',
          folder(() => [
            ['hostname', file(() => `${namespaces.uts.hostname}\n`)],
            ['osrelease', file(() => `${KERNEL_RELEASE}\n`)],
            ['pid_max', file(() => '4194304\n')],
          ]),
        ],
      ]),
    ],
  ]);
  return new VirtualFileSystem('proc', root, () => kernel.nowMs);
}

/** /sys, as far as a container's limits show in it (cgroups(7), version 2). */
export function sysFileSystem(kernel: Kernel, { controlGroup }: Namespaces): VirtualFileSystem {
  const orMax = (value: number | undefined): string => (value === undefined ? 'max' : String(value));
  const groupFiles = folder(() => [
    ['cgroup.controllers', file(() => 'cpuset cpu io memory pids\n')],
    [
      'cpu.max',
      file(
        () => `${controlGroup.cpus === undefined ? 'max' : Math.round(controlGroup.cpus * 100_000)} 100000\n`,
      ),
    ],
    ['memory.current', file(() => `${controlGroup.memoryBytes + controlGroup.processCount * 400_000}\n`)],
    ['memory.max', file(() => `${orMax(controlGroup.memoryLimitBytes)}\n`)],
    ['pids.current', file(() => `${controlGroup.processCount}\n`)],
    ['pids.max', file(() => `${orMax(controlGroup.pidsLimit)}\n`)],
  ]);
  const root = folder(() => [
    ['fs', folder(() => [['cgroup', groupFiles]])],
    ['kernel', folder(() => [])],
  ]);
  return new VirtualFileSystem('sysfs', root, () => kernel.nowMs);
}

function processFolder(process: LiveProcess, namespaces: Namespaces): VirtualNode {
  const info = () => process.infoIn(namespaces.pid);
  return folder(() => [
    ['cmdline', file(() => process.argv.map((word) => `${word}\0`).join(''))],
    ['comm', file(() => `${info().command.slice(0, 15)}\n`)],
    ['cwd', link(() => pathOf(process.cwdLocation, process.rootLocation))],
    ['environ', file(() => [...process.env].map(([name, value]) => `${name}=${value}\0`).join(''))],
    ['exe', link(() => process.executable)],
    [
      'fd',
      folder(() =>
        process.openDescriptors().map((fd) => [String(fd), descriptor(process, namespaces, fd)] as const),
      ),
    ],
    ['hostname', file(() => process.hostname)],
    ['limits', file(() => limits(process))],
    ['mounts', file(() => mountLines(process))],
    ['root', link(() => '/')],
    ['stat', file(() => statLine(process, namespaces))],
    ['status', file(() => statusLines(process, namespaces))],
    ['cgroup', file(() => '0::/\n')],
  ]);
}

function descriptor(process: LiveProcess, namespaces: Namespaces, fd: number): VirtualNode {
  return {
    kind: 'symlink',
    target: () => process.descriptors.get(fd).name,
    fd: { pid: process.pidIn(namespaces.pid), fd },
  };
}

function mountLines(process: LiveProcess): string {
  return process.files
    .mounts()
    .map(
      ({ source, path, type, readOnly }) =>
        `${source} ${path} ${type} ${readOnly ? 'ro' : 'rw'},relatime 0 0\n`,
    )
    .join('');
}

function limits(process: LiveProcess): string {
  const rows: readonly (readonly [string, string, string])[] = [
    ['Max stack size', 'stack', 'bytes'],
    ['Max core file size', 'core', 'bytes'],
    ['Max processes', 'nproc', 'processes'],
    ['Max open files', 'nofile', 'files'],
  ];
  const show = (value: number): string => (value === Infinity ? 'unlimited' : String(value));
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, n) => (n === 3 ? cell.padEnd(10) : cell.padEnd(n === 0 ? 26 : 21))).join('')}\n`;
  return [
    line(['Limit', 'Soft Limit', 'Hard Limit', 'Units']),
    ...rows.map(([title, name, unit]) => {
      const { soft, hard } = process.resourceLimit(name);
      return line([title, show(soft), show(hard), unit]);
    }),
  ].join('');
}

function statLine(process: LiveProcess, namespaces: Namespaces): string {
  const { pid, command, state, ppid, processGroup, session } = process.infoIn(namespaces.pid);
  return `${pid} (${command}) ${state} ${ppid} ${processGroup} ${session} 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0\n`;
}

function statusLines(process: LiveProcess, namespaces: Namespaces): string {
  const { pid, command, state, ppid, uid, gid } = process.infoIn(namespaces.pid);
  const names: Readonly<Record<string, string>> = { R: 'running', S: 'sleeping', T: 'stopped', Z: 'zombie' };
  const four = (id: number): string => [id, id, id, id].join('\t');
  return [
    `Name:\t${command}`,
    `Umask:\t${process.umask.toString(8).padStart(4, '0')}`,
    `State:\t${state} (${names[state] ?? 'sleeping'})`,
    `Tgid:\t${pid}`,
    `Pid:\t${pid}`,
    `PPid:\t${ppid}`,
    `Uid:\t${four(uid)}`,
    `Gid:\t${four(gid)}`,
    `Groups:\t${process.credentials.groups.join(' ')} `,
    `VmRSS:\t    ${Math.round(process.infoIn(namespaces.pid).residentBytes / 1024)} kB`,
    'Threads:\t1',
    '',
  ].join('\n');
}

function cpu(number: number): string {
  return `processor\t: ${number}\nvendor_id\t: GenuineIntel\nmodel name\t: Simulated CPU\ncpu MHz\t\t: 2400.000\n`;
}

function memory(bytes: number): string {
  const kB = (value: number): string => `${String(Math.round(value / 1024)).padStart(12)} kB`;
  const free = bytes * 0.6;
  return [
    `MemTotal:   ${kB(bytes)}`,
    `MemFree:    ${kB(free)}`,
    `MemAvailable:${kB(bytes * 0.8)}`,
    `Buffers:    ${kB(bytes * 0.02)}`,
    `Cached:     ${kB(bytes * 0.2)}`,
    `SwapTotal:  ${kB(0)}`,
    `SwapFree:   ${kB(0)}`,
    '',
  ].join('\n');
}
