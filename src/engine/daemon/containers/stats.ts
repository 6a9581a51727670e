import type { Daemon } from '../daemon';
import type { Container } from './container';

/** What a container uses at a moment. Sizes in bytes; `cpuMs` since the run began. */
export interface ContainerStats {
  readonly cpuMs: number;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  readonly pids: number;
  readonly atMs: number;
}

/** undefined while it does not run. */
export function containerStats(daemon: Daemon, container: Container): ContainerStats | undefined {
  if (container.run === undefined) return undefined;
  const { Memory } = container.hostConfig;
  return {
    ...container.run.sandbox.usage(),
    memoryLimitBytes: Memory > 0 ? Memory : daemon.host.facts.memoryBytes,
    atMs: daemon.nowMs,
  };
}
