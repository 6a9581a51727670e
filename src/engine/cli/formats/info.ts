// docker system info as text. Source: docker/cli cli/command/system/info.go.
import { bytesSize } from '../../units';
import { type SwarmInfo, swarmLines } from './info-swarm';

type Pairs = readonly (readonly string[])[];

/** What the client says of itself. */
export interface ClientInfo {
  readonly Debug: boolean;
  readonly Platform?: { readonly Name: string };
  readonly Version?: string;
  readonly Context: string;
  readonly Plugins: readonly ClientPlugin[];
}

export interface ClientPlugin {
  readonly Name: string;
  readonly Path: string;
  readonly Vendor?: string;
  readonly Version?: string;
  readonly ShortDescription?: string;
  /** Why it cannot be used. */
  readonly Err?: string;
}

/** `GET /info`, as far as the text shows it. */
export interface SystemInfo {
  readonly ID: string;
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
  readonly Driver: string;
  readonly DriverStatus: Pairs;
  readonly Plugins: {
    readonly Volume: readonly string[];
    readonly Network: readonly string[];
    readonly Authorization: readonly string[] | null;
    readonly Log: readonly string[];
  };
  readonly Debug: boolean;
  readonly NFd: number;
  readonly NGoroutines: number;
  readonly SystemTime: string;
  readonly NEventsListener: number;
  readonly LoggingDriver: string;
  readonly CgroupDriver: string;
  readonly CgroupVersion?: string;
  readonly KernelVersion: string;
  readonly OperatingSystem: string;
  readonly OSType: string;
  readonly Architecture: string;
  readonly RegistryConfig: {
    readonly InsecureRegistryCIDRs: readonly string[];
    readonly IndexConfigs: Readonly<Record<string, { readonly Name: string; readonly Secure: boolean }>>;
    readonly Mirrors: readonly string[] | null;
  };
  readonly NCPU: number;
  /** Bytes. */
  readonly MemTotal: number;
  readonly DockerRootDir: string;
  readonly HttpProxy: string;
  readonly HttpsProxy: string;
  readonly NoProxy: string;
  readonly Name: string;
  readonly Labels: readonly string[];
  readonly ExperimentalBuild: boolean;
  readonly ServerVersion: string;
  readonly Runtimes: Readonly<Record<string, unknown>>;
  readonly DefaultRuntime: string;
  readonly Swarm: SwarmInfo;
  readonly LiveRestoreEnabled: boolean;
  readonly InitBinary: string;
  readonly ContainerdCommit: { readonly ID: string };
  readonly RuncCommit: { readonly ID: string };
  readonly InitCommit: { readonly ID: string };
  readonly SecurityOptions: readonly string[];
  readonly DefaultAddressPools?: readonly { readonly Base: string; readonly Size: number }[];
  readonly FirewallBackend?: { readonly Driver: string; readonly Info?: Pairs };
  readonly CDISpecDirs: readonly string[];
  readonly DiscoveredDevices?: readonly { readonly Source: string; readonly ID: string }[];
  readonly NRI?: { readonly Info: Pairs };
}

/** Both halves; a client that says nothing of itself has an empty one. */
export function formatInfo(client: ClientInfo | undefined, server: SystemInfo, userName: string): string {
  const platform = client?.Platform?.Name ?? '';
  const lines = [
    platform === '' ? 'Client:' : `Client: ${platform}`,
    ...(client === undefined ? [] : clientLines(client)),
    '',
    'Server:',
    ...serverLines(server, { isDebugging: client?.Debug ?? false, userName }),
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** A line that stands only where it has a value. */
function filled(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [`${name} ${value}`];
}

/** A heading with what stands below it; nothing where that is nothing. */
function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines];
}

function pairLines(pairs: Pairs): readonly string[] {
  return pairs.map(([name = '', value = '']) => `  ${name}: ${value}`);
}

function clientLines({ Version, Context, Debug, Plugins }: ClientInfo): readonly string[] {
  const plugins = Plugins.filter(({ Err }) => Err === undefined).flatMap((plugin) => [
    `  ${plugin.Name}: ${plugin.ShortDescription ?? ''} (${plugin.Vendor ?? ''})`,
    ...filled('    Version: ', plugin.Version),
    ...filled('    Path:    ', plugin.Path),
  ]);
  return [
    ...filled(' Version:   ', Version),
    ` Context:    ${Context}`,
    ` Debug Mode: ${Debug}`,
    ...section(' Plugins:', plugins),
  ];
}

function serverLines(
  info: SystemInfo,
  { isDebugging, userName }: { readonly isDebugging: boolean; readonly userName: string },
): readonly string[] {
  const { Plugins, RegistryConfig } = info;
  const insecure = [
    ...Object.values(RegistryConfig.IndexConfigs)
      .filter(({ Secure }) => !Secure)
      .map(({ Name }) => Name),
    ...RegistryConfig.InsecureRegistryCIDRs,
  ];
  return [
    ` Containers: ${info.Containers}`,
    `  Running: ${info.ContainersRunning}`,
    `  Paused: ${info.ContainersPaused}`,
    `  Stopped: ${info.ContainersStopped}`,
    ` Images: ${info.Images}`,
    ...filled(' Server Version:', info.ServerVersion),
    ...filled(' Storage Driver:', info.Driver),
    ...pairLines(info.DriverStatus),
    ...filled(' Logging Driver:', info.LoggingDriver),
    ...filled(' Cgroup Driver:', info.CgroupDriver),
    ...filled(' Cgroup Version:', info.CgroupVersion),
    ' Plugins:',
    `  Volume: ${Plugins.Volume.join(' ')}`,
    `  Network: ${Plugins.Network.join(' ')}`,
    ...filled('  Authorization:', Plugins.Authorization?.join(' ')),
    `  Log: ${Plugins.Log.join(' ')}`,
    ...section(' CDI spec directories:', indented(info.CDISpecDirs)),
    ...section(
      ' Discovered Devices:',
      (info.DiscoveredDevices ?? []).map(({ Source, ID }) => `  ${Source}: ${ID}`),
    ),
    ...swarmLines(info.Swarm),
    ` Runtimes: ${Object.keys(info.Runtimes).join(' ')}`,
    ` Default Runtime: ${info.DefaultRuntime}`,
    ` Init Binary: ${info.InitBinary}`,
    ` containerd version: ${info.ContainerdCommit.ID}`,
    ` runc version: ${info.RuncCommit.ID}`,
    ` init version: ${info.InitCommit.ID}`,
    ...section(' Security Options:', info.SecurityOptions.flatMap(securityLines)),
    ...filled(' Kernel Version:', info.KernelVersion),
    ...filled(' Operating System:', info.OperatingSystem),
    ...filled(' OSType:', info.OSType),
    ...filled(' Architecture:', info.Architecture),
    ` CPUs: ${info.NCPU}`,
    ` Total Memory: ${bytesSize(info.MemTotal)}`,
    ...filled(' Name:', info.Name),
    ...filled(' ID:', info.ID),
    ` Docker Root Dir: ${info.DockerRootDir}`,
    ` Debug Mode: ${info.Debug}`,
    ...(info.Debug || isDebugging ? debugLines(info) : []),
    ...filled(' HTTP Proxy:', info.HttpProxy),
    ...filled(' HTTPS Proxy:', info.HttpsProxy),
    ...filled(' No Proxy:', info.NoProxy),
    ...filled(' Username:', userName),
    ...section(' Labels:', indented(info.Labels)),
    ` Experimental: ${info.ExperimentalBuild}`,
    ' Insecure Registries:',
    ...indented(insecure),
    ...section(' Registry Mirrors:', indented(RegistryConfig.Mirrors ?? [])),
    ` Live Restore Enabled: ${info.LiveRestoreEnabled}`,
    ...section(
      ' Default Address Pools:',
      (info.DefaultAddressPools ?? []).map(({ Base, Size }) => `   Base: ${Base}, Size: ${Size}`),
    ),
    ...(info.FirewallBackend === undefined
      ? []
      : [` Firewall Backend: ${info.FirewallBackend.Driver}`, ...pairLines(info.FirewallBackend.Info ?? [])]),
    ...section(' NRI:', pairLines(info.NRI?.Info ?? [])),
  ];
}

function indented(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `  ${text}`);
}

/** `name=seccomp,profile=builtin`; an option that says nothing is left out. */
function securityLines(option: string): readonly string[] {
  return option.split(',').flatMap((part) => {
    const [key, value = ''] = part.split('=');
    if (key === 'name') return [`  ${value}`];
    return key === 'profile' ? [`   Profile: ${value}`] : [];
  });
}

function debugLines(info: SystemInfo): readonly string[] {
  return [
    `  File Descriptors: ${info.NFd}`,
    `  Goroutines: ${info.NGoroutines}`,
    `  System Time: ${info.SystemTime}`,
    `  EventsListeners: ${info.NEventsListener}`,
  ];
}
