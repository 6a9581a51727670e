// docker run's and docker create's flags as the Engine API's request. Source: docker/cli container/opts.go (parse).
import type { ContainerConfig, CreateContainerRequest, HostConfig, PortBinding, PortMap } from '../../daemon';
import { parseUlimit, ValueError } from '../../units';
import type { ParsedArguments } from '../arguments';
import type { containerCreate } from '../declarations/container';
import { absolutePath, cut, pairsToRecord } from './cut';
import {
  isCdiDevice,
  parseDevice,
  parseDeviceBps,
  parseDeviceIops,
  parseGpus,
  parseWeightDevice,
} from './devices';
import { readEnvironment, readLabels, type OptionSurroundings } from './environment';
import { parseMount } from './mounts';
import { checkMacAddress, endpointsOf, parseNetwork } from './networks';
import {
  checkNamespace,
  healthCheckOf,
  parseLogOptions,
  parseRestartPolicy,
  parseStorageOptions,
} from './policies';
import { parseExpose, parsePublish, toShortPublish, type PortMapping } from './ports';
import { effectiveCapabilities, parseSecurityOptions } from './security';
import { parseVolume } from './volumes';

/** The arguments of `docker create`; those of `docker run` have all that these have. */
type Parsed = Pick<ParsedArguments<typeof containerCreate>, 'flags' | 'operands'> & {
  readonly changed: { has(name: string): boolean };
};
type Flags = Parsed['flags'];

/** What `docker run`'s words ask the daemon for. Throws a ValueError with Docker's text. */
export function containerRequest(parsed: Parsed, surroundings: OptionSurroundings): CreateContainerRequest {
  const { flags } = parsed;
  if (flags['mac-address'] !== '') checkMacAddress(flags['mac-address']);
  const swappiness = flags['memory-swappiness'];
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100)) {
    throw new ValueError(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  }
  const volumes = splitVolumes(flags.volume, surroundings.cwd);
  const published = flags.publish.map(toShortPublish).flatMap(parsePublish);
  const ports = [...published.map(({ port }) => port), ...flags.expose.flatMap(parseExpose)];
  const config = configOf(parsed, surroundings, volumes.anonymous, [...new Set(ports)]);
  const hostConfig: Partial<HostConfig> = {
    ...resourcesOf(parsed),
    ...hostOptionsOf(parsed, surroundings),
    Binds: volumes.binds,
    PortBindings: portBindings(published),
  };
  if (hostConfig.AutoRemove && !['', 'no'].includes(hostConfig.RestartPolicy?.Name ?? '')) {
    throw new ValueError('conflicting options: cannot specify both --restart and --rm');
  }
  return { config, hostConfig, endpoints: networkEndpoints(flags) };
}

function configOf(
  { flags, changed, operands }: Parsed,
  surroundings: OptionSurroundings,
  anonymousVolumes: readonly string[],
  ports: readonly string[],
): CreateContainerRequest['config'] {
  const [image = '', ...command] = operands;
  const attach = flags.attach;
  const isAttachedByDefault = attach.length === 0;
  const attachStdin = attach.includes('stdin') || flags.interactive;
  const healthCheck = healthCheckOf({
    command: flags['health-cmd'],
    interval: flags['health-interval'],
    timeout: flags['health-timeout'],
    startPeriod: flags['health-start-period'],
    startInterval: flags['health-start-interval'],
    retries: flags['health-retries'],
    isDisabled: flags['no-healthcheck'],
  });
  const config: Partial<ContainerConfig> & { readonly Image: string } = {
    Hostname: flags.hostname,
    Domainname: flags.domainname,
    User: flags.user,
    AttachStdin: attachStdin,
    AttachStdout: isAttachedByDefault || attach.includes('stdout'),
    AttachStderr: isAttachedByDefault || attach.includes('stderr'),
    ExposedPorts: emptyObjects(ports),
    Tty: flags.tty,
    OpenStdin: flags.interactive,
    StdinOnce: flags.interactive && attachStdin,
    Env: readEnvironment(flags['env-file'], flags.env, surroundings),
    Cmd: command.length > 0 ? command : null,
    Image: image,
    Volumes: emptyObjects(anonymousVolumes),
    WorkingDir: flags.workdir,
    Entrypoint: changed.has('entrypoint') ? [flags.entrypoint] : null,
    Labels: pairsToRecord(readLabels(flags['label-file'], flags.label, surroundings)),
    ...(healthCheck !== undefined && { Healthcheck: healthCheck }),
    ...(changed.has('stop-signal') && { StopSignal: flags['stop-signal'] }),
    ...(changed.has('stop-timeout') && { StopTimeout: flags['stop-timeout'] }),
  };
  return config;
}

function portBindings(published: readonly PortMapping[]): PortMap {
  const bindings: Record<string, PortBinding[]> = {};
  for (const { port, hostIp, hostPort } of published) {
    (bindings[port] ??= []).push({ HostIp: hostIp, HostPort: hostPort });
  }
  return bindings;
}

function emptyObjects(keys: readonly string[]): Readonly<Record<string, object>> {
  return Object.fromEntries(keys.map((key) => [key, {}]));
}

/** `-v` values with a source are binds; the others name anonymous volumes. */
function splitVolumes(
  values: readonly string[],
  cwd: string,
): { readonly binds: readonly string[]; readonly anonymous: readonly string[] } {
  const unique = [...new Set(values)];
  const specs = unique.map((value) => ({ value, spec: parseVolume(value) }));
  return {
    binds: specs
      .filter(({ spec }) => spec.source !== '')
      .map(({ value, spec }) => {
        const isRelative = spec.type === 'bind' && spec.source.startsWith('.');
        return isRelative ? `${absolutePath(spec.source, cwd)}:${cut(value, ':')[1]}` : value;
      }),
    anonymous: specs.filter(({ spec }) => spec.source === '').map(({ value }) => value),
  };
}

function resourcesOf({ flags, changed }: Parsed): Partial<HostConfig> {
  const devices = flags.device.filter((device) => !isCdiDevice(device));
  const cdiDevices = flags.device.filter(isCdiDevice);
  return {
    CgroupParent: flags['cgroup-parent'],
    Memory: flags.memory,
    MemoryReservation: flags['memory-reservation'],
    MemorySwap: flags['memory-swap'],
    MemorySwappiness: changed.has('memory-swappiness') ? flags['memory-swappiness'] : null,
    OomKillDisable: changed.has('oom-kill-disable') ? flags['oom-kill-disable'] : null,
    NanoCpus: flags.cpus,
    CpuShares: flags['cpu-shares'],
    CpuPeriod: flags['cpu-period'],
    CpuQuota: flags['cpu-quota'],
    CpuRealtimePeriod: flags['cpu-rt-period'],
    CpuRealtimeRuntime: flags['cpu-rt-runtime'],
    CpusetCpus: flags['cpuset-cpus'],
    CpusetMems: flags['cpuset-mems'],
    PidsLimit: changed.has('pids-limit') ? flags['pids-limit'] : null,
    BlkioWeight: flags['blkio-weight'],
    BlkioWeightDevice: flags['blkio-weight-device'].map(parseWeightDevice),
    BlkioDeviceReadBps: flags['device-read-bps'].map(parseDeviceBps),
    BlkioDeviceWriteBps: flags['device-write-bps'].map(parseDeviceBps),
    BlkioDeviceReadIOps: flags['device-read-iops'].map(parseDeviceIops),
    BlkioDeviceWriteIOps: flags['device-write-iops'].map(parseDeviceIops),
    Ulimits: sortedUlimits(flags.ulimit),
    DeviceCgroupRules: flags['device-cgroup-rule'].length > 0 ? flags['device-cgroup-rule'] : null,
    Devices: devices.map(parseDevice),
    DeviceRequests: [
      ...flags.gpus.map(parseGpus),
      ...(cdiDevices.length > 0 ? [{ Driver: 'cdi', DeviceIDs: cdiDevices }] : []),
    ],
  };
}

/** The limits by name; the last of a name counts. */
function sortedUlimits(values: readonly string[]): HostConfig['Ulimits'] {
  const byName = new Map(values.map(parseUlimit).map((ulimit) => [ulimit.Name, ulimit]));
  return [...byName.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

function hostOptionsOf({ flags, changed }: Parsed, surroundings: OptionSurroundings): Partial<HostConfig> {
  const capabilities = effectiveCapabilities(flags['cap-add'], flags['cap-drop']);
  const security = parseSecurityOptions(flags['security-opt'], surroundings.readFile);
  const mounts = flags.mount.map((mount) => parseMount(mount, surroundings.cwd));
  const networks = [...flags.network, ...flags.net].map(parseNetwork);
  const orNull = (values: readonly string[]): readonly string[] | null => (values.length > 0 ? values : null);
  return {
    ContainerIDFile: flags.cidfile,
    LogConfig: {
      Type: flags['log-driver'],
      Config: parseLogOptions(flags['log-driver'], flags['log-opt']),
    },
    NetworkMode: networks[0]?.target ?? 'default',
    RestartPolicy: parseRestartPolicy(flags.restart),
    AutoRemove: flags.rm,
    VolumeDriver: flags['volume-driver'],
    VolumesFrom: orNull(flags['volumes-from']),
    CapAdd: orNull(capabilities.add),
    CapDrop: orNull(capabilities.drop),
    CgroupnsMode: checkNamespace('cgroupns', flags.cgroupns),
    Dns: flags.dns,
    DnsOptions: [...flags['dns-option'], ...flags['dns-opt']],
    DnsSearch: flags['dns-search'],
    ExtraHosts: orNull(flags['add-host']),
    GroupAdd: orNull(flags['group-add']),
    IpcMode: flags.ipc,
    Links: orNull(flags.link),
    OomScoreAdj: flags['oom-score-adj'],
    PidMode: checkNamespace('pid', flags.pid),
    Privileged: flags.privileged,
    PublishAllPorts: flags['publish-all'],
    ReadonlyRootfs: flags['read-only'],
    SecurityOpt: orNull(security.options),
    MaskedPaths: security.maskedPaths,
    ReadonlyPaths: security.readonlyPaths,
    UTSMode: checkNamespace('uts', flags.uts),
    UsernsMode: checkNamespace('userns', flags.userns),
    ShmSize: flags['shm-size'],
    Runtime: flags.runtime,
    Isolation: flags.isolation,
    ...(flags.annotation.length > 0 && { Annotations: pairsToRecord(flags.annotation) }),
    ...(flags['storage-opt'].length > 0 && { StorageOpt: parseStorageOptions(flags['storage-opt']) }),
    ...(flags.tmpfs.length > 0 && { Tmpfs: tmpfsOf(flags.tmpfs) }),
    ...(flags.sysctl.length > 0 && { Sysctls: pairsToRecord(flags.sysctl) }),
    ...(mounts.length > 0 && { Mounts: mounts }),
    ...(changed.has('init') && { Init: flags.init }),
  };
}

function tmpfsOf(values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value) => cut(value, ':').slice(0, 2)));
}

function networkEndpoints(flags: Flags): CreateContainerRequest['endpoints'] {
  return endpointsOf([...flags.network, ...flags.net].map(parseNetwork), {
    aliases: [...flags['network-alias'], ...flags['net-alias']],
    links: flags.link,
    ipv4Address: flags.ip,
    ipv6Address: flags.ip6,
    linkLocalIps: flags['link-local-ip'],
    macAddress: flags['mac-address'],
  });
}
