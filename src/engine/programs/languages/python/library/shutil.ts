/** shutil and stat, written in Python: whole files and trees, and what a mode says of a file. */
export const SHUTIL: Readonly<Record<string, string>> = {
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
    is_more = True
    while is_more:
        is_more = fdst.write(fsrc.read(length or 1 << 16))

def _is_same(one, other):
    return os.path.exists(one) and os.path.exists(other) and os.stat(one)[1:3] == os.stat(other)[1:3]

def copyfile(src, dst, *, follow_symlinks=True):
    if _is_same(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    for one in (src, dst):
        if os.path.exists(one) and stat.S_ISFIFO(os.stat(one).st_mode):
            raise SpecialFileError(f'\`{one}\` is a named pipe')
    if os.path.islink(src) and not follow_symlinks:
        os.symlink(os.readlink(src), dst)
        return dst
    source = open(src, 'rb')  #@260
    with source:
        target = open(dst, 'wb')  #@262
        with target:
            copyfileobj(source, target)
    return dst

def copymode(src, dst, *, follow_symlinks=True):
    if follow_symlinks or not os.path.islink(src):
        os.chmod(dst, os.stat(src).st_mode & 0o7777)

def copystat(src, dst, *, follow_symlinks=True):
    if follow_symlinks or not os.path.islink(src):
        about = os.stat(src)
        os.utime(dst, (about.st_atime, about.st_mtime))
        copymode(src, dst)

def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst

def copy(src, dst, *, follow_symlinks=True):
    made = copyfile(src, _target(src, dst), follow_symlinks=follow_symlinks)  #@428
    copymode(src, made, follow_symlinks=follow_symlinks)
    return made

def copy2(src, dst, *, follow_symlinks=True):
    made = copyfile(src, _target(src, dst), follow_symlinks=follow_symlinks)  #@468
    copystat(src, made, follow_symlinks=follow_symlinks)
    return made

def ignore_patterns(*patterns):
    import fnmatch
    return lambda path, names: {name for pattern in patterns for name in fnmatch.filter(names, pattern)}

def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    inside = [*os.scandir(src)]  #@591
    skipped = ignore(os.fspath(src), [one.name for one in inside]) if ignore else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    problems = []
    for one in inside:
        if one.name in skipped:
            continue
        source, target = (os.path.join(folder, one.name) for folder in (src, dst))
        try:
            if symlinks and one.is_symlink():
                os.symlink(os.readlink(source), target)
            elif one.is_symlink() and ignore_dangling_symlinks and not os.path.exists(source):
                pass
            elif one.is_dir():
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as error:
            problems += error.args[0]
        except OSError as error:
            problems.append((source, target, str(error)))
    copystat(src, dst)
    if problems:
        raise Error(problems)
    return dst

def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    def told(function, name, error):
        """Whatever cannot be removed is told, and the rest goes on."""
        if onexc:
            onexc(function, name, error)
        elif onerror:
            onerror(function, name, (type(error), error, error.__traceback__))
        elif not ignore_errors:
            raise error
    def attempt(function, name):
        try:
            return function(name)
        except OSError as error:
            told(function, name, error)
    def emptied(folder):
        for name in attempt(os.listdir, folder) or ():
            own = os.path.join(folder, name)
            is_folder = os.path.isdir(own) and not os.path.islink(own)
            emptied(own) if is_folder else attempt(os.unlink, own)
        attempt(os.rmdir, folder)
    path = os.fspath(path)
    if os.path.islink(path):
        told(os.path.islink, path, OSError('Cannot call rmtree on a symbolic link'))
    elif os.path.lexists(path):
        emptied(path)
    elif not ignore_errors and not onexc and not onerror:
        os.lstat(path)  #@763,704,665
    else:
        attempt(os.lstat, path)

def move(src, dst, copy_function=copy2):
    real_dst, whole = dst, os.path.abspath(src)
    if os.path.isdir(dst) and not _is_same(src, dst):
        real_dst = os.path.join(dst, os.path.basename(whole))
        if os.path.exists(real_dst):
            raise Error(f"Destination path '{real_dst}' already exists")
    try:
        os.rename(src, real_dst)  #@856
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), real_dst)
            os.unlink(src)
        elif not os.path.isdir(src):
            copy_function(src, real_dst)  #@876
            os.unlink(src)
        elif os.path.abspath(dst).startswith(whole + '/'):
            raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
        else:
            copytree(src, real_dst, symlinks=True, copy_function=copy_function)
            rmtree(src)
    return real_dst

def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    places = os.environ.get('PATH', '/bin:/usr/bin') if path is None else path
    tried = [cmd] if os.path.dirname(cmd) else [os.path.join(folder, cmd) for folder in places.split(os.pathsep)]
    return next((one for one in tried if os.access(one, mode) and not os.path.isdir(one)), None)

class usage(tuple):
    _fields = 'total', 'used', 'free'
    total, used, free = (property(lambda self, at=at: self[at]) for at in range(3))
    def __repr__(self):
        return f'usage(total={self.total}, used={self.used}, free={self.free})'

def disk_usage(path):
    about = os.statvfs(path)
    return usage(about.f_frsize * blocks for blocks in (about.f_blocks, about.f_blocks - about.f_bfree, about.f_bavail))

def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    import grp
    import pwd
    if user is None and group is None:
        raise ValueError('user and/or group must be set')
    numbers = []
    for given, kind, find in ((user, 'user', lambda: pwd.getpwnam(user).pw_uid), (group, 'group', lambda: grp.getgrnam(group).gr_gid)):
        try:
            numbers.append(find() if isinstance(given, str) else -1 if given is None else given)
        except KeyError:
            raise LookupError(f'no such {kind}: {given!r}') from None
    os.chown(path, *numbers)

def get_terminal_size(fallback=(80, 24)):
    wanted = [os.environ.get(name, '') for name in ('COLUMNS', 'LINES')]
    wanted = [int(one) if one.isdecimal() else 0 for one in wanted]
    known = (0, 0)
    if 0 in wanted:
        try:
            known = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            pass
    return os.terminal_size(tuple(one or other or last for one, other, last in zip(wanted, known, fallback)))
#@@ 260 copyfile
    with open(src, 'rb') as fsrc:
         ~~~~^^^^^^^^^^^
#@@ 262 copyfile
    with open(dst, 'wb') as fdst:
         ~~~~^^^^^^^^^^^
#@@ 428 copy
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    ~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 468 copy2
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    ~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 591 copytree
    with os.scandir(src) as itr:
         ~~~~~~~~~~^^^^^
#@@ 665 _rmtree_safe_fd
    orig_st = os.lstat(name, dir_fd=dirfd)
#@@ 704 _rmtree_safe_fd
    onexc(func, path, err)
    ~~~~~^^^^^^^^^^^^^^^^^
#@@ 763 rmtree
    _rmtree_safe_fd(stack, onexc)
    ~~~~~~~~~~~~~~~^^^^^^^^^^^^^^
#@@ 856 move
    os.rename(src, real_dst)
    ~~~~~~~~~^^^^^^^^^^^^^^^
#@@ 876 move
    copy_function(src, real_dst)
    ~~~~~~~~~~~~~^^^^^^^^^^^^^^^
`,
  stat: `
_KINDS = {'p': ('FIFO', 0o01), 'c': ('CHR', 0o02), 'd': ('DIR', 0o04), 'b': ('BLK', 0o06), '-': ('REG', 0o10), 'l': ('LNK', 0o12), 's': ('SOCK', 0o14)}
_names = globals()

def S_IMODE(mode):
    return mode & 0o7777

def S_IFMT(mode):
    return mode & 0o170000

def _asks(number):
    return lambda mode: mode >> 12 & 0o17 == number

for _kind, _number in [*_KINDS.values(), ('DOOR', 0), ('PORT', 0), ('WHT', 0)]:
    _names['S_I' + ('FIFO' if _kind == 'FIFO' else 'F' + _kind)] = _number << 12
    _names['S_IS' + _kind] = _asks(_number or -1)
for _at, _name in enumerate('MODE INO DEV NLINK UID GID SIZE ATIME MTIME CTIME'.split()):
    _names['ST_' + _name] = _at
for _shift, _who in (6, 'USR'), (3, 'GRP'), (0, 'OTH'):
    _names['S_IRWX' + _who[0]] = 0o7 << _shift
    for _bit, _what in (4, 'R'), (2, 'W'), (1, 'X'):
        _names[f'S_I{_what}{_who}'] = _bit << _shift
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_ENFMT, S_IREAD, S_IWRITE, S_IEXEC = S_ISGID, 0o400, 0o200, 0o100
for _at, _name in enumerate('NODUMP IMMUTABLE APPEND OPAQUE NOUNLINK COMPRESSED TRACKED DATAVAULT'.split()):
    _names['UF_' + _name] = 1 << _at
UF_HIDDEN, UF_SETTABLE = 0o100000, 0o177777
for _at, _name in enumerate('READONLY HIDDEN SYSTEM  DIRECTORY ARCHIVE DEVICE NORMAL TEMPORARY SPARSE_FILE REPARSE_POINT COMPRESSED OFFLINE NOT_CONTENT_INDEXED ENCRYPTED INTEGRITY_STREAM VIRTUAL NO_SCRUB_DATA'.split(' ')):
    if _name:
        _names['FILE_ATTRIBUTE_' + _name] = 1 << _at

def filemode(mode):
    kind = next((sign for sign, (_, number) in _KINDS.items() if mode >> 12 == number), '?')
    signs = [sign if mode >> 8 - at & 1 else '-' for at, sign in enumerate('rwx' * 3)]
    for at, bit, sign in (2, S_ISUID, 's'), (5, S_ISGID, 's'), (8, S_ISVTX, 't'):
        if mode & bit:
            signs[at] = sign if signs[at] == 'x' else sign.upper()
    return kind + ''.join(signs)
`,
};
