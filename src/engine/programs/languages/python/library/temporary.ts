/** getpass, tempfile and shutil, written in Python. */
export const TEMPORARY: Readonly<Record<string, string>> = {
  getpass: `
import os

def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if os.environ.get(name):
            return os.environ[name]
    with open('/etc/passwd') as file:
        for line in file:
            parts = line.split(':')
            if len(parts) > 2 and int(parts[2]) == os.getuid():
                return parts[0]
    raise OSError('No username set in the environment')

def getpass(prompt='Password: ', stream=None):
    import sys
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    sys.stderr.write('\\n')
    if not line:
        raise EOFError
    return line.removesuffix('\\n')
`,
  tempfile: `
import os
import _machine

template = 'tmp'
tempdir = None
TMP_MAX = 10000
_chars = 'abcdefghijklmnopqrstuvwxyz0123456789_'

def gettempdir():
    if tempdir is not None:
        return tempdir
    for folder in (os.environ.get('TMPDIR'), '/tmp', '/var/tmp', '/usr/tmp', os.getcwd()):
        if folder and os.path.isdir(folder) and os.access(folder, os.W_OK):
            return os.path.abspath(folder)
    raise FileNotFoundError(2, f"No usable temporary directory found in {['/tmp', '/var/tmp', '/usr/tmp', os.getcwd()]}")

def gettempprefix():
    return template

def _name(prefix, suffix, dir):
    word = ''.join(_chars[byte % 37] for byte in os.urandom(8))
    return os.path.join(dir or gettempdir(), (template if prefix is None else prefix) + word + (suffix or ''))

def mkdtemp(suffix=None, prefix=None, dir=None):
    name = _name(prefix, suffix, dir)
    os.mkdir(name, 0o700)
    return name

def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    name = _name(prefix, suffix, dir)
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), name

def mktemp(suffix='', prefix=template, dir=None):
    return _name(prefix, suffix, dir)

class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete
        _machine.at_exit(self._finish)
    def __repr__(self):
        return f'<TemporaryDirectory {self.name!r}>'
    def __enter__(self):
        return self.name
    def __exit__(self, *rest):
        if self._delete:
            self.cleanup()
    def _finish(self):
        if self._delete and os.path.exists(self.name):
            self.cleanup()
    def cleanup(self):
        import shutil
        if os.path.exists(self.name):
            shutil.rmtree(self.name)

class _TemporaryFile:
    def __init__(self, name, mode, encoding, newline, delete, delete_on_close=True):
        self.name = name
        os.close(os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        self.file = open(name, mode.replace('x', 'w'), encoding=encoding, newline=newline)
        self.delete, self._delete_on_close = delete, delete_on_close
        if delete:
            _machine.at_exit(self._remove)
    def _remove(self):
        if self.delete and os.path.exists(self.name):
            os.unlink(self.name)
    def __getattr__(self, name):
        return getattr(self.file, name)
    def __enter__(self):
        return self
    def __exit__(self, *rest):
        self.file.close()
        self._remove()
    def close(self):
        self.file.close()
        if self._delete_on_close:
            self._remove()
    def __iter__(self):
        return iter(self.file)

def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):
    return _TemporaryFile(_name(prefix, suffix, dir), mode, encoding, newline, delete, delete_on_close)

def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return _TemporaryFile(_name(prefix, suffix, dir), mode, encoding, newline, True)

class SpooledTemporaryFile(_TemporaryFile):
    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None):
        _TemporaryFile.__init__(self, _name(prefix, suffix, dir), mode, encoding, newline, True)
`,
  shutil: `
import os
import stat
import sys

class Error(OSError):
    pass
class SameFileError(Error):
    pass
class SpecialFileError(OSError):
    pass
class ReadError(OSError):
    pass

def copyfileobj(fsrc, fdst, length=0):
    while (data := fsrc.read(length or 65536)):
        fdst.write(data)

def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(src) and os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError('{!r} and {!r} are the same file'.format(src, dst))
    with open(src, 'rb') as fsrc:  #@260
        with open(dst, 'wb') as fdst:  #@262
            copyfileobj(fsrc, fdst)
    return dst

def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))

def copystat(src, dst, *, follow_symlinks=True):
    info = os.stat(src)
    os.utime(dst, (info.st_mtime, info.st_mtime))
    os.chmod(dst, stat.S_IMODE(info.st_mode))

def _into(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst

def copy(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)  #@428
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst

def copy2(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)  #@468
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst

def ignore_patterns(*patterns):
    from fnmatch import filter as fits
    def ignored(path, names):
        found = set()
        for pattern in patterns:
            found.update(fits(names, pattern))
        return found
    return ignored

def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    with os.scandir(src) as itr:  #@588
        entries = list(itr)
    left = ignore(os.fspath(src), [one.name for one in entries]) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)  #@519
    errors = []
    for one in entries:
        if one.name in left:
            continue
        source, target = os.path.join(src, one.name), os.path.join(dst, one.name)
        try:
            if symlinks and one.is_symlink():
                os.symlink(os.readlink(source), target)
            elif one.is_dir():
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as why:
            errors.append((source, target, str(why)))
    copystat(src, dst)
    if errors:
        raise Error(errors)
    return dst

def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    try:
        _remove(os.fspath(path))
    except OSError as error:
        if ignore_errors:
            return
        if onexc is not None:
            onexc(os.lstat, path, error)
        elif onerror is not None:
            onerror(os.lstat, path, sys.exc_info())
        else:
            raise

def _remove(path):
    if os.path.islink(path):
        raise OSError('Cannot call rmtree on a symbolic link')
    os.lstat(path)
    for name in os.listdir(path):
        child = os.path.join(path, name)
        if os.path.isdir(child) and not os.path.islink(child):
            _remove(child)
        else:
            os.unlink(child)
    os.rmdir(path)

def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        if os.path.exists(src) and os.path.samefile(src, dst):
            os.rename(src, dst)
            return None
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)  #@847
    except OSError:
        if os.path.isdir(src):
            copytree(src, target, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)  #@868
            os.unlink(src)
    return target

def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    def fits(name):
        return os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name)
    if os.path.dirname(cmd):
        return cmd if fits(cmd) else None
    for folder in (os.environ.get('PATH', '/bin:/usr/bin') if path is None else path).split(os.pathsep):
        name = os.path.join(folder, cmd)
        if fits(name):
            return name
    return None

class _Usage(tuple):
    total = property(lambda self: self[0])
    used = property(lambda self: self[1])
    free = property(lambda self: self[2])
    def __repr__(self):
        return f'usage(total={self[0]}, used={self[1]}, free={self[2]})'

def disk_usage(path):
    info = os.statvfs(path)
    free, total = info.f_bavail * info.f_frsize, info.f_blocks * info.f_frsize
    return _Usage((total, (info.f_blocks - info.f_bfree) * info.f_frsize, free))

def chown(path, user=None, group=None, **options):
    import pwd, grp
    uid = -1 if user is None else user if isinstance(user, int) else pwd.getpwnam(user).pw_uid
    gid = -1 if group is None else group if isinstance(group, int) else grp.getgrnam(group).gr_gid
    os.chown(path, uid, gid)

def get_terminal_size(fallback=(80, 24)):
    def number(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0
    columns, lines = number('COLUMNS'), number('LINES')
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = os.terminal_size(fallback)
        columns, lines = columns or size.columns or fallback[0], lines or size.lines or fallback[1]
    return os.terminal_size((columns, lines))
`,
  stat: `
S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK = 0o040000, 0o020000, 0o060000, 0o100000, 0o010000, 0o120000, 0o140000
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)

def S_IMODE(mode):
    return mode & 0o7777
def S_IFMT(mode):
    return mode & 0o170000
def S_ISDIR(mode):
    return S_IFMT(mode) == S_IFDIR
def S_ISREG(mode):
    return S_IFMT(mode) == S_IFREG
def S_ISLNK(mode):
    return S_IFMT(mode) == S_IFLNK
def S_ISFIFO(mode):
    return S_IFMT(mode) == S_IFIFO
def S_ISCHR(mode):
    return S_IFMT(mode) == S_IFCHR
def S_ISBLK(mode):
    return S_IFMT(mode) == S_IFBLK
def S_ISSOCK(mode):
    return S_IFMT(mode) == S_IFSOCK

def filemode(mode):
    text = {S_IFDIR: 'd', S_IFCHR: 'c', S_IFBLK: 'b', S_IFREG: '-', S_IFIFO: 'p', S_IFLNK: 'l', S_IFSOCK: 's'}.get(S_IFMT(mode), '?')
    for shift, special, letter in ((6, S_ISUID, 's'), (3, S_ISGID, 's'), (0, S_ISVTX, 't')):
        bits = mode >> shift & 7
        text += ('r' if bits & 4 else '-') + ('w' if bits & 2 else '-')
        text += (letter if bits & 1 else letter.upper()) if mode & special else 'x' if bits & 1 else '-'
    return text
`,
  pwd: `
class struct_passwd(tuple):
    pw_name = property(lambda self: self[0])
    pw_passwd = property(lambda self: self[1])
    pw_uid = property(lambda self: self[2])
    pw_gid = property(lambda self: self[3])
    pw_gecos = property(lambda self: self[4])
    pw_dir = property(lambda self: self[5])
    pw_shell = property(lambda self: self[6])
    def __repr__(self):
        names = ('pw_name', 'pw_passwd', 'pw_uid', 'pw_gid', 'pw_gecos', 'pw_dir', 'pw_shell')
        return f"pwd.struct_passwd({', '.join(f'{name}={value!r}' for name, value in zip(names, self))})"

def getpwall():
    found = []
    with open('/etc/passwd') as file:
        for line in file:
            parts = line.rstrip('\\n').split(':')
            if len(parts) == 7:
                found.append(struct_passwd((parts[0], parts[1], int(parts[2]), int(parts[3]), parts[4], parts[5], parts[6])))
    return found

def getpwnam(name):
    for one in getpwall():
        if one.pw_name == name:
            return one
    raise KeyError(f"getpwnam(): name not found: {name!r}")

def getpwuid(uid):
    for one in getpwall():
        if one.pw_uid == uid:
            return one
    raise KeyError(f'getpwuid(): uid not found: {uid}')
`,
  grp: `
class struct_group(tuple):
    gr_name = property(lambda self: self[0])
    gr_passwd = property(lambda self: self[1])
    gr_gid = property(lambda self: self[2])
    gr_mem = property(lambda self: self[3])
    def __repr__(self):
        return f'grp.struct_group(gr_name={self[0]!r}, gr_passwd={self[1]!r}, gr_gid={self[2]!r}, gr_mem={self[3]!r})'

def getgrall():
    found = []
    with open('/etc/group') as file:
        for line in file:
            parts = line.rstrip('\\n').split(':')
            if len(parts) == 4:
                found.append(struct_group((parts[0], parts[1], int(parts[2]), [one for one in parts[3].split(',') if one])))
    return found

def getgrnam(name):
    for one in getgrall():
        if one.gr_name == name:
            return one
    raise KeyError(f"getgrnam(): name not found: {name!r}")

def getgrgid(id):
    for one in getgrall():
        if one.gr_gid == id:
            return one
    raise KeyError(f'getgrgid(): gid not found: {id}')
`,
};
