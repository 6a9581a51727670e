// docker itself: its global flags.
import { declare } from '../declaration';

export const docker = declare({
  path: [],
  usage: '[OPTIONS] COMMAND [ARG...]',
  summary: 'A self-sufficient runtime for containers',
  flagsStopAtOperand: true,
  isGroup: true,
  flags: {
    config: { type: 'string', default: '/root/.docker' },
    context: { type: 'string', short: 'c' },
    debug: { type: 'bool', short: 'D' },
    host: { type: 'list', short: 'H' },
    'log-level': { type: 'string', short: 'l', default: 'info' },
    tls: { type: 'bool' },
    tlscacert: { type: 'string', default: '/root/.docker/ca.pem' },
    tlscert: { type: 'string', default: '/root/.docker/cert.pem' },
    tlskey: { type: 'string', default: '/root/.docker/key.pem' },
    tlsverify: { type: 'bool' },
    version: { type: 'bool', short: 'v' },
  },
});
