import type { Mountable } from '../fs';
import type { LiveProcess } from './live-process';
import type { MountTable } from './mounts';
import type { NetworkNamespace } from './network';

/** Process numbers of a container (pid_namespaces(7)). The host's own is the outermost. */
export class PidNamespace {
  /** In the order of their numbers, which only grow. */
  readonly #processes = new Map<number, LiveProcess>();
  #last = 0;

  constructor(readonly parent: PidNamespace | undefined) {}

  /** Process 1: when it ends, all end. */
  get init(): LiveProcess | undefined {
    return this.#processes.get(1);
  }

  get processes(): readonly LiveProcess[] {
    return [...this.#processes.values()];
  }

  get size(): number {
    return this.#processes.size;
  }

  get lastPid(): number {
    return this.#last;
  }

  get(pid: number): LiveProcess | undefined {
    return this.#processes.get(pid);
  }

  find(condition: (process: LiveProcess) => boolean): LiveProcess | undefined {
    for (const process of this.#processes.values()) if (condition(process)) return process;
    return undefined;
  }

  add(process: LiveProcess): number {
    this.#last++;
    this.#processes.set(this.#last, process);
    return this.#last;
  }

  remove(pid: number): void {
    this.#processes.delete(pid);
  }
}

/** What bounds a group of processes, and what they have used (cgroups(7)). */
export class ControlGroup {
  /** Undefined: without limit. */
  memoryLimitBytes: number | undefined;
  pidsLimit: number | undefined;
  /** CPUs' worth of time. */
  cpus: number | undefined;
  /** In what time it may use that much. */
  cpuPeriodUs = 100_000;
  /** Its share where others want the processors, too: 1 to 10000. */
  cpuWeight = 100;
  /** The processors that it may use, `0-2,4`; empty: all. */
  cpuset = '';
  /** What is not taken from it while there is some elsewhere. */
  memoryLowBytes = 0;
  swapLimitBytes: number | undefined;
  /** `docker pause`: nothing in it runs. */
  isFrozen = false;
  /** Something was ended because the memory limit was reached. */
  wasOutOfMemory = false;
  /** Disks in memory that its processes wrote to: what is on them is charged to it. */
  readonly memoryDisks = new Set<Mountable>();
  readonly #members = new Set<LiveProcess>();
  #endedCpuMs = 0;

  get members(): ReadonlySet<LiveProcess> {
    return this.#members;
  }

  get processCount(): number {
    return this.#members.size;
  }

  /** What its processes asked for (`Process.allocate`), and of its files in memory what the swap has no room for. */
  get memoryBytes(): number {
    let sum = -(this.swapLimitBytes ?? Infinity);
    for (const { usedBytes = 0 } of this.memoryDisks) sum += usedBytes;
    sum = Math.max(0, sum);
    for (const { memoryBytes } of this.#members) sum += memoryBytes;
    return sum;
  }

  /** CPU time of all that ever ran in it. */
  get cpuMs(): number {
    let sum = this.#endedCpuMs;
    for (const { cpuMs } of this.#members) sum += cpuMs;
    return sum;
  }

  add(process: LiveProcess): void {
    this.#members.add(process);
  }

  remove(process: LiveProcess): void {
    if (this.#members.delete(process)) this.#endedCpuMs += process.cpuMs;
  }
}

/** What a process sees of the machine; a container has its own of most. */
export interface Namespaces {
  readonly pid: PidNamespace;
  readonly mounts: MountTable;
  readonly network: NetworkNamespace;
  /** Shared and changeable: setting the host name changes it for all in it. */
  readonly uts: { hostname: string };
  readonly controlGroup: ControlGroup;
  /** Kernel parameters of this container by name (`docker run --sysctl`), shown under /proc/sys. */
  readonly sysctls?: ReadonlyMap<string, string>;
}
