/** pathlib. */
export const PATHLIB: Readonly<Record<string, string>> = {
  pathlib: `
import os

class PurePath:
    def __init__(self, *parts):
        text = os.path.join(*[os.fspath(one) for one in parts]) if parts else '.'
        root = '/' if text.startswith('/') else ''
        self._path = root + '/'.join(one for one in text.split('/') if one not in ('', '.')) or '.'
    def __fspath__(self):
        return self._path
    def __str__(self):
        return self._path
    def __repr__(self):
        return f"{'PosixPath' if type(self) is Path else type(self).__name__}({self._path!r})"
    def __eq__(self, other):
        return isinstance(other, PurePath) and self._path == other._path
    def __lt__(self, other):
        return self._path < other._path
    def __hash__(self):
        return hash(self._path)
    def __truediv__(self, other):
        return type(self)(self._path, other)
    def __rtruediv__(self, other):
        return type(self)(other, self._path)
    def joinpath(self, *others):
        return type(self)(self._path, *others)
    @property
    def name(self):
        return '' if self._path in ('.', '/') else os.path.basename(self._path)
    @property
    def stem(self):
        return os.path.splitext(self.name)[0]
    @property
    def suffix(self):
        return os.path.splitext(self.name)[1]
    @property
    def parent(self):
        return type(self)(os.path.dirname(self._path) or '.')
    @property
    def parents(self):
        found, one = [], self
        while one.parent != one:
            one = one.parent
            found.append(one)
        return found
    @property
    def parts(self):
        return tuple((['/'] if self._path.startswith('/') else []) + [one for one in self._path.split('/') if one and one != '.'])
    def as_posix(self):
        return self._path
    def is_absolute(self):
        return self._path.startswith('/')
    def with_suffix(self, suffix):
        return self.with_name(self.stem + suffix)
    def with_name(self, name):
        return self.parent / name
    def relative_to(self, other):
        base = str(other).rstrip('/') + '/'
        if not self._path.startswith(base):
            raise ValueError(f"{self._path!r} is not in the subpath of {str(other)!r}")
        return type(self)(self._path[len(base):])

class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(os.getcwd())
    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))
    def exists(self):
        return os.path.exists(self._path)
    def is_file(self):
        return os.path.isfile(self._path)
    def is_dir(self):
        return os.path.isdir(self._path)
    def is_symlink(self):
        return os.path.islink(self._path)
    def absolute(self):
        return type(self)(os.path.abspath(self._path))
    def resolve(self, strict=False):
        return type(self)(os.path.realpath(self._path))
    def expanduser(self):
        return type(self)(os.path.expanduser(self._path))
    def stat(self):
        return os.stat(self._path)
    def open(self, mode='r', buffering=-1, encoding=None):
        return open(self._path, mode, encoding=encoding)
    def read_text(self, encoding=None):
        with open(self._path, encoding=encoding) as file:
            return file.read()
    def read_bytes(self):
        with open(self._path, 'rb') as file:
            return file.read()
    def write_text(self, data, encoding=None):
        with open(self._path, 'w', encoding=encoding) as file:
            return file.write(data)
    def write_bytes(self, data):
        with open(self._path, 'wb') as file:
            return file.write(data)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents:
            os.makedirs(self._path, exist_ok=exist_ok)
        elif not (exist_ok and self.is_dir()):
            os.mkdir(self._path)
    def rmdir(self):
        os.rmdir(self._path)
    def unlink(self, missing_ok=False):
        if not missing_ok or self.exists():
            os.unlink(self._path)
    def rename(self, target):
        os.rename(self._path, target)
        return type(self)(target)
    def touch(self, mode=0o666, exist_ok=True):
        open(self._path, 'a').close()
    def chmod(self, mode):
        os.chmod(self._path, mode)
    def iterdir(self):
        for name in os.listdir(self._path):
            yield self / name
    def glob(self, pattern):
        yield from _glob(self, pattern.split('/'))
    def rglob(self, pattern):
        yield from _glob(self, ['**'] + pattern.split('/'))

PosixPath = Path
PurePosixPath = PurePath

def _glob(folder, parts):
    from fnmatch import fnmatchcase
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if not folder.is_dir():
        return
    if first == '**':
        yield from _glob(folder, rest)
        for one in sorted(folder.iterdir()):
            if one.is_dir():
                yield from _glob(one, parts)
        return
    for one in sorted(folder.iterdir()):
        if fnmatchcase(one.name, first):
            yield from _glob(one, rest)
`,
};
