// docker context …: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

export const context = declare({
  path: ['context'],
  summary: 'Manage contexts',
  operands: { max: 0 },
  isGroup: true,
});

export const contextCreate = declare({
  path: ['context', 'create'],
  usage: '[OPTIONS] CONTEXT',
  summary: 'Create a context',
  long: 'Create a context\n\nDocker endpoint config:\n\nNAME                DESCRIPTION\nfrom                Copy named context\'s Docker endpoint configuration\nhost                Docker endpoint on which to connect\nca                  Trust certs signed only by this CA\ncert                Path to TLS certificate file\nkey                 Path to TLS key file\nskip-tls-verify     Skip TLS certificate validation\n\nExample:\n\n$ docker context create my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"',
  operands: { min: 1, max: 1 },
  flags: {
    description: { type: 'string' },
    docker: { type: 'stringToString' },
    from: { type: 'string' },
  },
});

export const contextLs = declare({
  path: ['context', 'ls'],
  aliases: ['list'],
  usage: '[OPTIONS]',
  summary: 'List contexts',
  operands: { max: 0 },
  flags: {
    format: { type: 'string' },
    quiet: { type: 'bool', short: 'q' },
  },
});

export const contextUse = declare({
  path: ['context', 'use'],
  usage: 'CONTEXT',
  summary: 'Set the default docker context',
  operands: { min: 1, max: 1 },
});

export const contextExport = declare({
  path: ['context', 'export'],
  usage: '[OPTIONS] CONTEXT [FILE|-]',
  summary: 'Export a context to a tar archive FILE or a tar stream on STDOUT.',
  operands: { min: 1, max: 2 },
});

export const contextImport = declare({
  path: ['context', 'import'],
  usage: 'CONTEXT FILE|-',
  summary: 'Import a context from a tar or zip file',
  operands: { min: 2, max: 2 },
});

export const contextRm = declare({
  path: ['context', 'rm'],
  aliases: ['remove'],
  usage: 'CONTEXT [CONTEXT...]',
  summary: 'Remove one or more contexts',
  operands: { min: 1 },
  flags: { force: { type: 'bool', short: 'f' } },
});

export const contextUpdate = declare({
  path: ['context', 'update'],
  usage: '[OPTIONS] CONTEXT',
  summary: 'Update a context',
  long: 'Update a context\n\nDocker endpoint config:\n\nNAME                DESCRIPTION\nfrom                Copy named context\'s Docker endpoint configuration\nhost                Docker endpoint on which to connect\nca                  Trust certs signed only by this CA\ncert                Path to TLS certificate file\nkey                 Path to TLS key file\nskip-tls-verify     Skip TLS certificate validation\n\nExample:\n\n$ docker context update my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"',
  operands: { min: 1, max: 1 },
  flags: {
    description: { type: 'string' },
    docker: { type: 'stringToString' },
  },
});

export const contextInspect = declare({
  path: ['context', 'inspect'],
  usage: '[OPTIONS] [CONTEXT] [CONTEXT...]',
  summary: 'Display detailed information on one or more contexts',
  flags: { format: { type: 'string', short: 'f' } },
});

export const contextShow = declare({
  path: ['context', 'show'],
  summary: 'Print the name of the current context',
  operands: { max: 0 },
});
