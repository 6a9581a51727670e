/** getpass and tempfile. */
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
`,
  tempfile: `
import os
import random

def gettempdir():
    return os.environ.get('TMPDIR', '/tmp')

def _name(prefix, suffix):
    return os.path.join(gettempdir(), prefix + ''.join(random.choice('abcdefghijklmnopqrstuvwxyz0123456789_') for _ in range(8)) + suffix)

def mkdtemp(suffix='', prefix='tmp', dir=None):
    name = _name(prefix, suffix)
    os.mkdir(name, 0o700)
    return name

class TemporaryDirectory:
    def __init__(self):
        self.name = mkdtemp()
    def __enter__(self):
        return self.name
    def __exit__(self, *rest):
        self.cleanup()
    def cleanup(self):
        import shutil
        shutil.rmtree(self.name)

class NamedTemporaryFile:
    def __init__(self, mode='w+b', suffix='', prefix='tmp', delete=True):
        self.name = _name(prefix, suffix)
        self.file = open(self.name, mode)
        self.delete = delete
    def __getattr__(self, name):
        return getattr(self.file, name)
    def __enter__(self):
        return self
    def __exit__(self, *rest):
        self.file.close()
        if self.delete:
            os.unlink(self.name)
`,
};
