/** warnings, written in Python. */
export const WARNINGS: Readonly<Record<string, string>> = {
  warnings: `
import builtins as _builtins
import re as _re
import sys as _sys

_ACTIONS = 'default', 'error', 'ignore', 'always', 'module', 'once', 'all'
filters, _seen, _logs = [], set(), []

def _entry(action, message, category, module, lineno):
    if action not in _ACTIONS:
        raise ValueError(f'invalid action: {action!r}')
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    pattern, where = (_re.compile(one, flags) if one else None for one, flags in ((message, _re.I), (module, 0)))
    return action, pattern, category, where, lineno

def _put(entry, append):
    if append:
        filters.append(entry)
    else:
        filters[:] = [entry, *(one for one in filters if one != entry)]
    _seen.clear()

def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    _put(_entry(action, message, category, module, lineno), append)

def simplefilter(action, category=Warning, lineno=0, append=False):
    _put(_entry(action, '', category, '', lineno), append)

def resetwarnings():
    filters.clear()
    _seen.clear()

for _category, _module in (ResourceWarning, ''), (ImportWarning, ''), (PendingDeprecationWarning, ''), (DeprecationWarning, ''), (DeprecationWarning, '__main__'):
    filterwarnings('default' if _module else 'ignore', category=_category, module=_module)

class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
    def __str__(self):
        return f'{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}'

class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._records, self._first = record, action and (action, category, lineno, append)
    def __enter__(self):
        self._before = filters[:], showwarning, _logs[:]
        _seen.clear()
        log = [] if self._records else None
        if self._records:
            _logs.append(log)
        if self._first:
            simplefilter(*self._first)
        return log
    def __exit__(self, *problem):
        global showwarning
        filters[:], showwarning, _logs[:] = self._before
        _seen.clear()

def _source_line(filename, lineno):
    try:
        with open(filename) as file:
            return file.read().split('\\n')[lineno - 1]
    except (OSError, IndexError):
        return ''

def formatwarning(message, category, filename, lineno, line=None):
    shown = (_source_line(filename, lineno) if line is None else line).strip()
    return f'{filename}:{lineno}: {category.__name__}: {message}\\n' + (f'  {shown}\\n' if shown else '')

def showwarning(message, category, filename, lineno, file=None, line=None):
    out = _sys.stderr if file is None else file
    out.write(formatwarning(message, category, filename, lineno, line))

def _asked(text, category, module, lineno):
    """What to do with it: as the first filter that fits says."""
    for action, pattern, kind, where, line in filters:
        fits = (pattern is None or pattern.match(text)) and (where is None or where.match(module)) and line in (0, lineno)
        if fits and issubclass(category, kind):
            return action
    return 'default'

def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if isinstance(message, Warning):
        category = type(message)
    else:
        message = category(message)
    text = str(message)
    action = _asked(text, category, module or filename.removesuffix('.py'), lineno)
    if action == 'error':
        raise message
    place = {'default': (filename, lineno), 'module': (filename,), 'once': ()}.get(action)
    if action == 'ignore' or (place is not None and (text, category, place) in _seen):
        return
    _seen.add((text, category, place))
    if _logs:
        _logs[-1].append(WarningMessage(message, category, filename, lineno, source=source))
    else:
        showwarning(message, category, filename, lineno)

def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    category = type(message) if isinstance(message, Warning) else category or UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    frame = _sys._getframe(1)
    while stacklevel > 1 and frame.f_back is not None:
        frame, stacklevel = frame.f_back, stacklevel - 1
    warn_explicit(message, category, frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get('__name__', '<string>'))

def _warn_unawaited(name, filename, lineno, line):
    warn_explicit(f"coroutine '{name}' was never awaited", RuntimeWarning, filename, lineno)
    _sys.stderr.write('RuntimeWarning: Enable tracemalloc to get the object allocation traceback\\n')

class deprecated:
    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        self.message, self.category, self.stacklevel = message, category, stacklevel
    def __call__(self, thing, /):
        import functools
        def tell():
            if self.category is not None:
                warn(self.message, self.category, self.stacklevel + 2)
        if isinstance(thing, type):
            own = thing.__init__
            def __init__(made, *args, **kwargs):
                tell()
                own(made, *args, **kwargs)
            thing.__init__, made = __init__, thing
        else:
            @functools.wraps(thing)
            def made(*args, **kwargs):
                tell()
                return thing(*args, **kwargs)
        made.__deprecated__ = self.message
        return made

def _from_options():
    """-W and PYTHONWARNINGS: action:message:category:module:line."""
    for option in _sys.warnoptions:
        action, message, category, module, lineno = (option.split(':') + [''] * 4)[:5]
        known = [one for one in _ACTIONS if action and one.startswith(action)]
        if known:
            simplefilter(known[0], getattr(_builtins, category or 'Warning', Warning), int(lineno or 0))
_from_options()
`,
};
