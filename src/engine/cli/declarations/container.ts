// docker container …: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';
import { formatHelp, inspectFormatHelp } from './help-texts';

/** What run and create have in common. */
const containerFlags = {
  name: { type: 'string', help: 'Assign a name to the container' },
  quiet: { type: 'bool', short: 'q', help: 'Suppress the pull output' },
  help: { type: 'bool', help: 'Print usage' },
  platform: { type: 'string', help: 'Set platform if server is multi-platform capable' },
  'disable-content-trust': {
    type: 'bool',
    help: 'Skip image verification (deprecated)',
    default: 'true',
    hidden: true,
    deprecated: 'support for docker content trust was removed',
  },
  attach: { type: 'list', short: 'a', help: 'Attach to STDIN, STDOUT or STDERR', check: 'attach' },
  'device-cgroup-rule': {
    type: 'list',
    help: 'Add a rule to the cgroup allowed devices list',
    check: 'deviceCgroupRule',
  },
  device: { type: 'list', help: 'Add a host device to the container' },
  gpus: {
    type: 'gpu-request',
    help: "GPU devices to add to the container ('all' to pass all GPUs)",
    check: 'gpus',
  },
  env: { type: 'list', short: 'e', help: 'Set environment variables', check: 'env' },
  'env-file': { type: 'list', help: 'Read in a file of environment variables' },
  entrypoint: { type: 'string', help: 'Overwrite the default ENTRYPOINT of the image' },
  'group-add': { type: 'list', help: 'Add additional groups to join' },
  hostname: { type: 'string', short: 'h', help: 'Container host name' },
  domainname: { type: 'string', help: 'Container NIS domain name' },
  interactive: { type: 'bool', short: 'i', help: 'Keep STDIN open even if not attached' },
  label: { type: 'list', short: 'l', help: 'Set meta data on a container', check: 'label' },
  'label-file': { type: 'list', help: 'Read in a line delimited file of labels' },
  'read-only': { type: 'bool', help: "Mount the container's root filesystem as read only" },
  restart: { type: 'string', help: 'Restart policy to apply when a container exits', default: 'no' },
  'stop-signal': { type: 'string', help: 'Signal to stop the container' },
  'stop-timeout': { type: 'int', help: 'Timeout (in seconds) to stop a container' },
  sysctl: { type: 'map', help: 'Sysctl options', check: 'sysctl' },
  tty: { type: 'bool', short: 't', help: 'Allocate a pseudo-TTY' },
  ulimit: { type: 'ulimit', help: 'Ulimit options', default: '[]', check: 'ulimit' },
  user: { type: 'string', short: 'u', help: 'Username or UID (format: <name|uid>[:<group|gid>])' },
  workdir: { type: 'string', short: 'w', help: 'Working directory inside the container' },
  rm: {
    type: 'bool',
    help: 'Automatically remove the container and its associated anonymous volumes when it exits',
  },
  'cap-add': { type: 'list', help: 'Add Linux capabilities' },
  'cap-drop': { type: 'list', help: 'Drop Linux capabilities' },
  privileged: { type: 'bool', help: 'Give extended privileges to this container' },
  'security-opt': { type: 'list', help: 'Security Options' },
  userns: { type: 'string', help: 'User namespace to use' },
  cgroupns: {
    type: 'string',
    help: "Cgroup namespace to use (host|private)\n'host':    Run the container in the Docker host's cgroup namespace\n'private': Run the container in its own private cgroup namespace\n'':        Use the cgroup namespace as configured by the\n           default-cgroupns-mode option on the daemon (default)",
  },
  'add-host': { type: 'list', help: 'Add a custom host-to-IP mapping (host:ip)', check: 'extraHost' },
  dns: { type: 'list', help: 'Set custom DNS servers', check: 'ipAddress' },
  'dns-opt': { type: 'list', help: 'Set DNS options', hidden: true },
  'dns-option': { type: 'list', help: 'Set DNS options' },
  'dns-search': { type: 'list', help: 'Set custom DNS search domains', check: 'dnsSearch' },
  expose: { type: 'list', help: 'Expose a port or a range of ports' },
  ip: { type: 'ip', help: 'IPv4 address (e.g., 172.30.100.104)' },
  ip6: { type: 'ip', help: 'IPv6 address (e.g., 2001:db8::33)' },
  link: { type: 'list', help: 'Add link to another container', check: 'link' },
  'link-local-ip': { type: 'list', help: 'Container IPv4/IPv6 link-local addresses' },
  'mac-address': { type: 'string', help: 'Container MAC address (e.g., 92:d0:c6:0a:29:33)' },
  publish: { type: 'list', short: 'p', help: "Publish a container's port(s) to the host" },
  'publish-all': { type: 'bool', short: 'P', help: 'Publish all exposed ports to random ports' },
  net: { type: 'network', help: 'Connect a container to a network', hidden: true, check: 'network' },
  network: { type: 'network', help: 'Connect a container to a network', check: 'network' },
  'net-alias': { type: 'list', help: 'Add network-scoped alias for the container', hidden: true },
  'network-alias': { type: 'list', help: 'Add network-scoped alias for the container' },
  'log-driver': { type: 'string', help: 'Logging driver for the container' },
  'volume-driver': { type: 'string', help: 'Optional volume driver for the container' },
  'log-opt': { type: 'list', help: 'Log driver options' },
  'storage-opt': { type: 'list', help: 'Storage driver options for the container' },
  tmpfs: { type: 'list', help: 'Mount a tmpfs directory' },
  'volumes-from': { type: 'list', help: 'Mount volumes from the specified container(s)' },
  volume: { type: 'list', short: 'v', help: 'Bind mount a volume' },
  mount: { type: 'mount', help: 'Attach a filesystem mount to the container', check: 'mount' },
  'health-cmd': { type: 'string', help: 'Command to run to check health' },
  'health-interval': { type: 'duration', help: 'Time between running the check (ms|s|m|h) (default 0s)' },
  'health-retries': { type: 'int', help: 'Consecutive failures needed to report unhealthy' },
  'health-timeout': {
    type: 'duration',
    help: 'Maximum time to allow one check to run (ms|s|m|h) (default 0s)',
  },
  'health-start-period': {
    type: 'duration',
    help: 'Start period for the container to initialize before starting health-retries countdown (ms|s|m|h) (default 0s)',
  },
  'health-start-interval': {
    type: 'duration',
    help: 'Time between running the check during the start period (ms|s|m|h) (default 0s)',
  },
  'no-healthcheck': { type: 'bool', help: 'Disable any container-specified HEALTHCHECK' },
  'blkio-weight': {
    type: 'uint16',
    help: 'Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)',
  },
  'blkio-weight-device': {
    type: 'list',
    help: 'Block IO weight (relative device weight)',
    default: '[]',
    check: 'weightDevice',
  },
  cidfile: { type: 'string', help: 'Write the container ID to the file' },
  'cpuset-cpus': { type: 'string', help: 'CPUs in which to allow execution (0-3, 0,1)' },
  'cpuset-mems': { type: 'string', help: 'MEMs in which to allow execution (0-3, 0,1)' },
  'cpu-count': { type: 'int64', help: 'CPU count (Windows only)', needs: { os: 'windows' } },
  'cpu-percent': { type: 'int64', help: 'CPU percent (Windows only)', needs: { os: 'windows' } },
  'cpu-period': { type: 'int64', help: 'Limit CPU CFS (Completely Fair Scheduler) period' },
  'cpu-quota': { type: 'int64', help: 'Limit CPU CFS (Completely Fair Scheduler) quota' },
  'cpu-rt-period': { type: 'int64', help: 'Limit CPU real-time period in microseconds' },
  'cpu-rt-runtime': { type: 'int64', help: 'Limit CPU real-time runtime in microseconds' },
  'cpu-shares': { type: 'int64', short: 'c', help: 'CPU shares (relative weight)' },
  cpus: { type: 'decimal', help: 'Number of CPUs' },
  'device-read-bps': {
    type: 'list',
    help: 'Limit read rate (bytes per second) from a device',
    default: '[]',
    check: 'deviceBps',
  },
  'device-read-iops': {
    type: 'list',
    help: 'Limit read rate (IO per second) from a device',
    default: '[]',
    check: 'deviceIops',
  },
  'device-write-bps': {
    type: 'list',
    help: 'Limit write rate (bytes per second) to a device',
    default: '[]',
    check: 'deviceBps',
  },
  'device-write-iops': {
    type: 'list',
    help: 'Limit write rate (IO per second) to a device',
    default: '[]',
    check: 'deviceIops',
  },
  'io-maxbandwidth': {
    type: 'bytes',
    help: 'Maximum IO bandwidth limit for the system drive (Windows only)',
    needs: { os: 'windows' },
  },
  'io-maxiops': {
    type: 'uint64',
    help: 'Maximum IOps limit for the system drive (Windows only)',
    needs: { os: 'windows' },
  },
  memory: { type: 'bytes', short: 'm', help: 'Memory limit' },
  'memory-reservation': { type: 'bytes', help: 'Memory soft limit' },
  'memory-swap': {
    type: 'swap-bytes',
    help: "Swap limit equal to memory plus swap: '-1' to enable unlimited swap",
  },
  'memory-swappiness': { type: 'int64', help: 'Tune container memory swappiness (0 to 100)', default: '-1' },
  'oom-kill-disable': { type: 'bool', help: 'Disable OOM Killer' },
  'oom-score-adj': { type: 'int', help: "Tune host's OOM preferences (-1000 to 1000)" },
  'pids-limit': { type: 'int64', help: 'Tune container pids limit (set -1 for unlimited)' },
  'cgroup-parent': { type: 'string', help: 'Optional parent cgroup for the container' },
  ipc: { type: 'string', help: 'IPC mode to use' },
  isolation: { type: 'string', help: 'Container isolation technology' },
  pid: { type: 'string', help: 'PID namespace to use' },
  'shm-size': { type: 'bytes', help: 'Size of /dev/shm' },
  uts: { type: 'string', help: 'UTS namespace to use' },
  runtime: { type: 'string', help: 'Runtime to use for this container' },
  init: { type: 'bool', help: 'Run an init inside the container that forwards signals and reaps processes' },
  annotation: { type: 'map', help: 'Add an annotation to the container (passed through to the OCI runtime)' },
  'kernel-memory': {
    type: 'bytes',
    help: 'Kernel memory limit (deprecated)',
    hidden: true,
    deprecated: 'and no longer supported by the kernel',
  },
} as const;

export const container = declare({
  path: ['container'],
  summary: 'Manage containers',
  operands: { max: 0 },
  isGroup: true,
});

export const containerAttach = declare({
  path: ['container', 'attach'],
  shortcuts: [['attach']],
  usage: '[OPTIONS] CONTAINER',
  summary: 'Attach local standard input, output, and error streams to a running container',
  operands: { min: 1, max: 1, completes: 'running-container' },
  flags: {
    'no-stdin': { type: 'bool', help: 'Do not attach STDIN' },
    'sig-proxy': { type: 'bool', help: 'Proxy all received signals to the process', default: 'true' },
    'detach-keys': { type: 'string', help: 'Override the key sequence for detaching a container' },
  },
});

export const containerCommit = declare({
  path: ['container', 'commit'],
  shortcuts: [['commit']],
  usage: '[OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
  summary: "Create a new image from a container's changes",
  operands: { min: 1, max: 2, completes: 'container' },
  flagsStopAtOperand: true,
  flags: {
    pause: {
      type: 'bool',
      short: 'p',
      help: 'Pause container during commit (deprecated: use --no-pause instead)',
      default: 'true',
      hidden: true,
      deprecated: 'and enabled by default. Use --no-pause to disable pausing during commit.',
    },
    'no-pause': { type: 'bool', help: 'Disable pausing container during commit' },
    message: { type: 'string', short: 'm', help: 'Commit message' },
    author: {
      type: 'string',
      short: 'a',
      help: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")',
    },
    change: { type: 'list', short: 'c', help: 'Apply Dockerfile instruction to the created image' },
  },
});

export const containerCp = declare({
  path: ['container', 'cp'],
  shortcuts: [['cp']],
  usage: '[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH',
  summary: 'Copy files/folders between a container and the local filesystem',
  long: "Copy files/folders between a container and the local filesystem\n\nUse '-' as the source to read a tar archive from stdin\nand extract it to a directory destination in a container.\nUse '-' as the destination to stream a tar archive of a\ncontainer source to stdout.",
  operands: { min: 2, max: 2, completes: 'container' },
  flags: {
    'follow-link': { type: 'bool', short: 'L', help: 'Always follow symlinks in SRC_PATH' },
    archive: { type: 'bool', short: 'a', help: 'Archive mode (copy all uid/gid information)' },
    quiet: {
      type: 'bool',
      short: 'q',
      help: 'Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached',
    },
  },
});

export const containerCreate = declare({
  path: ['container', 'create'],
  shortcuts: [['create']],
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  summary: 'Create a new container',
  operands: { min: 1, completes: 'image' },
  flagsStopAtOperand: true,
  flags: {
    ...containerFlags,
    pull: {
      type: 'string',
      help: 'Pull image before creating ("always", "missing", "never")',
      default: 'missing',
    },
    'use-api-socket': { type: 'bool', help: 'Bind mount Docker API socket and required auth' },
  },
});

export const containerDiff = declare({
  path: ['container', 'diff'],
  shortcuts: [['diff']],
  usage: 'CONTAINER',
  summary: "Inspect changes to files or directories on a container's filesystem",
  operands: { min: 1, max: 1, completes: 'container' },
});

export const containerExec = declare({
  path: ['container', 'exec'],
  shortcuts: [['exec']],
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  summary: 'Execute a command in a running container',
  operands: { min: 2, completes: 'running-container' },
  flagsStopAtOperand: true,
  commonOrder: 2,
  flags: {
    'detach-keys': { type: 'string', help: 'Override the key sequence for detaching a container' },
    interactive: { type: 'bool', short: 'i', help: 'Keep STDIN open even if not attached' },
    tty: { type: 'bool', short: 't', help: 'Allocate a pseudo-TTY' },
    detach: { type: 'bool', short: 'd', help: 'Detached mode: run command in the background' },
    user: { type: 'string', short: 'u', help: 'Username or UID (format: "<name|uid>[:<group|gid>]")' },
    privileged: { type: 'bool', help: 'Give extended privileges to the command' },
    env: { type: 'list', short: 'e', help: 'Set environment variables', check: 'env' },
    'env-file': { type: 'list', help: 'Read in a file of environment variables' },
    workdir: { type: 'string', short: 'w', help: 'Working directory inside the container' },
  },
});

export const containerExport = declare({
  path: ['container', 'export'],
  shortcuts: [['export']],
  usage: '[OPTIONS] CONTAINER',
  summary: "Export a container's filesystem as a tar archive",
  operands: { min: 1, max: 1, completes: 'container' },
  flags: { output: { type: 'string', short: 'o', help: 'Write to a file, instead of STDOUT' } },
});

export const containerKill = declare({
  path: ['container', 'kill'],
  shortcuts: [['kill']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Kill one or more running containers',
  operands: { min: 1, completes: 'running-container' },
  flags: { signal: { type: 'string', short: 's', help: 'Signal to send to the container' } },
});

export const containerLogs = declare({
  path: ['container', 'logs'],
  shortcuts: [['logs']],
  usage: '[OPTIONS] CONTAINER',
  summary: 'Fetch the logs of a container',
  operands: { min: 1, max: 1, completes: 'container' },
  flags: {
    follow: { type: 'bool', short: 'f', help: 'Follow log output' },
    since: {
      type: 'string',
      help: 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
    until: {
      type: 'string',
      help: 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
    timestamps: { type: 'bool', short: 't', help: 'Show timestamps' },
    details: { type: 'bool', help: 'Show extra details provided to logs' },
    tail: {
      type: 'string',
      short: 'n',
      help: 'Number of lines to show from the end of the logs',
      default: 'all',
    },
  },
});

export const containerPause = declare({
  path: ['container', 'pause'],
  shortcuts: [['pause']],
  usage: 'CONTAINER [CONTAINER...]',
  summary: 'Pause all processes within one or more containers',
  operands: { min: 1, completes: 'running-container' },
});

export const containerPort = declare({
  path: ['container', 'port'],
  shortcuts: [['port']],
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  summary: 'List port mappings or a specific mapping for the container',
  operands: { min: 1, max: 2, completes: 'container' },
});

export const containerRename = declare({
  path: ['container', 'rename'],
  shortcuts: [['rename']],
  usage: 'CONTAINER NEW_NAME',
  summary: 'Rename a container',
  operands: { min: 2, max: 2, completes: 'container' },
});

export const containerRestart = declare({
  path: ['container', 'restart'],
  shortcuts: [['restart']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Restart one or more containers',
  operands: { min: 1, completes: 'container' },
  flags: {
    signal: { type: 'string', short: 's', help: 'Signal to send to the container' },
    timeout: { type: 'int', short: 't', help: 'Seconds to wait before killing the container' },
    time: {
      type: 'int',
      help: 'Seconds to wait before killing the container (deprecated: use --timeout)',
      hidden: true,
      deprecated: 'use --timeout instead',
    },
  },
});

export const containerRm = declare({
  path: ['container', 'rm'],
  shortcuts: [['rm']],
  aliases: ['remove'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Remove one or more containers',
  operands: { min: 1, completes: 'container' },
  flags: {
    volumes: { type: 'bool', short: 'v', help: 'Remove anonymous volumes associated with the container' },
    link: { type: 'bool', short: 'l', help: 'Remove the specified link' },
    force: { type: 'bool', short: 'f', help: 'Force the removal of a running container (uses SIGKILL)' },
  },
});

export const containerRun = declare({
  path: ['container', 'run'],
  shortcuts: [['run']],
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  summary: 'Create and run a new container from an image',
  operands: { min: 1, completes: 'image' },
  flagsStopAtOperand: true,
  commonOrder: 1,
  flags: {
    ...containerFlags,
    detach: { type: 'bool', short: 'd', help: 'Run container in background and print container ID' },
    'sig-proxy': { type: 'bool', help: 'Proxy received signals to the process', default: 'true' },
    'detach-keys': { type: 'string', help: 'Override the key sequence for detaching a container' },
    pull: {
      type: 'string',
      help: 'Pull image before running ("always", "missing", "never")',
      default: 'missing',
    },
    'use-api-socket': { type: 'bool', help: 'Bind mount Docker API socket and required auth' },
  },
});

export const containerStart = declare({
  path: ['container', 'start'],
  shortcuts: [['start']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Start one or more stopped containers',
  operands: { min: 1, completes: 'stopped-container' },
  flags: {
    attach: { type: 'bool', short: 'a', help: 'Attach STDOUT/STDERR and forward signals' },
    interactive: { type: 'bool', short: 'i', help: "Attach container's STDIN" },
    'detach-keys': { type: 'string', help: 'Override the key sequence for detaching a container' },
    checkpoint: { type: 'string', help: 'Restore from this checkpoint', needs: { experimental: true } },
    'checkpoint-dir': {
      type: 'string',
      help: 'Use a custom checkpoint storage directory',
      needs: { experimental: true },
    },
  },
});

export const containerStats = declare({
  path: ['container', 'stats'],
  shortcuts: [['stats']],
  usage: '[OPTIONS] [CONTAINER...]',
  summary: 'Display a live stream of container(s) resource usage statistics',
  operands: { completes: 'container' },
  flags: {
    all: { type: 'bool', short: 'a', help: 'Show all containers (default shows just running)' },
    'no-stream': { type: 'bool', help: 'Disable streaming stats and only pull the first result' },
    'no-trunc': { type: 'bool', help: 'Do not truncate output' },
    format: { type: 'string', help: formatHelp },
  },
});

export const containerStop = declare({
  path: ['container', 'stop'],
  shortcuts: [['stop']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Stop one or more running containers',
  operands: { min: 1, completes: 'running-container' },
  flags: {
    signal: { type: 'string', short: 's', help: 'Signal to send to the container' },
    timeout: { type: 'int', short: 't', help: 'Seconds to wait before killing the container' },
    time: {
      type: 'int',
      help: 'Seconds to wait before killing the container (deprecated: use --timeout)',
      hidden: true,
      deprecated: 'use --timeout instead',
    },
  },
});

export const containerTop = declare({
  path: ['container', 'top'],
  shortcuts: [['top']],
  usage: 'CONTAINER [ps OPTIONS]',
  summary: 'Display the running processes of a container',
  operands: { min: 1, completes: 'running-container' },
  flagsStopAtOperand: true,
});

export const containerUnpause = declare({
  path: ['container', 'unpause'],
  shortcuts: [['unpause']],
  usage: 'CONTAINER [CONTAINER...]',
  summary: 'Unpause all processes within one or more containers',
  operands: { min: 1, completes: 'paused-container' },
});

export const containerUpdate = declare({
  path: ['container', 'update'],
  shortcuts: [['update']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Update configuration of one or more containers',
  operands: { min: 1, completes: 'container' },
  flags: {
    'blkio-weight': {
      type: 'uint16',
      help: 'Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)',
    },
    'cpu-period': { type: 'int64', help: 'Limit CPU CFS (Completely Fair Scheduler) period' },
    'cpu-quota': { type: 'int64', help: 'Limit CPU CFS (Completely Fair Scheduler) quota' },
    'cpu-rt-period': { type: 'int64', help: 'Limit the CPU real-time period in microseconds' },
    'cpu-rt-runtime': { type: 'int64', help: 'Limit the CPU real-time runtime in microseconds' },
    'cpuset-cpus': { type: 'string', help: 'CPUs in which to allow execution (0-3, 0,1)' },
    'cpuset-mems': { type: 'string', help: 'MEMs in which to allow execution (0-3, 0,1)' },
    'cpu-shares': { type: 'int64', short: 'c', help: 'CPU shares (relative weight)' },
    memory: { type: 'bytes', short: 'm', help: 'Memory limit' },
    'memory-reservation': { type: 'bytes', help: 'Memory soft limit' },
    'memory-swap': {
      type: 'swap-bytes',
      help: 'Swap limit equal to memory plus swap: -1 to enable unlimited swap',
    },
    restart: { type: 'string', help: 'Restart policy to apply when a container exits' },
    'pids-limit': { type: 'int64', help: 'Tune container pids limit (set -1 for unlimited)' },
    cpus: { type: 'decimal', help: 'Number of CPUs' },
    'kernel-memory': {
      type: 'bytes',
      help: 'Kernel memory limit (deprecated)',
      hidden: true,
      deprecated: 'and no longer supported by the kernel',
    },
  },
});

export const containerWait = declare({
  path: ['container', 'wait'],
  shortcuts: [['wait']],
  usage: 'CONTAINER [CONTAINER...]',
  summary: 'Block until one or more containers stop, then print their exit codes',
  operands: { min: 1, completes: 'container' },
});

export const containerLs = declare({
  path: ['container', 'ls'],
  shortcuts: [['ps']],
  aliases: ['list', 'ps'],
  usage: '[OPTIONS]',
  summary: 'List containers',
  operands: { max: 0 },
  commonOrder: 3,
  flags: {
    quiet: { type: 'bool', short: 'q', help: 'Only display container IDs' },
    size: { type: 'bool', short: 's', help: 'Display total file sizes' },
    all: { type: 'bool', short: 'a', help: 'Show all containers (default shows just running)' },
    'no-trunc': { type: 'bool', help: "Don't truncate output" },
    latest: { type: 'bool', short: 'l', help: 'Show the latest created container (includes all states)' },
    last: {
      type: 'int',
      short: 'n',
      help: 'Show n last created containers (includes all states)',
      default: '-1',
    },
    format: { type: 'string', help: formatHelp },
    filter: {
      type: 'filter',
      short: 'f',
      help: 'Filter output based on conditions provided',
      check: 'filter',
    },
  },
});

export const containerInspect = declare({
  path: ['container', 'inspect'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Display detailed information on one or more containers',
  operands: { min: 1, completes: 'container' },
  flags: {
    format: { type: 'string', short: 'f', help: inspectFormatHelp },
    size: { type: 'bool', short: 's', help: 'Display total file sizes' },
  },
});

export const containerPrune = declare({
  path: ['container', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove all stopped containers',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    filter: { type: 'filter', help: 'Provide filter values (e.g. "until=<timestamp>")', check: 'filter' },
  },
});
