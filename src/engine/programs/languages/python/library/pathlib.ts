/** pathlib, written in Python. */
export const PATHLIB: Readonly<Record<string, string>> = {
  pathlib: `
import os
import stat as _stat
from fnmatch import fnmatchcase as _fits

class UnsupportedOperation(NotImplementedError):
    pass

class _Parents:
    def __init__(self, path):
        self._all = []
        while path.parent != path:
            path = path.parent
            self._all.append(path)
    def __len__(self):
        return len(self._all)
    def __getitem__(self, index):
        return tuple(self._all[index]) if isinstance(index, slice) else self._all[index]
    def __iter__(self):
        return iter(self._all)
    def __repr__(self):
        return '<PosixPath.parents>'

class PurePath:
    def __init__(self, *parts):
        names = []
        for one in parts:
            text = one if isinstance(one, str) else os.fspath(one)
            if not isinstance(text, str):
                raise TypeError(f'argument should be a str or an os.PathLike object where __fspath__ returns a str, not {type(text).__name__!r}')
            names.append(text)
        text = os.path.join(*names) if names else '.'
        root = '/' if text.startswith('/') else ''
        if text.startswith('//') and not text.startswith('///'):
            root = '//'
        self._path = root + '/'.join(one for one in text.split('/') if one not in ('', '.')) or '.'
    def __fspath__(self):
        return self._path
    def __str__(self):
        return self._path
    def __bytes__(self):
        return os.fsencode(self._path)
    def __repr__(self):
        return f'{type(self).__name__}({self._path!r})'
    def __eq__(self, other):
        return self._path == other._path if isinstance(other, PurePath) else NotImplemented
    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented
    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented
    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented
    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented
    def __hash__(self):
        return hash(self._path)
    def __truediv__(self, other):
        try:
            return self.with_segments(self._path, other)
        except TypeError:
            return NotImplemented
    def __rtruediv__(self, other):
        try:
            return self.with_segments(other, self._path)
        except TypeError:
            return NotImplemented
    def with_segments(self, *parts):
        return type(self)(*parts)
    def joinpath(self, *others):
        return self.with_segments(self._path, *others)
    @property
    def drive(self):
        return ''
    @property
    def root(self):
        return '/' if self._path.startswith('/') else ''
    anchor = root
    @property
    def parts(self):
        return tuple((['/'] if self.root else []) + [one for one in self._path.split('/') if one and one != '.'])
    @property
    def name(self):
        parts = self.parts
        return '' if not parts or parts[-1] == '/' else parts[-1]
    @property
    def suffix(self):
        stem, dot, end = self.name.rpartition('.')
        return dot + end if stem.strip('.') and end else ''
    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith('.') else ['.' + one for one in name.lstrip('.').split('.')[1:]]
    @property
    def stem(self):
        return self.name.removesuffix(self.suffix) if self.suffix else self.name
    @property
    def parent(self):
        parts = self.parts
        if not parts or parts == ('/',):
            return self
        return self.with_segments(*parts[:-1])
    @property
    def parents(self):
        return _Parents(self)
    def as_posix(self):
        return self._path
    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote
        return 'file://' + quote(self._path)
    def is_absolute(self):
        return self._path.startswith('/')
    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self.parent / name
    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)
    def with_suffix(self, suffix):
        if suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self.with_name(self.stem + suffix)
    def relative_to(self, other, *others, walk_up=False):
        other = self.with_segments(other, *others)
        mine, theirs = self.parts, other.parts
        if mine[:len(theirs)] == theirs:
            return self.with_segments(*mine[len(theirs):])
        if walk_up:
            return self.with_segments(os.path.relpath(self._path, other._path))
        raise ValueError(f'{self._path!r} is not in the subpath of {other._path!r}')  #@385:pathlib/_local.py
    def is_relative_to(self, other, *others):
        theirs = self.with_segments(other, *others).parts
        return self.parts[:len(theirs)] == theirs
    def match(self, pattern, *, case_sensitive=None):
        wanted = PurePath(pattern)
        mine, theirs = self.parts, wanted.parts
        if wanted.is_absolute() and len(mine) != len(theirs) or len(theirs) > len(mine):
            return False
        return all(_fits(one, two) for one, two in zip(reversed(mine), reversed(theirs)))
    def full_match(self, pattern, *, case_sensitive=None):
        return _full(list(self.parts), list(PurePath(pattern).parts))

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
        return cls(os.getcwd())
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
        return os.path.samefile(self._path, other)
    def absolute(self):
        return self if self.is_absolute() else type(self)(os.getcwd(), self._path)
    def resolve(self, strict=False):
        if strict:
            os.stat(self._path)
        return type(self)(os.path.realpath(self._path))
    def readlink(self):
        return type(self)(os.readlink(self._path))
    def expanduser(self):
        return type(self)(os.path.expanduser(self._path))
    def owner(self):
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name
    def group(self):
        import grp
        return grp.getgrgid(self.stat().st_gid).gr_name
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
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
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
            raise ValueError(f'Unacceptable pattern: {str(pattern)!r}')
        yield from _glob(self, parts)
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
