import { FileSystem, resolvePath } from '../../fs';
import { part, type Task } from '../../kernel';
import type { ContainerConfig, CreateContainerRequest, HostConfig } from '../api/container';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { conflict, DaemonError, invalid } from '../errors';
import { randomId, shortId } from '../ids';
import { findNamedImage } from '../images/find';
import { foreignPlatformWarning, imageFor } from '../images/platform';
import type { Image } from '../../oci';
import { isValidName, randomName } from '../names';
import { checkEndpointConfig, plannedEndpoint } from '../networks/endpoints';
import type { Endpoint } from '../networks/network';
import { Container } from './container';
import { containerEvent } from './container-event';
import { defaultConfig, defaultHostConfig, withDefaults } from './defaults';
import { findContainer } from './find';
import { hasLinks } from './links';
import { imageDefaults, mergeConfig, withoutZeros } from './merge-config';
import { withInitLayer } from './init-layer';

const settingsChecks = part<typeof import('./check-settings')>('daemon/containers/check-settings');
const linkChecks = part<typeof import('./link-checks')>('daemon/containers/link-checks');
const workingDirectories = part<typeof import('./working-directory')>('daemon/containers/working-directory');
const mountPlanning = part<typeof import('./plan-mounts')>('daemon/containers/plan-mounts');

export interface CreatedContainer {
  readonly id: string;
  readonly warnings: readonly string[];
}

/** Makes a container that does not run yet. Source: moby, daemon.containerCreate. */
export function* createContainer(daemon: Daemon, request: CreateContainerRequest): Task<CreatedContainer> {
  yield* daemon.host.busy(costs.createContainerMs);
  const asked = completeHostConfig(daemon, request);
  const hostConfig: HostConfig = { ...asked, OomKillDisable: null, MemorySwappiness: null };
  const askedConfig = withDefaults(defaultConfig, request.config);
  if (canBeWrong(askedConfig, hostConfig)) {
    const { checkRequest, checkSettings } = yield* settingsChecks(daemon.host);
    checkRequest(askedConfig, hostConfig);
    checkSettings(daemon, askedConfig, hostConfig);
  }
  const found = findNamedImage(daemon, request.config.Image);
  const image = imageFor(found, request.platform);
  const links = hasLinks(asked) ? yield* linkChecks(daemon.host) : undefined;
  const warnings = [
    ...warningsOf(asked),
    ...(links?.linkWarning(asked) ?? []),
    ...(request.platform === undefined ? foreignPlatformWarning(image) : []),
  ];
  const id = randomId(daemon.random);
  const config = completeConfig(daemon, request, image, hostConfig, id);
  if (canBeWrong(config, hostConfig))
    (yield* settingsChecks(daemon.host)).checkSettings(daemon, config, hostConfig);
  const planning = wantsMounts(config, hostConfig) ? yield* mountPlanning(daemon.host) : undefined;
  const name = reserveName(daemon, request.name ?? '');
  links?.checkLinks(daemon, hostConfig);
  const endpoints = plannedEndpoints(daemon, request, hostConfig);
  const lower = withInitLayer(daemon.images.treeOf(image), daemon.nowMs);
  const mounts = planning?.planMounts(daemon, config, hostConfig, { containerId: id, tree: lower }) ?? [];
  const [path = '', ...args] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  const container = new Container(
    {
      id,
      createdMs: daemon.nowMs,
      path,
      args,
      image,
      lower,
      mounts,
    },
    new FileSystem({ tree: lower, type: 'overlay', nowMs: () => daemon.nowMs }),
    { name, config, hostConfig },
  );
  container.endpoints = endpoints;
  if (lacksFolder(container, config.WorkingDir))
    (yield* workingDirectories(daemon.host)).makeWorkingDirectory(daemon, container);
  planning?.populateVolumes(daemon, container);
  daemon.containers.set(id, container);
  containerEvent(daemon, container, 'create');
  return { id, warnings };
}

/** Whether a folder has still to be made in a container's rootfs. */
function lacksFolder({ rootfs }: Container, path: string): boolean {
  return path !== '' && resolvePath(rootfs.snapshot(), path)?.node.kind !== 'directory';
}

/** What can be set in any way and is right, or is looked at elsewhere. */
const ALWAYS_RIGHT: ReadonlySet<string> = new Set<keyof HostConfig>([
  'AutoRemove',
  'Binds',
  'ConsoleSize',
  'MaskedPaths',
  'PortBindings',
  'PublishAllPorts',
  'ReadonlyPaths',
]);

const UNTOUCHED: Readonly<Record<string, unknown>> = { ...defaultHostConfig };

/** An empty list is as good as none. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
}

/** Whether anything is set that can be wrong: what nobody touched is right. */
function canBeWrong(config: ContainerConfig, hostConfig: HostConfig): boolean {
  return (
    (config.WorkingDir !== '' && !config.WorkingDir.startsWith('/')) ||
    (config.Env ?? []).some((variable) => /^(=|$)/.test(variable)) ||
    Boolean(config.StopSignal) ||
    config.Healthcheck !== undefined ||
    Object.entries(hostConfig).some(
      ([name, value]) => !isSame(value, UNTOUCHED[name]) && !ALWAYS_RIGHT.has(name),
    )
  );
}

function completeHostConfig(daemon: Daemon, { hostConfig = {} }: CreateContainerRequest): HostConfig {
  const complete = withDefaults(defaultHostConfig, hostConfig);
  const mode = complete.NetworkMode;
  const isSwapUnset = complete.Memory > 0 && complete.MemorySwap === 0;
  return {
    ...complete,
    NetworkMode: mode === '' || mode === 'default' ? 'bridge' : byId(daemon, mode),
    PidMode: byId(daemon, complete.PidMode),
    LogConfig: { Type: complete.LogConfig.Type || 'json-file', Config: complete.LogConfig.Config },
    RestartPolicy: { ...complete.RestartPolicy, Name: complete.RestartPolicy.Name || 'no' },
    IpcMode: byId(daemon, complete.IpcMode) || 'private',
    CgroupnsMode: complete.CgroupnsMode || 'private',
    ShmSize: complete.ShmSize || defaultHostConfig.ShmSize,
    Runtime: complete.Runtime || 'runc',
    // Without a limit of its own, swap may take as much again as memory.
    MemorySwap: isSwapUnset ? complete.Memory * 2 : complete.MemorySwap,
    ...pathsHidden(complete),
    ...(isUnlabelled(complete) ? { SecurityOpt: [...(complete.SecurityOpt ?? []), 'label=disable'] } : {}),
  };
}

/** Paths that are masked or read-only: a privileged container has them only where it asks for them. */
function pathsHidden({
  Privileged,
  MaskedPaths,
  ReadonlyPaths,
}: HostConfig): Pick<HostConfig, 'MaskedPaths' | 'ReadonlyPaths'> {
  if (Privileged) return { MaskedPaths, ReadonlyPaths };
  return {
    MaskedPaths: MaskedPaths ?? defaultHostConfig.MaskedPaths,
    ReadonlyPaths: ReadonlyPaths ?? defaultHostConfig.ReadonlyPaths,
  };
}

/** `container:web` names its container by id from now on, as that one may be renamed (moby, adaptSharedNamespaceContainer). */
function byId(daemon: Daemon, mode: string): string {
  if (!mode.startsWith('container:')) return mode;
  try {
    return `container:${findContainer(daemon, mode.slice('container:'.length)).id}`;
  } catch (error) {
    if (error instanceof DaemonError) return mode;
    throw error;
  }
}

/** What shares much with the host has no label of its own, unless one was asked for (moby, generateSecurityOpt). */
function isUnlabelled({ Privileged, PidMode, IpcMode, SecurityOpt }: HostConfig): boolean {
  const sharesMuch = Privileged || PidMode === 'host' || IpcMode === 'host';
  return sharesMuch && !(SecurityOpt ?? []).some((option) => option.split('=', 1)[0] === 'label');
}

function completeConfig(
  daemon: Daemon,
  request: CreateContainerRequest,
  image: Image,
  hostConfig: HostConfig,
  id: string,
): ContainerConfig {
  const merged = withDefaults(defaultConfig, mergeConfig(request.config, imageDefaults(image.config.config)));
  if ((merged.Entrypoint ?? []).length === 0 && (merged.Cmd ?? []).length === 0) {
    throw invalid('no command specified');
  }
  const { Healthcheck } = merged;
  return {
    ...merged,
    Hostname: merged.Hostname || hostnameOf(daemon, hostConfig, id),
    ...(Healthcheck === undefined ? {} : { Healthcheck: withoutZeros(Healthcheck) }),
  };
}

function wantsMounts({ Volumes }: ContainerConfig, { Binds, Mounts, VolumesFrom }: HostConfig): boolean {
  return [Binds, Mounts, VolumesFrom, Object.keys(Volumes ?? {})].some((list) => (list ?? []).length > 0);
}

function hostnameOf(daemon: Daemon, { NetworkMode, UTSMode }: HostConfig, id: string): string {
  if (NetworkMode === 'host' || UTSMode === 'host') return daemon.host.facts.hostname;
  return NetworkMode.startsWith('container:') ? '' : shortId(id);
}

/** The name asked for, if it is free, or a random one. */
function reserveName(daemon: Daemon, asked: string): string {
  const isTaken = (name: string): Container | undefined =>
    [...daemon.containers.values()].find((container) => container.name === name);
  if (asked === '') return randomName(daemon.random, (name) => isTaken(name) !== undefined);
  const name = checkName(asked);
  const owner = isTaken(name);
  if (owner !== undefined) throw nameConflict(name, owner);
  return name;
}

/** A container's name without its slash; throws where it is no name. */
export function checkName(asked: string): string {
  const name = asked.startsWith('/') ? asked.slice(1) : asked;
  if (!isValidName(name)) {
    throw invalid(`Invalid container name (${asked}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  }
  return name;
}

export function nameConflict(name: string, owner: Container): DaemonError {
  return conflict(
    `Conflict. The container name "/${name}" is already in use by container "${owner.id}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
}

/** The container's networks: the one of its network mode, and those named beside it. */
function plannedEndpoints(
  daemon: Daemon,
  request: CreateContainerRequest,
  { NetworkMode }: HostConfig,
): readonly Endpoint[] {
  if (NetworkMode.startsWith('container:')) return [];
  const asked = request.endpoints ?? {};
  const names = [
    ...new Set([NetworkMode, ...Object.keys(asked).map((name) => (name === 'default' ? 'bridge' : name))]),
  ];
  return names.map((name) => {
    const config = asked[name] ?? (name === 'bridge' ? asked['default'] : undefined) ?? {};
    const network = [...daemon.networks.values()].find((known) => known.name === name || known.id === name);
    if (network !== undefined) checkEndpointConfig(network, config);
    return plannedEndpoint(network, name, config);
  });
}

/** What is taken back, or does nothing: there are limits that only cgroups of version 1 had. */
function warningsOf(hostConfig: HostConfig): readonly string[] {
  const { NetworkMode, PortBindings, PublishAllPorts, OomKillDisable, MemorySwappiness } = hostConfig;
  const { VolumeDriver, Mounts } = hostConfig;
  const publishes = PublishAllPorts || Object.keys(PortBindings ?? {}).length > 0;
  return [
    ...(MemorySwappiness === null
      ? []
      : [
          'Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.',
        ]),
    ...(OomKillDisable === true
      ? ['Your kernel does not support OomKillDisable. OomKillDisable discarded.']
      : []),
    ...(VolumeDriver !== '' && (Mounts ?? []).length > 0
      ? [
          '`--volume-driver` is ignored for volumes specified via `--mount`. Use `--mount type=volume,volume-driver=...` instead.',
        ]
      : []),
    ...(NetworkMode === 'host' && publishes
      ? ['Published ports are discarded when using host network mode']
      : []),
  ];
}

/** The container that a `container:…` mode names. */
export function sharedContainer(daemon: Daemon, mode: string): Container | undefined {
  return mode.startsWith('container:') ? findContainer(daemon, mode.slice('container:'.length)) : undefined;
}
