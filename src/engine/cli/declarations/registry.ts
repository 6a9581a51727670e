// docker login, logout, search: usage, flags and help as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

export const login = declare({
  path: ['login'],
  usage: '[OPTIONS] [SERVER]',
  summary: 'Authenticate to a registry',
  long: 'Authenticate to a registry.\nDefaults to Docker Hub if no server is specified.',
  operands: { max: 1 },
  commonOrder: 8,
  flags: {
    username: { type: 'string', short: 'u', help: 'Username' },
    password: {
      type: 'string',
      short: 'p',
      help: 'Password or Personal Access Token (PAT), or "-" to read from stdin',
    },
    'password-stdin': { type: 'bool', help: 'Take the Password or Personal Access Token (PAT) from stdin' },
  },
});

export const logout = declare({
  path: ['logout'],
  usage: '[SERVER]',
  summary: 'Log out from a registry',
  long: 'Log out from a registry.\nIf no server is specified, the default is defined by the daemon.',
  operands: { max: 1 },
  commonOrder: 9,
});

export const search = declare({
  path: ['search'],
  usage: '[OPTIONS] TERM',
  summary: 'Search Docker Hub for images',
  operands: { min: 1, max: 1 },
  commonOrder: 10,
  flags: {
    'no-trunc': { type: 'bool', help: "Don't truncate output" },
    filter: {
      type: 'filter',
      short: 'f',
      help: 'Filter output based on conditions provided',
      check: 'filter',
    },
    limit: { type: 'int', help: 'Max number of search results' },
    format: { type: 'string', help: 'Pretty-print search using a Go template' },
  },
});
