// docker container …: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

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
    'no-stdin': { type: 'bool' },
    'sig-proxy': { type: 'bool', default: 'true' },
    'detach-keys': { type: 'string' },
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
      default: 'true',
      hidden: true,
      deprecated: 'and enabled by default. Use --no-pause to disable pausing during commit.',
    },
    'no-pause': { type: 'bool' },
    message: { type: 'string', short: 'm' },
    author: { type: 'string', short: 'a' },
    change: { type: 'list', short: 'c' },
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
    'follow-link': { type: 'bool', short: 'L' },
    archive: { type: 'bool', short: 'a' },
    quiet: { type: 'bool', short: 'q' },
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
    'detach-keys': { type: 'string' },
    interactive: { type: 'bool', short: 'i' },
    tty: { type: 'bool', short: 't' },
    detach: { type: 'bool', short: 'd' },
    user: { type: 'string', short: 'u' },
    privileged: { type: 'bool' },
    env: { type: 'list', short: 'e', check: 'env' },
    'env-file': { type: 'list' },
    workdir: { type: 'string', short: 'w' },
  },
});

export const containerExport = declare({
  path: ['container', 'export'],
  shortcuts: [['export']],
  usage: '[OPTIONS] CONTAINER',
  summary: "Export a container's filesystem as a tar archive",
  operands: { min: 1, max: 1, completes: 'container' },
  flags: { output: { type: 'string', short: 'o' } },
});

export const containerKill = declare({
  path: ['container', 'kill'],
  shortcuts: [['kill']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Kill one or more running containers',
  operands: { min: 1, completes: 'running-container' },
  flags: { signal: { type: 'string', short: 's' } },
});

export const containerLogs = declare({
  path: ['container', 'logs'],
  shortcuts: [['logs']],
  usage: '[OPTIONS] CONTAINER',
  summary: 'Fetch the logs of a container',
  operands: { min: 1, max: 1, completes: 'container' },
  flags: {
    follow: { type: 'bool', short: 'f' },
    since: { type: 'string' },
    until: { type: 'string' },
    timestamps: { type: 'bool', short: 't' },
    details: { type: 'bool' },
    tail: { type: 'string', short: 'n', default: 'all' },
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
    signal: { type: 'string', short: 's' },
    timeout: { type: 'int', short: 't' },
    time: { type: 'int', hidden: true, deprecated: 'use --timeout instead' },
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
    volumes: { type: 'bool', short: 'v' },
    link: { type: 'bool', short: 'l' },
    force: { type: 'bool', short: 'f' },
  },
});

export const containerStart = declare({
  path: ['container', 'start'],
  shortcuts: [['start']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Start one or more stopped containers',
  operands: { min: 1, completes: 'stopped-container' },
  flags: {
    attach: { type: 'bool', short: 'a' },
    interactive: { type: 'bool', short: 'i' },
    'detach-keys': { type: 'string' },
    checkpoint: { type: 'string', needs: { experimental: true } },
    'checkpoint-dir': { type: 'string', needs: { experimental: true } },
  },
});

export const containerStats = declare({
  path: ['container', 'stats'],
  shortcuts: [['stats']],
  usage: '[OPTIONS] [CONTAINER...]',
  summary: 'Display a live stream of container(s) resource usage statistics',
  operands: { completes: 'container' },
  flags: {
    all: { type: 'bool', short: 'a' },
    'no-stream': { type: 'bool' },
    'no-trunc': { type: 'bool' },
    format: { type: 'string' },
  },
});

export const containerStop = declare({
  path: ['container', 'stop'],
  shortcuts: [['stop']],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  summary: 'Stop one or more running containers',
  operands: { min: 1, completes: 'running-container' },
  flags: {
    signal: { type: 'string', short: 's' },
    timeout: { type: 'int', short: 't' },
    time: { type: 'int', hidden: true, deprecated: 'use --timeout instead' },
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
    'blkio-weight': { type: 'uint16' },
    'cpu-period': { type: 'int64' },
    'cpu-quota': { type: 'int64' },
    'cpu-rt-period': { type: 'int64' },
    'cpu-rt-runtime': { type: 'int64' },
    'cpuset-cpus': { type: 'string' },
    'cpuset-mems': { type: 'string' },
    'cpu-shares': { type: 'int64', short: 'c' },
    memory: { type: 'bytes', short: 'm' },
    'memory-reservation': { type: 'bytes' },
    'memory-swap': { type: 'swap-bytes' },
    restart: { type: 'string' },
    'pids-limit': { type: 'int64' },
    cpus: { type: 'decimal' },
    'kernel-memory': { type: 'bytes', hidden: true, deprecated: 'and no longer supported by the kernel' },
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
    format: { type: 'string', short: 'f' },
    size: { type: 'bool', short: 's' },
  },
});

export const containerPrune = declare({
  path: ['container', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove all stopped containers',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f' },
    filter: { type: 'filter', check: 'filter' },
  },
});
