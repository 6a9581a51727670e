import { nodeAt, resolvePath } from '../../fs';
import type { Daemon } from '../daemon';
import { DaemonError, invalid } from '../errors';
import { isFolder, makeFolders } from '../files';
import type { SandboxMount } from '../host';
import { findImage } from '../images/find';
import { deviceOf, memoryOf } from '../volumes/device';
import type { Container, ContainerMount } from './container';
import { cleanPath } from './mount-spec';
import { startError } from './runtime-errors';
import {
  readTmpfsOptions,
  shownOwner,
  TmpfsDataError,
  tmpfsOptionsOfMount,
  type TmpfsSettings,
} from './tmpfs-options';

/** What is mounted in a run of a container, the outer places first. Folders that `-v` names are made for it. */
export function sandboxMounts(daemon: Daemon, container: Container): readonly SandboxMount[] {
  const tmpfs = Object.entries(container.hostConfig.Tmpfs ?? {}).map(([target, options]) =>
    tmpfsMount(daemon, container, target, options),
  );
  const mounts = container.facts.mounts.map((mount) => sandboxMount(daemon, container, mount, 'run'));
  return outerFirst([...mounts, ...tmpfs]);
}

/** What `docker cp` sees mounted: volumes and binds, nothing in memory. Source: moby, openContainerFS. */
export function mountsToCopy(daemon: Daemon, container: Container): readonly SandboxMount[] {
  const use = container.run === undefined ? 'look' : 'look at a run';
  return outerFirst(
    container.facts.mounts
      .filter(({ type }) => type !== 'tmpfs')
      .map((mount) => sandboxMount(daemon, container, mount, use)),
  );
}

/** A run begins; or its files are looked at, or those of a container that does not run. */
type Use = 'run' | 'look at a run' | 'look';

function outerFirst(mounts: readonly SandboxMount[]): readonly SandboxMount[] {
  const depth = (path: string): number => path.split('/').length;
  return [...mounts].sort((a, b) => depth(a.target) - depth(b.target));
}

/** A tmpfs over the rootfs. Without a mode it takes that of the folder that it hides (runc, mountToRootfs). */
function tmpfsMount(daemon: Daemon, container: Container, target: string, text: string): SandboxMount {
  const settings = settingsOfTmpfs(target, text, daemon.host.facts.memoryBytes);
  const hidden = resolvePath(container.rootfs.snapshot(), target)?.node;
  const {
    readOnly,
    uid,
    gid,
    sizeBytes,
    mode = hidden?.kind === 'directory' ? hidden.mode : 0o1777,
  } = settings;
  return {
    target: cleanPath(target),
    readOnly,
    source: {
      kind: 'tmpfs',
      options: `${settings.options}${shownOwner({ mode, uid, gid })}`,
      mode,
      uid,
      gid,
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
    },
  };
}

function settingsOfTmpfs(target: string, text: string, memoryBytes: number): TmpfsSettings {
  try {
    return readTmpfsOptions(text, memoryBytes);
  } catch (error) {
    if (!(error instanceof TmpfsDataError)) throw error;
    throw startError(
      'create',
      `error mounting "tmpfs" to rootfs at "${target}": mount src=tmpfs, dst=${target}, dstFd=/proc/thread-self/fd/8, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=${error.message}: invalid argument`,
      128,
    );
  }
}

function sandboxMount(daemon: Daemon, container: Container, mount: ContainerMount, use: Use): SandboxMount {
  const { target, readOnly, hostPath } = mount;
  switch (mount.type) {
    case 'tmpfs':
      return tmpfsMount(daemon, container, target, tmpfsOptionsOfMount(readOnly, mount.tmpfs));
    case 'image': {
      const tree = daemon.images.treeOf(findImage(daemon, mount.source));
      const node = mount.subpath === undefined ? tree : nodeAt(tree, mount.subpath);
      if (node?.kind !== 'directory')
        throw invalid(`cannot find subpath ${mount.subpath ?? ''} in image ${mount.source}`);
      return { target, readOnly: true, source: { kind: 'tree', tree: node } };
    }
    case 'volume':
      return volumeMount(daemon, mount, use);
    case 'bind':
      if (use !== 'look at a run') prepareBind(daemon, container, mount);
      return { target, readOnly, source: { kind: 'host', path: hostPath } };
  }
}

function volumeMount(daemon: Daemon, mount: ContainerMount, use: Use): SandboxMount {
  const isPrepared = use === 'look at a run';
  const { target, readOnly, hostPath, volumeName = '', subpath = '' } = mount;
  const volume = daemon.volumes.get(volumeName);
  const device = volume && deviceOf(daemon, volume);
  if (volume === undefined || device === undefined) {
    if (!isPrepared) checkVolume(daemon, mount);
    return { target, readOnly, source: { kind: 'host', path: hostPath } };
  }
  if (device.kind === 'folder') {
    const path = cleanPath(`${device.path}/${subpath}`);
    if (!isPrepared) checkVolume(daemon, { ...mount, hostPath: path });
    return { target, readOnly: readOnly || device.readOnly, source: { kind: 'host', path } };
  }
  return { target, readOnly, source: memoryOf(daemon, volume, device, use === 'run') };
}

/** Throws where the volume's folder, or the one of `volume-subpath` in it, is not there (moby, safepath.Join). */
function checkVolume(daemon: Daemon, { hostPath, volumeName = '', subpath }: ContainerMount): void {
  if (daemon.host.files.exists(hostPath)) return;
  if (subpath !== undefined)
    throw new DaemonError(
      'system',
      `cannot access path ${hostPath}: lstat ${hostPath}: no such file or directory`,
    );
  throw new DaemonError('system', `failed to mount local volume: no such file or directory: ${volumeName}`);
}

/** `-v` makes a missing folder on the host; a folder over a file (or the other way round) cannot be. */
function prepareBind(
  daemon: Daemon,
  container: Container,
  { hostPath, target, createSource }: ContainerMount,
): void {
  const { files } = daemon.host;
  if (!files.exists(hostPath)) {
    if (!createSource)
      throw invalid(`invalid mount config for type "bind": bind source path does not exist: ${hostPath}`);
    makeFolders(files, hostPath);
  }
  const inside = resolvePath(container.rootfs.snapshot(), target);
  if (inside === undefined) return;
  if ((inside.node.kind === 'directory') === isFolder(files, hostPath)) return;
  throw startError(
    'create',
    `error mounting "${hostPath}" to rootfs at "${target}": mount src=${hostPath}, dst=${target}, dstFd=/proc/thread-self/fd/14, flags=MS_BIND|MS_REC: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
    125,
  );
}
