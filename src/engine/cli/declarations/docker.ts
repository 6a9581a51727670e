// docker itself: its global flags.
import { declare } from '../declaration';

export const docker = declare({
  path: [],
  usage: '[OPTIONS] COMMAND [ARG...]',
  summary: 'A self-sufficient runtime for containers',
  flagsStopAtOperand: true,
  isGroup: true,
  flags: {
    config: { type: 'string', help: 'Location of client config files', default: '/root/.docker' },
    context: {
      type: 'string',
      short: 'c',
      help: 'Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set with "docker context use")',
    },
    debug: { type: 'bool', short: 'D', help: 'Enable debug mode' },
    host: { type: 'list', short: 'H', help: 'Daemon socket to connect to' },
    'log-level': {
      type: 'string',
      short: 'l',
      help: 'Set the logging level ("debug", "info", "warn", "error", "fatal")',
      default: 'info',
    },
    tls: { type: 'bool', help: 'Use TLS; implied by --tlsverify' },
    tlscacert: {
      type: 'string',
      help: 'Trust certs signed only by this CA',
      default: '/root/.docker/ca.pem',
    },
    tlscert: { type: 'string', help: 'Path to TLS certificate file', default: '/root/.docker/cert.pem' },
    tlskey: { type: 'string', help: 'Path to TLS key file', default: '/root/.docker/key.pem' },
    tlsverify: { type: 'bool', help: 'Use TLS and verify the remote' },
    version: { type: 'bool', short: 'v', help: 'Print version information and quit' },
  },
});
