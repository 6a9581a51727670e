import type { Kernel } from './kernel';
import type { ControlGroup, Namespaces } from './namespaces';
import { VirtualFileSystem, virtualFile, virtualFolder, type VirtualNode } from './virtual-files';

/** /sys as far as a container's network and CPUs show in it. */
export function sysFileSystem(kernel: Kernel, { network }: Namespaces): VirtualFileSystem {
  const cpus = (): string => (kernel.cpus === 1 ? '0\n' : `0-${kernel.cpus - 1}\n`);
  const root = virtualFolder(() => [
    [
      'class',
      virtualFolder(() => [
        [
          'net',
          virtualFolder(() =>
            network.interfaces.map(
              ({ name, mac, mtu }) =>
                [
                  name,
                  virtualFolder(() => [
                    ['address', virtualFile(() => `${mac}\n`)],
                    ['mtu', virtualFile(() => `${mtu}\n`)],
                    ['operstate', virtualFile(() => (name === 'lo' ? 'unknown\n' : 'up\n'))],
                  ]),
                ] as const,
            ),
          ),
        ],
      ]),
    ],
    [
      'devices',
      virtualFolder(() => [
        [
          'system',
          virtualFolder(() => [
            [
              'cpu',
              virtualFolder(() => [
                ['online', virtualFile(cpus)],
                ['possible', virtualFile(cpus)],
                ['present', virtualFile(cpus)],
              ]),
            ],
          ]),
        ],
      ]),
    ],
    ['firmware', virtualFolder(() => [])],
    ['fs', virtualFolder(() => [['cgroup', virtualFolder(() => [])]])],
    ['kernel', virtualFolder(() => [])],
  ]);
  return new VirtualFileSystem('sysfs', root, () => kernel.nowMs);
}

/** /sys/fs/cgroup: a container's limits and what it uses of them (cgroups(7), version 2). */
export function controlGroupFileSystem(kernel: Kernel, { controlGroup, pid }: Namespaces): VirtualFileSystem {
  const onlineCpus = kernel.cpus === 1 ? '0' : `0-${kernel.cpus - 1}`;
  const root = virtualFolder(() => [
    ['cgroup.controllers', virtualFile(() => 'cpuset cpu io memory hugetlb pids rdma misc\n')],
    ['cgroup.events', virtualFile(() => `populated 1\nfrozen ${controlGroup.isFrozen ? 1 : 0}\n`)],
    ['cgroup.freeze', virtualFile(() => `${controlGroup.isFrozen ? 1 : 0}\n`)],
    [
      'cgroup.procs',
      virtualFile(() => [...controlGroup.members].map((one) => `${one.pidIn(pid)}\n`).join('')),
    ],
    ['cgroup.type', virtualFile(() => 'domain\n')],
    ['cpu.max', virtualFile(() => `${cpuQuota(controlGroup)} ${controlGroup.cpuPeriodUs}\n`)],
    ['cpu.stat', virtualFile(() => cpuStatistics(controlGroup))],
    ['cpu.weight', virtualFile(() => `${controlGroup.cpuWeight}\n`)],
    ['cpuset.cpus', virtualFile(() => `${controlGroup.cpuset}\n`)],
    ['cpuset.cpus.effective', virtualFile(() => `${controlGroup.cpuset || onlineCpus}\n`)],
    ['cpuset.mems.effective', virtualFile(() => '0\n')],
    ['memory.current', virtualFile(() => `${residentBytes(controlGroup)}\n`)],
    ['memory.events', virtualFile(() => memoryEvents(controlGroup))],
    ['memory.high', virtualFile(() => 'max\n')],
    ['memory.low', virtualFile(() => `${controlGroup.memoryLowBytes}\n`)],
    ['memory.max', virtualFile(() => `${orMax(controlGroup.memoryLimitBytes)}\n`)],
    ['memory.min', virtualFile(() => '0\n')],
    ['memory.swap.current', virtualFile(() => '0\n')],
    ['memory.swap.max', virtualFile(() => `${orMax(controlGroup.swapLimitBytes)}\n`)],
    ['pids.current', virtualFile(() => `${controlGroup.processCount}\n`)],
    ['pids.max', virtualFile(() => `${orMax(controlGroup.pidsLimit)}\n`)],
  ]);
  return new VirtualFileSystem('cgroup2', root satisfies VirtualNode, () => kernel.nowMs);
}

function orMax(value: number | undefined): string {
  return value === undefined ? 'max' : String(value);
}

function cpuQuota({ cpus, cpuPeriodUs }: ControlGroup): string {
  return cpus === undefined ? 'max' : String(Math.round(cpus * cpuPeriodUs));
}

function cpuStatistics({ cpuMs }: ControlGroup): string {
  const microseconds = Math.round(cpuMs * 1000);
  return `usage_usec ${microseconds}\nuser_usec ${microseconds}\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n`;
}

function residentBytes({ members }: ControlGroup): number {
  let sum = 0;
  for (const process of members) sum += process.infoIn(process.namespaces.pid).residentBytes;
  return sum;
}

function memoryEvents({ wasOutOfMemory }: ControlGroup): string {
  const kills = wasOutOfMemory ? 1 : 0;
  return `low 0\nhigh 0\nmax ${kills}\noom ${kills}\noom_kill ${kills}\noom_group_kill 0\n`;
}
