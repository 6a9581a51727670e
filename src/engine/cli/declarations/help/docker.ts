import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  '': {
    config: 'Location of client config files',
    context:
      'Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set with "docker context use")',
    debug: 'Enable debug mode',
    host: 'Daemon socket to connect to',
    'log-level': 'Set the logging level ("debug", "info", "warn", "error", "fatal")',
    tls: 'Use TLS; implied by --tlsverify',
    tlscacert: 'Trust certs signed only by this CA',
    tlscert: 'Path to TLS certificate file',
    tlskey: 'Path to TLS key file',
    tlsverify: 'Use TLS and verify the remote',
    version: 'Print version information and quit',
  },
};
