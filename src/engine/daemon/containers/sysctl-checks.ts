// Loaded when a container with --sysctl starts.
import type { HostConfig } from '../api/container';
import { startError } from './runtime-errors';
import { StartError } from '../errors';

/** The folders of /proc/sys/net in a namespace of its own. */
const networkFamilies = new Set(['core', 'ipv4', 'ipv6', 'mptcp', 'netfilter', 'nf_conntrack_max', 'unix']);

/**
 * Throws what runc says of a parameter that is not the container's own, and of one that is not there.
 * Source: opencontainers/runc, libcontainer/configs/validate (sysctl), internal/sys (WriteSysctls).
 */
export function checkSysctls({ Sysctls, NetworkMode, IpcMode }: HostConfig): void {
  const refuse = (reason: string): never => {
    throw new StartError(
      `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ${reason}`,
      128,
    );
  };
  for (const name of Object.keys(Sysctls ?? {}).sort()) {
    const [area, family = ''] = name.split('.');
    if (area !== 'net') {
      if (IpcMode === 'host') refuse(`sysctl "${name}" is not allowed in the hosts ipc namespace`);
    } else if (NetworkMode === 'host') refuse(`sysctl "${name}" not allowed in host network namespace`);
    else if (!networkFamilies.has(family)) {
      throw startError(
        'create',
        `open sysctl ${name} file: open /proc/sys/${name.replaceAll('.', '/')}: no such file or directory`,
        127,
      );
    }
  }
}
