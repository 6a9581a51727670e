import { formatHelp, inspectFormatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'image build': {
    tag: 'Name and optionally a tag in the "name:tag" format',
    'build-arg': 'Set build-time variables',
    ulimit: 'Ulimit options',
    file: 'Name of the Dockerfile (Default is "PATH/Dockerfile")',
    memory: 'Memory limit',
    'memory-swap': 'Swap limit equal to memory plus swap: -1 to enable unlimited swap',
    'shm-size': 'Size of "/dev/shm"',
    'cpu-shares': 'CPU shares (relative weight)',
    'cpu-period': 'Limit the CPU CFS (Completely Fair Scheduler) period',
    'cpu-quota': 'Limit the CPU CFS (Completely Fair Scheduler) quota',
    'cpuset-cpus': 'CPUs in which to allow execution (0-3, 0,1)',
    'cpuset-mems': 'MEMs in which to allow execution (0-3, 0,1)',
    'cgroup-parent': 'Set the parent cgroup for the "RUN" instructions during build',
    isolation: 'Container isolation technology',
    label: 'Set metadata for an image',
    'no-cache': 'Do not use cache when building the image',
    rm: 'Remove intermediate containers after a successful build',
    'force-rm': 'Always remove intermediate containers',
    quiet: 'Suppress the build output and print image ID on success',
    pull: 'Always attempt to pull a newer version of the image',
    'cache-from': 'Images to consider as cache sources',
    compress: 'Compress the build context using gzip',
    'security-opt': 'Security options',
    network: 'Set the networking mode for the RUN instructions during build',
    'add-host': 'Add a custom host-to-IP mapping ("host:ip")',
    target: 'Set the target build stage to build.',
    iidfile: 'Write the image ID to the file',
    'disable-content-trust': 'Skip image verification (deprecated)',
    platform: 'Set platform if server is multi-platform capable',
    squash: 'Squash newly built layers into a single new layer',
  },
  'image history': {
    human: 'Print sizes and dates in human readable format',
    quiet: 'Only show image IDs',
    'no-trunc': "Don't truncate output",
    format: formatHelp,
    platform: 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
  },
  'image import': {
    change: 'Apply Dockerfile instruction to the created image',
    message: 'Set commit message for imported image',
    platform: 'Set platform if server is multi-platform capable',
  },
  'image load': {
    input: 'Read from tar archive file, instead of STDIN',
    quiet: 'Suppress the load output',
    platform:
      'Load only the given platform(s). Formatted as a comma-separated list of "os[/arch[/variant]]" (e.g., "linux/amd64,linux/arm64/v8").',
  },
  'image pull': {
    'all-tags': 'Download all tagged images in the repository',
    quiet: 'Suppress verbose output',
    'disable-content-trust': 'Skip image verification (deprecated)',
    platform: 'Set platform if server is multi-platform capable',
  },
  'image push': {
    'all-tags': 'Push all tags of an image to the repository',
    quiet: 'Suppress verbose output',
    'disable-content-trust': 'Skip image verification (deprecated)',
    platform:
      "Push a platform-specific manifest as a single-platform image to the registry.\nImage index won't be pushed, meaning that other manifests, including attestations won't be preserved.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
  },
  'image save': {
    output: 'Write to a file, instead of STDOUT',
    platform:
      'Save only the given platform(s). Formatted as a comma-separated list of "os[/arch[/variant]]" (e.g., "linux/amd64,linux/arm64/v8")',
  },
  'image ls': {
    quiet: 'Only show image IDs',
    all: 'Show all images (default hides intermediate and dangling images)',
    'no-trunc': "Don't truncate output",
    digests: 'Show digests',
    format: formatHelp,
    filter: 'Filter output based on conditions provided',
    tree: 'List multi-platform images as a tree (EXPERIMENTAL)',
  },
  'image rm': {
    force: 'Force removal of the image',
    'no-prune': 'Do not delete untagged parents',
    platform:
      'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
  },
  'image inspect': {
    format: inspectFormatHelp,
    platform:
      "Inspect a specific platform of the multi-platform image.\nIf the image or the server is not multi-platform capable, the command will error out if the platform does not match.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
  },
  'image prune': {
    force: 'Do not prompt for confirmation',
    all: 'Remove all unused images, not just dangling ones',
    filter: 'Provide filter values (e.g. "until=<timestamp>")',
  },
  'builder prune': {
    force: 'Do not prompt for confirmation',
    all: 'Remove all unused build cache, not just dangling ones',
    filter: 'Provide filter values (e.g. "until=24h")',
    'keep-storage': 'Amount of disk space to keep for cache',
  },
};
