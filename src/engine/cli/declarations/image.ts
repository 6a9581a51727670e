// docker image … and docker builder …: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';
import { formatHelp, inspectFormatHelp } from './help-texts';

export const image = declare({
  path: ['image'],
  summary: 'Manage images',
  operands: { max: 0 },
  isGroup: true,
});

export const imageBuild = declare({
  path: ['image', 'build'],
  forwardsTo: ['buildx', 'build'],
  shortcuts: [['build'], ['builder', 'build']],
  usage: '[OPTIONS] PATH | URL | -',
  summary: 'Build an image from a Dockerfile',
  operands: { min: 1, max: 1 },
  commonOrder: 4,
  flags: {
    tag: { type: 'list', short: 't', help: 'Name and optionally a tag in the "name:tag" format' },
    'build-arg': { type: 'list', help: 'Set build-time variables' },
    ulimit: { type: 'ulimit', help: 'Ulimit options', default: '[]', check: 'ulimit' },
    file: { type: 'string', short: 'f', help: 'Name of the Dockerfile (Default is "PATH/Dockerfile")' },
    memory: { type: 'bytes', short: 'm', help: 'Memory limit' },
    'memory-swap': {
      type: 'swap-bytes',
      help: 'Swap limit equal to memory plus swap: -1 to enable unlimited swap',
    },
    'shm-size': { type: 'bytes', help: 'Size of "/dev/shm"' },
    'cpu-shares': { type: 'int64', short: 'c', help: 'CPU shares (relative weight)' },
    'cpu-period': { type: 'int64', help: 'Limit the CPU CFS (Completely Fair Scheduler) period' },
    'cpu-quota': { type: 'int64', help: 'Limit the CPU CFS (Completely Fair Scheduler) quota' },
    'cpuset-cpus': { type: 'string', help: 'CPUs in which to allow execution (0-3, 0,1)' },
    'cpuset-mems': { type: 'string', help: 'MEMs in which to allow execution (0-3, 0,1)' },
    'cgroup-parent': {
      type: 'string',
      help: 'Set the parent cgroup for the "RUN" instructions during build',
    },
    isolation: { type: 'string', help: 'Container isolation technology' },
    label: { type: 'list', help: 'Set metadata for an image', check: 'label' },
    'no-cache': { type: 'bool', help: 'Do not use cache when building the image' },
    rm: { type: 'bool', help: 'Remove intermediate containers after a successful build', default: 'true' },
    'force-rm': { type: 'bool', help: 'Always remove intermediate containers' },
    quiet: { type: 'bool', short: 'q', help: 'Suppress the build output and print image ID on success' },
    pull: { type: 'bool', help: 'Always attempt to pull a newer version of the image' },
    'cache-from': { type: 'stringSlice', help: 'Images to consider as cache sources' },
    compress: { type: 'bool', help: 'Compress the build context using gzip' },
    'security-opt': { type: 'stringSlice', help: 'Security options' },
    network: {
      type: 'string',
      help: 'Set the networking mode for the RUN instructions during build',
      default: 'default',
    },
    'add-host': { type: 'list', help: 'Add a custom host-to-IP mapping ("host:ip")', check: 'extraHost' },
    target: { type: 'string', help: 'Set the target build stage to build.' },
    iidfile: { type: 'string', help: 'Write the image ID to the file' },
    'disable-content-trust': {
      type: 'bool',
      help: 'Skip image verification (deprecated)',
      default: 'true',
      hidden: true,
      deprecated: 'support for docker content trust was removed',
    },
    platform: { type: 'string', help: 'Set platform if server is multi-platform capable' },
    squash: {
      type: 'bool',
      help: 'Squash newly built layers into a single new layer',
      needs: { experimental: true },
    },
  },
});

export const imageHistory = declare({
  path: ['image', 'history'],
  shortcuts: [['history']],
  usage: '[OPTIONS] IMAGE',
  summary: 'Show the history of an image',
  operands: { min: 1, max: 1, completes: 'image' },
  flags: {
    human: {
      type: 'bool',
      short: 'H',
      help: 'Print sizes and dates in human readable format',
      default: 'true',
    },
    quiet: { type: 'bool', short: 'q', help: 'Only show image IDs' },
    'no-trunc': { type: 'bool', help: "Don't truncate output" },
    format: { type: 'string', help: formatHelp },
    platform: {
      type: 'string',
      help: 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  },
});

export const imageImport = declare({
  path: ['image', 'import'],
  shortcuts: [['import']],
  usage: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  summary: 'Import the contents from a tarball to create a filesystem image',
  operands: { min: 1 },
  flags: {
    change: { type: 'list', short: 'c', help: 'Apply Dockerfile instruction to the created image' },
    message: { type: 'string', short: 'm', help: 'Set commit message for imported image' },
    platform: { type: 'string', help: 'Set platform if server is multi-platform capable' },
  },
});

export const imageLoad = declare({
  path: ['image', 'load'],
  shortcuts: [['load']],
  usage: '[OPTIONS]',
  summary: 'Load an image from a tar archive or STDIN',
  operands: { max: 0 },
  flags: {
    input: { type: 'string', short: 'i', help: 'Read from tar archive file, instead of STDIN' },
    quiet: { type: 'bool', short: 'q', help: 'Suppress the load output' },
    platform: {
      type: 'stringSlice',
      help: 'Load only the given platform(s). Formatted as a comma-separated list of "os[/arch[/variant]]" (e.g., "linux/amd64,linux/arm64/v8").',
    },
  },
});

export const imagePull = declare({
  path: ['image', 'pull'],
  shortcuts: [['pull']],
  usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
  summary: 'Download an image from a registry',
  operands: { min: 1, max: 1 },
  commonOrder: 5,
  flags: {
    'all-tags': { type: 'bool', short: 'a', help: 'Download all tagged images in the repository' },
    quiet: { type: 'bool', short: 'q', help: 'Suppress verbose output' },
    'disable-content-trust': {
      type: 'bool',
      help: 'Skip image verification (deprecated)',
      default: 'true',
      hidden: true,
      deprecated: 'support for docker content trust was removed',
    },
    platform: { type: 'string', help: 'Set platform if server is multi-platform capable' },
  },
});

export const imagePush = declare({
  path: ['image', 'push'],
  shortcuts: [['push']],
  usage: '[OPTIONS] NAME[:TAG]',
  summary: 'Upload an image to a registry',
  operands: { min: 1, max: 1, completes: 'image' },
  commonOrder: 6,
  flags: {
    'all-tags': { type: 'bool', short: 'a', help: 'Push all tags of an image to the repository' },
    quiet: { type: 'bool', short: 'q', help: 'Suppress verbose output' },
    'disable-content-trust': {
      type: 'bool',
      help: 'Skip image verification (deprecated)',
      default: 'true',
      hidden: true,
      deprecated: 'support for docker content trust was removed',
    },
    platform: {
      type: 'string',
      help: "Push a platform-specific manifest as a single-platform image to the registry.\nImage index won't be pushed, meaning that other manifests, including attestations won't be preserved.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
    },
  },
});

export const imageSave = declare({
  path: ['image', 'save'],
  shortcuts: [['save']],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  summary: 'Save one or more images to a tar archive (streamed to STDOUT by default)',
  operands: { min: 1, completes: 'image' },
  flags: {
    output: { type: 'string', short: 'o', help: 'Write to a file, instead of STDOUT' },
    platform: {
      type: 'stringSlice',
      help: 'Save only the given platform(s). Formatted as a comma-separated list of "os[/arch[/variant]]" (e.g., "linux/amd64,linux/arm64/v8")',
    },
  },
});

export const imageTag = declare({
  path: ['image', 'tag'],
  shortcuts: [['tag']],
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  summary: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE',
  operands: { min: 2, max: 2, completes: 'image' },
  flagsStopAtOperand: true,
});

export const imageLs = declare({
  path: ['image', 'ls'],
  shortcuts: [['images']],
  aliases: ['list'],
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  summary: 'List images',
  operands: { max: 1, completes: 'image' },
  commonOrder: 7,
  flags: {
    quiet: { type: 'bool', short: 'q', help: 'Only show image IDs' },
    all: {
      type: 'bool',
      short: 'a',
      help: 'Show all images (default hides intermediate and dangling images)',
    },
    'no-trunc': { type: 'bool', help: "Don't truncate output" },
    digests: { type: 'bool', help: 'Show digests' },
    format: { type: 'string', help: formatHelp },
    filter: {
      type: 'filter',
      short: 'f',
      help: 'Filter output based on conditions provided',
      check: 'filter',
    },
    tree: { type: 'bool', help: 'List multi-platform images as a tree (EXPERIMENTAL)' },
  },
});

export const imageRm = declare({
  path: ['image', 'rm'],
  shortcuts: [['rmi']],
  aliases: ['remove', 'rmi'],
  aliasText: 'docker image rm, docker image remove, docker rmi',
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  summary: 'Remove one or more images',
  operands: { min: 1, completes: 'image' },
  flags: {
    force: { type: 'bool', short: 'f', help: 'Force removal of the image' },
    'no-prune': { type: 'bool', help: 'Do not delete untagged parents' },
    platform: {
      type: 'stringSlice',
      help: 'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  },
});

export const imageInspect = declare({
  path: ['image', 'inspect'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  summary: 'Display detailed information on one or more images',
  operands: { min: 1, completes: 'image' },
  flags: {
    format: { type: 'string', short: 'f', help: inspectFormatHelp },
    platform: {
      type: 'string',
      help: "Inspect a specific platform of the multi-platform image.\nIf the image or the server is not multi-platform capable, the command will error out if the platform does not match.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
    },
  },
});

export const imagePrune = declare({
  path: ['image', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove unused images',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    all: { type: 'bool', short: 'a', help: 'Remove all unused images, not just dangling ones' },
    filter: { type: 'filter', help: 'Provide filter values (e.g. "until=<timestamp>")', check: 'filter' },
  },
});

export const builder = declare({
  path: ['builder'],
  summary: 'Manage builds',
  operands: { max: 0 },
  isGroup: true,
});

export const builderPrune = declare({
  path: ['builder', 'prune'],
  forwardsTo: ['buildx', 'prune'],
  summary: 'Remove build cache',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    all: { type: 'bool', short: 'a', help: 'Remove all unused build cache, not just dangling ones' },
    filter: { type: 'filter', help: 'Provide filter values (e.g. "until=24h")', check: 'filter' },
    'keep-storage': { type: 'bytes', help: 'Amount of disk space to keep for cache' },
  },
});
