// What runc refuses of a container's settings. Loaded when one with --sysctl, --ulimit or a long host name starts.
import type { HostConfig } from '../api/container';
import { StartError } from '../errors';
import type { Container } from './container';
import { startError } from './runtime-errors';

/** As many letters as a host's name may have (uname(2), __NEW_UTS_LEN). */
const longestHostname = 64;

/** The most files that a process may ask for (fs.nr_open, as systemd sets it when a host boots). */
const mostFiles = 1_073_741_816;

/** Throws a StartError in runc's words. Source: opencontainers/runc, standard_init_linux.go, process_linux.go. */
export function checkRuntimeSettings({ config, hostConfig }: Container): void {
  if (config.Hostname.length > longestHostname) {
    throw startError('create', 'sethostname: invalid argument', 128);
  }
  checkSysctls(hostConfig);
  const files = (hostConfig.Ulimits ?? []).find(({ Name }) => Name === 'nofile');
  if (files !== undefined && (files.Hard < 0 || files.Hard > mostFiles)) {
    const reason =
      'error setting rlimits for ready process: error setting rlimit type 7: operation not permitted';
    throw startError('create', reason, 128);
  }
}

/** The folders of /proc/sys/net in a namespace of its own. */
const networkFamilies = new Set(['core', 'ipv4', 'ipv6', 'mptcp', 'netfilter', 'nf_conntrack_max', 'unix']);

/**
 * Throws what runc says of a parameter that is not the container's own, and of one that is not there.
 * Source: opencontainers/runc, libcontainer/configs/validate (sysctl), internal/sys (WriteSysctls).
 */
function checkSysctls({ Sysctls, NetworkMode, IpcMode }: HostConfig): void {
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
