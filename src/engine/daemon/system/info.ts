import { dataRoot, type Daemon, engineVersion } from '../daemon';
import { formatTime } from '../timestamps';
import { versionsBeside } from './version';

/** Kinds of log and network drivers that Docker has built in. */
const logDrivers = 'awslogs fluentd gcplogs gelf journald json-file local splunk syslog'.split(' ');
const networkDrivers = 'bridge host ipvlan macvlan null overlay'.split(' ');

/** `GET /info`, in Docker's order. */
export function systemInfo(daemon: Daemon) {
  const { facts } = daemon.host;
  const containers = [...daemon.containers.values()];
  const running = containers.filter(({ state }) => state.isRunning && !state.isPaused).length;
  const paused = containers.filter(({ state }) => state.isPaused).length;
  const runtime = { path: 'runc' };
  return {
    ID: daemon.id,
    Containers: containers.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: containers.length - running - paused,
    Images: daemon.images.images.length,
    Driver: 'overlayfs',
    DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
    Plugins: { Volume: ['local'], Network: networkDrivers, Authorization: null, Log: logDrivers },
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    Debug: false,
    NFd: 24,
    OomKillDisable: false,
    NGoroutines: 46,
    SystemTime: formatTime(daemon.nowMs),
    LoggingDriver: 'json-file',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    NEventsListener: 0,
    KernelVersion: facts.kernelVersion,
    OperatingSystem: facts.operatingSystem,
    OSVersion: /\d+/.exec(facts.operatingSystem)?.[0] ?? '',
    OSType: 'linux',
    Architecture: facts.architecture,
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: {
      InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
      IndexConfigs: { 'docker.io': { Name: 'docker.io', Mirrors: [], Secure: true, Official: true } },
      Mirrors: null,
    },
    NCPU: facts.cpus,
    MemTotal: facts.memoryBytes,
    GenericResources: null,
    DockerRootDir: dataRoot,
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: facts.hostname,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: engineVersion,
    Runtimes: { 'io.containerd.runc.v2': runtime, runc: runtime },
    DefaultRuntime: 'runc',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: versionsBeside.containerd.commit },
    RuncCommit: { ID: versionsBeside.runc.commit },
    InitCommit: { ID: versionsBeside.init.commit },
    SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
    FirewallBackend: { Driver: 'iptables' },
    CDISpecDirs: ['/etc/cdi', '/var/run/cdi'],
    Warnings: null,
  };
}
