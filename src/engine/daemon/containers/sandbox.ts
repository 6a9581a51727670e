import type { DirectoryNode, Tree } from '../../fs';
import { nodeAt, resolvePath } from '../../fs';
import type { Daemon } from '../daemon';
import { DaemonError, invalid } from '../errors';
import { findImage } from '../images/find';
import { isFolder, makeFolders } from '../files';
import { readTextIfThere } from '../../kernel';
import type { Sandbox, SandboxMount } from '../host';
import { hasDns } from '../networks/network';
import { lookUpName } from '../networks/endpoints';
import type { Container, ContainerMount } from './container';
import { sharedContainer } from './create';
import { findContainer } from './find';
import { notRunning } from './kill';
import type { HostsEntry } from './managed-files';
import { extraHostEntry, hostsFile, ownNames, parseResolvConf, resolvConf } from './managed-files';
import { cleanPath } from './mount-spec';
import { startError } from './runtime-errors';

/** Sets up a run of a container: namespaces, mounts, limits. Nothing runs in it yet. */
export function createSandbox(daemon: Daemon, container: Container): Sandbox {
  const { config, hostConfig } = container;
  const network = networkOf(daemon, container);
  const processes = processesOf(daemon, container);
  return daemon.host.createSandbox({
    id: container.id,
    hostname: hostnameIn(daemon, container),
    domainname: config.Domainname,
    rootfs: container.rootfs,
    readOnlyRootfs: hostConfig.ReadonlyRootfs,
    mounts: mountsOf(daemon, container),
    managedFiles: managedFilesOf(daemon, container),
    shmSizeBytes: hostConfig.ShmSize,
    privileged: hostConfig.Privileged,
    sysctls: hostConfig.Sysctls ?? {},
    ulimits: (hostConfig.Ulimits ?? []).map(({ Name, Soft, Hard }) => ({
      name: Name,
      soft: Soft,
      hard: Hard,
    })),
    ...limitsOf(container),
    network,
    processes,
    resolve: (name) => lookUpName(daemon, container, name),
  });
}

/** The limits that cgroups keep. */
export function limitsOf({ hostConfig }: Container): {
  memoryBytes: number;
  pidsLimit: number;
  nanoCpus: number;
} {
  const { Memory, PidsLimit, NanoCpus } = hostConfig;
  return { memoryBytes: Memory, pidsLimit: PidsLimit ?? 0, nanoCpus: NanoCpus };
}

function networkOf(
  daemon: Daemon,
  { hostConfig: { NetworkMode } }: Container,
): 'private' | 'none' | 'host' | Sandbox {
  if (NetworkMode === 'host' || NetworkMode === 'none') return NetworkMode;
  if (!NetworkMode.startsWith('container:')) return 'private';
  try {
    const other = sharedContainer(daemon, NetworkMode);
    if (other?.run === undefined) {
      throw new DaemonError(
        'conflict',
        `cannot join network namespace of a non running container: ${other?.id ?? ''}`,
      );
    }
    return other.run.sandbox;
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    throw new DaemonError(error.kind, `joining network namespace of container: ${error.message}`);
  }
}

function processesOf(daemon: Daemon, { hostConfig: { PidMode } }: Container): 'private' | 'host' | Sandbox {
  if (PidMode === 'host') return 'host';
  if (!PidMode.startsWith('container:')) return 'private';
  const other = findContainer(daemon, PidMode.slice('container:'.length));
  if (other.run === undefined)
    throw new DaemonError('conflict', `cannot join PID namespace of a non running container: ${other.id}`);
  return other.run.sandbox;
}

/** What `hostname` says inside. */
function hostnameIn(daemon: Daemon, container: Container): string {
  const shared = sharedContainer(daemon, container.hostConfig.NetworkMode);
  return shared === undefined ? container.config.Hostname : hostnameIn(daemon, shared);
}

function mountsOf(daemon: Daemon, container: Container): readonly SandboxMount[] {
  const tmpfs = Object.entries(container.hostConfig.Tmpfs ?? {}).map(([target, options]) =>
    tmpfsMount(target, options),
  );
  const mounts = container.facts.mounts.map((mount) => sandboxMount(daemon, container, mount));
  const depth = (path: string): number => path.split('/').length;
  return [...mounts, ...tmpfs].sort((a, b) => depth(a.target) - depth(b.target));
}

/** Reads `size=64m,mode=700,ro`, what `--tmpfs` takes after the colon. */
function tmpfsMount(target: string, options: string): SandboxMount {
  const words = options.split(',').filter((word) => word !== '');
  const valueOf = (name: string): string | undefined =>
    words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const size = valueOf('size');
  return {
    target: cleanPath(target),
    readOnly: words.includes('ro'),
    source: {
      kind: 'tmpfs',
      options: tmpfsOptions(words, size === undefined ? undefined : sizeOfTmpfs(size)),
      mode: parseInt(valueOf('mode') ?? '1777', 8),
      uid: Number(valueOf('uid') ?? 0),
      gid: Number(valueOf('gid') ?? 0),
      ...(size === undefined ? {} : { sizeBytes: sizeOfTmpfs(size) }),
    },
  };
}

/** Docker guards a tmpfs; `exec`, `dev` and `suid` among the words lift that. */
function tmpfsOptions(words: readonly string[], sizeBytes?: number): string {
  const guards = ['suid', 'dev', 'exec'].filter((name) => !words.includes(name)).map((name) => `no${name}`);
  const size = sizeBytes ? [`size=${Math.ceil(sizeBytes / 1024)}k`] : [];
  return [...guards, 'relatime', ...size].join(',');
}

const binaryUnits: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

function sizeOfTmpfs(text: string): number {
  const parts = /^(\d+)([kmg]?)$/i.exec(text);
  if (parts === null) throw invalid(`invalid tmpfs option "size=${text}"`);
  return Number(parts[1]) * (binaryUnits[(parts[2] ?? '').toLowerCase()] ?? 1);
}

function sandboxMount(daemon: Daemon, container: Container, mount: ContainerMount): SandboxMount {
  const { target, readOnly, hostPath } = mount;
  switch (mount.type) {
    case 'tmpfs':
      return {
        target,
        readOnly,
        source: {
          kind: 'tmpfs',
          options: tmpfsOptions([], mount.tmpfs?.SizeBytes),
          mode: mount.tmpfs?.Mode ?? 0o1777,
          uid: 0,
          gid: 0,
          ...(mount.tmpfs?.SizeBytes ? { sizeBytes: mount.tmpfs.SizeBytes } : {}),
        },
      };
    case 'image': {
      const tree = daemon.images.treeOf(findImage(daemon, mount.source));
      const node = mount.subpath === undefined ? tree : nodeAt(tree, mount.subpath);
      if (node?.kind !== 'directory')
        throw invalid(`cannot find subpath ${mount.subpath ?? ''} in image ${mount.source}`);
      return { target, readOnly: true, source: { kind: 'tree', tree: node } };
    }
    case 'volume':
      seedVolume(daemon, container, mount);
      return { target, readOnly, source: { kind: 'host', path: hostPath } };
    case 'bind':
      prepareBind(daemon, container, mount);
      return { target, readOnly, source: { kind: 'host', path: hostPath } };
  }
}

/** An empty volume takes over what the image has at its place: files, owner and mode (moby, copy-up). */
function seedVolume(
  daemon: Daemon,
  container: Container,
  { target, hostPath, copies, volumeName = '' }: ContainerMount,
): void {
  const { files } = daemon.host;
  if (!files.exists(hostPath)) {
    throw new DaemonError('system', `failed to mount local volume: no such file or directory: ${volumeName}`);
  }
  if (!copies || files.readDirectory(hostPath).length > 0) return;
  const folder = folderAt(container.rootfs.snapshot(), target);
  if (folder !== undefined) daemon.host.graftFolder(hostPath, folder);
}

function folderAt(tree: Tree, path: string): DirectoryNode | undefined {
  const found = resolvePath(tree, path);
  return found?.node.kind === 'directory' ? found.node : undefined;
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

/** Writes /etc/hosts and the like anew, for the addresses that the run has now. */
export function refreshManagedFiles(daemon: Daemon, container: Container, sandbox: Sandbox): void {
  for (const [path, text] of managedFilesOf(daemon, container)) sandbox.rewriteManagedFile(path, text);
}

function managedFilesOf(daemon: Daemon, container: Container): ReadonlyMap<string, string> {
  const { NetworkMode } = container.hostConfig;
  const shared = sharedContainer(daemon, NetworkMode);
  if (shared !== undefined) return managedFilesOf(daemon, shared);
  return new Map([
    ['/etc/resolv.conf', resolvConfOf(daemon, container)],
    ['/etc/hostname', `${container.config.Hostname}\n`],
    [
      '/etc/hosts',
      NetworkMode === 'host'
        ? (readTextIfThere(daemon.host.files, '/etc/hosts') ?? '')
        : hostsOf(daemon, container),
    ],
  ]);
}

function hostsOf(daemon: Daemon, container: Container): string {
  const { ExtraHosts, Links } = container.hostConfig;
  const bridge = [...daemon.networks.values()].find(({ name }) => name === 'bridge');
  const entries: HostsEntry[] = (ExtraHosts ?? []).map((text) =>
    extraHostEntry(text, bridge?.pools[0]?.gateway ?? ''),
  );
  for (const link of Links ?? []) entries.push(...linkEntries(daemon, link));
  for (const { address } of container.endpoints) {
    if (address !== undefined) entries.push({ address, names: ownNames(container) });
  }
  return hostsFile(entries);
}

/** A link is a line in /etc/hosts: its alias, the other's short id and its name. */
function linkEntries(daemon: Daemon, link: string): readonly HostsEntry[] {
  const [target = '', alias = target] = link.split(':');
  const other = findContainer(daemon, target);
  if (!other.state.isRunning)
    throw new DaemonError('conflict', `cannot link to a non running container: /${other.name} AS ${alias}`);
  const address = other.endpoints.find(({ networkName }) => networkName === 'bridge')?.address;
  if (address === undefined) return [];
  const names = [...new Set([alias, other.config.Hostname, other.name])];
  return [{ address, names }];
}

function resolvConfOf(daemon: Daemon, container: Container): string {
  const { Dns, DnsSearch, DnsOptions, NetworkMode } = container.hostConfig;
  const host = parseResolvConf(readTextIfThere(daemon.host.files, '/etc/resolv.conf') ?? '');
  const usesInternalServer = container.endpoints.some(({ networkId }) => {
    const network = daemon.networks.get(networkId);
    return network !== undefined && hasDns(network);
  });
  const given = (values: readonly string[] | null): values is readonly string[] => (values ?? []).length > 0;
  if (NetworkMode === 'none') return resolvConf({ servers: [], search: [], options: [] }, {}, false);
  return resolvConf(
    host,
    {
      ...(given(Dns) ? { servers: Dns } : {}),
      ...(given(DnsSearch) ? { search: DnsSearch } : {}),
      ...(given(DnsOptions) ? { options: DnsOptions } : {}),
    },
    usesInternalServer,
  );
}

/** Throws where nothing of a container runs. */
export function runOf(container: Container): NonNullable<Container['run']> {
  if (container.run === undefined) throw notRunning(container);
  return container.run;
}
