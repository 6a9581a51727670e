import type { Daemon } from '../daemon';
import { dataRoot } from '../daemon';
import { findContainer } from './find';
import { formatTime } from '../timestamps';
import type { ContainerConfig, HostConfig } from '../api/container';
import { endpointJson, manifestDescriptorJson, mountJson } from './attachments';
import { normalizeCapabilities } from './capabilities';
import { sizeOfContainer } from './changes';
import type { Container } from './container';
import { linksOf } from './links';
import { statusOf } from './state';

export interface InspectOptions {
  /** Counts the container's files, too (`--size`). */
  readonly size: boolean;
}

/** `docker inspect` of a container: the keys of API 1.52 in Docker's order. */
export function inspectContainer(daemon: Daemon, reference: string, options: InspectOptions): object {
  const container = findContainer(daemon, reference);
  const { facts, config, hostConfig, state } = container;
  const folder = `${dataRoot}/containers/${container.id}`;
  const size = options.size ? sizeOfContainer(container) : undefined;
  const isLoggedToFile = hostConfig.LogConfig.Type === 'json-file';
  return {
    Id: container.id,
    Created: formatTime(facts.createdMs),
    Path: facts.path,
    Args: facts.args,
    State: stateJson(container),
    Image: facts.image.id,
    ResolvConfPath: state.startedMs === undefined ? '' : `${folder}/resolv.conf`,
    HostnamePath: state.startedMs === undefined ? '' : `${folder}/hostname`,
    HostsPath: state.startedMs === undefined ? '' : `${folder}/hosts`,
    LogPath: isLoggedToFile && state.startedMs !== undefined ? `${folder}/${container.id}-json.log` : '',
    Name: `/${container.name}`,
    RestartCount: container.restarts.count,
    Driver: 'overlayfs',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: state.startedMs === undefined ? askedProfile(hostConfig) : '',
    ExecIDs: container.execs.size === 0 ? null : [...container.execs.keys()],
    HostConfig: hostConfigJson({ ...hostConfig, Links: linksJson(daemon, container) }),
    Storage: { RootFS: { Snapshot: { Name: 'overlayfs' } } },
    ...(size === undefined ? {} : { SizeRw: size.rwBytes, SizeRootFs: size.rootFsBytes }),
    Mounts: facts.mounts.map((mount) => mountJson(mount)),
    Config: configJson(config),
    NetworkSettings: {
      SandboxID: container.run === undefined ? '' : container.sandboxId,
      SandboxKey:
        container.run === undefined ? '' : `/var/run/docker/netns/${container.sandboxId.slice(0, 12)}`,
      Ports: portsJson(container),
      Networks: Object.fromEntries(
        container.endpoints.map((endpoint) => [
          endpoint.networkName,
          endpointJson(daemon, container, endpoint),
        ]),
      ),
    },
    ImageManifestDescriptor: manifestDescriptorJson(container),
  };
}

/** The profile that was asked for; a start finds that the host has no AppArmor, and forgets it. */
function askedProfile({ SecurityOpt }: HostConfig): string {
  const last = (SecurityOpt ?? []).filter((option) => /^apparmor[=:]/.test(option)).at(-1);
  return last?.slice('apparmor='.length) ?? '';
}

function stateJson({ state }: Container): object {
  return {
    Status: statusOf(state),
    Running: state.isRunning,
    Paused: state.isPaused,
    Restarting: state.isRestarting,
    OOMKilled: state.wasOutOfMemory,
    Dead: state.isDead,
    Pid: state.hostPid,
    ExitCode: state.exitCode,
    Error: state.error,
    StartedAt: formatTime(state.startedMs),
    FinishedAt: formatTime(state.finishedMs),
    ...(state.health === undefined ? {} : { Health: state.health }),
  };
}

/** Docker's order of the keys; what was normalized when the container was made is shown so. */
function hostConfigJson(hostConfig: HostConfig): object {
  return {
    ...inDockersOrder(hostConfig),
    CapAdd: normalizeCapabilities(hostConfig.CapAdd),
    CapDrop: normalizeCapabilities(hostConfig.CapDrop),
  };
}

/** Optional fields stand where Docker has them, not where they were added. */
function inDockersOrder({ Annotations, StorageOpt, Tmpfs, Sysctls, Mounts, ...given }: HostConfig): object {
  const { MaskedPaths, ReadonlyPaths, Init, ...rest } = given;
  const before: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    CapAdd: nonEmpty('Annotations', Annotations),
    UTSMode: { ...nonEmpty('StorageOpt', StorageOpt), ...nonEmpty('Tmpfs', Tmpfs) },
    Runtime: nonEmpty('Sysctls', Sysctls),
  };
  return {
    ...Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) => [
        ...Object.entries(before[name] ?? {}),
        [name, value] as const,
      ]),
    ),
    ...(Mounts === undefined || Mounts.length === 0 ? {} : { Mounts }),
    MaskedPaths,
    ReadonlyPaths,
    ...(Init === undefined ? {} : { Init }),
  };
}

function nonEmpty(
  name: string,
  map: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  return map === undefined || Object.keys(map).length === 0 ? {} : { [name]: map };
}

/** A container's own configuration, without what is empty. */
function configJson({ ExposedPorts, Healthcheck, ...config }: ContainerConfig): object {
  const { Hostname, Domainname, User, AttachStdin, AttachStdout, AttachStderr, ...others } = config;
  const { Tty, OpenStdin, StdinOnce, Env, Cmd, OnBuild, Labels, StopSignal, StopTimeout, Shell, ...rest } =
    others;
  return {
    Hostname,
    Domainname,
    User,
    AttachStdin,
    AttachStdout,
    AttachStderr,
    ...nonEmpty('ExposedPorts', ExposedPorts),
    Tty,
    OpenStdin,
    StdinOnce,
    Env,
    Cmd,
    ...(Healthcheck === undefined ? {} : { Healthcheck }),
    ...rest,
    ...(OnBuild && OnBuild.length > 0 ? { OnBuild } : {}),
    Labels: Labels ?? {},
    ...(StopSignal === undefined || StopSignal === '' ? {} : { StopSignal }),
    ...(StopTimeout === undefined ? {} : { StopTimeout }),
    ...(Shell === undefined || Shell.length === 0 ? {} : { Shell }),
  };
}

/** Published and exposed ports; exposed ones that are not published are null. */
function portsJson(container: Container): Readonly<Record<string, readonly object[] | null>> {
  if (container.run === undefined) return {};
  const ports = new Map<string, object[] | null>();
  for (const port of Object.keys(container.config.ExposedPorts ?? {})) ports.set(port, null);
  for (const { protocol, containerPort, hostIp, hostPort } of container.publishedPorts) {
    const key = `${containerPort}/${protocol}`;
    ports.set(key, [...(ports.get(key) ?? []), { HostIp: hostIp, HostPort: String(hostPort) }]);
  }
  return Object.fromEntries(ports);
}

/** What inspect shows of the links: `/db:/web/database`. */
function linksJson(daemon: Daemon, container: Container): readonly string[] | null {
  const links = linksOf(daemon, container);
  return links.length === 0
    ? null
    : links.map(({ alias, other }) => `/${other.name}:/${container.name}/${alias}`);
}
