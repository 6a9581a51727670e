import { resolvePath, type Tree } from '../../fs';
import type { ContainerConfig, HostConfig } from '../api/container';
import type { Daemon } from '../daemon';
import { invalid, system } from '../errors';
import { isFolder } from '../files';
import { createVolume } from '../volumes/create';
import { deviceOf } from '../volumes/device';
import type { Container, ContainerMount } from './container';
import { findContainer } from './find';
import type { MountSpec } from './mount-spec';
import { cleanPath, parseBind, parseVolumesFrom, specOfMount } from './mount-spec';

/**
 * All mounts of a new container: those of other containers, then `-v`, `--mount` and `--tmpfs`, then the
 * image's volumes, each place once. Volumes that are missing are made. Source: moby, registerMountPoints.
 */
export function planMounts(
  daemon: Daemon,
  config: ContainerConfig,
  hostConfig: HostConfig,
  rootfs: { readonly containerId: string; readonly tree: Tree },
): readonly ContainerMount[] {
  const byTarget = new Map<string, ContainerMount>();
  for (const from of hostConfig.VolumesFrom ?? []) {
    for (const mount of mountsFrom(daemon, from)) byTarget.set(mount.target, mount);
  }
  const named = new Set<string>();
  const claim = (spec: MountSpec): void => {
    if (named.has(spec.target)) throw invalid(`Duplicate mount point: ${spec.target}`);
    named.add(spec.target);
  };
  const specs = [
    ...(hostConfig.Binds ?? []).map((bind) => withDriver(parseBind(bind), hostConfig.VolumeDriver)),
    ...(hostConfig.Mounts ?? []).map((mount) => specOfMount(mount, (path) => daemon.host.files.exists(path))),
  ];
  for (const spec of specs) claim(spec);
  for (const target of Object.keys(hostConfig.Tmpfs ?? {})) {
    if (named.has(cleanPath(target))) throw invalid(`Duplicate mount point: ${cleanPath(target)}`);
  }
  for (const spec of specs) byTarget.set(spec.target, resolveMount(daemon, spec));
  for (const target of Object.keys(config.Volumes ?? {})) {
    const path = cleanPath(target);
    if (byTarget.has(path) || Object.hasOwn(hostConfig.Tmpfs ?? {}, path)) continue;
    checkPlace(rootfs, path);
    byTarget.set(path, resolveMount(daemon, withDriver(anonymousVolume(path), hostConfig.VolumeDriver)));
  }
  return [...byTarget.values()];
}

/** An anonymous volume hides a folder of the image, but no file. */
function checkPlace({ containerId, tree }: Parameters<typeof planMounts>[3], path: string): void {
  const kind = resolvePath(tree, path)?.node.kind;
  if (kind === undefined || kind === 'directory') return;
  const place = `/var/lib/docker/rootfs/overlayfs/${containerId}${path}`;
  throw system(`cannot mount volume over existing file, file exists ${place}`);
}

/** `--volume-driver` is for the volumes of `-v` only. */
function withDriver(spec: MountSpec, driver: string): MountSpec {
  return spec.type !== 'volume' || driver === ''
    ? spec
    : { ...spec, volume: { ...spec.volume, DriverConfig: { Name: driver } } };
}

function anonymousVolume(target: string): MountSpec {
  return {
    type: 'volume',
    source: '',
    target,
    readOnly: false,
    mode: '',
    propagation: '',
    createSource: true,
    copies: true,
  };
}

function resolveMount(daemon: Daemon, spec: MountSpec): ContainerMount {
  switch (spec.type) {
    case 'volume': {
      const volume = createVolume(daemon, {
        name: spec.source,
        ...(spec.volume?.DriverConfig?.Name ? { driver: spec.volume.DriverConfig.Name } : {}),
        options: spec.volume?.DriverConfig?.Options ?? null,
        labels: spec.volume?.Labels ?? null,
      });
      const hostPath =
        spec.subpath === undefined ? volume.mountpoint : cleanPath(`${volume.mountpoint}/${spec.subpath}`);
      return { ...spec, volumeName: volume.name, hostPath };
    }
    case 'bind':
      return { ...spec, hostPath: spec.source };
    default:
      return { ...spec, hostPath: '' };
  }
}

function mountsFrom(daemon: Daemon, from: string): readonly ContainerMount[] {
  const { container, mode } = parseVolumesFrom(from);
  const options = mode.split(',');
  return findContainer(daemon, container).facts.mounts.map((mount) => ({
    ...mount,
    readOnly: options.includes('ro') || mount.readOnly,
    mode: options.includes('ro') ? 'ro' : mount.mode,
    copies: false,
  }));
}

/**
 * An empty volume takes over what the image has at its place, once, when the container is made: files, owner and mode.
 * Source: moby, daemon/create_unix.go, populateVolumes.
 */
export function populateVolumes(daemon: Daemon, { facts, rootfs }: Container): void {
  const { files } = daemon.host;
  for (const { type, target, hostPath, copies, volumeName = '', subpath = '' } of facts.mounts) {
    if (type !== 'volume' || !copies) continue;
    const node = resolvePath(rootfs.snapshot(), target)?.node;
    if (node?.kind !== 'directory') continue;
    const volume = daemon.volumes.get(volumeName);
    const device = volume && deviceOf(daemon, volume);
    // What is copied into memory is gone when it is done.
    if (device?.kind === 'memory') continue;
    const folder = device === undefined ? hostPath : cleanPath(`${device.path}/${subpath}`);
    if (!isFolder(files, folder) || files.readDirectory(folder).length > 0) continue;
    daemon.host.graftFolder(folder, node);
  }
}
