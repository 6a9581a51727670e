// docker buildx …: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

export const buildx = declare({
  path: ['buildx'],
  summary: 'Extended build capabilities with BuildKit',
  isGroup: true,
  plugin: 'Docker Buildx',
});

export const buildxHistory = declare({
  path: ['buildx', 'history'],
  summary: 'Commands to work on build records',
  isGroup: true,
});

export const buildxImagetools = declare({
  path: ['buildx', 'imagetools'],
  summary: 'Commands to work on images in registry',
  isGroup: true,
});

export const buildxBuild = declare({
  path: ['buildx', 'build'],
  aliases: ['b'],
  aliasText: 'docker build, docker builder build, docker image build, docker buildx b',
  usage: '[OPTIONS] PATH | URL | -',
  summary: 'Start a build',
  operands: { min: 1, max: 1 },
  flags: {
    'add-host': { type: 'stringSlice', help: 'Add a custom host-to-IP mapping (format: "host:ip")' },
    allow: {
      type: 'stringArray',
      help: 'Allow extra privileged entitlement (e.g., "network.host", "security.insecure", "device", "buildx.local.delete")',
    },
    annotation: { type: 'stringArray', help: 'Add annotation to the image' },
    attest: { type: 'stringArray', help: 'Attestation parameters (format: "type=sbom,generator=image")' },
    'build-arg': { type: 'stringArray', help: 'Set build-time variables' },
    'build-context': { type: 'stringArray', help: 'Additional build contexts (e.g., name=path)' },
    builder: { type: 'string', help: 'Override the configured builder instance' },
    'cache-from': {
      type: 'stringArray',
      help: 'External cache sources (e.g., "user/app:cache", "type=local,src=path/to/dir")',
    },
    'cache-to': {
      type: 'stringArray',
      help: 'Cache export destinations (e.g., "user/app:cache", "type=local,dest=path/to/dir")',
    },
    call: {
      type: 'string',
      help: 'Set method for evaluating build ("check", "outline", "targets")',
      default: 'build',
    },
    'cgroup-parent': {
      type: 'string',
      help: 'Set the parent cgroup for the "RUN" instructions during build',
    },
    check: { type: 'bool', help: 'Shorthand for "--call=check"' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    explain: { type: 'bool', ours: true, help: 'Say why each step ran or did not' },
    file: { type: 'string', short: 'f', help: 'Name of the Dockerfile (default: "PATH/Dockerfile")' },
    iidfile: { type: 'string', help: 'Write the image ID to a file' },
    label: { type: 'stringArray', help: 'Set metadata for an image' },
    load: { type: 'bool', help: 'Shorthand for "--output=type=docker"' },
    'metadata-file': { type: 'string', help: 'Write build result metadata to a file' },
    network: {
      type: 'string',
      help: 'Set the networking mode for the "RUN" instructions during build',
      default: 'default',
    },
    'no-cache': { type: 'bool', help: 'Do not use cache when building the image' },
    'no-cache-filter': { type: 'stringArray', help: 'Do not cache specified stages' },
    output: { type: 'stringArray', short: 'o', help: 'Output destination (format: "type=local,dest=path")' },
    platform: { type: 'stringArray', help: 'Set target platform for build' },
    policy: {
      type: 'stringArray',
      help: 'Policy configuration (format: "filename=path[,filename=path][,reset=true|false][,disabled=true|false][,strict=true|false][,log-level=level]")',
    },
    progress: {
      type: 'string',
      help: 'Set type of progress output ("auto", "none",  "plain", "quiet", "rawjson", "tty"). Use plain to show container output',
      default: 'auto',
    },
    provenance: { type: 'string', help: 'Shorthand for "--attest=type=provenance"' },
    pull: { type: 'bool', help: 'Always attempt to pull all referenced images' },
    push: { type: 'bool', help: 'Shorthand for "--output=type=registry,unpack=false"' },
    quiet: { type: 'bool', short: 'q', help: 'Suppress the build output and print image ID on success' },
    resource: {
      type: 'stringArray',
      help: 'Resource limits for build containers (format: "memory=2g", "cpu-quota=50000")',
    },
    sbom: { type: 'string', help: 'Shorthand for "--attest=type=sbom"' },
    secret: {
      type: 'stringArray',
      help: 'Secret to expose to the build (format: "id=mysecret[,src=/local/secret]")',
    },
    'shm-size': { type: 'bytes', help: 'Shared memory size for build containers' },
    ssh: {
      type: 'stringArray',
      help: 'SSH agent socket or keys to expose to the build (format: "default|<id>[=<socket>|<key>[,<key>]]")',
    },
    tag: {
      type: 'stringArray',
      short: 't',
      help: 'Image identifier (format: "[registry/]repository[:tag]")',
    },
    target: { type: 'string', help: 'Set the target build stage to build' },
    ulimit: { type: 'ulimit', help: 'Ulimit options', default: '[]', check: 'ulimit' },
  },
});

export const buildxBake = declare({
  path: ['buildx', 'bake'],
  aliases: ['f'],
  usage: '[OPTIONS] [TARGET...]',
  summary: 'Build from a file',
  flags: {
    allow: { type: 'stringArray', help: 'Allow build to access specified resources' },
    builder: { type: 'string', help: 'Override the configured builder instance' },
    call: {
      type: 'string',
      help: 'Set method for evaluating build ("check", "outline", "targets")',
      default: 'build',
    },
    check: { type: 'bool', help: 'Shorthand for "--call=check"' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    file: { type: 'stringArray', short: 'f', help: 'Build definition file' },
    list: { type: 'string', help: 'List targets or variables' },
    load: { type: 'bool', help: 'Shorthand for "--set=*.output=type=docker". Conditional.' },
    'metadata-file': { type: 'string', help: 'Write build result metadata to a file' },
    'no-cache': { type: 'bool', help: 'Do not use cache when building the image' },
    policy: {
      type: 'stringArray',
      help: 'Global policy evaluation options (format: "[disabled=true|false][,strict=true|false][,log-level=level]")',
    },
    print: { type: 'bool', help: 'Print the options without building' },
    progress: {
      type: 'string',
      help: 'Set type of progress output ("auto", "none",  "plain", "quiet", "rawjson", "tty"). Use plain to show container output',
      default: 'auto',
    },
    provenance: { type: 'string', help: 'Shorthand for "--set=*.attest=type=provenance"' },
    pull: { type: 'bool', help: 'Always attempt to pull all referenced images' },
    push: { type: 'bool', help: 'Shorthand for "--set=*.output=type=registry". Conditional.' },
    sbom: { type: 'string', help: 'Shorthand for "--set=*.attest=type=sbom"' },
    set: { type: 'stringArray', help: 'Override target value (e.g., "targetpattern.key=value")' },
    var: { type: 'stringArray', help: 'Set a variable value (e.g., "name=value")' },
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
    append: { type: 'bool', help: 'Append a node to builder instead of changing it' },
    bootstrap: { type: 'bool', help: 'Boot builder after creation' },
    'buildkitd-config': { type: 'string', help: 'BuildKit daemon config file' },
    'buildkitd-flags': { type: 'string', help: 'BuildKit daemon flags' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    driver: { type: 'string', help: 'Driver to use (available: "docker-container", "kubernetes", "remote")' },
    'driver-opt': { type: 'stringArray', help: 'Options for the driver' },
    leave: { type: 'bool', help: 'Remove a node from builder instead of changing it' },
    name: { type: 'string', help: 'Builder instance name' },
    node: { type: 'string', help: 'Create/modify node with given name' },
    platform: { type: 'stringArray', help: 'Fixed platforms for current node' },
    timeout: {
      type: 'duration',
      help: 'Override the default timeout for loading builder status',
      default: '20s',
    },
    use: { type: 'bool', help: 'Set the current builder instance' },
  },
});

export const buildxDu = declare({
  path: ['buildx', 'du'],
  summary: 'Disk usage',
  operands: { max: 0 },
  flags: {
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    filter: { type: 'filter', help: 'Provide filter values', check: 'filter' },
    format: { type: 'string', help: 'Format the output' },
    timeout: {
      type: 'duration',
      help: 'Override the default timeout for loading builder status',
      default: '20s',
    },
    verbose: { type: 'bool', help: 'Shorthand for "--format=pretty"' },
  },
});

export const buildxInspect = declare({
  path: ['buildx', 'inspect'],
  usage: '[NAME]',
  summary: 'Inspect current builder instance',
  operands: { max: 1 },
  flags: {
    bootstrap: { type: 'bool', help: 'Ensure builder has booted before inspecting' },
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    timeout: {
      type: 'duration',
      help: 'Override the default timeout for loading builder status',
      default: '20s',
    },
  },
});

export const buildxLs = declare({
  path: ['buildx', 'ls'],
  summary: 'List builder instances',
  operands: { max: 0, exact: true },
  flags: {
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    format: { type: 'string', help: 'Format the output', default: 'table' },
    'no-trunc': { type: 'bool', help: "Don't truncate output" },
    timeout: {
      type: 'duration',
      help: 'Override the default timeout for loading builder status',
      default: '20s',
    },
  },
});

export const buildxPrune = declare({
  path: ['buildx', 'prune'],
  summary: 'Remove build cache',
  operands: { max: 0 },
  flags: {
    all: { type: 'bool', short: 'a', help: 'Include internal/frontend images' },
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    filter: { type: 'filter', help: 'Provide filter values', check: 'filter' },
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    'max-used-space': { type: 'bytes', help: 'Maximum amount of disk space allowed to keep for cache' },
    'min-free-space': { type: 'bytes', help: 'Target amount of free disk space after pruning' },
    'reserved-space': { type: 'bytes', help: 'Amount of disk space always allowed to keep for cache' },
    timeout: {
      type: 'duration',
      help: 'Override the default timeout for loading builder status',
      default: '20s',
    },
    verbose: { type: 'bool', help: 'Provide a more verbose output' },
  },
});

export const buildxRm = declare({
  path: ['buildx', 'rm'],
  usage: '[OPTIONS] [NAME...]',
  summary: 'Remove one or more builder instances',
  flags: {
    'all-inactive': { type: 'bool', help: 'Remove all inactive builders' },
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    force: { type: 'bool', short: 'f', help: 'Do not prompt for confirmation' },
    'keep-daemon': { type: 'bool', help: 'Keep the BuildKit daemon running' },
    'keep-state': { type: 'bool', help: 'Keep BuildKit state' },
    timeout: {
      type: 'duration',
      help: 'Override the default timeout for loading builder status',
      default: '20s',
    },
  },
});

export const buildxStop = declare({
  path: ['buildx', 'stop'],
  usage: '[NAME]',
  summary: 'Stop builder instance',
  operands: { max: 1 },
  flags: {
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
  },
});

export const buildxUse = declare({
  path: ['buildx', 'use'],
  usage: '[OPTIONS] NAME',
  summary: 'Set the current builder instance',
  operands: { max: 1 },
  flags: {
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    default: { type: 'bool', help: 'Set builder as default for current context' },
    global: { type: 'bool', help: 'Builder persists context changes' },
  },
});

export const buildxVersion = declare({
  path: ['buildx', 'version'],
  summary: 'Show buildx version information',
  operands: { max: 0, exact: true },
  flags: { debug: { type: 'bool', short: 'D', help: 'Enable debug logging' } },
});

export const buildxHistoryLs = declare({
  path: ['buildx', 'history', 'ls'],
  usage: '[OPTIONS]',
  summary: 'List build records',
  operands: { max: 0 },
  flags: {
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    filter: { type: 'stringArray', help: 'Provide filter values (e.g., "status=error")' },
    format: { type: 'string', help: 'Format the output', default: 'table' },
    local: { type: 'bool', help: 'List records for current repository only' },
    'no-trunc': { type: 'bool', help: "Don't truncate output" },
  },
});

export const buildxHistoryInspect = declare({
  path: ['buildx', 'history', 'inspect'],
  usage: '[OPTIONS] [REF]',
  summary: 'Inspect a build record',
  operands: { max: 1 },
  flags: {
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    format: { type: 'string', help: 'Format the output', default: 'pretty' },
  },
});

export const buildxHistoryLogs = declare({
  path: ['buildx', 'history', 'logs'],
  usage: '[OPTIONS] [REF]',
  summary: 'Print the logs of a build record',
  operands: { max: 1 },
  flags: {
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    progress: { type: 'string', help: 'Set type of progress output (plain, rawjson, tty)', default: 'plain' },
  },
});

export const buildxHistoryRm = declare({
  path: ['buildx', 'history', 'rm'],
  usage: '[OPTIONS] [REF...]',
  summary: 'Remove build records',
  flags: {
    all: { type: 'bool', help: 'Remove all build records' },
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
  },
});

export const buildxImagetoolsInspect = declare({
  path: ['buildx', 'imagetools', 'inspect'],
  usage: '[OPTIONS] NAME',
  summary: 'Show details of an image in the registry',
  operands: { min: 1, max: 1 },
  flags: {
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    format: {
      type: 'string',
      help: 'Format the output using the given Go template',
      default: '{{.Manifest}}',
    },
    raw: { type: 'bool', help: 'Show original, unformatted JSON manifest' },
  },
});

export const buildxImagetoolsCreate = declare({
  path: ['buildx', 'imagetools', 'create'],
  usage: '[OPTIONS] [SOURCE...]',
  summary: 'Create a new image based on source images',
  flags: {
    annotation: { type: 'stringArray', help: 'Add annotation to the image' },
    append: { type: 'bool', help: 'Append to existing manifest' },
    builder: { type: 'string', help: 'Override the configured builder instance' },
    debug: { type: 'bool', short: 'D', help: 'Enable debug logging' },
    'dry-run': { type: 'bool', help: 'Show final image instead of pushing' },
    file: { type: 'stringArray', short: 'f', help: 'Read source descriptor from file' },
    'metadata-file': { type: 'string', help: 'Write create result metadata to a file' },
    platform: { type: 'stringArray', short: 'p', help: 'Filter specified platforms of target image' },
    'prefer-index': {
      type: 'bool',
      help: 'When only a single source is specified, prefer outputting an image index or manifest list instead of performing a carbon copy',
      default: 'true',
    },
    progress: {
      type: 'string',
      help: 'Set type of progress output ("auto", "none", "plain", "rawjson", "tty"). Use plain to show container output',
      default: 'auto',
    },
    tag: { type: 'stringArray', short: 't', help: 'Set reference for new image' },
  },
});
