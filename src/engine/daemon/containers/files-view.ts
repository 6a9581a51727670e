import { readTextIfThere } from '../../kernel';
import type { Daemon } from '../daemon';
import { noLimits, type Sandbox, type SandboxMount } from '../host';
import type { Container } from './container';
import { managedFilesOf } from './sandbox';

/**
 * A container's files as `docker cp` sees them: the rootfs with volumes, binds and Docker's own files, but not what a
 * run has in /proc, /sys, /dev and in memory.
 */
export function createFilesView(
  daemon: Daemon,
  container: Container,
  mounts: readonly SandboxMount[],
  readOnlyRootfs = container.hostConfig.ReadonlyRootfs,
): Sandbox {
  const { run } = container;
  const managed = managedFilesOf(daemon, container);
  const now = ([path, text]: readonly [string, string]): readonly [string, string] => [
    path,
    (run && readTextIfThere(run.sandbox.files, path)) ?? text,
  ];
  return daemon.host.createSandbox({
    id: container.id,
    hostname: '',
    domainname: '',
    rootfs: container.rootfs,
    readOnlyRootfs,
    mounts,
    managedFiles: new Map([...managed].map(now)),
    isIdle: true,
    shmSizeBytes: 0,
    privileged: false,
    readonlyPaths: [],
    sysctls: {},
    ulimits: [],
    limits: noLimits,
    network: 'none',
    processes: 'private',
    resolve: () => undefined,
  });
}
