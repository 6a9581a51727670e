/** pathlib, written in Python over os. */
export const PATHLIB: Readonly<Record<string, string>> = {
  pathlib: `
import os
import stat as _stat
import operator as _operator
from fnmatch import fnmatchcase as _fits

class UnsupportedOperation(NotImplementedError):
    pass

class _Parents(tuple):
    def __getitem__(self, index):
        try:
            return tuple.__getitem__(self, index)
        except IndexError:
            raise IndexError(index) from None
    def __repr__(self):
        return f'<{type(self[0]).__name__ if self else "PosixPath"}.parents>'

def _text(part):
    text = part.__fspath__() if hasattr(part, '__fspath__') else part
    if isinstance(text, str):
        return text
    raise TypeError(f'argument should be a str or an os.PathLike object where __fspath__ returns a str, not {type(text).__name__!r}')

class PurePath:
    """A root, or none, and names."""
    def __new__(cls, *args, **kwargs):
        return object.__new__(PurePosixPath if cls is PurePath else cls)
    def __init__(self, *parts):
        text = os.path.join('', *map(_text, parts))
        slashes = len(text) - len(text.lstrip('/'))
        self._root = '/' * (slashes if slashes < 3 else 1)
        self._names = tuple([one for one in text.split('/') if one not in ('', '.')])
        self._path = self._root + '/'.join(self._names) or '.'
    def __str__(self):
        return self._path
    __fspath__ = as_posix = __str__
    def __bytes__(self):
        return os.fsencode(str(self))
    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'
    def __hash__(self):
        return hash(self._path)
    def with_segments(self, *parts):
        return type(self)(*parts)
    def _joined(self, *parts):
        """NotImplemented if they are no paths."""
        try:
            return self.with_segments(*parts)
        except TypeError:
            return NotImplemented
    def __truediv__(self, other):
        return self._joined(self, other)
    def __rtruediv__(self, other):
        return self._joined(other, self)
    def joinpath(self, *others):
        return self.with_segments(self, *others)
    drive = property(lambda self: '')
    root = anchor = property(lambda self: self._root)
    parts = property(lambda self: (self._root,) * bool(self._root) + self._names)
    name = property(lambda self: self._names[-1] if self._names else '')
    @property
    def suffix(self):
        stem, dot, end = self.name.rpartition('.')
        return dot + end if end and stem.strip('.') else ''
    @property
    def suffixes(self):
        _, *ends = self.name.lstrip('.').split('.')
        return [] if self.name[-1:] == '.' else [f'.{end}' for end in ends]
    @property
    def stem(self):
        return self.name[:len(self.name) - len(self.suffix)]
    def _up(self, count):
        return self.with_segments(self._root + '/'.join(self._names[:-count]))
    @property
    def parent(self):
        return self._up(1) if self._names else self
    @property
    def parents(self):
        return _Parents([self._up(count) for count in range(1, len(self._names) + 1)])
    def is_absolute(self):
        return self._root != ''
    def as_uri(self):
        from urllib.parse import quote
        if self._root:
            return 'file://' + quote(str(self))
        raise ValueError("relative path can't be expressed as a file URI")
    def with_name(self, name):
        if not self._names:
            raise ValueError(f'{self!r} has an empty name')
        if name in ('', '.') or '/' in name:
            raise ValueError(f'Invalid name {name!r}')
        return self.parent / name
    def with_stem(self, stem):
        return self.with_name(f'{stem}{self.suffix}')
    def with_suffix(self, suffix):
        if suffix == '.' or suffix[:1] not in ('', '.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(f'{self.stem}{suffix}')
    def is_relative_to(self, other, *others):
        other = self.with_segments(other, *others)
        return self.parts[:len(other.parts)] == other.parts
    def relative_to(self, other, *others, walk_up=False):
        other = self.with_segments(other, *others)
        if self.is_relative_to(other):
            return self.with_segments(*self.parts[len(other.parts):])
        if walk_up:
            return self.with_segments(os.path.relpath(self, other))
        raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")  #@385:pathlib/_local.py
    def match(self, pattern, *, case_sensitive=None):
        wanted = PurePath(pattern)
        count = len(wanted.parts)
        if not count:
            raise ValueError('empty pattern')
        own = self.parts if wanted._root else self.parts[-count:]
        return len(own) == count and all(map(_fits, own, wanted.parts))
    def full_match(self, pattern, *, case_sensitive=None):
        return _full(list(self.parts), list(PurePath(pattern).parts))

def _comparison(test, part):
    def compare(self, other):
        return test(getattr(self, part), getattr(other, part)) if isinstance(other, PurePath) else NotImplemented
    return compare

for _name in ('eq', 'lt', 'le', 'gt', 'ge'):
    setattr(PurePath, f'__{_name}__', _comparison(getattr(_operator, _name), '_path' if _name == 'eq' else 'parts'))

def _full(parts, patterns):
    if not patterns:
        return not parts
    if patterns[0] == '**':
        return any(_full(parts[at:], patterns[1:]) for at in range(len(parts) + 1))
    return bool(parts) and _fits(parts[0], patterns[0]) and _full(parts[1:], patterns[1:])

class PurePosixPath(PurePath):
    pass

class Path(PurePath):
    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)
    @classmethod
    def cwd(cls):
        return cls().absolute()
    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))
    def stat(self, *, follow_symlinks=True):
        return os.stat(self) if follow_symlinks else os.lstat(self)  #@515:pathlib/_local.py
    def lstat(self):
        return os.lstat(self)
    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self._path) if follow_symlinks else os.path.lexists(self._path)
    def is_file(self, **options):
        return os.path.isfile(self._path)
    def is_dir(self, **options):
        return os.path.isdir(self._path)
    def is_symlink(self):
        return os.path.islink(self._path)
    def is_mount(self):
        return os.path.ismount(self._path)
    def is_fifo(self):
        return self.exists() and _stat.S_ISFIFO(self.stat().st_mode)
    def is_socket(self):
        return False
    def samefile(self, other):
        return all(getattr(self.stat(), name) == getattr(os.stat(other), name) for name in ('st_dev', 'st_ino'))
    def absolute(self):
        return self if self.is_absolute() else self.with_segments(os.getcwd(), self._path)
    def resolve(self, strict=False):
        if strict:
            os.stat(self.absolute())
        return self.with_segments(os.path.realpath(self._path))
    def readlink(self):
        return self.with_segments(os.readlink(self._path))
    def expanduser(self):
        return self.with_segments(os.path.expanduser(self._path))
    def owner(self):
        import pwd
        return pwd.getpwuid(self.stat().st_uid)[0]
    def group(self):
        import grp
        return grp.getgrgid(self.stat().st_gid)[0]
    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)  #@539:pathlib/_local.py
    def read_text(self, encoding=None, errors=None, newline=None):
        return PathBase.read_text(self, encoding, errors, newline)  #@548:pathlib/_local.py
    def read_bytes(self):
        with self.open(mode='rb') as f:  #@625:pathlib/_abc.py
            return f.read()
    def write_text(self, data, encoding=None, errors=None, newline=None):
        return PathBase.write_text(self, data, encoding, errors, newline)  #@555:pathlib/_local.py
    def write_bytes(self, data):
        with self.open(mode='wb') as f:  #@641:pathlib/_abc.py
            return f.write(data)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)  #@722:pathlib/_local.py
        except OSError as error:
            if parents and isinstance(error, FileNotFoundError) and self._names:
                # The folders above, from the top, and then this one again.
                for above in reversed(self.parents):
                    above.mkdir(exist_ok=True)
                self.mkdir(mode, exist_ok=exist_ok)
            elif not (exist_ok and self.is_dir()):
                raise
    def rmdir(self):
        os.rmdir(self)  #@763:pathlib/_local.py
    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)  #@750:pathlib/_local.py
        except FileNotFoundError:
            if not missing_ok:
                raise
    def rename(self, target):
        os.rename(self, target)  #@780:pathlib/_local.py
        return self.with_segments(target)
    def replace(self, target):
        os.replace(self, target)  #@794:pathlib/_local.py
        return self.with_segments(target)
    def touch(self, mode=0o666, exist_ok=True):
        if not exist_ok and self.exists():
            raise FileExistsError(17, 'File exists', self._path)
        fd = os.open(self, os.O_CREAT | os.O_WRONLY, mode)
        os.close(fd)
        os.utime(self)
    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)
    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)
    def hardlink_to(self, target):
        os.link(target, self)
    def iterdir(self):
        for name in os.listdir(self):  #@575:pathlib/_local.py
            yield self / name
    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for root, folders, files in os.walk(self._path, top_down):
            yield self.with_segments(root), folders, files
    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        parts = [one for one in str(pattern).split('/') if one]
        if not parts:
            raise ValueError(f'Unacceptable pattern: {self.with_segments(pattern)!r}')
        found = _glob(self, parts)
        yield from filter(Path.is_dir, found) if str(pattern)[-1:] == '/' else found
    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        yield from _glob(self, ['**'] + [one for one in str(pattern).split('/') if one])

class PosixPath(Path, PurePosixPath):
    pass

class io:
    open = staticmethod(open)

class PathBase:
    @staticmethod
    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open(mode='r', encoding=encoding, errors=errors, newline=newline) as f:  #@632:pathlib/_abc.py
            return f.read()
    @staticmethod
    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % data.__class__.__name__)
        with self.open(mode='w', encoding=encoding, errors=errors, newline=newline) as f:  #@651:pathlib/_abc.py
            return f.write(data)

def _listed(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []

def _glob(folder, parts):
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if first == '**':
        yield from _glob(folder, rest) if rest else [folder]
        for name in _listed(folder):
            one = folder / name
            if one.is_dir() and not one.is_symlink():
                yield from _glob(one, parts)
            elif not rest:
                yield one
        return
    if first == '..' or not any(mark in first for mark in '*?['):
        one = folder / first
        if one.exists():
            yield from _glob(one, rest)
        return
    for name in _listed(folder):
        if _fits(name, first) and (not rest or (folder / name).is_dir()):
            yield from _glob(folder / name, rest)
`,
};
