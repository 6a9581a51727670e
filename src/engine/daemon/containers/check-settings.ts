// Loaded when a container is asked for that could be wrong: see create.ts.
import type { ContainerConfig, HostConfig, Resources } from '../api/container';
import type { Daemon } from '../daemon';
import { invalid } from '../errors';
import { parseSignal } from '../signals';
import { readSecurityOptions } from './container-credentials';
import { findContainer } from './find';
import { checkCapabilities } from './capabilities';
import { checkLogDriver } from './log-driver';
import { checkRestartPolicy } from './check-restart-policy';

const smallestMemoryBytes = 6 * 1024 * 1024;

/** What a container cannot be, in Docker's words (moby, verifyContainerSettings). Throws at the first. */
export function checkSettings(daemon: Daemon, config: ContainerConfig, hostConfig: HostConfig): void {
  if (config.WorkingDir !== '' && !config.WorkingDir.startsWith('/')) {
    throw invalid(`the working directory '${config.WorkingDir}' is invalid, it needs to be an absolute path`);
  }
  if (config.StopSignal !== undefined && config.StopSignal !== '') parseSignal(config.StopSignal);
  for (const variable of config.Env ?? []) {
    if (variable === '' || variable.startsWith('='))
      throw invalid(`invalid environment variable: ${variable}`);
  }
  checkHealthcheck(config);
  if (hostConfig.AutoRemove && !['', 'no'].includes(hostConfig.RestartPolicy.Name)) {
    throw invalid("can't create 'AutoRemove' container with restart policy");
  }
  checkRestartPolicy(hostConfig.RestartPolicy);
  checkCapabilities(hostConfig);
  readSecurityOptions(hostConfig.SecurityOpt ?? []);
  checkResources(daemon, hostConfig);
  checkLogDriver(hostConfig);
  const { CgroupParent } = hostConfig;
  if (CgroupParent !== '' && !/^.+[.]slice$/.test(CgroupParent)) {
    throw invalid('cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"');
  }
  if (hostConfig.Runtime !== 'runc' && hostConfig.Runtime !== 'io.containerd.runc.v2') {
    throw invalid(`unknown or invalid runtime name: ${hostConfig.Runtime}`);
  }
  if (hostConfig.OomScoreAdj < -1000 || hostConfig.OomScoreAdj > 1000) {
    throw invalid(`Invalid value ${hostConfig.OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  }
  if (!/^(none|private|shareable|host|container:.+)$/.test(hostConfig.IpcMode)) {
    throw invalid(`invalid IPC mode: ${hostConfig.IpcMode}`);
  }
  for (const mode of [hostConfig.IpcMode, hostConfig.PidMode]) {
    if (mode.startsWith('container:')) findContainer(daemon, mode.slice('container:'.length));
  }
  if (hostConfig.ShmSize < 0) throw invalid('SHM size can not be less than 0');
  for (const target of Object.keys(hostConfig.Tmpfs ?? {})) {
    if (/^\/+$/.test(target)) throw invalid("invalid specification: destination can't be '/'");
    if (!target.startsWith('/')) throw invalid(`invalid mount path: '${target}' mount path must be absolute`);
  }
}

/** What no request may ask for: an image has no say in it (moby, validateCreateRequest). Throws at the first. */
export function checkRequest(config: ContainerConfig, hostConfig: HostConfig): void {
  checkNetworkMode(config, hostConfig);
  const { Isolation, CpuRealtimePeriod, CpuRealtimeRuntime, CpuShares } = hostConfig;
  if (Isolation !== '' && Isolation.toLowerCase() !== 'default')
    throw invalid(`invalid isolation (${Isolation}): linux only supports 'default'`);
  // Control groups of version 2 know no real-time scheduler.
  if (CpuRealtimePeriod !== 0 || CpuRealtimeRuntime !== 0)
    throw invalid('kernel does not support CPU real-time scheduler');
  if (CpuShares < 0) throw invalid(`invalid CPU shares (${CpuShares}): value must be a positive integer`);
}

function checkNetworkMode(
  config: ContainerConfig,
  { NetworkMode, UTSMode, Links, Dns, ExtraHosts, PortBindings, PublishAllPorts }: HostConfig,
): void {
  if (NetworkMode === 'container' || NetworkMode === 'container:')
    throw invalid('invalid network mode: invalid container format container:<name|id>');
  const isShared = NetworkMode.startsWith('container:');
  if (isShared && config.Hostname !== '') throw invalid('conflicting options: hostname and the network mode');
  if (UTSMode === 'host' && config.Hostname !== '')
    throw invalid('conflicting options: hostname and the UTS mode');
  if (isShared && (Links ?? []).length > 0) {
    throw invalid(
      "conflicting options: container type network can't be used with links. This would result in undefined behavior",
    );
  }
  if (NetworkMode === 'host' && (Links ?? []).length > 0) {
    throw invalid(
      "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
    );
  }
  if (isShared && (Dns ?? []).length > 0) throw invalid('conflicting options: dns and the network mode');
  if (isShared && (ExtraHosts ?? []).length > 0) {
    throw invalid('conflicting options: custom host-to-IP mapping and the network mode');
  }
  if (isShared && (Object.keys(PortBindings ?? {}).length > 0 || PublishAllPorts)) {
    throw invalid('conflicting options: port publishing and the container type network mode');
  }
  if (isShared && Object.keys(config.ExposedPorts ?? {}).length > 0) {
    throw invalid('conflicting options: port exposing and the container type network mode');
  }
}

/** Limits of memory, processors and processes (moby, verifyPlatformContainerResources). */
export function checkResources(daemon: Daemon, resources: Resources): void {
  const { Memory, MemorySwap, MemoryReservation, NanoCpus, CpuQuota, CpuPeriod } = resources;
  if (Memory !== 0 && Memory < smallestMemoryBytes) throw invalid('Minimum memory limit allowed is 6MB');
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory) {
    throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (Memory === 0 && MemorySwap > 0) {
    throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if (MemoryReservation > 0 && MemoryReservation < smallestMemoryBytes) {
    throw invalid('Minimum memory reservation allowed is 6MB');
  }
  if (Memory > 0 && MemoryReservation > 0 && Memory < MemoryReservation) {
    throw invalid('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
  if (NanoCpus > 0 && CpuPeriod > 0)
    throw invalid('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (NanoCpus > 0 && CpuQuota > 0)
    throw invalid('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  const { cpus } = daemon.host.facts;
  if (NanoCpus < 0 || NanoCpus > cpus * 1e9) {
    throw invalid(`range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  }
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000)) {
    throw invalid('CPU cfs period cannot be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  if (CpuQuota > 0 && CpuQuota < 1000) throw invalid('CPU cfs quota cannot be less than 1ms (i.e. 1000)');
  checkCpuset('CPUs', 'cpus', resources.CpusetCpus, cpus);
  checkCpuset('memory nodes', 'mems', resources.CpusetMems, 1);
  if (resources.BlkioWeight > 0 && (resources.BlkioWeight < 10 || resources.BlkioWeight > 1000)) {
    throw invalid('Range of blkio weight is from 10 to 1000');
  }
}

/** `0-2,4`: all of them must be there. */
function checkCpuset(what: string, name: string, text: string, count: number): void {
  if (text === '') return;
  for (const part of text.split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) {
      throw invalid(
        `Invalid value ${text} for cpuset ${name}: failed to parse ${JSON.stringify(text)} as range`,
      );
    }
    if (Number(last) < count) continue;
    const available = count === 1 ? '0' : `0-${count - 1}`;
    throw invalid(`Requested ${what} are not available - requested ${text}, available: ${available}`);
  }
}

function checkHealthcheck({ Healthcheck }: ContainerConfig): void {
  if (Healthcheck === undefined) return;
  const oneMillisecond = 1e6;
  const fields = [
    ['Interval', Healthcheck.Interval],
    ['Timeout', Healthcheck.Timeout],
    ['StartPeriod', Healthcheck.StartPeriod],
    ['StartInterval', Healthcheck.StartInterval],
  ] as const;
  for (const [name, value = 0] of fields) {
    if (value !== 0 && value < oneMillisecond)
      throw invalid(`${name} in Healthcheck cannot be less than 1ms`);
  }
  if ((Healthcheck.Retries ?? 0) < 0) throw invalid('Retries in Healthcheck cannot be negative');
}
