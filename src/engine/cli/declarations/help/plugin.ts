import { formatHelp, inspectFormatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'manifest annotate': {
    arch: 'Set architecture',
    os: 'Set operating system',
    'os-features': 'Set operating system feature',
    'os-version': 'Set operating system version',
    variant: 'Set architecture variant',
  },
  'manifest create': {
    amend: 'Amend an existing manifest list',
    insecure: 'Allow communication with an insecure registry',
  },
  'manifest push': {
    insecure: 'Allow push to an insecure registry',
    purge: 'Remove the local manifest list after push',
  },
  'manifest inspect': {
    insecure: 'Allow communication with an insecure registry',
    verbose: 'Output additional info including layers and platform',
  },
  'plugin create': {
    compress: 'Compress the context using gzip',
  },
  'plugin disable': {
    force: 'Force the disable of an active plugin',
  },
  'plugin enable': {
    timeout: 'HTTP client timeout (in seconds)',
  },
  'plugin inspect': {
    format: inspectFormatHelp,
  },
  'plugin install': {
    alias: 'Local name for plugin',
    disable: 'Do not enable plugin on install',
    'grant-all-permissions': 'Grant all permissions necessary to run the plugin',
  },
  'plugin ls': {
    quiet: 'Only display plugin IDs',
    'no-trunc': "Don't truncate output",
    format: formatHelp,
    filter: 'Provide filter values (e.g. "enabled=true")',
  },
  'plugin rm': {
    force: 'Force the removal of an active plugin',
  },
  'plugin upgrade': {
    'grant-all-permissions': 'Grant all permissions necessary to run the plugin',
    'skip-remote-check': 'Do not check if specified remote plugin matches existing plugin image',
  },
};
