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

_filters = [('default', DeprecationWarning, '__main__'), ('ignore', DeprecationWarning, ''), ('ignore', PendingDeprecationWarning, ''), ('ignore', ImportWarning, ''), ('ignore', ResourceWarning, '')]
filters = _filters
_seen = set()
_recorders = []

def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    _filters.insert(len(_filters) if append else 0, (action, category, module))
    _seen.clear()

def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, '', category, '', lineno, append)

def resetwarnings():
    _filters.clear()

class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno, self.line = message, category, filename, lineno, line

class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._action, self._category = record, action, category
    def __enter__(self):
        self._saved = list(_filters)
        self._log = [] if self._record else None
        if self._log is not None:
            _recorders.append(self._log)
        if self._action is not None:
            simplefilter(self._action, self._category)
        return self._log
    def __exit__(self, *args):
        _filters[:] = self._saved
        if self._log is not None:
            _recorders.remove(self._log)

def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\\n'
    if line is None:
        line = _line_of(filename, lineno)
    return text + (f'  {line.strip()}\\n' if line and line.strip() else '')

def _line_of(filename, lineno):
    try:
        with open(filename) as file:
            return file.read().split('\\n')[lineno - 1]
    except (OSError, IndexError):
        return ''

def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or _sys.stderr).write(formatwarning(message, category, filename, lineno, line))

def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(message, Warning):
        message = category(message)
    frame = _sys._getframe(1)
    for _ in range(stacklevel - 1):
        if frame.f_back is not None:
            frame = frame.f_back
    warn_explicit(message, category, frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get('__name__', '<string>'))

def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if not isinstance(message, Warning):
        message = category(message)
    action = 'default'
    for known, wanted, where in _filters:
        if issubclass(category, wanted) and (where == '' or where == module):
            action = known
            break
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    key = (str(message), category, filename, lineno) if action == 'default' else (str(message), category)
    if action != 'always' and key in _seen:
        return
    _seen.add(key)
    if _recorders:
        _recorders[-1].append(WarningMessage(message, category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno)

def _warn_unawaited(name, filename, lineno, line):
    warn_explicit(f"coroutine '{name}' was never awaited", RuntimeWarning, filename, lineno)
    _sys.stderr.write('RuntimeWarning: Enable tracemalloc to get the object allocation traceback\\n')

def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def wrap(thing):
        def replacement(*args, **kwargs):
            warn(message, category, stacklevel + 1)
            return thing(*args, **kwargs)
        replacement.__name__ = thing.__name__
        return replacement
    return wrap
`,
  errno: `
${ERRORS.map(([number, name]) => `${name} = ${String(number)}\n`).join('')}
EWOULDBLOCK = EAGAIN
errorcode = {${ERRORS.map(([number, name]) => `${String(number)}: '${name}'`).join(', ')}}
`,
};
