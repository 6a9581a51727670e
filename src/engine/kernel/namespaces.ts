import type { LiveProcess } from './live-process';
import type { MountTable } from './mounts';
import type { NetworkNamespace } from './network';

/** Process numbers of a container (pid_namespaces(7)). The host's own is the outermost. */
export class PidNamespace {
  readonly #processes = new Map<number, LiveProcess>();
  #last = 0;

  constructor(readonly parent: PidNamespace | undefined) {}

  /** Process 1: when it ends, all end. */
  get init(): LiveProcess | undefined {
    return this.#processes.get(1);
  }

  get processes(): readonly LiveProcess[] {
    return [...this.#processes.values()].sort((a, b) => a.pidIn(this) - b.pidIn(this));
  }

  get(pid: number): LiveProcess | undefined {
    return this.#processes.get(pid);
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
  memoryBytes = 0;
  processCount = 0;
  cpuMs = 0;
  /** `docker pause`: nothing in it runs. */
  isFrozen = false;
  /** Something was ended because the memory limit was reached. */
  wasOutOfMemory = false;
}

/** What a process sees of the machine; a container has its own of most. */
export interface Namespaces {
  readonly pid: PidNamespace;
  readonly mounts: MountTable;
  readonly network: NetworkNamespace;
  /** Shared and changeable: setting the host name changes it for all in it. */
  readonly uts: { hostname: string };
  readonly controlGroup: ControlGroup;
}
