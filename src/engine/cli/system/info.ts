// docker system info. Source: docker/cli cli/command/system/info.go.
import { apiVersion, engineVersion, systemInfo, versionsBeside } from '../../daemon';
import { bytesSize } from '../../units';
import { ansicTime, buildxPlugin, clientBuild } from '../client-build';
import { implement } from '../context';
import { hubAddress, storedCredentials } from '../credentials';
import { currentContext } from '../current-context';
import { systemInfo as declaration } from '../declarations/system';
import { formatObject, readObjectFormat } from '../object-format';
import { structValue } from '../template';

type Info = ReturnType<typeof systemInfo>;

export const info = implement(declaration, function* (context) {
  const { daemon, flags, globals, stdout } = context;
  const server = systemInfo(daemon);
  const client = {
    Debug: globals.flags['debug'] === true,
    Platform: { Name: 'Docker Engine - Community' },
    Version: engineVersion,
    ApiVersion: apiVersion,
    DefaultAPIVersion: apiVersion,
    GitCommit: clientBuild,
    GoVersion: versionsBeside.go,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: ansicTime(versionsBeside.builtAt),
    Context: currentContext(context),
    Plugins: [buildxPlugin],
    Warnings: null,
  };
  if (flags.format !== '') {
    const template = readObjectFormat(flags.format);
    const all = { ...server, ClientInfo: client };
    const { HttpProxy, HttpsProxy, ...others } = all;
    const fields = {
      ...others,
      HTTPProxy: HttpProxy,
      HTTPSProxy: HttpsProxy,
      ServerErrors: [],
      ClientErrors: [],
      ClientInfo: structValue('*system.clientInfo', { ...client, APIVersion: client.ApiVersion }, client),
    };
    yield* stdout.write(`${formatObject(template, structValue('system.dockerInfo', fields, all))}\n`);
    return 0;
  }
  const clientLines = [
    `Client: ${client.Platform.Name}`,
    ` Version:    ${client.Version}`,
    ` Context:    ${client.Context}`,
    ` Debug Mode: ${client.Debug}`,
    ' Plugins:',
    `  ${buildxPlugin.Name}: ${buildxPlugin.ShortDescription} (${buildxPlugin.Vendor})`,
    `    Version:  ${buildxPlugin.Version}`,
    `    Path:     ${buildxPlugin.Path}`,
  ];
  const userName = storedCredentials(context, hubAddress)?.username ?? '';
  const lines = [...clientLines, '', 'Server:', ...serverLines(server, client.Debug, userName), ''];
  yield* stdout.write(`${lines.join('\n')}\n`);
  return 0;
});

function serverLines(info: Info, isDebugging: boolean, userName: string): readonly string[] {
  return [
    ` Containers: ${info.Containers}`,
    `  Running: ${info.ContainersRunning}`,
    `  Paused: ${info.ContainersPaused}`,
    `  Stopped: ${info.ContainersStopped}`,
    ` Images: ${info.Images}`,
    ` Server Version: ${info.ServerVersion}`,
    ` Storage Driver: ${info.Driver}`,
    ...info.DriverStatus.map(([name = '', value = '']) => `  ${name}: ${value}`),
    ` Logging Driver: ${info.LoggingDriver}`,
    ` Cgroup Driver: ${info.CgroupDriver}`,
    ` Cgroup Version: ${info.CgroupVersion}`,
    ' Plugins:',
    `  Volume: ${info.Plugins.Volume.join(' ')}`,
    `  Network: ${info.Plugins.Network.join(' ')}`,
    `  Log: ${info.Plugins.Log.join(' ')}`,
    ' CDI spec directories:',
    ...info.CDISpecDirs.map((folder) => `  ${folder}`),
    ` Swarm: ${info.Swarm.LocalNodeState}`,
    ` Runtimes: ${Object.keys(info.Runtimes).join(' ')}`,
    ` Default Runtime: ${info.DefaultRuntime}`,
    ` Init Binary: ${info.InitBinary}`,
    ` containerd version: ${info.ContainerdCommit.ID}`,
    ` runc version: ${info.RuncCommit.ID}`,
    ` init version: ${info.InitCommit.ID}`,
    ' Security Options:',
    ...info.SecurityOptions.flatMap(securityLines),
    ` Kernel Version: ${info.KernelVersion}`,
    ` Operating System: ${info.OperatingSystem}`,
    ` OSType: ${info.OSType}`,
    ` Architecture: ${info.Architecture}`,
    ` CPUs: ${info.NCPU}`,
    ` Total Memory: ${bytesSize(info.MemTotal)}`,
    ` Name: ${info.Name}`,
    ` ID: ${info.ID}`,
    ` Docker Root Dir: ${info.DockerRootDir}`,
    ` Debug Mode: ${info.Debug}`,
    ...(isDebugging ? debugLines(info) : []),
    ...(userName === '' ? [] : [` Username: ${userName}`]),
    ` Experimental: ${info.ExperimentalBuild}`,
    ' Insecure Registries:',
    ...info.RegistryConfig.InsecureRegistryCIDRs.map((prefix) => `  ${prefix}`),
    ` Live Restore Enabled: ${info.LiveRestoreEnabled}`,
    ` Firewall Backend: ${info.FirewallBackend.Driver}`,
  ];
}

/** `name=seccomp,profile=builtin`. */
function securityLines(option: string): readonly string[] {
  return option.split(',').flatMap((part) => {
    const [key, value = ''] = part.split('=');
    if (key === 'name') return [`  ${value}`];
    return key === 'profile' ? [`   Profile: ${value}`] : [];
  });
}

function debugLines(info: Info): readonly string[] {
  return [
    `  File Descriptors: ${info.NFd}`,
    `  Goroutines: ${info.NGoroutines}`,
    `  System Time: ${info.SystemTime}`,
    `  EventsListeners: ${info.NEventsListener}`,
  ];
}
