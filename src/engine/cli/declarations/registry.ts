// docker login, logout, search: usage and flags as Docker 29.7 (buildx 0.36) declares them.
import { declare } from '../declaration';

export const login = declare({
  path: ['login'],
  usage: '[OPTIONS] [SERVER]',
  summary: 'Authenticate to a registry',
  long: 'Authenticate to a registry.\nDefaults to Docker Hub if no server is specified.',
  operands: { max: 1 },
  commonOrder: 8,
  flags: {
    username: { type: 'string', short: 'u' },
    password: { type: 'string', short: 'p' },
    'password-stdin': { type: 'bool' },
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
    'no-trunc': { type: 'bool' },
    filter: { type: 'filter', short: 'f', check: 'filter' },
    limit: { type: 'int' },
    format: { type: 'string' },
  },
});
