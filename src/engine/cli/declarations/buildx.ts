// docker buildx …: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

/** buildx's own flags, which all that it has takes. */
const everywhere = {
  builder: { type: 'string' },
  debug: { type: 'bool', short: 'D' },
} as const;

export const buildx = declare({
  path: ['buildx'],
  summary: 'Extended build capabilities with BuildKit',
  isGroup: true,
  plugin: 'Docker Buildx',
  flags: everywhere,
  unmodelled: {
    dap: { summary: 'Start debug adapter protocol compatible debugger', isGroup: true },
    'dial-stdio': { summary: 'Proxy current stdio streams to builder instance' },
    policy: { summary: 'Commands for working with build policies', isGroup: true },
  },
  closing: 'Experimental commands and flags are hidden. Set BUILDX_EXPERIMENTAL=1 to show them.',
});

export const buildxHistory = declare({
  path: ['buildx', 'history'],
  summary: 'Commands to work on build records',
  isGroup: true,
  flags: everywhere,
  unmodelled: {
    export: { summary: 'Export build records into Docker Desktop bundle' },
    import: { summary: 'Import build records into Docker Desktop' },
    open: { summary: 'Open a build record in Docker Desktop' },
    trace: { summary: 'Show the OpenTelemetry trace of a build record' },
  },
});

export const buildxImagetools = declare({
  path: ['buildx', 'imagetools'],
  summary: 'Commands to work on images in registry',
  isGroup: true,
  flags: everywhere,
});

export const buildxBuild = declare({
  path: ['buildx', 'build'],
  aliases: ['b'],
  aliasText: 'docker build, docker builder build, docker image build, docker buildx b',
  usage: '[OPTIONS] PATH | URL | -',
  summary: 'Start a build',
  operands: { min: 1, max: 1 },
  flags: {
    'add-host': { type: 'stringSlice' },
    allow: { type: 'stringArray' },
    annotation: { type: 'stringArray' },
    attest: { type: 'stringArray' },
    'build-arg': { type: 'stringArray' },
    'build-context': { type: 'stringArray' },
    builder: { type: 'string' },
    'cache-from': { type: 'stringArray' },
    'cache-to': { type: 'stringArray' },
    call: { type: 'string', default: 'build' },
    'cgroup-parent': { type: 'string' },
    check: { type: 'bool' },
    compress: { type: 'bool', hidden: true },
    'cpu-period': { type: 'int64', hidden: true },
    'cpu-quota': { type: 'int64', hidden: true },
    'cpu-shares': { type: 'int64', short: 'c', hidden: true },
    'cpuset-cpus': { type: 'string', hidden: true },
    'cpuset-mems': { type: 'string', hidden: true },
    debug: { type: 'bool', short: 'D' },
    explain: { type: 'bool', ours: true },
    file: { type: 'string', short: 'f' },
    'force-rm': { type: 'bool', hidden: true },
    iidfile: { type: 'string' },
    isolation: { type: 'string', hidden: true },
    label: { type: 'stringArray' },
    load: { type: 'bool' },
    memory: { type: 'string', short: 'm', hidden: true },
    'memory-swap': { type: 'string', hidden: true },
    'metadata-file': { type: 'string' },
    network: { type: 'string', default: 'default' },
    'no-cache': { type: 'bool' },
    'no-cache-filter': { type: 'stringArray' },
    output: { type: 'stringArray', short: 'o' },
    platform: { type: 'stringArray' },
    policy: { type: 'stringArray' },
    progress: { type: 'string', default: 'auto' },
    provenance: { type: 'string' },
    pull: { type: 'bool' },
    push: { type: 'bool' },
    quiet: { type: 'bool', short: 'q' },
    resource: { type: 'stringArray' },
    rm: { type: 'bool', default: 'true', hidden: true },
    sbom: { type: 'string' },
    secret: { type: 'stringArray' },
    'security-opt': { type: 'stringSlice', hidden: true },
    'shm-size': { type: 'bytes' },
    squash: { type: 'bool', hidden: true },
    ssh: { type: 'stringArray' },
    tag: { type: 'stringArray', short: 't' },
    target: { type: 'string' },
    ulimit: { type: 'ulimit', default: '[]', check: 'ulimit' },
  },
});

export const buildxBake = declare({
  path: ['buildx', 'bake'],
  aliases: ['f'],
  usage: '[OPTIONS] [TARGET...]',
  summary: 'Build from a file',
  flags: {
    allow: { type: 'stringArray' },
    builder: { type: 'string' },
    call: { type: 'string', default: 'build' },
    check: { type: 'bool' },
    debug: { type: 'bool', short: 'D' },
    file: { type: 'stringArray', short: 'f' },
    list: { type: 'string' },
    load: { type: 'bool' },
    'metadata-file': { type: 'string' },
    'no-cache': { type: 'bool' },
    policy: { type: 'stringArray' },
    print: { type: 'bool' },
    progress: { type: 'string', default: 'auto' },
    provenance: { type: 'string' },
    pull: { type: 'bool' },
    push: { type: 'bool' },
    sbom: { type: 'string' },
    set: { type: 'stringArray' },
    var: { type: 'stringArray' },
  },
});

export const bake = declare({
  path: ['bake'],
  forwardsTo: ['buildx', 'bake'],
  aliasText: 'docker buildx bake',
  usage: '[OPTIONS] [TARGET...]',
  summary: 'Build from a file',
  commonOrder: 5,
});

export const buildxCreate = declare({
  path: ['buildx', 'create'],
  usage: '[OPTIONS] [CONTEXT|ENDPOINT]',
  summary: 'Create a new builder instance',
  operands: { max: 1 },
  flags: {
    append: { type: 'bool' },
    bootstrap: { type: 'bool' },
    'buildkitd-config': { type: 'string' },
    'buildkitd-flags': { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    driver: { type: 'string' },
    'driver-opt': { type: 'stringArray' },
    leave: { type: 'bool' },
    name: { type: 'string' },
    node: { type: 'string' },
    platform: { type: 'stringArray' },
    timeout: { type: 'duration', default: '20s' },
    use: { type: 'bool' },
  },
});

export const buildxDu = declare({
  path: ['buildx', 'du'],
  summary: 'Disk usage',
  operands: { max: 0 },
  flags: {
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    filter: { type: 'filter', check: 'filter' },
    format: { type: 'string' },
    timeout: { type: 'duration', default: '20s' },
    verbose: { type: 'bool' },
  },
});

export const buildxInspect = declare({
  path: ['buildx', 'inspect'],
  usage: '[NAME]',
  summary: 'Inspect current builder instance',
  operands: { max: 1 },
  flags: {
    bootstrap: { type: 'bool' },
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    timeout: { type: 'duration', default: '20s' },
  },
});

export const buildxLs = declare({
  path: ['buildx', 'ls'],
  summary: 'List builder instances',
  operands: { max: 0, exact: true },
  flags: {
    debug: { type: 'bool', short: 'D' },
    format: { type: 'string', default: 'table' },
    'no-trunc': { type: 'bool' },
    timeout: { type: 'duration', default: '20s' },
  },
});

export const buildxPrune = declare({
  path: ['buildx', 'prune'],
  summary: 'Remove build cache',
  operands: { max: 0 },
  flags: {
    all: { type: 'bool', short: 'a' },
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    filter: { type: 'filter', check: 'filter' },
    force: { type: 'bool', short: 'f' },
    'keep-storage': { type: 'bytes', deprecated: 'keep-storage flag has been changed to reserved-space' },
    'max-used-space': { type: 'bytes' },
    'min-free-space': { type: 'bytes' },
    'reserved-space': { type: 'bytes' },
    timeout: { type: 'duration', default: '20s' },
    verbose: { type: 'bool' },
  },
});

export const buildxRm = declare({
  path: ['buildx', 'rm'],
  usage: '[OPTIONS] [NAME...]',
  summary: 'Remove one or more builder instances',
  flags: {
    'all-inactive': { type: 'bool' },
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    force: { type: 'bool', short: 'f' },
    'keep-daemon': { type: 'bool' },
    'keep-state': { type: 'bool' },
    timeout: { type: 'duration', default: '20s' },
  },
});

export const buildxStop = declare({
  path: ['buildx', 'stop'],
  usage: '[NAME]',
  summary: 'Stop builder instance',
  operands: { max: 1 },
  flags: {
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
  },
});

export const buildxUse = declare({
  path: ['buildx', 'use'],
  usage: '[OPTIONS] NAME',
  summary: 'Set the current builder instance',
  operands: { max: 1 },
  flags: {
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    default: { type: 'bool' },
    global: { type: 'bool' },
  },
});

export const buildxVersion = declare({
  path: ['buildx', 'version'],
  summary: 'Show buildx version information',
  operands: { max: 0, exact: true },
  flags: { debug: { type: 'bool', short: 'D' } },
});

export const buildxHistoryLs = declare({
  path: ['buildx', 'history', 'ls'],
  usage: '[OPTIONS]',
  summary: 'List build records',
  operands: { max: 0 },
  flags: {
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    filter: { type: 'stringArray' },
    format: { type: 'string', default: 'table' },
    local: { type: 'bool' },
    'no-trunc': { type: 'bool' },
  },
});

export const buildxHistoryInspect = declare({
  path: ['buildx', 'history', 'inspect'],
  usage: '[OPTIONS] [REF]',
  summary: 'Inspect a build record',
  listedAsGroup: true,
  operands: { max: 1 },
  flags: {
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    format: { type: 'string', default: 'pretty' },
  },
});

export const buildxHistoryLogs = declare({
  path: ['buildx', 'history', 'logs'],
  usage: '[OPTIONS] [REF]',
  summary: 'Print the logs of a build record',
  operands: { max: 1 },
  flags: {
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    progress: { type: 'string', default: 'plain' },
  },
});

export const buildxHistoryRm = declare({
  path: ['buildx', 'history', 'rm'],
  usage: '[OPTIONS] [REF...]',
  summary: 'Remove build records',
  flags: {
    all: { type: 'bool' },
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
  },
});

export const buildxImagetoolsInspect = declare({
  path: ['buildx', 'imagetools', 'inspect'],
  usage: '[OPTIONS] NAME',
  summary: 'Show details of an image in the registry',
  operands: { min: 1, max: 1 },
  flags: {
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    format: { type: 'string', default: '{{.Manifest}}' },
    raw: { type: 'bool' },
  },
});

export const buildxImagetoolsCreate = declare({
  path: ['buildx', 'imagetools', 'create'],
  usage: '[OPTIONS] [SOURCE...]',
  summary: 'Create a new image based on source images',
  flags: {
    annotation: { type: 'stringArray' },
    append: { type: 'bool' },
    builder: { type: 'string' },
    debug: { type: 'bool', short: 'D' },
    'dry-run': { type: 'bool' },
    file: { type: 'stringArray', short: 'f' },
    'metadata-file': { type: 'string' },
    platform: { type: 'stringArray', short: 'p' },
    'prefer-index': { type: 'bool', default: 'true' },
    progress: { type: 'string', default: 'auto' },
    tag: { type: 'stringArray', short: 't' },
  },
});
