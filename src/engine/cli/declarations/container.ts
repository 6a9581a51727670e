// docker container …: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';
import { formatHelp, inspectFormatHelp } from './help-texts';

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
