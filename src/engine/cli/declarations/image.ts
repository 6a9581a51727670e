// docker image … and docker builder …: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

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
    tag: { type: 'list', short: 't' },
    'build-arg': { type: 'list' },
    ulimit: { type: 'ulimit', default: '[]', check: 'ulimit' },
    file: { type: 'string', short: 'f' },
    memory: { type: 'bytes', short: 'm' },
    'memory-swap': { type: 'swap-bytes' },
    'shm-size': { type: 'bytes' },
    'cpu-shares': { type: 'int64', short: 'c' },
    'cpu-period': { type: 'int64' },
    'cpu-quota': { type: 'int64' },
    'cpuset-cpus': { type: 'string' },
    'cpuset-mems': { type: 'string' },
    'cgroup-parent': { type: 'string' },
    isolation: { type: 'string' },
    label: { type: 'list', check: 'label' },
    'no-cache': { type: 'bool' },
    rm: { type: 'bool', default: 'true' },
    'force-rm': { type: 'bool' },
    quiet: { type: 'bool', short: 'q' },
    pull: { type: 'bool' },
    'cache-from': { type: 'stringSlice' },
    compress: { type: 'bool' },
    'security-opt': { type: 'stringSlice' },
    network: { type: 'string', default: 'default' },
    'add-host': { type: 'list', check: 'extraHost' },
    target: { type: 'string' },
    iidfile: { type: 'string' },
    'disable-content-trust': {
      type: 'bool',
      default: 'true',
      hidden: true,
      deprecated: 'support for docker content trust was removed',
    },
    platform: { type: 'string' },
    squash: { type: 'bool', needs: { experimental: true } },
  },
});

export const imageHistory = declare({
  path: ['image', 'history'],
  shortcuts: [['history']],
  usage: '[OPTIONS] IMAGE',
  summary: 'Show the history of an image',
  operands: { min: 1, max: 1, completes: 'image' },
  flags: {
    human: { type: 'bool', short: 'H', default: 'true' },
    quiet: { type: 'bool', short: 'q' },
    'no-trunc': { type: 'bool' },
    format: { type: 'string' },
    platform: { type: 'string' },
  },
});

export const imageImport = declare({
  path: ['image', 'import'],
  shortcuts: [['import']],
  usage: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  summary: 'Import the contents from a tarball to create a filesystem image',
  operands: { min: 1 },
  flags: {
    change: { type: 'list', short: 'c' },
    message: { type: 'string', short: 'm' },
    platform: { type: 'string' },
  },
});

export const imageLoad = declare({
  path: ['image', 'load'],
  shortcuts: [['load']],
  usage: '[OPTIONS]',
  summary: 'Load an image from a tar archive or STDIN',
  operands: { max: 0 },
  flags: {
    input: { type: 'string', short: 'i' },
    quiet: { type: 'bool', short: 'q' },
    platform: { type: 'stringSlice' },
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
    'all-tags': { type: 'bool', short: 'a' },
    quiet: { type: 'bool', short: 'q' },
    'disable-content-trust': {
      type: 'bool',
      default: 'true',
      hidden: true,
      deprecated: 'support for docker content trust was removed',
    },
    platform: { type: 'string' },
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
    'all-tags': { type: 'bool', short: 'a' },
    quiet: { type: 'bool', short: 'q' },
    'disable-content-trust': {
      type: 'bool',
      default: 'true',
      hidden: true,
      deprecated: 'support for docker content trust was removed',
    },
    platform: { type: 'string' },
  },
});

export const imageSave = declare({
  path: ['image', 'save'],
  shortcuts: [['save']],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  summary: 'Save one or more images to a tar archive (streamed to STDOUT by default)',
  operands: { min: 1, completes: 'image' },
  flags: {
    output: { type: 'string', short: 'o' },
    platform: { type: 'stringSlice' },
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
    quiet: { type: 'bool', short: 'q' },
    all: { type: 'bool', short: 'a' },
    'no-trunc': { type: 'bool' },
    digests: { type: 'bool' },
    format: { type: 'string' },
    filter: { type: 'filter', short: 'f', check: 'filter' },
    tree: { type: 'bool' },
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
    force: { type: 'bool', short: 'f' },
    'no-prune': { type: 'bool' },
    platform: { type: 'stringSlice' },
  },
});

export const imageInspect = declare({
  path: ['image', 'inspect'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  summary: 'Display detailed information on one or more images',
  operands: { min: 1, completes: 'image' },
  flags: {
    format: { type: 'string', short: 'f' },
    platform: { type: 'string' },
  },
});

export const imagePrune = declare({
  path: ['image', 'prune'],
  usage: '[OPTIONS]',
  summary: 'Remove unused images',
  operands: { max: 0 },
  flags: {
    force: { type: 'bool', short: 'f' },
    all: { type: 'bool', short: 'a' },
    filter: { type: 'filter', check: 'filter' },
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
    force: { type: 'bool', short: 'f' },
    all: { type: 'bool', short: 'a' },
    filter: { type: 'filter', check: 'filter' },
    'keep-storage': { type: 'bytes' },
  },
});
