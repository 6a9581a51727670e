/** traceback, over the machine's places and texts, and linecache. */
export const TRACEBACKS: Readonly<Record<string, string>> = {
  traceback: `
import sys
import _machine

class FrameSummary:
    """One place of a traceback."""
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, text=None):
        vars(self).update(filename=filename, lineno=lineno, name=name, locals=locals, _known=line, _text=text)
    @property
    def line(self):
        if self._known is None:
            from linecache import getline
            self._known = getline(self.filename, self.lineno).strip()
        return self._known
    def _as_tuple(self):
        return self.filename, self.lineno, self.name, self.line
    def __iter__(self):
        return iter(self._as_tuple())
    def __getitem__(self, index):
        return self._as_tuple()[index]
    def __len__(self):
        return len(self._as_tuple())
    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'
    def _format(self):
        below = f'    {self.line}\\n' if self._text is None and self.line else ''
        return self._text or f'  File "{self.filename}", line {self.lineno}, in {self.name}\\n{below}'

class StackSummary(list):
    def format(self):
        return [one._format() for one in self]
    @classmethod
    def from_list(cls, frames):
        return cls(one if isinstance(one, FrameSummary) else FrameSummary(*one[:3], line=one[3]) for one in frames)

def _limited(found, limit):
    """The first ones, or the last ones of a limit below 0."""
    if limit is None:
        return found
    return StackSummary(found[:limit] if limit >= 0 else found[limit:])

def extract_tb(tb, limit=None):
    places = _machine.places(tb)
    return _limited(StackSummary(FrameSummary(*place, line=line, text=text) for *place, text, line in places), limit)

def extract_stack(f=None, limit=None):
    above = [frame for frame, _ in walk_stack(sys._getframe(1) if f is None else f) if not frame.f_code.co_filename.endswith('/traceback.py')]
    return StackSummary(FrameSummary(one.f_code.co_filename, one.f_lineno, one.f_code.co_name) for one in above[::-1])

def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()

def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()

def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe(1) if f is None else f).format()

def print_stack(f=None, limit=None, file=None):
    print(''.join(format_stack(sys._getframe(1) if f is None else f)), end='', file=file or sys.stderr)

def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb, limit)), end='', file=file or sys.stderr)

_none = object()

def _error(exc, value):
    return value if value is not _none else exc

def format_exception(exc, /, value=_none, tb=_none, limit=None, chain=True, **options):
    error = _error(exc, value)
    if error is None:
        return ['NoneType: None\\n']
    return _split(_machine.traceback(error, chain))

def _split(text):
    parts = []
    for line in text.splitlines(True):
        if parts and parts[-1].startswith('  File ') and line.startswith('    '):
            parts[-1] += line
        else:
            parts.append(line)
    return parts

def format_exception_only(exc, /, value=_none, **options):
    error = _error(exc, value)
    return ['NoneType: None\\n'] if error is None else [_machine.last_line(error)]

def print_exception(exc, /, value=_none, tb=_none, limit=None, file=None, chain=True, **options):
    print(''.join(format_exception(exc, value, tb, limit, chain)), end='', file=file or sys.stderr)

def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exception(), chain=chain))

def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), file=file, chain=chain)

def print_last(limit=None, file=None, chain=True):
    raise ValueError('no last exception')

def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next

def walk_stack(f):
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back

class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self.exc_type, self._error, self.stack = exc_type, exc_value, extract_tb(exc_traceback)
        self.exc_type_str = exc_type.__qualname__
    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__)
    def format(self, *, chain=True, **options):
        yield from format_exception(self._error, chain=chain)
    def format_exception_only(self, **options):
        yield from format_exception_only(self._error)
    def __str__(self):
        return str(self._error)
`,
  linecache: `
_cache = {}

def getlines(filename, module_globals=None):
    if filename not in _cache:
        try:
            with open(filename) as file:
                _cache[filename] = file.read().splitlines(True)
        except OSError:
            return []
    return _cache[filename]

def getline(filename, lineno, module_globals=None):
    lines = getlines(filename)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''

def clearcache():
    _cache.clear()

def checkcache(filename=None):
    _cache.clear()
`,
};
