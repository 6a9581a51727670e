import type { Kernel } from './kernel';
import type { LiveProcess } from './live-process';
import type { Namespaces } from './namespaces';
import { processFolder } from './process-folder';
import { sysctlFolder } from './sysctls';
import { VirtualFileSystem, virtualFile, virtualFolder, virtualLink } from './virtual-files';

const KERNEL_RELEASE = '6.12.57';
const KERNEL_VERSION = '#1 SMP PREEMPT_DYNAMIC Debian 6.12.57-1 (2025-11-05)';
/** How long the machine was up before anybody looked at it. */
const UP_BEFORE_MS = 3_600_000;
const PAGE_BYTES = 4096;

export function kernelVersion(): string {
  return KERNEL_VERSION;
}

export function kernelRelease(): string {
  return KERNEL_RELEASE;
}

/** /proc as a namespace sees it (proc(5)), as far as programs and readers look at it. */
export function procFileSystem(kernel: Kernel, namespaces: Namespaces): VirtualFileSystem {
  const { pid } = namespaces;
  const current = (): LiveProcess | undefined => pid.find(({ thread }) => thread?.state === 'running');
  const self = (): string => String(current()?.pidIn(pid) ?? 1);
  const root = virtualFolder(() => [
    ...pid.processes.map((process) => [String(process.pidIn(pid)), processFolder(process, pid)] as const),
    ['cgroups', virtualFile(() => '#subsys_name\thierarchy\tnum_cgroups\tenabled\n')],
    ['cmdline', virtualFile(() => 'BOOT_IMAGE=/boot/vmlinuz root=/dev/sda1 ro quiet\n')],
    [
      'cpuinfo',
      virtualFile(() => Array.from({ length: kernel.cpus }, (_, n) => cpu(n, kernel.cpus)).join('\n')),
    ],
    [
      'devices',
      virtualFile(() => 'Character devices:\n  1 mem\n  5 /dev/tty\n136 pts\n\nBlock devices:\n  8 sd\n'),
    ],
    [
      'filesystems',
      virtualFile(() =>
        ['sysfs', 'tmpfs', 'proc', 'cgroup2', 'devpts', 'mqueue', 'overlay']
          .map((name) => `nodev\t${name}\n`)
          .concat('\text4\n')
          .join(''),
      ),
    ],
    ['kcore', virtualFile(() => '', { mode: 0o400 })],
    ['loadavg', virtualFile(() => loadAverage(kernel, namespaces))],
    ['meminfo', virtualFile(() => memory(kernel))],
    ['mounts', virtualLink(() => 'self/mounts')],
    ['net', virtualLink(() => 'self/net')],
    ['self', virtualLink(self)],
    ['stat', virtualFile(() => statistics(kernel))],
    ['swaps', virtualFile(() => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n')],
    ['sys', sysctlFolder(kernel, namespaces)],
    ['thread-self', virtualLink(() => `${self()}/task/${self()}`)],
    ['uptime', virtualFile(() => uptime(kernel))],
    [
      'version',
      virtualFile(
        () =>
          `Linux version ${KERNEL_RELEASE} (debian-kernel@lists.debian.org) (gcc-14 (Debian 14.2.0-19) 14.2.0) ${KERNEL_VERSION}\n`,
      ),
    ],
  ]);
  return new VirtualFileSystem('proc', root, () => kernel.nowMs);
}

function upMs(kernel: Kernel): number {
  return kernel.nowMs - kernel.bootMs + UP_BEFORE_MS;
}

function uptime(kernel: Kernel): string {
  const seconds = upMs(kernel) / 1000;
  return `${seconds.toFixed(2)} ${(seconds * kernel.cpus * 0.98).toFixed(2)}\n`;
}

function loadAverage({ hostPids }: Kernel, { pid }: Namespaces): string {
  const busy = hostPids.processes.filter(({ thread }) => thread?.isBusy).length;
  return `0.00 0.00 0.00 ${busy}/${hostPids.size} ${pid.lastPid}\n`;
}

function statistics(kernel: Kernel): string {
  const ticks = Math.floor(upMs(kernel) / 10);
  const line = (name: string, share: number): string =>
    `${name} ${Math.floor(ticks * share * 0.01)} 0 ${Math.floor(ticks * share * 0.01)} ${Math.floor(ticks * share * 0.98)} 0 0 0 0 0 0\n`;
  const cpus = Array.from({ length: kernel.cpus }, (_, number) => line(`cpu${number}`, 1));
  const bootSeconds = Math.floor((kernel.bootMs - UP_BEFORE_MS) / 1000);
  return `${line('cpu ', kernel.cpus)}${cpus.join('')}btime ${bootSeconds}\nprocesses ${kernel.hostPids.lastPid}\nprocs_running 1\nprocs_blocked 0\n`;
}

function cpu(number: number, count: number): string {
  const rows: readonly (readonly [string, string | number])[] = [
    ['processor\t', number],
    ['vendor_id\t', 'GenuineIntel'],
    ['cpu family\t', 6],
    ['model\t\t', 142],
    ['model name\t', 'Drydock simulated CPU @ 2.40GHz'],
    ['cpu MHz\t\t', '2400.000'],
    ['cache size\t', '8192 KB'],
    ['physical id\t', 0],
    ['siblings\t', count],
    ['core id\t\t', number],
    ['cpu cores\t', count],
    ['flags\t\t', 'fpu tsc msr cx8 cmov mmx fxsr sse sse2 ht syscall nx lm sse4_1 sse4_2 avx avx2'],
    ['bogomips\t', '4800.00'],
  ];
  return rows.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function memory({ memoryBytes, hostPids }: Kernel): string {
  const used = hostPids.processes.reduce((sum, process) => sum + process.infoIn(hostPids).residentBytes, 0);
  const cached = memoryBytes * 0.2;
  const free = Math.max(0, memoryBytes * 0.75 - used);
  const rows: readonly (readonly [string, number])[] = [
    ['MemTotal', memoryBytes],
    ['MemFree', free],
    ['MemAvailable', free + cached],
    ['Buffers', memoryBytes * 0.02],
    ['Cached', cached],
    ['SwapCached', 0],
    ['Shmem', 64 * PAGE_BYTES],
    ['SReclaimable', memoryBytes * 0.01],
    ['SwapTotal', 0],
    ['SwapFree', 0],
  ];
  return rows
    .map(([name, bytes]) => `${`${name}:`.padEnd(16)}${String(Math.round(bytes / 1024)).padStart(8)} kB\n`)
    .join('');
}
