// docker plugin … and docker manifest ….
import { declare } from '../declaration';

export const plugin = declare({
  path: ['plugin'],
  summary: 'Manage plugins',
  operands: { max: 0 },
  isGroup: true,
});

export const pluginCreate = declare({
  path: ['plugin', 'create'],
  usage: '[OPTIONS] PLUGIN PLUGIN-DATA-DIR',
  summary:
    'Create a plugin from a rootfs and configuration. Plugin data directory must contain config.json and rootfs directory.',
  operands: { min: 2 },
  flags: { compress: { type: 'bool' } },
});

export const pluginDisable = declare({
  path: ['plugin', 'disable'],
  usage: '[OPTIONS] PLUGIN',
  summary: 'Disable a plugin',
  operands: { min: 1, max: 1 },
  flags: { force: { type: 'bool', short: 'f' } },
});

export const pluginEnable = declare({
  path: ['plugin', 'enable'],
  usage: '[OPTIONS] PLUGIN',
  summary: 'Enable a plugin',
  operands: { min: 1, max: 1 },
  flags: { timeout: { type: 'int', default: '30' } },
});

export const pluginInspect = declare({
  path: ['plugin', 'inspect'],
  usage: '[OPTIONS] PLUGIN [PLUGIN...]',
  summary: 'Display detailed information on one or more plugins',
  operands: { min: 1 },
  flags: { format: { type: 'string', short: 'f' } },
});

export const pluginInstall = declare({
  path: ['plugin', 'install'],
  usage: '[OPTIONS] PLUGIN [KEY=VALUE...]',
  summary: 'Install a plugin',
  operands: { min: 1 },
  flags: {
    alias: { type: 'string' },
    disable: { type: 'bool' },
    'grant-all-permissions': { type: 'bool' },
  },
});

export const pluginLs = declare({
  path: ['plugin', 'ls'],
  aliases: ['list'],
  usage: '[OPTIONS]',
  summary: 'List plugins',
  operands: { max: 0 },
  flags: {
    quiet: { type: 'bool', short: 'q' },
    'no-trunc': { type: 'bool' },
    format: { type: 'string' },
    filter: { type: 'filter', short: 'f', check: 'filter' },
  },
});

export const pluginPush = declare({
  path: ['plugin', 'push'],
  usage: '[OPTIONS] PLUGIN[:TAG]',
  summary: 'Push a plugin to a registry',
  operands: { min: 1, max: 1 },
});

export const pluginRm = declare({
  path: ['plugin', 'rm'],
  aliases: ['remove'],
  usage: '[OPTIONS] PLUGIN [PLUGIN...]',
  summary: 'Remove one or more plugins',
  operands: { min: 1 },
  flags: { force: { type: 'bool', short: 'f' } },
});

export const pluginSet = declare({
  path: ['plugin', 'set'],
  usage: 'PLUGIN KEY=VALUE [KEY=VALUE...]',
  summary: 'Change settings for a plugin',
  operands: { min: 2 },
});

export const pluginUpgrade = declare({
  path: ['plugin', 'upgrade'],
  usage: '[OPTIONS] PLUGIN [REMOTE]',
  summary: 'Upgrade an existing plugin',
  operands: { min: 1, max: 2 },
  flags: {
    'grant-all-permissions': { type: 'bool' },
    'skip-remote-check': { type: 'bool' },
  },
});

export const manifest = declare({
  path: ['manifest'],
  usage: 'COMMAND',
  summary: 'Manage Docker image manifests and manifest lists',
  long: 'The **docker manifest** command has subcommands for managing image manifests and\nmanifest lists. A manifest list allows you to use one name to refer to the same image\nbuilt for multiple architectures.\n\nTo see help for a subcommand, use:\n\n    docker manifest CMD --help\n\nFor full details on using docker manifest lists, see the registry v2 specification.',
  operands: { max: 0 },
  isGroup: true,
  isExperimental: true,
});

export const manifestInspect = declare({
  path: ['manifest', 'inspect'],
  usage: '[OPTIONS] [MANIFEST_LIST] MANIFEST',
  summary: 'Display an image manifest, or manifest list',
  operands: { min: 1, max: 2 },
  isExperimental: true,
  flags: {
    insecure: { type: 'bool' },
    verbose: { type: 'bool', short: 'v' },
  },
});

export const manifestCreate = declare({
  path: ['manifest', 'create'],
  usage: 'MANIFEST_LIST MANIFEST [MANIFEST...]',
  summary: 'Create a local manifest list for annotating and pushing to a registry',
  operands: { min: 2 },
  isExperimental: true,
  flags: {
    amend: { type: 'bool', short: 'a' },
    insecure: { type: 'bool' },
  },
});

export const manifestAnnotate = declare({
  path: ['manifest', 'annotate'],
  usage: '[OPTIONS] MANIFEST_LIST MANIFEST',
  summary: 'Add additional information to a local image manifest',
  operands: { min: 2, max: 2 },
  isExperimental: true,
  flags: {
    arch: { type: 'string' },
    os: { type: 'string' },
    'os-features': { type: 'stringSlice' },
    'os-version': { type: 'string' },
    variant: { type: 'string' },
  },
});

export const manifestPush = declare({
  path: ['manifest', 'push'],
  usage: '[OPTIONS] MANIFEST_LIST',
  summary: 'Push a manifest list to a repository',
  operands: { min: 1, max: 1 },
  isExperimental: true,
  flags: {
    insecure: { type: 'bool' },
    purge: { type: 'bool', short: 'p' },
  },
});

export const manifestRm = declare({
  path: ['manifest', 'rm'],
  usage: 'MANIFEST_LIST [MANIFEST_LIST...]',
  summary: 'Delete one or more manifest lists from local storage',
  operands: { min: 1 },
  isExperimental: true,
});
