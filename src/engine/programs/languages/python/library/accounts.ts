/** pwd, grp and getpass: who there is on the machine. In Python. */
export const ACCOUNTS: Readonly<Record<string, string>> = {
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
