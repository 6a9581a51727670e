import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  login: {
    username: 'Username',
    password: 'Password or Personal Access Token (PAT), or "-" to read from stdin',
    'password-stdin': 'Take the Password or Personal Access Token (PAT) from stdin',
  },
  search: {
    'no-trunc': "Don't truncate output",
    filter: 'Filter output based on conditions provided',
    limit: 'Max number of search results',
    format: 'Pretty-print search using a Go template',
  },
};
