// Loaded when a container with devices first starts.
import type { HostConfig } from '../api/container';
import type { Daemon } from '../daemon';
import { DaemonError } from '../errors';
import type { Sandbox } from '../host';

/** What `--gpus` and CDI devices ask for, as far as a machine without any has to look at it. */
interface AskedDevices {
  readonly Driver?: string;
  readonly DeviceIDs?: readonly string[] | null;
}

/**
 * Puts the host's devices into a container. Throws Docker's text for what the host does not have: no machine here has a
 * device that a CDI file describes. Source: moby, daemon/oci_linux.go withDevices, daemon/cdi.go.
 */
export function addDevices(daemon: Daemon, sandbox: Sandbox, hostConfig: HostConfig): void {
  checkDisks(daemon, hostConfig);
  for (const { PathOnHost, PathInContainer } of hostConfig.Devices ?? []) {
    const { files } = daemon.host;
    const refused = `error gathering device information while adding custom device "${PathOnHost}"`;
    if (!files.exists(PathOnHost)) throw new DaemonError('system', `${refused}: no such file or directory`);
    const { kind, major, minor, mode } = files.stat(PathOnHost);
    if ((kind !== 'character' && kind !== 'block') || major === undefined || minor === undefined)
      throw new DaemonError('system', `${refused}: not a device node`);
    if (sandbox.files.exists(PathInContainer)) continue;
    sandbox.files.mknod(PathInContainer, kind, major, minor);
    sandbox.files.chmod(PathInContainer, mode & 0o7777);
  }
  for (const { Driver, DeviceIDs } of (hostConfig.DeviceRequests ?? []) as readonly AskedDevices[]) {
    throw new DaemonError(
      'system',
      Driver === 'cdi'
        ? `CDI device injection failed: unresolvable CDI devices ${(DeviceIDs ?? []).join(', ')}`
        : Driver === undefined || Driver === ''
          ? 'failed to discover GPU vendor from CDI: no known GPU vendor found'
          : `could not select device driver "${Driver}" with capabilities: [[gpu]]`,
    );
  }
}

/** The host's only disk; its device is not among the files. */
const disks: ReadonlySet<string> = new Set(['/dev/sda', '/dev/sda1']);

/** Reading and writing is held back on disks that are there. Source: moby, getBlkioWeightDevices and the like. */
function checkDisks(daemon: Daemon, hostConfig: HostConfig): void {
  const { BlkioWeightDevice, BlkioDeviceReadBps, BlkioDeviceWriteBps } = hostConfig;
  const { BlkioDeviceReadIOps, BlkioDeviceWriteIOps } = hostConfig;
  const limits = [
    BlkioWeightDevice,
    BlkioDeviceReadBps,
    BlkioDeviceWriteBps,
    BlkioDeviceReadIOps,
    BlkioDeviceWriteIOps,
  ];
  for (const { Path = '' } of limits.flatMap((list): readonly { readonly Path?: string }[] => list ?? [])) {
    if (!disks.has(Path) && !daemon.host.files.exists(Path))
      throw new DaemonError('system', `stat ${Path}: no such file or directory`);
  }
}
