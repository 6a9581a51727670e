/** tempfile, written in Python. */
export const TEMPFILE: Readonly<Record<string, string>> = {
  tempfile: `
import os
import _machine

tempdir, template, TMP_MAX = None, 'tmp', 238328

def gettempdir():
    global tempdir
    if tempdir is None:
        named = [os.environ.get(name) for name in ('TMPDIR', 'TEMP', 'TMP')]
        tried = [os.path.abspath(one) for one in named if one] + ['/tmp', '/var/tmp', '/usr/tmp', os.getcwd()]
        fit = [one for one in tried if os.path.isdir(one) and os.access(one, os.W_OK)]
        if not fit:
            raise FileNotFoundError(2, f'No usable temporary directory found in {tried}')
        tempdir = fit[0]
    return tempdir

def gettempprefix():
    return template

def gettempdirb():
    return os.fsencode(gettempdir())

def gettempprefixb():
    return os.fsencode(template)

def _new(make, suffix, prefix, dir):
    """Tries names until one is free; gives what was made, and its name."""
    letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
    for attempt in range(TMP_MAX):
        middle = ''.join(letters[(one + attempt) % len(letters)] for one in os.urandom(8))
        path = os.path.abspath(os.path.join(dir or gettempdir(), (template if prefix is None else prefix) + middle + (suffix or '')))
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(17, 'No usable temporary name found')

def mkdtemp(suffix=None, prefix=None, dir=None):
    return _new(lambda path: os.mkdir(path, 0o700), suffix, prefix, dir)[1]

def _make_file(path):
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)

def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    return _new(_make_file, suffix, prefix, dir)

def mktemp(suffix='', prefix=template, dir=None):
    return _new(lambda path: None, suffix, prefix, dir)[1]

class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name, self._delete, self._forgives = mkdtemp(suffix, prefix, dir), delete, ignore_cleanup_errors
        _machine.at_exit(self._end)
    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r}>'
    def _end(self, *problem):
        if self._delete:
            self.cleanup()
    __exit__ = _end
    def __enter__(self):
        return self.name
    def cleanup(self):
        import shutil
        if os.path.lexists(self.name):
            shutil.rmtree(self.name, ignore_errors=self._forgives)

class _TemporaryFileWrapper:
    """A file that goes when it is closed, or when the block ends that it is opened for."""
    def __init__(self, file, name, delete, delete_on_close):
        self.file, self.name, self.delete, self._at_close = file, name, delete, delete_on_close
        _machine.at_exit(self._remove)
    def __repr__(self):
        return f'<tempfile._TemporaryFileWrapper object file={self.file!r}>'
    def __getattr__(self, name):
        return getattr(self.file, name)
    def _remove(self):
        if self.delete and os.path.exists(self.name):
            os.unlink(self.name)
    def close(self):
        self.file.close()
        if self._at_close:
            self._remove()
    def __enter__(self):
        return self
    def __exit__(self, *problem):
        self.file.close()
        self._remove()
    def __iter__(self):
        yield from self.file

def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):
    fd, path = mkstemp(suffix, prefix, dir)
    os.close(fd)
    file = open(path, mode.replace('x', 'w'), encoding=encoding, newline=newline)
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)

def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir)

class SpooledTemporaryFile(_TemporaryFileWrapper):
    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
        own = NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir)
        super().__init__(own.file, own.name, True, True)
    def rollover(self):
        pass
`,
};
