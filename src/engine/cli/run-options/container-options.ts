// docker run's and docker create's flags as the Engine API's request. Source: docker/cli container/opts.go (parse).
import type { ContainerConfig, CreateContainerRequest, HostConfig } from '../../daemon';
import { part, type Process, type Task } from '../../kernel';
import { ValueError } from '../../units';
import type { FlagName } from '../declaration';
import type { containerCreate } from '../declarations/container-run';
import { orNull, pairsToRecord } from './cut';
import type { OptionSurroundings } from './environment';
import type { CreateArguments, PieceMaker } from './request-piece';

interface Piece {
  readonly flags: readonly FlagName<typeof containerCreate>[];
  readonly maker: (process: Pick<Process, 'need'>) => Task<{ readonly piece: PieceMaker }>;
}

/** Each piece of the request that takes working out, by the flags that ask for it: it is loaded for them. */
const pieces: readonly Piece[] = [
  {
    flags: ['volume', 'mount', 'tmpfs', 'volume-driver', 'volumes-from', 'storage-opt'],
    maker: part<typeof import('./storage')>('cli/run-options/storage'),
  },
  {
    flags: [
      'publish',
      'publish-all',
      'expose',
      'network',
      'net',
      'network-alias',
      'net-alias',
      'link',
      'ip',
      'ip6',
      'link-local-ip',
      'mac-address',
      'dns',
      'dns-option',
      'dns-opt',
      'dns-search',
      'add-host',
    ],
    maker: part<typeof import('./connections')>('cli/run-options/connections'),
  },
  {
    flags: ['env', 'env-file', 'label', 'label-file'],
    maker: part<typeof import('./environment')>('cli/run-options/environment'),
  },
  {
    flags: [
      'device',
      'gpus',
      'device-cgroup-rule',
      'blkio-weight',
      'blkio-weight-device',
      'device-read-bps',
      'device-write-bps',
      'device-read-iops',
      'device-write-iops',
      'memory',
      'memory-reservation',
      'memory-swap',
      'memory-swappiness',
      'shm-size',
      'oom-kill-disable',
      'oom-score-adj',
      'pids-limit',
      'ulimit',
      'cgroup-parent',
      'cpus',
      'cpu-shares',
      'cpu-period',
      'cpu-quota',
      'cpu-rt-period',
      'cpu-rt-runtime',
      'cpuset-cpus',
      'cpuset-mems',
    ],
    maker: part<typeof import('./resources')>('cli/run-options/resources'),
  },
  {
    flags: [
      'restart',
      'log-driver',
      'log-opt',
      'no-healthcheck',
      'health-cmd',
      'health-interval',
      'health-retries',
      'health-timeout',
      'health-start-period',
      'health-start-interval',
    ],
    maker: part<typeof import('./policies')>('cli/run-options/policies'),
  },
  {
    flags: ['cap-add', 'cap-drop', 'privileged', 'security-opt', 'pid', 'uts', 'userns', 'cgroupns', 'ipc'],
    maker: part<typeof import('./confinement')>('cli/run-options/confinement'),
  },
];

/** What docker's client sends where no flag says otherwise: some of it is not what the daemon takes by itself. */
const plainHostConfig: Partial<HostConfig> = {
  Binds: null,
  NetworkMode: 'default',
  Dns: [],
  DeviceRequests: [],
  MaskedPaths: null,
  ReadonlyPaths: null,
};

/** What `docker run`'s words ask the daemon for. Throws a ValueError with Docker's text. */
export function* containerRequest(
  process: Pick<Process, 'need'>,
  parsed: CreateArguments,
  surroundings: OptionSurroundings,
): Task<CreateContainerRequest> {
  let config: CreateContainerRequest['config'] = configOf(parsed);
  let hostConfig = { ...plainHostConfig, ...hostConfigOf(parsed) };
  let endpoints: CreateContainerRequest['endpoints'] = { default: {} };
  for (const { flags, maker } of pieces) {
    if (!flags.some((flag) => parsed.changed.has(flag))) continue;
    const piece = (yield* maker(process)).piece(parsed, surroundings);
    config = { ...config, ...piece.config };
    hostConfig = { ...hostConfig, ...piece.hostConfig };
    endpoints = piece.endpoints ?? endpoints;
  }
  if (hostConfig.AutoRemove && !['', 'no'].includes(hostConfig.RestartPolicy?.Name ?? '')) {
    throw new ValueError('conflicting options: cannot specify both --restart and --rm');
  }
  return { config, hostConfig, endpoints };
}

function configOf({ flags, changed, operands }: CreateArguments): CreateContainerRequest['config'] {
  const [image = '', ...command] = operands;
  const attach = flags.attach;
  const isAttachedByDefault = attach.length === 0;
  const attachStdin = attach.includes('stdin') || flags.interactive;
  const config: Partial<ContainerConfig> & { readonly Image: string } = {
    Hostname: flags.hostname,
    Domainname: flags.domainname,
    User: flags.user,
    AttachStdin: attachStdin,
    AttachStdout: isAttachedByDefault || attach.includes('stdout'),
    AttachStderr: isAttachedByDefault || attach.includes('stderr'),
    ExposedPorts: {},
    Tty: flags.tty,
    OpenStdin: flags.interactive,
    StdinOnce: flags.interactive && attachStdin,
    Env: [],
    Cmd: command.length > 0 ? command : null,
    Image: image,
    Volumes: {},
    WorkingDir: flags.workdir,
    Entrypoint: changed.has('entrypoint') ? [flags.entrypoint] : null,
    Labels: {},
    ...(changed.has('stop-signal') && { StopSignal: flags['stop-signal'] }),
    ...(changed.has('stop-timeout') && { StopTimeout: flags['stop-timeout'] }),
  };
  return config;
}

function hostConfigOf({ flags, changed }: CreateArguments): Partial<HostConfig> {
  return {
    ContainerIDFile: flags.cidfile,
    AutoRemove: flags.rm,
    GroupAdd: orNull(flags['group-add']),
    ReadonlyRootfs: flags['read-only'],
    Runtime: flags.runtime,
    Isolation: flags.isolation,
    ...(flags.annotation.length > 0 && { Annotations: pairsToRecord(flags.annotation) }),
    ...(flags.sysctl.length > 0 && { Sysctls: pairsToRecord(flags.sysctl) }),
    ...(changed.has('init') && { Init: flags.init }),
  };
}
