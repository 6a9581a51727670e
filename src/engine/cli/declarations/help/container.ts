import { formatHelp, inspectFormatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'container attach': {
    'no-stdin': 'Do not attach STDIN',
    'sig-proxy': 'Proxy all received signals to the process',
    'detach-keys': 'Override the key sequence for detaching a container',
  },
  'container commit': {
    pause: 'Pause container during commit (deprecated: use --no-pause instead)',
    'no-pause': 'Disable pausing container during commit',
    message: 'Commit message',
    author: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")',
    change: 'Apply Dockerfile instruction to the created image',
  },
  'container cp': {
    'follow-link': 'Always follow symlinks in SRC_PATH',
    archive: 'Archive mode (copy all uid/gid information)',
    quiet:
      'Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached',
  },
  'container exec': {
    'detach-keys': 'Override the key sequence for detaching a container',
    interactive: 'Keep STDIN open even if not attached',
    tty: 'Allocate a pseudo-TTY',
    detach: 'Detached mode: run command in the background',
    user: 'Username or UID (format: "<name|uid>[:<group|gid>]")',
    privileged: 'Give extended privileges to the command',
    env: 'Set environment variables',
    'env-file': 'Read in a file of environment variables',
    workdir: 'Working directory inside the container',
  },
  'container export': {
    output: 'Write to a file, instead of STDOUT',
  },
  'container kill': {
    signal: 'Signal to send to the container',
  },
  'container logs': {
    follow: 'Follow log output',
    since: 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    until:
      'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    timestamps: 'Show timestamps',
    details: 'Show extra details provided to logs',
    tail: 'Number of lines to show from the end of the logs',
  },
  'container restart': {
    signal: 'Signal to send to the container',
    timeout: 'Seconds to wait before killing the container',
    time: 'Seconds to wait before killing the container (deprecated: use --timeout)',
  },
  'container rm': {
    volumes: 'Remove anonymous volumes associated with the container',
    link: 'Remove the specified link',
    force: 'Force the removal of a running container (uses SIGKILL)',
  },
  'container start': {
    attach: 'Attach STDOUT/STDERR and forward signals',
    interactive: "Attach container's STDIN",
    'detach-keys': 'Override the key sequence for detaching a container',
    checkpoint: 'Restore from this checkpoint',
    'checkpoint-dir': 'Use a custom checkpoint storage directory',
  },
  'container stats': {
    all: 'Show all containers (default shows just running)',
    'no-stream': 'Disable streaming stats and only pull the first result',
    'no-trunc': 'Do not truncate output',
    format: formatHelp,
  },
  'container stop': {
    signal: 'Signal to send to the container',
    timeout: 'Seconds to wait before killing the container',
    time: 'Seconds to wait before killing the container (deprecated: use --timeout)',
  },
  'container update': {
    'blkio-weight': 'Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)',
    'cpu-period': 'Limit CPU CFS (Completely Fair Scheduler) period',
    'cpu-quota': 'Limit CPU CFS (Completely Fair Scheduler) quota',
    'cpu-rt-period': 'Limit the CPU real-time period in microseconds',
    'cpu-rt-runtime': 'Limit the CPU real-time runtime in microseconds',
    'cpuset-cpus': 'CPUs in which to allow execution (0-3, 0,1)',
    'cpuset-mems': 'MEMs in which to allow execution (0-3, 0,1)',
    'cpu-shares': 'CPU shares (relative weight)',
    memory: 'Memory limit',
    'memory-reservation': 'Memory soft limit',
    'memory-swap': 'Swap limit equal to memory plus swap: -1 to enable unlimited swap',
    restart: 'Restart policy to apply when a container exits',
    'pids-limit': 'Tune container pids limit (set -1 for unlimited)',
    cpus: 'Number of CPUs',
    'kernel-memory': 'Kernel memory limit (deprecated)',
  },
  'container inspect': {
    format: inspectFormatHelp,
    size: 'Display total file sizes',
  },
  'container prune': {
    force: 'Do not prompt for confirmation',
    filter: 'Provide filter values (e.g. "until=<timestamp>")',
  },
};
