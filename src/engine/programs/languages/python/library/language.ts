/** __future__, warnings and errno, written in Python. */
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
  warnings: `
import sys as _sys

_actions = []

def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    _actions.insert(0, (action, category))

def simplefilter(action, category=Warning, lineno=0, append=False):
    _actions.insert(0, (action, category))

def resetwarnings():
    _actions.clear()

def warn(message, category=UserWarning, stacklevel=1, source=None):
    for action, wanted in _actions:
        if issubclass(category, wanted):
            if action == 'ignore':
                return
            if action == 'error':
                raise category(message)
            break
    _sys.stderr.write('%s: %s\\n' % (category.__name__, message))
`,
  errno: `
${ERRORS.map(([number, name]) => `${name} = ${String(number)}\n`).join('')}
EWOULDBLOCK = EAGAIN
errorcode = {${ERRORS.map(([number, name]) => `${String(number)}: '${name}'`).join(', ')}}
`,
};
