/** __future__ and errno, written in Python. */
/** Linux' numbers of errors. Source: errno(3). */
const ERRORS: readonly (readonly [number, string])[] = [
  [1, 'EPERM'],
  [2, 'ENOENT'],
  [3, 'ESRCH'],
  [4, 'EINTR'],
  [5, 'EIO'],
  [7, 'E2BIG'],
  [8, 'ENOEXEC'],
  [9, 'EBADF'],
  [10, 'ECHILD'],
  [11, 'EAGAIN'],
  [12, 'ENOMEM'],
  [13, 'EACCES'],
  [16, 'EBUSY'],
  [17, 'EEXIST'],
  [18, 'EXDEV'],
  [19, 'ENODEV'],
  [20, 'ENOTDIR'],
  [21, 'EISDIR'],
  [22, 'EINVAL'],
  [24, 'EMFILE'],
  [27, 'EFBIG'],
  [28, 'ENOSPC'],
  [30, 'EROFS'],
  [31, 'EMLINK'],
  [32, 'EPIPE'],
  [36, 'ENAMETOOLONG'],
  [39, 'ENOTEMPTY'],
  [40, 'ELOOP'],
  [98, 'EADDRINUSE'],
  [99, 'EADDRNOTAVAIL'],
  [101, 'ENETUNREACH'],
  [103, 'ECONNABORTED'],
  [104, 'ECONNRESET'],
  [107, 'ENOTCONN'],
  [110, 'ETIMEDOUT'],
  [111, 'ECONNREFUSED'],
  [113, 'EHOSTUNREACH'],
];

export const LANGUAGE: Readonly<Record<string, string>> = {
  __future__: `
annotations = division = absolute_import = print_function = unicode_literals = generator_stop = nested_scopes = generators = with_statement = True
`,
  errno: `
${ERRORS.map(([number, name]) => `${name} = ${String(number)}\n`).join('')}
EWOULDBLOCK = EAGAIN
errorcode = {${ERRORS.map(([number, name]) => `${String(number)}: '${name}'`).join(', ')}}
`,
};
