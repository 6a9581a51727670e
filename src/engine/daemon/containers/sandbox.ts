import type { Daemon } from '../daemon';
import { DaemonError, invalid } from '../errors';
import { readTextIfThere } from '../../kernel';
import type { Sandbox, SandboxLimits, SandboxMount } from '../host';
import { hasDns } from '../networks/network';
import { lookUpName } from '../networks/endpoints';
import type { Container } from './container';
import { sharedContainer } from './create';
import { findContainer } from './find';
import { notRunning } from './not-running';
import { isOnBridge, linksOf } from './links';
import type { HostsEntry } from './managed-files';
import { extraHostEntry, hostsFile, ownNames, parseResolvConf, resolvConf } from './managed-files';

/** Sets up a run of a container: namespaces, mounts (`sandbox-mounts.ts` knows them), limits. Nothing runs in it yet. */
export function createSandbox(
  daemon: Daemon,
  container: Container,
  mountsOf: (daemon: Daemon, container: Container) => readonly SandboxMount[],
): Sandbox {
  const { config, hostConfig } = container;
  const sharedMemory = sharedMemoryOf(daemon, hostConfig.IpcMode);
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
    shmSizeBytes: hostConfig.IpcMode === 'none' ? 0 : hostConfig.ShmSize,
    ...(sharedMemory === undefined ? {} : { sharedMemory }),
    privileged: hostConfig.Privileged,
    readonlyPaths: hostConfig.ReadonlyPaths ?? [],
    sysctls: hostConfig.Sysctls ?? {},
    ulimits: (hostConfig.Ulimits ?? []).map(({ Name, Soft, Hard }) => ({
      name: Name,
      soft: Soft,
      hard: Hard,
    })),
    oomScoreAdjust: hostConfig.OomScoreAdj,
    limits: limitsOf(container),
    network,
    processes,
    resolve: (name) => lookUpName(daemon, container, name),
  });
}

/** The files that Docker writes for a container. */
export const managedPaths = ['/etc/resolv.conf', '/etc/hostname', '/etc/hosts'] as const;

/** The limits that cgroups keep. */
export function limitsOf({ hostConfig }: Container): SandboxLimits {
  const { Memory, MemorySwap, MemoryReservation, PidsLimit, NanoCpus, CpuQuota, CpuPeriod } = hostConfig;
  const cpuPeriodUs = CpuPeriod || 100_000;
  return {
    memoryBytes: Memory > 0 ? Memory : undefined,
    swapBytes: Memory > 0 && MemorySwap > 0 ? MemorySwap - Memory : undefined,
    memoryLowBytes: MemoryReservation,
    pids: PidsLimit !== null && PidsLimit > 0 ? PidsLimit : undefined,
    cpus: NanoCpus > 0 ? NanoCpus / 1e9 : CpuQuota > 0 ? CpuQuota / cpuPeriodUs : undefined,
    cpuPeriodUs,
    cpuWeight: weightOfShares(hostConfig.CpuShares),
    cpuset: hostConfig.CpusetCpus,
  };
}

/**
 * Shares of version 1, from 2 over 1024 to 262144, as weights of version 2, from 1 over 100 to 10000.
 * Source: opencontainers/cgroups, ConvertCPUSharesToCgroupV2Value.
 */
function weightOfShares(shares: number): number {
  if (shares === 0) return 100;
  if (shares <= 2) return 1;
  if (shares >= 262_144) return 10_000;
  const power = Math.log2(shares);
  return Math.ceil(10 ** ((power * power + 125 * power) / 612 - 7 / 34));
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

/**
 * Whose /dev/shm a container has; undefined: its own. Throws where the container of `--ipc container:…` does not run, or
 * shares nothing. Source: moby, getIPCContainer.
 */
function sharedMemoryOf(daemon: Daemon, mode: string): 'host' | Sandbox | undefined {
  if (mode === 'host') return mode;
  if (!mode.startsWith('container:')) return undefined;
  const name = mode.slice('container:'.length);
  const { run, hostConfig } = findContainer(daemon, name);
  const failed = 'failed to join IPC namespace: container';
  if (run === undefined) throw new DaemonError('conflict', `${failed} ${name} is not running`);
  if (hostConfig.IpcMode === 'private' || hostConfig.IpcMode === 'none')
    throw invalid(
      `${failed} ${name}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`,
    );
  return run.sandbox;
}

function processesOf(daemon: Daemon, { hostConfig: { PidMode } }: Container): 'private' | 'host' | Sandbox {
  if (PidMode === 'host') return 'host';
  if (!PidMode.startsWith('container:')) return 'private';
  const other = findContainer(daemon, PidMode.slice('container:'.length));
  if (other.run === undefined)
    throw new DaemonError(
      'conflict',
      `failed to join PID namespace: container ${PidMode.slice('container:'.length)} is not running`,
    );
  return other.run.sandbox;
}

/** What `hostname` says inside. */
function hostnameIn(daemon: Daemon, container: Container): string {
  const shared = sharedContainer(daemon, container.hostConfig.NetworkMode);
  return shared === undefined ? container.config.Hostname : hostnameIn(daemon, shared);
}

/** Writes /etc/hosts and the like anew, for the addresses that the run has now. */
export function refreshManagedFiles(daemon: Daemon, container: Container, sandbox: Sandbox): void {
  for (const [path, text] of managedFilesOf(daemon, container)) sandbox.rewriteManagedFile(path, text);
}

export function managedFilesOf(daemon: Daemon, container: Container): ReadonlyMap<string, string> {
  const { NetworkMode } = container.hostConfig;
  const shared = sharedContainer(daemon, NetworkMode);
  if (shared !== undefined) return managedFilesOf(daemon, shared);
  return new Map<(typeof managedPaths)[number], string>([
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
  const { ExtraHosts } = container.hostConfig;
  const bridge = [...daemon.networks.values()].find(({ name }) => name === 'bridge');
  const entries: HostsEntry[] = (ExtraHosts ?? []).map((text) =>
    extraHostEntry(text, bridge?.pools[0]?.gateway ?? ''),
  );
  entries.push(...linkEntries(daemon, container));
  for (const { address, ipv6Address } of container.endpoints) {
    for (const own of [address, ipv6Address]) {
      if (own !== undefined) entries.push({ address: own, names: ownNames(container) });
    }
  }
  return hostsFile(entries);
}

/** A link is a line in /etc/hosts: its alias, the other's short id and its name. */
function linkEntries(daemon: Daemon, container: Container): readonly HostsEntry[] {
  if (!isOnBridge(container)) return [];
  return linksOf(daemon, container).flatMap(({ alias, other }) => {
    const address = other.endpoints.find(({ networkName }) => networkName === 'bridge')?.address;
    if (address === undefined) return [];
    return [{ address, names: [...new Set([alias, other.config.Hostname, other.name])] }];
  });
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
